"""Zones of heart rate, and when effort leads instead.

See docs/decisions/0132-how-hard.md.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from restride.clinical.content import read_content
from restride.clinical.evidence import Confidence, Evidence
from restride.clinical.patient import Patient
from restride.clinical.precautions import Presence
from restride.errors import ContentError
from restride.plan.exercise import Need

#: The highest heart rate by age. [tanaka2001]
_HIGHEST_BPM: Final = 208.0
#: The same on a beta blocker, in cardiac patients. [fame_hr]
_HIGHEST_BETA_BLOCKER_BPM: Final = 164.0
#: Beats a minute less for every year of age. [tanaka2001] [fame_hr]
_FALL_PER_YEAR_BPM: Final = 0.7
#: The formulas were made from adults. House choice: docs/decisions/0132-how-hard.md
_ADULT_YEARS: Final = 18.0
#: Resting heart rates that are no slip of the pen. House choice: docs/decisions/0132-how-hard.md
_RESTING_BPM: Final = (30.0, 130.0)
#: What keeps anything above moderate closed. House choice: docs/decisions/0132-how-hard.md
_HEART_CODES: Final = (
    "heart_not_cleared",
    "cardiac_unstable",
    "aortic_stenosis_severe",
    "blood_pressure_uncontrolled",
)


class Leads(StrEnum):
    """By what the person is guided."""

    HEART_RATE_RESERVE = "heart_rate_reserve"
    HEART_RATE_MAXIMUM = "heart_rate_maximum"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntensityBand:
    """A band of how hard, both ends included."""

    id: str
    words: str
    #: Of the heart-rate reserve.
    reserve_percent: tuple[float, float]
    #: Of the highest heart rate.
    maximum_percent: tuple[float, float]
    effort_points: tuple[float, float]
    needs_clearance: bool
    effort_confidence: Confidence
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartRateZone:
    """Within which heart rate, and within which effort, a person trains."""

    band: str
    leads: Leads
    #: None where effort leads.
    low_bpm: float | None
    high_bpm: float | None
    #: Estimated from age.
    maximum_bpm: float | None
    effort_low_points: float
    effort_high_points: float
    needs: tuple[Need, ...]
    #: Why so, and what is missing for more.
    words: tuple[str, ...]
    evidence: Evidence


@cache
def intensity_bands() -> dict[str, IntensityBand]:
    """Read the bands; once a process."""
    return {row.id: row for row in read_content(IntensityBand, room="plan", name="intensity").rows}


def heart_rate_zone(patient: Patient, *, band: str, day: date) -> HeartRateZone:
    """Give the zone of a person, or say why effort leads.

    Raises
    ------
    ContentError
        No such band, an impossible heart rate, or a band above moderate for a heart that was not
        cleared.
    """
    row = _band(band)
    _refuse_resting(patient.resting_heart_rate_bpm)
    if row.needs_clearance:
        _refuse_uncleared(patient, row=row, day=day)
    maximum_bpm, why = highest_heart_rate(patient)
    leads, low_bpm, high_bpm, words = _zone(row, patient=patient, maximum_bpm=maximum_bpm)
    low_points, high_points = row.effort_points
    return HeartRateZone(
        band=row.id,
        leads=leads,
        low_bpm=low_bpm,
        high_bpm=high_bpm,
        maximum_bpm=maximum_bpm,
        effort_low_points=low_points,
        effort_high_points=high_points,
        needs=(Need.HEART_RATE_MONITOR, Need.MEDICAL_CLEARANCE) if row.needs_clearance else (),
        words=(why, *words),
        evidence=row.evidence,
    )


def highest_heart_rate(patient: Patient) -> tuple[float | None, str]:
    """Estimate the highest heart rate from age; None where no formula holds, and why."""
    age_years = patient.person.age_years
    if patient.beta_blocker is None:
        return None, (
            "Effort leads: whether a beta blocker is taken was not answered, and with one the "
            "heart rate says too little. Ask for the list of medicines."
        )
    if age_years is None:
        return None, "Effort leads: the age is not known. Add the age."
    if age_years < _ADULT_YEARS:
        return None, "Effort leads: the formulas were made from adults."
    if patient.beta_blocker:
        return _HIGHEST_BETA_BLOCKER_BPM - _FALL_PER_YEAR_BPM * age_years, (
            "Highest heart rate 164 - 0.7 x age, on a beta blocker (fame_hr); effort counts too"
        )
    return (
        _HIGHEST_BPM - _FALL_PER_YEAR_BPM * age_years,
        "Highest heart rate 208 - 0.7 x age (tanaka2001)",
    )


def _zone(
    row: IntensityBand, *, patient: Patient, maximum_bpm: float | None
) -> tuple[Leads, float | None, float | None, tuple[str, ...]]:
    if maximum_bpm is None:
        return Leads.EFFORT, None, None, ()
    resting_bpm = patient.resting_heart_rate_bpm
    if resting_bpm is None:
        low_bpm, high_bpm = (each / 100.0 * maximum_bpm for each in row.maximum_percent)
        words = ("Per cent of the highest: measure the resting heart rate for the reserve.",)
        return Leads.HEART_RATE_MAXIMUM, low_bpm, high_bpm, words
    reserve_bpm = maximum_bpm - resting_bpm
    if reserve_bpm <= 0.0:
        raise ContentError(
            f"resting_heart_rate_bpm must be less than the highest of {maximum_bpm:.0f} beats/min "
            f"that follows from age and medicine, and is {resting_bpm:g}. Measure it again, "
            "seated, after five minutes of rest; ask a physician if it stays."
        )
    low_bpm, high_bpm = (resting_bpm + each / 100.0 * reserve_bpm for each in row.reserve_percent)
    return Leads.HEART_RATE_RESERVE, low_bpm, high_bpm, ()


def _band(band: str) -> IntensityBand:
    if band not in intensity_bands():
        raise ContentError(
            f"A band must be one of {', '.join(intensity_bands())}, and {band!r} is none of them. "
            "Use one of these."
        )
    return intensity_bands()[band]


def _refuse_resting(resting_bpm: float | None) -> None:
    low_bpm, high_bpm = _RESTING_BPM
    if resting_bpm is not None and not low_bpm <= resting_bpm <= high_bpm:
        raise ContentError(
            f"resting_heart_rate_bpm must lie between {low_bpm:g} and {high_bpm:g}, and is "
            f"{resting_bpm:g}. Measure it again, seated; ask a physician if it stays."
        )


def _refuse_uncleared(patient: Patient, *, row: IntensityBand, day: date) -> None:
    for code in _HEART_CODES:
        presence = patient.answer(code, day=day).presence
        if presence is not Presence.ABSENT:
            raise ContentError(
                f"Training that is {row.words} needs {code!r} answered with no, and it is "
                f"{presence}. Train moderately, or settle it with a physician first."
            )
