"""Finished scores: taken as they are, where neither items nor trials are known."""

from restride.clinical.instrument import Instrument
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry, split_key
from restride.clinical.scoring.scored import Scored


def entered(entry: Entry, instrument: Instrument) -> Scored:
    """Take finished scores, in the instrument's own order."""
    order = {score.id: number for number, score in enumerate(instrument.scores)}
    rows = [(*split_key(key), value) for key, value in entry.scores.items()]
    rows.sort(key=lambda row: (order[row[0]], row[1] or ""))
    return Scored(
        scores=tuple(
            ScoreValue(
                score=name,
                value=value,
                side=side,
                note="not given" if value is None else None,
            )
            for name, side, value in rows
        )
    )
