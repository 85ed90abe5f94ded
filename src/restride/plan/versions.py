"""A plan through time: versions with the day from which each holds; past days keep theirs.

See docs/decisions/0139-versions-and-phases.md.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from restride.errors import OptionError
from restride.plan.adherence.schedule import Schedule, home_schedule
from restride.plan.plan import Plan, Prescription

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """A plan and the day from which it holds."""

    number: int
    plan: Plan
    effective_from: date
    made_on: date
    who: str
    why: str | None = None
    #: Of the home sessions; that of the plan where the therapist sets no other.
    schedule: Schedule | None = None

    @property
    def home_schedule(self) -> Schedule | None:
        """When home sessions are due under it; None where nothing is for home."""
        own = home_schedule(self.plan)
        return None if own is None else self.schedule or own


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescriptionPeriod:
    """A row of the plan, and the days on which it holds unchanged."""

    prescription: Prescription
    effective_from: date
    #: The last day; None while nothing ends it.
    effective_to: date | None
    #: The version in which the same exercise goes on in another way.
    replaced_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHistory:
    """Every version of a plan in the order of their days: on each day one holds, without gap."""

    versions: tuple[PlanVersion, ...]
    #: From this day on none holds.
    stopped_from: date | None = None

    def __post_init__(self) -> None:
        numbers = [each.number for each in self.versions]
        if not numbers or numbers != list(range(1, len(numbers) + 1)):
            raise OptionError(
                f"Versions are numbered 1, 2, 3 and so on, and these are {numbers}. Number them."
            )
        for before, after in itertools.pairwise(self.versions):
            if after.effective_from <= before.effective_from:
                raise OptionError(
                    f"Version {after.number} must hold from a day after that of version "
                    f"{before.number} ({before.effective_from}), and holds from "
                    f"{after.effective_from}. Choose a later day."
                )
        last = self.versions[-1]
        if self.stopped_from is not None and self.stopped_from <= last.effective_from:
            raise OptionError(
                f"A plan is stopped after its last version began ({last.effective_from}), and "
                f"{self.stopped_from} is not. Choose a later day."
            )

    def in_force_on(self, day: date) -> PlanVersion | None:
        """Tell the version of a day; None before the first and after the plan was stopped."""
        if self.stopped_from is not None and day >= self.stopped_from:
            return None
        begun = [each for each in self.versions if each.effective_from <= day]
        return begun[-1] if begun else None

    def home_schedule_on(self, day: date) -> Schedule | None:
        """Tell when home sessions were due, as of the version in force on a day."""
        version = self.in_force_on(day)
        return None if version is None else version.home_schedule

    def last_day_of(self, version: PlanVersion) -> date | None:
        """Tell the last day on which a version holds; None while nothing ends it."""
        later = self.versions[version.number :]
        end = later[0].effective_from if later else self.stopped_from
        return None if end is None else end - _ONE_DAY

    def periods(self) -> tuple[PrescriptionPeriod, ...]:
        """List every row of every version, with the days on which it holds unchanged."""
        return tuple(
            sorted(
                _periods(self),
                key=lambda each: (each.effective_from, each.prescription.key),
            )
        )


def first_version(
    plan: Plan,
    *,
    effective_from: date,
    today: date,
    who: str,
    schedule: Schedule | None = None,
) -> PlanHistory:
    """Begin with a plan.

    Raises
    ------
    OptionError
        It would hold from a day that is over.
    """
    _refuse_past(effective_from, today=today)
    version = PlanVersion(
        number=1,
        plan=plan,
        effective_from=effective_from,
        made_on=today,
        who=who,
        schedule=schedule,
    )
    return PlanHistory(versions=(version,))


def changed(
    history: PlanHistory,
    plan: Plan,
    *,
    effective_from: date,
    today: date,
    who: str,
    why: str | None = None,
    schedule: Schedule | None = None,
) -> PlanHistory:
    """Add a version that holds from a day on.

    Raises
    ------
    OptionError
        The day is over, or is not after that on which the last version began or begins, or the
        plan was stopped.
    """
    _refuse_stopped(history)
    _refuse_past(effective_from, today=today)
    version = PlanVersion(
        number=len(history.versions) + 1,
        plan=plan,
        effective_from=effective_from,
        made_on=today,
        who=who,
        why=why,
        schedule=schedule,
    )
    return replace(history, versions=(*history.versions, version))


def edited(history: PlanHistory, plan: Plan, *, number: int, today: date, who: str) -> PlanHistory:
    """Edit a version whose day has not begun.

    Raises
    ------
    OptionError
        There is no such version, or it holds already or did.
    """
    _refuse_stopped(history)
    known = {each.number: each for each in history.versions}
    if number not in known:
        raise OptionError(
            f"A version must be one of 1 to {len(known)}, and {number} is none. Use one of these."
        )
    version = known[number]
    if version.effective_from <= today:
        raise OptionError(
            f"A version is edited before its day, and version {number} holds since "
            f"{version.effective_from}. Add a version that holds from a later day."
        )
    new = replace(version, plan=plan, made_on=today, who=who)
    return replace(
        history,
        versions=tuple(new if each.number == number else each for each in history.versions),
    )


def stopped(history: PlanHistory, *, from_day: date, today: date) -> PlanHistory:
    """End a plan: from a day on none holds.

    Raises
    ------
    OptionError
        The day is over, is not after the last version's first, or the plan was stopped before.
    """
    _refuse_stopped(history)
    _refuse_past(from_day, today=today)
    return replace(history, stopped_from=from_day)


def _refuse_past(day: date, *, today: date) -> None:
    if day < today:
        raise OptionError(
            f"A change holds from today ({today}) or later, and was asked for from {day}: past "
            "days keep the version they had. Choose a later day."
        )


def _refuse_stopped(history: PlanHistory) -> None:
    if history.stopped_from is not None:
        raise OptionError(
            f"A plan that was stopped no longer changes, and this one was, from "
            f"{history.stopped_from}. Begin a new plan."
        )


def _periods(history: PlanHistory) -> Iterator[PrescriptionPeriod]:
    """Yield, for every row, each stretch of versions in which it stands unchanged."""
    keys = {row.key for each in history.versions for row in each.plan.prescriptions}
    for key in sorted(keys):
        rows = [_row(each.plan, key) for each in history.versions]
        start = 0
        for row, stretch in itertools.groupby(rows):
            end = start + len(list(stretch))
            if row is not None:
                yield _period(history, row, start=start, following=rows[end:], end=end)
            start = end


def _period(
    history: PlanHistory,
    row: Prescription,
    *,
    start: int,
    following: Sequence[Prescription | None],
    end: int,
) -> PrescriptionPeriod:
    goes_on = bool(following) and following[0] is not None
    return PrescriptionPeriod(
        prescription=row,
        effective_from=history.versions[start].effective_from,
        effective_to=history.last_day_of(history.versions[end - 1]),
        replaced_by=history.versions[end].number if goes_on else None,
    )


def _row(plan: Plan, key: str) -> Prescription | None:
    return next((each for each in plan.prescriptions if each.key == key), None)
