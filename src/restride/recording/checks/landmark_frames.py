"""Frames that show nobody as they are: at the picture's edge, repeated, not seen at all."""

from dataclasses import replace
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.recording.checks.finding import finding
from restride.recording.landmarks import Landmarks
from restride.recording.quality import QualityFinding
from restride.signal.tracks import stretches
from restride.terms import Severity

#: Points nearer to the edge of the picture than this stand on it. House choice.
_EDGE_PX: Final = 1.0
#: So many points on one line at the edge are held there by the estimator. House choice.
_HELD_POINTS: Final = 3
#: Frames that repeat the one before for this long are frozen; fewer are doubled. House choice:
#: programs double single frames to keep a rate.
_FROZEN_S: Final = 0.2
_FROZEN_FRAMES: Final = 3
#: Where a body goes on after standing exactly still it has jumped: by this many of the steps that
#: follow. House choice: a body starts smoothly, and after one lost frame the step is doubled.
_JUMP_STEPS: Final = 1.5
#: More doubled frames than this are how the video was made: they stay. House choice.
_DOUBLED_SHARE: Final = 0.25
#: A stretch in which most points are not seen for this long is told. House choice.
_AWAY_S: Final = 0.5
#: Points missing in more of the frames than this are named. House choice.
_MISSING_SHARE: Final = 0.2
#: Points of which the estimator is less sure than this are doubtful. House choice.
_SURE_SHARE: Final = 0.5
_MOST_SPANS: Final = 20


def without_edge(landmarks: Landmarks, findings: list[QualityFinding]) -> Landmarks:
    """Take points on or beyond the edge of the picture as not seen: they are guesses."""
    if not landmarks.is_flat:
        return landmarks
    outside = _outside(landmarks)
    if not outside.any():
        return landmarks
    frames: BoolArray = np.asarray(outside.any(axis=1))
    findings.extend(
        _spans_told(
            "out-of-picture",
            landmarks,
            frames,
            what="points of the body lie on or beyond the edge of the picture",
            done="These points were taken as not seen. Keep the whole person in the picture.",
        )
    )
    return _with_unseen(landmarks, outside)


def _outside(landmarks: Landmarks) -> BoolArray:
    positions = landmarks.positions
    size_px = landmarks.picture_size_px
    with np.errstate(invalid="ignore"):
        if size_px is None:
            return _held_at_edge(positions)
        low = positions < _EDGE_PX
        high = positions > np.array(size_px) - _EDGE_PX
        return np.asarray((low | high).any(axis=2))


def _held_at_edge(positions: FloatArray) -> BoolArray:
    """Find several points of a frame on one line that nothing lies beyond in any frame."""
    held = np.zeros(positions.shape[:2], dtype=bool)
    for axis in (0, 1):
        course, along = positions[:, :, axis], positions[:, :, 1 - axis]
        for extreme in (np.nanmin(course), np.nanmax(course)):
            is_at = course == extreme
            for frame in np.flatnonzero(is_at.sum(axis=1) >= _HELD_POINTS):
                # Left and right of one place lie on each other in a view from the side.
                if len(set(along[frame, is_at[frame]])) >= _HELD_POINTS:
                    held[frame] |= is_at[frame]
    return held


def without_frozen(landmarks: Landmarks, findings: list[QualityFinding]) -> Landmarks:
    """Take frames that repeat the one before in the middle of movement as not seen."""
    positions = landmarks.positions
    is_same = _repeats(positions)
    if not is_same.any():
        return landmarks
    rate_hz = landmarks.clock.sampling_rate_hz
    shortest = max(_FROZEN_FRAMES, round(_FROZEN_S * rate_hz))
    steps = _steps(positions)
    frozen, doubled = np.zeros(len(is_same), dtype=bool), np.zeros(len(is_same), dtype=bool)
    for start, end in stretches(is_same):
        if _is_out_of_movement(steps, end):
            (frozen if end - start >= shortest else doubled)[start:end] = True
    if frozen.any():
        findings.extend(
            _spans_told(
                "landmarks-frozen",
                landmarks,
                frozen,
                what="all points stand exactly still and then jump",
                done="These frames were taken as not seen: the estimator repeated the last one.",
            )
        )
    is_usual = doubled.mean() > _DOUBLED_SHARE
    if doubled.any():
        findings.append(_doubled(landmarks, doubled, is_usual=is_usual))
    gone = frozen if is_usual else frozen | doubled
    return _with_unseen(landmarks, np.repeat(gone[:, None], positions.shape[1], axis=1))


def _repeats(positions: FloatArray) -> BoolArray:
    """Find frames whose every seen point stands where it stood in the frame before."""
    both = np.isfinite(positions[1:]).all(axis=2) & np.isfinite(positions[:-1]).all(axis=2)
    with np.errstate(invalid="ignore"):
        moved = (positions[1:] != positions[:-1]).any(axis=2) & both
    same = (both.sum(axis=1) >= _HELD_POINTS) & ~moved.any(axis=1)
    return np.concatenate(([False], same))


