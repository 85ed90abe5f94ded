"""Squats, lifts and other repeated movements, from landmarks or joint angles."""

from dataclasses import dataclass
from typing import ClassVar

from restride.analysis.analysis import Analysis
from restride.recording.movements import Repetition
from restride.terms import EventSource, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class RepetitionsAnalysis(Analysis):
    """Every repetition of one movement."""

    task: ClassVar[Task] = Task.REPETITIONS

    source: EventSource
    #: What was counted on, in words: "flexion of both knees".
    counted_on: str
    repetitions: tuple[Repetition, ...]
    #: Set where there is none.
    none_found_reason: str | None = None
