"""The way the centre of pressure, or the trunk, took while a person stood."""

from dataclasses import dataclass, replace

import numpy as np

from restride.arrays import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SwayEllipse:
    """The ellipse drawn around a sway path, in the unit of the path."""

    #: Of the path: forward, right.
    centre: tuple[float, float]
    #: Half the longer and half the shorter axis.
    half_axes: tuple[float, float]
    #: Of the longer axis, from forward towards right.
    angle_deg: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SwayPath:
    """Where the sway went, about its mean. NaN where nothing was measured."""

    #: (n_samples,)
    times_s: FloatArray
    #: (n_samples, 2), forward and right: millimetres from a plate, m/s2 from a sensor.
    path: FloatArray
    #: ``mm`` or ``mps2``.
    unit: str
    #: The 95 % prediction ellipse; None where the path has no area.
    ellipse: SwayEllipse | None

    @property
    def sampling_rate_hz(self) -> float:
        """Points a second; 1 where one point tells no rate."""
        if len(self.times_s) < 2:
            return 1.0
        return (len(self.times_s) - 1) / float(self.times_s[-1] - self.times_s[0])


def thinned(sway: SwayPath, *, rate_hz: float, longest_count: int) -> SwayPath:
    """Keep about so many points a second, and no more than the most, each where it was.

    A path that was thinned so once is left as it is.
    """
    by_rate = round(sway.sampling_rate_hz / rate_hz)
    by_length = -(-len(sway.times_s) // longest_count)
    every = max(1, by_rate, by_length)
    return replace(sway, times_s=sway.times_s[::every], path=np.asarray(sway.path[::every]))
