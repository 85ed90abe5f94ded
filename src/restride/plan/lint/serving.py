"""Whether every condition is served, with the precautions and orders that are usual for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from restride.clinical.care import Setting, WeightBearing
from restride.clinical.conditions import Condition, is_case_of
from restride.clinical.patient import Diagnosis, Patient, WeightBearingOrder
from restride.clinical.precautions import Precaution, PrecautionAnswer, Presence
from restride.person import Person
from restride.plan.exercise import Exercise
from restride.plan.ladders import longest_climb
from restride.plan.lint.problem import Problem
from restride.plan.lint.shelf import Shelf
from restride.plan.screening import restrictions, screen
from restride.terms import Side

#: What a condition must have. House choice: docs/decisions/0111-what-content-is-checked-for.md
CATEGORIES_COUNT: Final = 3
EXERCISES_COUNT: Final = 8
#: Two steps up from the lowest and two down from the highest.
STEPS_COUNT: Final = 2
#: Four weeks after onset, injury or surgery: out-patient training has begun, little is allowed yet.
#: House choice: docs/decisions/0111-what-content-is-checked-for.md
_DAYS_SINCE: Final = 28
_DAY: Final = date(2026, 1, 31)
#: The usual answer where a limit of a hip or knee is asked, in degrees.
#: House choice: docs/decisions/0111-what-content-is-checked-for.md
_USUAL_BOUND_DEG: Final = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a person with a condition may do of what is made for it."""

    exercises: tuple[str, ...]
    categories_count: int
    steps_count: int


def check_serving(shelf: Shelf) -> Iterator[Problem]:
    """Find conditions that too few exercises are left for."""
    file = next(each.file for each in shelf.contents if _holds_conditions(each.rows))
    library = shelf.rows(Exercise)
    for row in shelf.rows(Condition).values():
        for words in _too_little(served(row, library, known=shelf.rows(Precaution))):
            yield Problem(file=file, row=row.id, field="usual_precautions", words=words)


def _holds_conditions(rows: tuple[object, ...]) -> bool:
    return bool(rows) and isinstance(rows[0], Condition)


def _too_little(found: Served) -> Iterator[str]:
    wanted = (
        ("categories", found.categories_count, CATEGORIES_COUNT),
        ("exercises", len(found.exercises), EXERCISES_COUNT),
        ("steps of a ladder", found.steps_count, STEPS_COUNT),
    )
    for words, count, least in wanted:
        if count < least:
            yield f"at least {least} {words} must be left for it, and there are {count}"


def served(
    condition: Condition, library: Mapping[str, Exercise], *, known: Mapping[str, Precaution]
) -> Served:
    """Tell what is left of the exercises that are made for a condition."""
    under = restrictions(_usual_person(condition, known), day=_DAY, setting=Setting.CLINIC)
    left = {
        row.id: row
        for row in library.values()
        if any(is_case_of(condition.id, each) for each in row.conditions)
        and screen(row, under=under).allowed
    }
    return Served(
        exercises=tuple(left),
        categories_count=len({row.category for row in left.values()}),
        steps_count=max(len(longest_climb(left)) - 1, 0),
    )


def _usual_person(condition: Condition, known: Mapping[str, Precaution]) -> Patient:
    """Make a person with a condition, its usual precautions and orders, and no others."""
    side = Side.LEFT if condition.sided else None
    since = _DAY - timedelta(days=_DAYS_SINCE)
    return Patient(
        person=Person(age_years=70.0, height_m=1.7, body_mass_kg=75.0),
        diagnoses=(Diagnosis(condition=condition.id, side=side, since=since),),
        precaution_answers=tuple(_usual_answer(row, condition) for row in known.values()),
        weight_bearing_orders=(
            WeightBearingOrder(
                side=Side.LEFT, grade=condition.usual_weight_bearing, ordered_on=_DAY
            ),
            WeightBearingOrder(side=Side.RIGHT, grade=WeightBearing.FULL, ordered_on=_DAY),
        ),
    )


def _usual_answer(row: Precaution, condition: Condition) -> PrecautionAnswer:
    present = row.id in condition.usual_precautions
    return PrecautionAnswer(
        code=row.id,
        presence=Presence.PRESENT if present else Presence.ABSENT,
        answered_on=_DAY,
        bound=_USUAL_BOUND_DEG if present and row.unit == "deg" else None,
    )
