"""From the log of a stream to a Parquet file and what it holds, apart from the record."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from restride.errors import RestrideError, StorageError
from restride.records.stream_logs import seal_of

if TYPE_CHECKING:
    from restride.recording.log.recorded import LoggedRecording
    from restride.recording.recording import Recording, Track
    from restride.vault.frame_seal import FrameSeal

_MOST_MARKS: Final = 1_000
#: The first frames tell how a device's clock stands to ours: ten seconds of six sensors.
_FIRST_FRAMES: Final = 3_000
_NO_FRAME: Final = (
    "A recording needs frames, and none came before it ended. See that the device is on and "
    "reaches the server, and record again."
)


def compute(wanted: dict[str, Any]) -> dict[str, Any]:
    """Make the file of a stream; where it holds no recording, say why."""
    if wanted["log"] is None:
        return _lost(_NO_FRAME, is_log_kept=False)
    log = Path(wanted["log"])
    seal = seal_of(UUID(wanted["recording"]))
    try:
        return _saved(log, seal, file=Path(wanted["file"]))
    except StorageError:
        raise
    except RestrideError as refusal:
        # What was sent stays where somebody can look at it.
        return _lost(str(refusal), is_log_kept=_is_worth_a_look(log, seal))


def _lost(words: str, *, is_log_kept: bool) -> dict[str, Any]:
    return {"lost": words, "content": {"stream": {"is_log_kept": is_log_kept}}}


def _is_worth_a_look(log: Path, seal: "FrameSeal") -> bool:
    """Tell whether samples are in it, or may be behind a damage that no crash leaves."""
    from restride.recording.log.damage import DamageKind
    from restride.recording.log.frames import HEAD_BYTES, Frame, FrameKind
    from restride.recording.log.reading import read_log

    if log.stat().st_size <= HEAD_BYTES:
        return False
    return any(
        each.kind is FrameKind.SAMPLES
        if isinstance(each, Frame)
        else each.kind is not DamageKind.TORN
        for each in read_log(log, seal=seal)
    )


def _saved(log: Path, seal: "FrameSeal", *, file: Path) -> dict[str, Any]:
    from restride.recording.intake.told_recording import tell_trial
    from restride.recording.log.reading import read_log
    from restride.recording.log.recorded import logged_recording
    from restride.recording.parquet_files import save_parquet

    logged = logged_recording(read_log(log, seal=seal))
    save_parquet(logged.recording, file)
    recording = logged.recording
    return {
        "file": str(file),
        # By the wall clock: good for the day and the hour, and for no sample.
        "began_at_s": log.stat().st_mtime - recording.duration_s,
        "duration_s": recording.duration_s,
        "lost_share": _lost_share(recording),
        "clock_offset_s": _clock_offset_s(log, seal),
        "task": None if recording.task is None else str(recording.task),
        "content": {
            "format": "parquet",
            "duration_s": recording.duration_s,
            "trials": [tell_trial(recording, is_checked=False)],
            "stream": _stream(logged),
        },
    }


def _stream(logged: "LoggedRecording") -> dict[str, Any]:
    return {
        "is_cut": not logged.is_ended,
        "is_log_kept": False,
        "marks_count": len(logged.marks),
        "marks": [
            {"kind": mark.kind, "time_s": mark.time_s} for mark in logged.marks[:_MOST_MARKS]
        ],
    }


def _lost_share(recording: "Recording") -> float:
    """Tell the share of samples that should be there and are not, over all sensors."""
    kept_count = sum(_kept_count(track) for track in recording.tracks)
    due_count = sum(_due_count(track) for track in recording.tracks)
    return max(0.0, 1 - kept_count / due_count) if due_count else 0.0


def _kept_count(track: "Track") -> int:
    import numpy as np

    is_kept = np.ones(track.clock.samples_count, dtype=bool)
    for array in track.arrays:
        if array is not None:
            is_kept &= np.isfinite(array.reshape(len(array), -1)).all(axis=1)
    return int(is_kept.sum())


def _due_count(track: "Track") -> int:
    return max(
        track.clock.samples_count, round(track.clock.duration_s * track.clock.sampling_rate_hz)
    )


def _clock_offset_s(log: Path, seal: "FrameSeal") -> float | None:
    """Tell how the clock of the first sensor stood to ours when the recording began."""
    from restride.recording.log.content import content_of_log
    from restride.recording.log.reading import read_log
    from restride.recording.log.runs import runs_of
    from restride.recording.log.timing import clock_offset

    content = content_of_log(islice(read_log(log, seal=seal), _FIRST_FRAMES))
    for sensor, blocks in zip(content.header.sensors, content.blocks, strict=True):
        if blocks:
            runs = runs_of(blocks, sampling_rate_hz=sensor.sampling_rate_hz)
            return clock_offset(runs, sensor=sensor).offset_s
    return None
