"""What comes out of the intake: a recording that can be read, or a refusal that says why."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from restride.recording.quality import QualityFinding
from restride.terms import Severity, Task


class RefusalReason(StrEnum):
    """Why an upload is not taken in."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    CUT_SHORT = "cut-short"
    DISK_FULL = "disk-full"
    #: A link, a folder, a device, or nothing.
    NO_FILE = "no-file"
    #: A picture, a program, a document, an archive: whatever no reader takes.
    NO_RECORDING = "no-recording"
    #: Names that leave the archive, entries that lie in each other, links, secrets.
    UNSAFE_ARCHIVE = "unsafe-archive"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    DAMAGED = "damaged"
    #: A reader knows the format, and the recording lacks something or makes no sense.
    NOT_USABLE = "not-usable"
    #: What was said about the file does not fit it.
    OPTIONS = "options"
    TOO_MUCH_MEMORY = "too-much-memory"
    TOO_MUCH_TIME = "too-much-time"
    #: A fault of ours: the reader ended otherwise than by reading or refusing.
    READER_FAILED = "reader-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What looking at an upload took."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    #: Of the reading process, at its peak; 0 where none was needed.
    peak_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRefused:
    """An upload that is not taken in."""

    reason: RefusalReason
    #: What was needed, what was found, what to do: in words for the person who uploaded it. It
    #: may hold the shown name and a cell of the file: it belongs to the record, not to logs.
    text: str
    cost: Cost = field(default_factory=Cost)

    def to_json(self) -> dict[str, Any]:
        """Write it for an answer of the server."""
        return {"reason": str(self.reason), "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file in quarantine."""

    path: Path
    size_bytes: int
    #: Of its bytes, in hex: the hash of what an analysis was made from.
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTrack:
    """A sensor, a plate, landmarks or joint angles that a recording holds."""

    #: ``sensor``, ``plate``, ``landmarks`` or ``joint-angles``.
    kind: str
    name: str
    #: Where a sensor was worn, or whose foot stood on a plate; None where nobody says.
    placement: str | None
    sampling_rate_hz: float
    samples_count: int
    #: Landmarks or joints, by name.
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTrial:
    """One trial of a file."""

    #: As the file itself calls it, else ``recording``; never the name of the file.
    name: str
    duration_s: float
    tracks: tuple[FoundTrack, ...]
    #: As stated, or what such a recording usually is; None where only the analysis can tell.
    task_guess: Task | None
    started_at: str | None
    is_simulated: bool
    findings: tuple[QualityFinding, ...]
    #: ``Recording.content_hash``; None for a long recording, which was read in parts.
    content_hash: str | None
    #: Whether the import self-check was run; a long recording is checked where it is analysed.
    is_checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """An upload that a reader can read."""

    #: For display only, never a path.
    shown_name: str
    #: The reader's name, as ``--format`` takes it.
    format: str
    size_bytes: int
    trials: tuple[FoundTrial, ...]
    cost: Cost = field(default_factory=Cost)

    @property
    def duration_s(self) -> float:
        """All trials together."""
        return sum(trial.duration_s for trial in self.trials)

    def to_json(self) -> dict[str, Any]:
        """Write it for an answer of the server."""
        return {
            "shown_name": self.shown_name,
            "format": self.format,
            "size_bytes": self.size_bytes,
            "duration_s": self.duration_s,
            "trials": [asdict(trial) for trial in self.trials],
        }


def trial_of(told: Mapping[str, Any]) -> FoundTrial:
    """Read a trial as the reading process writes it."""
    return FoundTrial(
        name=str(told["name"]),
        duration_s=float(told["duration_s"]),
        tracks=tuple(
            FoundTrack(**{**track, "points": tuple(track["points"])}) for track in told["tracks"]
        ),
        task_guess=None if told["task_guess"] is None else Task(told["task_guess"]),
        started_at=told["started_at"],
        is_simulated=bool(told["is_simulated"]),
        findings=tuple(
            QualityFinding(**{**each, "severity": Severity(each["severity"])})
            for each in told["findings"]
        ),
        content_hash=told["content_hash"],
        is_checked=bool(told["is_checked"]),
    )
