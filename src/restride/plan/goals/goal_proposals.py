"""Goals proposed from what the person wants, then from the measures that findings rest on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from restride.clinical.aims import Outcome
from restride.clinical.finding import Finding, FindingWeight
from restride.clinical.interpretation import interpret
from restride.clinical.patient import Patient
from restride.clinical.result import Result, ResultState
from restride.errors import ContentError
from restride.plan.cases.case import CaseGoal
from restride.plan.goals.goal_content import due_for, measure_outcomes, next_retest
from restride.plan.goals.goal_events import GoalEvent, GoalEventKind
from restride.plan.goals.goal_measure import (
    GoalMeasure,
    LeastChange,
    Steps,
    gain,
    measure_named,
    shown,
    steps_for,
    target_beyond,
)
from restride.plan.goals.goals import Goal, refuse_past_due
from restride.terms import Side

#: So many measured goals are filled up to; the person's own all stand. House choice: 0137
MOST_COUNT: Final = 3
_PROPOSER: Final = "proposed by the program"
_WEIGHTS: Final = (FindingWeight.MAJOR, FindingWeight.MINOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What goals are proposed from."""

    results: tuple[Result, ...]
    patient: Patient
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class _First:
    """The value that a goal starts from."""

    measure: GoalMeasure
    value: float | None
    result: Result | None
    note: str | None = None


def propose_goals(
    wishes: Sequence[CaseGoal],
    *,
    results: Sequence[Result],
    findings: Sequence[Finding],
    patient: Patient,
    day: date,
) -> tuple[Goal, ...]:
    """Propose goals: all that the person named, then the weakest measures up to three with one.

    Raises
    ------
    ContentError
        A wish names no measure that is known, or a target that is out of range, in the wrong
        direction, or within measurement error without a reason.
    """
    ordered = sorted((each for each in results if each.tested_on <= day), key=_by_day)
    known = _Known(results=tuple(ordered), patient=patient, day=day)
    goals = [_from_wish(each, known) for each in wishes]
    taken = {each.measure.key for each in goals if each.measure is not None}
    outcomes = {outcome for each in goals for outcome in each.outcomes[:1]}
    room = MOST_COUNT - len(taken)
    for goal in _from_findings(findings, known, taken=taken, outcomes=outcomes):
        if room <= 0:
            break
        goals.append(goal)
        room -= 1
    return tuple(goals)


def outcomes_of(goals: Iterable[Goal]) -> tuple[Outcome, ...]:
    """Tell what the open goals are about, as a plan takes it; each once, in the usual order."""
    wanted = {each for goal in goals if not goal.status.is_closed for each in goal.outcomes}
    return tuple(each for each in Outcome if each in wanted)


def _by_day(result: Result) -> date:
    return result.tested_on


def _from_wish(wish: CaseGoal, known: _Known) -> Goal:
    try:
        if wish.measure is None:
            return _in_words(wish, known)
        measure = measure_named(wish.measure, side=wish.side)
        first = _first(measure, known)
        return _measured(first, known, wish=wish, reasons=("the person's own wish",))
    except ContentError as error:
        raise ContentError(f"goals, {wish.words!r}: {error}") from error


def _in_words(wish: CaseGoal, known: _Known) -> Goal:
    if wish.target is not None:
        raise ContentError(
            f"A target needs a measure, and {wish.target:g} has none. Name the measure, such as "
            "gait_speed_10m.comfortable_mps, or remove the target."
        )
    due = wish.due or next_retest(known.day)
    dated = () if wish.due else ("no measure: talked about again at the next re-test",)
    return Goal(
        words=wish.words,
        outcomes=wish.outcomes,
        reasons=("the person's own wish", *dated),
        notes=("no measure named: goal in the person's words",),
        events=(_created(known, target=None, due=due, why=wish.why),),
    )


def _measured(
    first: _First, known: _Known, *, wish: CaseGoal | None, reasons: tuple[str, ...]
) -> Goal:
    steps = _steps(first, known)
    given = None if wish is None else wish.target
    target, why_target = _target(first, steps, given=given)
    if given is None and target is not None:
        beyond = _beyond_people_alike(first, target, known)
        target, why_target = (target, why_target) if beyond is None else (None, beyond)
    change = None
    if target is not None and first.value is not None:
        change = float(gain(first.measure, before=first.value, now=target))
    due, why_due = due_for(first.measure, change, day=known.day)
    if wish is not None and wish.due is not None:
        due, why_due = wish.due, "the day that was named"
    outcomes = measure_outcomes().get(first.measure.key)
    named = () if wish is None else wish.outcomes
    return Goal(
        words=None if wish is None else wish.words,
        measure=first.measure,
        baseline=first.value,
        baseline_on=None if first.result is None else first.result.tested_on,
        least=None if steps is None else steps.least,
        outcomes=tuple(dict.fromkeys((*(outcomes.outcomes if outcomes else ()), *named))),
        reasons=(*reasons, *([why_target] if target is not None else []), why_due),
        notes=_notes(first, why_target if target is None else None),
        events=(_created(known, target=target, due=due, why=None if wish is None else wish.why),),
    )


