"""Which page a task has: its template, and the function that fills it."""

from typing import Protocol

from restride.analysis.analysis import Analysis, WalkAnalysis
from restride.errors import OptionError
from restride.recording.recording import Recording
from restride.report.frame import Frame


class Page(Protocol):
    """What a template lays out."""

    @property
    def frame(self) -> Frame:
        """What stands around the results."""


def page_of(analysis: Analysis, recording: Recording) -> tuple[str, Page]:
    """Find the template of a task, and word what it shows."""
    if isinstance(analysis, WalkAnalysis):
        from restride.report.walking.page import walk_page

        return "walking/report.html.jinja", walk_page(analysis, recording)
    raise OptionError(
        f"A report of walking is needed, and the task is {analysis.task}. Leave out --report."
    )
