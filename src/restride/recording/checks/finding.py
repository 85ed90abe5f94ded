"""What a check gives back."""

from dataclasses import dataclass

from restride.recording.quality import QualityFinding
from restride.recording.recording import Sensor, Track
from restride.terms import Severity


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Checked:
    """A sensor after a check, repaired where the findings say so."""

    sensor: Sensor
    findings: tuple[QualityFinding, ...] = ()


def finding(
    code: str,
    sensor: Track,
    *,
    severity: Severity,
    found: str,
    done: str,
    span_s: tuple[float, float] | None = None,
) -> QualityFinding:
    """Write a finding about a sensor or another track, throughout or over a span of time."""
    start_s, end_s = (None, None) if span_s is None else (round(span_s[0], 6), round(span_s[1], 6))
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=sensor.name,
        start_s=start_s,
        end_s=end_s,
        found=found,
        done=done,
    )
