"""Walking aids: chosen, kept out, fitted, walked with and weaned from."""

from dataclasses import replace

import pytest

from restride.clinical.care import WeightBearing
from restride.clinical.circumstances import Aid
from restride.clinical.conditions import conditions
from restride.clinical.patient import WeightBearingOrder
from restride.clinical.precautions import precautions
from restride.errors import ContentError
from restride.plan.library import equipment
from restride.plan.programmes.device_content import (
    KindOfPerson,
    care_advice,
    device_graphs,
    devices,
    gait_patterns,
    patterns_for,
    selection_rules,
)
from restride.plan.programmes.device_fit import fit_device
from restride.plan.programmes.devices import choose_devices, kind_of_person
from restride.terms import Side

LIMITED = (WeightBearing.NON, WeightBearing.TOE_TOUCH, WeightBearing.PARTIAL)


def order(grade, side=Side.LEFT):
    return (WeightBearingOrder(side=side, grade=grade),)


def first(proposal):
    return proposal.chosen[0].device if proposal.chosen else None


# Content


@pytest.mark.parametrize("row", devices().values(), ids=lambda row: row.id)
def test_a_device_is_a_piece_of_equipment(row):
    assert row.equipment in equipment()


@pytest.mark.parametrize("row", selection_rules(), ids=lambda row: row.id)
def test_a_rule_names_what_is_there(row):
    assert set(row.choose) | set(row.avoid) <= set(devices())
    assert set(row.when.conditions) <= set(conditions())
    assert set(row.when.precautions) <= set(precautions())
    assert not set(row.choose) & set(row.avoid)


@pytest.mark.parametrize("row", gait_patterns().values(), ids=lambda row: row.id)
def test_a_pattern_is_of_devices_that_are_there(row):
    assert set(row.devices) <= set(devices())
    assert 1 <= row.steadiness <= 5


@pytest.mark.parametrize("pattern", ["swing_to", "swing_through", "4_point", "2_point"])
@pytest.mark.parametrize("grade", LIMITED)
def test_a_pattern_that_loads_the_leg_is_not_for_a_limited_one(pattern, grade):
    assert grade not in gait_patterns()[pattern].weight_bearing


def test_a_cane_is_not_for_partial_load():
    assert not patterns_for("cane", WeightBearing.PARTIAL)


def test_not_bearing_weight_is_three_point_alone():
    assert [each.id for each in patterns_for("crutches", WeightBearing.NON)] == ["3_point_nwb"]


def test_swing_patterns_are_never_proposed():
    assert "swing_to" not in {
        each.id for each in patterns_for("crutches", WeightBearing.AS_TOLERATED)
    }


@pytest.mark.parametrize("kind", KindOfPerson)
def test_every_graph_ends_at_no_aid_without_a_circle(kind):
    graph = device_graphs()[kind]
    for start in [each.of for each in graph.steps]:
        seen, here = [], [start]
        while here:
            seen += here
            here = [to for each in here for to in graph.after(each)]
            assert len(seen) < 50
        assert "none" in seen


def test_care_says_up_with_the_good():
    assert "up with the good" in care_advice()[0].words


# Kind of person


@pytest.mark.parametrize(("age_years", "kind"), [(64, "good_arms"), (65, "steady_first")])
def test_from_65_steadiness_comes_first(patient_with, day, age_years, kind):
    assert kind_of_person(patient_with("tibia_fracture", age_years=age_years), day=day) == kind


@pytest.mark.parametrize("how", ["present", "unanswered"])
def test_arms_that_are_not_known_to_be_good_are_not(patient_with, day, how):
    person = patient_with("tibia_fracture", age_years=30, **{how: ("arms_weak",)})

    assert kind_of_person(person, day=day) is KindOfPerson.STEADY_FIRST


@pytest.mark.parametrize("condition", ["parkinson", "hip_fracture"])
def test_some_are_kept_steady_at_any_age(patient_with, day, condition):
    person = patient_with(condition, age_years=40)

    assert kind_of_person(person, day=day) is KindOfPerson.STEADY_FIRST


def test_a_stroke_has_its_own_graph(patient_with, day):
    person = patient_with("stroke", age_years=40)

    assert kind_of_person(person, day=day) is KindOfPerson.HEMIPARESIS


# Choosing


@pytest.mark.parametrize("grade", LIMITED)
def test_the_young_unload_with_crutches_and_a_pattern_of_the_order(patient_with, day, grade):
    person = patient_with(
        "tibia_fracture", side=Side.LEFT, age_years=30, weight_bearing_orders=order(grade)
    )

    proposal = choose_devices(person, (), day=day)

    assert first(proposal) == "crutches"
    assert all(grade in each.weight_bearing for each in proposal.chosen[0].patterns)
    assert proposal.chosen[0].patterns


@pytest.mark.parametrize("grade", LIMITED)
def test_older_people_unload_with_a_frame(patient_with, day, grade):
    person = patient_with("hip_fracture", age_years=82, weight_bearing_orders=order(grade))

    assert first(choose_devices(person, (), day=day)) == "walker"


@pytest.mark.parametrize("code", ["arms_weak", "thinking_needs_supervision"])
@pytest.mark.parametrize("how", ["present", "unanswered"])
def test_weak_arms_or_thinking_keep_crutches_out(patient_with, day, code, how):
    person = patient_with(
        "tibia_fracture",
        age_years=30,
        weight_bearing_orders=order(WeightBearing.NON),
        **{how: (code,)},
    )

    proposal = choose_devices(person, (), day=day)

    assert first(proposal) == "walker"
    assert "crutches" in {each.device for each in proposal.avoided}


