"""Where a step may land: the trunk sinks fastest just before a foot takes the weight.

Source: the vertical speed of the trunk around an initial contact [zijlstra2003].
"""

from dataclasses import dataclass

from restride.arrays import FloatArray
from restride.signal.extremes import Dips, between_samples, find_dips
from restride.signal.smoothing import averaged_parts, bell_smoothed, summed, without_drift
from restride.signal.trunk import UprightSignals


@dataclass(frozen=True, slots=True, kw_only=True)
class DipSettings:
    """How the places are looked for where a step may land."""

    #: Steps lie well below half of this.
    inner_rate_hz: float = 50.0
    #: Speed summed from acceleration drifts; slower courses than this bell carry no step, the
    #: slowest walk having a step a second. House choice: docs/decisions/0010-lower-back-contacts.md
    drift_width_s: float = 0.35
    #: Two contacts follow each other by 0.25 s at least. docs/decisions/0010-lower-back-contacts.md
    smoothing_s: float = 0.05
    #: Standing people sway by less. docs/decisions/0010-lower-back-contacts.md
    shallowest_mps: float = 0.01


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VerticalCourse:
    """How the trunk rises and sinks, and where it sinks fastest."""

    #: (n_samples,), upwards, at the rate of the course.
    speed_mps: FloatArray
    #: The rate at which the course is drawn, and when its first sample stands.
    sampling_rate_hz: float
    first_s: float
    dips: Dips
    #: (n_dips,), from the first sample of the signal.
    dips_s: FloatArray


def vertical_course(
    signals: UprightSignals, *, settings: DipSettings | None = None
) -> VerticalCourse:
    """Sum the vertical acceleration to a speed and list its dips."""
    settings = settings or DipSettings()
    factor = max(1, int(signals.sampling_rate_hz / settings.inner_rate_hz + 1e-9))
    rate_hz = signals.sampling_rate_hz / factor
    vertical_mps2 = averaged_parts(signals.vertical_mps2, factor)
    steady = without_drift(
        vertical_mps2, width_s=3 * settings.drift_width_s, sampling_rate_hz=rate_hz
    )
    speed_mps = without_drift(
        summed(steady, sampling_rate_hz=rate_hz),
        width_s=settings.drift_width_s,
        sampling_rate_hz=rate_hz,
    )
    smooth = bell_smoothed(speed_mps, width_s=settings.smoothing_s, sampling_rate_hz=rate_hz)
    dips = find_dips(smooth, shallowest=settings.shallowest_mps)
    first_s = (factor - 1) / 2 / signals.sampling_rate_hz
    return VerticalCourse(
        speed_mps=speed_mps,
        sampling_rate_hz=rate_hz,
        first_s=first_s,
        dips=dips,
        dips_s=first_s + between_samples(-smooth, dips.samples) / rate_hz,
    )
