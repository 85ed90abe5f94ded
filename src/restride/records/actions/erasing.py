"""Erasing one patient: afterwards nobody can tell who it was, and the trail still verifies.

What goes: every sealed column of every row (identity, notes, findings, plans, answers, analyses),
what a search finds, the files, the accounts, and the details of the trail.
What stays, under an id that leads to nobody: that there were episodes, visits, appointments,
sessions and recordings, with their days, states, content codes, minutes and billing codes; measured
values and test conditions; sex for reference is taken away. The clinic accounts for its work by it.
What was copied elsewhere before (backups, exports) goes when that goes. The reason of the erasure
itself stays in the trail. See docs/decisions/0167-export-and-erasure.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.apps import apps
from django.db.models import F, Model

from restride.records import clock
from restride.records.acting import acting
from restride.records.actions.merging import refuse_unfinished
from restride.records.actions.patient_state import refuse_in_care
from restride.records.actors import Actor
from restride.records.closing_accounts import close_access
from restride.records.fields import Sealed, SealedJSON
from restride.records.keys import current_keyring
from restride.records.models import (
    AuditDetail,
    Device,
    Invitation,
    Membership,
    Patient,
    PatientAccess,
    PatientTerm,
    Recording,
    ShareLink,
    User,
)
from restride.records.patient_rows import (
    file_names,
    has_column,
    patient_columns,
    quarantine_names,
    same_person_ids,
    sealed_columns,
)
from restride.records.queries.retention import is_retention_over
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import Depth, the_patient
from restride.vault.blind_index import normalise_name
from restride.vault.sealing import seal_text
from restride.visit.moves import moved
from restride.visit.states import PatientState, RecordingState

if TYPE_CHECKING:
    from django.db.models import QuerySet

_SHORTEST_REASON_CHARS: Final = 10


class ErasureBasis(StrEnum):
    """Why a record may be erased."""

    #: It need no longer be kept.
    RETENTION = "retention"
    #: The person asked for it, or the clinic must.
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What is left to do for the caller, outside the database."""

    patient_id: UUID
    rows_count: int
    #: To be removed from the storage.
    file_names: tuple[str, ...]
    #: To be removed from the quarantine.
    quarantine_names: tuple[str, ...]


def erase_patient(
    actor: Actor, patient_id: UUID, *, basis: ErasureBasis, record_number: str, reason: str
) -> Erasure:
    """Erase a patient for good, with the records that were merged into theirs.

    Parameters
    ----------
    record_number
        Of the person, to be sure.
    reason
        Stays in the trail: write it without a name.

    Raises
    ------
    NotThere
        No such patient.
    NotUsable
        The record number is another, or the reason is none.
    Conflict
        A course of care or work goes on, or the record must still be kept.
    """
    with acting(actor, "patient.erase") as act:
        patient = the_patient(actor, patient_id, depth=Depth.IDENTITY)
        _refuse(patient, basis=basis, record_number=record_number, reason=reason)
        ids = same_person_ids(patient)
        done = Erasure(
            patient_id=patient.pk,
            rows_count=sum(each.rows_of(*ids).count() for each in patient_columns()),
            file_names=file_names(*ids),
            quarantine_names=quarantine_names(*ids),
        )
        _close_doors(ids)
        for column in patient_columns():
            _empty(column.rows_of(*ids))
        PatientTerm.objects.filter(patient__in=ids).delete()
        _lose_recordings(ids)
        _erase_identity(Patient.objects.filter(pk__in=ids))
        AuditDetail.objects.filter(event__patient_id__in=ids).update(detail=None)
        act.about_patients(ids[1:])
        act.about(patient, basis=basis, reason=reason.strip(), rows_count=done.rows_count)
    return done


def _refuse(patient: Patient, *, basis: ErasureBasis, record_number: str, reason: str) -> None:
    if normalise_name(record_number) != normalise_name(patient.record_number):
        raise NotUsable(
            "record_number must be that of the person who is erased, and is another. Look at the "
            "record again."
        )
    if len(reason.strip()) < _SHORTEST_REASON_CHARS:
        raise NotUsable(
            f"A record is erased with a reason of at least {_SHORTEST_REASON_CHARS} letters, and "
            f"this has {len(reason.strip())}. Say why, without a name: it stays in the trail."
        )
    refuse_in_care(patient, what="erased")
    refuse_unfinished(patient)
    if basis is ErasureBasis.RETENTION and not is_retention_over(patient):
        raise Conflict(
            "This record must still be kept: the last contact lies within the years of retention. "
            "Erase it on request, or later."
        )


def _close_doors(ids: tuple[UUID, ...]) -> None:
    """Close what leads to the record from outside, and the accounts."""
    now = clock.now()
    for access in PatientAccess.objects.filter(patient__in=ids).order_by("pk"):
        if access.ended_at is None:
            close_access(access)
        _erase_account(access.user)
    for model in (Invitation, ShareLink):
        rows = model._default_manager.filter(patient__in=ids, revoked_at__isnull=True)
        rows.update(revoked_at=now)
    Device.objects.filter(patient__in=ids).update(patient=None)


def _erase_account(user: User) -> None:
    """Empty an account that looked into this record alone, with what hangs on it elsewhere."""
    if PatientAccess.objects.filter(user=user, ended_at__isnull=True).exists():
        return
    if Membership.objects.filter(user=user).exists():
        return
    for model in apps.get_models():
        if model._meta.app_label == "records":
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                model._default_manager.filter(**{field.name: user}).delete()
    user.username, user.name, user.email = f"erased-{user.pk}", "", ""
    user.is_active = False
    user.set_unusable_password()
    user.save()


def _empty(rows: "QuerySet[Model]") -> None:
    """Take away what was sealed and which file belonged to it; numbers and states stay."""
    columns = sealed_columns(rows.model)
    change: dict[str, object] = {each.name: None for each in columns if each.null}
    for name in ("stored_name", "quarantine_name"):
        if has_column(rows.model, name):
            change[name] = ""
    if has_column(rows.model, "version"):
        change["version"] = F("version") + 1
    rows.update(**change)
    filled = [each for each in columns if not each.null]
    for pk in rows.values_list("pk", flat=True) if filled else ():
        emptied = {each.name: _nothing(rows.model, each, row=pk) for each in filled}
        rows.model._default_manager.filter(pk=pk).update(**emptied)


def _lose_recordings(ids: tuple[UUID, ...]) -> None:
    """Say of recordings that there is nothing left of them; their files are removed next."""
    captured = Recording.objects.filter(patient__in=ids, state=RecordingState.CAPTURED)
    state = moved(RecordingState.CAPTURED, RecordingState.LOST, thing="recording")
    captured.update(state=state, sha256="", size_bytes=0)


def _nothing(model: type[Model], column: object, *, row: UUID) -> Sealed:
    """Seal nothing for a place that cannot be null."""
    text = "{}" if isinstance(column, SealedJSON) else ""
    table, name = model._meta.db_table, str(getattr(column, "column", ""))
    return Sealed(seal_text(current_keyring(), text, table=table, row=row, column=name))


def _erase_identity(patients: "QuerySet[Patient]") -> None:
    _empty(patients)
    for each in patients:
        moved(each.state, PatientState.ERASED, thing="patient")
    patients.update(
        state=PatientState.ERASED,
        sex_for_reference=None,
        language="en",
        time_zone="UTC",
        synced_at=None,
    )
