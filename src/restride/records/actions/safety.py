"""Safety before training: precautions are answered, vital signs checked, a closed gate holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from restride.clinical.content import content_versions
from restride.clinical.patient import Patient as Person
from restride.clinical.precautions import Answerer, PrecautionAnswer, Presence, precautions
from restride.clinical.safety.orders import refuse_contradictions
from restride.clinical.safety.vitals import Vitals
from restride.plan.cases.case_json import plain
from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.episodes import open_for_change
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.models import Episode, Precaution, SafetyCheck, Visit
from restride.records.queries.facts import person_of
from restride.records.queries.safety import gate_on, gate_with
from restride.records.refusals import Conflict, NotAllowed, NotUsable
from restride.visit.states import DocumentState

#: The content that a gate is made of.
_PRECAUTIONS: Final = "clinical/precautions"
_LIMITS: Final = "clinical/vital_limits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What somebody says of one precaution; unanswered takes an answer back."""

    code: str
    presence: Presence
    #: Of a limit, in the unit of the question.
    bound: float | None = None
    note: str | None = None


def answer_precautions(
    actor: Actor, episode_id: UUID, answers: Sequence[Answered]
) -> tuple[Precaution, ...]:
    """Keep answers about precautions; the newest of each holds, and what is left out stays.

    Patients answer what is theirs to answer. They may add a precaution, and never take back one
    that is there: that would open a gate which a therapist has closed.

    Raises
    ------
    NotThere, Conflict
        No such episode; it is over.
    NotAllowed
        A patient answers for a therapist or physician, or takes a precaution back.
    NotUsable
        No answer, or two to one question.
    ContentError
        No such precaution, or a bound that cannot be.
    """
    with acting(actor, "precaution.answer") as act:
        episode = open_for_change(actor, episode_id)
        _refuse_senseless(answers)
        day = clock.today(actor.time_zone)
        given = tuple(_answer(each, day=day) for each in answers)
        person = person_of(episode, day=day)
        if not actor.is_staff:
            _refuse_beyond_patient(given, person=person, day=day)
        for each in given:
            # One by one against the whole person: a bound, an unknown code, a day to come.
            refuse_contradictions(_with(person, each), day=day)
        rows = tuple(_row(actor, episode, each) for each in given)
        for row in rows:
            row.save(force_insert=True)
        act.about(episode, precautions={row.code: row.presence for row in rows})
    return rows


def check_safety(
    actor: Actor, episode_id: UUID, *, vitals: Vitals | None, visit_id: UUID | None = None
) -> SafetyCheck:
    """Hold a person's vital signs and answers against the gate, and keep what it says.

    Raises
    ------
    NotThere, Conflict
        No such episode or visit of it; it is over.
    NotUsable
        Vital signs of another day.
    ContentError
        Values that nobody has, or orders that contradict each other.
    """
    with acting(actor, "safety.check") as act:
        episode = open_for_change(actor, episode_id)
        visit = _visit(actor, episode, visit_id)
        day = clock.today(actor.time_zone)
        if vitals is not None and vitals.taken_on != day:
            raise NotUsable(
                f"Vital signs count on the day they are taken, and these are of {vitals.taken_on}. "
                "Measure again."
            )
        gate = gate_with(episode, day=day, vitals=vitals)
        check = SafetyCheck(
            clinic_id=actor.clinic_id,
            patient_id=episode.patient_id,
            made_by_id=actor.user_id,
            episode=episode,
            visit=visit,
            vitals=None if vitals is None else plain(vitals),
            is_open=not gate.is_closed,
            gate=plain(gate),
            content_version=gate_version(),
        )
        check.save(force_insert=True)
        act.about(check, is_open=check.is_open)
    return check


def refuse_closed_gate(episode: Episode, day: date) -> None:
    """Refuse to test or train on a day on which the gate is closed; others call it.

    Raises
    ------
    Conflict
        It is closed; with why, and what to do.
    """
    stops = gate_on(episode, day).stops
    if stops:
        why = "; ".join(each.words for each in stops)
        ways = " ".join(dict.fromkeys(each.action for each in stops))
        raise Conflict(
            f"The safety gate is closed on {day}: {why}. {ways} Nothing is tested or trained "
            "until it is settled; then answer the question, or measure, again."
        )


def gate_version() -> str:
    """Tell the versions of the content that a gate is made of."""
    versions = dict(content_versions())
    return f"precautions {versions[_PRECAUTIONS]}, vital_limits {versions[_LIMITS]}"


def _refuse_senseless(answers: Sequence[Answered]) -> None:
    if not answers:
        raise NotUsable("At least one answer is needed, and there is none. Answer a question.")
    codes = [each.code for each in answers]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise NotUsable(f"One answer to a question is needed, and {twice!r} has two. Keep one.")
    for each in answers:
        if each.presence is not Presence.PRESENT and each.bound is not None:
            raise NotUsable(f"Only what is present has a bound, and {each.code!r} is not. Drop it.")


def _answer(answered: Answered, *, day: date) -> PrecautionAnswer:
    return PrecautionAnswer(
        code=answered.code,
        presence=answered.presence,
        answered_on=None if answered.presence is Presence.UNANSWERED else day,
        bound=answered.bound,
        note=answered.note,
    )


def _refuse_beyond_patient(given: Sequence[PrecautionAnswer], *, person: Person, day: date) -> None:
    for each in given:
        if precautions()[each.code].answered_by is not Answerer.PATIENT:
            raise NotAllowed(
                f"The question {each.code!r} is answered by the clinic. Tell your therapist."
            )
        known = person.answer(each.code, day=day).presence
        if known is Presence.PRESENT and each.presence is not Presence.PRESENT:
            raise NotAllowed(
                f"{each.code!r} was noted before, and only the clinic takes it back. Tell your "
                "therapist that it has changed."
            )


def _with(person: Person, answer: PrecautionAnswer) -> Person:

    return replace(person, precaution_answers=(answer,))


def _row(actor: Actor, episode: Episode, answer: PrecautionAnswer) -> Precaution:
    return Precaution(
        clinic_id=actor.clinic_id,
        patient_id=episode.patient_id,
        made_by_id=actor.user_id,
        episode=episode,
        code=answer.code,
        presence=answer.presence,
        bound=answer.bound,
        note=answer.note,
        answered_on=answer.answered_on,
        content_version=dict(content_versions())[_PRECAUTIONS],
    )


def _visit(actor: Actor, episode: Episode, visit_id: UUID | None) -> Visit | None:
    if visit_id is None:
        return None
    visit = the_row_of(actor, Visit, row_id=visit_id, patient_id=episode.patient_id)
    if visit.episode_id != episode.pk:
        raise NotUsable("The visit belongs to another episode of this person. Name one of this.")
    if visit.state != DocumentState.DRAFT:
        raise Conflict("The visit is signed, and nothing joins it any more. Open another visit.")
    return visit
