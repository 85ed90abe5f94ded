"""All checks on a recording, one after the other, each with what it found and what was done."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from restride.recording.checks.clock import check_clock
from restride.recording.checks.finding import Checked
from restride.recording.checks.values import check_values, refuse_unusable
from restride.recording.recording import Recording, Sensor

SENSOR_CHECKS: Final[tuple[Callable[[Sensor], Checked], ...]] = (
    check_values,
    check_clock,
)


def check_recording(recording: Recording) -> Recording:
    """Look for what is doubtful, repair what can be, and say both.

    Returns
    -------
    Recording
        Infinities and stretches that stand still are NaN afterwards; a sensor that carries nothing
        is left out. Everything stands in ``findings``.

    Raises
    ------
    SignalTooShort
        Where no sensor has a second of signal.
    SignalNotUsable
        Where no sensor carries anything: constant, or no number at all.
    """
    sensors: list[Sensor] = []
    findings = list(recording.findings)
    for sensor in refuse_unusable(recording.sensors, findings):
        for check in SENSOR_CHECKS:
            checked = check(sensor)
            sensor = checked.sensor
            findings.extend(checked.findings)
        sensors.append(sensor)
    return replace(recording, sensors=tuple(sensors), findings=tuple(findings))
