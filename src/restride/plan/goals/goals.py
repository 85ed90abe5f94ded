"""A goal: the person's words, a measure with its first value, a target, a day, and its events.

A goal is changed by adding an event, and nothing else; see docs/decisions/0137-goals.md.
"""

from dataclasses import dataclass, replace
from datetime import date

from restride.clinical.aims import Outcome
from restride.clinical.interpretation.rounding import exact
from restride.clinical.interpretation.scores import value_shown, with_unit
from restride.errors import ContentError
from restride.plan.goals.goal_events import (
    GoalEvent,
    GoalEventKind,
    GoalStatus,
    due_of,
    refuse_disorder,
    status_of,
    target_of,
)
from restride.plan.goals.goal_measure import GoalMeasure, LeastChange, end_of_scale, gain, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a person works for."""

    #: What the person said; None where it was proposed from a test, until they say it themselves.
    words: str | None
    #: None where the words alone are the goal.
    measure: GoalMeasure | None = None
    #: In the unit of the measure.
    baseline: float | None = None
    baseline_on: date | None = None
    #: What a target must reach to be more than measurement error; None where nothing is known.
    least: LeastChange | None = None
    #: What gets better when it is reached.
    outcomes: tuple[Outcome, ...] = ()
    #: Why it is proposed, why this target and why this day.
    reasons: tuple[str, ...] = ()
    #: What is not known, and where the scale ends.
    notes: tuple[str, ...] = ()
    events: tuple[GoalEvent, ...]

    def __post_init__(self) -> None:
        refuse_disorder(self.events)
        for event in self.events:
            if event.target is not None:
                _refuse_target(self, event.target, why=event.why)

    @property
    def status(self) -> GoalStatus:
        """How it stands."""
        return status_of(self.events)

    @property
    def target(self) -> float | None:
        """What is aimed at, in the unit of the measure."""
        return target_of(self.events)

    @property
    def due(self) -> date | None:
        """The day by which it should be reached."""
        return due_of(self.events)

    @property
    def met_on(self) -> date | None:
        """The day on which the target of now was first met."""
        met = None
        for each in self.events:
            if each.kind is GoalEventKind.TARGET_MOVED:
                met = None
            elif each.kind is GoalEventKind.MET:
                met = met or each.on
        return met

    @property
    def sentence(self) -> str:
        """The goal in one line."""
        if self.measure is None:
            return f"{self.words}{self._by}"
        first = "not tested yet" if self.baseline is None else shown(self.measure, self.baseline)
        if self.target is None:
            return f"{self._said}{self.measure.words}: {first} now{self._by}"
        target = shown(self.measure, self.target)
        return f"{self._said}{self.measure.words}: from {first} to {target}{self._by}"

    @property
    def _said(self) -> str:
        return "" if self.words is None else f"{self.words} — "

    @property
    def _by(self) -> str:
        return "" if self.due is None else f", by {self.due.isoformat()}"


def activate(goal: Goal, *, who: str, on: date, why: str | None = None) -> Goal:
    """Agree on a proposed goal with the person.

    Raises
    ------
    ContentError
        It is active or closed already.
    """
    if goal.status is GoalStatus.ACTIVE:
        raise ContentError("A goal is activated once, and this one is active. Move its target.")
    return _with(goal, GoalEvent(kind=GoalEventKind.ACTIVATED, on=on, who=who, why=why))


def move_target(goal: Goal, target: float, *, who: str, on: date, why: str | None = None) -> Goal:
    """Aim at another value.

    Parameters
    ----------
    target
        In the unit of the measure.
    why
        Needed where the target is not more than measurement error away.

    Raises
    ------
    ContentError
        The goal is closed or has no measure, or the target is out of range, in the wrong direction,
        or within measurement error without a reason.
    """
    event = GoalEvent(kind=GoalEventKind.TARGET_MOVED, on=on, who=who, why=why, target=target)
    return _with(goal, event)


def move_due(goal: Goal, due: date, *, who: str, on: date, why: str | None = None) -> Goal:
    """Set another day by which it should be reached.

    Raises
    ------
    ContentError
        The goal is closed, or the day is not after the day of the change.
    """
    refuse_past_due(due, on=on)
    return _with(goal, GoalEvent(kind=GoalEventKind.DUE_MOVED, on=on, who=who, why=why, due=due))


def record_met(goal: Goal, value: float, *, who: str, on: date) -> Goal:
    """Write down that a test met the target; the goal stays open until somebody closes it.

    Parameters
    ----------
    value
        In the unit of the measure.

    Raises
    ------
    ContentError
        The goal is not active, has no target, or the value does not meet it.
    """
    if goal.measure is None or goal.target is None:
        raise ContentError(
            "Only a goal with a measure and a target is met by a value, and this one has none: "
            f"{goal.sentence}. Close it as achieved instead."
        )
    if goal.status is GoalStatus.PROPOSED:
        raise ContentError("Only an active goal is met, and this one is proposed. Activate it.")
    if gain(goal.measure, before=goal.target, now=value) < 0:
        raise ContentError(
            f"A value meets the goal at {shown(goal.measure, goal.target)}, and it is "
            f"{shown(goal.measure, value)}. Leave the goal open, or close it as partly achieved."
        )
    return _with(goal, GoalEvent(kind=GoalEventKind.MET, on=on, who=who, value=value))


def close(goal: Goal, status: GoalStatus, *, who: str, on: date, why: str | None = None) -> Goal:
    """End a goal as achieved, partly, not achieved or cancelled.

    Raises
    ------
    ContentError
        It is closed already, the word is no end, or it is cancelled without a reason.
    """
    if not status.is_closed:
        raise ContentError(
            "A goal is closed as achieved, partly, not_achieved or cancelled, and the word is "
            f"{status.value}. Use one of the four."
        )
    if status is GoalStatus.CANCELLED and not why:
        raise ContentError("A goal is cancelled for a reason, and there is none. Say why.")
    event = GoalEvent(kind=GoalEventKind.CLOSED, on=on, who=who, why=why, status=status)
    return _with(goal, event)


def refuse_past_due(due: date, *, on: date) -> None:
    """Refuse a day for a goal that is not ahead.

    Raises
    ------
    ContentError
        The day is not after the day on which it is set.
    """
    if due <= on:
        raise ContentError(
            f"The day of a goal must be after the day on which it is set ({on}), and is {due}. "
            "Set a later day."
        )


def _with(goal: Goal, event: GoalEvent) -> Goal:
    return replace(goal, events=(*goal.events, event))


def _refuse_target(goal: Goal, target: float, *, why: str | None) -> None:
    measure = goal.measure
    if measure is None:
        raise ContentError(
            f"A target needs a measure, and this goal has none: {goal.words}. Name a measure."
        )
    value_shown(target, measure.definition)
    if goal.baseline is None:
        return
    change = gain(measure, before=goal.baseline, now=target)
    first, wanted = shown(measure, goal.baseline), shown(measure, target)
    if change <= 0:
        direction = "above" if measure.sign > 0 else "below"
        raise ContentError(
            f"The target of {measure.key} must be better than the first value, so {direction} "
            f"{first}, and is {wanted}. Correct it."
        )
    if goal.least is not None and change < exact(goal.least.value) and not why:
        unit = measure.definition.unit
        raise ContentError(
            f"The target of {measure.key} must be at least {with_unit(goal.least.value, unit)} "
            f"({goal.least.kind}) from {first}, and {wanted} is {with_unit(change, unit)} away. "
            f"{_far_enough(measure)}, or say why."
        )


def _far_enough(measure: GoalMeasure) -> str:
    end = end_of_scale(measure)
    return "Set it further" + ("" if end is None else f" (the scale ends at {end:g})")
