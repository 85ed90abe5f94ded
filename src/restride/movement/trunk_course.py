"""How the trunk leans, rises and sinks, from one sensor worn anyhow on the lower back.

Lean is the turning of up within the plane in which the person bends; that plane, and which side of
it is front, show in the bending itself: see ``transitions.py``. Vertical speed is the acceleration
added up, with its drift taken off between the moments at which the trunk neither bends nor rises.

Source: Salarian et al. 2010, doi:10.1109/TNSRE.2010.2047606 [salarian2010], for telling rising and
sitting from lean.
Differs in: no orientation of the sensor is asked for, and the height gained decides together with
the lean, so that bending down is no sitting down.
"""

from dataclasses import dataclass, replace

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.signal.gravity import GravitySettings, up_direction
from restride.signal.smoothing import bell_slope, bell_smoothed, summed, without_drift
from restride.signal.trunk import UprightSignals, upright


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkCourseSettings:
    """How lean and vertical speed are drawn from the signal."""

    #: Bell over the lean and the vertical acceleration when rest is looked for: the sway of steps
    #: vanishes under it. House choice: docs/decisions/0090-rising-from-the-back.md
    rest_width_s: float = 0.3
    #: At rest, standing or walking, the trunk bends slower than this. The same page.
    steady_lean_dps: float = 6.0
    #: And rises or sinks with less than this. The same page.
    steady_acceleration_mps2: float = 0.12
    #: It stays so for this long. The same page.
    shortest_steady_s: float = 0.8
    #: Before the first and after the last movement the recording may be calm for only so long: the
    #: trunk bends slower and rises with less than this, under the bell of its lean. The same page.
    shortest_calm_s: float = 0.06
    longest_calm_s: float = 0.15
    calm_lean_dps: float = 8.0
    calm_acceleration_mps2: float = 0.25
    #: Where no such moment comes for longer than this, the trunk was neither rising nor sinking at
    #: the very end of the recording. The same page.
    longest_to_end_s: float = 0.5
    #: Without a single such moment, whatever is slower than this bell counts as drift.
    drift_width_s: float = 2.5
    #: Without a gyroscope drift grows fast: where no such moment comes for this long, whatever is
    #: slower than this bell is drift. The same page.
    longest_unsteady_s: float = 6.0
    quick_drift_width_s: float = 1.0
    #: Bell over lean and vertical speed as they are given. House choice: half a step is 0.25 s.
    width_s: float = 0.12
    #: Lean is followed so often, and its speed told under this bell: quick people lean 40 degrees
    #: in a third of a second. House choice.
    lean_rate_hz: float = 50.0
    lean_width_s: float = 0.06
    #: Bell over the vertical speed whose peaks are told. House choice: blows vanish under it.
    peak_width_s: float = 0.04


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrunkCourse:
    """A stretch without a gap, (n_samples,) each. Times start at zero."""

    sampling_rate_hz: float
    #: Forward positive once ``facing_forward`` has told it; zero at the most usual posture.
    lean_deg: FloatArray
    lean_rate_dps: FloatArray
    #: Up positive.
    velocity_mps: FloatArray
    #: The same less smoothed: what peaks are told from.
    quick_velocity_mps: FloatArray
    #: Gained since the first sample.
    height_m: FloatArray
    #: Without a gyroscope height is told from the length of the acceleration, which does not depend
    #: on where up is, and here from the acceleration along up; NaN where that has drifted. None
    #: with a gyroscope, which tells up well enough.
    second_height_m: FloatArray | None
    #: About the vertical, left positive; None without a gyroscope.
    yaw_dps: FloatArray | None
    #: Where the trunk neither bends nor rises.
    is_steady: BoolArray

    @property
    def samples_count(self) -> int:
        """How many samples it has."""
        return len(self.lean_deg)

    def turned_round(self) -> "TrunkCourse":
        """Take the other side of the plane of bending as front."""
        return replace(self, lean_deg=-self.lean_deg, lean_rate_dps=-self.lean_rate_dps)

    def reversed(self) -> "TrunkCourse":
        """Run time backwards: sitting down becomes rising."""
        return TrunkCourse(
            sampling_rate_hz=self.sampling_rate_hz,
            lean_deg=self.lean_deg[::-1],
            lean_rate_dps=-self.lean_rate_dps[::-1],
            velocity_mps=-self.velocity_mps[::-1],
            quick_velocity_mps=-self.quick_velocity_mps[::-1],
            height_m=self.height_m[::-1],
            second_height_m=None if self.second_height_m is None else self.second_height_m[::-1],
            yaw_dps=None if self.yaw_dps is None else -self.yaw_dps[::-1],
            is_steady=self.is_steady[::-1],
        )


