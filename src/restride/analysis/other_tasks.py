"""What else a recording taken as walking may show: standing, or a test that starts from a chair.

A sensor on the back is worn for many tests, and the file seldom says for which. Walking is looked
for; where the same recording also fits quiet standing, a timed up and go or rises from a chair,
that is said.
"""

from typing import Final

from restride.analysis.analysis import Analysis, WalkAnalysis
from restride.analysis.settings import AnalysisSettings
from restride.analysis.what_moves import keeps_still
from restride.errors import RestrideError
from restride.recording.movements import UpAndGo
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import Placement, Severity, Task

#: A test lasts no longer; what is longer is not looked through. House choice.
_LONGEST_S: Final = 180.0
#: A timed up and go this sure, no longer than this, and that fills this part of the recording, is
#: worth a word. House choice.
_SURE: Final = 0.8
_LONGEST_UP_AND_GO_S: Final = 60.0
_FILLS_SHARE: Final = 0.4
#: So many rises that take longer than all walking are worth a word. House choice.
_FEWEST_RISES: Final = 3
_WORDS: Final = {
    Task.TIMED_UP_AND_GO: "a timed up and go",
    Task.SIT_TO_STAND: "rises from a chair",
    Task.QUIET_STANDING: "quiet standing, or sitting still",
}


def other_task_findings(recording: Recording, analysis: Analysis) -> tuple[QualityFinding, ...]:
    """Say which other task a recording that was taken as walking fits; mostly none."""
    sensor = recording.sensor_at(Placement.LOWER_BACK)
    if (
        recording.task is not None
        or not isinstance(analysis, WalkAnalysis)
        or sensor is None
        or sensor.clock.duration_s > _LONGEST_S
    ):
        return ()
    if not analysis.bouts and keeps_still(sensor):
        return (_finding(Task.QUIET_STANDING),)
    task = None if sensor.angular_velocity_dps is None else _fits(recording, analysis)
    return () if task is None else (_finding(task),)


def _fits(recording: Recording, analysis: WalkAnalysis) -> Task | None:
    from restride.analysis.tasks.sit_to_stand import analyze_sit_to_stand
    from restride.analysis.tasks.timed_up_and_go import analyze_up_and_go

    try:
        found = analyze_up_and_go(recording, AnalysisSettings()).up_and_go
        if found is not None and _is_whole(found, analysis.recording.duration_s):
            return Task.TIMED_UP_AND_GO
        rises = analyze_sit_to_stand(recording, AnalysisSettings()).rises
        walked_s = sum(each.bout.duration_s for each in analysis.bouts)
        risen_s = sum(rise.rise_s + (rise.sit_s or 0.0) for rise in rises)
        if len(rises) >= _FEWEST_RISES and risen_s > walked_s:
            return Task.SIT_TO_STAND
    except RestrideError:
        # What cannot be looked at fits nothing else; the walk analysis has said what is wrong.
        return None
    return None


def _is_whole(found: UpAndGo, recording_s: float) -> bool:
    return (
        found.confidence >= _SURE
        and found.duration_s <= _LONGEST_UP_AND_GO_S
        and found.duration_s >= _FILLS_SHARE * recording_s
    )


def _finding(task: Task) -> QualityFinding:
    words = _WORDS[task]
    return QualityFinding(
        code="task-proposed",
        severity=Severity.NOTE,
        sensor=None,
        start_s=None,
        end_s=None,
        found=f"Nobody says what the person was asked to do, and the recording fits {words}.",
        done=f"It was taken as walking. For the other, give --task {task.value}.",
    )
