"""What the engines found, before it is measured."""

from collections.abc import Callable
from dataclasses import dataclass

from restride.errors import AnalysisError
from restride.recording.events import Walk
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWalk:
    """The walk in one recording or block, and what was noticed on the way."""

    walk: Walk
    findings: tuple[QualityFinding, ...] = ()
    #: Why a block could not be used; such a block holds no walking.
    refusal: AnalysisError | None = None


#: An engine, with all it needs beside the recording.
FindWalk = Callable[[Recording], FoundWalk]
