"""What a scoring method gives back."""

from collections.abc import Callable
from dataclasses import dataclass

from restride.clinical.instrument import Instrument
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The scores of a test, and what a reader must know about how they were made."""

    scores: tuple[ScoreValue, ...]
    notes: tuple[str, ...] = ()


#: A scoring method. The entry was checked before: ids, sides, ranges and circumstances are right.
Method = Callable[[Entry, Instrument], Scored]

#: ``ScoreValue.origin`` of a score that was made from items or trials.
COMPUTED = "computed"
