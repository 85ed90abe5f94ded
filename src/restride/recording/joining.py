"""Several files of one recording brought to one time.

Times count from the latest first sample: only from there on do all sensors speak. Where every file
writes when it started, the starts are set against each other; where every file has times that
overlap, these are taken as one clock; otherwise all files are taken to have started together.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, TypeVar

from restride.errors import ClocksDisagree, OptionError
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.joint_angles import JointAngles
from restride.recording.landmarks import Landmarks
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor
from restride.terms import Placement, Severity

_Track = TypeVar("_Track", Sensor, Plate, Landmarks, JointAngles)
_PERSON_FIELDS: Final = (
    "height_m",
    "sensor_height_m",
    "body_mass_kg",
    "age_years",
    "sex",
    "walking_aid",
)


def join_files(recordings: Sequence[Recording]) -> Recording:
    """Join recordings of one go, one a file, to one with all that was recorded.

    Returns
    -------
    Recording
        0 s is the latest first sample; ``offset_s`` of each file is when its own first sample was,
        at or below 0. Samples before 0 s are kept.

    Raises
    ------
    OptionError
        Where two sensors were worn at the same place, or there is no recording.
    ClocksDisagree
        Where the files do not overlap in time.
    """
    if not recordings:
        raise OptionError("At least one recording is needed to join, and there is none. Name one.")
    if len(recordings) == 1:
        return recordings[0]
    _refuse_same_place(recordings)
    offsets_s, findings = _offsets_s(recordings)
    _refuse_apart(recordings, offsets_s)
    pairs = list(zip(recordings, offsets_s, strict=True))
    sensors = [_moved(each, by_s) for recording, by_s in pairs for each in recording.sensors]
    return Recording(
        name=" + ".join(recording.name for recording in recordings),
        sensors=_with_own_names(sensors),
        plates=tuple(_moved(each, by_s) for of_file, by_s in pairs for each in of_file.plates),
        landmarks=tuple(
            _moved(each, by_s) for of_file, by_s in pairs for each in of_file.landmarks
        ),
        joint_angles=tuple(
            _moved(each, by_s) for of_file, by_s in pairs for each in of_file.joint_angles
        ),
        person=_joined_person([recording.person for recording in recordings]),
        files=tuple(
            replace(file, offset_s=file.offset_s + by_s)
            for recording, by_s in pairs
            for file in recording.files
        ),
        started_at=_latest_start(recordings),
        findings=(*findings, *_of_plates(recordings), *_all_findings(recordings, offsets_s)),
        is_simulated=any(recording.is_simulated for recording in recordings),
        task=next((recording.task for recording in recordings if recording.task), None),
    )


def _of_plates(recordings: Sequence[Recording]) -> tuple[QualityFinding, ...]:
    """Say where plates of several files are taken as parts of one stand, and may be trials."""
    names = [
        recording.name
        for recording in recordings
        if any(plate.side is None for plate in recording.plates)
    ]
    if len(names) < 2:
        return ()
    finding = QualityFinding(
        code="plates-joined",
        severity=Severity.SERIOUS,
        sensor=None,
        start_s=None,
        end_s=None,
        found=f"{' and '.join(names)} hold a plate each, and nobody says under which foot.",
        done="They were weighed together as parts of one trial. If they are several trials, "
        "analyse each alone, or list them with --protocol.",
    )
    return (finding,)


def _refuse_same_place(recordings: Sequence[Recording]) -> None:
    seen: dict[Placement, str] = {}
    for recording in recordings:
        for sensor in recording.sensors:
            if sensor.placement is Placement.UNKNOWN:
                continue
            if sensor.placement in seen:
                raise OptionError(
                    f"Each place can hold one sensor, and {seen[sensor.placement]} and "
                    f"{recording.name} are both worn at {sensor.placement}. Name the places with "
                    "--placement, one for each file."
                )
            seen[sensor.placement] = recording.name


def _offsets_s(recordings: Sequence[Recording]) -> tuple[list[float], tuple[QualityFinding, ...]]:
    """Tell how far to move each recording's times."""
    starts = [_start_of(recording) for recording in recordings]
    known = [start for start in starts if start is not None]
    is_mixed = any((start.tzinfo is None) != (known[0].tzinfo is None) for start in known)
    if len(known) < len(starts) or is_mixed:
        return _offsets_by_times_s(recordings)
    latest = max(known)
    return [round((start - latest).total_seconds(), 6) for start in known], ()


