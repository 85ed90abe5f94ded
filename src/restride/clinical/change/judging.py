"""The verdict on a change, defined once: the rules in their order."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from restride.clinical.change.baselines import Tests, Wish, conditions_apart, tests_of
from restride.clinical.change.case import Case
from restride.clinical.change.detectable import DetectableChange, detectable_change
from restride.clinical.change.important import ImportantChange, important_change
from restride.clinical.change.less_help import less_help_words
from restride.clinical.change.own_error import from_clinic, from_person
from restride.clinical.change.reliability import ClinicSem
from restride.clinical.change.verdict import Change, Verdict
from restride.clinical.change.wording import advice_on, sentences
from restride.clinical.interpretation.rounding import exact
from restride.clinical.interpretation.scores import find_score
from restride.clinical.patient import Patient
from restride.clinical.result import Result
from restride.errors import ContentError
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
    case = Case(
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


def _published(case: Case) -> DetectableChange | None:
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


def _important(case: Case) -> ImportantChange | None:
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


def _judged(case: Case) -> Change:
    published, important, own = _published(case), _important(case), from_person(case)
    is_published = published is not None and published.decides
    detectable = published if is_published else (from_clinic(case) or own)
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
    case: Case, detectable: DetectableChange | None, *, important_reached: bool
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


def _not_comparable(case: Case) -> Change:
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


def _less_help(case: Case) -> str | None:
    published = _published(case)
    return less_help_words(
        case.before.numbered[-1].circumstances,
        case.after.numbered[-1].circumstances,
        apart=case.apart,
        improvement=case.improvement,
        allowance=exact(published.value) if published and published.decides else Decimal(0),
    )
