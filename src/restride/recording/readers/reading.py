"""From a path to recordings: choose the reader, read, and add what stands beside the file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from restride.errors import DamagedFile, OptionError, TrialNotFound, UnknownFormat
from restride.person import Person
from restride.recording.quality import SIMULATED
from restride.recording.readers.json_people import first_frame_in
from restride.recording.readers.limits import read_head
from restride.recording.readers.notes import Notes, filled, read_notes, with_notes
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import HEAD_BYTES, Reader
from restride.recording.readers.registry import READERS
from restride.recording.readers.streaming import in_parts
from restride.recording.recording import Recording, Sensor
from restride.terms import Placement


def read_recordings(
    path: Path, *, options: ReadOptions | None = None, format_name: str | None = None
) -> tuple[Recording, ...]:
    """Read every trial of a file, one recording each.

    The content chooses the reader, not the name. Units are SI afterwards; what was not in the file
    and was told from the data stands in the findings.

    Raises
    ------
    RecordingError
        The file cannot be used: the message says why and what to do.
    OptionError
        What was said about the file makes no sense.
    """
    path, options = first_frame_in(Path(path)), options or ReadOptions()
    reader = find_reader(path, format_name=format_name)
    notes = read_notes(path, options)
    options = with_notes(options, notes)
    recordings = reader.read(path, options)
    return tuple(
        said_beside(each, options=options, notes=notes)
        for each in _picked(recordings, path, options)
    )


def stream_recording(
    path: Path,
    *,
    options: ReadOptions | None = None,
    block_s: float,
    format_name: str | None = None,
) -> Iterator[Recording]:
    """Read a long file in consecutive parts of at most so many seconds, in bounded memory.

    Times go on from part to part on the clock of the recording. Formats that cannot be read in
    parts are read whole and cut; of several trials the first, or the one in the options, is taken.

    Raises
    ------
    RecordingError
        As ``read_recordings`` does.
    """
    path, options = first_frame_in(Path(path)), options or ReadOptions()
    if not block_s > 0:
        raise OptionError(f"A part must last longer than 0 s, and block_s is {block_s:g}.")
    reader = find_reader(path, format_name=format_name)
    notes = read_notes(path, options)
    options = with_notes(options, notes)
    if reader.stream is None:
        recordings = _picked(reader.read(path, options), path, options)
        parts = in_parts(recordings[0], block_s)
    else:
        parts = reader.stream(path, options, block_s)
    for part in parts:
        yield said_beside(part, options=options, notes=notes)


def estimate_duration_s(
    path: Path, *, options: ReadOptions | None = None, format_name: str | None = None
) -> float | None:
    """Guess how long a recording lasts without reading it; None where only reading tells."""
    path, options = first_frame_in(Path(path)), options or ReadOptions()
    reader = find_reader(path, format_name=format_name)
    if reader.estimate_s is None:
        return None
    return reader.estimate_s(path, with_notes(options, read_notes(path, options)))


def find_reader(path: Path, *, format_name: str | None = None) -> Reader:
    """Choose the reader by the first bytes, or by the name that was given.

    Raises
    ------
    UnknownFormat
        Where no reader recognises the file, or several do equally well.
    """
    path = first_frame_in(path)
    head = read_head(path, head_bytes=HEAD_BYTES)
    if format_name is not None:
        return _named_reader(format_name, head, path)
    confidences = {reader.name: reader.recognises(head, path) for reader in READERS}
    highest = max(confidences.values())
    best = [reader for reader in READERS if confidences[reader.name] == highest]
    if highest == 0:
        raise UnknownFormat(
            f"A recording in one of the formats {_formats()} is needed, and {path.name} starts "
            f"with {head[:16]!r}, which is none of them. Export the recording in one of these."
        )
    if len(best) > 1:
        names = " and ".join(reader.name for reader in best)
        raise UnknownFormat(
            f"One format is needed, and {path.name} looks like {names} alike. "
            f"Say which with --format {best[0].name}."
        )
    return best[0]


def _named_reader(format_name: str, head: bytes, path: Path) -> Reader:
    reader = next((each for each in READERS if each.name == format_name), None)
    if reader is None:
        raise OptionError(
            f"The format must be one of {_formats()}, and is {format_name!r}. Give one of these."
        )
    if reader.recognises(head, path) == 0:
        raise DamagedFile(
            f"A file of the format {reader.name} ({reader.title}) is needed, and {path.name} "
            f"starts with {head[:16]!r}. Leave out --format to let the content choose."
        )
    return reader


def _formats() -> str:
    return ", ".join(reader.name for reader in READERS)


def _picked(
    recordings: Sequence[Recording], path: Path, options: ReadOptions
) -> Sequence[Recording]:
    if options.trial is None:
        return recordings
    picked = [each for each in recordings if each.name == options.trial]
    if not picked:
        names = ", ".join(each.name for each in recordings[:20])
        raise TrialNotFound(
            f"The trial {options.trial!r} is needed, and {path.name} holds {names}. "
            "Name one of them."
        )
    return picked


def said_beside(recording: Recording, *, options: ReadOptions, notes: Notes) -> Recording:
    """Add places, axes, person and start that were said, or that stand beside the file."""
    sensors = _placed(recording.sensors, options.placements, recording.files[0].name)
    if notes.axes is not None:
        sensors = tuple(replace(each, stated_axes=notes.axes) for each in sensors)
    return replace(
        recording,
        sensors=sensors,
        person=filled(options.person or Person(), recording.person),
        started_at=recording.started_at or notes.started_at,
        is_simulated=recording.is_simulated or notes.is_simulated,
        task=recording.task or notes.task,
        findings=(
            *((SIMULATED,) if notes.is_simulated else ()),
            *notes.findings,
            *recording.findings,
        ),
    )


def _placed(
    sensors: tuple[Sensor, ...], placements: tuple[Placement, ...], file_name: str
) -> tuple[Sensor, ...]:
    """Give each sensor its place, or pick those whose places the file names already."""
    if not placements:
        return sensors
    if len(set(placements)) < len(placements):
        raise OptionError(
            f"Each place can hold one sensor, and {', '.join(placements)} names one twice. "
            "Give every sensor its own place."
        )
    if len(placements) == len(sensors):
        pairs = zip(sensors, placements, strict=True)
        by_place = {each.placement: each for each in sensors}
        if set(placements) == by_place.keys():
            return sensors
        return tuple(replace(sensor, placement=placement) for sensor, placement in pairs)
    picked = tuple(each for each in sensors if each.placement in placements)
    if len(picked) == len(placements):
        return picked
    found = ", ".join(f"{each.name} ({each.placement})" for each in sensors)
    raise OptionError(
        f"A place for each sensor is needed: {file_name} has {len(sensors)} ({found}), and "
        f"{len(placements)} were given. Give them in this order."
    )
