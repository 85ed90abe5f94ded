"""From the numbers of a file to plates in newtons and millimetres, forward and right."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.clock import Clock
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.plate_channels import PlateChannels, plate_finding
from restride.recording.readers.plate_forces import compare_with_forces, depth_beside
from restride.recording.readers.plate_notes import (
    FORCE_SCALES_N,
    LENGTH_SCALES_MM,
    MOMENT_SCALES_NM,
    PlateAxes,
)
from restride.recording.readers.plate_units import PlateUnits, tell_plate_units
from restride.recording.recording import Recording, SourceFile
from restride.signal.centre_of_pressure import centre_of_pressure, is_loaded
from restride.terms import Severity
from restride.units import STANDARD_GRAVITY_MPS2

#: Where nobody says where x and y point: as stabilometry draws them [scoppa2013].
USUAL_AXES: Final[PlateAxes] = ("right", "forward")
#: Two depths that differ by less are one. House choice.
_DEPTH_AGREES_MM: Final = 10.0
#: A centre of pressure farther out than this part of half the plate stands beside it. House choice.
_BESIDE_PLATE_SHARE: Final = 1.05


def assemble_plates(
    channels: Sequence[PlateChannels],
    *,
    clock: Clock,
    path: Path,
    format_name: str,
    options: ReadOptions,
    findings: Sequence[QualityFinding] = (),
    started_at: str | None = None,
) -> Recording:
    """Assemble the plates of one file to its recording.

    Raises
    ------
    DamagedFile
        Where the file has no sample.
    """
    if not clock.samples_count:
        raise DamagedFile(
            f"Samples are needed, and {path.name} has a header and no sample. "
            "Export the recording again."
        )
    noticed = list(findings)
    plates = []
    for each in channels:
        plate, of_plate = assemble_plate(each, clock=clock, options=options)
        plates.append(plate)
        noticed.extend(of_plate)
    return Recording(
        name=path.stem,
        plates=tuple(plates),
        files=(SourceFile(name=path.name, format=format_name),),
        started_at=started_at,
        findings=_told_once(noticed),
    )


def _told_once(findings: Sequence[QualityFinding]) -> tuple[QualityFinding, ...]:
    """Tell what holds for several plates alike once, for all of them."""
    told: dict[tuple[str, str, str], QualityFinding] = {}
    for each in findings:
        key = (each.code, each.found, each.done)
        told[key] = replace(each, sensor=None) if key in told else each
    return tuple(told.values())


def assemble_plate(
    channels: PlateChannels, *, clock: Clock, options: ReadOptions
) -> tuple[Plate, tuple[QualityFinding, ...]]:
    """Bring one plate to newtons and millimetres, forward and right, saying what was told."""
    units = tell_plate_units(channels, options=options)
    findings = list(units.findings)
    axes = _axes(channels, options, findings)
    vertical_n, horizontal_n = _forces_n(channels, units, axes)
    made_mm = _from_forces_mm(channels, units, axes)
    centre_mm = _centre_mm(channels, units, findings, vertical_n=vertical_n, made_mm=made_mm)
    centre_mm = _unloaded_out(centre_mm, vertical_n, options)
    return (
        Plate(
            name=channels.name,
            clock=clock,
            centre_of_pressure_mm=turned(centre_mm, axes),
            vertical_force_n=vertical_n,
            horizontal_force_n=None if horizontal_n is None else turned(horizontal_n, axes),
            side=channels.side,
        ),
        tuple(findings),
    )


def turned(vectors: FloatArray, axes: PlateAxes) -> FloatArray:
    """Bring x and y to forward and right, (n_samples, 2); numbers change at most their sign."""
    forward = 0 if axes[0] in ("forward", "backward") else 1
    right = 1 - forward
    columns = [
        vectors[:, forward] if axes[forward] == "forward" else -vectors[:, forward],
        vectors[:, right] if axes[right] == "right" else -vectors[:, right],
    ]
    return np.column_stack(columns)


def _points_up(channels: PlateChannels, axes: PlateAxes) -> bool:
    """Tell whether the third axis of the plate points up, in a right-handed frame."""
    if channels.points_up is not None:
        return channels.points_up
    if channels.frame is not None:
        return bool(channels.frame.axes_ratio[2, 2] > 0)
    turns = (axes[0] in ("forward", "left")) == (axes[1] in ("forward", "left"))
    return turns == (axes[0] in ("forward", "backward"))


def _forces_n(
    channels: PlateChannels, units: PlateUnits, axes: PlateAxes
) -> tuple[FloatArray | None, FloatArray | None]:
    """Bring forces to newtons of the ground on the person: the vertical one positive."""
    vertical, horizontal = channels.vertical_raw, channels.horizontal_raw
    if vertical is None:
        return None, None
    scale = FORCE_SCALES_N[units.force] * _sign_of_load(vertical)
    with np.errstate(over="ignore", invalid="ignore"):
        vertical_n = vertical * scale
        if horizontal is None:
            return vertical_n, None
        # A load along an axis that points down is the person's on the plate, not the plate's.
        level_n = horizontal * (scale if _points_up(channels, axes) else -scale)
        return vertical_n, _level_in_laboratory(level_n, channels)


def _level_in_laboratory(level: FloatArray, channels: PlateChannels) -> FloatArray:
    if channels.frame is None:
        return level
    return np.asarray(level @ channels.frame.axes_ratio[:2, :2])


def _sign_of_load(vertical: FloatArray) -> float:
    """Tell whether a file counts a load as positive: larger sizes are load, not noise."""
    finite = vertical[np.isfinite(vertical)]
    if not len(finite):
        return 1.0
    low, high = np.percentile(finite, [2, 98])
    return -1.0 if -low > high else 1.0


def _centre_mm(
    channels: PlateChannels,
    units: PlateUnits,
    findings: list[QualityFinding],
    *,
    vertical_n: FloatArray | None,
    made_mm: FloatArray | None,
) -> FloatArray:
    """Take the written centre of pressure, held against the forces; else make it of them."""
    if channels.centre_raw is None:
        if made_mm is None:
            return np.full((channels.samples_count, 2), np.nan)
        return _in_laboratory(made_mm, channels)
    with np.errstate(over="ignore", invalid="ignore"):
        written_mm = channels.centre_raw * LENGTH_SCALES_MM[units.length]
    if made_mm is not None and vertical_n is not None and channels.frame is None:
        stood = is_loaded(vertical_n)[:, None]
        seen_mm = np.where(stood, written_mm, np.nan)
        findings.extend(_held_against(channels, seen_mm, made_mm))
    findings.extend(_beside_plate(channels, written_mm))
    return np.asarray(written_mm)


def _held_against(
    channels: PlateChannels, written_mm: FloatArray, made_mm: FloatArray
) -> tuple[QualityFinding, ...]:
    stated_mm = channels.sensor_depth_mm
    left_mm = depth_beside(channels, written_mm=written_mm, from_forces_mm=made_mm)
    if left_mm is None:
        return compare_with_forces(channels, written_mm=written_mm, from_forces_mm=made_mm)
    if stated_mm is None or abs(left_mm) < _DEPTH_AGREES_MM:
        return ()
    found = (
        f"The sensors are said to lie {abs(stated_mm):g} mm below the surface, and the written "
        f"centre of pressure fits a depth that is {abs(left_mm):.0f} mm off that."
    )
    done = "Nothing: the written centre of pressure was used. Check the depth and its sign."
    return (
        plate_finding(
            "depth-contradicts",
            channels.name,
            severity=Severity.WARNING,
            found=found,
            done=done,
        ),
    )


def _from_forces_mm(
    channels: PlateChannels, units: PlateUnits, axes: PlateAxes
) -> FloatArray | None:
    vertical, moment = channels.vertical_raw, channels.moment_raw
    if vertical is None or moment is None:
        return None
    level = channels.horizontal_raw
    level = np.zeros((len(vertical), 2)) if level is None else level
    origin_mm = None if channels.frame is None else channels.frame.sensor_origin_mm
    if origin_mm is None and channels.sensor_depth_mm is not None:
        below = -1.0 if _points_up(channels, axes) else 1.0
        origin_mm = np.array([0.0, 0.0, below * abs(channels.sensor_depth_mm)])
    with np.errstate(over="ignore", invalid="ignore"):
        return centre_of_pressure(
            np.column_stack([level, vertical]) * FORCE_SCALES_N[units.force],
            moment * MOMENT_SCALES_NM[units.moment],
            sensor_origin_mm=origin_mm,
        )


def _in_laboratory(made_mm: FloatArray, channels: PlateChannels) -> FloatArray:
    """Bring a centre of pressure from the plate's own axes to the laboratory's."""
    if channels.frame is None:
        return made_mm
    return np.asarray(channels.frame.centre_mm[:2] + _level_in_laboratory(made_mm, channels))


def _unloaded_out(
    centre_mm: FloatArray, vertical_n: FloatArray | None, options: ReadOptions
) -> FloatArray:
    """Mark samples where nobody stands on the plate; without a copy where somebody always does."""
    if vertical_n is None:
        return centre_mm
    mass_kg = None if options.person is None else options.person.body_mass_kg
    weight_n = None if mass_kg is None else mass_kg * STANDARD_GRAVITY_MPS2
    stood = is_loaded(vertical_n, body_weight_n=weight_n)
    return centre_mm if stood.all() else np.where(stood[:, None], centre_mm, np.nan)


def _axes(
    channels: PlateChannels, options: ReadOptions, findings: list[QualityFinding]
) -> PlateAxes:
    stated = options.plate_axes or channels.axes
    if not channels.has_directions:
        return stated or USUAL_AXES
    if options.plate_axes is None and (stated is None or channels.axes_doubt):
        used = stated or USUAL_AXES
        doubt = channels.axes_doubt or "Nobody says where x and y of the plate point."
        findings.append(
            plate_finding(
                "axes-assumed",
                channels.name,
                severity=Severity.NOTE,
                found=doubt,
                done=f"x was taken to point {used[0]} and y {used[1]}. Say otherwise with "
                "--plate-axes.",
            )
        )
    return stated or USUAL_AXES


def _beside_plate(channels: PlateChannels, written_mm: FloatArray) -> tuple[QualityFinding, ...]:
    if channels.size_mm is None:
        return ()
    half_mm = np.array(channels.size_mm) / 2 * _BESIDE_PLATE_SHARE
    with np.errstate(invalid="ignore"):
        beside = (np.abs(written_mm) > half_mm).any(axis=1)
    beside_count = int(np.count_nonzero(beside))
    if not beside_count:
        return ()
    found = (
        f"The centre of pressure lies beside the plate of {channels.size_mm[0]:.0f} by "
        f"{channels.size_mm[1]:.0f} mm in {beside_count} of {len(written_mm)} samples."
    )
    done = "Nothing. Check the unit of the centre of pressure and of the size of the plate."
    return (
        plate_finding(
            "units-contradict", channels.name, severity=Severity.SERIOUS, found=found, done=done
        ),
    )
