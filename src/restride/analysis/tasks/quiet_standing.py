"""Quiet standing: on a plate or a board, or with a sensor on the back."""

from dataclasses import dataclass
from typing import ClassVar

from restride.analysis.analysis import Analysis
from restride.balance.conditions import StandingCondition
from restride.balance.sway_path import SwayPath
from restride.terms import EventSource, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAnalysis(Analysis):
    """One trial of quiet standing."""

    task: ClassVar[Task] = Task.QUIET_STANDING

    source: EventSource
    condition: StandingCondition
    #: How long the position was kept: what the numbers rest on.
    held_s: float
    #: How long it should have been kept; None where nobody says.
    wanted_s: float | None
    sway: SwayPath
