"""One call: a recording in, an analysis of what the person was asked to do out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal, overload

from restride.analysis.analysis import Analysis, WalkAnalysis
from restride.analysis.findings import in_order
from restride.analysis.other_tasks import other_task_findings
from restride.analysis.proposal import proposal_findings, propose_task
from restride.analysis.settings import AnalysisSettings
from restride.recording.recording import Recording
from restride.terms import Task

_Analyze = Callable[[Recording, AnalysisSettings], Analysis]


@overload
def analyze(
    recording: Recording,
    *,
    task: Literal[Task.WALK],
    settings: AnalysisSettings | None = None,
) -> WalkAnalysis: ...
@overload
def analyze(
    recording: Recording,
    *,
    task: Task | None = None,
    settings: AnalysisSettings | None = None,
) -> Analysis: ...
def analyze(
    recording: Recording, *, task: Task | None = None, settings: AnalysisSettings | None = None
) -> Analysis:
    """Measure a recording: what the person was asked to do decides what is looked for.

    Parameters
    ----------
    task
        Where it is not given it is taken as stated beside the file, else proposed from what was
        recorded; a proposal is a finding, unless it is that sensors record walking.

    Raises
    ------
    RestrideError
        The recording cannot answer: nothing recorded that the task can be measured from, or a
        needed channel missing. That nothing was found is no error.
    """
    settings = settings or AnalysisSettings()
    if task is not None:
        return _ANALYZE[task](recording, settings)
    analysis = _ANALYZE[propose_task(recording)](recording, settings)
    proposed = (*proposal_findings(recording), *other_task_findings(recording, analysis))
    return replace(analysis, quality=in_order((*analysis.quality, *proposed)))


def _walk(recording: Recording, settings: AnalysisSettings) -> Analysis:
    from restride.analysis.walking import analyze_walk

    return analyze_walk(recording, settings=settings)


def _up_and_go(recording: Recording, settings: AnalysisSettings) -> Analysis:
    from restride.analysis.tasks.timed_up_and_go import analyze_up_and_go

    return analyze_up_and_go(recording, settings)


def _quiet_standing(recording: Recording, settings: AnalysisSettings) -> Analysis:
    from restride.analysis.tasks.quiet_standing import analyze_quiet_standing

    return analyze_quiet_standing(recording, settings)


def _sit_to_stand(recording: Recording, settings: AnalysisSettings) -> Analysis:
    from restride.analysis.tasks.sit_to_stand import analyze_sit_to_stand

    return analyze_sit_to_stand(recording, settings)


def _repetitions(recording: Recording, settings: AnalysisSettings) -> Analysis:
    from restride.analysis.tasks.repetitions import analyze_repetitions

    return analyze_repetitions(recording, settings)


def _posture(recording: Recording, settings: AnalysisSettings) -> Analysis:
    from restride.analysis.tasks.posture import analyze_posture

    return analyze_posture(recording, settings)


def _functional_reach(recording: Recording, settings: AnalysisSettings) -> Analysis:
    from restride.analysis.tasks.functional_reach import analyze_functional_reach

    return analyze_functional_reach(recording, settings)


def _range_of_motion(recording: Recording, settings: AnalysisSettings) -> Analysis:
    from restride.analysis.tasks.range_of_motion import analyze_range_of_motion

    return analyze_range_of_motion(recording, settings)


def _limits_of_stability(recording: Recording, settings: AnalysisSettings) -> Analysis:
    from restride.analysis.tasks.limits_of_stability import analyze_limits_of_stability

    return analyze_limits_of_stability(recording, settings)


#: A task joins here: one line, and its file in ``tasks``.
_ANALYZE: Final[dict[Task, _Analyze]] = {
    Task.WALK: _walk,
    Task.QUIET_STANDING: _quiet_standing,
    Task.LIMITS_OF_STABILITY: _limits_of_stability,
    Task.TIMED_UP_AND_GO: _up_and_go,
    Task.SIT_TO_STAND: _sit_to_stand,
    Task.REPETITIONS: _repetitions,
    Task.POSTURE: _posture,
    Task.FUNCTIONAL_REACH: _functional_reach,
    Task.RANGE_OF_MOTION: _range_of_motion,
}
