"""The database itself refuses to change or delete the trail."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from restride.errors import OptionError
from restride.records.guards import (
    are_guards_installed,
    guard_statements,
    install_guards,
    remove_guards,
)
from restride.records.models import AuditDetail, AuditEvent, AuditHead, AuditSubject
from restride.records.trail import TrailLine, write_line


def write() -> AuditEvent:
    return write_line(
        TrailLine(
            clinic_id=uuid4(),
            user_id=None,
            roles="",
            action="a.b",
            outcome="done",
            also_patient_ids=(uuid4(),),
            detail={"a": 1},
        )
    )


@pytest.fixture
def guarded(db):
    install_guards(connection)
    write()


@pytest.mark.parametrize("model", [AuditEvent, AuditSubject, AuditDetail, AuditHead])
def test_nothing_of_the_trail_is_deleted(guarded, model):
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        model.objects.all()._raw_delete("default")

    assert model.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (AuditEvent, {"action": "b.c"}),
        (AuditEvent, {"link": ""}),
        (AuditSubject, {"patient_id": uuid4()}),
        (AuditDetail, {"id": uuid4()}),
        (AuditHead, {"number": 0}),
        (AuditHead, {"id": 2}),
    ],
)
def test_nothing_of_the_trail_is_changed(guarded, model, change):
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        model.objects.update(**change)

    assert not model.objects.filter(**change).exists()


def test_lines_are_added_and_details_emptied_behind_the_guards(guarded):
    write()
    AuditDetail.objects.update(detail=None)

    assert AuditEvent.objects.count() == AuditHead.objects.get().number == 2


def test_guards_are_installed_twice_and_taken_away(guarded):
    install_guards(connection)
    assert are_guards_installed(connection)

    remove_guards(connection)

    assert not are_guards_installed(connection)
    assert AuditEvent.objects.update(action="b.c") == 1


def test_another_database_has_no_guards():
    with pytest.raises(OptionError, match="this database is 'oracle'"):
        guard_statements("oracle")


def test_in_postgresql_a_table_is_not_emptied_either():
    statements = guard_statements("postgresql")

    assert sum("BEFORE TRUNCATE" in each for each in statements) == 4
