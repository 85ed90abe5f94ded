"""How everything is done: permission first, one transaction, one line in the trail.

An action is one function whose body stands in ``acting``; a question stands in ``reading``.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models, transaction

from restride.records.actors import Actor
from restride.records.models import Patient
from restride.records.models.base import Record
from restride.records.permissions import PERMISSIONS, Permission
from restride.records.refusals import NotAllowed, RecordError
from restride.records.roles import Role
from restride.records.trail import TrailLine, write_line
from restride.visit.moves import ImpossibleMove


@dataclass(slots=True, kw_only=True)
class Act:
    """What is being done, to be filled in while it is: the line of the trail is made of it."""

    actor: Actor
    action: str
    entity: str = ""
    entity_id: UUID | None = None
    patient_id: UUID | None = None
    also_patient_ids: list[UUID] = field(default_factory=list)
    detail: dict[str, object] = field(default_factory=dict)

    @property
    def permission(self) -> Permission:
        """What the action needs."""
        return PERMISSIONS[self.action]

    def about(self, row: Record, **detail: object) -> None:
        """Say what row it is about, whose it is, and what else is worth keeping."""
        self.entity = row._meta.model_name or ""
        self.entity_id = row.pk
        own_id = row.pk if isinstance(row, Patient) else getattr(row, "patient_id", None)
        self.patient_id = own_id or self.patient_id
        self.detail.update(detail)

    def about_patients(self, patients: Iterable[UUID]) -> None:
        """Say whom a list shows."""
        self.also_patient_ids.extend(patients)

    def changed(self, before: Mapping[str, object], after: Mapping[str, object]) -> None:
        """Keep the fields that differ, as they were and as they are."""
        names = [name for name in after if before.get(name) != after[name]]
        self.detail["before"] = {name: _plain(before.get(name)) for name in names}
        self.detail["after"] = {name: _plain(after[name]) for name in names}


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return str(value.pk) if isinstance(value, models.Model) else str(value)


@contextmanager
def acting(actor: Actor, action: str) -> Iterator[Act]:
    """Do something to the record: permitted, as a whole or not at all, and with a line.

    A refusal leaves a line too, outside the transaction that it ends.

    Raises
    ------
    NotAllowed
        The role may not do it.
    RecordError
        Whatever the body refuses.
    """
    act = Act(actor=actor, action=action)
    try:
        permit(actor, action)
        with transaction.atomic():
            yield act
            _write(act, outcome="done")
    except (RecordError, ImpossibleMove) as refusal:
        act.detail = {"refusal": getattr(refusal, "code", "conflict")}
        _write(act, outcome="refused")
        raise


@contextmanager
def reading(actor: Actor, action: str) -> Iterator[Act]:
    """Look something up: permitted, and with a line once something was shown.

    The reads run outside a transaction, so that looking never waits for those who write.

    Raises
    ------
    NotAllowed
        The role may not look.
    RecordError
        Whatever the body refuses.
    """
    with stepping(actor, action) as act:
        yield act
    _write(act, outcome="done")


@contextmanager
def stepping(actor: Actor, action: str) -> Iterator[Act]:
    """Do one step of something longer, such as a part of an upload: only a refusal leaves a line.

    Raises
    ------
    NotAllowed
        The role may not do it.
    RecordError
        Whatever the body refuses.
    """
    act = Act(actor=actor, action=action)
    try:
        permit(actor, action)
        yield act
    except (RecordError, ImpossibleMove) as refusal:
        act.detail = {"refusal": getattr(refusal, "code", "conflict")}
        _write(act, outcome="refused")
        raise


def permit(actor: Actor, action: str) -> None:
    """Refuse what the actor's roles may not do.

    Raises
    ------
    NotAllowed
        None of the roles may.
    """
    permission = PERMISSIONS[action]
    if "system" in actor.scopes:
        return
    may = actor.roles & permission.roles
    if may == {Role.SERVICE} and action not in actor.scopes:
        may = frozenset()
    if not may:
        raise NotAllowed(
            f"As {actor.words.replace('_', ' ')} you may not do this ({action}). Ask somebody of "
            "the clinic who may, or an administrator."
        )


def _write(act: Act, *, outcome: str) -> None:
    write_line(
        TrailLine(
            clinic_id=act.actor.clinic_id,
            user_id=act.actor.user_id or act.actor.token_id,
            roles=act.actor.words,
            action=act.action,
            outcome=outcome,
            entity=act.entity,
            entity_id=act.entity_id,
            patient_id=act.patient_id,
            also_patient_ids=tuple(dict.fromkeys(act.also_patient_ids)),
            detail=dict(act.detail) or None,
        )
    )
