"""Angles of joints in OpenSim's motion files (.mot, .sto), and in tables with such columns.

A head that ends with ``endheader`` says ``inDegrees=yes`` or ``no``; a table without one says the
unit in its names (``left_knee_flexion_deg``), or it is told from the data.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.errors import DamagedFile, MissingChannel
from restride.recording.clock import Clock
from restride.recording.clock_settling import settle_clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.quality import QualityFinding
from restride.recording.readers.landmark_arrays import noticed, refuse_no_frames
from restride.recording.readers.opensim_angles import (
    LENGTHS,
    PELVIS_HEIGHT,
    is_coordinate,
    joints_from_coordinates,
)
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.text_tables import decoded_head, first_rows
from restride.recording.readers.whole_text import read_whole_text
from restride.recording.recording import Recording, SourceFile
from restride.terms import Severity

_MOT: Final = "opensim-angles"
_CSV: Final = "joint-angles-csv"
_TIME: Final = frozenset(("time", "time_s", "t"))
#: A whole turn: no joint turns farther, so larger numbers are degrees. House choice.
_LARGEST_RAD: Final = 6.5
#: Head lines looked at before giving up.
_HEAD_LINES: Final = 200


def _recognises_mot(head: bytes, _path: Path) -> float:
    text = decoded_head(head)
    if text is None or re.search(r"^endheader\s*$", text, re.MULTILINE | re.IGNORECASE) is None:
        return 0.0
    after = re.split(r"^endheader\s*$", text, flags=re.MULTILINE | re.IGNORECASE)[1]
    names = after.strip("\r\n").split("\n", 1)[0].split()
    return 0.97 if any(is_coordinate(name) for name in names) else 0.0


def _recognises_csv(head: bytes, _path: Path) -> float:
    rows = first_rows(head, rows_count=1)
    return 0.9 if rows and sum(_is_angle(cell) for cell in rows[0]) > 0 else 0.0


def _is_angle(name: str) -> bool:
    return is_coordinate(_bare(name)) or _joint_named(name) is not None


def _bare(name: str) -> str:
    """Take the unit off the end of a name."""
    return re.sub(r"[ _]*[\[(]?(deg|degrees|rad|radians)[\])]?$", "", name.strip().lower())


def _joint_named(name: str) -> Joint | None:
    plain = re.sub(r"[^a-z]+", "-", _bare(name)).strip("-")
    return Joint(plain) if plain in set(Joint) else None


def _read_mot(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    lines = read_whole_text(path).splitlines()
    ends = [at for at, line in enumerate(lines[:_HEAD_LINES]) if line.strip().lower() == _END]
    if not ends or ends[0] + 1 >= len(lines):
        raise DamagedFile(
            f"A head that ends with a line 'endheader', and names under it, are needed, and "
            f"{path.name} has none in its first {_HEAD_LINES} lines. Export the file again."
        )
    head, names = lines[: ends[0]], lines[ends[0] + 1].split()
    rows = _rows(lines[ends[0] + 2 :], names, path, ends[0] + 3)
    stated = next((each for line in head if (each := _in_degrees(line)) is not None), None)
    return (_recording(names, rows, path=path, is_deg=stated, options=options, format_name=_MOT),)


_END: Final = "endheader"


def _in_degrees(line: str) -> bool | None:
    said = re.match(r"\s*inDegrees\s*=\s*(yes|no|true|false)", line, re.IGNORECASE)
    return None if said is None else said[1].lower() in ("yes", "true")


def _read_csv(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    lines = read_whole_text(path).splitlines()
    names = [cell.strip().strip("\"'") for cell in re.split(r"[,;\t]", lines[0])]
    rows = _rows(lines[1:], names, path, 2)
    named = " ".join(names).lower()
    stated = True if re.search(r"deg", named) else (False if re.search(r"rad\b", named) else None)
    return (_recording(names, rows, path=path, is_deg=stated, options=options, format_name=_CSV),)


def _rows(lines: list[str], names: list[str], path: Path, first_line: int) -> FloatArray:
    """Read the rows of numbers, apart by spaces, tabs, commas or semicolons."""
    rows = np.full((len(lines), len(names)), np.nan)
    count = 0
    for number, line in enumerate(lines, start=first_line):
        if not line.strip():
            continue
        cells = re.split(r"[,;\t]", line) if re.search(r"[,;\t]", line.strip()) else line.split()
        try:
            values = [float(cell) if cell.strip() else np.nan for cell in cells[: len(names)]]
        except ValueError as error:
            raise DamagedFile(
                f"Numbers are needed in the rows of {path.name}, and line {number} holds "
                f"{str(error).rpartition(':')[2].strip()[:60]}. Correct or remove that line."
            ) from None
        rows[count, : len(values)] = values
        count += 1
    return rows[:count]


def _recording(
    names: list[str],
    rows: FloatArray,
    *,
    path: Path,
    is_deg: bool | None,
    options: ReadOptions,
    format_name: str,
) -> Recording:
    refuse_no_frames(rows, path)
    name = "joint-angles"
    findings: list[QualityFinding] = []
    columns = {_bare(each): rows[:, place] for place, each in enumerate(names)}
    columns = _finite(columns, name, findings)
    columns = _in_deg(columns, is_deg=is_deg, name=name, findings=findings)
    joints = joints_from_coordinates(columns, name=name, findings=findings)
    for each, values in columns.items():
        joint = _joint_named(each)
        if joint is not None:
            joints.setdefault(joint, values)
    if not joints:
        raise MissingChannel(
            "At least one angle of a joint, such as knee_angle_r or left_knee_flexion_deg, is "
            f"needed, and {path.name} holds {', '.join(names)[:200]}. Rename the columns."
        )
    clock, kept = _clock(names, rows, name, options, findings)
    height = columns.get(PELVIS_HEIGHT)
    track = JointAngles(
        name=name,
        clock=clock,
        joints=tuple(joints),
        angles_deg=_refuse_no_number(np.stack(list(joints.values()), axis=1), name)[kept],
        pelvis_height_m=None if height is None else height[kept],
    )
    return Recording(
        name=path.stem,
        joint_angles=(track,),
        files=(SourceFile(name=path.name, format=format_name),),
        findings=tuple(findings),
    )


def _finite(
    columns: dict[str, FloatArray], name: str, findings: list[QualityFinding]
) -> dict[str, FloatArray]:
    """Take infinities as missing, and say so."""
    infinite = [np.isinf(values) for each, values in columns.items() if each not in _TIME]
    infinite_count = int(np.count_nonzero(np.any(infinite, axis=0))) if infinite else 0
    if infinite_count:
        findings.append(
            noticed(
                "infinite-values",
                name,
                severity=Severity.WARNING,
                found=f"{infinite_count} samples hold infinities.",
                done="They were taken as missing.",
            )
        )
    return {
        each: values if each in _TIME else np.where(np.isinf(values), np.nan, values)
        for each, values in columns.items()
    }


def _refuse_no_number(angles_deg: FloatArray, name: str) -> FloatArray:
    if not np.isfinite(angles_deg).any():
        raise DamagedFile(
            f"Numbers are needed, and none of the {len(angles_deg)} samples of {name} holds one. "
            "Export the file again."
        )
    return angles_deg


def _in_deg(
    columns: Mapping[str, FloatArray],
    *,
    is_deg: bool | None,
    name: str,
    findings: list[QualityFinding],
) -> dict[str, FloatArray]:
    """Bring every angle to degrees, by the data where the file is silent or contradicts them."""
    angles = {each: values for each, values in columns.items() if _is_angle(each)}
    told = _told_deg(angles)
    is_used = told or bool(is_deg)
    if is_deg is None:
        findings.append(_of_unit("units-inferred", name, "names no unit of angle", is_deg=told))
    elif is_deg != told:
        findings.append(
            _of_unit("units-contradict", name, _SAID[is_deg], is_deg=told, is_used=is_used)
        )
    scale = 1.0 if is_used else 180 / np.pi
    return {
        each: values if each in LENGTHS or each in _TIME else values * scale
        for each, values in columns.items()
    }


def _told_deg(angles: Mapping[str, FloatArray]) -> bool:
    """Tell degrees from radians by the size of the angles."""
    finite = [values[np.isfinite(values)] for values in angles.values()]
    finite = [values for values in finite if len(values)]
    return any(np.abs(values).max() > _LARGEST_RAD for values in finite)


_SAID: Final = {True: "says degrees", False: "says radians"}


def _of_unit(
    code: str, name: str, says: str, *, is_deg: bool, is_used: bool | None = None
) -> QualityFinding:
    unit = "degrees" if (is_deg if is_used is None else is_used) else "radians"
    return noticed(
        code,
        name,
        severity=Severity.NOTE if code == "units-inferred" else Severity.WARNING,
        found=f"The file {says}, and its angles "
        + ("reach beyond a whole turn in radians." if is_deg else f"stay within {_LARGEST_RAD:g}."),
        done=f"They were read as {unit}. Correct the unit in the file if it is another one.",
    )


def _clock(
    names: list[str],
    rows: FloatArray,
    name: str,
    options: ReadOptions,
    findings: list[QualityFinding],
) -> tuple[Clock, BoolArray | slice]:
    place = next((at for at, each in enumerate(names) if each.strip().lower() in _TIME), None)
    if place is None:
        if options.sampling_rate_hz is None:
            raise MissingChannel(
                f"A column 'time' or a rate is needed, and {name} has neither for its {len(rows)} "
                "samples. Give the rate with --rate-hz."
            )
        return Clock(sampling_rate_hz=options.sampling_rate_hz, samples_count=len(rows)), slice(
            None
        )
    settled = settle_clock(rows[:, place], sensor=name, nominal_rate_hz=options.sampling_rate_hz)
    findings.extend(settled.findings)
    return settled.clock, slice(None) if settled.kept is None else settled.kept


OPENSIM_ANGLES: Final = Reader(
    name=_MOT,
    title="angles of joints, OpenSim motion file",
    suffixes=frozenset((".mot", ".sto")),
    recognises=_recognises_mot,
    read=_read_mot,
)
JOINT_ANGLES_CSV: Final = Reader(
    name=_CSV,
    title="table of angles of joints",
    suffixes=frozenset((".csv", ".tsv", ".txt")),
    recognises=_recognises_csv,
    read=_read_csv,
)
