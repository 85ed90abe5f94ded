"""Which way the person goes, and how far each point is ahead of the middle of the body."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.gait.landmarks.frames import ANKLES, HEELS, KNEES, TOES, Frames, mean_of
from restride.gait.landmarks.settings import SeeingSettings
from restride.recording.landmarks import Landmark
from restride.signal.smoothing import bell_slope, bell_smoothed
from restride.terms import Side

#: Everything is looked at on this clock: contacts lie between frames. House choice.
INNER_RATE_HZ: Final = 100.0
#: Bell under which the direction of the feet and of the way is looked at. House choice.
_FACING_WIDTH_S: Final = 0.35
#: Somebody who moves on by so many heights a second faces that way. House choice: a slow walk of
#: 0.2 m/s.
_LEAST_TRAVEL_HZ: Final = 0.12
#: The toes are so far ahead of the heel, or the ankle, over the height of the body. House choice:
#: a third of what a foot seen from the side is.
_LEAST_FOOT_RATIO: Final = 0.03
#: Frames further apart than so many usual ones have a hole between them. House choice.
_HOLE_FRAMES: Final = 1.5
#: Holes of any length are bridged where only the direction is looked at.
_ANY_S: Final = np.inf
#: This long around a turn nothing is taken for a step. House choice.
_TURN_MARGIN_S: Final = 0.3
_FEET: Final = {side: (ANKLES[side], HEELS[side], TOES[side]) for side in Side}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SideView:
    """The person from the side, on an even clock of ``INNER_RATE_HZ``."""

    start_s: float
    #: How far ahead of the middle of the body each seen point of a foot is, (n_samples,), over
    #: the height of the body.
    ahead_ratio: dict[Landmark, FloatArray]
    #: Where each of these points is seen well enough to time a contact, (n_samples,).
    is_timed: dict[Landmark, BoolArray]
    #: Where both ankles and the middle of the body are seen and the person keeps one direction.
    is_usable: BoolArray
    #: Where holes were filled.
    is_filled: BoolArray
    #: Where a foot is at the edge of the picture.
    is_at_edge: BoolArray

    @property
    def times_s(self) -> FloatArray:
        """Time of each sample."""
        return self.start_s + np.arange(len(self.is_usable)) / INNER_RATE_HZ


def side_view(
    frames: Frames, *, seen_height: float, is_shown: BoolArray, settings: SeeingSettings
) -> SideView:
    """Bring the frames to an even clock, and everything ahead of the body to one direction."""
    even = _EvenClock.of(frames)
    wanted = {point for points in _FEET.values() for point in points} | set(KNEES.values())
    seen = [
        point
        for point in frames.points
        if point in wanted and (point in ANKLES.values() or frames.sees(point))
    ]
    origin, known, filled = even.drawn(frames.middle_of_body(), settings.longest_bridge_s)
    tracks: dict[Landmark, FloatArray] = {}
    timed: dict[Landmark, BoolArray] = {}
    for point in seen:
        longest_s = settings.longest_bridge_s if point in ANKLES.values() else _ANY_S
        tracks[point], point_known, point_filled = even.drawn(frames.of(point), longest_s)
        timed[point] = even.drawn(frames.of(point), settings.longest_fill_s)[1]
        if point in ANKLES.values():
            known = known & point_known
            filled = filled | point_filled
    if origin.shape[1] == 3:
        direction = _direction_in_space(frames, tracks, even)
        facing_known = np.ones(len(origin), dtype=np.bool_)
    else:
        facing, facing_known = _facing(tracks, origin, seen_height)
        direction = facing[:, None]
    level = slice(0, origin.shape[1] - 1)
    return SideView(
        start_s=even.start_s,
        is_timed=timed,
        ahead_ratio={
            point: np.einsum("ij,ij->i", (track - origin)[:, level], direction) / seen_height
            for point, track in tracks.items()
            if point not in KNEES.values()
        },
        is_usable=known & facing_known & ~even.marked(frames.times_s, ~is_shown),
        is_filled=filled,
        is_at_edge=even.marked(frames.times_s, frames.is_at_edge),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _EvenClock:
    start_s: float
    times_s: FloatArray
    frames_s: FloatArray
    frame_s: float

    @classmethod
    def of(cls, frames: Frames) -> "_EvenClock":
        frames_s = frames.times_s
        count = int(np.floor((frames_s[-1] - frames_s[0]) * INNER_RATE_HZ + 1e-6)) + 1
        times_s = frames_s[0] + np.arange(count) / INNER_RATE_HZ
        return cls(
            start_s=float(frames_s[0]), times_s=times_s, frames_s=frames_s, frame_s=frames.frame_s
        )

    def drawn(
        self, positions: FloatArray, longest_fill_s: float
    ) -> tuple[FloatArray, BoolArray, BoolArray]:
        """Draw a track on the clock: values, where they are known, and where holes were filled."""
        seen = np.isfinite(positions[:, 0])
        if not seen.any():
            nothing = np.zeros(len(self.times_s), dtype=np.bool_)
            return np.full((len(self.times_s), positions.shape[1]), np.nan), nothing, nothing
        own_s = self.frames_s[seen]
        values = np.column_stack(
            [np.interp(self.times_s, own_s, column) for column in positions[seen].T]
        )
        after = np.clip(np.searchsorted(own_s, self.times_s - 1e-9), 0, len(own_s) - 1)
        before = np.maximum(after - 1, 0)
        hole_s = own_s[after] - own_s[before]
        inside = (self.times_s >= own_s[0] - 1e-9) & (self.times_s <= own_s[-1] + 1e-9)
        known = inside & (hole_s <= max(longest_fill_s, _HOLE_FRAMES * self.frame_s))
        return values, known, known & (hole_s > _HOLE_FRAMES * self.frame_s)

    def marked(self, frames_s: FloatArray, marks: BoolArray) -> BoolArray:
        """Bring marks of frames to the clock, by the nearest frame."""
        return np.asarray(np.interp(self.times_s, frames_s, marks.astype(float)) > 0.0)


def _facing(
    tracks: dict[Landmark, FloatArray], origin: FloatArray, seen_height: float
) -> tuple[FloatArray, BoolArray]:
    """Tell which way the person faces, +1 to the right, and where that is clear, (n_samples,)."""
    evidence = _evidence(tracks, origin[:, 0], seen_height)
    facing = np.sign(evidence)
    known = facing != 0
    if not known.any():
        return np.ones(len(evidence)), np.ones(len(evidence), dtype=np.bool_)
    # Where it is unclear, as it is at the next clear moment.
    places = np.flatnonzero(known)
    following = np.searchsorted(places, np.arange(len(facing)))
    facing = facing[places[np.minimum(following, len(places) - 1)]]
    changes = np.flatnonzero(np.diff(facing)) + 1
    usable = np.ones(len(facing), dtype=np.bool_)
    margin = round(_TURN_MARGIN_S * INNER_RATE_HZ)
    for change in changes:
        usable[max(0, change - margin) : change + margin] = False
    return facing, usable


def _evidence(
    tracks: dict[Landmark, FloatArray], way: FloatArray, seen_height: float
) -> FloatArray:
    """Weigh what shows the direction: the way itself, the feet, the knees, the swings."""
    speed = _slope(way, _FACING_WIDTH_S) / seen_height
    if np.mean(np.abs(speed) > _LEAST_TRAVEL_HZ) > 0.5:
        return np.where(np.abs(speed) > _LEAST_TRAVEL_HZ, speed, 0.0)
    feet = _feet_ahead(tracks)
    if feet is not None:
        shown = _smooth(feet, _FACING_WIDTH_S) / seen_height
        return np.where(np.abs(shown) > _LEAST_FOOT_RATIO, shown, 0.0)
    return np.full(len(way), _swing_direction(tracks, way))


def _feet_ahead(tracks: dict[Landmark, FloatArray]) -> FloatArray | None:
    ahead = []
    for side in Side:
        ankle, heel, toe = (tracks.get(points[side]) for points in (ANKLES, HEELS, TOES))
        back = heel if heel is not None else ankle
        if toe is not None and back is not None:
            ahead.append((toe - back)[:, :1])
    return mean_of(ahead)[:, 0] if ahead else None


def _swing_direction(tracks: dict[Landmark, FloatArray], way: FloatArray) -> float:
    """Tell from the ankles alone: a leg swings forward faster than it goes back in stance."""
    total = 0.0
    for point in ANKLES.values():
        speed = _slope(tracks[point][:, 0] - way, 0.05)
        speed = speed[np.isfinite(speed)]
        total += float(np.mean((speed - speed.mean()) ** 3))
    return 1.0 if total >= 0 else -1.0


def _direction_in_space(
    frames: Frames, tracks: dict[Landmark, FloatArray], even: _EvenClock
) -> FloatArray:
    """Find forward, level and one long, (n_samples, 2): across the pelvis, or along the swings."""
    pairs = (
        (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
        (Landmark.LEFT_FRONT_PELVIS, Landmark.RIGHT_FRONT_PELVIS),
        (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    )
    for left, right in pairs:
        if frames.sees(left, right):
            to_left, _, _ = even.drawn(frames.of(left) - frames.of(right), _ANY_S)
            forward = np.column_stack(
                [_smooth(to_left[:, 1], _FACING_WIDTH_S), -_smooth(to_left[:, 0], _FACING_WIDTH_S)]
            )
            return np.asarray(forward / np.maximum(np.hypot(*forward.T), 1e-9)[:, None])
    left_ankle, right_ankle = (tracks[point][:, :2] for point in ANKLES.values())
    apart = left_ankle - right_ankle
    apart = apart - apart.mean(axis=0)
    _, _, axes = np.linalg.svd(apart, full_matrices=False)
    along = {point: tracks[point][:, :2] @ axes[:1].T for point in ANKLES.values()}
    way = mean_of(list(along.values()))[:, 0]
    return np.broadcast_to(axes[0] * _swing_direction(along, way), (len(apart), 2))


def _smooth(values: FloatArray, width_s: float) -> FloatArray:
    return bell_smoothed(_whole(values), width_s=width_s, sampling_rate_hz=INNER_RATE_HZ)


def _slope(values: FloatArray, width_s: float) -> FloatArray:
    return bell_slope(_whole(values), width_s=width_s, sampling_rate_hz=INNER_RATE_HZ)


def _whole(values: FloatArray) -> FloatArray:
    """Draw straight lines over what is missing: for looking, not for timing."""
    known = np.isfinite(values)
    if known.all() or not known.any():
        return np.nan_to_num(values)
    places = np.arange(len(values))
    return np.asarray(np.interp(places, places[known], values[known]))
