"""One recording of any task, read back."""

from collections.abc import Callable
from typing import Final

from restride.analysis.analysis import Analysis
from restride.analysis.read_back.movement import (
    posture_from,
    ranges_from,
    reach_from,
    repetitions_from,
    rises_from,
    up_and_go_from,
)
from restride.analysis.read_back.shared import Shared, shared_from
from restride.analysis.read_back.standing import limits_from, standing_from
from restride.analysis.read_back.walking import walk_from
from restride.analysis.read_back.written import Written
from restride.terms import Task


def read_analysis(written: Written) -> Analysis:
    """Read the keys of one recording, whatever stands around them."""
    read = _READ[written["task"].read(Task)]
    return read(written, shared_from(written))


#: A task joins here: one line, and its function in ``read_back``.
_READ: Final[dict[Task, Callable[[Written, Shared], Analysis]]] = {
    Task.WALK: walk_from,
    Task.QUIET_STANDING: standing_from,
    Task.LIMITS_OF_STABILITY: limits_from,
    Task.TIMED_UP_AND_GO: up_and_go_from,
    Task.SIT_TO_STAND: rises_from,
    Task.REPETITIONS: repetitions_from,
    Task.POSTURE: posture_from,
    Task.FUNCTIONAL_REACH: reach_from,
    Task.RANGE_OF_MOTION: ranges_from,
}
