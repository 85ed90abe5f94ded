"""What happened to a goal: events that are only ever added, from which its state follows."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from restride.errors import ContentError


class GoalStatus(StrEnum):
    """How a goal stands."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"
    CANCELLED = "cancelled"

    @property
    def is_closed(self) -> bool:
        """Whether nothing may change any more."""
        return self not in (GoalStatus.PROPOSED, GoalStatus.ACTIVE)


class GoalEventKind(StrEnum):
    """What happened."""

    CREATED = "created"
    ACTIVATED = "activated"
    TARGET_MOVED = "target_moved"
    DUE_MOVED = "due_moved"
    MET = "met"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEvent:
    """One thing that happened to a goal; never changed afterwards."""

    kind: GoalEventKind
    on: date
    who: str
    why: str | None = None
    #: Of a goal that is created or whose target is moved, in the unit of the score.
    target: float | None = None
    #: Of a goal that is created or whose date is moved.
    due: date | None = None
    #: The value that met the target, in the unit of the score.
    value: float | None = None
    #: Of a goal that is closed.
    status: GoalStatus | None = None

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise ContentError(
                f"A goal's event needs the name of who did it, and {self.kind.value} of {self.on} "
                "has none. Add it."
            )
        closes = self.status is not None and self.status.is_closed
        if closes is not (self.kind is GoalEventKind.CLOSED):
            raise ContentError(
                "A goal is closed, and only closed, as achieved, partly, not_achieved or "
                f"cancelled, and {self.kind.value} of {self.on} has {self.status}. Correct it."
            )


def refuse_disorder(events: Sequence[GoalEvent]) -> None:
    """Refuse events that cannot have happened in this order.

    Raises
    ------
    ContentError
        No creation or two, an event before the one ahead of it, or one after the closing.
    """
    kinds = [each.kind for each in events]
    if kinds.count(GoalEventKind.CREATED) != 1 or kinds[0] is not GoalEventKind.CREATED:
        raise ContentError(
            "A goal begins with being created, once, and its events are "
            f"{', '.join(kinds) or 'none'}. Add the creation in front."
        )
    for before, after in itertools.pairwise(events):
        if before.kind is GoalEventKind.CLOSED:
            raise ContentError(
                f"A closed goal no longer changes, and this one was closed as {before.status} on "
                f"{before.on}, and {after.kind.value} follows. Propose a new goal."
            )
        if after.on < before.on:
            raise ContentError(
                f"Events of a goal are added in the order of their days, and {after.kind.value} "
                f"of {after.on} follows {before.kind.value} of {before.on}. Correct the day."
            )


def status_of(events: Sequence[GoalEvent]) -> GoalStatus:
    """Tell how a goal stands after its events."""
    status = GoalStatus.PROPOSED
    for each in events:
        if each.kind is GoalEventKind.ACTIVATED:
            status = GoalStatus.ACTIVE
        elif each.status is not None:
            status = each.status
    return status


def target_of(events: Sequence[GoalEvent]) -> float | None:
    """Tell the target that holds after the events, in the unit of the score."""
    named = (GoalEventKind.CREATED, GoalEventKind.TARGET_MOVED)
    return next((each.target for each in reversed(events) if each.kind in named), None)


def due_of(events: Sequence[GoalEvent]) -> date | None:
    """Tell the day by which it should be reached, after the events."""
    named = (GoalEventKind.CREATED, GoalEventKind.DUE_MOVED)
    return next((each.due for each in reversed(events) if each.kind in named), None)
