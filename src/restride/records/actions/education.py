"""Education: cards that are given to a patient, and how far they came with them."""

from typing import Final
from uuid import UUID

from restride.plan.education import education, education_version
from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import EducationAssignment
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import owned, the_patient, the_row
from restride.visit.moves import moved
from restride.visit.states import EducationState

#: By state: the column that says when it was reached.
_MOMENTS: Final = {
    EducationState.OPENED: "opened_at",
    EducationState.READ: "read_at",
    EducationState.CONFIRMED: "confirmed_at",
}


def assign_education(
    actor: Actor, patient_id: UUID, *, topic: str, because: str | None = None
) -> EducationAssignment:
    """Give a card to a patient.

    Raises
    ------
    NotThere, NotUsable
        No such patient, or no such card.
    Conflict
        They have it already and have not confirmed it yet.
    """
    with acting(actor, "education.assign") as act:
        patient = the_patient(actor, patient_id, depth=act.permission.depth)
        if topic not in education():
            raise NotUsable(
                f"topic must be one of the {len(education())} cards, and is none of them. List "
                "those that are proposed."
            )
        waiting = owned(actor, EducationAssignment).filter(patient=patient, topic=topic)
        if waiting.exclude(state=EducationState.CONFIRMED).exists():
            raise Conflict("The patient has this card already. Ask them about it.")
        row = EducationAssignment.objects.create(
            clinic_id=actor.clinic_id,
            patient=patient,
            made_by_id=actor.user_id,
            topic=topic,
            content_version=education_version(),
            because=because,
        )
        act.about(row, topic=topic)
    return row


def mark_education(
    actor: Actor,
    assignment_id: UUID,
    *,
    state: EducationState,
    understood: bool | None = None,
) -> EducationAssignment:
    """Note how far a patient came with a card; the same again changes nothing.

    Parameters
    ----------
    understood
        Whether the question at its end was answered rightly: of a confirmed card, and only of one.

    Raises
    ------
    NotThere, NotUsable, ImpossibleMove
        There is none for the actor; an answer where none is asked; a way back.
    """
    with acting(actor, "education.mark") as act:
        row = the_row(actor, EducationAssignment, assignment_id)
        if (understood is not None) is not (state is EducationState.CONFIRMED):
            raise NotUsable(
                "understood belongs to a card that is confirmed, and to no other: say whether "
                "its question was answered rightly when it is confirmed."
            )
        act.about(row, state=state.value)
        if row.state == state:
            return row
        row.state = moved(row.state, state, thing="card")
        setattr(row, _MOMENTS[state], clock.now())
        row.understood = understood
        saved(row, version=row.version)
    return row
