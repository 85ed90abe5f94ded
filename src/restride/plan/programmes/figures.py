"""Single figures that programmes and progression count with, each with its unit and its source."""

from dataclasses import dataclass
from functools import cache

from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.errors import ContentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure, or a band of two; neither where only a statement is made."""

    id: str
    words: str
    #: None where only a statement is made.
    unit: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    evidence: Evidence

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ContentError(f"{self.id!r} needs both low and high, or neither. Add the other.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ContentError(
                f"low of {self.id!r} must not exceed high, and is {self.low:g} of {self.high:g}. "
                "Correct one of them."
            )

    @property
    def shown(self) -> str:
        """The figure in words, with where it comes from."""
        if self.value is not None:
            figure = f": {self.value:g} {self.unit}"
        elif self.low is not None and self.high is not None:
            figure = f": {self.low:g} to {self.high:g} {self.unit}"
        else:
            figure = ""
        return f"{self.words}{figure} ({', '.join(self.evidence.sources)}; {self.confidence_words})"

    @property
    def confidence_words(self) -> str:
        """What a reader is told of a figure that a plan counts with."""
        confidence = self.evidence.confidence
        return confidence.words if confidence.decides else "design default, to be confirmed"


@cache
def figures(file: str) -> dict[str, Figure]:
    """Read the figures of a file of ``plan/knowledge``; once a process."""
    return {row.id: row for row in read_content(Figure, room="plan", name=file).rows}


def value_of(file: str, row: str) -> float:
    """Tell a single figure.

    Raises
    ------
    ContentError
        The row has no value.
    """
    value = figures(file)[row].value
    if value is None:
        raise ContentError(f"{row!r} of {file} needs a value, and has none. Add it.")
    return value


def band_of(file: str, row: str) -> tuple[float, float]:
    """Tell both ends of a band.

    Raises
    ------
    ContentError
        The row has no band.
    """
    each = figures(file)[row]
    if each.low is None or each.high is None:
        raise ContentError(f"{row!r} of {file} needs low and high, and has none. Add them.")
    return each.low, each.high
