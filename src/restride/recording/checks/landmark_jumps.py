"""Points that jump: to another person, for a frame or two, or from one leg to the other."""

from dataclasses import replace
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.recording.checks.finding import finding
from restride.recording.landmarks import Landmark, Landmarks
from restride.recording.quality import QualityFinding
from restride.signal.tracks import stretches
from restride.terms import Severity

#: No body's middle moves farther in a step than this part of its height, however slow the frames.
#: House choice: at 15 frames a second 6 m/s.
_STEP_SHARE: Final = 0.25
#: A point this far off its own course, in heights of the body, jumped. House choice: a fifth is
#: 35 cm.
_OFF_SHARE: Final = 0.2
#: The course is the middle of so long around. House choice: feet pass within it.
_COURSE_S: Final = 0.2
#: Of more frames around, as at 300 frames a second and above, so many are looked at.
_MOST_AROUND: Final = 61
#: So many numbers are in memory at once while courses are followed.
_NUMBERS_AT_ONCE: Final = 1_000_000
#: Legs that change places jump at least this far, in heights of the body. House choice: 17 cm.
_EXCHANGE_SHARE: Final = 0.1
#: Pieces of a track shorter than this do not tell who is who.
_LEAST_FRAMES: Final = 2
_LEGS: Final = ("knee", "ankle", "heel", "toe")


def without_jumps(landmarks: Landmarks, findings: list[QualityFinding]) -> Landmarks:
    """Take what belongs to somebody else, and single points off their course, as not seen."""
    height = _height(landmarks.positions)
    if height is None:
        return landmarks
    landmarks = _one_person(landmarks, height, findings)
    landmarks = _without_strays(landmarks, height, findings)
    _say_exchanged(landmarks, height, findings)
    return landmarks


def _height(positions: FloatArray) -> float | None:
    """Tell how large the body is, in the unit of the positions; None where it is not seen."""
    seen = positions[np.isfinite(positions).all(axis=2).sum(axis=1) >= 3]
    if len(seen) < 2 * _LEAST_FRAMES:
        return None
    spans = (np.nanmax(seen, axis=1) - np.nanmin(seen, axis=1)).max(axis=1)
    height = float(np.percentile(spans, 75))
    return height if height > 0 else None


def _one_person(landmarks: Landmarks, height: float, findings: list[QualityFinding]) -> Landmarks:
    """Cut the track where the whole body jumps, and keep the pieces of one person."""
    positions = landmarks.positions
    with np.errstate(invalid="ignore"):
        is_seen = np.isfinite(positions).all(axis=2).sum(axis=1) >= 3
    frames = np.flatnonzero(is_seen)
    steps = _moves(positions, frames[:-1], frames[1:])
    allowed = _STEP_SHARE * height * np.sqrt(np.diff(frames))
    cuts = np.flatnonzero(steps > allowed) + 1
    if not len(cuts):
        return landmarks
    pieces = np.split(np.arange(len(frames)), cuts)
    kept = _of_one_person(pieces, positions, frames, step=_STEP_SHARE * height)
    gone = np.zeros(len(positions), dtype=bool)
    for number, piece in enumerate(pieces):
        if number not in kept:
            gone[frames[piece]] = True
    times_s = landmarks.clock.times_s
    for start, end in stretches(gone)[:20]:
        span_s = (float(times_s[start]), float(times_s[end - 1]))
        findings.append(
            finding(
                "identity-jump",
                landmarks,
                severity=Severity.SERIOUS,
                span_s=span_s,
                found=f"The whole body jumps at {span_s[0]:.2f} s, farther than anybody moves in a "
                f"frame, and is elsewhere until {span_s[1]:.2f} s.",
                done="These frames were taken as those of somebody else, and left out.",
            )
        )
    return _with_unseen(landmarks, np.repeat(gone[:, None], positions.shape[1], axis=1))


def _of_one_person(
    pieces: list[SampleArray], positions: FloatArray, frames: SampleArray, *, step: float
) -> set[int]:
    """Start from the longest piece; add those before and behind that begin where it ended."""
    longest = max(range(len(pieces)), key=lambda number: len(pieces[number]))
    later, earlier = range(longest + 1, len(pieces)), range(longest - 1, -1, -1)
    kept = {longest}
    for numbers, near, far in ((later, 0, -1), (earlier, -1, 0)):
        last = frames[pieces[longest][far]]
        for number in numbers:
            start = frames[pieces[number][near]]
            gap = abs(int(start) - int(last))
            if _moves(positions, last[None], start[None])[0] <= step * np.sqrt(gap):
                kept.add(number)
                last = frames[pieces[number][far]]
    return kept


