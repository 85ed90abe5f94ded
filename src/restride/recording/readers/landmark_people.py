"""Several people in the pictures: the one who is followed, and where the others come close.

People of neighbouring frames are joined where they lie near where the last one was heading. The one
who is followed is seen largest and longest; frames in which only others are seen stay empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.errors import MissingChannel
from restride.recording.landmarks import Landmark
from restride.recording.quality import QualityFinding
from restride.recording.readers.keypoint_layouts import laid_out
from restride.recording.readers.landmark_arrays import (
    RawPoints,
    noticed,
    recording_from_points,
    refuse_no_frames,
)
from restride.recording.readers.landmark_names import columns_of
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.options import ReadOptions
from restride.recording.recording import Recording
from restride.signal.tracks import stretches
from restride.terms import Severity

#: A person moves less than half of the own size from frame to frame. House choice: at 15 frames a
#: second that is 13 m/s.
_LARGEST_STEP_SIZES: Final = 0.5
#: Frames after which a person who was lost is somebody new. House choice.
_LOST_FRAMES: Final = 15
#: Somebody at least this large beside the one who is followed may be taken for them.
_SIMILAR_SIZE: Final = 0.6
#: Middles of two bodies nearer than this part of their size: arms or legs may be exchanged.
_CLOSE_SIZES: Final = 0.5
#: People looked at in one frame; a crowd is no recording of one person.
_MOST_PEOPLE: Final = 40
#: Fewer seen points are nobody.
_LEAST_SEEN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawPeople:
    """Everybody in every frame, as a file holds them."""

    #: One name a point, or None where only their order is known.
    names: tuple[str, ...] | None
    #: A frame each: (n_people, n_points, 3 or 4), the last the confidence; ever the same points.
    people_raw: Sequence[FloatArray]
    #: The numbers of the frames; None where every frame is there.
    frame_indices: SampleArray | None = None
    times_s: FloatArray | None = None
    sampling_rate_hz: float | None = None
    picture_size_px: tuple[float, float] | None = None


@dataclass(slots=True)
class _Followed:
    """One person through the frames, while they are joined."""

    frames: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    middle_raw: FloatArray = field(default_factory=lambda: np.zeros(2))
    heading: FloatArray = field(default_factory=lambda: np.zeros(2))
    size_raw: float = 0.0
    weight: float = 0.0

    def expected(self, frame: int) -> FloatArray:
        """Tell where the person would be now."""
        return np.asarray(self.middle_raw + self.heading * min(3, frame - self.frames[-1]))

    def joined(self, *, frame: int, place: int, middle_raw: FloatArray, size_raw: float) -> None:
        """Go on to a person of the next frame."""
        if self.frames:
            step = (middle_raw - self.middle_raw) / max(1, frame - self.frames[-1])
            self.heading = 0.5 * self.heading + 0.5 * step
        self.frames.append(frame)
        self.places.append(place)
        self.middle_raw, self.size_raw = middle_raw, size_raw
        self.weight += size_raw


def recording_from_people(
    people: RawPeople, *, path: Path, format_name: str, options: ReadOptions, name: str = ""
) -> Recording:
    """Make the recording of the one person who is followed.

    Raises
    ------
    RecordingError
        As ``recording_from_points`` does, and where nobody is in any frame.
    """
    refuse_no_frames(people.people_raw, path)
    points_count = max((each.shape[1] for each in people.people_raw if each.size), default=0)
    refuse_no_frames(range(points_count), path)
    width = 8 * points_count * 4
    refuse_too_large(len(people.people_raw) * width, what=f"The frames of {path.name}")
    findings: list[QualityFinding] = []
    chosen = _chosen(people, findings, options)
    positions, seen = chosen[:, :, :-1], np.nan_to_num(chosen[:, :, -1])
    names = people.names
    if names is None or options.keypoint_layout is not None:
        names = laid_out(positions, options.keypoint_layout, name=path.name, findings=findings)
    points = RawPoints(
        names=names,
        positions_raw=positions,
        visibility_share=seen,
        times_s=people.times_s,
        frame_indices=people.frame_indices,
        sampling_rate_hz=people.sampling_rate_hz,
        picture_size_px=people.picture_size_px,
        findings=tuple(findings),
    )
    return recording_from_points(
        points, path=path, format_name=format_name, options=options, name=name
    )


def _chosen(people: RawPeople, findings: list[QualityFinding], options: ReadOptions) -> FloatArray:
    """Follow one person, (n_frames, n_points, 3 or 4); NaN in frames without them."""
    shape = next(each.shape[1:] for each in people.people_raw if each.size)
    chosen = np.full((len(people.people_raw), *shape), np.nan)
    looks = [_middles_and_sizes(each) for each in people.people_raw]
    tracks = _joined(looks)
    if not tracks:
        return chosen
    followed = max(tracks, key=lambda each: each.weight)
    for frame, place in zip(followed.frames, followed.places, strict=True):
        chosen[frame] = people.people_raw[frame][place]
    findings.extend(_several(looks, followed, _times_s(people, options)))
    return chosen


def _times_s(people: RawPeople, options: ReadOptions) -> FloatArray:
    if people.times_s is not None:
        return np.asarray(people.times_s - people.times_s[0])
    frames = (
        np.arange(len(people.people_raw)) if people.frame_indices is None else people.frame_indices
    )
    rate_hz = options.sampling_rate_hz or people.sampling_rate_hz
    if rate_hz is None:
        raise MissingChannel(
            f"The frames a second are needed, and the file has neither times nor a rate for its "
            f"{len(people.people_raw)} frames. Give those of the video with --rate-hz."
        )
    return np.asarray((frames - frames[0]) / rate_hz)


def _middles_and_sizes(people: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Tell the middle and the size of everybody in a frame; size 0 where nobody is."""
    people = people[:_MOST_PEOPLE]
    flat = np.where((people[:, :, -1:] > 0), people[:, :, :2], np.nan)
    middles, sizes = np.full((len(people), 2), np.nan), np.zeros(len(people))
    for place, points in enumerate(flat):
        seen = points[np.isfinite(points).all(axis=1)]
        if len(seen) >= _LEAST_SEEN:
            middles[place] = np.median(seen, axis=0)
            sizes[place] = np.ptp(seen, axis=0).max()
    return middles, sizes


