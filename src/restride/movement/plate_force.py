"""The weight on one or two plates over time, and how it is shared between the feet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.even_signals import EvenClock, even_clock
from restride.recording.plates import Plate
from restride.signal.tracks import resampled
from restride.terms import Side

#: The force that is exceeded for 2 % of the time: the person stands, and the foot does not stamp.
#: House choice: docs/decisions/0077.
_HIGH_PERCENT: Final = 98.0
#: Of that, what counts as weight on the feet. House choice: docs/decisions/0077.
LOADED_SHARE: Final = 0.60
#: Gaps in a force are not bridged further than this. House choice.
_LONGEST_GAP_S: Final = 0.1
#: Less than this is no person: nobody stood on the plates. House choice: an unloaded plate drifts
#: by a few newtons, a child of 10 kg weighs 98 N.
_LEAST_WEIGHT_N: Final = 60.0
#: A plate whose force stays under this was not stood on. House choice: as above.
_UNUSED_N: Final = 20.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlateLoad:
    """Vertical forces of all plates on one even clock."""

    clock: EvenClock
    #: (n_samples,), of all plates together.
    total_n: FloatArray
    #: (n_samples,) of each side; empty where the plates name no side.
    by_side_n: dict[Side, FloatArray]

    @property
    def is_loaded(self) -> FloatArray:
        """Where the weight is on the feet: 1 there, else 0, (n_samples,)."""
        known = self.total_n[np.isfinite(self.total_n)]
        limit = LOADED_SHARE * float(np.percentile(known, _HIGH_PERCENT)) if len(known) else np.inf
        return np.where(self.total_n > limit, 1.0, 0.0)


def load_of(plates: Sequence[Plate]) -> PlateLoad | None:
    """Add the plates up on the clock of the fastest; None where none gives a vertical force.

    None as well where the force never reaches the weight of a person.
    """
    forced = [
        (plate, plate.vertical_force_n)
        for plate in plates
        if plate.vertical_force_n is not None and (plate.side or _is_used(plate.vertical_force_n))
    ]
    if not forced:
        return None
    start_s = max(plate.clock.first_s for plate, _ in forced)
    end_s = min(plate.clock.end_s - 1 / plate.clock.sampling_rate_hz for plate, _ in forced)
    rate_hz = max(plate.clock.sampling_rate_hz for plate, _ in forced)
    if end_s <= start_s:
        return None
    clock = even_clock(np.array([start_s, end_s]), sampling_rate_hz=rate_hz)
    forces = [_force(plate, force, clock) for plate, force in forced]
    total = np.sum(forces, axis=0)
    known = total[np.isfinite(total)]
    if len(known) < 2 or np.percentile(known, _HIGH_PERCENT) < _LEAST_WEIGHT_N:
        return None
    sides = {
        side: np.sum(
            [each for each, (plate, _) in zip(forces, forced, strict=True) if plate.side is side],
            axis=0,
        )
        for side in Side
        if any(plate.side is side for plate, _ in forced)
    }
    is_split = len(sides) == 2 and all(plate.side is not None for plate, _ in forced)
    return PlateLoad(clock=clock, total_n=total, by_side_n=sides if is_split else {})


def _is_used(force_n: FloatArray) -> bool:
    """Tell whether anybody ever stood on a plate of which nobody says whose foot it bears."""
    known = force_n[np.isfinite(force_n)]
    return len(known) > 0 and float(np.percentile(known, _HIGH_PERCENT)) >= _UNUSED_N


def _force(plate: Plate, force_n: FloatArray, clock: EvenClock) -> FloatArray:
    return resampled(
        force_n,
        times_s=plate.clock.times_s,
        new_times_s=clock.times_s,
        longest_gap_s=max(_LONGEST_GAP_S, 1.5 / plate.clock.sampling_rate_hz),
    )


def load_shares(load: PlateLoad) -> dict[Side, float]:
    """Tell each leg's part of the weight while the weight is on the feet; empty without sides.

    The mean force of a side over the mean force of both, over all samples in which both together
    carry more than 60 % of what is exceeded for 2 % of the time.
    """
    if not load.by_side_n:
        return {}
    loaded = load.is_loaded > 0
    if not loaded.any():
        return {}
    total = float(load.total_n[loaded].mean())
    return {side: float(force[loaded].mean()) / total for side, force in load.by_side_n.items()}
