"""Several plates as one: where the whole weight stood."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from restride.recording.plates import Plate
from restride.signal.centre_of_pressure import net_centre_of_pressure

#: A plate whose load is this near the sum of the others is their net. House choice: filters differ.
_SAME_LOAD_SHARE: Final = 0.05


def net_plate(plates: Sequence[Plate]) -> Plate | None:
    """Weigh plates by their load to the plate that bears the whole weight.

    A file's own net is taken as it is; only plates of one clock can be joined.

    Returns
    -------
    Plate or None
        None where there is no plate, or plates cannot be joined: without forces, or on two clocks.
    """
    if len(plates) == 1:
        return plates[0]
    sided = [plate for plate in plates if plate.side is not None]
    own = [plate for plate in plates if plate.side is None]
    if len(own) == 1 and _is_net_of(own[0], sided):
        return own[0]
    sided = list(plates)
    if not _can_be_joined(sided):
        return None
    forces_n = [np.asarray(plate.vertical_force_n) for plate in sided]
    return Plate(
        name="net",
        clock=sided[0].clock,
        centre_of_pressure_mm=net_centre_of_pressure(
            [plate.centre_of_pressure_mm for plate in sided], forces_n
        ),
        vertical_force_n=np.asarray(np.sum(forces_n, axis=0)),
        horizontal_force_n=_sum_of_horizontal(sided),
    )


def _is_net_of(own: Plate, sided: Sequence[Plate]) -> bool:
    """Tell a net from one plate more, such as one under a chair: it bears what the others bear."""
    forces_n = [plate.vertical_force_n for plate in sided]
    if own.vertical_force_n is None or not _can_be_joined([own, *sided]):
        return own.name == "net"
    total_n = np.sum([np.asarray(force_n) for force_n in forces_n], axis=0)
    off_n = np.abs(own.vertical_force_n - total_n)
    known = np.isfinite(off_n)
    return bool(known.any()) and float(np.median(off_n[known])) <= _SAME_LOAD_SHARE * float(
        np.median(np.abs(total_n[known]))
    )


def _can_be_joined(plates: Sequence[Plate]) -> bool:
    if len(plates) < 2 or any(plate.vertical_force_n is None for plate in plates):
        return False
    first = plates[0].clock
    return all(
        plate.clock.samples_count == first.samples_count
        and plate.clock.sampling_rate_hz == first.sampling_rate_hz
        and plate.clock.first_s == first.first_s
        and plate.clock.stamps_s is None
        for plate in plates
    )


def _sum_of_horizontal(plates: Sequence[Plate]) -> np.ndarray | None:
    forces_n = [plate.horizontal_force_n for plate in plates]
    if any(force_n is None for force_n in forces_n):
        return None
    return np.asarray(np.sum([np.asarray(force_n) for force_n in forces_n], axis=0))
