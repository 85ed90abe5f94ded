"""Fourteen items of which two are done to both sides: the worse side counts."""

from restride.clinical.instrument import Instrument
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.item_sum import summed, worse_side
from restride.clinical.scoring.scored import Scored


def minibest(entry: Entry, instrument: Instrument) -> Scored:
    """Add up the items; of the two with sides the worse counts. Source: sralab_minibest."""
    return summed(entry, instrument, points=worse_side)
