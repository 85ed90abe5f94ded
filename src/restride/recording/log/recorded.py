"""A recording made of a log: sensors and plates in SI units, on one time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.clock import Clock
from restride.recording.clock_settling import SettledClock, settle_clock
from restride.recording.log.blocks import SampleBlock
from restride.recording.log.content import StreamContent, content_of_log
from restride.recording.log.damage import LogDamage
from restride.recording.log.frames import Frame
from restride.recording.log.runs import Run, runs_of
from restride.recording.log.stream import (
    ACCELERATION,
    ANGULAR_VELOCITY,
    CENTRE_OF_PRESSURE,
    HORIZONTAL_FORCE,
    VERTICAL_FORCE,
    ChannelName,
    StreamHeader,
    StreamSensor,
)
from restride.recording.log.timing import clock_offset, drift_finding, timed_samples
from restride.recording.plates import Plate
from restride.recording.quality import SIMULATED, QualityFinding
from restride.recording.readers.told_units import in_dps, in_mps2
from restride.recording.recording import Recording, Sensor, SourceFile
from restride.terms import Severity

#: How the source of such a recording is named.
LOG_FORMAT = "restride-log"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMark:
    """Something that happened, on the time of the recording."""

    kind: str
    time_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRecording:
    """A recording with what its log says besides."""

    recording: Recording
    header: StreamHeader
    marks: tuple[PlacedMark, ...]
    is_ended: bool
    #: By the receiver's clock, the time that the recording counts from.
    start_arrival_s: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Settled:
    """One sensor with its samples on a usable clock that begins at 0."""

    sensor: StreamSensor
    settled: SettledClock
    values_raw: FloatArray
    #: By the receiver's clock, when its first sample was taken.
    first_s: float
    findings: tuple[QualityFinding, ...]


def recording_of_log(frames: Iterable[Frame | LogDamage], *, name: str = "recording") -> Recording:
    """Make a recording of the frames of a log; see ``logged_recording``."""
    return logged_recording(frames, name=name).recording


def logged_recording(
    frames: Iterable[Frame | LogDamage], *, name: str = "recording"
) -> LoggedRecording:
    """Make a recording of the frames of a log, and place its marks.

    Clocks come from the devices' times; lost blocks are gaps in them. Devices with a clock of their
    own are set against each other by when their blocks arrived. What was doubled, late, set anew,
    damaged or cut short stands in the findings.

    Parameters
    ----------
    frames
        As ``read_log`` gives them; a damage at their end is told and hurts nothing before it.

    Raises
    ------
    DamagedFile
        No header, no sensor with two samples, or times that make no clock.
    StreamRefused, RecordingTooLarge
        As ``content_of_log`` does.
    """
    content = content_of_log(frames)
    settled = _settled_sensors(content)
    start_s = min(each.first_s for each in settled)
    sensors: list[Sensor] = []
    plates: list[Plate] = []
    for each in settled:
        clock = _moved(each.settled.clock, each.first_s - start_s)
        if each.sensor.is_plate:
            plates.append(_plate(each, clock))
        else:
            sensors.append(_sensor(each, clock))
    recording = Recording(
        name=name,
        sensors=tuple(sensors),
        plates=tuple(plates),
        files=(SourceFile(name=name, format=LOG_FORMAT),),
        findings=_findings(content, settled),
        is_simulated=content.header.is_simulated,
        task=content.header.task,
    )
    return LoggedRecording(
        recording=recording,
        header=content.header,
        marks=tuple(
            PlacedMark(kind=mark.kind, time_s=mark.arrival_s - start_s) for mark in content.marks
        ),
        is_ended=content.is_ended,
        start_arrival_s=start_s,
    )


def _settled_sensors(content: StreamContent) -> list[_Settled]:
    pairs = zip(content.header.sensors, content.blocks, strict=True)
    usable = [(sensor, blocks) for sensor, blocks in pairs if _samples_count(blocks) >= 2]
    if not usable:
        raise DamagedFile(
            "A sensor with at least two samples is needed, and none of the "
            f"{len(content.header.sensors)} in the log has them. Record anew."
        )
    offsets_s: dict[str, float] = {}
    settled = []
    for sensor, blocks in usable:
        runs = runs_of(blocks, sampling_rate_hz=sensor.sampling_rate_hz)
        offset = clock_offset(runs, sensor=sensor)
        offset_s = offsets_s.setdefault(sensor.clock, offset.offset_s)
        each = _settle(sensor, runs, offset_s)
        if not content.restarts_count:
            each = replace(each, findings=(*each.findings, *drift_finding(offset, sensor)))
        settled.append(each)
    return settled


def _samples_count(blocks: Sequence[SampleBlock]) -> int:
    return sum(len(block.values) for block in blocks)


def _settle(sensor: StreamSensor, runs: Sequence[Run], offset_s: float) -> _Settled:
    timed = timed_samples(runs, sensor=sensor)
    settled = settle_clock(
        timed.times_s, sensor=sensor.name, nominal_rate_hz=sensor.sampling_rate_hz
    )
    values_raw = timed.values_raw if settled.kept is None else timed.values_raw[settled.kept]
    return _Settled(
        sensor=sensor,
        settled=settled,
        values_raw=values_raw,
        first_s=float(timed.times_s[0]) + offset_s,
        findings=(*timed.findings, *settled.findings),
    )


def _moved(clock: Clock, by_s: float) -> Clock:
    stamps_s = None if clock.stamps_s is None else clock.stamps_s + by_s
    return replace(clock, start_s=clock.start_s + by_s, stamps_s=stamps_s)


def _sensor(settled: _Settled, clock: Clock) -> Sensor:
    sensor = settled.sensor
    turning = _columns(settled, ANGULAR_VELOCITY)
    return Sensor(
        name=sensor.name,
        placement=sensor.placement,
        clock=clock,
        acceleration_mps2=in_mps2(
            settled.values_raw[:, sensor.columns_of(ACCELERATION)], sensor.unit_of(ACCELERATION)
        ),
        angular_velocity_dps=(
            None if turning is None else in_dps(turning, sensor.unit_of(ANGULAR_VELOCITY))
        ),
        stated_axes=sensor.axes,
        acceleration_range_mps2=sensor.acceleration_range_mps2,
        angular_velocity_range_dps=sensor.angular_velocity_range_dps,
    )


def _plate(settled: _Settled, clock: Clock) -> Plate:
    vertical = _columns(settled, VERTICAL_FORCE)
    return Plate(
        name=settled.sensor.name,
        clock=clock,
        centre_of_pressure_mm=settled.values_raw[:, settled.sensor.columns_of(CENTRE_OF_PRESSURE)],
        vertical_force_n=None if vertical is None else vertical[:, 0],
        horizontal_force_n=_columns(settled, HORIZONTAL_FORCE),
        side=settled.sensor.side,
    )


def _columns(settled: _Settled, names: tuple[ChannelName, ...]) -> FloatArray | None:
    if not settled.sensor.has(names):
        return None
    columns: FloatArray = settled.values_raw[:, settled.sensor.columns_of(names)]
    return columns


def _findings(content: StreamContent, settled: Sequence[_Settled]) -> tuple[QualityFinding, ...]:
    used = {each.sensor.name for each in settled}
    findings = [SIMULATED] if content.header.is_simulated else []
    findings.extend(content.findings)
    findings.extend(
        _told("missing-values", Severity.SERIOUS, sensor.name, "It sent no two samples.", _LEFT_OUT)
        for sensor in content.header.sensors
        if sensor.name not in used
    )
    clocks = sorted({each.sensor.clock for each in settled})
    if len(clocks) > 1:
        found = f"The devices have clocks of their own: {', '.join(clocks)}."
        done = "They were set against each other by when their blocks arrived."
        findings.append(_told("clock-drift", Severity.NOTE, None, found, done))
    findings.extend(finding for each in settled for finding in each.findings)
    return tuple(findings)


_LEFT_OUT = "It was left out."


def _told(
    code: str, severity: Severity, sensor: str | None, found: str, done: str
) -> QualityFinding:
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=sensor,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )
