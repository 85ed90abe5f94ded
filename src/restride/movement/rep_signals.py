"""Signals on which repetitions can be counted: heights of landmarks, or angles of joints.

Heights are chosen over angles for landmarks: a height does not change with the side from which the
person is seen, nor in a mirror, and the joint that is judged need not be the one that is counted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.body_track import BodyScale, BodyTrack
from restride.movement.even_signals import EvenClock, even_clock, joined_sides, smoothed_pieces
from restride.movement.settings import RepetitionSettings, SeenSettings
from restride.recording.joint_angles import Joint, JointAngles
from restride.signal.tracks import resampled
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RepSignal:
    """One signal that may go out and back again and again."""

    #: In words: "height of the hips".
    counted_on: str
    #: (n_samples,) on an even clock; NaN where it is not known.
    values: FloatArray
    clock: EvenClock
    #: Smaller movements are no repetitions; in the unit of the signal.
    smallest: float
    #: Whether rest is the high end, where the recording does not begin or end in a rest.
    rests_high: bool = False
    side: Side | None = None
    #: Degrees, or metres for one unit; None where nobody knows.
    is_angle: bool = False
    metres_factor: float | None = None


#: Below this height of a picture or of a body nothing is told from it.
_NOTHING: Final = 1e-9


def signals_of_body(
    track: BodyTrack, *, scale: BodyScale, settings: RepetitionSettings
) -> tuple[RepSignal, ...]:
    """Give every height that may be counted on, the whole body first, then limbs."""
    if scale.length is None or scale.length < _NOTHING:
        return ()
    hips = above_ground(track.height("hip"), track.height("ankle"))
    signals = [
        _height("height of the hips", hips, track, scale, settings.least_hips_share),
        *_limbs(track, scale, settings),
        _height(
            "height of the heels",
            above_ground(track.height("heel"), track.height("toe")),
            track,
            scale,
            settings.least_heels_share,
        ),
    ]
    return tuple(each for each in signals if np.isfinite(each.values).sum() > 2)


def _limbs(
    track: BodyTrack, scale: BodyScale, settings: RepetitionSettings
) -> tuple[RepSignal, ...]:
    found: list[RepSignal] = []
    for part, above, word in (("wrist", "shoulder", "hand"), ("knee", "hip", "knee")):
        ground = track.height(above)
        left, right = (track.height(part, side=side) - ground for side in (Side.LEFT, Side.RIGHT))
        for values, side in _sides(left, right, settings.together_likeness):
            name = f"height of the {side} {word}" if side else f"height of both {word}s"
            signal = _height(name, values, track, scale, settings.least_limb_share, side=side)
            found.append(signal)
    return tuple(found)


def _height(
    name: str,
    values: FloatArray,
    track: BodyTrack,
    scale: BodyScale,
    least_share: float,
    *,
    side: Side | None = None,
) -> RepSignal:
    return RepSignal(
        counted_on=name,
        values=values,
        clock=track.clock,
        smallest=least_share * (scale.length or 0.0),
        rests_high=name.endswith("hips"),
        side=side,
        metres_factor=scale.metres_factor,
    )


def above_ground(values: FloatArray, ground: FloatArray) -> FloatArray:
    """Tell the height above another point that is mostly seen; otherwise the height as it is."""
    known = np.isfinite(values)
    if np.isfinite(ground[known]).sum() >= 0.9 * known.sum():
        return np.asarray(values - ground)
    return values


def _sides(
    left: FloatArray, right: FloatArray, likeness: float
) -> tuple[tuple[FloatArray, Side | None], ...]:
    """Take both sides as one where they move together, else each for itself."""
    both = np.isfinite(left) & np.isfinite(right)
    if both.sum() < 0.1 * max(1, np.isfinite(left).sum(), np.isfinite(right).sum()):
        return ((left, Side.LEFT), (right, Side.RIGHT))
    spread = min(left[both].std(), right[both].std())
    if spread > _NOTHING and np.corrcoef(left[both], right[both])[0, 1] >= likeness:
        return ((joined_sides(left, right), None),)
    return ((left, Side.LEFT), (right, Side.RIGHT))


#: Joints of both sides that may be counted on.
_JOINTS: Final = (
    "knee-flexion",
    "hip-flexion",
    "hip-adduction",
    "shoulder-flexion",
    "shoulder-abduction",
    "elbow-flexion",
    "ankle-dorsiflexion",
)
#: The least change of the pelvis where only its height in metres is known. House choice: about
#: ``least_hips_share`` of a body of 1.35 m from shoulder to ankle.
_LEAST_PELVIS_M: Final = 0.09


def signals_of_angles(
    angles: JointAngles, *, settings: RepetitionSettings
) -> tuple[RepSignal, ...]:
    """Give the height of the pelvis and every angle that may be counted on."""
    clock, course = angles_on_clock(angles, settings=settings.seen)
    found: list[RepSignal] = []
    if angles.pelvis_height_m is not None:
        found.append(
            RepSignal(
                counted_on="height of the pelvis",
                values=course(angles.pelvis_height_m),
                clock=clock,
                smallest=_LEAST_PELVIS_M,
                rests_high=True,
                metres_factor=1.0,
            )
        )
    for name, values, side in _angles_by_side(angles, likeness=settings.together_likeness):
        found.append(
            RepSignal(
                counted_on=name,
                values=course(values),
                clock=clock,
                smallest=settings.least_angle_deg,
                side=side,
                is_angle=True,
            )
        )
    return tuple(each for each in found if np.isfinite(each.values).sum() > 2)


def _angles_by_side(
    angles: JointAngles, *, likeness: float
) -> Iterator[tuple[str, FloatArray, Side | None]]:
    for joint in _JOINTS:
        left, right = (
            column_of(angles, Joint(f"{side}-{joint}")) for side in (Side.LEFT, Side.RIGHT)
        )
        where, _, what = joint.partition("-")
        for values, side in _sides(left, right, likeness):
            yield (
                (f"{what} of the {side} {where}" if side else f"{what} of both {where}s"),
                values,
                side,
            )
    yield "lean of the trunk", column_of(angles, Joint.TRUNK_LEAN_FORWARD), None


def column_of(angles: JointAngles, joint: Joint) -> FloatArray:
    """Follow one joint, (n_samples,); all NaN where it is not among them."""
    column = angles.of(joint)
    return np.full(angles.clock.samples_count, np.nan) if column is None else column


def angles_on_clock(
    angles: JointAngles, *, settings: SeenSettings
) -> tuple[EvenClock, Callable[[FloatArray], FloatArray]]:
    """Lay an even clock, and give what brings a column of the angles to it, smoothed."""
    clock = even_clock(angles.clock.times_s, sampling_rate_hz=settings.even_rate_hz)

    def course(values: FloatArray) -> FloatArray:
        drawn = resampled(
            values,
            times_s=angles.clock.times_s,
            new_times_s=clock.times_s,
            longest_gap_s=max(settings.longest_gap_s, 1.5 / angles.clock.sampling_rate_hz),
        )
        return smoothed_pieces(
            drawn, bell_s=settings.bell_s, sampling_rate_hz=clock.sampling_rate_hz
        )

    return clock, course
