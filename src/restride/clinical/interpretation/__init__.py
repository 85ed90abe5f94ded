"""What a score means for this person: references, cut-offs, floors and ceilings."""

from restride.clinical.interpretation.reading import (
    CutOffReading,
    Interpretation,
    Position,
    ReferenceReading,
    interpret,
)

__all__ = ["CutOffReading", "Interpretation", "Position", "ReferenceReading", "interpret"]
