"""From the points of a file to landmarks of a person: what all keypoint and marker formats share.

Every reader fills ``RawPoints`` as its format has them; here, in one place, points get their names,
what was not seen becomes NaN, lengths and axes are settled, and the clock.
"""

from collections.abc import Sized
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.errors import DamagedFile, MissingChannel
from restride.recording.clock import Clock
from restride.recording.clock_settling import settle_clock
from restride.recording.landmarks import Landmark, Landmarks
from restride.recording.quality import QualityFinding
from restride.recording.readers.landmark_names import columns_of, inner_columns_of
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.options import ReadOptions
from restride.recording.recording import Recording, SourceFile
from restride.terms import LengthUnit, Severity

#: What a file counts positions in: parts of the picture, picture elements, or lengths in space.
RawUnit = Literal["picture-share", "px", "m", "cm", "mm"]
#: Fewer known points are no body. House choice: hips, knees and ankles of both sides are six, of
#: one side three.
_LEAST_POINTS: Final = 3
#: Numbers beyond these are no position, whatever the unit. House choice: ten kilometres in mm.
_LARGEST: Final = 1e7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawPoints:
    """Points as a file holds them."""

    #: One name a point; ``-`` where it has none.
    names: tuple[str, ...]
    #: (n_frames, n_points, 2 or 3).
    positions_raw: FloatArray
    #: (n_frames, n_points), 0 to 1.
    visibility_share: FloatArray | None = None
    #: None where the file does not say.
    unit: RawUnit | None = None
    #: (n_frames,), None where the file has none.
    times_s: FloatArray | None = None
    #: (n_frames,), the file's own numbers; None where every frame is there.
    frame_indices: SampleArray | None = None
    #: Every so many frames of the video stand in the file.
    frame_step_count: int = 1
    sampling_rate_hz: float | None = None
    picture_size_px: tuple[float, float] | None = None
    #: Which axis points up, such as ``-y``; None where the format does not say.
    up_axis: str | None = None
    findings: tuple[QualityFinding, ...] = ()


def noticed(
    code: str, name: str, *, found: str, done: str, severity: Severity = Severity.NOTE
) -> QualityFinding:
    """Write what a reader noticed about a whole track."""
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=name,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )


def recording_from_points(
    points: RawPoints, *, path: Path, format_name: str, options: ReadOptions, name: str = ""
) -> Recording:
    """Make the recording of one file of points.

    Raises
    ------
    RecordingError
        Where they are no points of a body, or a unit, a picture size or a rate is missing.
    """
    track, findings = landmarks_from_points(points, name="landmarks", options=options)
    return Recording(
        name=name or path.stem,
        landmarks=(track,),
        files=(SourceFile(name=path.name, format=format_name),),
        findings=findings,
    )


def landmarks_from_points(
    points: RawPoints, *, name: str, options: ReadOptions
) -> tuple[Landmarks, tuple[QualityFinding, ...]]:
    """Name the points, settle lengths, axes and clock, and say what was not in the file."""
    from restride.recording.readers.landmark_axes import in_picture, in_space, is_picture

    findings = list(points.findings)
    points, landmarks = _known(points, name)
    points = _seen_only(_on_every_frame(points, name, findings), name, findings)
    points, clock = _clocked(points, name, options, findings)
    size_px = options.picture_size_px or points.picture_size_px
    if is_picture(points, landmarks):
        positions = in_picture(points, landmarks, name=name, size_px=size_px, findings=findings)
    else:
        positions = in_space(points, landmarks, name=name, findings=findings)
    is_flat = positions.shape[2] == 2
    track = Landmarks(
        name=name,
        clock=clock,
        points=landmarks,
        positions=positions,
        unit=LengthUnit.PICTURE_ELEMENTS if is_flat else LengthUnit.METRES,
        visibility_share=points.visibility_share,
        picture_size_px=size_px if is_flat else None,
    )
    return track, tuple(findings)


