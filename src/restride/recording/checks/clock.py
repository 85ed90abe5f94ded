"""The clock: where samples are missing, and how uneven it runs."""

from typing import Final

import numpy as np

from restride.recording.checks.finding import Checked, finding
from restride.recording.pieces import LONGEST_BRIDGED_GAP_S
from restride.recording.quality import QualityFinding
from restride.recording.recording import Sensor, Track
from restride.terms import Severity

#: Times between samples that vary by more than this are said to jitter. House choice.
_JITTER_SHARE: Final = 0.05
#: A step in time from this many samples on is a gap. House choice.
_GAP_SAMPLES: Final = 1.7
#: Gaps with their own finding; more are told together.
_MOST_GAPS: Final = 20
#: Below this a step has too few samples. House choice: the lowest rate that bouts were found at.
_LOWEST_RATE_HZ: Final = 20.0


def check_clock(sensor: Sensor) -> Checked:
    """Say where samples are missing and how uneven the clock is."""
    findings: list[QualityFinding] = []
    rate_hz = sensor.clock.sampling_rate_hz
    if rate_hz < _LOWEST_RATE_HZ:
        findings.append(
            finding(
                "rate-low",
                sensor,
                severity=Severity.WARNING,
                found=f"There are {rate_hz:.3g} samples a second; contacts need at least "
                f"{_LOWEST_RATE_HZ:g}.",
                done="Nothing: times of contacts are less certain.",
            )
        )
    findings.extend(uneven(sensor))
    return Checked(sensor=sensor, findings=tuple(findings))


def uneven(sensor: Track) -> list[QualityFinding]:
    """Say where samples are missing, and how much the time between them varies."""
    stamps_s = np.asarray(sensor.clock.stamps_s)
    if sensor.clock.stamps_s is None or len(stamps_s) < 2:
        return []
    period_s = 1 / sensor.clock.sampling_rate_hz
    steps_s = np.diff(stamps_s)
    gaps = np.flatnonzero(steps_s > _GAP_SAMPLES * period_s)
    is_long = steps_s[gaps] > LONGEST_BRIDGED_GAP_S + period_s
    found = _long_gaps(sensor, gaps[is_long], steps_s)
    short = gaps[~is_long]
    if len(short):
        found.append(
            finding(
                "clock-gap",
                sensor,
                severity=Severity.NOTE,
                found=f"{len(short)} gaps up to {steps_s[short].max():.3g} s, together "
                f"{float((steps_s[short] - period_s).sum()):.3g} s.",
                done="They were bridged by interpolation.",
            )
        )
    usual_s = steps_s[steps_s <= _GAP_SAMPLES * period_s]
    spread_share = float(np.std(usual_s)) / period_s if len(usual_s) else 0.0
    if spread_share > _JITTER_SHARE:
        found.append(
            finding(
                "clock-jitter",
                sensor,
                severity=Severity.NOTE,
                found=f"The time between samples varies by {spread_share * period_s * 1000:.2g} ms "
                f"around {period_s * 1000:.4g} ms.",
                done="The signal was brought to an even clock.",
            )
        )
    return found


def _long_gaps(sensor: Track, gaps: np.ndarray, steps_s: np.ndarray) -> list[QualityFinding]:
    stamps_s = np.asarray(sensor.clock.stamps_s)
    done = "The recording was split there; a walk that the gap touches ends at it."
    told = [
        finding(
            "clock-gap",
            sensor,
            severity=Severity.WARNING,
            span_s=(float(stamps_s[at]), float(stamps_s[at + 1])),
            found=f"Samples are missing for {steps_s[at]:.2f} s from {stamps_s[at]:.2f} s on.",
            done=done,
        )
        for at in gaps[:_MOST_GAPS]
    ]
    if len(gaps) > _MOST_GAPS:
        rest = gaps[_MOST_GAPS:]
        told.append(
            finding(
                "clock-gap",
                sensor,
                severity=Severity.WARNING,
                span_s=(float(stamps_s[rest[0]]), float(stamps_s[rest[-1] + 1])),
                found=f"{len(rest)} more gaps, together {float(steps_s[rest].sum()):.1f} s.",
                done=done,
            )
        )
    return told
