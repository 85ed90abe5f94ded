"""The timed up and go from one sensor on the back."""

from dataclasses import dataclass
from typing import ClassVar

from restride.analysis.analysis import Analysis
from restride.recording.movements import UpAndGo
from restride.terms import EventSource, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class UpAndGoAnalysis(Analysis):
    """One timed up and go, or the reason why none was found."""

    task: ClassVar[Task] = Task.TIMED_UP_AND_GO

    source: EventSource
    up_and_go: UpAndGo | None
    #: Set where there is none.
    none_found_reason: str | None = None
