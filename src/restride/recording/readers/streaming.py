"""A long recording in consecutive parts, on one clock and in the same units throughout."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from restride.recording.clock import Clock
from restride.recording.clock_settling import LATEST_S
from restride.recording.quality import QualityFinding
from restride.recording.readers.assembly import assemble
from restride.recording.readers.channels import Channels, told_rate_hz, told_time_scale_s
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.told_units import ToldUnits, tell_units
from restride.recording.recording import Recording, Sensor, SourceFile

#: Where neither times nor a rate are there, parts are cut as if there were so many samples.
_ASSUMED_RATE_HZ: Final = 100.0
#: Parts are never longer than at this rate, whatever the times of a damaged file say.
_HIGHEST_RATE_HZ: Final = 10_000.0


def in_parts(recording: Recording, block_s: float) -> Iterator[Recording]:
    """Cut a recording that is in memory into parts; findings stand at the first."""
    start_s = min((track.clock.first_s for track in recording.tracks), default=0.0)
    end_s = max((track.clock.end_s for track in recording.tracks), default=0.0)
    findings = recording.findings
    begin_s = start_s
    while begin_s < end_s:
        part = _without_empty(recording.between(begin_s, begin_s + block_s))
        if part.tracks:
            yield replace(part, findings=findings)
            findings = ()
        # A gap of years, as a damaged clock may hold, is passed in one step.
        begin_s = max(begin_s + block_s, _next_sample_s(recording, begin_s + block_s))


def _without_empty(part: Recording) -> Recording:
    """Leave out what has no sample in this part."""
    return replace(
        part,
        sensors=tuple(each for each in part.sensors if each.clock.samples_count),
        plates=tuple(each for each in part.plates if each.clock.samples_count),
        landmarks=tuple(each for each in part.landmarks if each.clock.samples_count),
        joint_angles=tuple(each for each in part.joint_angles if each.clock.samples_count),
    )


def _next_sample_s(recording: Recording, time_s: float) -> float:
    """Tell when the first sample at or after a time was taken; the time itself behind the last."""
    found_s = [time_s]
    for track in recording.tracks:
        rest = track.between(time_s, float("inf")).clock
        if rest.samples_count:
            found_s.append(rest.first_s)
    return min(found_s[1:], default=time_s)


class PartsAssembler:
    """Puts parts of one file one behind the other.

    Units are told once, from samples looked at all over the file; the clock of each part goes on
    from the first sample of the file.
    """

    def __init__(
        self,
        looked_at: Sequence[Channels],
        *,
        path: Path,
        format_name: str,
        options: ReadOptions,
        started_at: str | None = None,
        findings: tuple[QualityFinding, ...] = (),
    ) -> None:
        rates_hz = [told_rate_hz(each, options) or _ASSUMED_RATE_HZ for each in looked_at]
        self.rate_hz = min(max(1.0, *rates_hz), _HIGHEST_RATE_HZ)
        self._units: list[ToldUnits] = [
            tell_units(each, options=options, sampling_rate_hz=rate_hz)
            for each, rate_hz in zip(looked_at, rates_hz, strict=True)
        ]
        self._scales_s = [told_time_scale_s(each) for each in looked_at]
        self._first_s: list[float | None] = [None] * len(looked_at)
        self._ends_s = [0.0] * len(looked_at)
        self._options = options
        self._started_at = started_at
        self._file = SourceFile(name=path.name, format=format_name)
        self._name = path.stem
        told = [finding for units in self._units for finding in units.findings]
        self._findings = (*findings, *told)

    def add_findings(self, findings: Sequence[QualityFinding]) -> None:
        """Have something said with the next part."""
        self._findings = (*self._findings, *findings)

    def next_part(self, channels: Sequence[Channels]) -> Recording:
        """Assemble the part that follows."""
        sensors: list[Sensor] = []
        findings = list(self._findings)
        for number, each in enumerate(channels):
            sensor, noticed = self._sensor(number, each)
            sensors.append(sensor)
            is_first = self._ends_s[number] == 0.0
            self._ends_s[number] = sensor.clock.end_s
            findings.extend(one for one in noticed if is_first or one.code != "rate-inferred")
        self._findings = ()
        return Recording(
            name=self._name,
            sensors=tuple(sensors),
            files=(self._file,),
            started_at=self._started_at,
            findings=tuple(findings),
        )

    def _sensor(self, number: int, channels: Channels) -> tuple[Sensor, tuple[QualityFinding, ...]]:
        """Assemble one sensor and move its clock, which starts at 0, to where it belongs."""
        starts_s = self._ends_s[number]
        if channels.times_raw is not None:
            with np.errstate(over="ignore", invalid="ignore"):
                times_s = np.asarray(channels.times_raw, dtype=float) * self._scales_s[number]
            channels = replace(channels, times_raw=times_s, time_scale_s=1.0)
            finite_s = times_s[np.abs(times_s) < LATEST_S]
            begins_s = float(finite_s[0]) if len(finite_s) else 0.0
            first_s = self._first_s[number]
            self._first_s[number] = first_s = begins_s if first_s is None else first_s
            # A clock that was set back goes on where the part before ended.
            starts_s = max(starts_s - 1 / self.rate_hz, begins_s - first_s)
        sensor, findings = assemble(channels, options=self._options, units=self._units[number])
        return replace(sensor, clock=_shifted(sensor.clock, starts_s)), findings


def _shifted(clock: Clock, starts_s: float) -> Clock:
    stamps_s = None if clock.stamps_s is None else clock.stamps_s + starts_s
    return replace(clock, start_s=clock.start_s + starts_s, stamps_s=stamps_s)
