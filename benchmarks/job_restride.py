"""Restride's own analyses and readers, timed; runs in the environment of the project."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from stopwatch import Stopwatch, peak_mb

_DAY_S = 86_400.0


def back(watch: Stopwatch, folder: Path, repeats_count: int) -> None:
    """Analyse a lower-back recording that is in memory."""
    from restride import analyze

    recording = _back_recording(folder)
    watch.notes["peak_before_mb"] = peak_mb()
    for repeat in range(repeats_count):
        with watch.part("analysis"):
            analysis = analyze(recording)
        if repeat == 0:
            watch.notes["bouts_count"] = len(analysis.bouts)


def feet(watch: Stopwatch, folder: Path, repeats_count: int) -> None:
    """Analyse a recording of two feet that is in memory."""
    from restride import analyze

    recording = _feet_recording(folder)
    watch.notes["peak_before_mb"] = peak_mb()
    for repeat in range(repeats_count):
        with watch.part("analysis"):
            analysis = analyze(recording)
        if repeat == 0:
            watch.notes["bouts_count"] = len(analysis.bouts)


def reading(watch: Stopwatch, path: Path, repeats_count: int) -> None:
    """Read a file of any format into memory."""
    from restride.recording.readers import read_recordings

    for _ in range(repeats_count):
        with watch.part("analysis"):
            recordings = read_recordings(path)
        watch.notes["duration_s"] = recordings[0].duration_s
        del recordings


def blocks(watch: Stopwatch, folder: Path, days_count: int) -> None:
    """Analyse days of walking that come block by block and are never whole in memory."""
    from restride.analysis.walking import analyze_blocks

    with watch.part("analysis"):
        analysis = analyze_blocks(_blocks(_back_recording(folder), days_count * _DAY_S))
    watch.notes["bouts_count"] = len(analysis.bouts)


def _blocks(hour, duration_s: float) -> Iterator:
    """Repeat an hour until the duration is reached, its clock going on from block to block."""
    start_s = 0.0
    while start_s < duration_s:
        sensors = tuple(
            replace(
                each,
                clock=replace(each.clock, start_s=start_s),
                acceleration_mps2=each.acceleration_mps2.copy(),
                angular_velocity_dps=each.angular_velocity_dps.copy(),
            )
            for each in hour.sensors
        )
        yield replace(hour, sensors=sensors)
        start_s += hour.duration_s


def _back_recording(folder: Path):
    from restride.person import Person
    from restride.recording.recording import Recording

    person = Person(height_m=1.59, sensor_height_m=0.964)
    sensor = _sensor(folder, "", "lower-back")
    return Recording(name=folder.name, sensors=(sensor,), person=person)


def _feet_recording(folder: Path):
    from restride.recording.recording import Recording

    sensors = tuple(_sensor(folder, f"{side}_", f"{side}-foot") for side in ("left", "right"))
    return Recording(name=folder.name, sensors=sensors)


def _sensor(folder: Path, prefix: str, placement: str):
    from inputs import read_arrays

    from restride.recording.clock import Clock
    from restride.recording.recording import Sensor
    from restride.terms import Placement

    acceleration_mps2, angular_velocity_dps, rate_hz = read_arrays(folder, prefix=prefix)
    clock = Clock(sampling_rate_hz=rate_hz, samples_count=len(acceleration_mps2))
    return Sensor(
        name=placement,
        placement=Placement(placement),
        clock=clock,
        acceleration_mps2=acceleration_mps2,
        angular_velocity_dps=angular_velocity_dps,
    )


JOBS: dict[str, Callable[[Stopwatch, Path, int], None]] = {
    "back": back,
    "feet": feet,
    "reading": reading,
    "blocks": blocks,
}


if __name__ == "__main__":
    stopwatch = Stopwatch()
    JOBS[sys.argv[1]](stopwatch, Path(sys.argv[4]), int(sys.argv[3]))
    stopwatch.save(Path(sys.argv[2]))
