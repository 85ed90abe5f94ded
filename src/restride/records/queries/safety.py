"""What restricts training on a day: questions, answers, vital signs, and the gate of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from restride.clinical.patient import Patient as Person
from restride.clinical.precautions import Answerer, PrecautionAnswer, precautions
from restride.clinical.precautions import Precaution as Question
from restride.clinical.safety.gate import Gate, safety_gate
from restride.clinical.safety.vitals import Vitals
from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Episode, SafetyCheck
from restride.records.pages import Page, page_of
from restride.records.queries.facts import facts_of, person_of
from restride.records.scopes import owned, the_row
from restride.rows import read_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to a person, and what is known on a day."""

    question: Question
    #: Unanswered where nobody answered, or too long ago.
    answer: PrecautionAnswer


def questions_of(actor: Actor, episode_id: UUID) -> tuple[Asked, ...]:
    """List what a person with these conditions is asked, and what is known today.

    Patients see what they can answer themselves.

    Raises
    ------
    NotThere
        There is no such episode.
    """
    with reading(actor, "precaution.read") as act:
        episode = the_row(actor, Episode, episode_id)
        day = clock.today(actor.time_zone)
        person = person_of(episode, day=day)
        act.about(episode)
        return tuple(
            Asked(question=each, answer=person.answer(each.id, day=day))
            for each in _questions(person)
            if actor.is_staff or each.answered_by is Answerer.PATIENT
        )


def _questions(person: Person) -> Sequence[Question]:
    """Those asked, and any other that was answered: a therapist may note what no rule asks."""
    asked = person.asked()
    known = {each.id for each in asked}
    more = (each.code for each in person.precaution_answers if each.code not in known)
    return (*asked, *(precautions()[code] for code in more))


def list_checks(
    actor: Actor, episode_id: UUID, *, after: UUID | None = None, most_count: int = 50
) -> Page[SafetyCheck]:
    """List the safety checks of an episode, the newest first.

    Raises
    ------
    NotThere
        There is no such episode.
    """
    with reading(actor, "safety.read") as act:
        episode = the_row(actor, Episode, episode_id)
        rows = owned(actor, SafetyCheck).filter(episode=episode)
        act.about(episode)
        return page_of(rows, after=after, most_count=most_count)


def gate_on(episode: Episode, day: date) -> Gate:
    """Tell what restricts training on a day, from today's answers and the day's vital signs.

    Nothing is taken from an earlier check but the vital signs that were measured: an answer that
    came since counts.

    Raises
    ------
    ContentError
        Orders contradict each other.
    """
    return gate_with(episode, day=day, vitals=vitals_on(episode, day))


def gate_with(episode: Episode, *, day: date, vitals: Vitals | None) -> Gate:
    """Tell what restricts training on a day, with vital signs that were just measured."""
    return safety_gate(
        person_of(episode, day=day),
        vitals,
        day=day,
        activities=facts_of(episode).ordered_activities,
    )


#: So many checks of an episode are looked through for those of a day.
_LATEST_CHECKS_COUNT: Final = 20


def vitals_on(episode: Episode, day: date) -> Vitals | None:
    """Give the newest vital signs of a day; None where nothing was measured."""
    rows = SafetyCheck.objects.filter(episode=episode, vitals__isnull=False).order_by("-pk")
    for row in rows[:_LATEST_CHECKS_COUNT]:
        vitals = read_row(Vitals, row.vitals, where="vitals")
        if vitals.taken_on == day:
            return vitals
    return None
