"""A clinic of its own for one measurement: SQLite in a temporary folder, or PostgreSQL if named.

``RESTRIDE_TEST_DATABASE`` names a PostgreSQL; a database is made in it and dropped at the end.
"""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from restride.web.configuration import Home, read_home
from restride.web.setting_up import bring_up_to_date, make_home, use_home

ADMINISTRATOR = "ada@clinic.example"


@contextmanager
def temporary_clinic() -> Iterator[Home]:
    """Make a clinic, start Django on it, and take it away at the end."""
    server = os.environ.get("RESTRIDE_TEST_DATABASE")
    with tempfile.TemporaryDirectory(prefix="restride-reliability-") as folder:
        home = make_home(Path(folder) / "home")
        name = f"restride_{secrets.token_hex(4)}"
        if server is not None:
            _run_sql(server, f"CREATE DATABASE {name}")
            address = f"{server.rsplit('/', 1)[0]}/{name}"
            with home.configuration_path.open("a", encoding="utf-8") as file:
                file.write(f'database = "{address}"\n')
            home = read_home(home.path)
        use_home(home)
        bring_up_to_date(tell=lambda _: None)
        from restride.records.founding import found_clinic

        found_clinic(name="Measured", time_zone="UTC", administrator=ADMINISTRATOR)
        try:
            yield home
        finally:
            from django.db import connections

            connections.close_all()
            if server is not None:
                _run_sql(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run_sql(server: str, statement: str) -> None:
    import psycopg

    address = server.rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())


def child(home: Home, code: str, *arguments: str) -> "subprocess.Popen[str]":
    """Run Python on a clinic in a process of its own; what it prints is heard."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env={
            **os.environ,
            "RESTRIDE_HOME": str(home.path),
            "DJANGO_SETTINGS_MODULE": "restride.web.settings.clinic",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
