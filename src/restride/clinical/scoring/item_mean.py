"""Items that are averaged; as many may be missing as the instrument says."""

from restride.clinical.instrument import Instrument
from restride.clinical.interpretation.rounding import mean_of
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.item_sum import missing_words, with_notes
from restride.clinical.scoring.scored import COMPUTED, Scored


def item_mean(entry: Entry, instrument: Instrument) -> Scored:
    """Average the items that were answered; too few of them make no score."""
    answered = [value for item in instrument.items if (value := entry.item(item.id)) is not None]
    items_count = len(instrument.items)
    missing_count = items_count - len(answered)
    enough = missing_count <= instrument.scoring.missing_allowed_count
    return with_notes(
        (
            ScoreValue(
                score=instrument.main_score,
                value=mean_of(answered) if enough and answered else None,
                origin=COMPUTED,
                note=_note(missing_count, items_count, enough=enough),
            ),
        )
    )


def _note(missing_count: int, items_count: int, *, enough: bool) -> str | None:
    if missing_count == 0:
        return None
    if not enough:
        return missing_words(missing_count, items_count)
    return f"mean of {items_count - missing_count} of {items_count} items"
