"""Several plates as one: where the whole weight stood."""

from collections.abc import Sequence

import numpy as np

from restride.recording.plates import Plate
from restride.signal.centre_of_pressure import net_centre_of_pressure


def net_plate(plates: Sequence[Plate]) -> Plate | None:
    """Weigh plates by their load to the plate that bears the whole weight.

    A file's own net is taken as it is; only plates of one clock can be joined.

    Returns
    -------
    Plate or None
        None where there is no plate, or plates cannot be joined: without forces, or on two clocks.
    """
    own = [plate for plate in plates if plate.side is None]
    if len(own) == 1:
        return own[0]
    sided = [plate for plate in plates if plate.side is not None] if own else list(plates)
    if not _can_be_joined(sided):
        return sided[0] if len(sided) == 1 and not own else None
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
