"""Which way is up, and how long is a metre: axes and lengths of points, told from the body.

In a picture rows count downwards; in space no two programs agree. The head stands over the feet.
"""

from typing import TYPE_CHECKING, Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.errors import DamagedFile, MissingChannel, OptionError
from restride.recording.landmarks import Landmark
from restride.recording.quality import QualityFinding
from restride.recording.readers.landmark_arrays import RawPoints, RawUnit, noticed
from restride.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD: Final = frozenset(
    Landmark(name)
    for name in (
        *("nose", "left-eye", "right-eye", "left-ear", "right-ear"),
        *("neck", "c7", "left-shoulder", "right-shoulder"),
    )
)
_FEET: Final = frozenset(
    Landmark(name)
    for name in (
        *("left-ankle", "right-ankle", "left-heel", "right-heel"),
        *("left-toe", "right-toe"),
    )
)
_HIPS: Final = frozenset((Landmark.LEFT_HIP, Landmark.RIGHT_HIP, Landmark.PELVIS))
_KNEES: Final = frozenset((Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE))
#: Metres from the feet to the head or the hips that a person can have, seated or standing.
_BODY_M: Final = (0.35, 2.3)
_METRES_IN: Final[dict[RawUnit, float]] = {"m": 1.0, "cm": 0.01, "mm": 0.001}
#: Points of which so many lie in the unit square are parts of the picture; estimators guess some
#: outside it. House choice.
_IN_SQUARE_SHARE: Final = 0.9
_SQUARE: Final = (-0.1, 1.1)
#: Points of a body in picture elements are spread by more than this. House choice.
_LEAST_SPREAD_PX: Final = 5.0
#: Hips nearer to zero than this throughout are the origin: metres from the middle of the hips.
_AT_HIPS_M: Final = 0.02
#: Of the distance from feet to head at least this lies along the axis that is up. House choice:
#: 37 degrees of lean.
_UPRIGHT_SHARE: Final = 0.8
#: More points than this share outside the picture that was given contradict it.
_OUTSIDE_SHARE: Final = 0.2
#: How each axis that may point up is turned to level, level, up; always right-handed.
_TURNS: Final = {
    "x": ((1, 1), (2, 1), (0, 1)),
    "-x": ((1, -1), (2, 1), (0, -1)),
    "y": ((0, 1), (2, -1), (1, 1)),
    "-y": ((0, 1), (2, 1), (1, -1)),
    "z": ((0, 1), (1, 1), (2, 1)),
    "-z": ((0, 1), (1, -1), (2, -1)),
}


def is_picture(points: RawPoints, landmarks: "Sequence[Landmark]") -> bool:
    """Tell points in a picture from points in space."""
    if points.positions_raw.shape[2] == 2 or points.unit in ("picture-share", "px"):
        return True
    if points.unit is not None or _is_about_hips(points, landmarks):
        return False
    return points.up_axis == "-y" or _is_down_in_square(points.positions_raw, landmarks)


def _is_down_in_square(positions: FloatArray, landmarks: "Sequence[Landmark]") -> bool:
    """Tell whether a body hangs head up in the unit square with y counted down: a picture's."""
    body = _middle(positions, landmarks, _HEAD | _HIPS) - _lowest_known(positions, landmarks)
    body = body[np.isfinite(body).all(axis=1)]
    if not len(body) or not _is_in_square(positions[:, :, :2]):
        return False
    along = np.median(body, axis=0)
    return bool(along[1] < 0 and int(np.argmax(np.abs(along[:2]))) == 1)


def _is_about_hips(points: RawPoints, landmarks: "Sequence[Landmark]") -> bool:
    """Tell whether the middle of the hips is the origin, as of MediaPipe's world landmarks."""
    hips = _middle(points.positions_raw, landmarks, _HIPS - {Landmark.PELVIS})
    seen = hips[np.isfinite(hips).all(axis=1)]
    return len(seen) > 0 and bool(np.abs(np.median(np.abs(seen[:, :2]), axis=0)).max() < _AT_HIPS_M)


def in_picture(
    points: RawPoints,
    landmarks: "Sequence[Landmark]",
    *,
    name: str,
    size_px: tuple[float, float] | None,
    findings: list[QualityFinding],
) -> FloatArray:
    """Turn points in a picture so that they count to the right and up, in picture elements.

    Raises
    ------
    MissingChannel
        Points in parts of a picture whose size nobody says.
    OptionError
        Where the stated size does not fit.
    """
    flat = points.positions_raw[:, :, :2]
    if points.unit == "picture-share" or (points.unit is None and _is_in_square(flat)):
        if size_px is None:
            raise MissingChannel(
                f"The size of the picture is needed: {name} counts in parts of it, 0 to 1, and "
                "without its width and height every angle would be wrong. Give it with "
                "--picture-size-px, such as 1920x1080."
            )
        flat = flat * np.array(size_px)
    _refuse_other_size(flat, size_px, name)
    head_y = _middle(flat, landmarks, _HEAD)[:, 1]
    feet_y = _lowest_known(flat, landmarks)[:, 1]
    difference = (feet_y - head_y)[np.isfinite(feet_y - head_y)]
    if len(difference) and np.median(difference) < 0:
        findings.append(
            noticed(
                "upside-down",
                name,
                severity=Severity.WARNING,
                found="Counted downwards, as pictures are, the head would be under the feet.",
                done="The rows were taken as counted upwards. If the video itself stands on its "
                "head, turn it: left and right are exchanged.",
            )
        )
        return np.asarray(flat)
    height_px = 0.0 if size_px is None else size_px[1]
    return np.asarray(np.stack((flat[:, :, 0], height_px - flat[:, :, 1]), axis=2))