def _joined(looks: Sequence[tuple[FloatArray, FloatArray]]) -> list[_Followed]:
    """Join the people of all frames to courses."""
    tracks: list[_Followed] = []
    alive: list[_Followed] = []
    for frame, (middles, sizes) in enumerate(looks):
        free = {int(place) for place in np.flatnonzero(sizes > 0)}
        alive = [each for each in alive if frame - each.frames[-1] <= _LOST_FRAMES]
        pairs = [
            (off, number, place)
            for number, track in enumerate(alive)
            for place in free
            if (off := _off(track, frame, middles[place], float(sizes[place])))
            <= _LARGEST_STEP_SIZES
        ]
        taken: set[int] = set()
        for _, number, place in sorted(pairs):
            if number not in taken and place in free:
                alive[number].joined(
                    frame=frame,
                    place=place,
                    middle_raw=middles[place],
                    size_raw=float(sizes[place]),
                )
                taken.add(number)
                free.remove(place)
        for place in sorted(free):
            track = _Followed()
            track.joined(
                frame=frame,
                place=place,
                middle_raw=middles[place],
                size_raw=float(sizes[place]),
            )
            tracks.append(track)
            alive.append(track)
    return tracks


def _off(track: _Followed, frame: int, middle: FloatArray, size: float) -> float:
    """Tell how far somebody is from where a course was heading, in sizes of the body."""
    distance = float(np.hypot(*(middle - track.expected(frame))))
    change = abs(np.log(size / track.size_raw)) if track.size_raw and size else 0.0
    # A child beside a parent: another size counts as distance.
    return distance / max(size, track.size_raw) + 0.2 * float(change)


def _several(
    looks: Sequence[tuple[FloatArray, FloatArray]], followed: _Followed, times_s: FloatArray
) -> list[QualityFinding]:
    """Say how often others are there, and where one of them comes close."""
    place_of = dict(zip(followed.frames, followed.places, strict=True))
    beside = np.zeros(len(looks), dtype=bool)
    close = np.zeros(len(looks), dtype=bool)
    others_only_count = 0
    for frame, (middles, sizes) in enumerate(looks):
        others = [place for place in np.flatnonzero(sizes > 0) if place != place_of.get(frame)]
        if frame not in place_of:
            others_only_count += bool(others)
            beside[frame] = bool(others)
            continue
        beside[frame] = bool(others)
        mine = place_of[frame]
        close[frame] = any(
            sizes[place] >= _SIMILAR_SIZE * sizes[mine]
            and np.hypot(*(middles[place] - middles[mine])) < _CLOSE_SIZES * sizes[mine]
            for place in others
        )
    if not beside.any():
        return []
    found = _told(beside, times_s, others_only_count)
    return [found, *(_crossing(start, end, times_s) for start, end in stretches(close)[:20])]


def _told(beside: FloatArray, times_s: FloatArray, others_only_count: int) -> QualityFinding:
    spans = stretches(np.asarray(beside, dtype=bool))
    where = ", ".join(
        f"{times_s[start]:.2f} to {times_s[end - 1]:.2f} s" for start, end in spans[:5]
    )
    more = f" and {len(spans) - 5} more" if len(spans) > 5 else ""
    return noticed(
        "several-people",
        "landmarks",
        severity=Severity.WARNING,
        found=f"Other people are in {int(np.sum(beside))} of {len(beside)} frames ({where}{more}).",
        done="The one who is seen largest and longest was followed."
        + (
            f" {others_only_count} frames show only others and were left empty."
            if others_only_count
            else ""
        ),
    )


def _crossing(start: int, end: int, times_s: FloatArray) -> QualityFinding:
    span_s = (float(times_s[start]), float(times_s[end - 1]))
    crossing = noticed(
        "several-people",
        "landmarks",
        severity=Severity.SERIOUS,
        found=f"From {span_s[0]:.2f} to {span_s[1]:.2f} s another person of similar size is less "
        "than half a body away.",
        done="Nothing: the two may be exchanged there. Record with nobody else in the picture.",
    )
    return replace(crossing, start_s=round(span_s[0], 6), end_s=round(span_s[1], 6))


def named_or_none(names: Sequence[str]) -> tuple[str, ...] | None:
    """Keep names that mean points of the body; None where the order must tell."""
    hips = {Landmark.LEFT_HIP, Landmark.RIGHT_HIP}
    return tuple(names) if len(columns_of(names).keys() | hips) >= 4 else None
