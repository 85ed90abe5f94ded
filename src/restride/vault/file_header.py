"""The head of a sealed file: which file it is, and its own key, wrapped with a key of the ring.

89 bytes: magic (8), version (1), name of the wrapping key (4), id of the file (16), nonce (12), and
the wrapped key with its tag (48). All of it and the name under which the file is stored
are authenticated. A rotation of keys wraps the file's key anew; its content stays as it is.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag

from restride.errors import SealBroken
from restride.vault.keyring import KEY_ID_BYTES, Keyring
from restride.vault.secret import KEY_BYTES, Secret

_MAGIC: Final = b"\x89RSTFIL\n\x01"
_FILE_ID_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_KEY_ID_AT: Final = len(_MAGIC)
_FILE_ID_AT: Final = _KEY_ID_AT + KEY_ID_BYTES
_NONCE_AT: Final = _FILE_ID_AT + _FILE_ID_BYTES
_WRAPPED_AT: Final = _NONCE_AT + _NONCE_BYTES
HEADER_BYTES: Final = _WRAPPED_AT + KEY_BYTES + 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKey:
    """The key of one file, and the id that its chunks are bound to."""

    file_id: bytes
    secret: Secret


def new_file_key() -> FileKey:
    """Draw the key of a new file."""
    return FileKey(
        file_id=secrets.token_bytes(_FILE_ID_BYTES),
        secret=Secret(secrets.token_bytes(KEY_BYTES)),
    )


def header_of(file_key: FileKey, *, keyring: Keyring, name: str) -> bytes:
    """Write the head of a file, its key wrapped with the current one of the ring."""
    head = _MAGIC + keyring.current.id_bytes + file_key.file_id
    nonce = secrets.token_bytes(_NONCE_BYTES)
    wrapped = keyring.current.file_key_cipher.encrypt(
        nonce, file_key.secret.reveal(), head + name.encode()
    )
    return head + nonce + wrapped


def file_key_of(header: bytes, *, keyring: Keyring, name: str) -> FileKey:
    """Open the head of a file.

    Raises
    ------
    SealBroken
        No sealed file, changed, or stored under another name than it was sealed for.
    UnknownKey
        Wrapped with a key that the ring does not hold.
    """
    if len(header) != HEADER_BYTES or not header.startswith(_MAGIC):
        raise SealBroken(
            f"{name} must be a sealed file of version {_MAGIC[-1]}, and does not begin as one. "
            "Restore it from a backup."
        )
    key = keyring.data_key(header_key_id(header), needed_for=name)
    wrapped = header[_WRAPPED_AT:]
    bound = header[:_NONCE_AT] + name.encode()
    with suppress(InvalidTag):
        opened = key.file_key_cipher.decrypt(header[_NONCE_AT:_WRAPPED_AT], wrapped, bound)
        return FileKey(file_id=header[_FILE_ID_AT:_NONCE_AT], secret=Secret(opened))
    raise SealBroken(
        f"{name} was sealed with the key {key.id}, and its head does not open: it was changed, or "
        "belongs to a file of another name. Restore it from a backup."
    )


def header_key_id(header: bytes) -> str:
    """Tell the name of the key that a file's key is wrapped with."""
    return header[_KEY_ID_AT:_FILE_ID_AT].hex()


def rewrapped(header: bytes, *, keyring: Keyring, name: str) -> bytes:
    """Wrap the key of a file with the current key of the ring: a head of the same length."""
    return header_of(file_key_of(header, keyring=keyring, name=name), keyring=keyring, name=name)