def _offsets_by_times_s(
    recordings: Sequence[Recording],
) -> tuple[list[float], tuple[QualityFinding, ...]]:
    """Take the times that the files write as one clock, where they overlap and differ."""
    known_s = [each.clock_start_s for each in recordings if each.clock_start_s is not None]
    offsets_s = [round(first_s - max(known_s), 6) for first_s in known_s]
    is_one_clock = len(offsets_s) == len(recordings) and all(
        recording.duration_s + by_s > 0
        for recording, by_s in zip(recordings, offsets_s, strict=True)
    )
    found = "Not all files write when they started."
    if is_one_clock and any(offsets_s):
        told = ", ".join(f"{first_s:.6g} s" for first_s in known_s)
        found = f"{found} Their own times begin at {told}."
        return offsets_s, (_of_starts(found, "These times were taken as one clock."),)
    done = "They were taken to have started together, at their first samples."
    return [0.0] * len(recordings), (_of_starts(found, done),)


def _of_starts(found: str, done: str) -> QualityFinding:
    return QualityFinding(
        code="clock-drift",
        severity=Severity.NOTE,
        sensor=None,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )


def _start_of(recording: Recording) -> datetime | None:
    try:
        return datetime.fromisoformat(recording.started_at or "")
    except ValueError:
        return None


def _latest_start(recordings: Sequence[Recording]) -> str | None:
    starts = [(start, each.started_at) for each in recordings if (start := _start_of(each))]
    if not starts:
        return None
    return max(starts, key=lambda pair: pair[0].replace(tzinfo=pair[0].tzinfo or UTC))[1]


def _refuse_apart(recordings: Sequence[Recording], offsets_s: Sequence[float]) -> None:
    for recording, by_s in zip(recordings, offsets_s, strict=True):
        if recording.duration_s + by_s <= 0:
            raise ClocksDisagree(
                f"Files of one recording must overlap in time, and {recording.name} ends "
                f"{-(recording.duration_s + by_s):.1f} s before another one begins. Check that the "
                "files belong together, and how the clocks were set."
            )


def _moved(track: _Track, by_s: float) -> _Track:
    if by_s == 0:
        return track
    return replace(track, clock=_moved_clock(track.clock, by_s))


def _moved_clock(clock: Clock, by_s: float) -> Clock:
    stamps_s = None if clock.stamps_s is None else clock.stamps_s + by_s
    return replace(clock, start_s=clock.start_s + by_s, stamps_s=stamps_s)


def _with_own_names(sensors: Sequence[Sensor]) -> tuple[Sensor, ...]:
    """Name sensors apart by their places where their files call them alike."""
    names = [sensor.name for sensor in sensors]
    if len(set(names)) == len(names):
        return tuple(sensors)
    return tuple(
        replace(
            sensor,
            name=str(sensor.placement)
            if sensor.placement is not Placement.UNKNOWN
            else f"{sensor.name} {number}",
        )
        for number, sensor in enumerate(sensors, start=1)
    )


def _joined_person(persons: Sequence[Person]) -> Person:
    known = {
        name: next((value for each in persons if (value := getattr(each, name)) is not None), None)
        for name in _PERSON_FIELDS
    }
    return Person(**known)


def _all_findings(
    recordings: Sequence[Recording], offsets_s: Sequence[float]
) -> tuple[QualityFinding, ...]:
    return tuple(
        replace(
            finding,
            start_s=None if finding.start_s is None else finding.start_s + by_s,
            end_s=None if finding.end_s is None else finding.end_s + by_s,
        )
        for recording, by_s in zip(recordings, offsets_s, strict=True)
        for finding in recording.findings
    )
