"""Frames of a recording that is running, each sealed for its recording and its number.

A sealed frame is: version (1 byte), name of the key (4), nonce (12), and AES-256-GCM of the payload
with its tag (16). The nonce is random, since the same number is sealed again when a device sends
it again after a crash; the key is derived for the one recording, so that its frames alone count
towards what a key may seal with random nonces.
"""

import secrets
from contextlib import suppress
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from restride.errors import SealBroken
from restride.vault.keyring import KEY_ID_BYTES, DataKey, Keyring

_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_HEAD_BYTES: Final = len(_VERSION) + KEY_ID_BYTES
_SEALED_AT: Final = _HEAD_BYTES + _NONCE_BYTES
_SEQUENCE_BYTES: Final = 8


class FrameSeal:
    """Seals the frames of one recording with the key that is current when it begins."""

    def __init__(self, keyring: Keyring, recording_id: UUID) -> None:
        self._keyring = keyring
        self._recording_id = recording_id
        self._head = _VERSION + keyring.current.id_bytes
        self._ciphers: dict[str, AESGCM] = {}

    def seal(self, payload: bytes, sequence: int) -> bytes:
        """Seal the payload of the frame with this number."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher = self._cipher(self._keyring.current)
        return self._head + nonce + cipher.encrypt(nonce, payload, self._bound(sequence))

    def unseal(self, payload: bytes, sequence: int) -> bytes:
        """Open a sealed frame.

        Raises
        ------
        SealBroken
            Changed, or a frame of another recording or number.
        UnknownKey
            Sealed with a key that the ring does not hold.
        """
        place = f"Frame {sequence} of recording {self._recording_id}"
        key_id = frame_key_id(payload)
        if payload[:1] == _VERSION and len(payload) > _SEALED_AT:
            cipher = self._cipher(self._keyring.data_key(key_id, needed_for=place))
            nonce, sealed = payload[_HEAD_BYTES:_SEALED_AT], payload[_SEALED_AT:]
            with suppress(InvalidTag):
                return cipher.decrypt(nonce, sealed, self._bound(sequence))
        raise SealBroken(
            f"{place} must hold what was sealed for it, and holds {len(payload)} bytes that do not "
            f"open there (key {key_id}). Keep the frames before it; the rest was changed."
        )

    def _cipher(self, key: DataKey) -> AESGCM:
        cipher = self._ciphers.get(key.id)
        if cipher is None:
            cipher = key.cipher(purpose=f"restride/1/frames/{self._recording_id}")
            self._ciphers[key.id] = cipher
        return cipher

    def _bound(self, sequence: int) -> bytes:
        return self._recording_id.bytes + sequence.to_bytes(_SEQUENCE_BYTES)


def frame_key_id(payload: bytes) -> str:
    """Tell the name of the key that a frame was sealed with, without opening it."""
    return payload[len(_VERSION) : _HEAD_BYTES].hex()
