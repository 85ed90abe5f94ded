"""What is said about a lower-back recording: how it was worn, and what lengths rest on."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from restride.gait.lower_back.bouts import BackStretch
from restride.gait.lower_back.forward import Forward
from restride.gait.lower_back.lengths import LengthSettings
from restride.person import Person
from restride.recording.events import Walk
from restride.recording.pieces import Piece
from restride.recording.quality import QualityFinding
from restride.recording.recording import Sensor
from restride.terms import Severity

_AXES: Final = ("x", "y", "z")
#: A side of less confidence is a guess. House choice.
_SURE_SIDE: Final = 0.88


def piece_findings(
    pieces: Sequence[Piece], *, sensor: str, shortest_s: float
) -> list[QualityFinding]:
    """Say which stretches between gaps were too short to look at."""
    return [
        QualityFinding(
            code="piece-too-short",
            severity=Severity.NOTE,
            sensor=sensor,
            start_s=piece.start_s,
            end_s=piece.end_s,
            found=f"{piece.duration_s:.2f} s of signal stand alone between two gaps.",
            done=f"They were left out: walking is looked for in {shortest_s:g} s and more.",
        )
        for piece in pieces
        if piece.duration_s < shortest_s
    ]


def forward_findings(
    sensor: Sensor, fronts: Sequence[Forward], *, walk: Walk
) -> list[QualityFinding]:
    """Say how the sensor is worn, and how sure front is."""
    best = max(fronts, key=lambda front: front.evidence)
    direction = best.direction.mean(axis=1)
    axis = int(np.argmax(np.abs(direction)))
    sign = "+" if direction[axis] > 0 else "-"
    findings = [
        QualityFinding(
            code="orientation-found",
            severity=Severity.NOTE,
            sensor=sensor.name,
            start_s=None,
            end_s=None,
            found=f"Front lies nearest to the sensor's {sign}{_AXES[axis]} axis, told from "
            f"{sum(len(bout.initial_contacts) for bout in walk.bouts)} steps.",
            done="The signal was looked at along the body's own axes.",
        )
    ]
    if not best.is_sure:
        findings.append(
            QualityFinding(
                code="forward-unsure",
                severity=Severity.WARNING,
                sensor=sensor.name,
                start_s=None,
                end_s=None,
                found="The steps do not tell front and back of the sensor apart for sure.",
                done="Left and right were told from the turning of the pelvis alone."
                if sensor.angular_velocity_dps is not None
                else "No left or right was told: without a gyroscope nothing else shows it.",
            )
        )
    return findings


def side_findings(
    sensor: str, walk: Walk, *, stretches: Sequence[BackStretch]
) -> list[QualityFinding]:
    """Say in which bouts left and right are not told for sure."""
    contacts_s = np.concatenate([each.start_s + each.steps.contacts_s for each in stretches])
    sureness = np.concatenate([each.steps.side_confidence for each in stretches])
    findings = []
    for bout in walk.bouts:
        here = (contacts_s >= bout.start_s) & (contacts_s <= bout.end_s)
        if np.median(sureness[here]) >= _SURE_SIDE:
            continue
        findings.append(
            QualityFinding(
                code="sides-unsure",
                severity=Severity.WARNING,
                sensor=sensor,
                start_s=bout.start_s,
                end_s=bout.end_s,
                found=f"Half of the {int(here.sum())} steps of this bout show their side with a "
                f"confidence under {_SURE_SIDE:g} of 1.",
                done="Left and right are given as the better guess; they may be swapped.",
            )
        )
    return findings


def length_findings(
    sensor: str, person: Person, *, settings: LengthSettings
) -> list[QualityFinding]:
    """Say what lengths rest on where the sensor's height was not measured."""
    if person.sensor_height_m is not None:
        return []
    if person.height_m is not None:
        height_m = settings.sensor_height_ratio * person.height_m
        found = f"The height of the sensor is not known; the person's is {person.height_m:g} m."
        severity = Severity.NOTE
    else:
        height_m = settings.usual_sensor_height_m
        found = "Neither the height of the sensor nor the person's is known."
        severity = Severity.WARNING
    return [
        QualityFinding(
            code="height-unknown",
            severity=severity,
            sensor=sensor,
            start_s=None,
            end_s=None,
            found=found,
            done=f"The sensor was taken to be worn at {height_m:.2f} m; lengths and speeds change "
            "by half the share that this is off. Give --sensor-height-m, or --known-distance-m.",
        )
    ]
