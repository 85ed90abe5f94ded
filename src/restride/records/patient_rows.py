"""Everything that hangs on a patient, found from the models themselves.

A new kind of row is merged, exported and erased without anybody having to think of it.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, Q, QuerySet

from restride.records.fields import SealedColumn
from restride.records.models import Patient, PatientTerm

#: Columns that name a file in the storage.
_FILE_COLUMN: Final = "stored_name"
#: Columns that name a file that was not let in yet.
_QUARANTINE_COLUMN: Final = "quarantine_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientColumn:
    """A column that says whose a row is."""

    model: type[Model]
    name: str

    def rows_of(self, *patient_ids: UUID) -> "QuerySet[Model]":
        """Give the rows of some patients, in the order in which they were made."""
        return self.model._default_manager.filter(**{f"{self.name}__in": patient_ids}).order_by(
            "pk"
        )


@cache
def patient_columns() -> tuple[PatientColumn, ...]:
    """List the columns that say whose a row is, of every model but the terms of the search."""
    return tuple(
        PatientColumn(model=model, name=field.name)
        for model in apps.get_app_config("records").get_models()
        if model is not PatientTerm
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is Patient
    )


def sealed_columns(model: type[Model]) -> tuple["SealedColumn[object, object]", ...]:
    """List the sealed columns of a model."""
    return tuple(each for each in model._meta.concrete_fields if isinstance(each, SealedColumn))


def plain_columns(model: type[Model]) -> tuple["Field[object, object]", ...]:
    """List all columns of a model, sealed or not."""
    return tuple(model._meta.concrete_fields)


def has_column(model: type[Model], name: str) -> bool:
    """Tell whether a model has a column."""
    return any(each.name == name for each in model._meta.concrete_fields)


def file_names(*patient_ids: UUID) -> tuple[str, ...]:
    """List the files in the storage that belong to some patients."""
    return _names(_FILE_COLUMN, patient_ids)


def quarantine_names(*patient_ids: UUID) -> tuple[str, ...]:
    """List the files of some patients that were not let in yet."""
    return _names(_QUARANTINE_COLUMN, patient_ids)


def _names(column: str, patient_ids: tuple[UUID, ...]) -> tuple[str, ...]:
    found: set[str] = set()
    for each in patient_columns():
        if has_column(each.model, column):
            rows = each.rows_of(*patient_ids).exclude(Q(**{column: ""}))
            found.update(rows.values_list(column, flat=True))
    return tuple(sorted(found))


def same_person_ids(patient: Patient) -> tuple[UUID, ...]:
    """Give the id of a patient, and those of the records that were merged into theirs."""
    former = Patient.objects.filter(merged_into=patient).order_by("pk")
    return (patient.pk, *former.values_list("pk", flat=True))
