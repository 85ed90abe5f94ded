"""Every exercise can come: some person's findings, levels, orders and aids make a plan with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice, product

import pytest

from restride.clinical.aims import OUTCOMES_OF_AIM, Category
from restride.clinical.care import Supervision, WeightBearing
from restride.clinical.circumstances import Aid
from restride.clinical.evidence import Confidence
from restride.clinical.finding import Finding, FindingWeight
from restride.clinical.findings.rule import Rule, rules_in_order
from restride.clinical.patient import HomeSituation, Patient, WeightBearingOrder
from restride.plan.exercise import Exercise
from restride.plan.library import equipment, exercises
from restride.plan.plan import Plan
from restride.plan.proposing.candidates import THINGS_OF_AID
from restride.plan.proposing.proposal import propose_plan
from restride.plan.proposing.proposal_settings import ProposalSettings
from restride.plan.proposing.start_levels import Domain, domain_of, start_rules
from restride.terms import Side

#: What a person comes for is found, and named as a rule of the content names it.
RULES = tuple(
    rule
    for _, rule in rules_in_order()
    if rule.aims and rule.weight in (FindingWeight.MAJOR, FindingWeight.MINOR)
)
#: Long enough for every phase; and short, for what stands at the beginning only.
DAYS = (400, 30)
#: Of the grid, the likeliest first; more would take too long.
_TRIED_COUNT = 120
#: What the programme must have, in the words of those who asked for it.
TERMS = {
    "leg raises": (
        "str_slr",
        "str_seated_knee_ext",
        "str_side_hip_abd",
        "str_stand_hip_abd",
        "str_stand_hip_ext",
        "str_standing_hip_flex",
    ),
    "mini squats": ("str_mini_squat",),
    "heel-toe walking": ("gait_heel_toe",),
    "resistance band": (
        "str_band_hip_abd",
        "str_band_lateral_walk",
        "str_band_ham",
        "str_band_tke",
        "str_band_df",
        "str_band_evert",
        "str_clam",
    ),
    "balance board": ("bal_rocker", "bal_wobble"),
    "foam pad": ("bal_foam_dbl", "bal_foam_ec", "bal_foam_sls"),
    "single-leg stand": ("bal_sls_supported", "bal_sls", "bal_sls_ec"),
    "step-ups": ("bal_step_up", "bal_lat_step"),
    "step-downs": ("bal_step_down",),
    "uneven terrain": ("gait_uneven",),
    "stride length": ("gait_stride", "gait_amplitude"),
    "foot placement": ("gait_foot_placement",),
    "rhythm and pacing": ("gait_ras", "gait_pace"),
    "endurance": ("gait_endurance", "gait_interval"),
    "treadmill": ("gait_treadmill", "gait_incline"),
    "overground": ("gait_overground",),
    "body-weight support": ("gait_bws",),
    "virtual reality": ("gait_vr",),
    "seated pelvic tilt": ("core_tilt_sit",),
    "standing pelvic tilt": ("core_tilt_stand",),
    "core bracing": ("core_brace", "core_marchbrace"),
    "breathing with movement": ("core_breath", "core_breath_move"),
    "cane": ("dev_cane_3pt", "dev_cane_2pt"),
    "walker": ("dev_walker", "dev_rollator"),
    "crutches": ("dev_crutch_nwb", "dev_crutch_pwb", "dev_crutch_4pt", "dev_crutch_2pt"),
}
BY_TERM = pytest.mark.parametrize("term", TERMS)
BY_EXERCISE = pytest.mark.parametrize("exercise", exercises().values(), ids=lambda each: each.id)


def _found(rule: Rule) -> Finding:
    return Finding(
        id=rule.id,
        version="1.0.0",
        sentence=rule.sentence,
        weight=rule.weight,
        rule="by hand",
        observed=(),
        aims=rule.aims,
        side=Side.LEFT if rule.sided else None,
        decides=rule.states_entry or rule.evidence.confidence is not Confidence.MEMORY,
        evidence=rule.evidence,
    )


def _rules_for(exercise: Exercise) -> list[tuple[Rule, ...]]:
    """List what may have been found: what asks for the main aim comes first."""
    main = [rule for rule in RULES if exercise.aims[0] in rule.aims]
    also = [rule for rule in RULES if set(exercise.aims[1:]) & set(rule.aims)]
    pairs = [(one, other) for one in main[:4] for other in also[:6] if one is not other]
    return [*((each,) for each in main), *pairs, *((each,) for each in also), ()]


def _grades(exercise: Exercise) -> tuple[WeightBearing, WeightBearing]:
    """What the left leg may carry, and the right one."""
    only = exercise.leg_load.only_for
    return (only[0] if only else WeightBearing.FULL), WeightBearing.FULL


def _aids(exercise: Exercise) -> list[Aid | None]:
    if exercise.category is not Category.ASSISTIVE_DEVICE:
        return [None]
    fitting = [aid for aid, things in THINGS_OF_AID.items() if things & set(exercise.equipment)]
    return fitting or [Aid.SINGLE_CANE, Aid.ROLLATOR, Aid.TWO_CRUTCHES]


def _people(exercise: Exercise, patient_with, day) -> Iterator[Patient]:
    left, right = _grades(exercise)
    everything = tuple(sorted(equipment()))
    for days, condition, aid in product(DAYS, exercise.conditions, _aids(exercise)):
        yield patient_with(
            condition,
            since=day - timedelta(days=days),
            side=Side.LEFT,
            aid=aid,
            home=HomeSituation(supervision=Supervision.SOMEONE_NEAR, equipment=everything),
            clinic_equipment=everything,
            weight_bearing_orders=(
                WeightBearingOrder(side=Side.LEFT, grade=left),
                WeightBearingOrder(side=Side.RIGHT, grade=right),
            ),
        )


def _grid(exercise: Exercise, patient_with, day) -> Iterator[tuple[Patient, list[Finding], tuple]]:
    wanted = OUTCOMES_OF_AIM[exercise.aims[0]][0]
    people = tuple(_people(exercise, patient_with, day))
    for rules, patient, goals in product(_rules_for(exercise), people, ((), (wanted,))):
        yield patient, [_found(rule) for rule in rules], goals


def _is_reached(exercise: Exercise, patient_with, day, *, with_veto: bool) -> bool:
    """Whether somebody of the grid has an exercise.

    With a veto, the therapist has left out what the first proposal put in its place.
    """
    settings = ProposalSettings(start_levels=dict.fromkeys(Domain, exercise.level))
    for patient, findings, goals in islice(_grid(exercise, patient_with, day), _TRIED_COUNT):
        inputs = {"day": day, "findings": findings, "goal_outcomes": goals}
        ids = _ids(propose_plan(patient, settings=settings, **inputs))
        if exercise.id not in ids and with_veto:
            without = tuple(each for each in ids if _same_place(each, exercise))
            other = replace(settings, without=without)
            ids = _ids(propose_plan(patient, settings=other, **inputs))
        if exercise.id in ids:
            return True
    return False


def _ids(plan: Plan) -> list[str]:
    return [row.exercise for row in (*plan.prescriptions, *plan.activities)]


def _same_place(exercise_id: str, exercise: Exercise) -> bool:
    return exercises()[exercise_id].category is exercise.category


@BY_EXERCISE
def test_every_exercise_comes_in_the_plan_of_somebody(exercise, patient_with, day):
    assert any(_is_reached(exercise, patient_with, day, with_veto=veto) for veto in (False, True))


@BY_TERM
def test_what_was_promised_comes_without_the_therapist_leaving_anything_out(
    term, patient_with, day
):
    assert any(
        _is_reached(exercises()[each], patient_with, day, with_veto=False) for each in TERMS[term]
    )


@BY_TERM
def test_what_was_promised_is_whole(term):
    for each in TERMS[term]:
        exercise = exercises()[each]

        assert exercise.dose
        assert exercise.faults
        assert all(fault.cue for fault in exercise.faults)
        assert exercise.ladder.easier or exercise.ladder.harder
        assert exercise.steps
        assert exercise.safety


@pytest.mark.parametrize("domain", Domain)
def test_some_test_result_opens_the_highest_level(domain):
    if domain is Domain.DEVICE:
        return
    highest = max(each.level for each in exercises().values() if domain_of(each) is domain)

    assert max(row.level for row in start_rules() if row.domain is domain) >= highest
