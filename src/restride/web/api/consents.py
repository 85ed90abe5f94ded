"""What a patient agrees to, and takes back."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from restride.records.actions.consents import give_consent, withdraw_consent
from restride.records.models import Consent
from restride.records.queries.consents import consent_texts, read_consents
from restride.visit.consents import ConsentKind, ConsentText, ConsentWay
from restride.web.api.asking import actor_in
from restride.web.api.bodies import Answer, Body, Word

router = Router(tags=["consents"])


class ConsentBody(Body):
    """What somebody agreed to."""

    kind: ConsentKind
    #: Of the wording that was read.
    text_version: Word
    how: ConsentWay


class WithdrawBody(Body):
    """What is taken back."""

    kind: ConsentKind


class ConsentAnswer(Answer):
    """What somebody agreed to, and until when."""

    id: UUID
    kind: ConsentKind
    text_version: str
    how: str
    given_at: datetime
    made_by_id: UUID | None
    withdrawn_at: datetime | None
    withdrawn_by_id: UUID | None


class ConsentTextAnswer(Answer):
    """What is read before somebody agrees."""

    kind: ConsentKind
    version: str
    language: str
    text: str


@router.get(
    "/consent-texts", response=list[ConsentTextAnswer], operation_id="content_read_consents"
)
def texts(request: HttpRequest) -> list[ConsentText]:
    """List the wordings that are asked now."""
    return list(consent_texts(actor_in(request)))


@router.get(
    "/patients/{patient_id}/consents", response=list[ConsentAnswer], operation_id="consent_read"
)
def read(request: HttpRequest, patient_id: UUID) -> list[Consent]:
    """List what was agreed to and taken back, the newest first."""
    return list(read_consents(actor_in(request), patient_id))


@router.post(
    "/patients/{patient_id}/consents",
    response={201: ConsentAnswer},
    operation_id="consent_give",
)
def give(request: HttpRequest, patient_id: UUID, body: ConsentBody) -> Status[Consent]:
    """Keep that a patient agreed."""
    consent = give_consent(
        actor_in(request),
        patient_id,
        kind=body.kind,
        text_version=body.text_version,
        how=body.how,
    )
    return Status(201, consent)


@router.post(
    "/patients/{patient_id}/consents/withdraw",
    response=list[ConsentAnswer],
    operation_id="consent_withdraw",
)
def withdraw(request: HttpRequest, patient_id: UUID, body: WithdrawBody) -> list[Consent]:
    """Take a consent back."""
    return list(withdraw_consent(actor_in(request), patient_id, kind=body.kind))
