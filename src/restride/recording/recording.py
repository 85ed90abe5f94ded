"""A recording: any mix of sensors, plates and landmarks, each with its own clock, and the person.

Frozen and cheap: slicing shares memory. Signals stay in the axes of the file; alignment to the
body is a later, reported step. Acceleration is specific force: a sensor at rest shows +9.81 m/s2
along the axis that points up.
"""

import hashlib
from dataclasses import dataclass, field, replace

import numpy as np

from restride.arrays import FloatArray
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.joint_angles import JointAngles
from restride.recording.landmarks import Landmarks
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.terms import Placement, Task


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sensor:
    """One inertial sensor's part of a recording. Missing samples are NaN."""

    name: str
    placement: Placement
    clock: Clock
    #: (n_samples, 3), specific force in the sensor's own axes.
    acceleration_mps2: FloatArray
    #: (n_samples, 3), in the same axes, right-handed; None where there is no gyroscope.
    angular_velocity_dps: FloatArray | None = None
    #: Which way the sensor's x, y, z point on the body according to the format or the person,
    #: such as ("up", "right", "forward"); None where nobody says.
    stated_axes: tuple[str, str, str] | None = None
    #: The ends of the measuring range, where the format gives them.
    acceleration_range_mps2: float | None = None
    angular_velocity_range_dps: float | None = None

    @property
    def arrays(self) -> tuple[FloatArray | None, ...]:
        """All signals, for the hash of the content."""
        return (self.acceleration_mps2, self.angular_velocity_dps)

    @property
    def marks(self) -> tuple[str, ...]:
        """What else tells this sensor from another, for the hash of the content."""
        return (str(self.placement), str(self.stated_axes))

    def between(self, start_s: float, end_s: float) -> "Sensor":
        """Cut to the half-open range of time, sharing memory."""
        first, last = self.clock.samples_at(start_s), self.clock.samples_at(end_s)
        gyroscope = self.angular_velocity_dps
        return replace(
            self,
            clock=self.clock.between(first, last),
            acceleration_mps2=self.acceleration_mps2[first:last],
            angular_velocity_dps=None if gyroscope is None else gyroscope[first:last],
        )


Track = Sensor | Plate | Landmarks | JointAngles


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """Where a recording came from."""

    name: str
    format: str
    #: Seconds from the common start of the recording to the first sample of this file.
    offset_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """What was recorded of one person in one go."""

    name: str
    sensors: tuple[Sensor, ...] = ()
    plates: tuple[Plate, ...] = ()
    landmarks: tuple[Landmarks, ...] = ()
    joint_angles: tuple[JointAngles, ...] = ()
    person: Person = field(default_factory=Person)
    files: tuple[SourceFile, ...] = ()
    #: Local or UTC start as the file writes it, ISO 8601; None where it does not.
    started_at: str | None = None
    #: What the file's own times say at its first sample; None where it has none.
    clock_start_s: float | None = None
    #: What the reader noticed while reading.
    findings: tuple[QualityFinding, ...] = ()
    is_simulated: bool = False
    #: What the person was asked to do, where something beside the file says so.
    task: Task | None = None

    def sensor_at(self, placement: Placement) -> Sensor | None:
        """Find the sensor worn at a place; None where there is none."""
        return next((sensor for sensor in self.sensors if sensor.placement is placement), None)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """Everything that was recorded: sensors, plates, landmarks and joint angles."""
        return (*self.sensors, *self.plates, *self.landmarks, *self.joint_angles)

    def between(self, start_s: float, end_s: float) -> "Recording":
        """Cut everything to the half-open range of time, sharing memory."""
        return replace(
            self,
            sensors=tuple(each.between(start_s, end_s) for each in self.sensors),
            plates=tuple(each.between(start_s, end_s) for each in self.plates),
            landmarks=tuple(each.between(start_s, end_s) for each in self.landmarks),
            joint_angles=tuple(each.between(start_s, end_s) for each in self.joint_angles),
        )

    @property
    def duration_s(self) -> float:
        """From the first sample of anything to the end of the last; 0 where nothing is there."""
        if not self.tracks:
            return 0.0
        clocks = [track.clock for track in self.tracks]
        return max(clock.end_s for clock in clocks) - min(clock.first_s for clock in clocks)

    def content_hash(self) -> str:
        """Name the content: equal for equal signals, clocks, places and person, SHA-256 in hex."""
        digest = hashlib.sha256(repr(self.person).encode())
        for track in self.tracks:
            clock = track.clock
            digest.update(
                f"{track.name}|{'|'.join(track.marks)}|{float(clock.sampling_rate_hz)!r}|"
                f"{float(clock.start_s)!r}|{clock.samples_count}".encode()
            )
            for array in (clock.stamps_s, *track.arrays):
                digest.update(b"|none" if array is None else _bytes_of(array))
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        """Tell whether two recordings hold the same content."""
        return isinstance(other, Recording) and self.content_hash() == other.content_hash()

    def __hash__(self) -> int:
        """Hash by content."""
        return hash(self.content_hash())


def _bytes_of(array: FloatArray) -> memoryview:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
