"""What the answers around a session say that a stop rule looks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from restride.plan.stop_hits import StopHit, stop_hits
from restride.visit.training import Activity, Answers, Completion, FallAnswer, Session, WhyNot

#: By reason for stopping: the rule without a bound that it tells.
_TOLD: Final = {WhyNot.DIZZY: "faint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    metric: str
    value: float


def hits_of(session: Session, *, stop_set_names: tuple[str, ...]) -> tuple[StopHit, ...]:
    """List the stop rules that a session reached, those that end the most first.

    Parameters
    ----------
    stop_set_names
        Of the prescriptions that were trained.
    """
    seen: dict[str, float] = {}
    for sign in _signs(session):
        seen[sign.metric] = max(sign.value, seen.get(sign.metric, sign.value))
    return stop_hits(stop_set_names, seen, told=tuple(_told(session)))


def has_fallen(session: Session) -> bool:
    """Whether the person said that they fell."""
    return session.after is not None and session.after.fall is FallAnswer.FELL


def _signs(session: Session) -> Iterator[_Sign]:
    before, after = session.before or Answers(), session.after or Answers()
    yield from _pain(before.pain_points, (after.pain_points,))
    if before.dizziness_points is not None and after.dizziness_points is not None:
        rise = float(after.dizziness_points - before.dizziness_points)
        yield _Sign(metric="symptom_rise_0_10", value=rise)
    if after.fall in (FallAnswer.NEARLY, FallAnswer.FELL):
        yield _Sign(metric="near_falls_count", value=1.0)
    for each in session.activities:
        yield from _signs_of_activity(each)


def _signs_of_activity(activity: Activity) -> Iterator[_Sign]:
    felt = (activity.pain_during_points, activity.pain_after_points)
    yield from _pain(activity.pain_before_points, felt)
    counted = activity.counted
    if counted.near_falls_count is not None:
        yield _Sign(metric="near_falls_count", value=float(counted.near_falls_count))
    if counted.steps_or_grabs_count is not None:
        yield _Sign(metric="balance_losses_count", value=float(counted.steps_or_grabs_count))


def _pain(before: int | None, felt: tuple[int | None, ...]) -> Iterator[_Sign]:
    known = [each for each in felt if each is not None]
    if not known:
        return
    worst = float(max(known))
    yield _Sign(metric="pain_0_10", value=worst)
    if before is not None:
        yield _Sign(metric="pain_rise_0_10", value=worst - before)


def _told(session: Session) -> Iterator[str]:
    for each in session.activities:
        if each.counted.pain_sharp_or_new:
            yield "pain_sharp"
        if each.completion is Completion.STOPPED and each.reason in _TOLD:
            yield _TOLD[each.reason]
