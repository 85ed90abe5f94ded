"""How far, how fast and how straight a person leans towards a target.

Source: the five measures of the limits of stability as Clark et al. 1997 [clark1997] use them.
Differs in: they are taken from the centre of pressure, as it was recorded, not from an estimate of
the centre of mass; when a movement begins and ends is written out here, because it is not
published: docs/decisions/0084.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.balance.limits_definitions import (
    DIRECTIONAL_CONTROL,
    ENDPOINT,
    ENDPOINT_SHARE,
    LIMITS,
    MAXIMUM,
    MAXIMUM_SHARE,
    REACTION_TIME,
    VELOCITY,
)
from restride.errors import OptionError
from restride.measure import Measure, MeasureDefinition, NotComputed
from restride.terms import LeanDirection

#: Forward and right parts of each direction, as clock hands from above.
_TURNS: Final = {direction: position for position, direction in enumerate(LeanDirection)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsSettings:
    """When a lean begins and ends. All are house choices: docs/decisions/0084."""

    #: Where the person stands before the cue is a mean over this time.
    rest_s: float = 0.5
    #: Low-pass of the path, run both ways: leaning is slower.
    cutoff_hz: float = 5.0
    #: A movement begins and ends at this part of its fastest speed towards the target.
    slow_share: float = 0.05
    #: A lean under this part of the way to the target is none: sway.
    least_share: float = 0.1
    #: The speed of a movement is taken between these parts of its way.
    from_share: float = 0.05
    to_share: float = 0.95
    #: Theoretical limits as angles about the ankles, where no target distance is given.
    forward_deg: float = 8.0
    backward_deg: float = 4.5
    sideways_deg: float = 8.0
    #: Height of the centre of mass, of the body's height.
    mass_height_share: float = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Lean:
    """One lean, and what was measured of it."""

    direction: LeanDirection
    cue_s: float
    #: When the movement began and its first part ended; None where nobody moved.
    start_s: float | None
    end_s: float | None
    target_mm: float
    measures: tuple[Measure, ...]


def unit_vector(direction: LeanDirection) -> FloatArray:
    """Point from the middle to the target: forward and right, (2,)."""
    angle = _TURNS[direction] * np.pi / 4
    return np.array([np.cos(angle), np.sin(angle)])


def theoretical_target_mm(
    direction: LeanDirection, *, height_m: float, settings: LimitsSettings | None = None
) -> float:
    """Tell how far a person of this height could lean at most, by the angles of the settings.

    Between two axes the limit follows an ellipse.
    """
    settings = settings or LimitsSettings()
    forward, right = unit_vector(direction)
    along_deg = settings.forward_deg if forward > 0 else settings.backward_deg
    lever_mm = settings.mass_height_share * height_m * 1000
    reach_mm = [np.tan(np.radians(deg)) * lever_mm for deg in (along_deg, settings.sideways_deg)]
    return float(1 / np.hypot(forward / reach_mm[0], right / reach_mm[1]))


def measure_lean(
    path_mm: FloatArray,
    *,
    direction: LeanDirection,
    cue_s: float,
    target_mm: float,
    sampling_rate_hz: float,
    settings: LimitsSettings | None = None,
) -> Lean:
    """Measure one lean.

    Parameters
    ----------
    path_mm : (n_samples, 2)
        Centre of pressure, forward and right, from the start of the recording to the end of this
        lean; finite from the rest before the cue on.
    cue_s
        From the first sample.
    target_mm
        From where the person rests to the target.

    Raises
    ------
    OptionError
        The cue lies outside the path, or the target is no distance.
    """
    settings = settings or LimitsSettings()
    cue = round(cue_s * sampling_rate_hz)
    rest = cue - round(settings.rest_s * sampling_rate_hz)
    _refuse_unfit(cue_s, target_mm, len(path_mm) / sampling_rate_hz, settings)
    smooth = _low_passed(path_mm[max(0, rest) :], sampling_rate_hz, settings.cutoff_hz)
    offset = max(0, rest)
    about = smooth - smooth[: cue - offset].mean(axis=0)
    towards = unit_vector(direction)
    along, across = about @ towards, about @ np.array([-towards[1], towards[0]])
    first, last = _movement(along, cue - offset, target_mm, sampling_rate_hz, settings)
    values = _values(
        along, across, first, last, cue=cue - offset, rate_hz=sampling_rate_hz, settings=settings
    )
    return Lean(
        direction=direction,
        cue_s=cue_s,
        start_s=(first + offset) / sampling_rate_hz if first is not None else None,
        end_s=(last + offset) / sampling_rate_hz if last is not None else None,
        target_mm=target_mm,
        measures=_measured(values, target_mm),
    )


def _refuse_unfit(
    cue_s: float, target_mm: float, duration_s: float, settings: LimitsSettings
) -> None:
    if not settings.rest_s <= cue_s < duration_s:
        raise OptionError(
            f"A cue must lie at least {settings.rest_s:g} s after the start and inside the "
            f"recording of {duration_s:.1f} s, and is at {cue_s:g} s. Give cue_s in seconds from "
            "the first sample of its file."
        )
    if not 5.0 <= target_mm <= 500.0:
        raise OptionError(
            f"A target lies 5 to 500 mm from the middle, and this one {target_mm:g} mm. Give "
            "distance_mm in millimetres."
        )


def _low_passed(path_mm: FloatArray, rate_hz: float, cutoff_hz: float) -> FloatArray:
    from scipy.signal import butter, sosfiltfilt

    if cutoff_hz >= rate_hz / 2:
        return path_mm
    return np.asarray(sosfiltfilt(butter(2, cutoff_hz, fs=rate_hz, output="sos"), path_mm, axis=0))


def _movement(
    along: FloatArray, cue: int, target_mm: float, rate_hz: float, settings: LimitsSettings
) -> tuple[int | None, int | None]:
    """Find where the first movement to the target begins and ends; None where nobody leans."""
    after = along[cue:]
    reached = np.flatnonzero(after >= settings.least_share * target_mm)
    if not len(reached):
        return None, None
    speed = np.gradient(along) * rate_hz
    middle = cue + int(reached[0])
    fastest, last = 0.0, len(along) - 1
    for position in range(middle, len(along)):
        fastest = max(fastest, float(speed[position]))
        if fastest > 0 and speed[position] <= settings.slow_share * fastest:
            last = position
            break
    slow = np.flatnonzero(speed[: middle + 1] <= settings.slow_share * fastest)
    return (int(slow[-1]) if len(slow) else 0), last


def _values(
    along: FloatArray,
    across: FloatArray,
    first: int | None,
    last: int | None,
    *,
    cue: int,
    rate_hz: float,
    settings: LimitsSettings,
) -> dict[MeasureDefinition, float]:
    values = {MAXIMUM: float(along[cue:].max())}
    if first is None or last is None or last <= first:
        return values
    way = along[first : last + 1] - along[first]
    between = np.flatnonzero(way >= settings.from_share * way[-1])
    beyond = np.flatnonzero(way >= settings.to_share * way[-1])
    start, end = int(between[0]), int(beyond[0])
    if end > start:
        values[VELOCITY] = float((way[end] - way[start]) * rate_hz / (end - start))
    if first > cue:
        values[REACTION_TIME] = (first - cue) / rate_hz
    towards = float(np.maximum(np.diff(way), 0).sum())
    astray = float(np.abs(np.diff(across[first : last + 1])).sum())
    values[ENDPOINT] = float(along[last])
    values[DIRECTIONAL_CONTROL] = (towards - astray) / towards
    return values


_NO_VALUE: Final = NotComputed(reason="there is no value")
_ONE_LEAN: Final = NotComputed(reason="one lean has no spread; repeat it to see how far it varies")
_SHARES: Final = {ENDPOINT_SHARE: ENDPOINT, MAXIMUM_SHARE: MAXIMUM}


def _measured(values: dict[MeasureDefinition, float], target_mm: float) -> tuple[Measure, ...]:
    shares = {
        share: values[distance] / target_mm
        for share, distance in _SHARES.items()
        if distance in values
    }
    return tuple(_measure(row, {**values, **shares}) for row in LIMITS)


def _measure(row: MeasureDefinition, values: dict[MeasureDefinition, float]) -> Measure:
    if row in values:
        return Measure(definition=row, value=values[row], repeats_count=1, uncertainty=_ONE_LEAN)
    is_early = row is REACTION_TIME and ENDPOINT in values
    why = "The person was moving before the cue." if is_early else "No movement to the target."
    return Measure(definition=row, value=None, uncertainty=_NO_VALUE, note=why)
