"""Where files lie: sealed in the storage, waiting in quarantine, unsealed only in work folders."""

from pathlib import Path

from django.conf import settings

from restride.records.keys import current_keyring
from restride.vault.storage import Storage


def storage() -> Storage:
    """Give the place of the sealed files, with the keys of the moment."""
    return Storage(settings.RESTRIDE_HOME.files, keyring=current_keyring())


def quarantine() -> Path:
    """Give the folder in which an upload waits until it was looked at."""
    return _folder(settings.RESTRIDE_HOME.quarantine_path)


def incoming() -> Path:
    """Give the folder in which recordings grow while they come in."""
    return _folder(settings.RESTRIDE_HOME.logs_path)


def work() -> Path:
    """Give the folder in which a worker unseals what it works on, and nothing stays."""
    return _folder(settings.RESTRIDE_HOME.work_path)


def _folder(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
