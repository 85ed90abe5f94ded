"""Joining two records of one person: everything of the one goes over to the other.

The record that was merged stays as a row with who it was, and points on; its number and name still
find the person.
"""

from collections.abc import Callable, Iterator
from typing import Final
from uuid import UUID

from django.db.models import F, Model, Q, UniqueConstraint

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.closing_accounts import close_access
from restride.records.editing import saved
from restride.records.finding_people import set_terms
from restride.records.models import (
    Alert,
    CareTeamMember,
    Enrolment,
    Job,
    Patient,
    PatientAccess,
    Recording,
)
from restride.records.patient_rows import PatientColumn, has_column, patient_columns
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import Depth, the_patient
from restride.visit.moves import moved
from restride.visit.states import AlertState, PatientState, RecordingState, RunState


def merge_patients(actor: Actor, kept_id: UUID, *, other_id: UUID, version: int) -> Patient:
    """Join two records of one person; the other one points on to the one that is kept.

    Parameters
    ----------
    version
        Of the record that is kept.

    Raises
    ------
    NotThere, Stale
        No such patients; somebody else edited the kept one first.
    NotUsable
        The two are one.
    Conflict
        Work on the other is not done, or the two hold the same thing twice.
    """
    with acting(actor, "patient.merge") as act:
        if kept_id == other_id:
            raise NotUsable("Two records are merged, and this is one. Name the other.")
        kept = the_patient(actor, kept_id, depth=Depth.IDENTITY)
        other = the_patient(actor, other_id, depth=Depth.IDENTITY)
        refuse_unfinished(other)
        _settle(kept, other)
        moved_counts = {
            f"{each.model._meta.model_name}.{each.name}": count
            for each in patient_columns()
            if (count := _move(each, kept=kept, other=other))
        }
        other.state = moved(other.state, PatientState.MERGED, thing="patient")
        other.merged_into = kept
        saved(other, version=other.version)
        other.terms.all().delete()
        saved(kept, version=version)
        set_terms(kept)
        act.about_patients([other.pk])
        act.about(kept, merged=str(other.pk), moved=moved_counts)
    return kept


def refuse_unfinished(patient: Patient) -> None:
    """Refuse while something of a patient is being recorded or worked on.

    Raises
    ------
    Conflict
        It goes on.
    """
    jobs = Job.objects.filter(patient=patient, state__in=(RunState.QUEUED, RunState.RUNNING))
    incoming = Recording.objects.filter(patient=patient, state=RecordingState.RECEIVING)
    count = jobs.count() + incoming.count()
    if count:
        raise Conflict(
            f"{count} recordings or jobs of this record are not done. Wait until they are, or "
            "cancel them."
        )


def _move(column: PatientColumn, *, kept: Patient, other: Patient) -> int:
    """Give all rows of the one to the other; whoever edits them at this moment notices."""
    change: dict[str, object] = {column.name: kept}
    if has_column(column.model, "version"):
        change["version"] = F("version") + 1
    return column.rows_of(other.pk).update(**change)


def _settle(kept: Patient, other: Patient) -> None:
    """Solve what both have and only one may have."""
    team = CareTeamMember.objects.filter(ended_at__isnull=True, is_lead=True)
    if team.filter(patient=kept).exists():
        team.filter(patient=other).update(is_lead=False, version=F("version") + 1)
    mine = PatientAccess.objects.filter(patient=kept, ended_at__isnull=True).values("user")
    for access in PatientAccess.objects.filter(patient=other, ended_at__isnull=True, user__in=mine):
        close_access(access)
    for row in _twice(kept, other):
        settle = _SETTLED.get(type(row))
        if settle is None:
            raise Conflict(
                f"Both records hold the same {row._meta.verbose_name} ({row.pk}), and only one "
                "can. Correct one of the two, and merge again."
            )
        settle(row)


def _twice(kept: Patient, other: Patient) -> Iterator[Model]:
    """Find rows of the other that could not stand beside those of the kept."""
    for column in patient_columns():
        for constraint in column.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and column.name in constraint.fields:
                yield from _colliding(column, constraint, kept=kept, other=other)


def _colliding(
    column: PatientColumn, constraint: UniqueConstraint, *, kept: Patient, other: Patient
) -> Iterator[Model]:
    condition = constraint.condition or Q()
    beside = [name for name in constraint.fields if name != column.name]
    held = set(column.rows_of(kept.pk).filter(condition).values_list(*beside))
    for row in column.rows_of(other.pk).filter(condition):
        values = tuple(_plain(row, name) for name in beside)
        # Nothing is never the same as nothing.
        if values in held and None not in values:
            yield row


def _plain(row: Model, name: str) -> object:
    field = row._meta.get_field(name)
    value: object = getattr(row, getattr(field, "attname", name))
    return value


def _end(row: Model) -> None:
    row.__dict__["ended_at"] = clock.now()
    row.save(update_fields=["ended_at"])


def _dismiss(row: Model) -> None:
    if isinstance(row, Alert):
        row.state = moved(row.state, AlertState.DISMISSED, thing="alert")
        row.closed_at = clock.now()
        row.save(update_fields=["state", "closed_at"])


#: What is done with a row of the other that the kept has too.
_SETTLED: Final[dict[type[Model], Callable[[Model], None]]] = {
    CareTeamMember: _end,
    Enrolment: _end,
    Alert: _dismiss,
}
