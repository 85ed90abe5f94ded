"""Which version of a plan was in force on a day, and the plan as it was published."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from restride.clinical.care import Setting
from restride.plan.plan import Plan, Prescription
from restride.records.documents import opened
from restride.records.models import PlanRecord


def in_force_on(rows: Iterable[PlanRecord], day: date) -> tuple[PlanRecord, ...]:
    """Give the published versions that held on a day, one of each episode."""
    held: dict[UUID, PlanRecord] = {}
    for row in sorted(rows, key=lambda each: each.number):
        began = row.effective_from
        if row.published_at is not None and began is not None and began <= day:
            held[row.episode_id] = row
    return tuple(
        each for each in held.values() if each.effective_to is None or day <= each.effective_to
    )


def plan_in(row: PlanRecord) -> Plan:
    """Read the plan of a version."""
    return opened(Plan, row.plan)


def prescriptions_in(row: PlanRecord) -> Mapping[str, Prescription]:
    """Give the rows of a version by their keys, activities beside the programme included."""
    plan = plan_in(row)
    return {each.key: each for each in (*plan.prescriptions, *plan.activities)}


def is_for_home(row: PlanRecord) -> bool:
    """Whether a version asks for anything at home: as it is kept, without reading all of it."""
    return any(each["setting"] == Setting.HOME for each in row.plan["prescriptions"])
