"""NumPy arrays of keypoints: (frames, points, 2 to 4), alone or in an archive.

Which point is which follows from their number (``--keypoint-layout`` says it where two layouts have
as many); a third column of 0 to 1 is the confidence in a picture, a fourth always is one.
"""

import tokenize
from math import prod
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile, MissingChannel
from restride.recording.quality import QualityFinding
from restride.recording.readers.keypoint_layouts import laid_out
from restride.recording.readers.landmark_arrays import (
    RawPoints,
    recording_from_points,
    refuse_no_frames,
    times_scale_s,
)
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.zip_arrays import list_arrays, read_arrays
from restride.recording.recording import Recording

_NPY: Final = "keypoints-npy"
_NPZ: Final = "keypoints-npz"
_MAGIC: Final = b"\x93NUMPY"
#: Names of arrays of keypoints in archives, as usual programs write them.
_NAMES: Final = (
    "keypoints",
    "keypoints_2d",
    "keypoints_3d",
    "landmarks",
    "poses",
    "pose",
    "joints",
)
_RATE_NAMES: Final = ("sampling_rate_hz", "rate_hz", "fps", "fs", "frame_rate")
_TIME_NAMES: Final = ("time_s", "times_s", "time", "timestamps", "timestamp")
_SCORE_NAMES: Final = ("visibility", "scores", "keypoint_scores", "confidence", "confidences")
#: What a broken file makes the array reader raise.
_BROKEN: Final = (
    ValueError,
    EOFError,
    OSError,
    SyntaxError,
    TypeError,
    OverflowError,
    MemoryError,
    RecursionError,
    tokenize.TokenError,
)


def _recognises_npy(head: bytes, _path: Path) -> float:
    return 0.9 if head.startswith(_MAGIC) else 0.0


def _recognises_npz(head: bytes, path: Path) -> float:
    if not head.startswith(b"PK\x03\x04") or not path.is_file():
        return 0.0
    name_bytes = int.from_bytes(head[26:28], "little")
    if not head[30 : 30 + name_bytes].endswith(b".npy"):
        return 0.0
    try:
        listed = list_arrays(path)
    except DamagedFile:
        return 0.0
    return 0.97 if any(name in listed for name in _NAMES) else 0.0


