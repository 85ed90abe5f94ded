"""The file of the key ring: JSON, readable by its owner alone, whole or not there.

What is lost with this file is lost for good. It is therefore written beside its place, brought
to the disk, and only then given its name; a checksum finds a damaged key before it is used.
"""

import base64
import hashlib
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from restride.errors import KeyringNotUsable, OptionError, UnknownKey
from restride.vault.durable import sync_folder
from restride.vault.keyring import (
    KEY_ID_BYTES,
    DataKey,
    Keyring,
    KeyState,
    new_data_key,
    new_secret,
)
from restride.vault.secret import KEY_BYTES, Secret

_FORMAT: Final = "restride-keyring"
_VERSION: Final = 1
_OWNER_ONLY: Final = 0o600
#: A ring of a thousand keys is shorter.
_LONGEST_BYTES: Final = 1_000_000


def create_keyring(path: Path) -> Keyring:
    """Make all keys and write them where there is no key ring yet.

    Raises
    ------
    KeyringNotUsable
        There is a file already: it is never written over.
    """
    keyring = Keyring(
        data_keys=(new_data_key(),),
        index_key=new_secret(),
        audit_key=new_secret(),
        signing_key=new_secret(),
    )
    with _alone(path):
        if path.exists() or path.is_symlink():
            raise KeyringNotUsable(
                f"A new key ring needs a free place, and {path} is there already. "
                "Use it, or name another place; without its keys what they sealed is lost."
            )
        _write(keyring, path)
    return keyring


def load_keyring(path: Path) -> Keyring:
    """Read a key ring.

    Raises
    ------
    KeyringNotUsable
        Missing, readable by others than its owner, damaged, or of a later version.
    """
    content = _content(path)
    # What went wrong is said outside: no trace of the content must hang on the error.
    with suppress(AttributeError, KeyError, TypeError, ValueError, RecursionError, OptionError):
        return _keyring_of(_checked(content))
    raise KeyringNotUsable(
        f"{path} must be a key ring of version {_VERSION} as it was written, and it was damaged, "
        "cut or edited. Restore it from a backup of the keys."
    )


def rotate(path: Path) -> Keyring:
    """Add a new current data key; the others become old, and still open what they sealed.

    The file is read anew first, so that a key which somebody added meanwhile is kept.
    """
    with _alone(path):
        keyring = load_keyring(path)
        old = tuple(replace(key, state=KeyState.OLD) for key in keyring.data_keys)
        added = new_data_key(taken=frozenset(key.id for key in old))
        rotated = replace(keyring, data_keys=(*old, added))
        _write(rotated, path)
    return rotated


def forget(path: Path, *, key_id: str) -> Keyring:
    """Remove an old data key for good: what is still sealed with it can never be read again.

    Raises
    ------
    UnknownKey
        No such key.
    OptionError
        It is the current one.
    """
    with _alone(path):
        keyring = load_keyring(path)
        if key_id == keyring.current.id:
            raise OptionError(
                f"Only an old key can be forgotten, and {key_id} is the current one. "
                "Rotate the keys and seal everything anew first."
            )
        kept = tuple(key for key in keyring.data_keys if key.id != key_id)
        if len(kept) == len(keyring.data_keys):
            raise UnknownKey(
                f"A key to forget must be in the key ring, and {path} holds no {key_id!r}. "
                f"It holds {', '.join(key.id for key in kept)}."
            )
        remaining = replace(keyring, data_keys=kept)
        _write(remaining, path)
    return remaining


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & ~_OWNER_ONLY:
                raise KeyringNotUsable(
                    f"{path} must be readable by its owner alone (mode 600), and has mode "
                    f"{mode:o}. Run: chmod 600 {path}; and rotate the keys if others read it."
                )
            return file.read(_LONGEST_BYTES)
    except OSError as error:
        raise KeyringNotUsable(
            f"A key ring is needed at {path}, and it cannot be read: {error.strerror}. Make one "
            "with `restride clinic init`, or restore it from a backup of the keys."
        ) from error


def _checked(content: bytes) -> dict[str, Any]:
    """Read the JSON; ``ValueError`` where it is not what was written."""
    written = json.loads(content)
    if not isinstance(written, dict) or written.pop("sha256", None) != _checksum(written):
        raise ValueError("checksum")
    if written["format"] != _FORMAT:
        raise ValueError("format")
    if written["version"] != _VERSION:
        raise KeyringNotUsable(
            f"The key ring must be of version {_VERSION}, and is of version "
            f"{written['version']!r}. Use the Restride that wrote it, or a later one."
        )
    return written


def _checksum(written: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(written, sort_keys=True).encode()).hexdigest()


def _keyring_of(written: dict[str, Any]) -> Keyring:
    return Keyring(
        data_keys=tuple(_data_key_of(each) for each in written["data_keys"]),
        index_key=_secret_of(written["index_key"]),
        audit_key=_secret_of(written["audit_key"]),
        signing_key=_secret_of(written["signing_key"]),
    )


def _data_key_of(written: dict[str, str]) -> DataKey:
    if len(bytes.fromhex(written["id"])) != KEY_ID_BYTES:
        raise ValueError("id")
    return DataKey(
        id=written["id"],
        made_at=datetime.fromisoformat(written["made_at"]),
        state=KeyState(written["state"]),
        secret=_secret_of(written["key"]),
    )


def _secret_of(written: str) -> Secret:
    value = base64.b64decode(written, validate=True)
    if len(value) != KEY_BYTES:
        raise ValueError("length")
    return Secret(value)


def _written(keyring: Keyring) -> bytes:
    content: dict[str, Any] = {
        "format": _FORMAT,
        "version": _VERSION,
        "data_keys": [
            {
                "id": key.id,
                "made_at": key.made_at.isoformat(),
                "state": key.state,
                "key": _text_of(key.secret),
            }
            for key in keyring.data_keys
        ],
        "index_key": _text_of(keyring.index_key),
        "audit_key": _text_of(keyring.audit_key),
        "signing_key": _text_of(keyring.signing_key),
    }
    return json.dumps(content | {"sha256": _checksum(content)}, indent=2).encode()


def _text_of(secret: Secret) -> str:
    return base64.b64encode(secret.reveal()).decode()


def _write(keyring: Keyring, path: Path) -> None:
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.unlink(missing_ok=True)  # of a program that was stopped while it wrote
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(number, "wb") as file:
            os.fchmod(file.fileno(), _OWNER_ONLY)
            _keep_owner(file.fileno(), path)
            file.write(_written(keyring))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise KeyringNotUsable(
            f"The key ring must be written to {path}, and could not be: {error.strerror}. "
            "Make room there or name another place; the keys are as they were."
        ) from error


def _keep_owner(number: int, path: Path) -> None:
    """Leave the key ring to the server's user where an administrator changes it as root."""
    owner = path.stat() if path.exists() else path.parent.stat()
    if os.geteuid() == 0:
        os.fchown(number, owner.st_uid, owner.st_gid)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one program at a time change the key ring: of two changes, one would be lost."""
    import fcntl

    try:
        lock = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, _OWNER_ONLY)
    except OSError as error:
        raise KeyringNotUsable(
            f"The key ring needs a folder that can be written to, and {path.parent} is none: "
            f"{error.strerror}. Make the folder, or name another place."
        ) from error
    try:
        _keep_owner(lock, path)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise KeyringNotUsable(
                f"{path} must be changed by one program at a time, and another is changing it. "
                "Wait for it to end, and try again."
            ) from error
        yield
    finally:
        os.close(lock)
