"""Where a sensor is worn when nobody says so."""

from dataclasses import replace

from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.terms import Placement, Severity


def with_assumed_place(recording: Recording) -> Recording:
    """Take the only sensor of a recording as worn on the lower back, and say so.

    Several sensors without a place stay as they are: which is which cannot be assumed.
    """
    if len(recording.sensors) != 1 or recording.sensors[0].placement is not Placement.UNKNOWN:
        return recording
    (sensor,) = recording.sensors
    finding = QualityFinding(
        code="placement-assumed",
        severity=Severity.WARNING,
        sensor=sensor.name,
        start_s=None,
        end_s=None,
        found="Nobody says where the sensor was worn.",
        done="It was taken as worn on the lower back; if it was not, say so with --placement.",
    )
    return replace(
        recording,
        sensors=(replace(sensor, placement=Placement.LOWER_BACK),),
        findings=(*recording.findings, finding),
    )
