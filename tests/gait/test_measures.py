"""Measures of a walk: worked out in the head, always true, and on walks whose truth we wrote."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.gait.measure_definitions import GAIT_MEASURES
from restride.gait.measures import bout_measures, measures_by_bout, walk_measures
from restride.gait.steady import is_steady, mark_steady
from restride.gait.validation_errors import MeasuringContext
from restride.measure import Interval, NotComputed
from restride.recording.events import Contact, Step, Stride, Turn, Walk, WalkingBout
from restride.simulate.plan import Stand, WalkAhead
from restride.simulate.walk import simulate_walk
from restride.simulate.walker import WalkerSettings
from restride.terms import ContactKind, EndReason, EventSource, Side
from restride.units import unit_of

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def bout_of(contacts_s, *, source=EventSource.LOWER_BACK, first=LEFT, lengths_m=None, **parts):
    """A bout from the times of its initial contacts, sides in turn; stance is 60 % of a stride."""
    contacts_s = [float(time_s) for time_s in contacts_s]
    sides = [first if index % 2 == 0 else first.other for index in range(len(contacts_s))]
    lengths_m = [1.2] * len(contacts_s) if lengths_m is None else lengths_m
    strides = tuple(
        Stride(
            side=side,
            start_s=start_s,
            end_s=end_s,
            final_contact_s=start_s + 0.6 * (end_s - start_s),
            length_m=length_m,
            double_support_s=0.2 * (end_s - start_s),
            single_support_s=0.4 * (end_s - start_s),
            **parts,
        )
        for side, start_s, end_s, length_m in zip(
            sides, contacts_s, contacts_s[2:], lengths_m, strict=False
        )
    )
    return WalkingBout(
        start_s=contacts_s[0],
        end_s=contacts_s[-1],
        end_reason=EndReason.PAUSE,
        initial_contacts=tuple(
            Contact(
                time_s=time_s, kind=ContactKind.INITIAL, side=side, source=source, confidence=1.0
            )
            for time_s, side in zip(contacts_s, sides, strict=True)
        ),
        final_contacts=(),
        strides=strides,
        steps=tuple(
            Step(side=side, start_s=start_s, end_s=end_s, length_m=0.6)
            for (start_s, end_s), side in zip(pairwise(contacts_s), sides[1:], strict=True)
        ),
    )


def walk_of(*bouts, turns=()):
    return mark_steady(Walk(bouts=bouts, turns=tuple(turns)))


def find(measures, key, side=None):
    (measure,) = (each for each in measures if each.definition.key == key and each.side is side)
    return measure


EVEN = walk_of(bout_of(np.arange(0, 20.5, 0.5)))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("walking_speed_mps", 1.2),
        ("cadence_spm", 120.0),
        ("stride_length_m", 1.2),
        ("stride_duration_s", 1.0),
        ("stance_s", 0.6),
        ("swing_s", 0.4),
        ("stance_share", 0.6),
        ("swing_share", 0.4),
        ("single_support_s", 0.4),
        ("single_support_share", 0.4),
        ("double_support_s", 0.2),
        ("double_support_share", 0.2),
        ("step_duration_s", 0.5),
        ("step_length_m", 0.6),
        ("walk_ratio_mmpspm", 5.0),
        ("stride_duration_sd_s", 0.0),
        ("stride_length_cv_share", 0.0),
        ("step_duration_asymmetry_ratio", 0.0),
        ("stance_asymmetry_ratio", 0.0),
        ("walking_s", 20.0),
        ("distance_m", 24.0),
        ("bouts_count", 1.0),
        ("strides_count", 39.0),
        ("turns_count", 0.0),
    ],
)
def test_an_even_walk_of_two_steps_a_second_by_hand(key, value):
    assert find(walk_measures(EVEN), key).value == pytest.approx(value, abs=1e-9)


def test_left_and_right_are_told_apart():
    contacts_s = np.cumsum([0.0] + [0.55, 0.45] * 15)
    measures = walk_measures(walk_of(bout_of(contacts_s, first=RIGHT)))

    assert find(measures, "step_duration_s", LEFT).value == pytest.approx(0.55)
    assert find(measures, "step_duration_s", RIGHT).value == pytest.approx(0.45)
    assert find(measures, "step_duration_asymmetry_ratio").value == pytest.approx(0.2)
    assert find(measures, "stride_duration_s", LEFT).value == pytest.approx(1.0)
    assert find(measures, "step_duration_sd_s").value == pytest.approx(0.0, abs=1e-9)


def test_mirrored_sides_mirror_the_asymmetry():
    contacts_s = np.cumsum([0.0] + [0.6, 0.5] * 15)
    one = find(walk_measures(walk_of(bout_of(contacts_s))), "step_duration_asymmetry_ratio")
    other = find(
        walk_measures(walk_of(bout_of(contacts_s, first=RIGHT))), "step_duration_asymmetry_ratio"
    )

    assert one.value == pytest.approx(-other.value)


def test_a_known_variability_comes_back():
    draw = np.random.default_rng(3)
    contacts_s = np.cumsum(0.5 + draw.normal(0, 0.02, 400))
    measures = walk_measures(walk_of(bout_of(contacts_s)))

    steps = find(measures, "step_duration_sd_s")
    assert steps.value == pytest.approx(0.02, rel=0.1)
    assert isinstance(steps.uncertainty, Interval)
    assert steps.uncertainty.low < 0.02 < steps.uncertainty.high
    assert find(measures, "step_duration_cv_share").value == pytest.approx(0.04, rel=0.1)
    strides = find(measures, "stride_duration_sd_s")
    assert strides.value == pytest.approx(0.02 * np.sqrt(2), rel=0.12)


def test_a_faster_bout_is_no_variability():
    slow, fast = bout_of(np.arange(0, 20, 0.6)), bout_of(np.arange(60, 80, 0.5))
    measures = walk_measures(walk_of(slow, fast))

    assert find(measures, "stride_duration_sd_s").value == pytest.approx(0.0, abs=1e-9)
    assert find(measures, "stride_duration_s").value == pytest.approx(1.09, abs=0.02)


def test_one_stumble_does_not_make_a_variability():
    draw = np.random.default_rng(3)
    durations_s = 0.5 + draw.normal(0, 0.01, 60)
    clean = find(walk_measures(walk_of(bout_of(np.cumsum(durations_s)))), "step_duration_sd_s")
    durations_s[30] = 0.9
    stumbled = find(walk_measures(walk_of(bout_of(np.cumsum(durations_s)))), "step_duration_sd_s")

    assert stumbled.value == pytest.approx(clean.value, rel=0.1)


@pytest.mark.parametrize(("contacts_count", "is_few"), [(35, True), (36, False)])
def test_a_variability_from_under_thirty_strides_says_so(contacts_count, is_few):
    draw = np.random.default_rng(5)
    lengths_m = 1.2 + draw.uniform(-0.03, 0.03, contacts_count)
    walk = walk_of(bout_of(0.5 * np.arange(contacts_count), lengths_m=lengths_m))
    measure = find(walk_measures(walk), "stride_length_sd_m")

    assert measure.repeats_count == (29 if is_few else 30)
    assert (measure.note is not None) is is_few
    if is_few:
        assert "From 29 strides; at least 30 are advised" in measure.note


def test_the_first_and_last_two_steps_are_not_steady():
    (bout,) = walk_of(bout_of(np.arange(0, 10.5, 0.5))).bouts

    steady = [stride.start_s for stride in bout.strides if stride.is_steady]
    assert (steady[0], steady[-1]) == (1.0, 8.0)
    steps = [step for step in bout.steps if step.is_steady]
    assert (steps[0].start_s, steps[-1].end_s) == (1.0, 9.0)


def test_strides_in_a_turn_are_not_steady():
    turn = Turn(start_s=5.1, end_s=5.9, angle_deg=90.0, peak_angular_velocity_dps=120.0)
    (bout,) = walk_of(bout_of(np.arange(0, 12.5, 0.5)), turns=[turn]).bouts

    left_out = [stride.start_s for stride in bout.strides if not stride.is_steady]
    assert left_out == [0.0, 0.5, 4.5, 5.0, 5.5, 10.5, 11.0]


def test_a_stride_that_ends_as_the_turn_begins_is_steady():
    turn = Turn(start_s=3.0, end_s=4.0, angle_deg=90.0, peak_angular_velocity_dps=120.0)
    start_s = np.array([2.0, 2.5, 4.0])
    spans_s = np.tile([1.0, 6.5], (3, 1))
    steady = is_steady(start_s, start_s + 1, spans_s=spans_s, turns=[turn])

    assert list(steady) == [True, False, True]


def test_a_mark_somebody_else_made_stays():
    bout = bout_of(np.arange(0, 10.5, 0.5))
    strides = (*bout.strides[:9], replace(bout.strides[9], is_steady=False), *bout.strides[10:])
    (marked,) = walk_of(replace(bout, strides=strides)).bouts

    assert not marked.strides[9].is_steady
    assert mark_steady(Walk(bouts=(marked,), turns=())).bouts == (marked,)


@pytest.mark.parametrize(("contacts_count", "measured_count"), [(11, 9), (12, 6)])
def test_too_few_steady_strides_measure_all_and_say_so(contacts_count, measured_count):
    walk = walk_of(bout_of(0.5 * np.arange(contacts_count)))
    speed = find(walk_measures(walk), "walking_speed_mps")

    assert speed.repeats_count == measured_count
    assert speed.note == (
        "Only 5 strides are steady: all 9 are measured, the first and the last and those in turns "
        "too."
        if measured_count == 9
        else None
    )


def test_what_no_stride_gives_is_absent_with_the_reason():
    bout = bout_of(0.5 * np.arange(20), lengths_m=[None] * 20)
    speed = find(walk_measures(walk_of(bout)), "walking_speed_mps")

    assert speed.value is None
    assert isinstance(speed.uncertainty, NotComputed)
    assert speed.note == "None of the strides gives it."
    assert find(walk_measures(walk_of(bout)), "distance_m").value is None


def test_no_walking_gives_only_amounts():
    measures = walk_measures(Walk(bouts=(), turns=(), no_walking_reason="nobody moved"))

    assert [each.definition.key for each in measures] == [
        "walking_s",
        "bouts_count",
        "strides_count",
        "distance_m",
    ]
    assert all(each.value == 0 for each in measures)
    assert measures_by_bout(()) == ()


def test_one_foot_gives_its_own_side_only():
    bout = bout_of(0.5 * np.arange(40), source=EventSource.FOOT, clearance_m=0.15)
    left = replace(bout, strides=bout.strides[::2], steps=())
    measures = walk_measures(walk_of(left))

    assert find(measures, "stride_length_m", LEFT).value == pytest.approx(1.2)
    assert find(measures, "stride_length_m", RIGHT).value is None
    assert find(measures, "stance_asymmetry_ratio").value is None
    assert find(measures, "step_duration_s").value is None
    assert find(measures, "clearance_m", LEFT).value == pytest.approx(0.15)


def test_foot_measures_need_a_foot_and_trunk_measures_a_trunk():
    foot = bout_of(0.5 * np.arange(30), source=EventSource.FOOT, contact_angle_deg=20.0)
    of_back = {"harmonic_ratio_vertical": 3.0, "trunk_yaw_range_deg": 9.0, "turn_deg": 1.0}
    trunk = bout_of(0.5 * np.arange(30), **of_back)

    of_foot = walk_measures(walk_of(foot))
    of_trunk = walk_measures(walk_of(trunk))
    assert find(of_foot, "contact_angle_deg", LEFT).value == 20.0
    assert "vertical_harmonic_ratio" not in {each.definition.key for each in of_foot}
    assert find(of_trunk, "vertical_harmonic_ratio").value == 3.0
    assert find(of_trunk, "trunk_yaw_range_deg").value == 9.0
    assert "contact_angle_deg" not in {each.definition.key for each in of_trunk}


def test_turns_are_averaged_whichever_way_they_go():
    turns = [
        Turn(start_s=5.0, end_s=7.0, angle_deg=-170.0, peak_angular_velocity_dps=90, steps_count=4),
        Turn(
            start_s=12.0, end_s=13.0, angle_deg=90.0, peak_angular_velocity_dps=110, steps_count=2
        ),
        Turn(
            start_s=90.0, end_s=91.0, angle_deg=90.0, peak_angular_velocity_dps=500, steps_count=2
        ),
    ]
    measures = walk_measures(walk_of(bout_of(0.5 * np.arange(41)), turns=turns))

    assert find(measures, "turns_count").value == 2
    assert find(measures, "turn_angle_deg").value == 130
    assert find(measures, "turn_duration_s").value == 1.5
    assert find(measures, "turn_peak_speed_dps").value == 100
    assert find(measures, "turn_steps_count").value == 3


def test_a_bout_is_measured_over_all_its_strides():
    contacts_s = np.array([0.0, 0.8, 1.4, 1.9, 2.4, 2.9, 3.4, 4.0])
    bout = bout_of(contacts_s)
    measures = bout_measures(bout)

    durations_s = contacts_s[2:] - contacts_s[:-2]
    speed = find(measures, "walking_speed_mps")
    assert speed.value == pytest.approx(np.mean(1.2 / durations_s))
    assert speed.repeats_count == 6
    assert find(measures, "cadence_spm").value == pytest.approx(np.mean(120 / durations_s))
    assert find(measures, "distance_m").value == pytest.approx(4 * np.mean(1.2 / durations_s))
    assert find(measures, "strides_count").value == 6


def test_a_bout_on_its_own_and_among_others_measures_the_same():
    bouts = [bout_of(first_s + 0.5 * np.arange(9)) for first_s in (0, 50, 90)]
    bouts[1] = replace(bouts[1], strides=())

    together = measures_by_bout(bouts)
    assert together == tuple(bout_measures(bout) for bout in bouts)
    assert find(together[1], "walking_speed_mps").note == "No stride of this bout gives it."


def test_a_bout_of_one_stride_still_bears_the_published_error():
    (speed,) = (
        each
        for each in bout_measures(bout_of([0.0, 0.5, 1.0]))
        if each.definition.key == "walking_speed_mps"
    )
    truth = MeasuringContext(source=EventSource.SIMULATION)
    alone = bout_measures(bout_of([0.0, 0.5, 1.0]), context=truth)

    assert isinstance(speed.uncertainty, Interval)
    assert find(alone, "walking_speed_mps").uncertainty == NotComputed(
        reason="one stride has no spread; two are needed"
    )


contacts = st.lists(st.integers(400, 800), min_size=8, max_size=60).map(
    lambda steps_ms: np.cumsum([0, *steps_ms]) / 1000
)


@given(contacts_s=contacts, shift_s=st.integers(0, 50_000))
def test_measures_do_not_move_with_time(contacts_s, shift_s):
    here = walk_measures(walk_of(bout_of(contacts_s)))
    later = walk_measures(walk_of(bout_of(contacts_s + shift_s)))

    for one, other in zip(here, later, strict=True):
        assert one.repeats_count == other.repeats_count
        assert (one.value is None) == (other.value is None)
        assert (one.value or 0.0) == pytest.approx(other.value or 0.0, rel=1e-5, abs=1e-6)


@given(contacts_s=contacts)
def test_the_parts_of_a_stride_add_up(contacts_s):
    measures = walk_measures(walk_of(bout_of(contacts_s)))

    for side in (None, LEFT, RIGHT):
        parts = [find(measures, key, side).value for key in ("stance_s", "swing_s")]
        assert sum(parts) == pytest.approx(find(measures, "stride_duration_s", side).value)
        shares = [find(measures, key, side).value for key in ("stance_share", "swing_share")]
        assert sum(shares) == pytest.approx(1.0)


@given(contacts_s=contacts)
def test_every_value_lies_in_its_interval(contacts_s):
    for measure in walk_measures(walk_of(bout_of(contacts_s))):
        if isinstance(measure.uncertainty, Interval):
            assert measure.uncertainty.low <= measure.value <= measure.uncertainty.high
            assert measure.uncertainty.basis
        else:
            assert measure.uncertainty.reason


def test_every_definition_has_a_unit_and_a_key_of_its_own():
    for key, row in GAIT_MEASURES.items():
        assert row.key == key
        assert row.unit == unit_of(key)
        assert row.title
        assert row.definition.endswith(".")


def test_no_measure_bears_a_key_and_side_twice():
    measures = walk_measures(EVEN)

    assert len({(each.definition.key, each.side) for each in measures}) == len(measures)
    assert {each.definition.key for each in measures} <= GAIT_MEASURES.keys()


def test_a_virtual_walker_measures_what_it_was_told_to_walk():
    walker = WalkerSettings(speed_mps=1.1, cadence_spm=100.0, step_time_asymmetry_ratio=1.1, seed=4)
    truth = simulate_walk(walker, plan=(Stand(duration_s=3.0), WalkAhead(length_m=60.0))).truth
    measures = walk_measures(mark_steady(truth))

    assert find(measures, "walking_speed_mps").value == pytest.approx(1.1, abs=0.03)
    assert find(measures, "cadence_spm").value == pytest.approx(100.0, abs=2)
    assert find(measures, "stride_length_m").value == pytest.approx(1.32, abs=0.03)
    asymmetry = find(measures, "step_duration_asymmetry_ratio")
    assert asymmetry.value == pytest.approx(0.2 / 2.1, abs=0.02)
    assert asymmetry.uncertainty.low < 0.2 / 2.1 < asymmetry.uncertainty.high
    assert find(measures, "stride_duration_cv_share").value == pytest.approx(0.02, abs=0.012)
    assert find(measures, "distance_m").value == pytest.approx(60.0, abs=2.0)