def _read_npy(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    values = _array_of(path)
    return (_recording(values, path=path, format_name=_NPY, options=options),)


def _array_of(path: Path) -> FloatArray:
    """Read the array of a file, never more than its header declares."""
    size_bytes = path.stat().st_size
    refuse_too_large(size_bytes * 4, what=f"The array {path.name}")
    try:
        with path.open("rb") as file:
            _refuse_more_than_there_is(file, size_bytes)
            file.seek(0)
            values = np.lib.format.read_array(file, allow_pickle=False, max_header_size=10_000)
    except _BROKEN as error:
        raise DamagedFile(
            f"A NumPy array (.npy) of numbers is needed, and {path.name} is damaged or holds "
            f"something else: {str(error)[:120] or type(error).__name__}. Save it again with "
            "numpy.save."
        ) from None
    if values.dtype.kind not in "iuf":
        raise DamagedFile(
            f"Numbers are needed, and {path.name} holds {values.dtype}. Save the positions alone."
        )
    # What no double holds becomes infinite, which is said.
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(values, dtype=float)


def _refuse_more_than_there_is(file: BinaryIO, size_bytes: int) -> None:
    """Refuse a header that declares more than the file holds, before it is allocated."""
    version = np.lib.format.read_magic(file)
    read = (
        np.lib.format.read_array_header_1_0
        if version == (1, 0)
        else np.lib.format.read_array_header_2_0
    )
    shape, _, dtype = read(file, max_header_size=10_000)
    declared_bytes = prod(shape) * dtype.itemsize
    if not 0 <= declared_bytes <= size_bytes:
        raise ValueError(f"it declares {declared_bytes:,} bytes and holds {size_bytes:,}")


def _read_npz(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    listed = list_arrays(path)
    wanted = [
        name for name in (*_NAMES, *_RATE_NAMES, *_TIME_NAMES, *_SCORE_NAMES) if name in listed
    ]
    arrays = read_arrays(path, {name: listed[name] for name in wanted})
    points = next((arrays[name] for name in _NAMES if name in arrays), None)
    if points is None:
        raise MissingChannel(
            f"An array named such as keypoints, (frames, points, 2 to 4), is needed, and "
            f"{path.name} holds {', '.join(listed) or 'none'}. Rename the arrays."
        )
    return (
        _recording(
            np.asarray(points, dtype=float),
            path=path,
            format_name=_NPZ,
            options=options,
            beside=arrays,
        ),
    )


def _recording(
    values: FloatArray,
    *,
    path: Path,
    format_name: str,
    options: ReadOptions,
    beside: dict[str, FloatArray] | None = None,
) -> Recording:
    values = _frames_first(values, path)
    refuse_no_frames(values, path)
    findings: list[QualityFinding] = []
    positions, seen = _split(values)
    beside = beside or {}
    scores = next((beside[name] for name in _SCORE_NAMES if name in beside), None)
    if seen is None and scores is not None and scores.shape[:2] == positions.shape[:2]:
        seen = scores.reshape(positions.shape[:2]).astype(float)
    names = laid_out(positions, options.keypoint_layout, name=path.name, findings=findings)
    rate = next((beside[name] for name in _RATE_NAMES if name in beside), None)
    points = RawPoints(
        names=names,
        positions_raw=positions,
        visibility_share=seen,
        times_s=_times_s(beside, len(values)),
        sampling_rate_hz=_rate_hz(rate),
        up_axis="-y" if len(names) == 33 else None,
        findings=tuple(findings),
    )
    return recording_from_points(points, path=path, format_name=format_name, options=options)


def _frames_first(values: FloatArray, path: Path) -> FloatArray:
    """Bring the array to (frames, points, 2 to 4)."""
    if values.ndim == 4 and 1 in values.shape[:2]:
        values = values[:, 0] if values.shape[1] == 1 else values[0]
    if values.ndim == 3 and 2 <= values.shape[2] <= 4:
        return values
    raise DamagedFile(
        f"Keypoints as (frames, points, 2 to 4) are needed, and {path.name} has the shape "
        f"{values.shape}. Save one person as frames, points, and x, y(, z)(, confidence)."
    )


def _split(values: FloatArray) -> tuple[FloatArray, FloatArray | None]:
    """Part positions from what the estimator trusts them."""
    if values.shape[2] == 4:
        return values[:, :, :3], values[:, :, 3]
    if values.shape[2] == 3 and _is_confidence(values):
        return values[:, :, :2], values[:, :, 2]
    return values, None


def _is_confidence(values: FloatArray) -> bool:
    """Tell a third column of confidence in a picture from a depth in space.

    Confidence lies in 0 to 1; the points beside it then lie in the unit square of the picture, or
    are counted in picture elements.
    """
    third = values[:, :, 2][np.isfinite(values[:, :, 2])]
    flat = values[:, :, :2][np.isfinite(values[:, :, :2])]
    if not len(third) or not len(flat) or third.min() < 0 or third.max() > 1.0001:
        return False
    is_in_square = np.mean((flat >= -0.1) & (flat <= 1.1)) >= 0.95
    return bool(is_in_square or np.ptp(flat) > 10)


def _rate_hz(rate: FloatArray | None) -> float | None:
    if rate is None or rate.size != 1:
        return None
    rate_hz = float(rate.ravel()[0])
    return rate_hz if 0.1 < rate_hz < 10_000 else None


def _times_s(beside: dict[str, FloatArray], frames_count: int) -> FloatArray | None:
    times = next((beside[name] for name in _TIME_NAMES if name in beside), None)
    if times is None or times.size != frames_count:
        return None
    times_raw = np.asarray(times.ravel(), dtype=float)
    return np.asarray(times_raw * times_scale_s(times_raw))


KEYPOINTS_NPY: Final = Reader(
    name=_NPY,
    title="NumPy array of keypoints",
    suffixes=frozenset((".npy",)),
    recognises=_recognises_npy,
    read=_read_npy,
)
KEYPOINTS_NPZ: Final = Reader(
    name=_NPZ,
    title="NumPy archive of keypoints",
    suffixes=frozenset((".npz",)),
    recognises=_recognises_npz,
    read=_read_npz,
)
