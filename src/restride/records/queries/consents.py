"""What a patient agreed to."""

from uuid import UUID

from django.db.models import Max

from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import Consent, Patient
from restride.records.refusals import Conflict
from restride.records.scopes import Depth, the_patient
from restride.visit.consents import CURRENT_TEXTS, ConsentKind, ConsentText


def read_consents(actor: Actor, patient_id: UUID) -> tuple[Consent, ...]:
    """List all that was agreed to and taken back, the newest first.

    Raises
    ------
    NotThere
        No such patient.
    """
    with reading(actor, "consent.read") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        rows = tuple(Consent.objects.filter(patient=patient).order_by("-pk"))
        act.about(patient)
    return rows


def has_consent(patient: Patient | UUID, kind: ConsentKind) -> bool:
    """Tell whether a patient agrees now: what was said last counts.

    For actions that have found the patient through their actor already: recordings need
    ``sensors`` or ``video``, an export for research ``research``, training at home ``home``.
    """
    patient_id = patient.pk if isinstance(patient, Patient) else patient
    rows = Consent.objects.filter(patient_id=patient_id, kind=kind)
    given = rows.filter(withdrawn_at__isnull=True).aggregate(last=Max("given_at"))["last"]
    withdrawn = rows.aggregate(last=Max("withdrawn_at"))["last"]
    # After a merge one record may hold a consent that the other took back later.
    return given is not None and (withdrawn is None or given >= withdrawn)


def refuse_without_consent(patient: Patient | UUID, kind: ConsentKind) -> None:
    """Refuse what needs a consent that does not stand.

    Raises
    ------
    Conflict
        It was never given, or was taken back.
    """
    if not has_consent(patient, kind):
        raise Conflict(
            f"This needs the patient's consent to {kind}, and none stands. Ask for it first, and "
            "keep it under consents."
        )


def consent_texts(actor: Actor) -> tuple[ConsentText, ...]:
    """List the wordings that are read before somebody agrees, the newest of each kind."""
    with reading(actor, "content.read"):
        return tuple(CURRENT_TEXTS.values())
