"""Which of two plates stands under which foot, where nobody says so."""

from dataclasses import replace
from typing import Final

import numpy as np

from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import Severity, Side

#: Feet side by side are at least so far apart at their middles; nearer, and which is which cannot
#: be told. House choice: docs/decisions/0081-sway-from-the-back-and-weight-on-each-leg.md
_LEAST_APART_MM: Final = 60.0


def with_sides(recording: Recording) -> Recording:
    """Name two plates by where the weight stands on them, and say so.

    Plates of which a side is known, or whose feet stand too near to each other, stay as they are.
    """
    plates = recording.plates
    if len(plates) != 2 or any(
        plate.side is not None or plate.vertical_force_n is None for plate in plates
    ):
        return recording
    first_mm, second_mm = (_rightwards_mm(plate) for plate in plates)
    apart_mm = abs(second_mm - first_mm)
    if not apart_mm >= _LEAST_APART_MM:
        return recording
    sides = (Side.LEFT, Side.RIGHT) if first_mm < second_mm else (Side.RIGHT, Side.LEFT)
    named = tuple(replace(plate, side=side) for plate, side in zip(plates, sides, strict=True))
    left = next(plate for plate in named if plate.side is Side.LEFT)
    finding = QualityFinding(
        code="plate-sides-assumed",
        severity=Severity.NOTE,
        sensor=None,
        start_s=None,
        end_s=None,
        found=f"Nobody says which of {plates[0].name} and {plates[1].name} is whose; the weight on "
        f"them stands {apart_mm:.0f} mm apart from side to side.",
        done=f"{left.name} was taken as the left one. If it is not, say the sides in a mapping.",
    )
    return replace(recording, plates=named, findings=(*recording.findings, finding))


def _rightwards_mm(plate: Plate) -> float:
    known = plate.centre_of_pressure_mm[np.isfinite(plate.centre_of_pressure_mm).all(axis=1), 1]
    return float(np.median(known)) if len(known) else float("nan")