def trunk_course(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray | None,
    *,
    sampling_rate_hz: float,
    settings: TrunkCourseSettings | None = None,
) -> TrunkCourse:
    """Draw lean and vertical speed from the signal of one sensor.

    Parameters
    ----------
    acceleration_mps2, angular_velocity_dps : (n_samples, 3)
        Lower back, any orientation, right-handed, gravity in it, no sample missing. Without a
        gyroscope lean follows from slow acceleration alone and is smoother than it was.
    """
    settings = settings or TrunkCourseSettings()
    signals = upright(acceleration_mps2, angular_velocity_dps, sampling_rate_hz=sampling_rate_hz)
    fine_up = up_direction(
        acceleration_mps2,
        angular_velocity_dps,
        sampling_rate_hz=sampling_rate_hz,
        settings=GravitySettings(inner_rate_hz=settings.lean_rate_hz),
    )
    bend = _bend_deg(fine_up.T)
    vertical = signals.vertical_mps2
    is_steady = _steady(bend, vertical, sampling_rate_hz=sampling_rate_hz, settings=settings)
    quick = _velocity(vertical, is_steady, sampling_rate_hz=sampling_rate_hz, settings=settings)
    second: FloatArray | None = None
    if signals.angular_velocity_dps is None:
        second = summed(quick, sampling_rate_hz=sampling_rate_hz)
        quick, is_quick_drift = _velocity_by_length(
            signals, is_steady, sampling_rate_hz=sampling_rate_hz, settings=settings
        )
        second[is_quick_drift] = np.nan
    velocity = bell_smoothed(quick, width_s=settings.width_s, sampling_rate_hz=sampling_rate_hz)
    rate = bell_slope(bend, width_s=settings.lean_width_s, sampling_rate_hz=sampling_rate_hz)
    turning = signals.angular_velocity_dps
    return TrunkCourse(
        sampling_rate_hz=sampling_rate_hz,
        lean_deg=bend,
        lean_rate_dps=rate,
        velocity_mps=velocity,
        quick_velocity_mps=bell_smoothed(
            quick, width_s=settings.peak_width_s, sampling_rate_hz=sampling_rate_hz
        ),
        height_m=summed(velocity, sampling_rate_hz=sampling_rate_hz),
        second_height_m=second,
        yaw_dps=None if turning is None else np.einsum("ij,ij->j", turning, signals.up),
        is_steady=is_steady,
    )


def _velocity_by_length(
    signals: UprightSignals,
    is_steady: BoolArray,
    *,
    sampling_rate_hz: float,
    settings: TrunkCourseSettings,
) -> tuple[FloatArray, BoolArray]:
    """Tell vertical speed from the length of the acceleration, and where drift hides the slow."""
    lengths = np.sqrt(np.einsum("ij,ij->j", signals.acceleration_mps2, signals.acceleration_mps2))
    velocity = _velocity(
        lengths - np.median(lengths),
        is_steady,
        sampling_rate_hz=sampling_rate_hz,
        settings=settings,
    )
    added = summed(lengths - np.median(lengths), sampling_rate_hz=sampling_rate_hz)
    without = without_drift(
        added, width_s=settings.quick_drift_width_s, sampling_rate_hz=sampling_rate_hz
    )
    is_far = lasting(~is_steady, round(settings.longest_unsteady_s * sampling_rate_hz))
    return np.where(is_far, without, velocity), is_far


