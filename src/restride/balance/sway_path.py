"""The way the centre of pressure, or the trunk, took while a person stood."""

from dataclasses import dataclass

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
