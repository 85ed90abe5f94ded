"""A whole plan held against what restricts the person now: what is blocked, and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from restride.clinical.aims import Outcome
from restride.clinical.care import Setting
from restride.clinical.content import content_versions
from restride.clinical.finding import Finding
from restride.clinical.patient import Patient
from restride.clinical.result import Result
from restride.errors import OptionError
from restride.plan.library import exercise_versions, exercises, find_exercise
from restride.plan.plan import Plan, Prescription
from restride.plan.proposing.proposal_settings import ProposalSettings
from restride.plan.proposing.weekly_load import weekly_load
from restride.plan.screening import Block, BlockRule, Restrictions, restrictions, screen
from restride.plan.stop_rules import stop_sets_for

#: What is to be done about a rule that keeps an exercise out.
_REMEDIES: Final = {
    BlockRule.RED_FLAG: "Settle it before any training",
    BlockRule.WEIGHT_BEARING: "Choose another exercise, or enter the new order",
    BlockRule.PRECAUTION: "Choose another exercise, or answer the precaution anew",
    BlockRule.UNANSWERED: "Answer the question",
    BlockRule.NOT_FOR_CONDITION: "Choose another exercise",
    BlockRule.TOO_EARLY: "Wait, or allow it early and say why",
    BlockRule.ORDER_MISSING: "Enter the order",
    BlockRule.SETTING: "Choose another place",
    BlockRule.SUPERVISION: "Choose another place, or arrange for somebody to be there",
    BlockRule.EQUIPMENT: "Choose another exercise, or enter the equipment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSituation:
    """For whom a plan is edited, and what is known."""

    patient: Patient
    day: date
    findings: Sequence[Finding] = ()
    results: Sequence[Result] = ()
    goal_outcomes: Iterable[Outcome] = ()
    own: Mapping[str, float] = field(default_factory=dict)
    settings: ProposalSettings = field(default_factory=ProposalSettings)

    def restrictions(self, setting: Setting) -> Restrictions:
        """Work out what restricts the person in a place."""
        early = dict(self.settings.allowed_early)
        return restrictions(self.patient, day=self.day, setting=setting, allowed_early=early)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedRow:
    """A row of a plan that may not be done as things stand."""

    key: str
    exercise: str
    blocks: tuple[Block, ...]

    @property
    def words(self) -> str:
        """Which rule, and what to do."""
        return blocks_told((self,))

    @property
    def name(self) -> str:
        """Of the exercise, as a reader knows it."""
        found = exercises().get(self.exercise)
        return self.exercise if found is None else found.name


def blocks_told(rows: Sequence[BlockedRow]) -> str:
    """Say each rule once, with what to do about it and the exercises that it keeps out."""
    names: dict[Block, list[str]] = {}
    for row in rows:
        for block in row.blocks:
            names.setdefault(block, []).append(row.name)
    return " ".join(
        f"{', '.join(kept_out)}: {block.rule.replace('_', ' ')}, {block.words.rstrip('.')} -> "
        f"{_REMEDIES[block.rule]}."
        for block, kept_out in names.items()
    )


class ExerciseBlocked(OptionError):
    """An exercise was asked for that this person may not do."""

    def __init__(self, row: BlockedRow) -> None:
        self.row = row
        super().__init__(row.words)


def screened_anew(plan: Plan, situation: PlanSituation) -> Plan:
    """Write limits, supervision, stop rules, versions and weekly minutes as they are now."""
    places = {setting: situation.restrictions(setting) for setting in Setting}
    rows = tuple(_screened(each, places[each.setting], situation) for each in plan.prescriptions)
    return replace(
        plan,
        made_on=situation.day,
        content_versions=content_versions(),
        prescriptions=rows,
        weekly=weekly_load(
            rows,
            activities=plan.activities,
            patient=situation.patient,
            day=situation.day,
            visits_count=plan.visits_count,
        ),
    )


def _screened(row: Prescription, under: Restrictions, situation: PlanSituation) -> Prescription:
    exercise = find_exercise(row.exercise)
    screened = screen(exercise, under=under)
    return replace(
        row,
        content_version=exercise_versions()[row.exercise],
        supervision=screened.supervision,
        limits=screened.limits,
        stop_sets=stop_sets_for(exercise.stop_set, situation.patient, day=situation.day),
    )


def blocked_rows(plan: Plan, situation: PlanSituation) -> tuple[BlockedRow, ...]:
    """List the rows that may not be done as things stand, activities included."""
    places = {setting: situation.restrictions(setting) for setting in Setting}
    found = (_blocked(row, places[row.setting]) for row in (*plan.prescriptions, *plan.activities))
    return tuple(each for each in found if each.blocks)


def _blocked(row: Prescription, under: Restrictions) -> BlockedRow:
    screened = screen(find_exercise(row.exercise), under=under)
    return BlockedRow(key=row.key, exercise=row.exercise, blocks=screened.blocks)
