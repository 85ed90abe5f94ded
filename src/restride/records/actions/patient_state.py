"""Whether a patient's record is in use."""

from uuid import UUID

from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import Episode, Patient
from restride.records.refusals import Conflict
from restride.records.scopes import Depth, the_patient
from restride.visit.moves import moved
from restride.visit.states import EpisodeState, PatientState

#: A course of care that goes on.
RUNNING: tuple[EpisodeState, ...] = (
    EpisodeState.PLANNED,
    EpisodeState.ACTIVE,
    EpisodeState.ON_HOLD,
)


def retire_patient(actor: Actor, patient_id: UUID, *, version: int) -> Patient:
    """Put a record aside: the person is no longer in care.

    Raises
    ------
    NotThere, ImpossibleMove, Stale
        No such patient, or not in use; somebody else edited it first.
    Conflict
        An episode is not over.
    """
    with acting(actor, "patient.state") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        refuse_in_care(patient, what="put aside")
        patient.state = moved(patient.state, PatientState.INACTIVE, thing="patient")
        saved(patient, version=version)
        act.about(patient, state=patient.state)
    return patient


def take_back_patient(actor: Actor, patient_id: UUID, *, version: int) -> Patient:
    """Bring a record that was put aside into use again.

    Raises
    ------
    NotThere, ImpossibleMove, Stale
        No such patient, or in use; somebody else edited it first.
    """
    with acting(actor, "patient.state") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        patient.state = moved(patient.state, PatientState.ACTIVE, thing="patient")
        saved(patient, version=version)
        act.about(patient, state=patient.state)
    return patient


def refuse_in_care(patient: Patient, *, what: str) -> None:
    """Refuse while a course of care goes on.

    Raises
    ------
    Conflict
        An episode is planned, active or on hold.
    """
    running_count = Episode.objects.filter(patient=patient, state__in=RUNNING).count()
    if running_count:
        raise Conflict(
            f"A record is {what} once no course of care goes on, and {running_count} does. "
            "Discharge or cancel it first."
        )
