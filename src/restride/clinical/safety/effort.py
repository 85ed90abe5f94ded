"""Effort from 0 to 10 in words: light, moderate, vigorous."""

from dataclasses import dataclass
from functools import cache

from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.errors import ContentError


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortBand:
    """A band of effort, both ends included."""

    id: str
    low_points: float
    high_points: float
    evidence: Evidence


@cache
def effort_bands() -> tuple[EffortBand, ...]:
    """Read the bands; once a process."""
    return read_content(EffortBand, room="clinical", name="effort_bands").rows


def effort_band(effort_points: float) -> EffortBand | None:
    """Find the band of an effort; None between and outside the bands.

    Raises
    ------
    ContentError
        The effort is not on the scale of 0 to 10.
    """
    if not 0.0 <= effort_points <= 10.0:
        raise ContentError(
            f"Effort must lie between 0 and 10, and is {effort_points:g}. Ask on that scale."
        )
    for band in effort_bands():
        if band.low_points <= effort_points <= band.high_points:
            return band
    return None
