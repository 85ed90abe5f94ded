"""The centre of pressure of the whole person, from one plate or from several.

Source: the weighted mean of Winter 1995, doi:10.1016/0966-6362(96)82849-9 [winter1995].
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.errors import MissingChannel
from restride.recording.clock import Clock
from restride.recording.net_plate import net_plate
from restride.recording.plates import Plate
from restride.recording.resampling import between_samples
from restride.terms import Side

#: Under this force nobody stands on a plate: above the offset and noise of an empty one, far below
#: a child. House choice: docs/decisions/0080-what-counts-as-standing.md
UNLOADED_BELOW_N: Final = 20.0
#: A break in the clock of more samples than this is a gap, never drawn over. House choice.
_LONGEST_STEP_SAMPLES: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NetPressure:
    """Where the whole weight stood, and how much of it, on one even clock."""

    clock: Clock
    #: (n_samples, 2), forward and right. NaN where nobody stands on any plate.
    centre_of_pressure_mm: FloatArray
    #: (n_samples,), over all plates; None where the file gives only the centre of pressure.
    vertical_force_n: FloatArray | None
    #: (n_samples,) each, of the plates that have a side.
    force_by_side_n: dict[Side, FloatArray]

    @property
    def loaded(self) -> BoolArray:
        """Where somebody stands on it, (n_samples,)."""
        if self.vertical_force_n is None:
            return np.asarray(np.isfinite(self.centre_of_pressure_mm).all(axis=1))
        return np.asarray(np.nan_to_num(self.vertical_force_n) >= UNLOADED_BELOW_N)


def net_pressure(plates: tuple[Plate, ...]) -> NetPressure:
    """Bring all plates to one even clock, and weigh their centres of pressure by their load.

    Raises
    ------
    MissingChannel
        Several plates without forces, or none at all.
    """
    if not plates:
        raise MissingChannel(
            "Quiet standing on a plate needs a plate, and the recording holds 0. Give a recording "
            "of a force plate or balance board."
        )
    clock = _even_clock(plates)
    evened = [_on_clock(plate, clock) for plate in plates]
    net = net_plate(evened)
    if net is None:
        raise MissingChannel(_without_force(plates))
    sided = {plate.side: plate for plate in evened if plate.side is not None}
    return NetPressure(
        clock=clock,
        centre_of_pressure_mm=net.centre_of_pressure_mm,
        vertical_force_n=net.vertical_force_n,
        force_by_side_n={
            side: plate.vertical_force_n
            for side, plate in sided.items()
            if plate.vertical_force_n is not None
        },
    )


def _without_force(plates: tuple[Plate, ...]) -> str:
    without = [plate.name for plate in plates if plate.vertical_force_n is None]
    return (
        f"The centre of pressure over {len(plates)} plates needs the vertical force of each, "
        f"and {', '.join(without)} has none. Give files with forces, or one plate alone."
    )


def _even_clock(plates: tuple[Plate, ...]) -> Clock:
    """Lay an even clock over the time that all plates share."""
    first = plates[0].clock
    if first.stamps_s is None and all(_is_same(plate.clock, first) for plate in plates):
        return first
    start_s = max(plate.clock.first_s for plate in plates)
    end_s = min(plate.clock.end_s for plate in plates)
    rate_hz = min(plate.clock.sampling_rate_hz for plate in plates)
    samples_count = max(0, round((end_s - start_s) * rate_hz))
    return Clock(sampling_rate_hz=rate_hz, samples_count=samples_count, start_s=start_s)


def _is_same(one: Clock, other: Clock) -> bool:
    return (
        one.stamps_s is None
        and one.sampling_rate_hz == other.sampling_rate_hz
        and one.samples_count == other.samples_count
        and abs(one.start_s - other.start_s) < 1e-9
    )


def _on_clock(plate: Plate, clock: Clock) -> Plate:
    """Read a plate at the times of an even clock."""
    if _is_same(plate.clock, clock):
        return plate
    force_n = plate.vertical_force_n
    columns = plate.centre_of_pressure_mm
    if force_n is not None:
        columns = np.column_stack((columns, force_n))
    read = read_evenly(columns, own=plate.clock, clock=clock)
    return replace(
        plate,
        clock=clock,
        centre_of_pressure_mm=read[:, :2],
        vertical_force_n=None if force_n is None else read[:, 2],
        horizontal_force_n=None,
    )


def read_evenly(signal: FloatArray, *, own: Clock, clock: Clock) -> FloatArray:
    """Read a signal (n_samples, n_columns) at the times of another clock; gaps stay gaps."""
    return np.column_stack([_read(column, own, clock) for column in signal.T])


def _read(column: FloatArray, own: Clock, clock: Clock) -> FloatArray:
    """Read one column at the times of another clock; gaps stay gaps."""
    seen = np.isfinite(column)
    if seen.sum() < 2:
        return np.full(clock.samples_count, np.nan)
    times_s, wanted_s = own.times_s[seen], clock.times_s
    positions = np.interp(wanted_s, times_s, np.arange(len(times_s)))
    values = between_samples(column[seen][:, None], positions, times_s=times_s)[:, 0]
    after = np.clip(np.searchsorted(times_s, wanted_s), 1, len(times_s) - 1)
    step_s = times_s[after] - times_s[after - 1]
    is_gap = step_s > _LONGEST_STEP_SAMPLES / own.sampling_rate_hz
    outside = (wanted_s < times_s[0] - step_s) | (wanted_s > times_s[-1] + step_s)
    # A sample that falls on a known one is known, even at the edge of a gap.
    near = np.minimum(np.abs(wanted_s - times_s[after]), np.abs(wanted_s - times_s[after - 1]))
    return np.where((is_gap & (near > 1e-9)) | outside, np.nan, values)
