"""Nobody is given what could hurt them: ten thousand people against a table written by hand."""

import random
import runpy
from collections.abc import Iterator
from datetime import date, timedelta
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from restride.clinical.care import Setting, Supervision, WeightBearing
from restride.clinical.conditions import conditions, lineage
from restride.clinical.patient import Diagnosis, HomeSituation, Patient, WeightBearingOrder
from restride.clinical.precautions import (
    PrecautionAnswer,
    PrecautionKind,
    Presence,
    precautions,
)
from restride.person import Person
from restride.plan.exercise import Exercise
from restride.plan.library import equipment, exercises
from restride.plan.proposing.proposal import propose_plan
from restride.plan.proposing.proposal_settings import ProposalSettings
from restride.plan.proposing.start_levels import Domain
from restride.plan.screening import restrictions, screen
from restride.terms import Side

TABLE = runpy.run_path(str(Path(__file__).with_name("forbidden_pairs.py")))
DAY = date(2026, 5, 4)
PEOPLE_A_SEED = 500
SEEDS = range(20)
#: Everything open, so that whatever is kept out is kept out by safety and not by level.
HIGHEST = ProposalSettings(start_levels=dict.fromkeys(Domain, 10))


def _person(dice: random.Random) -> Patient:
    """Somebody, with one to three conditions and whatever answers and orders."""
    diagnoses = tuple(
        Diagnosis(
            condition=condition,
            side=dice.choice([None, Side.LEFT, Side.RIGHT]),
            since=dice.choice([None, DAY - timedelta(days=dice.randint(0, 700))]),
        )
        for condition in dice.sample(sorted(conditions()), dice.choice([1, 1, 1, 2, 3]))
    )
    bare = Patient(person=Person(age_years=dice.randint(18, 97)), diagnoses=diagnoses)
    sure = dice.random() < 0.3
    return Patient(
        person=bare.person,
        diagnoses=diagnoses,
        precaution_answers=tuple(_answers(bare, dice, sure=sure)),
        weight_bearing_orders=tuple(_orders(dice)),
        home=HomeSituation(
            supervision=dice.choice(list(Supervision)), equipment=tuple(sorted(equipment()))
        ),
        clinic_equipment=dice.choice([None, tuple(sorted(equipment()))]),
        aid=None,
    )


def _answers(bare: Patient, dice: random.Random, *, sure: bool) -> Iterator[PrecautionAnswer]:
    for row in bare.asked():
        rare = row.kind is PrecautionKind.RED_FLAG
        present, unknown = (0.005, 0.005) if rare else (0.12, 0.0 if sure else 0.1)
        roll = dice.random()
        if roll < unknown:
            continue
        if roll < unknown + present:
            bound = 90.0 if row.kind is PrecautionKind.BOUND and dice.random() < 0.7 else None
            yield PrecautionAnswer(
                code=row.id, presence=Presence.PRESENT, answered_on=DAY, bound=bound
            )
        else:
            days = dice.choice([0, row.expires_days, row.expires_days + 1])
            yield PrecautionAnswer(
                code=row.id, presence=Presence.ABSENT, answered_on=DAY - timedelta(days=days)
            )


def _orders(dice: random.Random) -> Iterator[WeightBearingOrder]:
    for side in Side:
        if dice.random() < 0.5:
            yield WeightBearingOrder(side=side, grade=dice.choice(list(WeightBearing)))


@cache
def _ids(patterns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        each for each in exercises() if any(fnmatchcase(each, one) for one in patterns)
    )


def _judge(exercise: Exercise, patient: Patient, *, setting: Setting) -> str | None:
    """Say what is wrong with giving an exercise to a person; None where nothing is."""
    there = _supervision(patient, setting)
    for code, pairs in TABLE["BY_PRECAUTION"].items():
        if not _acts(code, exercise, patient, there=there):
            continue
        for patterns, release in pairs:
            if exercise.id in _ids(patterns) and (release is None or there.rank < release.rank):
                return code
    return _judge_order(exercise, patient) or _judge_condition(exercise, patient, setting=setting)


def _acts(code: str, exercise: Exercise, patient: Patient, *, there: Supervision) -> bool:
    row = precautions()[code]
    own = {up for each in patient.condition_ids for up in lineage(each)}
    if row.asked_of and not own.intersection(row.asked_of):
        return False
    given = next((each for each in patient.precaution_answers if each.code == code), None)
    old = given is not None and given.answered_on + timedelta(days=row.expires_days) < DAY
    if given is None or (given.presence is Presence.ABSENT and old):
        return exercise.level > 2 or there is Supervision.NONE
    return given.presence is Presence.PRESENT


