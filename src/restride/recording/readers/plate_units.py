"""The units of one plate's channels: as stated, else told from the forces or from the size."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.quality import QualityFinding
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.plate_channels import PlateChannels, plate_finding
from restride.recording.readers.plate_notes import (
    FORCE_SCALES_N,
    LENGTH_SCALES_MM,
    MOMENT_SCALES_NM,
)
from restride.terms import Severity

#: Sway of a standing person, over the middle 98 % of the samples: 7 to 81 mm in 60 trials of the
#: public set [santos2016]. House choice of the middle, for telling units that are ten times apart.
_USUAL_SWAY_MM: Final = 30.0
#: Factors of ten from there at which two units are about as likely. House choice.
_UNSURE_WITHIN_TENS: Final = (0.35, 0.65)
#: Moments of a person's weight have at most this arm, in metres: more means another unit.
_LONGEST_ARM_M: Final = 2.0
#: A load below this is a toddler in newtons, or an adult in kilograms. House choice.
_LIGHTEST_N: Final = 150.0
#: Two ranges that differ by less are of one thing. House choice: a sensor depth of 50 mm changes
#: the range by a few hundredths.
_SAME_SIZE_SHARE: Final = 0.25
#: Loads that are no weight at all: nobody stood there. House choice.
_NOBODY_N: Final = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateUnits:
    """The units to read a plate with, and what was said about them."""

    length: str
    force: str
    moment: str
    findings: tuple[QualityFinding, ...] = ()


def tell_plate_units(channels: PlateChannels, *, options: ReadOptions) -> PlateUnits:
    """Settle the units of one plate."""
    findings: list[QualityFinding] = []
    force = channels.force_unit or _told_force(channels, findings)
    moment = channels.moment_unit or _told_moment(channels, force, findings)
    length = options.length_unit or channels.length_unit
    if length is None and channels.centre_raw is not None:
        length = _told_length(channels, channels.centre_raw, findings, force=force, moment=moment)
    return PlateUnits(length=length or "m", force=force, moment=moment, findings=tuple(findings))


def _told_force(channels: PlateChannels, findings: list[QualityFinding]) -> str:
    middle_n = _middle_load(channels.vertical_raw)
    if _NOBODY_N < middle_n < _LIGHTEST_N:
        findings.append(
            plate_finding(
                "units-inferred",
                channels.name,
                severity=Severity.WARNING,
                found=f"No unit of force is named, and the middle load is {middle_n:.3g}: a child "
                "in newtons, or an adult in kilograms.",
                done="It was read as newtons.",
            )
        )
    return "N"


def _middle_load(vertical_raw: FloatArray | None) -> float:
    if vertical_raw is None:
        return 0.0
    sizes = np.abs(vertical_raw[np.isfinite(vertical_raw) & (vertical_raw != 0)])
    return float(np.median(sizes)) if len(sizes) else 0.0


def arms_of(channels: PlateChannels) -> FloatArray | None:
    """Divide moments by the vertical force, (n_samples, 2), in the units of the file; x and y."""
    moment, vertical = channels.moment_raw, channels.vertical_raw
    if moment is None or vertical is None:
        return None
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        load = np.where(np.abs(vertical) > _middle_load(vertical) / 2, vertical, np.nan)
        return np.asarray(np.column_stack([-moment[:, 1], moment[:, 0]]) / load[:, None])


def _told_moment(channels: PlateChannels, force: str, findings: list[QualityFinding]) -> str:
    arms = arms_of(channels)
    if arms is None or not np.isfinite(arms).any():
        return "Nm"
    arm_m = float(np.nanmedian(np.abs(arms).max(axis=1))) / FORCE_SCALES_N[force]
    if not arm_m > _LONGEST_ARM_M:
        return "Nm"
    findings.append(
        plate_finding(
            "units-inferred",
            channels.name,
            severity=Severity.NOTE,
            found="No unit of the moments is named; in newton metres the weight would stand "
            f"{arm_m:.3g} m from the middle of the plate.",
            done="They were read as newton millimetres.",
        )
    )
    return "Nmm"


def _told_length(
    channels: PlateChannels,
    centre_raw: FloatArray,
    findings: list[QualityFinding],
    *,
    force: str,
    moment: str,
) -> str:
    by_forces = length_by_forces(channels, force=force, moment=moment)
    if by_forces is not None:
        findings.append(
            plate_finding(
                "units-inferred",
                channels.name,
                severity=Severity.NOTE,
                found="No unit of the centre of pressure is named; it fits the moments divided by "
                f"the load in {by_forces}.",
                done=f"It was read as {by_forces}.",
            )
        )
        return by_forces
    sway = sway_of(centre_raw)
    unit = min(("m", "cm", "mm"), key=lambda each: _tens_from_usual(sway, each))
    part = _tens_from_usual(sway, unit) % 1
    is_unsure = unit != "m" and _UNSURE_WITHIN_TENS[0] < part < _UNSURE_WITHIN_TENS[1]
    findings.append(
        plate_finding(
            "units-inferred",
            channels.name,
            severity=Severity.WARNING if is_unsure else Severity.NOTE,
            found=f"No unit of the centre of pressure is named; it sways over {sway:.3g}, which "
            f"is {sway * LENGTH_SCALES_MM[unit]:.3g} mm in {unit}"
            f"{', and another unit is as likely' if is_unsure else ''}.",
            done=f"It was read as {unit}. Say another with --length-unit.",
        )
    )
    return unit


def _tens_from_usual(sway: float, unit: str) -> float:
    if not sway > 0:
        return 0.0
    return abs(float(np.log10(sway * LENGTH_SCALES_MM[unit] / _USUAL_SWAY_MM)))


def sway_of(centre: FloatArray) -> float:
    """Measure the larger of the two ranges, over the middle 98 % of the samples."""
    finite = centre[np.isfinite(centre).all(axis=1)]
    if len(finite) < 2:
        return 0.0
    low, high = np.percentile(finite, [1, 99], axis=0)
    with np.errstate(over="ignore"):
        return float((high - low).max())


def length_by_forces(channels: PlateChannels, *, force: str, moment: str) -> str | None:
    """Tell the unit in which the centre of pressure is the moments over the load; None for none."""
    arms, centre = arms_of(channels), channels.centre_raw
    if arms is None or centre is None:
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        arms_mm = arms * (1000 * MOMENT_SCALES_NM[moment] / FORCE_SCALES_N[force])
    arm_mm, size = sway_of(arms_mm), sway_of(np.where(np.isfinite(arms_mm), centre, np.nan))
    if not (arm_mm > 0 and size > 0):
        return None
    for unit, scale_mm in LENGTH_SCALES_MM.items():
        if abs(size * scale_mm / arm_mm - 1) < _SAME_SIZE_SHARE:
            return unit
    return None