def _moves(positions: FloatArray, before: SampleArray, after: SampleArray) -> FloatArray:
    """Tell how far the body moves between frames: the middle over the points seen in both."""
    steps = positions[after] - positions[before]
    return np.asarray(np.nan_to_num(np.sqrt((_median(np.moveaxis(steps, 1, 0)) ** 2).sum(axis=1))))


def _without_strays(
    landmarks: Landmarks, height: float, findings: list[QualityFinding]
) -> Landmarks:
    """Take single points far off their own course as not seen."""
    positions = landmarks.positions
    half = max(1, round(_COURSE_S * landmarks.clock.sampling_rate_hz / 2))
    course = _course(positions, half)
    with np.errstate(invalid="ignore"):
        off = np.sqrt(((positions - course) ** 2).sum(axis=2))
        strays: BoolArray = np.asarray(off > _OFF_SHARE * height)
    if not strays.any():
        return landmarks
    named = [
        f"{point} ({int(count)})"
        for point, count in zip(landmarks.points, strays.sum(axis=0), strict=True)
        if count
    ]
    findings.append(
        finding(
            "landmarks-jump",
            landmarks,
            severity=Severity.WARNING,
            found=f"{int(strays.sum())} points jump off their course by more than "
            f"{_OFF_SHARE:.0%} of the body's height: {', '.join(named)}.",
            done="They were taken as not seen.",
        )
    )
    return _with_unseen(landmarks, strays)


def _course(positions: FloatArray, half: int) -> FloatArray:
    """Follow the middle of so many frames on both sides, some frames at a time."""
    shifts = np.unique(
        np.linspace(0, 2 * half, min(2 * half + 1, _MOST_AROUND)).round().astype(int)
    )
    padded = np.full((len(positions) + 2 * half, *positions.shape[1:]), np.nan)
    padded[half : half + len(positions)] = positions
    course = np.empty_like(positions)
    step = max(1, _NUMBERS_AT_ONCE // (len(shifts) * max(1, positions[0].size)))
    for start in range(0, len(positions), step):
        end = min(start + step, len(positions))
        around = np.stack([padded[start + shift : end + shift] for shift in shifts])
        course[start:end] = _median(around)
    return course


def _median(stacked: FloatArray) -> FloatArray:
    """Take the middle over the first axis of what is seen; NaN where nothing is."""
    ordered = np.sort(stacked, axis=0)
    count = np.isfinite(ordered).sum(axis=0)
    middle = np.maximum(count - 1, 0) // 2
    return np.asarray(np.take_along_axis(ordered, middle[None], axis=0)[0])


def _say_exchanged(landmarks: Landmarks, height: float, findings: list[QualityFinding]) -> None:
    """Say where the legs change places from one frame to the next."""
    events = np.zeros(max(0, len(landmarks.positions) - 1), dtype=bool)
    for part in _LEGS:
        pair = Landmark(f"left-{part}"), Landmark(f"right-{part}")
        if landmarks.has(*pair):
            events |= _exchanges(landmarks.of(pair[0]), landmarks.of(pair[1]), height)
    if not events.any():
        return
    times_s = landmarks.clock.times_s[1:][events]
    findings.append(
        finding(
            "sides-exchanged",
            landmarks,
            severity=Severity.WARNING,
            found=f"The legs change places from one frame to the next {len(times_s)} times, first "
            f"at {times_s[0]:.2f} s.",
            done="Nothing here: left and right are less certain between these moments.",
        )
    )


def _exchanges(left: FloatArray, right: FloatArray, height: float) -> BoolArray:
    """Find frames in which each of two points goes on where the other was."""

    def step(now: FloatArray, before: FloatArray) -> FloatArray:
        return np.asarray(np.sqrt(((now[1:] - before[:-1]) ** 2).sum(axis=1)))

    stay = np.minimum(step(left, left), step(right, right))
    change = np.maximum(step(left, right), step(right, left))
    with np.errstate(invalid="ignore"):
        return np.asarray((stay > _EXCHANGE_SHARE * height) & (change < 0.5 * stay))


def _with_unseen(landmarks: Landmarks, gone: BoolArray) -> Landmarks:
    return replace(landmarks, positions=np.where(gone[:, :, None], np.nan, landmarks.positions))
