"""How far a joint bends in each repetition, beside the height that was counted on."""

from dataclasses import replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.body_track import BodyTrack
from restride.movement.even_signals import joined_sides
from restride.movement.joint_angles import BodyAngles, angles_of_body
from restride.recording.joint_angles import Joint
from restride.recording.movements import Repetition
from restride.terms import Side

#: Which joint bends where a height goes out and back.
_JOINT_OF_HEIGHT: Final = {"hips": "knee-flexion", "knee": "hip-flexion", "knees": "hip-flexion"}


def with_angles(
    repetitions: tuple[Repetition, ...], *, counted_on: str, track: BodyTrack
) -> tuple[Repetition, ...]:
    """Add the range of the joint that makes the movement, where it can be told from this view."""
    joint = _JOINT_OF_HEIGHT.get(counted_on.rsplit(" ", 1)[-1])
    if joint is None or not repetitions:
        return repetitions
    angles = angles_of_body(track)
    return tuple(
        replace(each, range_deg=_range(each, _course(angles, joint, each.side), track))
        for each in repetitions
    )


def _course(angles: BodyAngles, joint: str, side: Side | None) -> FloatArray | None:
    if side is not None:
        return angles.of(Joint(f"{side}-{joint}"))
    left, right = (angles.of(Joint(f"{each}-{joint}")) for each in Side)
    if left is None or right is None:
        return right if left is None else left
    return joined_sides(left, right)


def _range(repetition: Repetition, course_deg: FloatArray | None, track: BodyTrack) -> float | None:
    """Tell the largest angle of a repetition against its smaller end."""
    if course_deg is None:
        return None
    first, last = (
        round((at_s - track.clock.start_s) * track.clock.sampling_rate_hz)
        for at_s in (repetition.start_s, repetition.end_s)
    )
    part = course_deg[first : last + 1]
    if not np.isfinite(part).all() or not len(part):
        return None
    return float(part.max() - min(part[0], part[-1]))
