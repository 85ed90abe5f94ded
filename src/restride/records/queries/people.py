"""Who an actor may find, and what they may read of them."""

from uuid import UUID

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.finding_people import search
from restride.records.models import Patient
from restride.records.pages import Page, page_of
from restride.records.scopes import Depth, patients_of, the_patient


def find_patients(
    actor: Actor, *, text: str | None = None, after: UUID | None = None, most_count: int = 50
) -> Page[Patient]:
    """List the people whom an actor may see, the newest first; with a text those it fits."""
    with reading(actor, "patient.find") as act:
        rows = patients_of(actor, depth=Depth.IDENTITY)
        if text is not None:
            rows = search(rows, clinic_id=actor.clinic_id, text=text)
        page = page_of(rows, after=after, most_count=most_count)
        act.about_patients(each.pk for each in page.rows)
    return page


def read_patient(actor: Actor, patient_id: UUID) -> Patient:
    """Read who somebody is.

    Raises
    ------
    NotThere
        There is nobody of that id whom the actor may see.
    """
    with reading(actor, "patient.read") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        act.about(patient)
    return patient
