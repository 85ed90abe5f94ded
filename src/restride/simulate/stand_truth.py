"""What is true of simulated standing, by plain formulas on the true way of each point.

Nothing here is taken from the room that measures sway: it is what that room is held against.
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.body import BodyPath, to_part
from restride.units import STANDARD_GRAVITY_MPS2


@dataclass(frozen=True, slots=True, kw_only=True)
class StandTruth:
    """Sway without any noise, at the plate's own sampling rate and unfiltered."""

    #: Root mean square of the way from its mean, and from end to end.
    sway_forward_mm: float
    sway_sideways_mm: float
    range_forward_mm: float
    range_sideways_mm: float
    #: Length of the way, and over the time from the first to the last sample.
    path_mm: float
    mean_velocity_mmps: float
    #: Ellipse of the covariance that holds 95 % of a normal distribution in the plane.
    ellipse_area_mm2: float
    #: What a level, noiseless sensor on the back feels: root mean square of the acceleration
    #: from its mean, and of its rate of change; gravity by tilt is in it.
    back_forward_mps2: float
    back_sideways_mps2: float
    back_jerk_forward_mps3: float
    back_jerk_sideways_mps3: float


#: The 95 % point of chi squared with two degrees of freedom.
_CHI2_95 = -2.0 * float(np.log(0.05))


def stand_truth(
    times_s: FloatArray, pressure_mm: FloatArray, *, sampling_rate_hz: float, back: BodyPath
) -> StandTruth:
    """Work the truth out.

    Parameters
    ----------
    pressure_mm : (n_samples, 2)
        Forward and right, on the grid of the body.
    """
    samples_s = np.arange(int(times_s[-1] * sampling_rate_hz + 1e-9)) / sampling_rate_hz
    way_mm = np.column_stack([np.interp(samples_s, times_s, column) for column in pressure_mm.T])
    swayed_mm = way_mm - way_mm.mean(axis=0)
    covariance = swayed_mm.T @ swayed_mm / len(swayed_mm)
    path_mm = float(np.sqrt((np.diff(way_mm, axis=0) ** 2).sum(axis=1)).sum())
    felt = _felt_mps2(back)
    rate_hz = 1.0 / float(times_s[1] - times_s[0])
    jerk = np.gradient(felt, axis=0) * rate_hz
    sway = np.sqrt(np.diag(covariance))
    reach = np.ptp(way_mm, axis=0)
    strength = np.std(felt, axis=0)
    jolt = np.sqrt((jerk**2).mean(axis=0))
    return StandTruth(
        sway_forward_mm=float(sway[0]),
        sway_sideways_mm=float(sway[1]),
        range_forward_mm=float(reach[0]),
        range_sideways_mm=float(reach[1]),
        path_mm=path_mm,
        mean_velocity_mmps=path_mm / float(samples_s[-1] - samples_s[0]),
        ellipse_area_mm2=float(np.pi * _CHI2_95 * np.sqrt(np.linalg.det(covariance))),
        back_forward_mps2=float(strength[0]),
        back_sideways_mps2=float(strength[1]),
        back_jerk_forward_mps3=float(jolt[0]),
        back_jerk_sideways_mps3=float(jolt[1]),
    )


def _felt_mps2(back: BodyPath) -> FloatArray:
    """Tell what a level sensor feels forward and to the left, (n_samples, 2)."""
    gravity = np.array([0.0, 0.0, STANDARD_GRAVITY_MPS2])
    mean_rad = back.angles_rad.mean(axis=0)
    felt: FloatArray = to_part(back.acceleration_mps2() + gravity, back.angles_rad - mean_rad)[
        :, :2
    ]
    # The central differences at both ends see a path that goes straight on there.
    return felt[4:-4]
