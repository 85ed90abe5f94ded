"""Triggers by which the database itself refuses to change or delete the trail.

They stop a slip and a stolen password of the application; whoever may alter the database can drop
them, and is then found by the chain (``trail_checks.py``). Of a detail only the sealed content may
change: a new data key seals it anew, and an erasure empties it; its digest stands in the chain.
See docs/decisions/0164-audit-trail.md.
"""

from typing import TYPE_CHECKING, Final

from restride.errors import OptionError
from restride.records.models import AuditDetail, AuditEvent, AuditHead, AuditSubject

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import StateApps

_WORDS: Final = "the audit trail is only added to"
#: By table: what is refused, and only when what (nothing: always).
_REFUSED: Final[tuple[tuple[str, str, str], ...]] = (
    (AuditEvent._meta.db_table, "UPDATE", ""),
    (AuditEvent._meta.db_table, "DELETE", ""),
    (AuditSubject._meta.db_table, "UPDATE", ""),
    (AuditSubject._meta.db_table, "DELETE", ""),
    (AuditDetail._meta.db_table, "UPDATE", "NEW.id <> OLD.id OR NEW.event_id <> OLD.event_id"),
    (AuditDetail._meta.db_table, "DELETE", ""),
    (AuditHead._meta.db_table, "UPDATE", "NEW.id <> OLD.id OR NEW.number < OLD.number"),
    (AuditHead._meta.db_table, "DELETE", ""),
)
_TABLES: Final = tuple(dict.fromkeys(table for table, _, _ in _REFUSED))
_FUNCTION: Final = "records_refuse_trail_change"


def install_guards(connection: "BaseDatabaseWrapper") -> None:
    """Make the database refuse changes of the trail; again where it does so already.

    Raises
    ------
    OptionError
        A database for which there are no guards.
    """
    _run(connection, guard_statements(connection.vendor))


def remove_guards(connection: "BaseDatabaseWrapper") -> None:
    """Take the guards away, for a migration of these tables."""
    _run(connection, unguard_statements(connection.vendor))


def install_in_migration(_: "StateApps", editor: "BaseDatabaseSchemaEditor") -> None:
    """Install the guards, as ``RunPython`` calls it."""
    install_guards(editor.connection)


def remove_in_migration(_: "StateApps", editor: "BaseDatabaseSchemaEditor") -> None:
    """Take the guards away, as ``RunPython`` calls it backwards."""
    remove_guards(editor.connection)


def are_guards_installed(connection: "BaseDatabaseWrapper") -> bool:
    """Tell whether every guard stands."""
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O'",
    }[_known(connection.vendor)]
    with connection.cursor() as cursor:
        cursor.execute(question)
        found = {str(row[0]) for row in cursor.fetchall()}
    return found.issuperset(_guard_name(table, change) for table, change, _ in _REFUSED)


def guard_statements(vendor: str) -> tuple[str, ...]:
    """Write the statements that install the guards: "sqlite" or "postgresql"."""
    guards = _sqlite_guards() if _known(vendor) == "sqlite" else _postgresql_guards()
    return (*unguard_statements(vendor), *guards)


def unguard_statements(vendor: str) -> tuple[str, ...]:
    """Write the statements that take the guards away."""
    if _known(vendor) == "sqlite":
        names = (_guard_name(table, change) for table, change, _ in _REFUSED)
        return tuple(f"DROP TRIGGER IF EXISTS {name}" for name in names)
    rows = [(table, change) for table, change, _ in _REFUSED]
    rows += [(table, "TRUNCATE") for table in _TABLES]
    return tuple(
        f"DROP TRIGGER IF EXISTS {_guard_name(table, change)} ON {table}" for table, change in rows
    )


def _sqlite_guards() -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {_guard_name(table, change)} BEFORE {change} ON {table} "
        + (f"WHEN {condition} " if condition else "")
        + f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        for table, change, condition in _REFUSED
    )


def _postgresql_guards() -> tuple[str, ...]:
    function = (
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    rows = tuple(
        f"CREATE TRIGGER {_guard_name(table, change)} BEFORE {change} ON {table} FOR EACH ROW "
        + (f"WHEN ({condition}) " if condition else "")
        + f"EXECUTE FUNCTION {_FUNCTION}()"
        for table, change, condition in _REFUSED
    )
    whole = tuple(
        f"CREATE TRIGGER {_guard_name(table, 'TRUNCATE')} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()"
        for table in _TABLES
    )
    return (function, *rows, *whole)


def _guard_name(table: str, change: str) -> str:
    return f"{table}_refuses_{change.lower()}"


def _known(vendor: str) -> str:
    if vendor not in ("sqlite", "postgresql"):
        raise OptionError(
            f"The trail is guarded in SQLite and PostgreSQL, and this database is {vendor!r}. Use "
            "one of the two."
        )
    return vendor


def _run(connection: "BaseDatabaseWrapper", statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)
