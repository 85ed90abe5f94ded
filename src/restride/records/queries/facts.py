"""What is known of a person in an episode, in the domain's own types."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from restride.clinical.patient import Diagnosis
from restride.clinical.patient import Patient as Person
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.errors import ContentError
from restride.records.models import Episode, Precaution
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


def answers_of(episode: Episode) -> tuple[PrecautionAnswer, ...]:
    """Give the newest answer to each precaution of an episode."""
    rows = Precaution.objects.filter(episode=episode).order_by("made_at", "pk")
    newest = {each.code: each for each in rows}
    return tuple(
        PrecautionAnswer(
            code=each.code,
            presence=Presence(each.presence),
            answered_on=each.answered_on,
            bound=each.bound,
            note=each.note,
        )
        for each in newest.values()
    )


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
        answers=answers_of(episode),
        wishes=wishes,
    )
