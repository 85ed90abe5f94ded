"""A protocol of standing: every trial analysed, its conditions summed up and held together."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from restride.analysis.across_conditions import comparisons_of, ratios_of
from restride.analysis.opening import read
from restride.analysis.protocol_analysis import (
    ConditionSummary,
    ProtocolAnalysis,
    ProtocolKind,
    ProtocolTrial,
)
from restride.analysis.protocol_plan import PlannedCondition, PlannedTrial, ProtocolPlan
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing import finding, is_cut_short
from restride.analysis.standing_settings import StandingSettings
from restride.analysis.tasks.quiet_standing import StandingAnalysis, analyze_quiet_standing
from restride.analysis.trial_times import time_held
from restride.balance.ratios import mean_of_trials, times_held
from restride.errors import OptionError, RestrideError
from restride.person import Person
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import Eyes, Severity, Surface

#: More trials with the same finding are counted.
_MOST_NAMES_COUNT: Final = 2


@dataclass(slots=True, kw_only=True)
class ReadTrials:
    """The recordings of a protocol, for whoever draws them."""

    #: By the name of the trial, as in ``ProtocolTrial.file``.
    recordings: dict[str, Recording] = field(default_factory=dict)


def analyze_protocol(plan: ProtocolPlan, *, trials: ReadTrials | None = None) -> ProtocolAnalysis:
    """Analyse every trial of a protocol of standing, and hold its conditions together.

    Parameters
    ----------
    trials
        Takes the recordings that were read, where somebody draws them.

    Raises
    ------
    RestrideError
        The noise floor cannot be used. A trial that cannot is kept with the reason.
    """
    if plan.kind is ProtocolKind.LIMITS_OF_STABILITY:
        raise OptionError(
            f"A protocol of standing is needed here, and {plan.name} is {plan.kind} with "
            f"{len(plan.leans)} leans. Use analyze_leans."
        )
    trials = trials or ReadTrials()
    floor = None
    if plan.noise_floor is not None:
        floor = read(plan.noise_floor, options=plan.reading, format_name=plan.format_name)
    summaries = tuple(
        _summary(planned, plan=plan, floor=floor, trials=trials) for planned in plan.conditions
    )
    return ProtocolAnalysis(
        restride_version=_version(),
        kind=plan.kind,
        name=plan.name,
        person=_person(plan, trials),
        is_simulated=any(each.is_simulated for each in trials.recordings.values()),
        conditions=summaries,
        measures=tuple(ratios_of(summaries)),
        comparisons=tuple(comparisons_of(summaries, filtered_hz=plan.filtered_hz)),
        quality=tuple(sorted(_findings(summaries, plan), key=_gravity)),
    )


def _version() -> str:
    import restride

    return restride.__version__


def _person(plan: ProtocolPlan, trials: ReadTrials) -> Person:
    """Take who the protocol says, else who the first recording says."""
    if plan.person != Person():
        return plan.person
    return next((each.person for each in trials.recordings.values()), plan.person)


def _summary(
    planned: PlannedCondition,
    *,
    plan: ProtocolPlan,
    floor: Recording | None,
    trials: ReadTrials,
) -> ConditionSummary:
    measure = partial(_trial, planned, plan=plan, floor=floor, trials=trials)
    done = tuple(measure(each, place) for place, each in enumerate(planned.trials, start=1))
    measured, note = _full_or_all(done)
    held_s = [_up_to(each.held_s, each.wanted_s) for each in done if each.held_s is not None]
    return ConditionSummary(
        condition=planned.condition,
        trials=done,
        measures=(
            *times_held(held_s, side=planned.condition.side),
            *mean_of_trials([each.measures for each in measured], note=note),
        ),
    )


def _up_to(held_s: float, wanted_s: float | None) -> float:
    return held_s if wanted_s is None else min(held_s, wanted_s)


def _full_or_all(
    trials: tuple[ProtocolTrial, ...],
) -> tuple[list[StandingAnalysis], str | None]:
    """Take the trials that were held in full; where none was, all that were measured."""
    measured = [each for each in trials if each.analysis is not None]
    full = [each for each in measured if not is_cut_short(each.held_s, each.wanted_s)]
    if full or not measured:
        note = None
        if full and len(full) < len(trials):
            note = f"From {len(full)} of {len(trials)} trials: the others were not held in full."
        return [each.analysis for each in full if each.analysis is not None], note
    longest_s = max(each.held_s or 0.0 for each in measured)
    note = (
        f"None of {len(trials)} trials was held for {measured[0].wanted_s:g} s (at most "
        f"{longest_s:.1f} s): not to be compared with trials of full length."
    )
    return [each.analysis for each in measured if each.analysis is not None], note


def _trial(
    planned: PlannedCondition,
    trial: PlannedTrial,
    repeat_count: int,
    *,
    plan: ProtocolPlan,
    floor: Recording | None,
    trials: ReadTrials,
) -> ProtocolTrial:
    done = ProtocolTrial(
        file=trial.name,
        condition=planned.condition,
        repeat_count=repeat_count,
        held_s=trial.held_s,
        wanted_s=planned.wanted_s,
        analysis=None,
        not_measured_reason=trial.not_done or "Only timed; nothing was recorded.",
    )
    if trial.path is None:
        return done
    settings = StandingSettings(
        condition=planned.condition,
        wanted_s=planned.wanted_s,
        held_s=trial.held_s,
        noise_floor=floor,
        filtered_hz=plan.filtered_hz,
        foot_outline_mm=plan.foot_outline_mm,
    )
    try:
        options = replace(plan.reading, trial=trial.trial or plan.reading.trial)
        recording = read(trial.path, options=options, format_name=plan.format_name)
        if plan.person != Person():
            recording = replace(recording, person=plan.person)
        held_s = time_held(recording, settings)
        done = replace(done, held_s=held_s)
        analysis = analyze_quiet_standing(recording, AnalysisSettings(standing=settings))
    except RestrideError as error:
        return replace(done, not_measured_reason=str(error))
    trials.recordings[trial.name] = recording
    return replace(done, held_s=analysis.held_s, analysis=analysis, not_measured_reason=None)


def _findings(
    summaries: tuple[ConditionSummary, ...], plan: ProtocolPlan
) -> Iterator[QualityFinding]:
    """Gather what is doubtful in every trial, by its name, and what the protocol lacks."""
    if plan.kind is ProtocolKind.MCTSIB:
        yield from _missing(summaries)
    all_trials = [trial for summary in summaries for trial in summary.trials]
    said: dict[QualityFinding, list[str]] = {}
    for trial in all_trials:
        if trial.analysis is None:
            yield _not_measured(trial)
            continue
        for each in trial.analysis.quality:
            said.setdefault(each, []).append(trial.file)
    for each, names in said.items():
        yield replace(each, found=f"{_listed(names)}: {each.found}")


def _gravity(each: QualityFinding) -> int:
    """Put what is gravest first."""
    return (Severity.SERIOUS, Severity.WARNING, Severity.NOTE).index(each.severity)


def _listed(names: list[str]) -> str:
    if len(names) <= _MOST_NAMES_COUNT:
        return ", ".join(names)
    return f"{names[0]} and {len(names) - 1} other trials"


def _not_measured(trial: ProtocolTrial) -> QualityFinding:
    held = "" if trial.held_s is None else f" Held for {trial.held_s:.1f} s."
    return finding(
        "trial-not-measured",
        Severity.WARNING,
        found=f"{trial.file}: {trial.not_measured_reason}{held}",
        done="Its time counts, where it is known; it has no sway.",
    )


def _missing(summaries: tuple[ConditionSummary, ...]) -> Iterator[QualityFinding]:
    there = {(each.condition.eyes, each.condition.surface) for each in summaries}
    absent = [
        f"eyes {eyes} on {surface}"
        for surface in Surface
        for eyes in Eyes
        if (eyes, surface) not in there
    ]
    if absent:
        yield finding(
            "protocol-incomplete",
            Severity.NOTE,
            found=f"4 conditions belong to this test, and {len(absent)} are not there: "
            f"{', '.join(absent)}.",
            done="The ratios that need them are not given.",
        )
