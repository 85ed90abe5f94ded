"""Which page a task has: its template, and the function that fills it."""

from collections.abc import Callable
from importlib import import_module
from typing import Final, Protocol

from restride.analysis.analysis import Analysis
from restride.errors import OptionError
from restride.recording.recording import Recording
from restride.report.frame import Frame
from restride.terms import Task


class Page(Protocol):
    """What a template lays out."""

    @property
    def frame(self) -> Frame:
        """What stands around the results."""


_Fill = Callable[[Analysis, Recording], Page]


def page_of(analysis: Analysis, recording: Recording) -> tuple[str, Page]:
    """Find the template of a task, and word what it shows.

    Raises
    ------
    OptionError
        No report is written of this task.
    """
    found = _PAGES.get(analysis.task)
    if found is None:
        known = ", ".join(sorted(_PAGES))
        raise OptionError(
            f"A report needs one of the tasks {known}, and the task is {analysis.task}. Leave out "
            "--report."
        )
    template, module, function = found
    fill: _Fill = getattr(import_module(f"restride.report.{module}"), function)
    return template, fill(analysis, recording)


#: A task joins here: its template, and the function that fills it, imported when it is called.
_PAGES: Final[dict[Task, tuple[str, str, str]]] = {
    Task.WALK: ("walking/report.html.jinja", "walking.page", "walk_page"),
    Task.QUIET_STANDING: ("standing/trial.html.jinja", "standing.trial_page", "trial_page"),
    Task.TIMED_UP_AND_GO: (
        "tasks/up_and_go.html.jinja",
        "tasks.up_and_go_page",
        "up_and_go_page",
    ),
    Task.POSTURE: ("posture/posture.html.jinja", "posture.posture_page", "posture_page"),
    Task.FUNCTIONAL_REACH: ("posture/reach.html.jinja", "posture.reach_page", "reach_page"),
    Task.RANGE_OF_MOTION: ("posture/range.html.jinja", "posture.range_page", "range_page"),
    Task.LIMITS_OF_STABILITY: (
        "standing/limits.html.jinja",
        "standing.limits_page",
        "limits_page",
    ),
    Task.SIT_TO_STAND: ("tasks/movement.html.jinja", "tasks.chair_page", "chair_page"),
    Task.REPETITIONS: ("tasks/movement.html.jinja", "tasks.repetitions_page", "repetitions_page"),
}
