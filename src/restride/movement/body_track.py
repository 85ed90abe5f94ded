"""The body of one person over time: what was seen for sure, on an even clock, and how large it is.

Source: lengths of the body as parts of the height, Drillis and Contini as printed by Winter 2009
[winter2009].
Differs in: only the way from shoulder over hip and knee to ankle is used, as estimators see it.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.even_signals import EvenClock, even_clock, joined_sides, smoothed_pieces
from restride.movement.settings import SeenSettings
from restride.recording.landmarks import Landmark, Landmarks
from restride.signal.tracks import resampled
from restride.terms import LengthUnit, Side

#: Shoulder to ankle of a standing person: 0.818 less 0.039 of the height. [winter2009]
SHOULDER_TO_ANKLE_SHARE: Final = 0.779
#: Of the frames in which a segment is seen, the part that is longer: the longest view of a segment
#: is the one that lies across. House choice: docs/decisions/0074.
_LONGEST_VIEW_PERCENT: Final = 95.0

#: Points that all lie on each other are no body.
_NO_LENGTH: Final = 1e-9

_SIDES: Final[dict[str, tuple[Landmark, Landmark]]] = {
    part: (Landmark(f"left-{part}"), Landmark(f"right-{part}"))
    for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe")
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BodyTrack:
    """Landmarks on an even clock. What was not seen for longer than a short gap is NaN."""

    clock: EvenClock
    points: tuple[Landmark, ...]
    #: (n_samples, n_points, 2 or 3), smoothed.
    positions: FloatArray
    #: (n_samples, n_points), 0 to 1: how much of each point's surroundings was truly seen.
    seen_share: FloatArray
    unit: LengthUnit

    @property
    def is_flat(self) -> bool:
        """Whether the landmarks lie in a picture."""
        return bool(self.positions.shape[2] == 2)

    def of(self, point: Landmark) -> FloatArray:
        """Follow one point, (n_samples, 2 or 3); all NaN where it is not among the points."""
        if point not in self.points:
            samples_count, _, axes_count = self.positions.shape
            return np.full((samples_count, axes_count), np.nan)
        column: FloatArray = self.positions[:, self.points.index(point)]
        return column

    def pair(self, part: str) -> tuple[FloatArray, FloatArray]:
        """Follow a part of the body on the left and on the right."""
        left, right = _SIDES[part]
        return self.of(left), self.of(right)

    def middle(self, part: str) -> FloatArray:
        """Follow the middle between left and right, (n_samples, 2 or 3)."""
        left, right = self.pair(part)
        columns = [joined_sides(left[:, axis], right[:, axis]) for axis in range(left.shape[1])]
        return np.stack(columns, axis=1)

    def height(self, part: str, *, side: Side | None = None) -> FloatArray:
        """Follow how high a part is, of one side or in the middle, (n_samples,)."""
        if side is None:
            left, right = self.pair(part)
            return joined_sides(left[:, -1], right[:, -1])
        column: FloatArray = self.of(Landmark(f"{side}-{part}"))[:, -1]
        return column

    def between(self, first: int, last: int) -> "BodyTrack":
        """Cut to a half-open range of samples."""
        clock = replace(
            self.clock, start_s=self.clock.time_s(first), samples_count=max(0, last - first)
        )
        return replace(
            self,
            clock=clock,
            positions=self.positions[first:last],
            seen_share=self.seen_share[first:last],
        )

    def seen_between(self, start_s: float, end_s: float, *, parts: tuple[str, ...]) -> float:
        """Tell how much of some parts was truly seen; the better side of each counts."""
        first, last = (
            int(np.clip((at_s - self.clock.start_s) * self.clock.sampling_rate_hz, 0, None))
            for at_s in (start_s, end_s)
        )
        columns = [
            [self.points.index(point) for point in _SIDES[part] if point in self.points]
            for part in parts
        ]
        shares = [
            self.seen_share[first : last + 1, column].max(axis=1).mean()
            for column in columns
            if column
        ]
        return float(np.mean(shares)) if shares else 0.0


def follow_body(landmarks: Landmarks, *, settings: SeenSettings) -> BodyTrack:
    """Keep what was seen for sure, bridge short gaps, and bring all points to one even clock."""
    positions = gated(landmarks, least_visibility_share=settings.least_visibility_share)
    times_s = landmarks.clock.times_s
    clock = even_clock(times_s, sampling_rate_hz=settings.even_rate_hz)
    drawn = resampled(
        positions,
        times_s=times_s,
        new_times_s=clock.times_s,
        longest_gap_s=max(settings.longest_gap_s, 1.5 / landmarks.clock.sampling_rate_hz),
    )
    columns = drawn.reshape(len(drawn), drawn.shape[1] * drawn.shape[2])
    for index in range(columns.shape[1]):
        columns[:, index] = smoothed_pieces(
            columns[:, index], bell_s=settings.bell_s, sampling_rate_hz=clock.sampling_rate_hz
        )
    was_seen = np.isfinite(positions[:, :, 0])
    nearest = np.clip(np.searchsorted(times_s, clock.times_s), 0, max(0, len(times_s) - 1))
    return BodyTrack(
        clock=clock,
        points=landmarks.points,
        positions=columns.reshape(drawn.shape),
        seen_share=was_seen[nearest].astype(float),
        unit=landmarks.unit,
    )


def gated(landmarks: Landmarks, *, least_visibility_share: float) -> FloatArray:
    """Leave out what the estimator is not sure of, (n_frames, n_points, 2 or 3)."""
    positions = np.array(landmarks.positions, dtype=float)
    positions[~np.isfinite(positions).all(axis=2)] = np.nan
    if landmarks.visibility_share is not None:
        positions[~(landmarks.visibility_share >= least_visibility_share)] = np.nan
    return positions


def body_length(track: BodyTrack) -> float | None:
    """Measure the way from shoulder over hip and knee to ankle, in the unit of the track.

    None where a part of it is never seen. In a picture it is the longest view of each part, so that
    neither bending nor turning away shortens it.
    """
    lengths = [segment_length(track, upper, lower) for upper, lower in _WAY]
    total = float(sum(each for each in lengths if each is not None))
    return None if None in lengths or total <= _NO_LENGTH else total


_WAY: Final = (("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"))


def segment_length(track: BodyTrack, *way: str) -> float | None:
    """Measure a segment where it is seen longest, in the unit of the track; None if never."""
    upper, lower = way
    lengths = np.linalg.norm(track.middle(upper) - track.middle(lower), axis=1)
    lengths = lengths[np.isfinite(lengths)]
    return float(np.percentile(lengths, _LONGEST_VIEW_PERCENT)) if len(lengths) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyScale:
    """How large the body is in the track, and what a unit of it is in metres."""

    #: Shoulder to ankle, in the unit of the track; None where it was never seen whole.
    length: float | None
    #: Metres for one unit of the track; None where nobody knows.
    metres_factor: float | None
    #: What the factor rests on, or why there is none.
    words: str


def scale_of(track: BodyTrack, *, height_m: float | None) -> BodyScale:
    """Tell metres from picture elements by the person's height and the seen body length."""
    length = body_length(track)
    if track.unit is LengthUnit.METRES:
        return BodyScale(length=length, metres_factor=1.0, words="landmarks in metres")
    if height_m is None:
        return BodyScale(
            length=length,
            metres_factor=None,
            words="metres need the person's height, which is not given",
        )
    if length is None:
        return BodyScale(
            length=None,
            metres_factor=None,
            words="metres need shoulder, hip, knee and ankle, which are never all seen",
        )
    return BodyScale(
        length=length,
        metres_factor=SHOULDER_TO_ANKLE_SHARE * height_m / length,
        words=f"shoulder to ankle taken as {SHOULDER_TO_ANKLE_SHARE:.3f} of the height of "
        f"{height_m:.2f} m",
    )
