"""Frames as they can be used: what is unseen, at the edge or standing still is left out.

Nothing is moved here but the names of the legs, see ``swaps``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.errors import MissingChannel, SignalNotUsable, SignalTooShort
from restride.gait.landmarks.settings import SeeingSettings
from restride.recording.landmarks import Landmark, Landmarks
from restride.signal.smoothing import bell_smoothed
from restride.terms import Side

#: Rates are given rounded: 14.99 frames a second are 15.
_RATE_SLACK_HZ: Final = 0.5
#: Frames that bear the same time are not without end. House choice.
_SHORTEST_FRAME_S: Final = 0.002
#: Bell under which the feet show the way of the body, and how far it reaches. House choice: a step
#: of half a second leaves one part in eighty.
_COURSE_WIDTH_S: Final = 0.25
_COURSE_REACH_S: Final = 1.0

ANKLES: Final = {Side.LEFT: Landmark.LEFT_ANKLE, Side.RIGHT: Landmark.RIGHT_ANKLE}
HEELS: Final = {Side.LEFT: Landmark.LEFT_HEEL, Side.RIGHT: Landmark.RIGHT_HEEL}
TOES: Final = {Side.LEFT: Landmark.LEFT_TOE, Side.RIGHT: Landmark.RIGHT_TOE}
KNEES: Final = {Side.LEFT: Landmark.LEFT_KNEE, Side.RIGHT: Landmark.RIGHT_KNEE}
#: Points that the middle of the body is taken from: the first pair that is there.
_ORIGINS: Final[tuple[tuple[Landmark, ...], ...]] = (
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    (
        Landmark.LEFT_FRONT_PELVIS,
        Landmark.RIGHT_FRONT_PELVIS,
        Landmark.LEFT_BACK_PELVIS,
        Landmark.RIGHT_BACK_PELVIS,
    ),
    (Landmark.PELVIS,),
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.NECK,),
    (Landmark.C7,),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frames:
    """Landmarks frame by frame; NaN where they cannot be used."""

    times_s: FloatArray
    points: tuple[Landmark, ...]
    #: (n_frames, n_points, 2 or 3), in the unit of the landmarks.
    positions: FloatArray
    #: (n_frames,), true where a point of the legs lies at the edge of the picture or beyond.
    is_at_edge: BoolArray

    def of(self, point: Landmark) -> FloatArray:
        """Follow a point, (n_frames, 2 or 3); NaN where it is not there."""
        if point in self.points:
            return np.asarray(self.positions[:, self.points.index(point)])
        return np.full((len(self.times_s), self.positions.shape[2]), np.nan)

    def sees(self, *points: Landmark, least_share: float = 0.1) -> bool:
        """Tell whether each of these points is seen in more than a part of the frames."""
        return all(np.isfinite(self.of(each)[:, 0]).mean() > least_share for each in points)

    def shows_ankles(self) -> BoolArray:
        """Tell in which frames both ankles are seen, (n_frames,)."""
        ankles = [self.of(point)[:, 0] for point in ANKLES.values()]
        return np.asarray(np.isfinite(ankles).all(axis=0))

    def middle(self, points: Iterable[Landmark]) -> FloatArray:
        """Follow the mean of those points that are seen; NaN where none is."""
        return mean_of([self.of(point) for point in points])

    @property
    def frame_s(self) -> float:
        """Usual time between two frames."""
        return max(float(np.median(np.diff(self.times_s))), _SHORTEST_FRAME_S)

    @property
    def origin_points(self) -> tuple[Landmark, ...]:
        """Which points the middle of the body is taken from; none where only feet are seen."""
        return next((points for points in _ORIGINS if self.sees(*points)), ())

    def middle_of_body(self) -> FloatArray:
        """Follow the middle of the body, (n_frames, 2 or 3).

        Where only feet are seen, it is the even course of the middle between both ankles.
        """
        if self.origin_points:
            return self.middle(self.origin_points)
        left, right = (self.of(point) for point in ANKLES.values())
        between = (left + right) / 2
        known = np.flatnonzero(np.isfinite(between[:, 0]))
        course = np.full_like(between, np.nan)
        for axis in range(between.shape[1]):
            course[known, axis] = self._even_course(between[known, axis])
        return course

    def _even_course(self, values: FloatArray) -> FloatArray:
        """Smooth what each step adds away; both ends go on as straight as they are."""
        count = min(len(values) - 1, round(_COURSE_REACH_S / self.frame_s))
        before = 2 * values[0] - values[count:0:-1]
        after = 2 * values[-1] - values[-2 : -count - 2 : -1]
        course = bell_smoothed(
            np.concatenate((before, values, after)),
            width_s=_COURSE_WIDTH_S,
            sampling_rate_hz=1 / self.frame_s,
        )
        return course[count : count + len(values)]


def mean_of(positions: Sequence[FloatArray]) -> FloatArray:
    """Average points over those that are seen; NaN where none is."""
    stacked = np.stack(positions)
    seen = np.isfinite(stacked)
    count = seen.sum(axis=0)
    total = np.where(seen, stacked, 0.0).sum(axis=0)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def usable_frames(landmarks: Landmarks, *, settings: SeeingSettings) -> Frames:
    """Leave out what cannot be used.

    Raises
    ------
    SignalTooShort, SignalNotUsable, MissingChannel
        Too few frames, too few a second, nothing seen or nothing moving, no ankles.
    """
    _refuse_clock(landmarks, settings)
    _refuse_points(landmarks)
    positions = np.array(landmarks.positions, dtype=float)
    if landmarks.visibility_share is not None:
        positions[landmarks.visibility_share < settings.least_visibility_share] = np.nan
    positions[~np.isfinite(positions).all(axis=2)] = np.nan
    rate_hz = landmarks.clock.sampling_rate_hz
    positions[_stands_still(positions, settings.longest_same_s * rate_hz)] = np.nan
    at_edge = _at_edge(positions, landmarks.picture_size_px, settings.edge_share)
    positions[at_edge] = np.nan
    # A foot that is partly outside is guessed as a whole.
    for side in Side:
        feet = _columns(landmarks.points, (ANKLES[side], HEELS[side], TOES[side]))
        cut = np.flatnonzero(at_edge[:, feet].any(axis=1))
        positions[cut[:, None], feet] = np.nan
    frames = Frames(
        times_s=landmarks.clock.times_s,
        points=landmarks.points,
        positions=positions,
        is_at_edge=np.asarray(at_edge[:, _leg_columns(landmarks.points)].any(axis=1)),
    )
    _refuse_nothing(frames, landmarks)
    return frames


def _refuse_clock(landmarks: Landmarks, settings: SeeingSettings) -> None:
    clock = landmarks.clock
    if clock.duration_s < settings.shortest_s:
        raise SignalTooShort(
            duration_s=clock.duration_s,
            needed_s=settings.shortest_s,
            analysis="Looking for walking in landmarks",
        )
    if clock.sampling_rate_hz < settings.lowest_rate_hz - _RATE_SLACK_HZ:
        raise SignalNotUsable(
            f"Walking from landmarks needs at least {settings.lowest_rate_hz:g} frames a second, "
            f"and '{landmarks.name}' has {clock.sampling_rate_hz:.1f}. Film with 30 or more."
        )
    promised_count = clock.duration_s * clock.sampling_rate_hz
    if clock.samples_count < settings.least_frames_share * promised_count:
        raise SignalNotUsable(
            f"Walking from landmarks needs frames at an even pace, and '{landmarks.name}' has "
            f"{clock.samples_count} frames in {clock.duration_s:.0f} s at "
            f"{clock.sampling_rate_hz:.1f} a second. Cut the film into its pieces first."
        )


def _refuse_points(landmarks: Landmarks) -> None:
    missing = [point for point in ANKLES.values() if point not in landmarks.points]
    if missing:
        raise MissingChannel(
            "Walking from landmarks needs both ankles, and "
            f"{' and '.join(missing)} of '{landmarks.name}' {'is' if len(missing) == 1 else 'are'} "
            f"not among its {len(landmarks.points)} points. Use an estimator of the whole body."
        )


def _refuse_nothing(frames: Frames, landmarks: Landmarks) -> None:
    if not frames.shows_ankles().any():
        raise SignalNotUsable(
            "Walking from landmarks needs frames in which both ankles are seen and move, and none "
            f"of the {len(frames.times_s)} frames of '{landmarks.name}' is one. Film the whole "
            "person, feet included."
        )


def _columns(points: tuple[Landmark, ...], wanted: Iterable[Landmark]) -> list[int]:
    return [points.index(point) for point in wanted if point in points]


def _leg_columns(points: tuple[Landmark, ...]) -> list[int]:
    return _columns(points, (*ANKLES.values(), *HEELS.values(), *TOES.values()))


def _stands_still(positions: FloatArray, longest_samples: float) -> BoolArray:
    """Tell in which frames every point bears the values of its neighbour frames for too long."""
    steps = np.abs(np.diff(positions, axis=0))
    moved = np.ones(len(positions) + 1, dtype=np.bool_)
    moved[1:-1] = (np.nan_to_num(steps) > 0).any(axis=(1, 2)) | ~np.isfinite(steps).any(axis=(1, 2))
    bounds = np.flatnonzero(moved)
    lengths = np.diff(bounds)
    return np.repeat(lengths > max(longest_samples, 2.0), lengths)


def _at_edge(positions: FloatArray, size_px: tuple[float, float] | None, share: float) -> BoolArray:
    if size_px is None or positions.shape[2] != 2:
        return np.zeros(positions.shape[:2], dtype=np.bool_)
    size, margin = np.array(size_px), share * min(size_px)
    return np.asarray(((positions < margin) | (positions > size - margin)).any(axis=2))


def with_positions(frames: Frames, positions: FloatArray) -> Frames:
    """Put other positions in."""
    return replace(frames, positions=positions)
