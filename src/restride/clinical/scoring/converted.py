"""Answers about a joint: their sum, and the interval score that a table makes of it."""

from restride.clinical.conversion import Conversion, conversions
from restride.clinical.instrument import Instrument
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entered import entered
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.item_sum import group_sum, with_notes
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.errors import ContentError

#: Half of the last digit that a score is given with.
_HALF_DIGIT = 0.05


def converted(entry: Entry, instrument: Instrument) -> Scored:
    """Turn the sum of all answers into the interval score."""
    raw = group_sum(entry, instrument.items, score_id="raw_points")
    return _with_interval(raw, conversions()[instrument.id])


def converted_entered(entry: Entry, instrument: Instrument) -> Scored:
    """Take an entered interval score as it is, or make it of an entered sum.

    Raises
    ------
    ContentError
        Sum and interval score are both entered, and the table says something else.
    """
    raw, interval = entry.scores.get("raw_points"), entry.scores.get("interval_points")
    if raw is None:
        return entered(entry, instrument)
    table = conversions()[instrument.id]
    if interval is not None and abs(table.of(raw) - interval) > _HALF_DIGIT:
        raise ContentError(
            f"{instrument.id}, scores: a sum of {raw:g} makes {table.of(raw):.1f} by the table, "
            f"and interval_points is {interval:g}. Correct one, or enter one alone."
        )
    return _with_interval(ScoreValue(score="raw_points", value=raw), table)


def _with_interval(raw: ScoreValue, table: Conversion) -> Scored:
    value = None if raw.value is None else table.of(raw.value)
    interval = ScoreValue(
        score="interval_points",
        value=value,
        origin=COMPUTED,
        note=raw.note if value is None else None,
    )
    scored = with_notes((interval, raw))
    source = f"Conversion table: {table.evidence.confidence.words}."
    return Scored(scores=scored.scores, notes=(*scored.notes, source))