def _known(points: RawPoints, name: str) -> tuple[RawPoints, tuple[Landmark, ...]]:
    columns = columns_of(points.names)
    if len(columns) < _LEAST_POINTS:
        named = [each for each in points.names if each != "-"]
        raise MissingChannel(
            f"At least {_LEAST_POINTS} points of the body, such as hip, knee and ankle, are needed "
            f"in {name}, and {len(columns)} of its {len(points.names)} points are known: "
            f"{', '.join(named)[:200] or 'none is named'}. Name them as left_knee or RKnee, or "
            "give --keypoint-layout."
        )
    places = list(columns.values())
    seen = points.visibility_share
    positions = np.asarray(points.positions_raw[:, places], dtype=float)
    for landmark, inner in inner_columns_of(points.names).items():
        # The middle of a joint lies between the markers at its two sides.
        positions[:, list(columns).index(landmark)] += points.positions_raw[:, inner]
        positions[:, list(columns).index(landmark)] /= 2.0
    kept = replace(
        points,
        names=tuple(points.names[place] for place in places),
        positions_raw=positions,
        visibility_share=None if seen is None else np.asarray(seen[:, places], dtype=float),
    )
    return kept, tuple(columns)


def _on_every_frame(points: RawPoints, name: str, findings: list[QualityFinding]) -> RawPoints:
    """Give the frames that the file leaves out, where nobody was found, their rows of NaN."""
    frames = points.frame_indices
    if frames is None or len(frames) < 2:
        return points
    order = np.argsort(frames, kind="stable")
    numbers = frames[order]
    is_new = np.concatenate(([True], np.diff(numbers) > 0))
    if not is_new.all():
        findings.append(
            noticed(
                "clock-duplicates",
                name,
                severity=Severity.WARNING,
                found=f"{int((~is_new).sum())} of {len(frames)} frames bear the number of another.",
                done="The later ones were left out.",
            )
        )
    order, numbers = order[is_new], numbers[is_new]
    step = int(np.diff(numbers).min(initial=np.iinfo(np.int64).max)) if len(numbers) > 1 else 1
    rows = (numbers - numbers[0]) // step
    if np.any((numbers - numbers[0]) % step):
        rows, step = numbers - numbers[0], 1
    count = int(rows[-1]) + 1
    width = points.positions_raw.shape[1] * (points.positions_raw.shape[2] + 1)
    refuse_too_large(count * width * 8, what=f"The {count:,} frames of {name}")
    rate_hz = points.sampling_rate_hz
    return replace(
        points,
        positions_raw=_spread(points.positions_raw[order], rows, count),
        visibility_share=_spread_or_none(points.visibility_share, order, rows, count),
        times_s=_times_between(points.times_s, order, rows, count),
        sampling_rate_hz=None if rate_hz is None else rate_hz / step,
        frame_step_count=step,
    )


def _spread(values: FloatArray, rows: SampleArray, count: int) -> FloatArray:
    spread = np.full((count, *values.shape[1:]), np.nan)
    spread[rows] = values
    return spread


def _spread_or_none(
    values: FloatArray | None, order: SampleArray, rows: SampleArray, count: int
) -> FloatArray | None:
    return None if values is None else np.nan_to_num(_spread(values[order], rows, count))


def _times_between(
    times_s: FloatArray | None, order: SampleArray, rows: SampleArray, count: int
) -> FloatArray | None:
    if times_s is None:
        return None
    return np.asarray(np.interp(np.arange(count), rows, times_s[order]))


