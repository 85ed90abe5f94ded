"""What a person types in after a test: items, trials or finished scores, and how it was done."""

from dataclasses import dataclass, field
from datetime import date

from restride.clinical.circumstances import Circumstances
from restride.clinical.result import ResultState
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One test as it was written down; a case file holds these.

    A key of ``items`` or ``trials`` is the id of an item; where an item has two sides it is
    "left:knee_extension". None is "not asked" or "not tested", which is never 0.
    """

    instrument: str
    tested_on: date
    state: ResultState = ResultState.DONE
    circumstances: Circumstances = field(default_factory=Circumstances)
    items: dict[str, float | None] = field(default_factory=dict)
    #: In the order they were done; by item where the test has several parts or sides.
    trials: tuple[float, ...] | dict[str, tuple[float, ...]] = ()
    #: Finished scores, where nothing else is known; "left:anterior_cm" where a side belongs to it.
    scores: dict[str, float | None] = field(default_factory=dict)
    #: What the person named, by item: "activity_1": "carry the shopping upstairs".
    words: dict[str, str] = field(default_factory=dict)
    #: Items that hurt: "left:hip_abduction".
    painful: tuple[str, ...] = ()
    #: The side that is treated; symmetry is then this side over the other.
    involved_side: Side | None = None
    #: Needed for every state but done.
    reason: str | None = None
    rater: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was measured or answered."""
        values = (*self.items.values(), *self.scores.values())
        return not self.trials and all(value is None for value in values)

    @property
    def named_trials(self) -> dict[str, tuple[float, ...]]:
        """The trials by item; empty where they were written without names."""
        return self.trials if isinstance(self.trials, dict) else {}

    @property
    def plain_trials(self) -> tuple[float, ...]:
        """The trials that were written without names."""
        return () if isinstance(self.trials, dict) else self.trials

    def item(self, item_id: str, *, side: Side | None = None) -> float | None:
        """Tell what was entered for an item; None where nothing was."""
        return self.items.get(key_of(item_id, side))

    def answered(self) -> dict[str, float]:
        """Give the items that have a value, in the order they were entered."""
        return {key: value for key, value in self.items.items() if value is not None}

    def tries(self, item_id: str, *, side: Side | None = None) -> tuple[float, ...]:
        """Give every trial of an item; a value among the items is one trial."""
        named = self.named_trials.get(key_of(item_id, side), ())
        value = self.item(item_id, side=side)
        return named if value is None else (*named, value)


def key_of(item_id: str, side: Side | None) -> str:
    """Write the key of an item: "left:knee_extension", or the id alone."""
    return item_id if side is None else f"{side}:{item_id}"


def split_key(key: str) -> tuple[str, Side | None]:
    """Take a key apart into the id and the side; a word that is no side stays in the id."""
    front, colon, rest = key.partition(":")
    sides = {str(side): side for side in Side}
    return (rest, sides[front]) if colon and front in sides else (key, None)
