"""The verdict on a change, defined once: the rules in their order."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from restride.clinical.change.baselines import Tests, Wish, conditions_apart, tests_of
from restride.clinical.change.detectable import Z95, Basis, DetectableChange, detectable_change
from restride.clinical.change.important import ImportantChange, important_change
from restride.clinical.change.less_help import less_help_words
from restride.clinical.change.reliability import ClinicSem, person_sem, t95
from restride.clinical.change.verdict import Change, Ordinal, Verdict
from restride.clinical.change.wording import advice_on, sentences
from restride.clinical.evidence import Confidence
from restride.clinical.interpretation.rounding import exact, rounded
from restride.clinical.interpretation.scores import find_score, with_unit
from restride.clinical.patient import Patient
from restride.clinical.result import Result
from restride.errors import ContentError
from restride.measure import Better
from restride.terms import Side


def judge_change(
    *,
    instrument_id: str,
    score_id: str,
    baselines: Sequence[Result],
    now: Sequence[Result],
    patient: Patient,
    day: date,
    side: Side | None = None,
    item: str | None = None,
    clinic_sem: ClinicSem | None = None,
    firsts: Mapping[str, Decimal | float] | None = None,
) -> Change:
    """Tell whether a change is real, in one of six words.

    In this order: conditions differ, or one side has no number: not comparable; no MDC for the
    people and the protocol: no MDC known; smaller than the MDC: within measurement error; worse:
    real worsening; better by at least the MCID: likely meaningful; else real improvement.

    Parameters
    ----------
    baselines, now
        One result or several of one test; the means are compared.
    day
        Of judging: decides the time since onset; no result may be later.
    clinic_sem
        The clinic's own error of this test, used where no MDC is published.
    firsts
        First values of other tests by "instrument.score", for figures that depend on them.

    Raises
    ------
    ContentError
        No result, another instrument, a value outside its scale, or days in the wrong order.
    """
    score = find_score(instrument_id, score_id)
    wish = Wish(instrument_id=instrument_id, score=score, item=item, side=side)
    before = tests_of(baselines, wish, when="before", day=day)
    after = tests_of(now, wish, when="now", day=day)
    _refuse_order(before, after)
    case = _Case(
        wish=wish,
        before=before,
        after=after,
        apart=conditions_apart(before, after),
        patient=patient,
        day=day,
        clinic_sem=clinic_sem,
        more_firsts=firsts or {},
    )
    return _judged(case) if case.is_comparable else _not_comparable(case)


def _refuse_order(before: Tests, after: Tests) -> None:
    last, first = before.results[-1].tested_on, after.results[0].tested_on
    if last > first:
        raise ContentError(
            f"Results before must not be later than those now, and one before is of {last} and "
            f"one now of {first}. Exchange them, or correct a day."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """Everything that a change is judged from."""

    wish: Wish
    before: Tests
    after: Tests
    apart: tuple[str, ...]
    patient: Patient
    day: date
    clinic_sem: ClinicSem | None
    more_firsts: Mapping[str, Decimal | float]

    @property
    def ordinal(self) -> Ordinal | None:
        """The change where a test could not be done; None where both could, or nothing is known."""
        could, can = self.before.can, self.after.can
        if could is None or can is None or (could and can):
            return None
        if not could and not can:
            return Ordinal.STILL_UNABLE
        return Ordinal.GAINED if can else Ordinal.LOST

    @property
    def has_numbers(self) -> bool:
        """Whether there is a number on both sides."""
        return bool(self.before.values and self.after.values and self.ordinal is None)

    @property
    def is_comparable(self) -> bool:
        """Whether the numbers may be compared."""
        return self.has_numbers and not self.apart

    @property
    def means(self) -> tuple[Decimal, Decimal]:
        """The means before and now, as shown."""
        decimals = self.wish.score.decimals
        return self.before.mean(decimals), self.after.mean(decimals)

    @property
    def improvement(self) -> Decimal | None:
        """The change in the direction that helps; None where none does."""
        before, now = self.means
        signs = {Better.HIGHER: 1, Better.LOWER: -1}
        sign = signs.get(self.wish.score.better)
        return None if sign is None else sign * (now - before)

    @property
    def protocol(self) -> str | None:
        """The protocol that all tests share."""
        return self.before.numbered[-1].circumstances.protocol

    def firsts(self) -> dict[str, Decimal | float]:
        """Collect the first values that bands may be of."""
        latest: dict[str, Decimal | float] = {
            f"{each.instrument}.{value.score}": value.value
            for each in self.before.numbered
            for value in each.scores
            if value.value is not None and value.item is None and value.side is None
        }
        own = f"{self.wish.instrument_id}.{self.wish.score.id}"
        return {**latest, **self.more_firsts, own: self.means[0]}


def _published(case: _Case) -> DetectableChange | None:
    """Look up the published detectable change, also one from memory."""
    return detectable_change(
        case.wish.instrument_id,
        case.wish.score.id,
        patient=case.patient,
        baseline=None,
        before_count=len(case.before.values),
        after_count=len(case.after.values),
        day=case.day,
        item=case.wish.item,
        protocol=case.protocol,
        firsts=case.firsts(),
        with_memory=True,
    )


def _important(case: _Case) -> ImportantChange | None:
    return important_change(
        case.wish.instrument_id,
        case.wish.score.id,
        patient=case.patient,
        day=case.day,
        item=case.wish.item,
        protocol=case.protocol,
        firsts=case.firsts(),
        with_memory=True,
    )


def _from_clinic(case: _Case) -> DetectableChange | None:
    known = case.clinic_sem
    if known is None or not known.is_believed:
        return None
    people = f"{known.people_count} people of this clinic, tested twice"
    return _own_change(case, sem=known.sem, factor=float(Z95), basis=Basis.CLINIC, people=people)


def _from_person(case: _Case) -> DetectableChange | None:
    values = [float(each) for each in case.before.values]
    sem = person_sem(values, decimals=case.wish.score.decimals)
    if sem is None:
        return None
    people = f"{len(values)} tests of this person before"
    factor = t95(len(values))
    return _own_change(case, sem=sem, factor=factor, basis=Basis.PERSON, people=people)


def _own_change(
    case: _Case, *, sem: float, factor: float, basis: Basis, people: str
) -> DetectableChange:
    before_count, after_count = len(case.before.values), len(case.after.values)
    apart = factor * sem * math.sqrt(1 / before_count + 1 / after_count)
    value = rounded(apart, case.wish.score.decimals + 1)
    unit = case.wish.score.unit
    return DetectableChange(
        instrument_id=case.wish.instrument_id,
        score_id=case.wish.score.id,
        value=float(value),
        unit=unit,
        sem=sem,
        before_count=before_count,
        after_count=after_count,
        basis=basis,
        row=None,
        population=people,
        sources=(),
        confidence=Confidence.COMPUTED,
        words=f"{with_unit(float(value), unit)} ({people})",
    )


def _judged(case: _Case) -> Change:
    published, important, own = _published(case), _important(case), _from_person(case)
    is_published = published is not None and published.decides
    detectable = published if is_published else (_from_clinic(case) or own)
    is_known = important is not None and important.decides
    reached = _reached(case.improvement, important if is_known else None)
    before, now = case.means
    change = Change(
        instrument_id=case.wish.instrument_id,
        score_id=case.wish.score.id,
        item=case.wish.item,
        side=case.wish.side,
        verdict=_verdict(case, detectable, important_reached=reached[0]),
        before=float(before),
        now=float(now),
        change=float(now - before),
        unit=case.wish.score.unit,
        before_count=len(case.before.values),
        after_count=len(case.after.values),
        detectable=detectable,
        important=important if is_known else None,
        important_reached=reached[0],
        substantial_reached=reached[1],
        detectable_from_memory=None if is_published else published,
        important_from_memory=None if is_known else important,
        own_repeats=own,
        words=(*case.before.notes, *case.after.notes),
        advice=None if detectable else advice_on(len(case.before.values)),
    )
    return sentences(change)


def _reached(improvement: Decimal | None, important: ImportantChange | None) -> tuple[bool, bool]:
    if improvement is None or important is None:
        return False, False
    much = important.substantial
    return (
        improvement >= exact(important.value),
        much is not None and improvement >= exact(much),
    )


def _verdict(
    case: _Case, detectable: DetectableChange | None, *, important_reached: bool
) -> Verdict | None:
    """Apply the rules in their order; the conditions are the same."""
    before, now = case.means
    if detectable is None:
        return Verdict.NO_MDC_KNOWN
    if abs(now - before) < exact(detectable.value):
        return Verdict.WITHIN_ERROR
    improvement = case.improvement
    if improvement is None:
        return None
    if improvement < 0:
        return Verdict.REAL_WORSENING
    return Verdict.LIKELY_MEANINGFUL if important_reached else Verdict.REAL_IMPROVEMENT


def _not_comparable(case: _Case) -> Change:
    before, now = case.means if case.has_numbers else (None, None)
    change = Change(
        instrument_id=case.wish.instrument_id,
        score_id=case.wish.score.id,
        item=case.wish.item,
        side=case.wish.side,
        verdict=Verdict.NOT_COMPARABLE,
        before=None if before is None else float(before),
        now=None if now is None else float(now),
        change=None if before is None or now is None else float(now - before),
        unit=case.wish.score.unit,
        before_count=len(case.before.values),
        after_count=len(case.after.values),
        differing=case.apart,
        less_help=_less_help(case) if case.has_numbers else None,
        ordinal=case.ordinal,
        words=(*case.before.notes, *case.after.notes),
    )
    return sentences(change)


def _less_help(case: _Case) -> str | None:
    published = _published(case)
    return less_help_words(
        case.before.numbered[-1].circumstances,
        case.after.numbered[-1].circumstances,
        apart=case.apart,
        improvement=case.improvement,
        allowance=exact(published.value) if published and published.decides else Decimal(0),
    )
