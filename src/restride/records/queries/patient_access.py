"""Through which accounts a patient's record is looked into from outside the clinic."""

from uuid import UUID

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import PatientAccess
from restride.records.scopes import Depth, the_patient


def list_access(actor: Actor, patient_id: UUID) -> tuple[PatientAccess, ...]:
    """List the accounts of a patient and of those who act for them, the newest first.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "patient.access") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        rows = PatientAccess.objects.filter(patient=patient).select_related("user")
        act.about(patient)
        return tuple(rows.order_by("-pk"))
