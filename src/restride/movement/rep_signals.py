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
from restride.movement.even_signals import (
    EvenClock,
    even_clock,
    joined_sides,
    point_speed,
    slope_pieces,
    smoothed_pieces,
)
from restride.movement.settings import RepetitionSettings, SeenSettings
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.landmarks import Landmark
from restride.signal.smoothing import bell_smoothed
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
    #: (n_samples,), how fast what moves goes, in any unit; tells where a movement begins and ends.
    moves: FloatArray
    #: Of the usual movement: smaller ones are not regular.
    regular_share: float = 0.5
    #: Within this part of the furthest point the movement is held.
    hold_share: float = 0.10
    #: Whether rest is the high end, where the recording does not begin or end in a rest.
    rests_high: bool = False
    side: Side | None = None
    #: Degrees, or metres for one unit; None where nobody knows.
    is_angle: bool = False
    metres_factor: float | None = None


#: A point that is seen in this part of the samples is mostly seen. House choice.
_MOSTLY_SHARE: Final = 0.5
#: Below this height of a picture or of a body nothing is told from it.
_NOTHING: Final = 1e-9


def signals_of_body(
    track: BodyTrack, *, scale: BodyScale, settings: RepetitionSettings
) -> tuple[RepSignal, ...]:
    """Give every height that may be counted on, the whole body first, then limbs."""
    if scale.length is None or scale.length < _NOTHING:
        return ()
    heels = above_ground(track.height("heel"), track.height("toe"), clock=track.clock)
    signals = [
        _hips(track, scale, settings),
        *_limbs(track, scale, settings),
        RepSignal(
            counted_on="height of the heels",
            values=heels,
            clock=track.clock,
            smallest=settings.least_heels_share * scale.length,
            moves=_speed(track, settings, track.middle("heel")),
            metres_factor=scale.metres_factor,
        ),
    ]
    return tuple(each for each in signals if np.isfinite(each.values).sum() > 2)


def _hips(track: BodyTrack, scale: BodyScale, settings: RepetitionSettings) -> RepSignal:
    """Follow the height of the hips; shoulders tell when the body begins and ends to move."""
    shoulders = track.middle("shoulder")
    seen = np.isfinite(shoulders).any()
    return RepSignal(
        counted_on="height of the hips",
        values=above_ground(track.height("hip"), track.height("ankle"), clock=track.clock),
        clock=track.clock,
        smallest=settings.least_hips_share * (scale.length or 0.0),
        moves=_speed(track, settings, shoulders if seen else track.middle("hip")),
        regular_share=settings.regular_hips_share,
        hold_share=settings.hold_hips_share,
        rests_high=True,
        metres_factor=scale.metres_factor,
    )


def _speed(track: BodyTrack, settings: RepetitionSettings, positions: FloatArray) -> FloatArray:
    return point_speed(
        positions, bell_s=settings.edge_bell_s, sampling_rate_hz=track.clock.sampling_rate_hz
    )


def _limbs(track: BodyTrack, scale: BodyScale, settings: RepetitionSettings) -> Iterator[RepSignal]:
    for part, above, word in (("wrist", "shoulder", "hand"), ("knee", "hip", "knee")):
        ground = track.height(above)
        left, right = (track.height(part, side=side) - ground for side in (Side.LEFT, Side.RIGHT))
        for values, side in _sides(left, right, settings.together_likeness):
            points = track.middle(part) if side is None else track.of(Landmark(f"{side}-{part}"))
            yield RepSignal(
                counted_on=f"height of the {side} {word}" if side else f"height of both {word}s",
                values=values,
                clock=track.clock,
                smallest=settings.least_limb_share * (scale.length or 0.0),
                moves=_speed(track, settings, points),
                side=side,
                metres_factor=scale.metres_factor,
            )


#: Feet stand: their height changes no faster than a camera that pans, or a person who steps. House
#: choice: docs/decisions/0074.
_GROUND_BELL_S: Final = 1.0


def above_ground(values: FloatArray, ground: FloatArray, *, clock: EvenClock) -> FloatArray:
    """Tell the height above another point, whose slow course is the ground.

    Where that point is mostly unseen, the height as it is.
    """
    known = np.isfinite(values)
    seen = np.isfinite(ground)
    if not seen.any() or seen[known].sum() < _MOSTLY_SHARE * known.sum():
        return values
    places = np.arange(len(ground))
    level = bell_smoothed(
        np.interp(places, places[seen], ground[seen]),
        width_s=_GROUND_BELL_S,
        sampling_rate_hz=clock.sampling_rate_hz,
    )
    return np.asarray(values - level)


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


def signals_of_angles(
    angles: JointAngles, *, settings: RepetitionSettings
) -> tuple[RepSignal, ...]:
    """Give the height of the pelvis and every angle that may be counted on."""
    clock, course = angles_on_clock(angles, settings=settings.seen)
    found: list[RepSignal] = []
    bell = {"bell_s": settings.edge_bell_s, "sampling_rate_hz": clock.sampling_rate_hz}
    if angles.pelvis_height_m is not None:
        height = course(angles.pelvis_height_m)
        knees = joined_sides(
            *(course(column_of(angles, Joint(f"{side}-knee-flexion"))) for side in Side)
        )
        seen = np.isfinite(knees).any()
        found.append(
            RepSignal(
                counted_on="height of the pelvis",
                values=height,
                clock=clock,
                smallest=settings.least_pelvis_m,
                moves=np.abs(slope_pieces(knees if seen else height, **bell)),
                regular_share=settings.regular_hips_share,
                hold_share=settings.hold_hips_share,
                rests_high=True,
                metres_factor=1.0,
            )
        )
    for name, values, side in _angles_by_side(angles, likeness=settings.together_likeness):
        even = course(values)
        found.append(angle_signal(name, even, clock=clock, settings=settings, side=side))
    return tuple(each for each in found if np.isfinite(each.values).sum() > 2)


def angle_signal(
    name: str,
    even_deg: FloatArray,
    *,
    clock: EvenClock,
    settings: RepetitionSettings,
    side: Side | None,
) -> RepSignal:
    """Make a signal of an angle on an even clock."""
    speed_dps = slope_pieces(
        even_deg, bell_s=settings.edge_bell_s, sampling_rate_hz=clock.sampling_rate_hz
    )
    return RepSignal(
        counted_on=name,
        values=even_deg,
        clock=clock,
        smallest=settings.least_angle_deg,
        moves=np.abs(speed_dps),
        regular_share=settings.regular_angle_share,
        hold_share=settings.hold_angle_share,
        side=side,
        is_angle=True,
    )


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
