"""What a recording holds, in words and numbers: for whoever sent it, before it is analysed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from restride.recording.joint_angles import JointAngles
from restride.recording.landmarks import Landmarks
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor, Track
from restride.terms import Placement, Task

#: A damaged file may give a finding a block; a person reads some.
_MOST_FINDINGS = 200
_KINDS = {
    Sensor: "sensor",
    Plate: "plate",
    Landmarks: "landmarks",
    JointAngles: "joint-angles",
}


def tell_trial(recording: Recording, *, is_checked: bool) -> dict[str, Any]:
    """Tell what one trial holds."""
    return {
        "name": recording.name,
        "duration_s": recording.duration_s,
        "tracks": [_track(each) for each in recording.tracks],
        "task_guess": _task_guess(recording),
        "started_at": recording.started_at,
        "is_simulated": recording.is_simulated,
        "findings": [asdict(each) for each in recording.findings[:_MOST_FINDINGS]],
        "content_hash": recording.content_hash(),
        "is_checked": is_checked,
    }


@dataclass(slots=True)
class _Seen:
    """What the parts of a long recording had until now."""

    first: dict[str, Any] | None = None
    begins_s: float = 0.0
    ends_s: float = 0.0
    samples_count: dict[tuple[str, str], int] = field(default_factory=dict)
    findings: dict[tuple[str, str | None], QualityFinding] = field(default_factory=dict)


def tell_parts(parts: Iterable[Recording]) -> dict[str, Any] | None:
    """Tell what a recording holds that comes in parts; None where there is none."""
    seen = _Seen()
    for part in parts:
        _add(seen, part)
    if seen.first is None:
        return None
    for track in seen.first["tracks"]:
        track["samples_count"] = seen.samples_count[track["kind"], track["name"]]
    findings = list(seen.findings.values())[:_MOST_FINDINGS]
    return {
        **seen.first,
        "duration_s": seen.ends_s - seen.begins_s,
        "findings": [asdict(each) for each in findings],
    }


def _add(seen: _Seen, part: Recording) -> None:
    starts_s = min((track.clock.first_s for track in part.tracks), default=0.0)
    if seen.first is None:
        seen.begins_s = starts_s
        seen.first = {
            **tell_trial(_cut(part), is_checked=False),
            "tracks": [_track(each) for each in part.tracks],
            "content_hash": None,
        }
    seen.ends_s = max(seen.ends_s, starts_s + part.duration_s)
    for track in part.tracks:
        key = (_KINDS[type(track)], track.name)
        seen.samples_count[key] = seen.samples_count.get(key, 0) + track.clock.samples_count
    for finding in part.findings:
        # The first of a kind stands for all: a long recording may have thousands.
        seen.findings.setdefault((finding.code, finding.sensor), finding)


def _cut(part: Recording) -> Recording:
    """Take nothing but the description of a part: its samples are not hashed."""
    return part.between(0.0, 0.0)


def _track(track: Track) -> dict[str, Any]:
    return {
        "kind": _KINDS[type(track)],
        "name": track.name,
        "placement": _placement(track),
        "sampling_rate_hz": track.clock.sampling_rate_hz,
        "samples_count": track.clock.samples_count,
        "points": _points(track),
    }


def _placement(track: Track) -> str | None:
    if isinstance(track, Sensor):
        return None if track.placement is Placement.UNKNOWN else str(track.placement)
    if isinstance(track, Plate):
        return None if track.side is None else str(track.side)
    return None


def _points(track: Track) -> list[str]:
    if isinstance(track, Landmarks):
        return [str(point) for point in track.points]
    return [str(joint) for joint in track.joints] if isinstance(track, JointAngles) else []


def _task_guess(recording: Recording) -> str | None:
    """Take the task that is stated; else what such tracks alone are recorded for."""
    if recording.task is not None:
        return str(recording.task)
    if recording.sensors:
        return str(Task.WALK)
    if recording.joint_angles and not (recording.landmarks or recording.plates):
        return str(Task.REPETITIONS)
    return None
