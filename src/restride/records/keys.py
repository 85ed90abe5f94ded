"""The key ring of this server: read from its file, and again where the file has changed."""

import os
from pathlib import Path
from threading import Lock
from typing import Final

from django.conf import settings

from restride.vault.keyring import Keyring
from restride.vault.keyring_file import load_keyring

_READ: Final[dict[tuple[str, int, int], Keyring]] = {}
_LOCK: Final = Lock()


def current_keyring() -> Keyring:
    """Give the key ring that the settings name.

    Raises
    ------
    VaultError
        There is none, it is damaged, or others may read it.
    """
    path = settings.RESTRIDE_KEYRING_PATH
    stamp = _stamp(path)
    found = _READ.get(stamp)
    if found is not None:
        return found
    with _LOCK:
        keyring = load_keyring(Path(path))
        _READ.clear()
        _READ[stamp] = keyring
    return keyring


def _stamp(path: str | Path) -> tuple[str, int, int]:
    """Tell the file that was read from one that took its place; asked for at every sealed value."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - half the time of making a path first
    except OSError:
        return (str(path), 0, 0)
    return (str(path), stat.st_mtime_ns, stat.st_ino)
