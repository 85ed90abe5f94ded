"""What is known of a person in an episode, in the domain's own types."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from restride.clinical.patient import Diagnosis
from restride.clinical.patient import Patient as Person
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.errors import ContentError
from restride.records import clock
from restride.records.models import Episode, FallReport, Precaution
from restride.rows import read_rows
from restride.terms import Sex
from restride.visit.facts import Facts, age_on, patient_of, read_facts


def facts_of(episode: Episode) -> Facts:
    """Read the facts of an episode; a part that was never set is not known."""
    return read_facts(episode.facts)


def diagnoses_of(episode: Episode) -> tuple[Diagnosis, ...]:
    """Read the conditions of an episode."""
    return read_diagnoses(episode.conditions)


def read_diagnoses(content: object) -> tuple[Diagnosis, ...]:
    """Read conditions from plain values, as they are kept.

    Raises
    ------
    ContentError
        No list, a condition that is none, or the same condition and side twice.
    """
    rows = read_rows(Diagnosis, content, where="conditions")
    named = [(each.condition, each.side) for each in rows]
    for condition, side in named:
        if named.count((condition, side)) > 1:
            raise ContentError(
                f"conditions: {condition!r} stands twice for the same side. Remove one."
            )
    return rows


#: Precautions that a reported fall shows, and for how many days.
#: House choice: docs/decisions/0168-course-of-care.md
_SHOWN_BY_FALLS_DAYS: Final = {"fall_last_30_days": 30, "falls_last_12_months": 365}


def answers_of(episode: Episode, *, day: date | None = None) -> tuple[PrecautionAnswer, ...]:
    """Give the newest answer to each precaution of an episode.

    A fall that was reported counts above a "no" from before the report, and above no answer.

    Parameters
    ----------
    day
        On which falls are looked back from; today where nothing is said.
    """
    rows = Precaution.objects.filter(episode=episode).order_by("made_at", "pk")
    newest = {each.code: each for each in rows}
    answers = {each.code: _answer(each) for each in newest.values()}
    for code, fall in _shown_by_falls(episode, day or clock.now().date()):
        known = newest.get(code)
        if known is None or known.presence == Presence.UNANSWERED or known.made_at < fall.made_at:
            answers[code] = PrecautionAnswer(
                code=code,
                presence=Presence.PRESENT,
                answered_on=fall.happened_at.date(),
                note="a fall was reported",
            )
    return tuple(answers.values())


def _answer(row: Precaution) -> PrecautionAnswer:
    return PrecautionAnswer(
        code=row.code,
        presence=Presence(row.presence),
        answered_on=row.answered_on,
        bound=row.bound,
        note=row.note,
    )


def _shown_by_falls(episode: Episode, day: date) -> Iterator[tuple[str, FallReport]]:
    """Name each precaution that a fall shows on a day, with the fall that was reported last."""
    falls = FallReport.objects.filter(patient_id=episode.patient_id, is_near_fall=False)
    reported = list(falls.order_by("-made_at", "-pk"))
    for code, days in _SHOWN_BY_FALLS_DAYS.items():
        first = day - timedelta(days=days)
        within = (each for each in reported if first <= each.happened_at.date() <= day)
        fall = next(within, None)
        if fall is not None:
            yield code, fall


def person_of(episode: Episode, *, day: date, wishes: Sequence[str] = ()) -> Person:
    """Make the person that rules look at on a day: facts, conditions, answers, age and sex.

    Equipment that was not said for this person is the clinic's own, where the clinic named any.
    """
    facts, patient = facts_of(episode), episode.patient
    if facts.clinic_equipment is None and episode.clinic.equipment:
        facts = replace(facts, clinic_equipment=tuple(episode.clinic.equipment))
    age_years = None
    if patient.birth_date:
        age_years = age_on(date.fromisoformat(patient.birth_date), day=day)
    sex = Sex(patient.sex_for_reference) if patient.sex_for_reference else None
    return patient_of(
        facts,
        person=facts.body.person(age_years=age_years, sex=sex),
        diagnoses=diagnoses_of(episode),
        answers=answers_of(episode, day=day),
        wishes=wishes,
    )
