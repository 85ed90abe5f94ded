"""Tests whose score is a difference: blood pressure on standing, lines lost with a moving head."""

from typing import Final

from restride.clinical.instrument import Instrument
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.errors import ContentError

_POSITIONS: Final = ("supine", "standing_1_min", "standing_3_min")
_PRESSURES: Final = ("systolic", "diastolic")


def pressure_drop(entry: Entry, instrument: Instrument) -> Scored:
    """Score the fall from lying to the lower of the standing readings; negative is a rise.

    Raises
    ------
    ContentError
        No lying reading, no standing one, or a diastolic pressure not under the systolic.
    """
    for position in _POSITIONS:
        _refuse_crossed(entry, instrument, position=position)
    scores, notes = [], []
    for pressure in _PRESSURES:
        lying, *standing = (entry.item(f"{each}_{pressure}_mmhg") for each in _POSITIONS)
        stood = [value for value in standing if value is not None]
        if lying is None or not stood:
            needed = f"supine_{pressure}_mmhg" if lying is None else f"a standing {pressure} value"
            raise ContentError(
                f"{instrument.id}: {needed} is needed, and is not there. Enter it, or say why the "
                "test was not done."
            )
        scores.append(
            ScoreValue(score=f"{pressure}_drop_mmhg", value=lying - min(stood), origin=COMPUTED)
        )
        if len(stood) < len(standing):
            notes.append(f"{pressure.capitalize()}: one standing reading only.")
    if entry.item("symptoms") == 1:
        notes.append("Dizzy or faint on standing.")
    return Scored(scores=tuple(scores), notes=tuple(notes))


def _refuse_crossed(entry: Entry, instrument: Instrument, *, position: str) -> None:
    upper, lower = (entry.item(f"{position}_{pressure}_mmhg") for pressure in _PRESSURES)
    if upper is not None and lower is not None and lower >= upper:
        raise ContentError(
            f"{instrument.id}: {position}_diastolic_mmhg must be under the systolic value of "
            f"{upper:g}, and is {lower:g}. Correct them."
        )


def lines_lost(entry: Entry, instrument: Instrument) -> Scored:
    """Score the lines that a moving head costs.

    Raises
    ------
    ContentError
        One of the two lines is missing.
    """
    still, moving = entry.item("still_line_count"), entry.item("moving_line_count")
    if still is None or moving is None:
        missing = "still_line_count" if still is None else "moving_line_count"
        raise ContentError(
            f"{instrument.id}: {missing} is needed, and is not there. Enter the lowest line read."
        )
    notes = ("More was read with the head moving: test again.",) if moving > still else ()
    lost = ScoreValue(score="lines_lost_count", value=still - moving, origin=COMPUTED)
    return Scored(scores=(lost,), notes=notes)
