"""One row of every kind that a patient can have, filled as the columns ask for."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models

from restride.records.fields import SealedJSON, SealedText
from restride.records.models import CareTeamMember, Clinic, Patient, PatientTerm, User

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class RowMaker:
    """Makes rows, and the rows they hang on, each kind once."""

    def __init__(self, patient: Patient, user: User, *, text: str) -> None:
        self.text = text
        self.made: dict[type[models.Model], models.Model] = {
            Patient: patient,
            User: user,
            Clinic: patient.clinic,
        }
        team = CareTeamMember.objects.filter(patient=patient).first()
        if team is not None:
            self.made[CareTeamMember] = team

    def make_all(self) -> dict[type[models.Model], models.Model]:
        """Make one row of each model that names a patient."""
        for model in apps.get_app_config("records").get_models():
            names_patient = any(each.related_model is Patient for each in model._meta.fields)
            if names_patient and model not in (PatientTerm, Patient):
                self.row(model)
        return self.made

    def row(self, model: type[models.Model]) -> models.Model:
        if model not in self.made:
            values = {
                each.name: self.value(each)
                for each in model._meta.concrete_fields
                if not each.primary_key and not self.is_left(model, each)
            }
            self.made[model] = model._default_manager.create(**values)
        return self.made[model]

    @staticmethod
    def is_left(model: type[models.Model], field: Any) -> bool:
        """Leave what fills itself, and ends or replaces a row."""
        if field.related_model is Patient:
            return False
        is_sealed = isinstance(field, SealedJSON | SealedText)
        is_end = field.name in ("ended_at", "closed_at", "revoked_at", "withdrawn_at")
        return is_end or field.related_model is model or (field.has_default() and not is_sealed)

    def value(self, field: Any) -> Any:
        if field.related_model is not None:
            return self.row(field.related_model)
        if isinstance(field, SealedText):
            return self.text[: field.max_chars]
        if field.name in NAMED:
            return NAMED[field.name]()
        return field.choices[0][0] if field.choices else PLAIN[type(field)](self)


#: By name of a column that must be of one row.
NAMED: dict[str, Any] = {
    "stored_name": lambda: f"recordings/{uuid4()}.csv",
    "digest": lambda: uuid4().hex,
    "username": lambda: uuid4().hex,
    "quarantine_name": lambda: uuid4().hex,
    "name": lambda: uuid4().hex,
    "serial": lambda: uuid4().hex,
    "once_key": lambda: uuid4().hex,
}
PLAIN: dict[type, Any] = {
    models.CharField: lambda _: "word",
    models.UUIDField: lambda _: uuid4(),
    models.DateTimeField: lambda _: MOMENT,
    models.DateField: lambda _: date(2026, 3, 2),
    models.TimeField: lambda _: time(9, 30),
    models.JSONField: lambda _: {},
    SealedJSON: lambda maker: {"said": maker.text},
    models.BooleanField: lambda _: True,
    models.FloatField: lambda _: 1.5,
    models.IntegerField: lambda _: 1,
    models.BigIntegerField: lambda _: 1,
    models.SmallIntegerField: lambda _: 1,
    models.PositiveIntegerField: lambda _: 1,
    models.PositiveSmallIntegerField: lambda _: 1,
    models.EmailField: lambda _: "",
}
