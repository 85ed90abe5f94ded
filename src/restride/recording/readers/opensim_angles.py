"""Coordinates of OpenSim models as angles of joints, positive as ``Joint`` counts them.

Pelvis and trunk are turns about the axes of the room, one after the other (tilt about the axis to
the right, list about the one forward, rotation about the one up); their lean is read from the
turned body, so that it holds whichever way the person faces.

Source: the body of Rajagopal et al. 2016 [rajagopal2016].
Differs in: knees of older models, which count flexion negative, are found from the data.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.joint_angles import Joint
from restride.recording.quality import QualityFinding
from restride.recording.readers.landmark_arrays import noticed
from restride.terms import Severity

#: Names of the coordinates without their side, and the sign that makes them ours.
_COORDINATES: Final = {
    "hip_flexion": ("hip-flexion", 1.0),
    "hip_adduction": ("hip-adduction", 1.0),
    "hip_rotation": ("hip-rotation", 1.0),
    "knee_angle": ("knee-flexion", 1.0),
    "knee_flexion": ("knee-flexion", 1.0),
    "ankle_angle": ("ankle-dorsiflexion", 1.0),
    "arm_flex": ("shoulder-flexion", 1.0),
    "arm_add": ("shoulder-abduction", -1.0),
    "elbow_flex": ("elbow-flexion", 1.0),
    "elbow_flexion": ("elbow-flexion", 1.0),
}
_PELVIS: Final = ("pelvis_tilt", "pelvis_list", "pelvis_rotation")
_TRUNK: Final = ("lumbar_extension", "lumbar_bending", "lumbar_rotation")
#: The height of the pelvis, in metres whatever the angles are in.
PELVIS_HEIGHT: Final = "pelvis_ty"
#: Coordinates that are lengths.
LENGTHS: Final = frozenset(("pelvis_tx", "pelvis_ty", "pelvis_tz"))
#: A knee bends far and hardly stretches beyond straight: a turn of this size to one side and less
#: than half of it to the other tells the sign. House choice: walking bends knees by 60 degrees.
_BENT_DEG: Final = 30.0


def joint_of(coordinate: str) -> tuple[Joint, float] | None:
    """Tell the joint of a coordinate such as ``knee_angle_r``, and the sign to count it with."""
    stem, _, side = coordinate.strip().lower().rpartition("_")
    sides = {"r": "right", "l": "left"}
    if side not in sides or stem not in _COORDINATES:
        return None
    name, sign = _COORDINATES[stem]
    return Joint(f"{sides[side]}-{name}"), sign


def is_coordinate(name: str) -> bool:
    """Tell whether a column is a coordinate that angles of joints are made from."""
    return joint_of(name) is not None or name.strip().lower() in (*_PELVIS, *_TRUNK)


def joints_from_coordinates(
    columns: Mapping[str, FloatArray], *, name: str, findings: list[QualityFinding]
) -> dict[Joint, FloatArray]:
    """Turn coordinates in degrees into angles of joints, (n_samples,) each."""
    angles: dict[Joint, FloatArray] = {}
    for coordinate, values_deg in columns.items():
        joint = joint_of(coordinate)
        if joint is not None and joint[0] not in angles:
            angles[joint[0]] = np.asarray(joint[1] * values_deg)
    _turn_knees(angles, name, findings)
    angles.update(_leans(columns))
    return angles


def _turn_knees(angles: dict[Joint, FloatArray], name: str, findings: list[QualityFinding]) -> None:
    """Count flexion positive where the model counts it negative, and say so."""
    knees = [
        joint for joint in (Joint.LEFT_KNEE_FLEXION, Joint.RIGHT_KNEE_FLEXION) if joint in angles
    ]
    if not knees:
        return
    all_deg = np.concatenate([angles[joint] for joint in knees])
    all_deg = all_deg[np.isfinite(all_deg)]
    if not len(all_deg):
        return
    low_deg, high_deg = np.percentile(all_deg, [1, 99])
    if -low_deg < _BENT_DEG or high_deg > -low_deg / 2:
        return
    for joint in knees:
        angles[joint] = -angles[joint]
    findings.append(
        noticed(
            "sign-turned",
            name,
            severity=Severity.WARNING,
            found=f"The knees of the file bend to {low_deg:.0f} degrees and stretch to "
            f"{high_deg:.0f}: flexion is counted negative.",
            done="Flexion was counted positive.",
        )
    )


def _leans(columns: Mapping[str, FloatArray]) -> dict[Joint, FloatArray]:
    """Read the lean of pelvis and trunk from their turns, in the direction the pelvis faces."""
    pelvis_deg = _turns_deg(columns, _PELVIS)
    if pelvis_deg is None:
        return {}
    pelvis = _turned(pelvis_deg)
    forward, right = _facing(pelvis)
    found = _lean_deg(pelvis, forward, right)
    angles = {Joint.PELVIS_TILT_FORWARD: found[0], Joint.PELVIS_DROP_RIGHT: found[1]}
    trunk_deg = _turns_deg(columns, _TRUNK)
    if trunk_deg is not None:
        trunk = np.einsum("nij,njk->nik", pelvis, _turned(trunk_deg))
        found = _lean_deg(trunk, forward, right)
        angles |= {Joint.TRUNK_LEAN_FORWARD: found[0], Joint.TRUNK_LEAN_RIGHT: found[1]}
    return angles


def _turns_deg(columns: Mapping[str, FloatArray], names: tuple[str, ...]) -> FloatArray | None:
    """Stack three turns, (n_samples, 3); None where the first, sagittal one is not there."""
    if names[0] not in columns:
        return None
    still = np.zeros(len(columns[names[0]]))
    return np.stack([columns.get(name, still) for name in names], axis=1)


def _turned(turns_deg: FloatArray) -> FloatArray:
    """Make the rotations of turns about z, x and y, each about the body's own axis, (n, 3, 3)."""
    about_z, about_x, about_y = np.deg2rad(turns_deg).T
    cz, sz = np.cos(about_z), np.sin(about_z)
    cx, sx = np.cos(about_x), np.sin(about_x)
    cy, sy = np.cos(about_y), np.sin(about_y)
    rows = [
        [cz * cy - sz * sx * sy, -sz * cx, cz * sy + sz * sx * cy],
        [sz * cy + cz * sx * sy, cz * cx, sz * sy - cz * sx * cy],
        [-cx * sy, sx, cx * cy],
    ]
    return np.asarray(np.moveaxis(np.array(rows), 2, 0))


def _facing(pelvis: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Tell where the pelvis faces and its right, both level (x forward, y up, z right)."""
    right = pelvis[:, :, 2] * np.array([1.0, 0.0, 1.0])
    with np.errstate(invalid="ignore", divide="ignore"):
        right = right / np.linalg.norm(right, axis=1)[:, None]
    forward = np.stack((right[:, 2], np.zeros(len(right)), -right[:, 0]), axis=1)
    return forward, right


def _lean_deg(
    body: FloatArray, forward: FloatArray, right: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Tell how far a body's own up leans forward and to the right."""
    up = body[:, :, 1]
    leans = [np.einsum("ni,ni->n", up, side) for side in (forward, right)]
    found = [np.asarray(np.rad2deg(np.arctan2(lean, up[:, 1]))) for lean in leans]
    return found[0], found[1]
