"""How one clinic's server is set up: everything lies in one folder, ``RESTRIDE_HOME``.

``clinic.toml`` in it says what differs from the defaults; the environment says where the folder is.
"""

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from restride.errors import ContentError, RestrideError
from restride.rows import read_row

#: Where everything is kept unless the environment names another place.
_DEFAULT_HOME: Final = "~/.local/share/restride"


class HomeNotUsable(RestrideError):
    """The folder of the clinic is not there, or is not one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The clinic's mail server; without one, links are handed over in person."""

    host: str
    port: int = 587
    user: str = ""
    password_file: str = ""
    sender: str
    is_tls: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What ``clinic.toml`` may say."""

    #: "postgresql://user@host/name"; SQLite in the folder where nothing is named.
    database: str | None = None
    #: A file that holds the password of the database.
    database_password_file: str | None = None
    #: The address under which people reach the server, as "https://clinic.example".
    address: str | None = None
    #: Where sealed files lie; a folder, or a place that fsspec knows, as "s3://bucket/restride".
    storage: str | None = None
    #: Everything is simulated; set when a demonstration is made, and never taken back.
    is_demo: bool = False
    workers_count: int = 1
    backup_hour: int = 2
    backups_kept_count: int = 14
    largest_upload_bytes: int = 2_000_000_000
    #: A stream whose device is silent for so long is ended with what came.
    stream_abandoned_min: int = 10
    mail: Mail | None = None
    #: Addresses of proxies whose word on the sender's address and on TLS is taken.
    trusted_proxies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The folder of a clinic's server, and the places in it."""

    path: Path
    configuration: Configuration = field(default_factory=Configuration)

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        return self.path / "record" / "clinic.sqlite3"

    @property
    def keyring_path(self) -> Path:
        """The key ring; kept apart in a backup."""
        return self.path / "keys" / "keyring.json"

    @property
    def secret_path(self) -> Path:
        """What signs sessions."""
        return self.path / "keys" / "session.key"

    @property
    def files(self) -> str:
        """Where sealed files lie."""
        return self.configuration.storage or str(self.path / "files")

    @property
    def quarantine_path(self) -> Path:
        """Where uploads wait until they were looked at."""
        return self.path / "quarantine"

    @property
    def logs_path(self) -> Path:
        """Where recordings grow while they come in."""
        return self.path / "incoming"

    @property
    def work_path(self) -> Path:
        """Where a worker unseals what it works on."""
        return self.path / "work"

    @property
    def backups_path(self) -> Path:
        """Where nightly backups are kept."""
        return self.path / "backups"

    @property
    def heads_path(self) -> Path:
        """Where the signed heads of the trail are written."""
        return self.path / "audit" / "heads"

    @property
    def configuration_path(self) -> Path:
        """What differs from the defaults."""
        return self.path / "clinic.toml"


def home_path() -> Path:
    """Tell the folder that the environment names, or the usual one."""
    return Path(os.environ.get("RESTRIDE_HOME", _DEFAULT_HOME)).expanduser().absolute()


def read_home(path: Path | None = None) -> Home:
    """Read how the clinic in a folder is set up.

    Raises
    ------
    HomeNotUsable
        There is no clinic in the folder.
    ContentError
        ``clinic.toml`` says something that is not allowed; with the field.
    """
    path = path or home_path()
    file = path / "clinic.toml"
    if not file.is_file():
        raise HomeNotUsable(
            f"{path} must hold a clinic, and there is no clinic.toml in it. Make one with: "
            "restride clinic init (or name the right folder in RESTRIDE_HOME)"
        )
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{file} is no TOML that can be read: {error}. Correct it.") from error
    return Home(path=path, configuration=read_row(Configuration, content, where=str(file)))


def database_settings(home: Home) -> dict[str, Any]:
    """Give Django's settings of the database.

    Raises
    ------
    ContentError
        The address of the database is none.
    """
    address = home.configuration.database
    if address is None:
        return sqlite_settings(home.database_path)
    password_file = home.configuration.database_password_file
    password = Path(password_file).read_text(encoding="utf-8").strip() if password_file else None
    return postgresql_settings(address, password=password)


def sqlite_settings(path: Path, *, synchronous: str = "FULL") -> dict[str, Any]:
    """Give the settings of SQLite: every commit is on the disk when it returns, and writers wait.

    A write takes its lock at once (immediate): two that read first and write later cannot block
    each other. See docs/decisions/0163-records.md.
    """
    return {
        "ENGINE": "restride.records.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 60,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; "
                "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA cache_size=-32000;"
            ),
        },
    }


def postgresql_settings(address: str, *, password: str | None = None) -> dict[str, Any]:
    """Give the settings of PostgreSQL from an address.

    Raises
    ------
    ContentError
        The address is none of PostgreSQL.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ContentError(
            "database must be an address such as postgresql://user@host/name, and "
            f"{address.rsplit('@', maxsplit=1)[-1]!r} is none. Correct it in clinic.toml."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": password or unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
