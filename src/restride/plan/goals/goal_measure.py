"""Which number a goal is about, and how far a change of it must go."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Final

from restride.clinical.change import (
    DetectableChange,
    ImportantChange,
    detectable_change,
    important_change,
)
from restride.clinical.instrument import Score, find_instrument
from restride.clinical.interpretation.rounding import exact
from restride.clinical.interpretation.scores import find_score, value_shown, with_unit
from restride.clinical.patient import Patient
from restride.errors import ContentError
from restride.measure import Better
from restride.terms import Side

_SIGNS: Final = {Better.HIGHER: 1, Better.LOWER: -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalMeasure:
    """A score of a test, of a part of the body or a side where it has them."""

    instrument: str
    score: str
    item: str | None = None
    side: Side | None = None

    @property
    def key(self) -> str:
        """As case files name it: "instrument.score"."""
        return f"{self.instrument}.{self.score}"

    @property
    def definition(self) -> Score:
        """What the score is."""
        return find_score(self.instrument, self.score)

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return _SIGNS[self.definition.better]

    @property
    def words(self) -> str:
        """What a reader calls it."""
        instrument = find_instrument(self.instrument)
        title = self.definition.title
        parts = [instrument.name]
        if title.lower() != instrument.name.lower():
            parts.append(f"{title[0].lower()}{title[1:]}")
        if self.item is not None:
            labels = {each.id: each.label for each in instrument.items}
            parts.append(labels[self.item].lower())
        if self.side is not None:
            parts.append(f"{self.side} side")
        return ", ".join(parts)


def measure_named(word: str, *, side: Side | None = None) -> GoalMeasure:
    """Read "instrument.score" or, of a body chart, "instrument.score.item".

    Raises
    ------
    ContentError
        No such test, score or item, or a score of which no direction is better.
    """
    parts = word.split(".")
    if len(parts) not in (2, 3):
        raise ContentError(
            "The measure of a goal must be instrument.score or instrument.score.item, such as "
            f"gait_speed_10m.comfortable_mps, and is {word!r}. Correct it."
        )
    item = parts[2] if len(parts) == 3 else None
    measure = GoalMeasure(instrument=parts[0], score=parts[1], item=item, side=side)
    _refuse_item(measure, word=word)
    if measure.definition.better not in _SIGNS:
        raise ContentError(
            f"The measure of a goal must have a better direction, and {word} has none. Choose "
            "another measure, or leave the goal in the person's words."
        )
    return measure


def _refuse_item(measure: GoalMeasure, *, word: str) -> None:
    items = [each.id for each in find_instrument(measure.instrument).items]
    wanted = items if measure.definition.each_item else []
    if measure.item is None and wanted:
        raise ContentError(
            f"The measure {word} needs the part it is of ({', '.join(wanted)}), and names none. "
            f"Write {word}.{wanted[0]}, for example."
        )
    if measure.item is not None and measure.item not in wanted:
        allowed = ", ".join(wanted) or "none"
        raise ContentError(
            f"The part in the measure {word} must be one of {allowed}, and is {measure.item!r}. "
            "Correct or remove it."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastChange:
    """How far a target must lie from the first value."""

    #: In the unit of the score.
    value: float
    #: "MDC" or "MCID".
    kind: str
    words: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The change that is more than measurement error, and the one that matters."""

    detectable: LeastChange | None
    important: LeastChange | None

    @property
    def least(self) -> LeastChange | None:
        """What every target must reach: the MDC, else the MCID."""
        return self.detectable or self.important

    @property
    def wanted(self) -> LeastChange | None:
        """What is proposed: the larger of both. House choice: docs/decisions/0137."""
        both = [each for each in (self.detectable, self.important) if each is not None]
        return max(both, key=lambda each: each.value, default=None)


def steps_for(
    measure: GoalMeasure,
    *,
    baseline: float,
    patient: Patient,
    day: date,
    protocol: str | None,
) -> Steps:
    """Look up both changes; what is only remembered decides no target.

    Parameters
    ----------
    baseline
        In the unit of the score.
    """
    wanted = (measure.instrument, measure.score)
    error = detectable_change(
        *wanted, patient=patient, baseline=baseline, day=day, item=measure.item, protocol=protocol
    )
    matters = important_change(
        *wanted, patient=patient, baseline=baseline, day=day, item=measure.item, protocol=protocol
    )
    return Steps(
        detectable=None if error is None else _least(error, kind="MDC"),
        important=None if matters is None else _least(matters, kind="MCID"),
    )


def _least(change: DetectableChange | ImportantChange, *, kind: str) -> LeastChange:
    return LeastChange(value=change.value, kind=kind, words=change.words, sources=change.sources)


def target_beyond(measure: GoalMeasure, *, baseline: float, change: float) -> float | None:
    """Tell the first value as shown that is at least a change better; None beyond the scale."""
    score = measure.definition
    step = exact(change).quantize(Decimal(1).scaleb(-score.decimals), rounding=ROUND_CEILING)
    target = value_shown(baseline, score) + measure.sign * step
    end = end_of_scale(measure)
    return None if end is not None and measure.sign * (target - exact(end)) > 0 else float(target)


def end_of_scale(measure: GoalMeasure) -> float | None:
    """Tell the best value that the scale can show."""
    score = measure.definition
    return score.maximum if measure.sign > 0 else score.minimum


def gain(measure: GoalMeasure, *, before: float, now: float) -> Decimal:
    """Tell by how much a value is better than another, as shown; below 0 where it is worse."""
    score = measure.definition
    return measure.sign * (value_shown(now, score) - value_shown(before, score))


def shown(measure: GoalMeasure, value: float) -> str:
    """Write a value with its unit."""
    return with_unit(value_shown(value, measure.definition), measure.definition.unit)
