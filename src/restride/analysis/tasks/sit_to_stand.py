"""Rising from a chair, once or again and again: from a back sensor, plates or landmarks."""

from dataclasses import dataclass
from typing import ClassVar

from restride.analysis.analysis import Analysis
from restride.recording.movements import ChairRise
from restride.terms import EventSource, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairAnalysis(Analysis):
    """Every rise from the chair."""

    task: ClassVar[Task] = Task.SIT_TO_STAND

    source: EventSource
    rises: tuple[ChairRise, ...]
    #: Set where there is none.
    none_found_reason: str | None = None
