"""Conditions of a protocol held against each other, and against people measured the same way."""

from collections.abc import Iterator

from restride.analysis.protocol_analysis import Comparison, ConditionSummary
from restride.analysis.standing import is_cut_short
from restride.analysis.tasks.quiet_standing import StandingAnalysis
from restride.balance.norms import FILTER_OF_FORMAT_HZ, MeasuredHow, find_norm, normed_keys
from restride.balance.ratios import COMPARED, ROMBERG, SURFACE, ConditionValues, ratio_of
from restride.measure import Measure
from restride.terms import Eyes, Stance, Surface


def ratios_of(summaries: tuple[ConditionSummary, ...]) -> Iterator[Measure]:
    """Hold conditions of one stance and side against each other."""
    for name, definition in COMPARED:
        if not any(_values(each, definition.key).values for each in summaries):
            continue
        for surface in Surface:
            yield ratio_of(
                ROMBERG[name, surface],
                upper=_of(summaries, Eyes.CLOSED, surface, definition.key),
                lower=_of(summaries, Eyes.OPEN, surface, definition.key),
            )
        for eyes in Eyes:
            yield ratio_of(
                SURFACE[name, eyes],
                upper=_of(summaries, eyes, Surface.FOAM, definition.key),
                lower=_of(summaries, eyes, Surface.FIRM, definition.key),
            )


def _of(
    summaries: tuple[ConditionSummary, ...], eyes: Eyes, surface: Surface, key: str
) -> ConditionValues:
    """Find the values of a condition, with feet side by side where several stances were tried."""
    here = [
        each
        for each in summaries
        if (each.condition.eyes, each.condition.surface) == (eyes, surface)
    ]
    here.sort(key=lambda each: each.condition.stance not in (None, Stance.COMFORTABLE))
    if not here:
        name = f"Eyes {eyes} on {surface}"
        return ConditionValues(name=name, values=(), why_none="not part of this protocol")
    return _values(here[0], key)


def _values(summary: ConditionSummary, key: str) -> ConditionValues:
    """Collect a measure of the trials that were held in full."""
    found = [
        measure.value
        for analysis in _full(summary)
        for measure in analysis.measures
        if measure.definition.key == key and measure.value is not None
    ]
    condition = summary.condition
    return ConditionValues(
        name=f"Eyes {condition.eyes} on {condition.surface}",
        values=tuple(found),
        why_none=None if found else _why_none(summary),
        note=_note(summary, len(found)),
        measured_s=tuple(analysis.measured_s for analysis in _full(summary)),
    )


def _note(summary: ConditionSummary, full_count: int) -> str | None:
    """Say where the trials that were not held in full are left out."""
    trials_count, condition = len(summary.trials), summary.condition
    if full_count == trials_count or not full_count:
        return None
    return (
        f"Eyes {condition.eyes} on {condition.surface}: only {full_count} of {trials_count} trials "
        "were held in full and measured."
    )


def _full(summary: ConditionSummary) -> list[StandingAnalysis]:
    return [
        trial.analysis
        for trial in summary.trials
        if trial.analysis is not None and not is_cut_short(trial.held_s, trial.wanted_s)
    ]


def _why_none(summary: ConditionSummary) -> str:
    times = ", ".join("—" if t.held_s is None else f"{t.held_s:.1f} s" for t in summary.trials)
    wanted_s = summary.trials[0].wanted_s
    asked = "" if wanted_s is None else f" of {wanted_s:g} s"
    return f"no trial was held in full and measured (held {times}{asked})"


def comparisons_of(
    summaries: tuple[ConditionSummary, ...], *, filtered_hz: float | None
) -> Iterator[Comparison]:
    """Put people measured the same way beside each condition, or the reason why there are none."""
    for summary in summaries:
        for key in normed_keys():
            values = _values(summary, key)
            if values.values:
                yield _comparison(summary, key, values, filtered_hz)


def _comparison(
    summary: ConditionSummary,
    key: str,
    values: ConditionValues,
    filtered_hz: float | None,
) -> Comparison:
    mean = sum(values.values) / len(values.values)
    reasons, norm = [], None
    for analysis in _full(summary):
        how = MeasuredHow(
            condition=summary.condition,
            age_years=analysis.person.age_years,
            duration_s=analysis.measured_s,
            sampling_rate_hz=analysis.sampling_rate_hz,
            filtered_hz=_filter_of(analysis) if filtered_hz is None else filtered_hz,
            trials_count=len(values.values),
        )
        norm = find_norm(key, how)
        if isinstance(norm, str):
            reasons.append(norm)
    if norm is None or reasons or isinstance(norm, str):
        reason = reasons[0] if reasons else "no comparable norm: no trial was measured"
        return Comparison(
            condition=summary.condition, measure_key=key, value=mean, none_reason=reason
        )
    return Comparison(
        condition=summary.condition,
        measure_key=key,
        value=mean,
        low=norm.low,
        middle=norm.middle,
        high=norm.high,
        people_count=norm.people_count,
        group=norm.group,
        source=norm.source,
    )


def _filter_of(analysis: StandingAnalysis) -> float | None:
    """Tell the low-pass that the format of the file has put on it; None where nobody says."""
    return next((FILTER_OF_FORMAT_HZ.get(each.format) for each in analysis.recording.files), None)