def _seen_only(points: RawPoints, name: str, findings: list[QualityFinding]) -> RawPoints:
    """Make NaN of what was not seen: zeros at the corner, and numbers that are no position."""
    positions, seen = points.positions_raw, points.visibility_share
    is_corner: BoolArray = np.asarray((positions == 0).all(axis=2))
    if seen is not None:
        is_corner |= (seen <= 0) & (positions[:, :, :2] == 0).all(axis=2)
    with np.errstate(invalid="ignore"):
        is_impossible: BoolArray = np.asarray((np.abs(positions) > _LARGEST).any(axis=2))
    _say_unseen(is_corner, is_impossible, name, findings)
    gone = is_corner | is_impossible | np.isnan(positions).any(axis=2)
    positions = np.where(gone[:, :, None], np.nan, positions)
    if not np.isfinite(positions).any():
        raise DamagedFile(
            f"A person is needed in at least some frames, and in none of the {len(positions)} "
            f"frames of {name} was one found. Check the estimator on the video: the whole person "
            "must be in the picture, and large enough."
        )
    if seen is not None:
        seen = np.clip(np.nan_to_num(seen, nan=0.0, posinf=1.0, neginf=0.0), 0.0, 1.0)
    return replace(points, positions_raw=positions, visibility_share=seen)


def _say_unseen(
    is_corner: BoolArray, is_impossible: BoolArray, name: str, findings: list[QualityFinding]
) -> None:
    if is_corner.any():
        findings.append(
            noticed(
                "landmarks-missing",
                name,
                found=f"{is_corner.mean():.1%} of the points lie exactly at the zero of all axes, "
                "as programs write what they did not see.",
                done="They were taken as not seen.",
            )
        )
    if is_impossible.any():
        findings.append(
            noticed(
                "infinite-values",
                name,
                severity=Severity.WARNING,
                found=f"{int(is_impossible.sum())} points hold infinities, or numbers beyond any "
                "position.",
                done="They were taken as not seen.",
            )
        )


def _clocked(
    points: RawPoints, name: str, options: ReadOptions, findings: list[QualityFinding]
) -> tuple[RawPoints, Clock]:
    stated_hz = options.sampling_rate_hz
    if stated_hz is not None:
        # The rate is that of the video; the file may hold every so many of its frames.
        stated_hz /= points.frame_step_count
    if points.times_s is not None and len(points.times_s) > 1:
        settled = settle_clock(points.times_s, sensor=name, nominal_rate_hz=stated_hz)
        findings.extend(settled.findings)
        return _kept(points, settled.kept), settled.clock
    rate_hz = stated_hz or points.sampling_rate_hz
    if rate_hz is None:
        raise MissingChannel(
            f"The frames a second are needed, and {name} has neither times nor a rate for its "
            f"{len(points.positions_raw)} frames. Give those of the video with --rate-hz."
        )
    return points, Clock(sampling_rate_hz=rate_hz, samples_count=len(points.positions_raw))


def _kept(points: RawPoints, kept: BoolArray | None) -> RawPoints:
    if kept is None:
        return points
    seen = points.visibility_share
    return replace(
        points,
        positions_raw=points.positions_raw[kept],
        visibility_share=None if seen is None else seen[kept],
    )


def times_scale_s(times_raw: FloatArray) -> float:
    """Tell what one unit of times without a unit is, in seconds, from the pace of a video.

    Pictures come 2 to 2000 times a second: seconds, milli-, micro- and nanoseconds lie so far
    apart that the pace tells them.
    """
    steps = np.diff(times_raw[np.isfinite(times_raw)])
    steps = steps[steps > 0]
    pace = float(np.median(steps)) if len(steps) else 0.03
    for scale_s in (1.0, 1e-3, 1e-6, 1e-9):
        if pace * scale_s <= _SLOWEST_PACE_S:
            return scale_s
    return 1.0


#: Two frames a second; slower pictures show no movement. House choice.
_SLOWEST_PACE_S: Final = 0.5


def refuse_no_frames(frames: Sized, path: Path) -> None:
    """Refuse a file without a frame."""
    if not len(frames):
        raise DamagedFile(
            f"Frames with points of the body are needed, and {path.name} has none. Check that the "
            "estimator found a person, and export again."
        )
