"""What a measure is: a definition, a value, how sure it is, and from how many repeats."""

from dataclasses import dataclass
from enum import StrEnum

from restride.terms import Side
from restride.units import Unit, unit_of


class Better(StrEnum):
    """Which direction of a change helps the person, where one does."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDefinition:
    """What a number means: report, chart, documentation and exchange all follow from this row."""

    #: Ends in its unit; the key in every file.
    key: str
    title: str
    definition: str
    #: Digits shown; what is judged is what is shown.
    decimals: int
    better: Better
    #: Key in ``sources.yaml``.
    source: str

    @property
    def unit(self) -> Unit:
        """The unit, from the last word of the key."""
        return unit_of(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A 95 % interval around a value, and what it rests on."""

    # The ends carry the unit of the measure they belong to.
    low: float
    high: float
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotComputed:
    """Why no uncertainty can be given."""

    reason: str


Uncertainty = Interval | NotComputed


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number with all that is needed to trust or to doubt it.

    ``value`` is None where the measure cannot be given; ``note`` then says why.
    """

    definition: MeasureDefinition
    value: float | None
    side: Side | None = None
    #: Strides, steps or turns behind the value.
    repeats_count: int = 0
    uncertainty: Uncertainty
    note: str | None = None
