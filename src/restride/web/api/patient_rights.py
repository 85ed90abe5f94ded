"""Whole records: put aside, merged, exported, erased."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Router

from restride.records.actions.erasing import Erasure, ErasureBasis, erase_patient
from restride.records.actions.exporting import export_patient
from restride.records.actions.merging import merge_patients
from restride.records.actions.patient_state import retire_patient, take_back_patient
from restride.records.models import Patient
from restride.records.places import quarantine, storage
from restride.records.queries.retention import retention_due
from restride.web.api.asking import actor_in, tell_version, version_in
from restride.web.api.bodies import Answer, Body, Name, PageAnswer, PageCount, Text
from restride.web.api.people import PatientAnswer

router = Router(tags=["whole records"])


class MergeBody(Body):
    """The record that goes over to the one in the address."""

    other_id: UUID


class EraseBody(Body):
    """Why a record is erased, and whose it is, to be sure."""

    basis: ErasureBasis
    record_number: Name
    #: Stays in the trail: without a name.
    reason: Text


class EraseAnswer(Answer):
    """What was erased."""

    patient_id: UUID
    rows_count: int
    files_count: int


@router.post(
    "/patients/{patient_id}/retire", response=PatientAnswer, operation_id="patient_state_retire"
)
def retire(request: HttpRequest, patient_id: UUID, response: HttpResponse) -> Patient:
    """Put a record aside."""
    patient = retire_patient(actor_in(request), patient_id, version=version_in(request))
    tell_version(response, patient)
    return patient


@router.post(
    "/patients/{patient_id}/take-back",
    response=PatientAnswer,
    operation_id="patient_state_take_back",
)
def take_back(request: HttpRequest, patient_id: UUID, response: HttpResponse) -> Patient:
    """Bring a record that was put aside into use again."""
    patient = take_back_patient(actor_in(request), patient_id, version=version_in(request))
    tell_version(response, patient)
    return patient


@router.post("/patients/{patient_id}/merge", response=PatientAnswer, operation_id="patient_merge")
def merge(
    request: HttpRequest, patient_id: UUID, body: MergeBody, response: HttpResponse
) -> Patient:
    """Join another record of the same person to this one."""
    patient = merge_patients(
        actor_in(request), patient_id, other_id=body.other_id, version=version_in(request)
    )
    tell_version(response, patient)
    return patient


@router.post(
    "/patients/{patient_id}/export",
    operation_id="patient_export",
    response={200: None},
)
def export(request: HttpRequest, patient_id: UUID) -> StreamingHttpResponse:
    """Hand over everything about a patient, as a ZIP."""
    made = export_patient(actor_in(request), patient_id, open_file=storage().open)
    return StreamingHttpResponse(
        made.pieces,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{made.file_name}"',
            "Cache-Control": "no-store",
        },
    )


@router.post("/patients/{patient_id}/erase", response=EraseAnswer, operation_id="patient_erase")
def erase(request: HttpRequest, patient_id: UUID, body: EraseBody) -> dict[str, object]:
    """Erase a patient for good, files included."""
    done = erase_patient(
        actor_in(request),
        patient_id,
        basis=body.basis,
        record_number=body.record_number,
        reason=body.reason,
    )
    return {
        "patient_id": done.patient_id,
        "rows_count": done.rows_count,
        "files_count": _remove_files(done),
    }


def _remove_files(done: Erasure) -> int:
    files = storage()
    stored = [name for name in done.file_names if files.exists(name)]
    for name in stored:
        files.remove(name)
    folder = quarantine()
    for name in done.quarantine_names:
        # Named by the server itself; one that was let in has left the quarantine.
        with suppress(FileNotFoundError):
            (folder / name).unlink()
    return len(stored)


@router.get("/retention", response=PageAnswer[PatientAnswer], operation_id="retention_read")
def retention(
    request: HttpRequest, after: UUID | None = None, most_count: PageCount = 50
) -> dict[str, object]:
    """List those whose record need no longer be kept."""
    page = retention_due(actor_in(request), after=after, most_count=most_count)
    return {"items": page.rows, "next_after": page.next_after}