def _bend_deg(up: FloatArray) -> FloatArray:
    """Tell how far up has turned in the plane in which it turns most, either way positive."""
    usual = np.median(up, axis=1)
    usual /= np.linalg.norm(usual)
    level = up - usual[:, None] * (usual @ up)
    _, axes = np.linalg.eigh(level @ level.T)
    forward = axes[:, -1]
    return np.asarray(-np.degrees(np.arctan2(forward @ up, usual @ up)))


def _steady(
    bend_deg: FloatArray,
    vertical_mps2: FloatArray,
    *,
    sampling_rate_hz: float,
    settings: TrunkCourseSettings,
) -> BoolArray:
    width_s = settings.rest_width_s
    rate = bell_slope(bend_deg, width_s=width_s, sampling_rate_hz=sampling_rate_hz)
    slow = bell_smoothed(vertical_mps2, width_s=width_s, sampling_rate_hz=sampling_rate_hz)
    still = (np.abs(rate) < settings.steady_lean_dps) & (
        np.abs(slow - np.median(slow)) < settings.steady_acceleration_mps2
    )
    steady = lasting(still, round(settings.shortest_steady_s * sampling_rate_hz))
    # A recording is started and stopped on a person at rest, often only just.
    calm = _calm_ends(bend_deg, vertical_mps2, sampling_rate_hz=sampling_rate_hz, settings=settings)
    steady[: calm[0]] = True
    steady[len(steady) - calm[1] :] = True
    return steady


def _calm_ends(
    bend_deg: FloatArray,
    vertical_mps2: FloatArray,
    *,
    sampling_rate_hz: float,
    settings: TrunkCourseSettings,
) -> tuple[int, int]:
    """Count the samples at the start and at the end in which the trunk hardly moves."""
    width_s = settings.lean_width_s
    rate = bell_slope(bend_deg, width_s=width_s, sampling_rate_hz=sampling_rate_hz)
    quick = bell_smoothed(vertical_mps2, width_s=width_s, sampling_rate_hz=sampling_rate_hz)
    moves = (np.abs(rate) >= settings.calm_lean_dps) | (
        np.abs(quick - np.median(quick)) >= settings.calm_acceleration_mps2
    )
    least = settings.shortest_calm_s * sampling_rate_hz
    most = round(settings.longest_calm_s * sampling_rate_hz)
    counts = []
    for end in (moves, moves[::-1]):
        count = int(np.argmax(end)) if end.any() else len(end)
        counts.append(min(count, most) if count >= least else 0)
    return counts[0], counts[1]


def lasting(is_so: BoolArray, shortest_samples: int) -> BoolArray:
    """Keep the stretches in which something is so for long enough."""
    padded = np.concatenate(([False], is_so, [False]))
    edges = np.flatnonzero(np.diff(padded))
    kept = np.zeros(len(is_so), dtype=bool)
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        kept[first:end] = end - first >= shortest_samples
    return kept


def _velocity(
    vertical_mps2: FloatArray,
    is_steady: BoolArray,
    *,
    sampling_rate_hz: float,
    settings: TrunkCourseSettings,
) -> FloatArray:
    added = summed(vertical_mps2 - np.median(vertical_mps2), sampling_rate_hz=sampling_rate_hz)
    if not is_steady.any():
        return without_drift(
            added, width_s=settings.drift_width_s, sampling_rate_hz=sampling_rate_hz
        )
    smooth = bell_smoothed(added, width_s=settings.rest_width_s, sampling_rate_hz=sampling_rate_hz)
    at = np.flatnonzero(is_steady)
    known = smooth[at]
    # The bell reaches from a short calm end into the movement beside it.
    reach = round(3 * settings.rest_width_s * sampling_rate_hz)
    near = (at < reach) | (at >= len(added) - reach)
    known[near] = added[at[near]]
    # Where a movement runs to the end of the recording, nobody was falling there.
    far = settings.longest_to_end_s * sampling_rate_hz
    if at[0] > far:
        at, known = np.append(0, at), np.append(added[0], known)
    if len(added) - 1 - at[-1] > far:
        at, known = np.append(at, len(added) - 1), np.append(known, added[-1])
    return np.asarray(added - np.interp(np.arange(len(added)), at, known))
