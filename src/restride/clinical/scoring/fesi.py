"""Concern about falling: the sixteen items, and the seven of them that make the short form."""

from restride.clinical.instrument import Instrument
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.item_sum import group_sum, subscale_items, with_notes
from restride.clinical.scoring.scored import Scored


def fesi(entry: Entry, instrument: Instrument) -> Scored:
    """Add up the seven items, and all sixteen unless only the short form was filled in."""
    short = subscale_items(instrument)["short_points"]
    whole = group_sum(entry, instrument.items, score_id=instrument.main_score)
    part = group_sum(entry, short, score_id="short_points")
    only_short = set(entry.answered()) <= {item.id for item in short}
    return with_notes((part,) if only_short else (whole, part))
