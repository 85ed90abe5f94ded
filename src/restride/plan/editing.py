"""A therapist's edits of a plan: doses, sides, rows out, rows in; screened anew each time.

See docs/decisions/0169-results-and-plans.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from restride.clinical.care import Setting
from restride.errors import OptionError
from restride.plan.dose import Dose
from restride.plan.dose_edits import DoseEdit, edited_dose, refuse_outside
from restride.plan.library import find_exercise
from restride.plan.plan import LeftOut, Plan, Prescription
from restride.plan.proposing.proposal import propose_one
from restride.plan.screened_plan import (
    BlockedRow,
    ExerciseBlocked,
    PlanSituation,
    screened_anew,
)
from restride.plan.screening import Block, BlockRule
from restride.terms import Side

#: Of ``LeftOut.rule``: the therapist took the row out.
BY_THERAPIST: Final = "therapist"
#: More rows than anybody can follow. House choice: docs/decisions/0169
_MOST_ROWS_COUNT: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SideEdit:
    """Another side of a row; None is both."""

    key: str
    side: Side | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRemoval:
    """A row that is taken out, and why."""

    key: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAddition:
    """An exercise of the library that is put in."""

    exercise: str
    setting: Setting
    side: Side | None = None
    #: None is that of the library.
    dose: Dose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsEdit:
    """Another number of visits to the clinic in a week."""

    visits_count: int


PlanEdit = DoseEdit | SideEdit | RowRemoval | RowAddition | VisitsEdit


def edited_plan(plan: Plan, edits: Sequence[PlanEdit], *, situation: PlanSituation) -> Plan:
    """Make the edits one after the other, then screen and count the plan anew.

    Raises
    ------
    OptionError
        A row that is not there or twice, a dose that makes no sense.
    ExerciseBlocked
        An exercise is put in that this person may not do.
    """
    for each in edits:
        plan = _edited(plan, each, situation)
    if len(plan.prescriptions) > _MOST_ROWS_COUNT:
        raise OptionError(
            f"A plan may have {_MOST_ROWS_COUNT} rows, and this has {len(plan.prescriptions)}. "
            "Take some out."
        )
    return screened_anew(plan, situation)


def _edited(plan: Plan, edit: PlanEdit, situation: PlanSituation) -> Plan:
    match edit:
        case DoseEdit():
            row = _row(plan, edit.key)
            return _with_row(plan, row, replace(row, dose=edited_dose(row, edit)))
        case SideEdit():
            row = _row(plan, edit.key)
            return _with_row(plan, row, _sided(row, edit.side))
        case RowRemoval():
            return _without(plan, _row(plan, edit.key), why=edit.why)
        case RowAddition():
            return _with_added(plan, edit, situation)
        case VisitsEdit():
            refuse_outside("visits_count", edit.visits_count, low=0, high=7)
            return replace(plan, visits_count=edit.visits_count)


def _without(plan: Plan, row: Prescription, *, why: str) -> Plan:
    others = tuple(each for each in plan.left_out if each.exercise != row.exercise)
    rest = tuple(each for each in plan.prescriptions if each.key != row.key)
    if any(each.exercise == row.exercise for each in rest):
        return replace(plan, prescriptions=rest)
    out = LeftOut(exercise=row.exercise, why=why, rule=BY_THERAPIST)
    return replace(plan, prescriptions=rest, left_out=(*others, out))


def _with_added(plan: Plan, edit: RowAddition, situation: PlanSituation) -> Plan:
    row = _allowed_row(edit, situation)
    if any(each.key == row.key for each in plan.prescriptions):
        raise OptionError(f"A row stands once in a plan, and {row.key} is in it. Edit that row.")
    rows = sorted(
        (*plan.prescriptions, row),
        key=lambda each: (each.setting != Setting.CLINIC, each.category, each.exercise),
    )
    out = tuple(each for each in plan.left_out if each.exercise != row.exercise)
    return replace(plan, prescriptions=tuple(rows), left_out=out)


def _allowed_row(edit: RowAddition, situation: PlanSituation) -> Prescription:
    one = propose_one(
        find_exercise(edit.exercise),
        situation.patient,
        setting=edit.setting,
        day=situation.day,
        findings=situation.findings,
        results=situation.results,
        goal_outcomes=situation.goal_outcomes,
        own=situation.own,
        settings=situation.settings,
    )
    row = one.row if edit.side is None else _sided(one.row, edit.side)
    row = replace(row, dose=edit.dose or row.dose)
    blocks = one.blocks
    if one.harm is not None:
        told = Block(rule=BlockRule.NOT_FOR_CONDITION, code="advised_against", words=one.harm)
        blocks = (*blocks, told)
    if blocks:
        raise ExerciseBlocked(BlockedRow(key=row.key, exercise=row.exercise, blocks=blocks))
    return row


def _row(plan: Plan, key: str) -> Prescription:
    for each in plan.prescriptions:
        if each.key == key:
            return each
    known = ", ".join(each.key for each in plan.prescriptions) or "none"
    raise OptionError(f"A row of the plan must be one of {known}, and {key!r} is none. Correct it.")


def _with_row(plan: Plan, before: Prescription, after: Prescription) -> Plan:
    if after.key != before.key and any(each.key == after.key for each in plan.prescriptions):
        raise OptionError(f"A row stands once in a plan, and {after.key} is in it. Edit that row.")
    rows = tuple(after if each is before else each for each in plan.prescriptions)
    return replace(plan, prescriptions=rows)


def _sided(row: Prescription, side: Side | None) -> Prescription:
    if side is not None and not find_exercise(row.exercise).one_sided:
        raise OptionError(
            f"{row.exercise} is done with both sides at once, and {side} was asked for. Leave the "
            "side out."
        )
    return replace(row, side=side)
