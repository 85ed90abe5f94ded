"""A plan in its own words: each row with its reasons, what was left out, what is to be asked."""

from collections.abc import Iterator

from restride.clinical.care import Setting
from restride.clinical.evidence import cited_sources
from restride.plan.library import find_exercise
from restride.plan.plan import Plan, Prescription, Reason
from restride.plan.proposing.reasons import dose_words
from restride.plan.proposing.weekly_count import WeeklyCount
from restride.plan.wording import dose_line, target_line


def explain(plan: Plan) -> str:
    """Write why a plan is as it is, line by line; the same plan gives the same text."""
    return "\n".join(_lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    yield f"Proposal of {plan.made_on.isoformat()}: to be read, edited and signed by a therapist."
    for row in plan.prescriptions:
        yield from _prescription(row)
    if plan.activities:
        yield "Offered besides:"
    for row in plan.activities:
        yield from _prescription(row)
    yield "Where training starts:"
    yield from (
        f"  {each.domain}: level {each.level}, {each.because}" for each in plan.start_levels
    )
    yield "Minutes a week, beside what guidelines ask:"
    yield from (f"  {weekly_words(each)}" for each in plan.weekly)
    yield "Left out:"
    yield from (
        f"  {find_exercise(each.exercise).name} ({each.rule}): {each.why}" for each in plan.left_out
    )
    yield "Still to be asked (counted as present until answered):"
    yield from (
        f"  {each.question} [{each.answered_by}; hides {each.hides_count} exercises]"
        for each in plan.open_questions
    )
    yield "Missing:"
    yield from (f"  {each}" for each in plan.missing)


def _prescription(row: Prescription) -> Iterator[str]:
    exercise = find_exercise(row.exercise)
    side = "" if row.side is None else f", {row.side} side"
    yield f"{exercise.name} [{row.setting}{side}, {row.supervision.words}]"
    dose = dose_line(row.dose, at_visits=row.setting is Setting.CLINIC)
    yield f"  dose: {dose} ({dose_words(row.dose_confidence)})"
    yield from (f"  target: {target_line(each)}" for each in row.targets)
    yield from (f"  limit: {each}" for each in row.limits)
    yield from (f"  {reason_line(each)}" for each in row.reasons)


def reason_line(reason: Reason) -> str:
    """Write a reason with its sources and how sure they are."""
    names = "; ".join(_short(each) for each in reason.sources)
    return f"{reason.words} [{names}; {reason.confidence.words}]"


def _short(source_id: str) -> str:
    """Name a source in brief: what stands before its first semicolon."""
    return cited_sources()[source_id].citation.split(";")[0].strip()


def weekly_words(count: WeeklyCount) -> str:
    """Say what a plan holds of a weekly dose: "40 of 180 min balance (falls ...)"."""
    kinds = " and ".join(count.target.counts_as)
    planned = _span(count.planned_min, count.planned_most_min)
    wanted = count.target.minutes_per_week_min
    sure = "" if count.target.decides else "; to be confirmed"
    if wanted is None:
        asked = f"{count.times_count} times a week planned; asked: {count.target.words}"
        return f"{kinds}: {planned} min, {asked}{sure}"
    short = f", {count.short_min:.0f} min short" if count.short_min else ""
    return f"{kinds}: {planned} of {wanted:g} min a week{short} ({count.target.words}{sure})"


def _span(least: float, most: float) -> str:
    return f"{least:.0f}" if round(least) == round(most) else f"{least:.0f} to {most:.0f}"