def _steps(positions: FloatArray) -> FloatArray:
    """Tell how far the body moves from frame to frame: the mean over the points seen in both."""
    lengths = np.sqrt(((positions[1:] - positions[:-1]) ** 2).sum(axis=2))
    is_seen = np.isfinite(lengths)
    count = is_seen.sum(axis=1)
    total = np.where(is_seen, lengths, 0.0).sum(axis=1)
    means = np.where(count > 0, total / np.maximum(count, 1), 0.0)
    return np.concatenate(([0.0], means))


def _is_out_of_movement(steps: FloatArray, end: int) -> bool:
    """Tell whether the body jumps where it goes on; up to the end of a recording nobody can."""
    if end >= len(steps):
        return False
    after = steps[end + 1 : end + 4]
    usual = float(np.median(after)) if len(after) else 0.0
    return bool(steps[end] > _JUMP_STEPS * usual and steps[end] > 0)


def _doubled(landmarks: Landmarks, doubled: BoolArray, *, is_usual: bool) -> QualityFinding:
    count = int(doubled.sum())
    rate_hz = landmarks.clock.sampling_rate_hz * (1 - float(doubled.mean()))
    return finding(
        "frames-doubled",
        landmarks,
        severity=Severity.WARNING if is_usual else Severity.NOTE,
        found=f"{count} of {len(doubled)} frames repeat the one before; without them there are "
        f"{rate_hz:.3g} frames a second.",
        done="Nothing: so many belong to how the video was made. Times are that much less certain."
        if is_usual
        else "They were taken as not seen.",
    )


def say_unseen(landmarks: Landmarks, findings: list[QualityFinding]) -> None:
    """Say when the person is not seen, which points are missing, and which are doubtful."""
    is_seen: BoolArray = np.asarray(np.isfinite(landmarks.positions).all(axis=2))
    usual = is_seen[:, is_seen.mean(axis=0) > _MISSING_SHARE]
    away: BoolArray = np.ones(len(is_seen), dtype=bool)
    if usual.shape[1]:
        away = np.asarray(usual.mean(axis=1) < 0.5)
    shortest = max(1, round(_AWAY_S * landmarks.clock.sampling_rate_hz))
    long_away: BoolArray = np.zeros(len(is_seen), dtype=bool)
    for start, end in stretches(away):
        long_away[start:end] = end - start >= shortest
    findings.extend(
        _spans_told(
            "person-away",
            landmarks,
            long_away,
            what="most of the body is not seen",
            done="Nothing is measured there.",
        )
    )
    _name_points(
        landmarks,
        1 - is_seen[~long_away].mean(axis=0) if (~long_away).any() else None,
        findings,
        code="landmarks-missing",
        what="is not seen",
    )
    if landmarks.visibility_share is not None and is_seen.any():
        unsure = is_seen & (landmarks.visibility_share < _SURE_SHARE)
        shares = unsure.sum(axis=0) / np.maximum(is_seen.sum(axis=0), 1)
        _name_points(
            landmarks, shares, findings, code="visibility-low", what="is doubtful to the estimator"
        )


def _name_points(
    landmarks: Landmarks,
    shares: FloatArray | None,
    findings: list[QualityFinding],
    *,
    code: str,
    what: str,
) -> None:
    """Name the points that this holds for in many frames."""
    if shares is None:
        return
    named = [
        f"{point} ({share:.0%})"
        for point, share in zip(landmarks.points, shares, strict=True)
        if share > _MISSING_SHARE
    ]
    if named:
        findings.append(
            finding(
                code,
                landmarks,
                severity=Severity.WARNING,
                found=f"In more than {_MISSING_SHARE:.0%} of the frames {what}: "
                f"{', '.join(named)}.",
                done="Nothing: what rests on these points is less certain, or is left out.",
            )
        )


def _spans_told(
    code: str, landmarks: Landmarks, frames: BoolArray, *, what: str, done: str
) -> list[QualityFinding]:
    """Tell each stretch of frames; those beyond the first twenty together."""
    spans = stretches(frames)
    times_s, rate_hz = landmarks.clock.times_s, landmarks.clock.sampling_rate_hz
    edges_s = [
        (float(times_s[start]), float(times_s[end - 1]) + 1 / rate_hz) for start, end in spans
    ]
    told = [
        finding(
            code,
            landmarks,
            severity=Severity.WARNING,
            span_s=span_s,
            found=f"From {span_s[0]:.2f} to {span_s[1]:.2f} s {what}.",
            done=done,
        )
        for span_s in edges_s[:_MOST_SPANS]
    ]
    if len(spans) > _MOST_SPANS:
        rest = edges_s[_MOST_SPANS:]
        told.append(
            finding(
                code,
                landmarks,
                severity=Severity.WARNING,
                span_s=(rest[0][0], rest[-1][1]),
                found=f"In {len(rest)} more stretches, together "
                f"{sum(end_s - start_s for start_s, end_s in rest):.2f} s, {what}.",
                done=done,
            )
        )
    return told


def _with_unseen(landmarks: Landmarks, gone: BoolArray) -> Landmarks:
    """Make NaN of points that were not seen; (n_frames, n_points)."""
    if not gone.any():
        return landmarks
    return replace(landmarks, positions=np.where(gone[:, :, None], np.nan, landmarks.positions))
