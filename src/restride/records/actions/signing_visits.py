"""Signing a visit, and amending what was signed: what stood there before stays, chained."""

from collections.abc import Sequence
from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.visits import (
    MinutesLine,
    refuse_senseless_minutes,
    replace_minutes,
)
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import Amendment, Assessment, Visit
from restride.records.refusals import Conflict, NotAllowed, NotUsable
from restride.records.scopes import the_row
from restride.records.signed_visits import amended_content, content_to_sign, minutes_of
from restride.visit.moves import moved
from restride.visit.signing import digest_of_content
from restride.visit.states import AppointmentState, AssessmentState, DocumentState


def sign_visit(actor: Actor, visit_id: UUID, *, version: int) -> Visit:
    """Sign a visit: from now on it is amended, never changed.

    Raises
    ------
    NotThere, Stale
        No such visit; somebody edited it since it was read.
    NotAllowed
        Another therapist's visit.
    Conflict, ImpossibleMove
        There is no note, an assessment of it is still under way, or it is signed already.
    """
    with acting(actor, "visit.sign") as act:
        visit = the_row(actor, Visit, visit_id)
        visit.state = moved(visit.state, DocumentState.SIGNED, thing="visit")
        user_id = _therapist_of(actor, visit)
        _refuse_unfinished(visit)
        visit.signed_at = clock.now()
        visit.signed_by_id = user_id
        visit.signed_content = content_to_sign(visit, by=user_id, at=visit.signed_at)
        visit.digest = digest_of_content(visit.signed_content)
        saved(visit, version=version)
        _end_appointment(visit)
        act.about(visit, digest=visit.digest)
    return visit


def amend_visit(
    actor: Actor,
    visit_id: UUID,
    *,
    note: str,
    reason: str,
    minutes: Sequence[MinutesLine] | None = None,
    version: int,
) -> Visit:
    """Change what was signed, with the reason; what stood there before is kept.

    A therapist of the care team may amend what another signed: who did it, and when, is part of
    what is kept.

    Parameters
    ----------
    minutes
        None leaves them as they were signed.

    Raises
    ------
    NotThere, Stale
        No such visit; somebody amended it since it was read.
    NotUsable
        No note, no reason, nothing that differs, or minutes that cannot be.
    ImpossibleMove
        It is not signed yet.
    """
    with acting(actor, "visit.amend") as act:
        visit = the_row(actor, Visit, visit_id)
        visit.state = moved(visit.state, DocumentState.AMENDED, thing="visit")
        before = dict(visit.signed_content or {})
        lines = minutes_of(visit)
        if minutes is not None:
            refuse_senseless_minutes(visit, minutes)
            replace_minutes(actor, visit, minutes)
            lines = minutes_of(visit)
        _refuse_empty_amendment(
            visit, note=note, reason=reason, is_same_time=lines == before["minutes"]
        )
        after = amended_content(
            before,
            note=note,
            minutes=lines,
            reason=reason,
            before_digest=visit.digest,
            by=_user_of(actor),
            at=clock.now(),
        )
        amendment = _kept(actor, visit, before=before, reason=reason, after=after)
        visit.note, visit.signed_content, visit.digest = note, after, amendment.after_digest
        saved(visit, version=version)
        act.about(visit, digest=visit.digest, number=amendment.number)
    return visit


def _kept(
    actor: Actor, visit: Visit, *, before: dict[str, object], reason: str, after: dict[str, object]
) -> Amendment:
    return Amendment.objects.create(
        clinic_id=visit.clinic_id,
        patient_id=visit.patient_id,
        made_by_id=actor.user_id,
        visit=visit,
        number=Amendment.objects.filter(visit=visit).count() + 1,
        reason=reason,
        before=before,
        before_digest=visit.digest,
        after_digest=digest_of_content(after),
    )


def _therapist_of(actor: Actor, visit: Visit) -> UUID:
    user_id = _user_of(actor)
    if visit.therapist_id != user_id:
        raise NotAllowed(
            "A visit is signed by its therapist, and that is somebody else. Ask them, or become "
            "the therapist of the visit first."
        )
    return user_id


def _user_of(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise NotAllowed("A signature is a person's, and this is a program. Sign in.")
    return actor.user_id


def _refuse_unfinished(visit: Visit) -> None:
    if not (visit.note or "").strip():
        raise Conflict("A visit is signed with its note, and this one is empty. Write the note.")
    under_way = (AssessmentState.DRAFT, AssessmentState.IN_PROGRESS)
    if Assessment.objects.filter(visit=visit, state__in=under_way).exists():
        raise Conflict(
            "An assessment of this visit is still under way, and its results are part of what is "
            "signed. Complete or abandon it first."
        )


def _refuse_empty_amendment(visit: Visit, *, note: str, reason: str, is_same_time: bool) -> None:
    if not note.strip():
        raise NotUsable("An amended visit keeps a note, and there is none. Write what holds.")
    if not reason.strip():
        raise NotUsable("An amendment needs its reason, and there is none. Write it.")
    if note == visit.note and is_same_time:
        raise NotUsable("An amendment changes something, and this one changes nothing. Leave it.")


def _end_appointment(visit: Visit) -> None:
    appointment = visit.appointment
    if appointment is not None and appointment.state == AppointmentState.IN_SESSION:
        appointment.state = moved(appointment.state, AppointmentState.DONE, thing="appointment")
        saved(appointment, version=appointment.version)