def test_in_parkinsons_wheels_with_brakes_and_no_pick_up_frame(patient_with, day, tested):
    slow = (tested("gait_speed_10m", comfortable_mps=0.7),)

    proposal = choose_devices(patient_with("parkinson"), slow, day=day)

    assert first(proposal) == "rollator"
    assert not proposal.chosen[0].to_confirm
    assert "walker" in {each.device for each in proposal.avoided}


def test_a_fast_walker_with_parkinsons_gets_no_aid(patient_with, day, tested):
    fast = (tested("gait_speed_10m", comfortable_mps=0.8), tested("fac", level=5))

    assert first(choose_devices(patient_with("parkinson"), fast, day=day)) is None


@pytest.mark.parametrize(
    ("speed_mps", "device"),
    [(0.39, "quad_cane"), (0.4, "cane"), (0.79, "cane"), (0.8, None)],
)
def test_one_weak_side_by_speed(patient_with, day, tested, speed_mps, device):
    person = patient_with("stroke", side=Side.LEFT)
    results = (tested("gait_speed_10m", comfortable_mps=speed_mps),)

    assert first(choose_devices(person, results, day=day)) == device


@pytest.mark.parametrize(("level", "device"), [(2, "parallel_bars"), (3, None)])
def test_much_help_after_a_stroke_begins_in_the_bars(patient_with, day, tested, level, device):
    person = patient_with("stroke", side=Side.LEFT)

    assert first(choose_devices(person, (tested("fac", level=level),), day=day)) == device


@pytest.mark.parametrize(("time_s", "device"), [(30.0, None), (30.1, "walker")])
def test_a_very_slow_up_and_go_asks_for_a_frame_and_a_belt(
    patient_with, day, tested, time_s, device
):
    proposal = choose_devices(patient_with("older_adult"), (tested("tug", time_s=time_s),), day=day)

    assert first(proposal) == device
    if device:
        assert "gait_belt" in proposal.chosen[0].needs


def test_an_order_that_is_missing_counts_as_no_load(patient_with, day):
    proposal = choose_devices(patient_with("hip_fracture", age_years=80), (), day=day)

    assert "order is not given" in " ".join(proposal.missing)
    assert [each.id for each in proposal.chosen[0].patterns] == ["3_point_nwb"]


def test_what_is_from_memory_does_not_replace_the_aid_in_use(patient_with, day, tested):
    person = patient_with("stroke", side=Side.LEFT, aid=Aid.SINGLE_CANE)
    results = (tested("gait_speed_10m", comfortable_mps=0.3),)

    proposal = choose_devices(person, results, day=day)

    assert first(proposal) == "quad_cane"
    assert proposal.chosen[0].to_confirm
    assert proposal.equipment == frozenset()
    assert "stays until the therapist has tried the other" in proposal.in_use_words


def test_a_lighter_aid_than_the_one_in_use_waits_for_weaning(patient_with, day, tested):
    person = patient_with("hip_oa", side=Side.LEFT, aid=Aid.TWO_CRUTCHES)
    results = (tested("gait_speed_10m", comfortable_mps=0.6),)

    proposal = choose_devices(person, results, day=day)

    assert first(proposal) == "cane"
    assert proposal.equipment == frozenset()
    assert "only by the criteria of weaning" in proposal.in_use_words


def test_an_aid_in_use_that_is_kept_out_is_said(patient_with, day):
    person = patient_with("parkinson", aid=Aid.PICK_UP_WALKER)

    proposal = choose_devices(person, (), day=day)

    assert "advised against" in proposal.in_use_words
    assert proposal.equipment == frozenset({"rollator"})


def test_the_same_inputs_give_the_same_proposal(patient_with, day, tested):
    person, results = patient_with("stroke", side=Side.LEFT), (tested("fac", level=1),)

    assert choose_devices(person, results, day=day) == choose_devices(person, results, day=day)


# Fitting


def test_the_handle_is_the_measured_wrist_in_the_opposite_hand(patient_with):
    person = patient_with("stroke", side=Side.LEFT)

    fit = fit_device(devices()["cane"], person, wrist_height_m=0.82)

    assert fit.handle_height_m == 0.82
    assert fit.hand is Side.RIGHT
    assert (fit.elbow_low_deg, fit.elbow_high_deg) == (20.0, 30.0)


def test_without_a_measured_wrist_no_height_is_guessed(patient_with):
    fit = fit_device(devices()["cane"], patient_with("stroke"), wrist_height_m=None)

    assert fit.handle_height_m is None
    assert "Measure wrist_height_m" in " ".join(fit.missing)
    assert "Name the weak or painful side" in " ".join(fit.missing)


@pytest.mark.parametrize("wrist_height_m", [0.37 * 1.7, 0.59 * 1.7])
def test_an_impossible_wrist_is_refused(patient_with, wrist_height_m):
    with pytest.raises(ContentError, match="wrist_height_m must lie between 0.65 and 0.99"):
        fit_device(devices()["cane"], patient_with("stroke"), wrist_height_m=wrist_height_m)


def test_a_wrist_is_held_to_possible_ones_where_height_is_not_known(patient_with):
    person = patient_with("stroke")
    person = replace(person, person=replace(person.person, height_m=None))

    with pytest.raises(ContentError, match="between 0.30 and 1.20"):
        fit_device(devices()["cane"], person, wrist_height_m=79.0)


def test_the_elbow_can_be_set_within_what_sources_say(patient_with):
    cane, person = devices()["cane"], patient_with("stroke")

    fit = fit_device(cane, person, wrist_height_m=0.8, elbow_deg=(15.0, 20.0))

    assert (fit.elbow_low_deg, fit.elbow_high_deg) == (15.0, 20.0)
    with pytest.raises(ContentError, match="elbow_deg must be a band within 15 to 30"):
        fit_device(cane, person, wrist_height_m=0.8, elbow_deg=(10.0, 20.0))
