"""One sensor's numbers as its file has them, before units and clock are settled."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.readers.options import ReadOptions
from restride.terms import Placement

#: Rates that a recording of walking can have: times that would mean another one are in
#: milli-, micro- or nanoseconds. House choice.
_RATES_HZ: Final = (5.0, 20_000.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Channels:
    """One sensor as its file has it."""

    name: str
    placement: Placement = Placement.UNKNOWN
    #: (n_samples, 3), in ``acceleration_unit``.
    acceleration_raw: FloatArray
    acceleration_unit: str | None = None
    #: (n_samples, 3), in ``angular_velocity_unit``.
    angular_velocity_raw: FloatArray | None = None
    angular_velocity_unit: str | None = None
    #: Whether the device writes nothing else, so that the data need not be asked.
    are_units_certain: bool = False
    #: (n_samples,) on any clock; None where the file has only a rate.
    times_raw: FloatArray | None = None
    #: Whether the times are a count of samples, which begins anew in every file.
    is_counted: bool = False
    #: How many seconds one unit of the times is; None where the file does not say.
    time_scale_s: float | None = 1.0
    sampling_rate_hz: float | None = None
    stated_axes: tuple[str, str, str] | None = None
    acceleration_range_mps2: float | None = None
    angular_velocity_range_dps: float | None = None


def told_time_scale_s(channels: Channels) -> float:
    """Tell seconds from milli-, micro- and nanoseconds by the rate they would mean."""
    if channels.time_scale_s is not None:
        return channels.time_scale_s
    usual = _usual_step(channels)
    lowest_hz, highest_hz = _RATES_HZ
    for scale_s in (1.0, 1e-3, 1e-6, 1e-9):
        if usual is not None and lowest_hz <= 1 / (usual * scale_s) <= highest_hz:
            return scale_s
    return 1.0


def clock_start_s(channels: Channels) -> float | None:
    """Tell what the file's own times say at its first sample."""
    if channels.times_raw is None or channels.is_counted:
        return None
    times_raw = np.asarray(channels.times_raw, dtype=float)
    finite = times_raw[np.isfinite(times_raw)]
    return float(finite[0]) * told_time_scale_s(channels) if len(finite) else None


def told_rate_hz(channels: Channels, options: ReadOptions) -> float | None:
    """Tell the rate from the times, else as it was given, else as the file states it."""
    usual = _usual_step(channels)
    if usual is not None:
        return 1 / (usual * told_time_scale_s(channels))
    return options.sampling_rate_hz or channels.sampling_rate_hz


def _usual_step(channels: Channels) -> float | None:
    if channels.times_raw is None:
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        steps = np.diff(np.asarray(channels.times_raw, dtype=float))
    forwards = steps[np.isfinite(steps) & (steps > 0)]
    usual = float(np.median(forwards)) if len(forwards) else 0.0
    same_count = int(np.count_nonzero(steps == 0))
    if same_count > len(forwards):
        # Times written too coarsely, such as in whole seconds: so many samples share a step.
        usual *= len(forwards) / (len(forwards) + same_count)
    return usual if 1e-12 < usual < 1e12 else None