def _is_in_square(flat: FloatArray) -> bool:
    seen = flat[np.isfinite(flat)]
    spread = float(np.ptp(seen))
    is_in = np.mean((seen >= _SQUARE[0]) & (seen <= _SQUARE[1]))
    return bool(is_in >= _IN_SQUARE_SHARE) or spread < _LEAST_SPREAD_PX


def _refuse_other_size(flat: FloatArray, size_px: tuple[float, float] | None, name: str) -> None:
    if size_px is None:
        return
    seen = flat[np.isfinite(flat).all(axis=2)]
    outside = np.mean(((seen < -0.5 * np.array(size_px)) | (seen > 1.5 * np.array(size_px))).any(1))
    if outside > _OUTSIDE_SHARE:
        raise OptionError(
            f"The picture was given as {size_px[0]:g}x{size_px[1]:g}, and {outside:.0%} of the "
            f"points of {name} lie far outside it, up to {np.abs(seen).max():.0f}. Give the size "
            "of the video that the points were found in."
        )


def in_space(
    points: RawPoints,
    landmarks: "Sequence[Landmark]",
    *,
    name: str,
    findings: list[QualityFinding],
) -> FloatArray:
    """Turn points in space to two level axes and up, in metres, by the body where nobody says.

    Raises
    ------
    DamagedFile
        Where the points are no body in any unit.
    """
    raw = points.positions_raw
    along = _middle(raw, landmarks, _HEAD | _HIPS) - _lowest_known(raw, landmarks)
    along = along[np.isfinite(along).all(axis=1)]
    body = np.median(along, axis=0) if len(along) else np.zeros(3)
    metres = _metres_in(points.unit, float(np.linalg.norm(body)), name, findings)
    up = _up_axis(points.up_axis, body, name, findings)
    turned = np.stack([raw[:, :, axis] * sign for axis, sign in _TURNS[up]], axis=2)
    return np.asarray(turned * metres)


def _metres_in(
    stated: RawUnit | None, body_raw: float, name: str, findings: list[QualityFinding]
) -> float:
    low, high = _BODY_M
    fits = [unit for unit, metres in _METRES_IN.items() if low <= body_raw * metres <= high]
    if stated in fits or (stated is not None and body_raw == 0):
        return _METRES_IN[stated]
    if not fits:
        raise DamagedFile(
            f"The body is {low:g} to {high:g} m long from the feet up, and that of {name} is "
            f"{body_raw:.4g} {stated or 'in the unit of the file'}. Check the unit and the names "
            "of the points."
        )
    told = fits[0]
    findings.append(
        noticed(
            "units-contradict" if stated else "units-inferred",
            name,
            severity=Severity.WARNING if stated else Severity.NOTE,
            found=f"From the feet up the body is {body_raw:.4g} long, and the file "
            + (f"says {stated}." if stated else "names no unit."),
            done=f"It was read as {told}.",
        )
    )
    return _METRES_IN[told]


def _up_axis(
    stated: str | None, body: FloatArray, name: str, findings: list[QualityFinding]
) -> str:
    length = float(np.linalg.norm(body))
    if length == 0:
        return stated or "y"
    axis = int(np.argmax(np.abs(body)))
    found = ("-" if body[axis] < 0 else "") + "xyz"[axis]
    is_upright = abs(body[axis]) >= _UPRIGHT_SHARE * length
    if stated == found or (stated is not None and not is_upright):
        return stated
    what = "the format does not say which axis points up" if stated is None else f"not {stated}"
    findings.append(
        noticed(
            "up-found",
            name,
            severity=Severity.NOTE if is_upright and stated is None else Severity.WARNING,
            found=f"The head stands over the feet along {found} "
            f"({abs(body[axis]) / length:.0%} of the body's length); {what}.",
            done=f"{found} was taken as up.",
        )
    )
    return found


def _lowest_known(positions: FloatArray, landmarks: "Sequence[Landmark]") -> FloatArray:
    """Follow the feet; the knees, else the hips, where there are none."""
    for group in (_FEET, _KNEES, _HIPS):
        if group & set(landmarks):
            return _middle(positions, landmarks, group)
    return np.full((len(positions), positions.shape[2]), np.nan)


def _middle(
    positions: FloatArray, landmarks: "Sequence[Landmark]", group: frozenset[Landmark]
) -> FloatArray:
    """Follow the middle of those points of a group that are seen; NaN where none is."""
    places = [place for place, landmark in enumerate(landmarks) if landmark in group]
    chosen = positions[:, places]
    is_seen: BoolArray = np.asarray(np.isfinite(chosen).all(axis=2))
    total = np.where(is_seen[:, :, None], chosen, 0.0).sum(axis=1)
    count = is_seen.sum(axis=1)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(count > 0, total / count, np.nan))
