"""Values of the database, sealed so that they open only in the place they were sealed for.

A sealed value is: version (1 byte), name of the key (4), nonce (12), and AES-256-GCM of the padded
value with its tag (16). Table, row and column are bound to it, so that a value copied into another
patient's row does not open. An older value of the same place does: that a row was set back is
for the audit log to show.

A length tells a lot: a name of three letters, a note of four words, "yes" or "no". Before it is
sealed a value is therefore filled up to 32, 64, 128, ... 4096 bytes, and above to whole steps of
4096: nearly all names, telephone numbers and addresses look alike.
"""

import secrets
from contextlib import suppress
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag

from restride.errors import SealBroken, VaultError
from restride.vault.keyring import KEY_ID_BYTES, Keyring

VERSION: Final = b"\x01"
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
_HEAD_BYTES: Final = len(VERSION) + KEY_ID_BYTES
_SEALED_AT: Final = _HEAD_BYTES + NONCE_BYTES
#: House choice: docs/decisions/0161-sealing.md.
_SHORTEST_BUCKET_BYTES: Final = 32
_STEP_BYTES: Final = 4096
_END_OF_VALUE: Final = b"\x80"


def seal_text(keyring: Keyring, text: str, *, table: str, row: UUID, column: str) -> bytes:
    """Seal a text for one place, with the current key."""
    content = None
    with suppress(UnicodeEncodeError):  # which would carry the text
        content = text.encode()
    if content is None:
        raise VaultError(
            f"A text to seal must be Unicode, and the one for {_place(table, row, column)} "
            "holds half a character (a lone surrogate). Enter it anew."
        )
    return seal_bytes(keyring, content, table=table, row=row, column=column)


def unseal_text(keyring: Keyring, sealed: bytes, *, table: str, row: UUID, column: str) -> str:
    """Open a sealed text.

    Raises
    ------
    SealBroken
        Changed, sealed for another place, or no sealed text.
    UnknownKey
        Sealed with a key that the ring does not hold.
    """
    content = unseal_bytes(keyring, sealed, table=table, row=row, column=column)
    with suppress(UnicodeDecodeError):
        return content.decode()
    raise SealBroken(
        f"{_place(table, row, column)} must hold a sealed text, and holds other bytes. "
        "Read it as bytes, or restore it from a backup."
    )


def seal_bytes(keyring: Keyring, content: bytes, *, table: str, row: UUID, column: str) -> bytes:
    """Seal bytes for one place, with the current key."""
    key = keyring.current
    head = VERSION + key.id_bytes
    nonce = secrets.token_bytes(NONCE_BYTES)
    bound = _bound_to(head, table, row, column)
    return head + nonce + key.value_cipher.encrypt(nonce, _padded(content), bound)


def unseal_bytes(keyring: Keyring, sealed: bytes, *, table: str, row: UUID, column: str) -> bytes:
    """Open sealed bytes; refuses as `unseal_text` does."""
    if sealed[:1] != VERSION or len(sealed) < _SEALED_AT + _SHORTEST_BUCKET_BYTES + TAG_BYTES:
        raise SealBroken(
            f"{_place(table, row, column)} must hold a sealed value of version {VERSION[0]}, and "
            f"holds {len(sealed)} bytes that are none. Restore it from a backup."
        )
    key_id = key_id_of(sealed)
    key = keyring.find(key_id)
    if key is None:
        raise keyring.unknown(key_id, needed_for=_place(table, row, column))
    bound = _bound_to(sealed[:_HEAD_BYTES], table, row, column)
    with suppress(InvalidTag):
        padded = key.value_cipher.decrypt(
            sealed[_HEAD_BYTES:_SEALED_AT], sealed[_SEALED_AT:], bound
        )
        return padded[: padded.rindex(_END_OF_VALUE)]
    raise SealBroken(
        f"{_place(table, row, column)} holds a value that was sealed with the key {key_id} and "
        "does not open there: it was changed, or sealed for another place. Restore it from a "
        "backup."
    )


def key_id_of(sealed: bytes) -> str:
    """Tell the name of the key that something was sealed with, without opening it."""
    return sealed[len(VERSION) : _HEAD_BYTES].hex()


def is_sealed_with_current(keyring: Keyring, sealed: bytes) -> bool:
    """Tell whether a rotation has nothing left to do here."""
    return sealed[:_HEAD_BYTES] == VERSION + keyring.current.id_bytes


def _padded(content: bytes) -> bytes:
    least_bytes = len(content) + len(_END_OF_VALUE)
    if least_bytes <= _STEP_BYTES:
        bucket_bytes = max(_SHORTEST_BUCKET_BYTES, 1 << (least_bytes - 1).bit_length())
    else:
        bucket_bytes = -(-least_bytes // _STEP_BYTES) * _STEP_BYTES
    return (content + _END_OF_VALUE).ljust(bucket_bytes, b"\x00")


def _bound_to(head: bytes, table: str, row: UUID, column: str) -> bytes:
    """Write the place so that no two places read alike: lengths stand before the names."""
    table_name, column_name = table.encode(), column.encode()
    return b"".join(
        (
            head,
            len(table_name).to_bytes(2),
            table_name,
            row.bytes,
            len(column_name).to_bytes(2),
            column_name,
        )
    )


def _place(table: str, row: UUID, column: str) -> str:
    return f"{table}.{column} of row {row}"
