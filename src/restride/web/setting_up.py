"""Setting up a clinic's folder: keys, configuration, database, and the first account."""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

import restride
from restride.errors import OptionError
from restride.vault.keyring_file import create_keyring, load_keyring
from restride.web.configuration import Home, postgresql_settings, read_home

_CONFIGURATION: Final = """# How this clinic's server is set up.
# What may stand here: docs/operations.md. Written by restride {version}.
is_demo = {is_demo}
"""


def make_home(
    path: Path,
    *,
    is_demo: bool = False,
    keyring: Path | None = None,
    database: str | None = None,
) -> Home:
    """Make the folder of a clinic: only its owner can look in.

    Parameters
    ----------
    keyring
        The key ring of a backup that is to be restored; a new one is made where none is given.
    database
        The address of a PostgreSQL; SQLite in the folder where none is given.

    Raises
    ------
    OptionError
        There is something in the folder already.
    ContentError
        The address of the database is none.
    """
    if path.exists() and any(path.iterdir()):
        raise OptionError(
            f"{path} must be empty or not there yet, and holds something. Name another folder in "
            "RESTRIDE_HOME, or start the clinic that is in it: restride clinic serve"
        )
    if database is not None:
        postgresql_settings(database)
    for folder in (path, path / "keys", path / "record"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    if keyring is None:
        create_keyring(path / "keys" / "keyring.json")
    else:
        _write_private(path / "keys" / "keyring.json", keyring.read_text(encoding="utf-8"))
        load_keyring(path / "keys" / "keyring.json")
    _write_private(path / "keys" / "session.key", secrets.token_urlsafe(48))
    _write_private(
        path / "clinic.toml",
        _CONFIGURATION.format(version=restride.__version__, is_demo=str(is_demo).lower())
        + ("" if database is None else f"database = {json.dumps(database)}\n"),
    )
    return read_home(path)


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def use_home(home: Home) -> None:
    """Start Django on a clinic's folder, once a process; what it writes only its owner can read."""
    os.umask(0o077)
    os.environ["RESTRIDE_HOME"] = str(home.path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "restride.web.settings.clinic"
    import django

    django.setup()


def bring_up_to_date(*, tell: Callable[[str], None]) -> None:
    """Bring the database to this version: tables, guards of the trail, the shared cache."""
    from django.core.management import call_command

    tell("Bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def missing_steps() -> tuple[str, ...]:
    """Name the steps that the database has not taken yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{each.app_label}.{each.name}" for each, _ in plan)