def _supervision(patient: Patient, setting: Setting) -> Supervision:
    if setting is Setting.HOME:
        return patient.home.supervision
    has_harness = "ceiling_harness" in (patient.clinic_equipment or ())
    return Supervision.THERAPIST_HARNESS if has_harness else Supervision.CONTACT_GUARD


def _judge_order(exercise: Exercise, patient: Patient) -> str | None:
    grades = []
    for side in Side:
        own = [each.grade for each in patient.weight_bearing_orders if each.side is side]
        unknown = any(
            conditions()[each.condition].weight_bearing_asked and each.side in (None, side)
            for each in patient.diagnoses
        )
        grades.append(min(own, key=list(WeightBearing).index) if own else None)
        if not own:
            grades[-1] = WeightBearing.NON if unknown else WeightBearing.FULL
    strictest = min(grades, key=list(WeightBearing).index)
    if exercise.id in _ids(TABLE["BY_ORDER"][strictest]):
        return f"order {strictest}"
    both_limited = max(grades, key=list(WeightBearing).index) is WeightBearing.NON
    stands = exercise.id in _ids(("dev_crutch_*", "bal_stand_good_leg", "dev_walker_*"))
    return "no leg may stand" if both_limited and stands else None


def _judge_condition(exercise: Exercise, patient: Patient, *, setting: Setting) -> str | None:
    own = {up for each in patient.condition_ids for up in lineage(each)}
    for condition, patterns in TABLE["BY_CONDITION"].items():
        if condition in own and exercise.id in _ids(patterns):
            return condition
    for condition, pairs in TABLE["TOO_EARLY"].items():
        days = [
            (DAY - each.since).days if each.since else -1
            for each in patient.diagnoses
            if condition in lineage(each.condition)
        ]
        for pattern, least_days in pairs:
            if days and exercise.id in _ids((pattern,)) and min(days) < least_days:
                return f"{condition}: too early"
    if setting is Setting.HOME and exercise.id in _ids(TABLE["NOT_AT_HOME"]):
        return "at home"
    return None


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_given_a_forbidden_exercise(seed):
    dice = random.Random(seed)
    wrong = set()
    for _ in range(PEOPLE_A_SEED):
        patient = _person(dice)
        plan = propose_plan(patient, day=DAY, settings=HIGHEST)
        for row in plan.prescriptions:
            why = _judge(exercises()[row.exercise], patient, setting=row.setting)
            if why is not None:
                wrong.add((row.exercise, row.setting, why))

    assert not wrong


@pytest.mark.parametrize("seed", [100, 101])
def test_nothing_forbidden_passes_the_screen_at_all(seed):
    dice = random.Random(seed)
    wrong = set()
    for _ in range(150):
        patient = _person(dice)
        for setting in (Setting.CLINIC, Setting.HOME):
            under = restrictions(patient, day=DAY, setting=setting)
            for exercise in exercises().values():
                if screen(exercise, under=under).allowed:
                    why = _judge(exercise, patient, setting=setting)
                    if why is not None:
                        wrong.add((exercise.id, setting, why))

    assert not wrong


def test_the_judge_sees_what_is_wrong():
    knee = (Diagnosis(condition="tka", side=Side.LEFT, since=DAY),)
    patient = Patient(
        person=Person(age_years=70),
        diagnoses=knee,
        precaution_answers=tuple(
            PrecautionAnswer(code=row.id, presence=Presence.ABSENT, answered_on=DAY)
            for row in Patient(person=Person(), diagnoses=knee).asked()
        ),
    )

    assert _judge(exercises()["bal_sls"], patient, setting=Setting.CLINIC) == "order NWB"
    assert _judge(exercises()["str_quad_set"], patient, setting=Setting.CLINIC) is None
    assert _judge(exercises()["gait_bws"], patient, setting=Setting.HOME) == "order NWB"


def test_the_table_names_exercises_and_precautions_that_exist():
    for code, pairs in TABLE["BY_PRECAUTION"].items():
        assert code in precautions()
        for patterns, _ in pairs:
            for pattern in patterns:
                assert _ids((pattern,)), (code, pattern)
    for patterns in (*TABLE["BY_ORDER"].values(), *TABLE["BY_CONDITION"].values()):
        for pattern in patterns:
            assert _ids((pattern,)), pattern


def test_every_precaution_that_blocks_stands_in_the_table():
    acting = {row.id for row in precautions().values() if row.kind is not PrecautionKind.NOTICE}
    bounds = {row.id for row in precautions().values() if row.kind is PrecautionKind.BOUND}
    blocking = acting - bounds

    assert not blocking - TABLE["BY_PRECAUTION"].keys()
