"""A recording: any mix of sensors, each with its own clock, and the person who wore them.

Frozen and cheap: slicing shares memory. Signals stay in the axes of the file; alignment to the
body is a later, reported step. Acceleration is specific force: a sensor at rest shows +9.81 m/s2
along the axis that points up.
"""

import hashlib
from dataclasses import dataclass, field, replace

import numpy as np

from restride.arrays import FloatArray
from restride.person import Person
from restride.recording.quality import QualityFinding
from restride.terms import Placement


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clock:
    """When the samples were taken, in seconds from the start of the recording.

    An even clock needs no array; an uneven one carries its own times.
    """

    #: Nominal or measured rate; the median one where the clock is uneven.
    sampling_rate_hz: float
    samples_count: int
    start_s: float = 0.0
    #: (n_samples,), finite and never decreasing. None for an even clock.
    stamps_s: FloatArray | None = None

    @property
    def times_s(self) -> FloatArray:
        """Time of each sample, (n_samples,)."""
        if self.stamps_s is not None:
            return self.stamps_s
        return self.start_s + np.arange(self.samples_count) / self.sampling_rate_hz

    @property
    def end_s(self) -> float:
        """Time one sample after the last."""
        if self.stamps_s is not None and self.samples_count:
            return float(self.stamps_s[-1]) + 1 / self.sampling_rate_hz
        return self.start_s + self.samples_count / self.sampling_rate_hz

    @property
    def duration_s(self) -> float:
        """From the first sample to one sample after the last."""
        return self.end_s - self.first_s

    @property
    def first_s(self) -> float:
        """Time of the first sample."""
        if self.stamps_s is not None and self.samples_count:
            return float(self.stamps_s[0])
        return self.start_s

    def between(self, start_samples: int, end_samples: int) -> "Clock":
        """Cut to the half-open range of samples; times stay what they are."""
        if self.stamps_s is not None:
            stamps_s = self.stamps_s[start_samples:end_samples]
            return replace(self, samples_count=len(stamps_s), stamps_s=stamps_s)
        return replace(
            self,
            start_s=self.start_s + start_samples / self.sampling_rate_hz,
            samples_count=max(0, min(end_samples, self.samples_count) - start_samples),
        )

    def samples_at(self, time_s: float) -> int:
        """Count the samples taken before a time."""
        if self.stamps_s is not None:
            return int(np.searchsorted(self.stamps_s, time_s))
        position = np.ceil((time_s - self.start_s) * self.sampling_rate_hz - 1e-6)
        return int(np.clip(position, 0, self.samples_count))


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
    sensors: tuple[Sensor, ...]
    person: Person = field(default_factory=Person)
    files: tuple[SourceFile, ...] = ()
    #: Local or UTC start as the file writes it, ISO 8601; None where it does not.
    started_at: str | None = None
    #: What the file's own times say at its first sample; None where it has none.
    clock_start_s: float | None = None
    #: What the reader noticed while reading.
    findings: tuple[QualityFinding, ...] = ()
    is_simulated: bool = False

    def sensor_at(self, placement: Placement) -> Sensor | None:
        """Find the sensor worn at a place; None where there is none."""
        return next((sensor for sensor in self.sensors if sensor.placement is placement), None)

    def between(self, start_s: float, end_s: float) -> "Recording":
        """Cut every sensor to the half-open range of time, sharing memory."""
        return replace(self, sensors=tuple(each.between(start_s, end_s) for each in self.sensors))

    @property
    def duration_s(self) -> float:
        """From the first sample of any sensor to the end of the last; 0 without a sensor."""
        if not self.sensors:
            return 0.0
        clocks = [sensor.clock for sensor in self.sensors]
        return max(clock.end_s for clock in clocks) - min(clock.first_s for clock in clocks)

    def content_hash(self) -> str:
        """Name the content: equal for equal signals, clocks, places and person, SHA-256 in hex."""
        digest = hashlib.sha256(repr(self.person).encode())
        for sensor in self.sensors:
            clock = sensor.clock
            digest.update(
                f"{sensor.name}|{sensor.placement}|{sensor.stated_axes}|{clock.sampling_rate_hz!r}|"
                f"{clock.start_s!r}|{clock.samples_count}".encode()
            )
            for array in (clock.stamps_s, sensor.acceleration_mps2, sensor.angular_velocity_dps):
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
