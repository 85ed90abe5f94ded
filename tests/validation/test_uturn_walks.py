"""U-turn walks against hand-made truth."""

from dataclasses import replace

import numpy as np
import pytest

from restride.person import Person
from restride.recording.events import Contact, Turn, Walk, WalkingBout
from restride.terms import ContactKind, EndReason, EventSource, Side
from restride.validation.label_sides import SidePatterns
from restride.validation.references.uturn_walks import UturnReference
from restride.validation.uturn_figures import UturnTrial, uturn_figures
from restride.validation.uturn_walks import score_final_contacts, score_uturn


def contacts(times_s, kind):
    sides = (Side.LEFT, Side.RIGHT)
    return tuple(
        Contact(
            time_s=float(time_s),
            kind=kind,
            side=sides[k % 2],
            source=EventSource.PERSON,
            confidence=1.0,
        )
        for k, time_s in enumerate(times_s)
    )


def a_walk(*, late_s=0.0, turn=(10.0, 12.0, 180.0)):
    initial_s = np.arange(2.0, 20.0, 0.6) + late_s
    bout = WalkingBout(
        start_s=2.0,
        end_s=20.0,
        end_reason=EndReason.PAUSE,
        initial_contacts=contacts(initial_s, ContactKind.INITIAL),
        final_contacts=contacts(initial_s + 0.1, ContactKind.FINAL),
        strides=(),
    )
    start_s, end_s, angle_deg = turn
    found = Turn(start_s=start_s, end_s=end_s, angle_deg=angle_deg, peak_angular_velocity_dps=150.0)
    return Walk(bouts=(bout,), turns=(found,))


REFERENCE = UturnReference(
    name="one", person=Person(), walk=a_walk(), subject="1", turn_start_s=10.0, turn_end_s=12.0
)


def figures(**changes):
    walk = a_walk(**changes)
    trial = UturnTrial(reference=REFERENCE, back=walk, feet=walk)
    return {each.key: each.value for each in uturn_figures([trial])}


def test_the_truth_itself_is_perfect():
    found = figures()

    assert found["uturn_back_contacts"] == found["uturn_feet_final"] == 1.0
    assert found["uturn_back_side"] == found["uturn_found"] == 1.0
    assert found["uturn_back_timing"] == found["uturn_edges"] == 0.0
    assert found["uturn_angle_bias"] == found["uturn_angle_spread"] == 0.0


def test_errors_come_out_as_large_as_they_are():
    found = figures(late_s=0.02, turn=(9.9, 12.3, -170.0))

    assert found["uturn_back_timing"] == pytest.approx(20.0)
    assert found["uturn_feet_final_timing"] == pytest.approx(20.0)
    assert found["uturn_edges"] == pytest.approx(0.2)
    assert found["uturn_angle_bias"] == pytest.approx(-10.0)


def looks(*, crossed):
    """Feet and back that look different left and right, or the other way round."""
    wave = np.sin(np.linspace(0, 6, 50))[:, None] * np.ones(6)
    pair = (-wave, wave) if crossed else (wave, -wave)
    return SidePatterns(feet=pair, back=pair)


def a_trial(name, *, crossed):
    """A walk of the first person; where labels are crossed, the analysis has the other side."""
    walk = a_walk()
    bout = walk.bouts[0]
    turned = tuple(replace(each, side=each.side.other) for each in bout.initial_contacts)
    found = replace(walk, bouts=(replace(bout, initial_contacts=turned),)) if crossed else walk
    reference = replace(REFERENCE, name=name)
    return UturnTrial(reference=reference, back=found, feet=None, patterns=looks(crossed=crossed))


def test_sides_are_judged_again_without_the_walks_whose_labels_are_swapped():
    trials = [a_trial("1-1", crossed=True), *(a_trial(f"1-{k}", crossed=False) for k in (2, 3, 4))]

    found = {each.key: each for each in uturn_figures(trials)}

    assert found["uturn_back_side"].value == found["uturn_holding_back_side"].value == 0.75
    assert found["uturn_holding_back_side_unswapped"].value == 1.0
    assert found["uturn_holding_back_side_unswapped"].note == "90 of 90, left out: 1-1"


def test_where_no_labels_are_swapped_all_walks_are_judged():
    trials = [a_trial(f"1-{k}", crossed=False) for k in (1, 2, 3)]

    side = {each.key: each for each in uturn_figures(trials)}["uturn_holding_back_side_unswapped"]

    assert side.note == "90 of 90, left out: -"


def test_two_walks_of_a_person_say_nothing_about_swapped_labels():
    trials = [a_trial("1-1", crossed=True), a_trial("1-2", crossed=False)]

    side = {each.key: each for each in uturn_figures(trials)}["uturn_holding_back_side_unswapped"]

    assert side.value is None
    assert side.note == "too few walks of a person to compare"


def test_a_turn_elsewhere_is_not_the_uturn():
    score = score_uturn(a_walk(turn=(14.0, 15.0, 180.0)).turns, REFERENCE)

    assert not score.is_found
    assert score.start_off_s is None


def test_half_a_turn_is_the_uturn_and_less_is_not():
    assert score_uturn(a_walk(turn=(10.0, 11.0, 90.0)).turns, REFERENCE).is_found
    assert not score_uturn(a_walk(turn=(10.0, 10.9, 90.0)).turns, REFERENCE).is_found


def test_without_foot_sensors_only_the_back_is_measured():
    trial = UturnTrial(reference=REFERENCE, back=a_walk(), feet=None)
    assert not any(each.key.startswith("uturn_feet") for each in uturn_figures([trial]))


def test_a_walk_without_a_turn_says_so():
    walk = Walk(bouts=a_walk().bouts, turns=())
    found = uturn_figures([UturnTrial(reference=REFERENCE, back=walk, feet=None)])

    values = {each.key: each.value for each in found}
    assert values["uturn_found"] == 0.0
    assert "uturn_edges" not in values


def test_contacts_after_the_trial_are_not_counted():
    late = contacts([20.4, 20.6], ContactKind.FINAL)
    bout = a_walk().bouts[0]
    walk = Walk(
        bouts=(
            bout,
            WalkingBout(
                start_s=20.4,
                end_s=20.6,
                end_reason=EndReason.PAUSE,
                initial_contacts=(),
                final_contacts=late,
                strides=(),
            ),
        ),
        turns=(),
    )
    assert score_final_contacts(walk, REFERENCE).found_count == len(bout.final_contacts) + 1
