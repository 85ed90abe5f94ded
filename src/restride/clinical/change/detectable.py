"""What a change must reach before it is more than measurement error."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from restride.clinical.change.choosing import Candidate, Wanted, candidates
from restride.clinical.evidence import Confidence
from restride.clinical.instrument import Score
from restride.clinical.interpretation.fitting import Circle
from restride.clinical.interpretation.rounding import exact, rounded
from restride.clinical.interpretation.rows import detectable_changes
from restride.clinical.interpretation.schemas import MdcRow
from restride.clinical.interpretation.scores import find_score, with_unit
from restride.clinical.patient import Patient
from restride.errors import ContentError

#: Two-sided normal quantile of 95 %; exact mathematics, to the digits that publications use.
Z95 = Decimal("1.96")
#: The same of 90 %.
Z90 = Decimal("1.645")


class Basis(StrEnum):
    """What a detectable change rests on."""

    PUBLISHED = "published"
    CLINIC = "the clinic's own repeats"
    PERSON = "this person's own repeats"


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectableChange:
    """A change at least this large is more than measurement error, 95 times of 100."""

    instrument_id: str
    score_id: str
    value: float
    unit: str
    #: Standard error of measurement behind it.
    sem: float
    before_count: int
    after_count: int
    basis: Basis
    row: MdcRow | None
    population: str
    sources: tuple[str, ...]
    confidence: Confidence
    #: How it came about, for the reader.
    words: str
    doubts: tuple[str, ...] = ()
    #: The others that fit, each with its own figure.
    others: tuple["DetectableChange", ...] = ()

    @property
    def decides(self) -> bool:
        """Whether a verdict or a goal may rest on it."""
        return self.confidence.decides


def detectable_change(
    instrument_id: str,
    score_id: str,
    *,
    patient: Patient,
    baseline: float | None,
    before_count: int = 1,
    after_count: int = 1,
    day: date | None = None,
    item: str | None = None,
    protocol: str | None = None,
    firsts: Mapping[str, Decimal | float] | None = None,
    with_memory: bool = False,
) -> DetectableChange | None:
    """Tell what a change must reach; None where nothing is known that may decide.

    Parameters
    ----------
    baseline
        Mean of the first values: bands and per cent are of it.
    before_count, after_count
        How many tests the two means are of: a mean of several is surer than one.
    day
        Decides the time since onset; unknown is told as a doubt.
    firsts
        First values of other scores by "instrument.score", for bands that are of another score.
    with_memory
        Give what is only remembered where nothing better is known; it decides nothing.

    Raises
    ------
    ContentError
        No such instrument or score, or a count below 1.
    """
    _refuse_count(before_count, after_count)
    score = find_score(instrument_id, score_id)
    known = dict(firsts or {})
    if baseline is not None:
        known[f"{instrument_id}.{score_id}"] = exact(baseline)
    wanted = Wanted(
        circle=Circle(patient=patient, day=day, firsts=known), item=item, protocol=protocol
    )
    scale = _Scale(score=score, before_count=before_count, after_count=after_count)
    own = known.get(f"{instrument_id}.{score_id}")
    first = own if own is None or isinstance(own, Decimal) else exact(own)
    found = candidates(
        detectable_changes().get((instrument_id, score_id), ()),
        wanted,
        amount=lambda row: scale.value_of(row, first),
    )
    told = [_told(each, scale, first) for each in found]
    if not told or not (told[0].decides or with_memory):
        return None
    return replace(told[0], others=tuple(told[1:]))


def _refuse_count(before_count: int, after_count: int) -> None:
    if before_count < 1 or after_count < 1:
        raise ContentError(
            "A change needs at least one test before and one after, and there are "
            f"{before_count} and {after_count}. Give both."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """How a published figure becomes the one that holds for these tests."""

    score: Score
    before_count: int
    after_count: int

    @property
    def shrink_factor(self) -> float:
        """1 for one test before and one after; less for means."""
        return math.sqrt((1 / self.before_count + 1 / self.after_count) / 2)

    def value_of(self, row: MdcRow, first: Decimal | None) -> Decimal | None:
        """Tell what a row comes to: the published figure itself where nothing is converted."""
        published = self.single(row, first)
        if published is None or self.shrink_factor == 1.0:
            return published
        return rounded(float(published) * self.shrink_factor, self.score.decimals + 1)

    def single(self, row: MdcRow, first: Decimal | None) -> Decimal | None:
        """Tell it for one test before and one after."""
        value = exact(row.value)
        if row.level_percent == 95.0 and not row.of_baseline:
            return value
        if row.level_percent == 90.0:
            value *= Z95 / Z90
        if row.of_baseline:
            if first is None or first <= 0:
                return None
            value *= first / 100
        return rounded(value, self.score.decimals + 1)


def _told(found: Candidate, scale: _Scale, first: Decimal | None) -> DetectableChange:
    row = found.row
    assert isinstance(row, MdcRow)  # noqa: S101 - tells the type checker which rows were given
    single = scale.single(row, first) or Decimal(0)
    return DetectableChange(
        instrument_id=row.instrument,
        score_id=row.score,
        value=float(found.value),
        unit=scale.score.unit,
        sem=float(single) / (float(Z95) * math.sqrt(2)),
        before_count=scale.before_count,
        after_count=scale.after_count,
        basis=Basis.PUBLISHED,
        row=row,
        population=row.population.words,
        sources=row.evidence.sources,
        confidence=row.evidence.confidence,
        words=_words(row, found.value, scale),
        doubts=found.doubts,
    )


def _words(row: MdcRow, value: Decimal, scale: _Scale) -> str:
    parts = [row.population.words]
    if row.of_baseline:
        parts.append(f"{row.value:g} % of the first value")
    if row.level_percent == 90.0:
        parts.append(f"{with_unit(row.value, row.unit)} at 90 %, converted to 95 %")
    if row.value_from is not None:
        parts.append(f"published {row.value_from:g} to {row.value:g}, the larger is used")
    if scale.shrink_factor != 1.0:
        parts.append(f"means of {scale.before_count} before and {scale.after_count} after")
    parts.append(row.evidence.confidence.words)
    return f"{with_unit(float(value), scale.score.unit)} ({'; '.join(parts)})"
