"""A centre of pressure that jumps off its course and back: a fault of the device, not a person."""

from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.recording.checks.plate_values import plate_found
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.terms import Severity

#: So far out, and back again within twice this time, is a metre a second both ways. House choice:
#: nobody who stands comes near it.
_JUMP_MM: Final = 20.0
_JUMP_S: Final = 0.02


def check_plate_jumps(plate: Plate, findings: list[QualityFinding]) -> None:
    """Say where somebody who stands would have to have jumped.

    Clocks too slow to show it are left alone.
    """
    apart = round(_JUMP_S * plate.clock.sampling_rate_hz)
    if apart < 1:
        return
    jumps = _jumps(plate.centre_of_pressure_mm, apart)
    if not jumps.any():
        return
    first_s = float(plate.clock.times_s[apart + int(np.argmax(jumps))])
    findings.append(
        plate_found(
            "pressure-jumps",
            plate,
            severity=Severity.SERIOUS,
            found=f"The centre of pressure jumps out and back by more than {_JUMP_MM:g} mm in "
            f"{int(jumps.sum())} samples, the first at {first_s:.2f} s.",
            done="Nothing: ranges, areas, lengths and velocities are too large. Check cables and "
            "zero of the plate, and record again.",
        )
    )


def _jumps(centre_mm: FloatArray, apart: int) -> BoolArray:
    """Tell which samples lie far off both the one before and the one after, on one side."""
    here = centre_mm[apart:-apart]
    before, after = here - centre_mm[: -2 * apart], here - centre_mm[2 * apart :]
    both = np.minimum(np.abs(before), np.abs(after)) > _JUMP_MM
    return np.asarray((both & (before * after > 0)).any(axis=1))
