"""The units of one sensor's channels: as stated where that fits, else told from the data."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import MissingChannel, SignalNotUsable
from restride.recording.quality import QualityFinding
from restride.recording.readers.channels import Channels
from restride.recording.readers.options import ReadOptions
from restride.recording.units_fit import (
    ACCELERATION_SCALES_MPS2,
    ANGULAR_VELOCITY_SCALES_DPS,
    acceleration_unit_of,
    gyroscope_unit_of,
    middle_length,
)
from restride.terms import Severity
from restride.units import STANDARD_GRAVITY_MPS2

_UNIT_WORDS: Final = {"mps2": "m/s²", "g": "g", "mg": "mg", "dps": "°/s", "radps": "rad/s"}
#: Spread of the acceleration's length in a walk: 1 to 3 at the back, 3 to 10 at the feet; at rest
#: below 0.2. House choice.
_SHAKEN_MPS2: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldUnits:
    """The units to read with, and what was said about them."""

    acceleration: str
    angular_velocity: str
    findings: tuple[QualityFinding, ...] = ()


def tell_units(channels: Channels, *, options: ReadOptions, sampling_rate_hz: float) -> ToldUnits:
    """Settle the units of acceleration and angular velocity.

    Raises
    ------
    MissingChannel
        Where nobody names the unit of acceleration and gravity is not to be seen.
    SignalNotUsable
        Where, besides, nothing is there to tell it from.
    """
    if channels.are_units_certain:
        return ToldUnits(
            acceleration=channels.acceleration_unit or "g",
            angular_velocity=channels.angular_velocity_unit or "dps",
        )
    acceleration, of_acceleration = _of_acceleration(channels, options)
    if channels.angular_velocity_raw is None:
        return ToldUnits(
            acceleration=acceleration, angular_velocity="dps", findings=of_acceleration
        )
    angular_velocity, of_gyroscope = _of_gyroscope(
        channels,
        options,
        in_mps2(channels.acceleration_raw, acceleration),
        sampling_rate_hz,
    )
    return ToldUnits(
        acceleration=acceleration,
        angular_velocity=angular_velocity,
        findings=(*of_acceleration, *of_gyroscope),
    )


def in_mps2(raw: FloatArray, unit: str) -> FloatArray:
    """Convert an acceleration to m/s2, without a copy where it is that already."""
    return _scaled(raw, ACCELERATION_SCALES_MPS2[unit])


def in_dps(raw: FloatArray, unit: str) -> FloatArray:
    """Convert an angular velocity to deg/s, without a copy where it is that already."""
    return _scaled(raw, ANGULAR_VELOCITY_SCALES_DPS[unit])


def _scaled(raw: FloatArray, scale: float) -> FloatArray:
    floating = raw if raw.dtype in (np.float32, np.float64) else raw.astype(float)
    if scale == 1.0:
        return floating
    with np.errstate(over="ignore", invalid="ignore"):
        scaled: FloatArray = floating * floating.dtype.type(scale)
    return scaled


def _of_acceleration(
    channels: Channels, options: ReadOptions
) -> tuple[str, tuple[QualityFinding, ...]]:
    stated = options.acceleration_unit or channels.acceleration_unit
    length = middle_length(channels.acceleration_raw)
    fitting = acceleration_unit_of(length)
    if fitting is None:
        if stated is None:
            raise _no_unit(channels.name, length)
        return stated, _no_gravity(channels.name, length, stated)
    gravity = STANDARD_GRAVITY_MPS2 / ACCELERATION_SCALES_MPS2[fitting]
    evidence = (
        f"its middle length is {length:.3g}, and gravity alone is {gravity:.4g} in "
        f"{_UNIT_WORDS[fitting]}"
    )
    return fitting, _said(
        channels.name, quantity="acceleration", stated=stated, used=fitting, evidence=evidence
    )


def _no_unit(name: str, length: float) -> SignalNotUsable | MissingChannel:
    if not np.isfinite(length) or length == 0:
        what = "only zeros" if length == 0 else "no number at all"
        return SignalNotUsable(
            f"A moving sensor's acceleration is needed, and {name} holds {what}. "
            "Check the export or the sensor, and record again."
        )
    return MissingChannel(
        f"The unit of acceleration is needed: {name} has a middle length of {length:.3g}, and "
        "gravity would be 9.81 in m/s² and 1 in g. Name the unit with --units, and check that "
        "gravity was not taken out and that the columns are the acceleration."
    )


def _no_gravity(name: str, length: float, stated: str) -> tuple[QualityFinding, ...]:
    if not np.isfinite(length):
        return ()
    gravity = STANDARD_GRAVITY_MPS2 / ACCELERATION_SCALES_MPS2[stated]
    found = (
        f"The middle length of the acceleration is {length:.3g} {_UNIT_WORDS[stated]}, and gravity "
        f"alone would be {gravity:.4g}: gravity was taken out, or the unit is another."
    )
    done = f"Nothing: it was read as {_UNIT_WORDS[stated]}."
    return (_finding("units-contradict", name, found, done, Severity.SERIOUS),)


def _of_gyroscope(
    channels: Channels, options: ReadOptions, acceleration_mps2: FloatArray, rate_hz: float
) -> tuple[str, tuple[QualityFinding, ...]]:
    raw = channels.angular_velocity_raw
    if raw is None:
        return "dps", ()
    stated = options.angular_velocity_unit or channels.angular_velocity_unit
    fitting = gyroscope_unit_of(acceleration_mps2, raw, sampling_rate_hz=rate_hz)
    if stated is not None and not _is_sure(fitting, acceleration_mps2):
        return stated, ()
    unit = fitting or "dps"
    evidence = (
        f"only as {_UNIT_WORDS[unit]} do its size and the direction of gravity fit together"
        if fitting
        else "too little turns to tell"
    )
    return unit, _said(
        channels.name, quantity="angular velocity", stated=stated, used=unit, evidence=evidence
    )


def _is_sure(fitting: str | None, acceleration_mps2: FloatArray) -> bool:
    """Tell whether to go against a stated unit.

    Degrees are told from what they would do to gravity; small numbers may be radians or calm, and
    count as radians only where the sensor is shaken.
    """
    if fitting != "radps":
        return fitting is not None
    part = acceleration_mps2[:: max(1, len(acceleration_mps2) // 20_000)]
    part = part[np.isfinite(part).all(axis=1)]
    return len(part) > 0 and float(np.std(np.linalg.norm(part, axis=1))) > _SHAKEN_MPS2


def _said(
    name: str, *, quantity: str, stated: str | None, used: str, evidence: str
) -> tuple[QualityFinding, ...]:
    if stated == used:
        return ()
    done = f"It was read as {_UNIT_WORDS[used]}."
    if stated is None:
        found = f"No unit of {quantity} is named; {evidence}."
        return (_finding("units-inferred", name, found, done, Severity.NOTE),)
    found = f"The unit of {quantity} is said to be {_UNIT_WORDS[stated]}; but {evidence}."
    return (_finding("units-contradict", name, found, done, Severity.WARNING),)


def _finding(code: str, sensor: str, found: str, done: str, severity: Severity) -> QualityFinding:
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=sensor,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )
