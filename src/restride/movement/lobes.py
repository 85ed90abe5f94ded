"""Stretches of upward speed that gain the height of a chair."""

from dataclasses import dataclass, replace

import numpy as np

from restride.arrays import FloatArray
from restride.movement.transition_settings import TransitionSettings
from restride.movement.trunk_course import TrunkCourse


@dataclass(frozen=True, slots=True, kw_only=True)
class Lobe:
    """A stretch of upward speed, half-open."""

    first_samples: int
    end_samples: int
    height_m: float
    #: Height lost since the stretch before it.
    fallen_m: float = 0.0


def find_lobes(course: TrunkCourse, settings: TransitionSettings) -> list[Lobe]:
    """Find the stretches of upward speed that gain the height of a chair."""
    rate_hz = course.sampling_rate_hz
    has_gyroscope = course.second_height_m is None
    least_m = settings.least_height_m if has_gyroscope else settings.least_seen_height_m
    lobes = _joined(_upward(course.velocity_mps, rate_hz), settings, rate_hz)
    high = [
        lobe
        for lobe in lobes
        if lobe.height_m >= least_m
        and course.velocity_mps[lobe.first_samples : lobe.end_samples].max()
        >= settings.least_peak_velocity_mps
        and _is_agreed(course, lobe, settings)
    ]
    if has_gyroscope or not high:
        return high
    peaks_mps = [_peak_mps(course, lobe) for lobe in high]
    least_mps = settings.least_velocity_share * float(np.median(peaks_mps))
    return [lobe for lobe, peak in zip(high, peaks_mps, strict=True) if peak >= least_mps]


def _peak_mps(course: TrunkCourse, lobe: Lobe) -> float:
    return float(course.velocity_mps[lobe.first_samples : lobe.end_samples].max())


def _is_agreed(course: TrunkCourse, lobe: Lobe, settings: TransitionSettings) -> bool:
    """Tell whether the second height, where there is one, gains alike."""
    height_m = course.second_height_m
    if height_m is None:
        return True
    gained_m = float(height_m[lobe.end_samples - 1] - height_m[lobe.first_samples])
    if np.isnan(gained_m):
        return True
    ratio = settings.most_disagreement_ratio
    return lobe.height_m / ratio <= gained_m <= lobe.height_m * ratio


def _upward(velocity_mps: FloatArray, rate_hz: float) -> list[Lobe]:
    padded = np.concatenate(([False], velocity_mps > 0, [False]))
    edges = np.flatnonzero(np.diff(padded))
    total = np.concatenate(([0.0], np.cumsum(velocity_mps))) / rate_hz
    firsts, ends = edges[::2], edges[1::2]
    fallen = total[np.concatenate(([0], ends[:-1]))] - total[firsts] if len(firsts) else firsts
    return [
        Lobe(
            first_samples=int(first),
            end_samples=int(end),
            height_m=float(total[end] - total[first]),
            fallen_m=float(lost),
        )
        for first, end, lost in zip(firsts, ends, fallen, strict=True)
    ]


def _joined(lobes: list[Lobe], settings: TransitionSettings, rate_hz: float) -> list[Lobe]:
    """Join what a hesitation parts: little height is lost in between, and little time."""
    joined: list[Lobe] = []
    longest_samples = settings.longest_hesitation_s * rate_hz
    for lobe in lobes:
        before = joined[-1] if joined else None
        if before is not None and lobe.first_samples - before.end_samples <= longest_samples:
            lost = settings.hesitation_share * min(before.height_m, lobe.height_m)
            if lobe.fallen_m <= lost:
                joined[-1] = replace(
                    before,
                    end_samples=lobe.end_samples,
                    height_m=before.height_m + lobe.height_m - lobe.fallen_m,
                )
                continue
        joined.append(lobe)
    return joined


def mirrored(lobe: Lobe, course: TrunkCourse) -> Lobe:
    """Place a stretch where it stands when time runs the other way."""
    count = course.samples_count
    return Lobe(
        first_samples=count - lobe.end_samples,
        end_samples=count - lobe.first_samples,
        height_m=lobe.height_m,
    )
