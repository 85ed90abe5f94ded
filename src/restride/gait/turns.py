"""Turns, from the rotation of the trunk about the vertical.

Source: El-Gohary et al. 2014, doi:10.3390/s140100356 [elgohary2014].
Differs in: the gyroscope is projected on gravity, so that a tilted belt does not shorten the angle;
edges lie at a part of the peak, not at a fixed speed; the angle counts the tails beyond them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.gait.bouts import JoinedBout
from restride.recording.events import Turn, WalkingBout
from restride.recording.quality import QualityFinding
from restride.signal.gravity import GravitySettings, up_direction_of_parts
from restride.signal.thinning import even_parts, smoothed, thinning_factor
from restride.terms import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSettings:
    """What counts as a turn, and where it begins and ends."""

    #: Bell under which the trunk's sway at the rate of strides vanishes, standard deviation.
    #: Chosen leaving one person out: docs/decisions/0004-turn-edges.md
    width_s: float = 0.5
    #: A turn begins at this part of its peak. docs/decisions/0004-turn-edges.md
    start_share: float = 0.5
    #: A turn ends at this part of its peak. docs/decisions/0004-turn-edges.md
    end_share: float = 0.45
    #: Slower rotation is no turning; the angle is counted out to here. [elgohary2014]
    slowest_dps: float = 5.0
    #: A turn gets faster than this. [elgohary2014]
    lowest_peak_dps: float = 15.0
    #: Smaller changes of direction are no turns. [elgohary2014]
    smallest_angle_deg: float = 45.0
    #: A turn is over after this. [elgohary2014]
    longest_turn_s: float = 10.0
    #: Two peaks the same way with no longer a rest between them are one turn. House choice: half a
    #: step more than the bell has already joined.
    longest_rest_s: float = 0.25
    #: Bell for the peak speed, close to the 1.5 Hz filter of the source. [elgohary2014]
    peak_width_s: float = 0.09
    #: The trunk turns below 2 Hz, and averages keep faster sway out. House choice.
    inner_rate_hz: float = 12.0


def find_turns(
    acceleration_mps2: FloatArray,
    angular_velocity_dps: FloatArray | None,
    *,
    sampling_rate_hz: float,
    start_s: float = 0.0,
    initial_contacts_s: FloatArray | None = None,
    settings: TurnSettings | None = None,
) -> tuple[Turn, ...]:
    """Find where a person changes direction.

    The trunk's rotation about the vertical is smoothed until the sway of the steps is gone; each
    stretch one way is a turn if it is fast and large enough.

    Parameters
    ----------
    acceleration_mps2, angular_velocity_dps : (n_samples, 3)
        Lower back, in any orientation, right-handed axes, one piece without gaps.
        No gyroscope: no turns; say so with ``no_gyroscope_finding``.
    start_s
        Time of the first sample in the recording.
    initial_contacts_s : (n_contacts,)
        Sorted, seconds of the recording, to count the steps inside each turn.

    Returns
    -------
    tuple[Turn, ...]
        In order of time, walking or not; positive to the left. Empty where nobody turns.

    Raises
    ------
    SignalNotUsable
        Where the acceleration is missing throughout.
    """
    settings = settings or TurnSettings()
    if angular_velocity_dps is None or len(angular_velocity_dps) == 0:
        return ()
    factor = thinning_factor(sampling_rate_hz, settings.inner_rate_hz)
    rate_hz = sampling_rate_hz / factor
    yaw_dps = _yaw_speed(
        even_parts(acceleration_mps2, factor), even_parts(angular_velocity_dps, factor), rate_hz
    )
    return find_turns_of_yaw(
        yaw_dps,
        sampling_rate_hz=rate_hz,
        start_s=start_s + _middle_of_part_samples(factor) / sampling_rate_hz,
        initial_contacts_s=initial_contacts_s,
        settings=settings,
    )


def find_turns_of_yaw(
    yaw_dps: FloatArray,
    *,
    sampling_rate_hz: float,
    start_s: float = 0.0,
    initial_contacts_s: FloatArray | None = None,
    settings: TurnSettings | None = None,
) -> tuple[Turn, ...]:
    """Find the same where the rotation about the vertical is already known.

    Parameters
    ----------
    yaw_dps : (n_samples,)
        About the direction up, positive to the left.
    """
    settings = settings or TurnSettings()
    factor = thinning_factor(sampling_rate_hz, settings.inner_rate_hz)
    rate_hz = sampling_rate_hz / factor
    yaw_dps = even_parts(yaw_dps, factor)
    slow_dps = smoothed(yaw_dps, settings.width_s * rate_hz)
    slow_dps = np.concatenate(([0.0], np.nan_to_num(slow_dps), [0.0]))
    quick_dps = np.nan_to_num(smoothed(yaw_dps, settings.peak_width_s * rate_hz))
    first_s = start_s + (_middle_of_part_samples(factor) - factor) / sampling_rate_hz
    turns = []
    for first, last in zip(*_one_way(slow_dps, rate_hz, settings), strict=True):
        edges = _edges(slow_dps[first - 1 : last + 1], settings)
        begin, end = (first - 1 + edge for edge in edges)
        quick = quick_dps[max(0, round(begin) - 1) : max(1, round(end))]
        times_s = (first_s + begin / rate_hz, first_s + end / rate_hz)
        turns.append(
            Turn(
                start_s=times_s[0],
                end_s=times_s[1],
                angle_deg=float(slow_dps[first:last].sum() / rate_hz),
                peak_angular_velocity_dps=float(np.abs(quick).max()),
                steps_count=_count_between(initial_contacts_s, times_s),
            )
        )
    return tuple(turns)


def turns_of_bouts(
    turns: Sequence[Turn], bouts: Iterable[WalkingBout | JoinedBout], *, margin_s: float = 1.0
) -> tuple[Turn, ...]:
    """Keep the turns that walking leads into, through or out of: those that touch a bout."""
    spans = [(bout.start_s - margin_s, bout.end_s + margin_s) for bout in bouts]
    starts_s = np.array([start_s for start_s, _ in spans])
    ends_s = np.array([end_s for _, end_s in spans])
    return tuple(
        turn for turn in turns if np.any((turn.start_s < ends_s) & (turn.end_s > starts_s))
    )


def no_gyroscope_finding(sensor: str) -> QualityFinding:
    """Say that turns could not be looked for."""
    return QualityFinding(
        code="no-gyroscope",
        severity=Severity.WARNING,
        sensor=sensor,
        start_s=None,
        end_s=None,
        found="The sensor has no gyroscope, and acceleration shows no turning.",
        done="No turns were looked for, and no stride was left out as a turning one.",
    )


def _middle_of_part_samples(factor: int) -> float:
    return (factor - 1) / 2


def _yaw_speed(
    acceleration_mps2: FloatArray, gyroscope_dps: FloatArray, rate_hz: float
) -> FloatArray:
    up = up_direction_of_parts(
        acceleration_mps2, gyroscope_dps, sampling_rate_hz=rate_hz, settings=GravitySettings()
    )
    return np.asarray(np.einsum("ij,ij->i", up, gyroscope_dps))


def _one_way(
    speed_dps: FloatArray, rate_hz: float, settings: TurnSettings
) -> tuple[SampleArray, SampleArray]:
    """Find the stretches of turning one way that are turns: first and one past the last sample."""
    way = np.sign(speed_dps) * (np.abs(speed_dps) >= settings.slowest_dps)
    changes = np.flatnonzero(np.diff(way)) + 1
    firsts = changes[way[changes] != 0]
    lasts = changes[way[changes - 1] != 0]
    if not len(firsts):
        return firsts, lasts
    is_new = (firsts[1:] - lasts[:-1] > settings.longest_rest_s * rate_hz) | (
        way[firsts[1:]] != way[firsts[:-1]]
    )
    firsts = firsts[np.concatenate(([True], is_new))]
    lasts = lasts[np.concatenate((is_new, [True]))]
    # Every second entry of a reduction between these is a rest.
    bounds = np.ravel((firsts, lasts), order="F")
    angle_deg = np.abs(np.add.reduceat(speed_dps, bounds)[::2]) / rate_hz
    peak_dps = np.maximum.reduceat(np.abs(speed_dps), bounds)[::2]
    keeps = (
        (angle_deg >= settings.smallest_angle_deg)
        & (peak_dps >= settings.lowest_peak_dps)
        & (lasts - firsts <= settings.longest_turn_s * rate_hz)
    )
    return firsts[keeps], lasts[keeps]


def _edges(speed_dps: FloatArray, settings: TurnSettings) -> tuple[float, float]:
    """Find where the speed of one turn first reaches and last leaves its parts of the peak.

    The first and the last value lie outside the turn. Positions between samples, from the first.
    """
    height = np.abs(speed_dps) / np.abs(speed_dps[1:-1]).max()
    height[0], height[-1] = 0.0, 0.0
    begin = int(np.argmax(height >= settings.start_share))
    end = len(height) - 1 - int(np.argmax(height[::-1] >= settings.end_share))
    rise = (height[begin] - settings.start_share) / (height[begin] - height[begin - 1])
    fall = (height[end] - settings.end_share) / (height[end] - height[end + 1])
    return begin - float(rise), end + float(fall)


def _count_between(times_s: FloatArray | None, span_s: tuple[float, float]) -> int | None:
    if times_s is None:
        return None
    return int(np.searchsorted(times_s, span_s[1], "right") - np.searchsorted(times_s, span_s[0]))
