"""The settings of the tests: a folder of its own, SQLite, or the PostgreSQL that is named.

``RESTRIDE_TEST_DATABASE=postgresql://...`` runs the same tests there.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from restride.vault.keyring_file import create_keyring
from restride.web.configuration import Home, postgresql_settings, sqlite_settings
from restride.web.settings.base import *  # noqa: F403

_FOLDER = Path(tempfile.mkdtemp(prefix="restride-tests-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)

RESTRIDE_HOME = Home(path=_FOLDER)
RESTRIDE_KEYRING_PATH = RESTRIDE_HOME.keyring_path
RESTRIDE_KEYRING_PATH.parent.mkdir(mode=0o700)
create_keyring(RESTRIDE_KEYRING_PATH)

SECRET_KEY = "of the tests alone, and of no clinic"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

_ADDRESS = os.environ.get("RESTRIDE_TEST_DATABASE")
_FOLDER.joinpath("record").mkdir()
_DATABASE = (
    postgresql_settings(_ADDRESS)
    if _ADDRESS
    else sqlite_settings(_FOLDER / "record" / "clinic.sqlite3", synchronous="OFF")
    | {"TEST": {"NAME": str(_FOLDER / "record" / "test.sqlite3")}}
)
DATABASES = {"default": _DATABASE | {"CONN_MAX_AGE": 0}}

#: Of the tests: argon2 takes its time on purpose.
PASSWORD_HASHERS = [  # type: ignore[misc]
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
