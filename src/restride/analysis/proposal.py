"""What a person was probably asked to do, told from what was recorded."""

from restride.recording.recording import Recording
from restride.terms import Task


def propose_task(recording: Recording) -> Task:
    """Tell the task: as stated beside the file, else from what was recorded.

    Plates alone are stood on; whatever else is recorded is taken as walking, which says so where
    nobody walks.
    """
    if recording.task is not None:
        return recording.task
    if recording.plates and not recording.sensors:
        return Task.QUIET_STANDING
    return Task.WALK
