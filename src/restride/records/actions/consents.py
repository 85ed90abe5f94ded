"""What a patient agrees to, and takes back."""

from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.models import Consent
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import Depth, the_patient
from restride.visit.consents import CONSENT_TEXTS, ConsentKind, ConsentWay


def give_consent(
    actor: Actor, patient_id: UUID, *, kind: ConsentKind, text_version: str, how: ConsentWay
) -> Consent:
    """Keep that a patient agreed to a wording; said again, the first stands.

    Raises
    ------
    NotThere
        No such patient.
    NotUsable
        There is no such wording of this kind.
    """
    with acting(actor, "consent.give") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        versions = [each.version for each in CONSENT_TEXTS if each.kind is kind]
        if text_version not in versions:
            raise NotUsable(
                f"text_version must be a wording of {kind}: {', '.join(versions)}. Send the one "
                "that was read."
            )
        rows = Consent.objects.filter(patient=patient, kind=kind, withdrawn_at__isnull=True)
        consent = rows.filter(text_version=text_version).order_by("pk").first()
        if consent is None:
            consent = Consent.objects.create(
                clinic_id=actor.clinic_id,
                patient=patient,
                made_by_id=actor.user_id,
                kind=kind,
                text_version=text_version,
                how=how,
                given_at=clock.now(),
            )
        act.about(consent, kind=kind, text_version=text_version, how=how)
    return consent


def withdraw_consent(actor: Actor, patient_id: UUID, *, kind: ConsentKind) -> tuple[Consent, ...]:
    """Take back what a patient agreed to, in every wording of the kind.

    What was recorded before stays; nothing new is.

    Raises
    ------
    NotThere
        No such patient.
    Conflict
        There is nothing to take back.
    """
    with acting(actor, "consent.withdraw") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        given = Consent.objects.filter(patient=patient, kind=kind, withdrawn_at__isnull=True)
        rows = tuple(given.order_by("pk"))
        if not rows:
            raise Conflict(f"No consent to {kind} stands that could be withdrawn. Look at them.")
        for each in rows:
            each.withdrawn_at = clock.now()
            each.withdrawn_by_id = actor.user_id
            each.version += 1
            each.save()
        act.about(rows[-1], kind=kind, withdrawn=[str(each.pk) for each in rows])
    return rows