def _steps(first: _First, known: _Known) -> Steps | None:
    if first.value is None or first.result is None:
        return None
    return steps_for(
        first.measure,
        baseline=first.value,
        patient=known.patient,
        day=known.day,
        protocol=first.result.circumstances.protocol,
    )


def _target(first: _First, steps: Steps | None, *, given: float | None) -> tuple[float | None, str]:
    """Tell the target and why it is that; or None and why there is none."""
    if given is not None:
        return given, "the target that was named"
    if first.value is None or steps is None:
        return None, "no first value: test it, then set a target"
    wanted = steps.wanted
    if wanted is None:
        return None, "no MDC known: goal in the person's words"
    target = target_beyond(first.measure, baseline=first.value, change=wanted.value)
    if target is None:
        return None, _at_the_end(first, wanted)
    both = steps.detectable is not None and steps.important is not None
    larger = ", the larger of MDC and MCID" if both else ""
    return target, f"{wanted.kind} {wanted.words}{larger}"


def _beyond_people_alike(first: _First, target: float, known: _Known) -> str | None:
    """Say that a target lies beyond the mean of every group of people alike; None where not.

    A change that must be large to be more than error can lead past what healthy people reach.
    """
    result, measure = first.result, first.measure
    if result is None:
        return None
    meaning = interpret(
        target,
        instrument_id=measure.instrument,
        score_id=measure.score,
        item=measure.item,
        patient=known.patient,
        circumstances=result.circumstances,
        day=known.day,
    )
    means = [mean for each in meaning.references if each.decides for mean in each.expected]
    if not means or any(measure.sign * (mean - target) >= 0 for mean in means):
        return None
    best = max(means, key=lambda mean: measure.sign * mean)
    return (
        f"a change beyond measurement error would lead to {shown(measure, target)}, past the mean "
        f"of people alike ({shown(measure, best)}): test twice to lower the error, or set a target"
    )


def _at_the_end(first: _First, wanted: LeastChange) -> str:
    score = first.measure.definition
    end = score.maximum if first.measure.sign > 0 else score.minimum
    return (
        f"the scale ends at {end:g} and cannot show a change of {wanted.value:g} from "
        f"{shown(first.measure, first.value or 0.0)}: goal in the person's words, or another test"
    )


def _notes(first: _First, why_none: str | None) -> tuple[str, ...]:
    return tuple(each for each in (first.note, why_none) if each is not None)


def _created(known: _Known, *, target: float | None, due: date, why: str | None) -> GoalEvent:
    refuse_past_due(due, on=known.day)
    return GoalEvent(
        kind=GoalEventKind.CREATED, on=known.day, who=_PROPOSER, why=why, target=target, due=due
    )


def _first(measure: GoalMeasure, known: _Known) -> _First:
    """Take the newest value; of a test with two sides the weaker where no side is named."""
    found = _newest(measure, known.results)
    if found is not None or measure.side is not None:
        value, result = (None, None) if found is None else found
        return _First(measure=measure, value=value, result=result)
    sides = []
    for side in Side:
        one = GoalMeasure(
            instrument=measure.instrument, score=measure.score, item=measure.item, side=side
        )
        newest = _newest(one, known.results)
        if newest is not None:
            sides.append(_First(measure=one, value=newest[0], result=newest[1]))
    if not sides:
        return _First(measure=measure, value=None, result=None)
    weaker = min(sides, key=lambda each: measure.sign * (each.value or 0.0))
    note = None
    if len(sides) == 2:
        note = f"no side named: the weaker one, {weaker.measure.side}"
    return _First(measure=weaker.measure, value=weaker.value, result=weaker.result, note=note)


def _newest(measure: GoalMeasure, results: Sequence[Result]) -> tuple[float, Result] | None:
    for result in reversed(results):
        if result.instrument != measure.instrument or result.state is not ResultState.DONE:
            continue
        value = result.value(measure.score, item=measure.item, side=measure.side)
        if value is not None:
            return value, result
    return None


def _from_findings(
    findings: Sequence[Finding], known: _Known, *, taken: set[str], outcomes: set[Outcome]
) -> Iterator[Goal]:
    """Yield a goal for each measure that a finding rests on, one for each thing that gets better.

    Only a measure with a target can be one: a goal without the person's words needs a number.
    """
    done, served = set(taken), set(outcomes)
    for finding, measure in _weakest(findings):
        outcome = measure_outcomes()[measure.key].outcomes[0]
        if measure.key in done or outcome in served:
            continue
        reason = f"because {finding.sentence[0].lower()}{finding.sentence[1:]}"
        goal = _measured(_first(measure, known), known, wish=None, reasons=(reason,))
        if goal.target is not None:
            done.add(measure.key)
            served.add(outcome)
            yield goal


def _weakest(findings: Sequence[Finding]) -> Iterator[tuple[Finding, GoalMeasure]]:
    ranked = sorted(
        (each for each in findings if each.weight in _WEIGHTS),
        key=lambda each: (each.weight.rank, not each.decides),
    )
    for finding in ranked:
        for seen in finding.observed:
            if f"{seen.instrument}.{seen.score}" in measure_outcomes():
                yield (
                    finding,
                    GoalMeasure(
                        instrument=seen.instrument,
                        score=seen.score,
                        item=seen.item,
                        side=seen.side,
                    ),
                )
