"""What a person was probably asked to do, told from what was recorded."""

from restride.analysis.what_moves import task_of_landmarks, task_of_plates
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import Severity, Task


def propose_task(recording: Recording) -> Task:
    """Tell the task: as stated beside the file, else from what was recorded and what moves in it.

    Sensors are always taken as walking, which says so where nobody walks; what else they fit is
    said beside it, see ``other_tasks``. What cannot be told is walking too.
    """
    if recording.task is not None:
        return recording.task
    if recording.sensors:
        return Task.WALK
    if recording.landmarks:
        return task_of_landmarks(recording.landmarks[0])
    if recording.joint_angles:
        return Task.REPETITIONS
    return task_of_plates(recording.plates) if recording.plates else Task.WALK


def proposal_findings(recording: Recording) -> tuple[QualityFinding, ...]:
    """Say that the task was proposed, and from what; empty where nothing else was likely.

    Sensors are worn to record walking unless something beside the file says otherwise: that is the
    default, and it is not said again with every walk.
    """
    if recording.task is not None or recording.sensors:
        return ()
    task = propose_task(recording)
    kinds = dict.fromkeys(track.marks[0].replace("-", " ") for track in recording.tracks)
    return (
        QualityFinding(
            code="task-proposed",
            severity=Severity.NOTE,
            sensor=None,
            start_s=None,
            end_s=None,
            found=f"Nobody says what the person was asked to do; recorded is: {', '.join(kinds)}.",
            done=f"It was taken as {task.value.replace('-', ' ')}. Name another with --task, or as "
            "task in the sidecar.",
        ),
    )
