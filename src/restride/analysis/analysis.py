"""What an analysis is: all that was found in one recording, and all that it rests on.

What every task shares stands in ``Analysis``. What walking adds stands here too; every other task
has its class in its own file of ``tasks``.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

from restride.analysis.settings import AnalysisSettings
from restride.gait.calibration import StrideLengthCalibration
from restride.measure import Measure
from restride.person import Person
from restride.recording.events import Turn, Walk, WalkingBout
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor, SourceFile, Track
from restride.terms import EventSource, Placement, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Which sensor each part was found from."""

    strides: EventSource
    turns: EventSource
    #: None where no sensor was worn on the trunk.
    trunk: EventSource | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorSummary:
    """One sensor without its signal."""

    name: str
    placement: Placement
    sampling_rate_hz: float
    samples_count: int
    start_s: float
    end_s: float
    has_gyroscope: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackSummary:
    """A plate, landmarks or joint angles without their signal."""

    #: ``plate``, ``landmarks`` or ``joint-angles``.
    kind: str
    name: str
    sampling_rate_hz: float
    samples_count: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingSummary:
    """A recording without its signals."""

    name: str
    #: SHA-256 of the content; None where the recording was never whole in memory.
    content_hash: str | None
    started_at: str | None
    duration_s: float
    is_simulated: bool
    files: tuple[SourceFile, ...]
    sensors: tuple[SensorSummary, ...]
    #: Everything that is no sensor.
    tracks: tuple[TrackSummary, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoutAnalysis:
    """One walking bout and what it measures."""

    bout: WalkingBout
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(ABC):
    """One recording, analysed: what every task shares."""

    task: ClassVar[Task]

    restride_version: str
    recording: RecordingSummary
    person: Person
    quality: tuple[QualityFinding, ...]
    #: Over the whole recording.
    measures: tuple[Measure, ...]
    settings: AnalysisSettings = field(default_factory=AnalysisSettings)

    def to_json(self) -> dict[str, object]:
        """Turn into the documented object: plain dictionaries, lists, numbers, words and null."""
        from restride.analysis.to_json import analysis_to_json

        return analysis_to_json(self)

    @abstractmethod
    def found(self) -> dict[str, object]:
        """Give what the task adds to the JSON, as things whose fields are written."""

    @abstractmethod
    def rests_on(self) -> dict[str, object]:
        """Give what the numbers rest on, for the ``settings`` of the JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkAnalysis(Analysis):
    """All walking in a recording. The measures are over all bouts."""

    task: ClassVar[Task] = Task.WALK

    bouts: tuple[BoutAnalysis, ...]
    turns: tuple[Turn, ...]
    origins: Origins
    #: The factor that was used, given or made from this recording.
    calibration: StrideLengthCalibration | None = None
    #: Set where ``bouts`` is empty.
    no_walking_reason: str | None = None

    @property
    def walk(self) -> Walk:
        """Everything found, as the other rooms speak of it."""
        return Walk(
            bouts=tuple(each.bout for each in self.bouts),
            turns=self.turns,
            no_walking_reason=self.no_walking_reason,
        )

    def found(self) -> dict[str, object]:
        """Give bouts and turns."""
        from restride.analysis.walk_json import walk_found

        return walk_found(self)

    def rests_on(self) -> dict[str, object]:
        """Give sensors, factor and blocks."""
        from restride.analysis.walk_json import walk_settings

        return walk_settings(self)


def summarize_recording(recording: Recording, *, content_hash: str | None) -> RecordingSummary:
    """Keep what a recording is, without its signals."""
    return RecordingSummary(
        name=recording.name,
        content_hash=content_hash,
        started_at=recording.started_at,
        duration_s=recording.duration_s,
        is_simulated=recording.is_simulated,
        files=recording.files,
        sensors=tuple(
            SensorSummary(
                name=sensor.name,
                placement=sensor.placement,
                sampling_rate_hz=sensor.clock.sampling_rate_hz,
                samples_count=sensor.clock.samples_count,
                start_s=sensor.clock.first_s,
                end_s=sensor.clock.end_s,
                has_gyroscope=sensor.angular_velocity_dps is not None,
            )
            for sensor in recording.sensors
        ),
        tracks=tuple(
            _summary_of(track) for track in recording.tracks if not isinstance(track, Sensor)
        ),
    )


def _summary_of(track: Track) -> TrackSummary:
    return TrackSummary(
        kind=track.marks[0],
        name=track.name,
        sampling_rate_hz=track.clock.sampling_rate_hz,
        samples_count=track.clock.samples_count,
        start_s=track.clock.first_s,
        end_s=track.clock.end_s,
    )
