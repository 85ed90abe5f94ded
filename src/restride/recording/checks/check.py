"""All checks on a recording, one after the other, each with what it found and what was done."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from restride.recording.checks.clock import check_clock
from restride.recording.checks.finding import Checked
from restride.recording.checks.gyroscope import check_gyroscope
from restride.recording.checks.landmarks import check_joint_angles, check_landmarks
from restride.recording.checks.orientation import check_orientation
from restride.recording.checks.placement import check_placement
from restride.recording.checks.plates import check_plates
from restride.recording.checks.units import check_units
from restride.recording.checks.values import check_values, refuse_unusable
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording, Sensor

SENSOR_CHECKS: Final[tuple[Callable[[Sensor], Checked], ...]] = (
    check_gyroscope,
    check_values,
    check_clock,
    check_placement,
    check_orientation,
)
#: A reader has settled the units already, and said so.
CHECKS_WITHOUT_READER: Final = (check_units, *SENSOR_CHECKS)


def check_recording(recording: Recording) -> Recording:
    """Look for what is doubtful, repair what can be, and say both.

    Returns
    -------
    Recording
        Infinities and stretches that stand still are NaN afterwards; a sensor, a gyroscope or a
        plate that carries nothing is left out, and so are landmarks that were not seen or are those
        of somebody else. Everything stands in ``findings``.

    Raises
    ------
    SignalTooShort
        Where no sensor has a second of signal.
    SignalNotUsable
        Where no sensor carries anything: constant, no number at all, or no gravity; or where nobody
        stepped on any plate or was seen in any frame, and nothing else was recorded.
    """
    checks = SENSOR_CHECKS if recording.files else CHECKS_WITHOUT_READER
    sensors: list[Sensor] = []
    findings = list(recording.findings)
    is_without = not recording.sensors and bool(recording.tracks)
    for sensor in () if is_without else refuse_unusable(recording.sensors, findings):
        repaired, found = _after_all(sensor, checks)
        sensors.append(repaired)
        findings.extend(found)
    has_others = bool(recording.sensors or recording.landmarks or recording.joint_angles)
    plates = check_plates(recording.plates, findings, has_others=has_others)
    has_others = bool(sensors or plates or recording.joint_angles)
    landmarks = check_landmarks(recording.landmarks, findings, has_others=has_others)
    has_others = bool(sensors or plates or landmarks)
    angles = check_joint_angles(recording.joint_angles, findings, has_others=has_others)
    return replace(
        recording,
        sensors=tuple(sensors),
        plates=plates,
        landmarks=landmarks,
        joint_angles=angles,
        findings=tuple(findings),
    )


def _after_all(
    sensor: Sensor, checks: Sequence[Callable[[Sensor], Checked]]
) -> tuple[Sensor, list[QualityFinding]]:
    findings: list[QualityFinding] = []
    checked = Checked(sensor=sensor)
    for check in checks:
        checked = check(checked.sensor)
        findings.extend(checked.findings)
    return checked.sensor, findings
