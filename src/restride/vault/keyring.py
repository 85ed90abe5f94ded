"""The key ring: every key of a clinic's server, in memory.

The data keys seal values and files; one is current, the old ones still open what they sealed.
The index key finds sealed names again, the audit key chains the audit log, and the signing key
signs its daily head. `keyring_file.py` reads and writes them. See docs/decisions/0161-sealing.md.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from restride.errors import OptionError, UnknownKey
from restride.vault.secret import KEY_BYTES, Secret

#: Of the name of a data key, as it stands in front of all it seals.
KEY_ID_BYTES: Final = 4


class KeyState(StrEnum):
    """What a data key is used for: the current one seals, an old one only opens."""

    CURRENT = "current"
    OLD = "old"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKey:
    """A key that seals values and files, under its name of eight hexadecimal digits."""

    id: str
    made_at: datetime
    state: KeyState
    secret: Secret
    #: Seals values of columns.
    value_cipher: AESGCM = field(init=False, repr=False, compare=False)
    #: Seals the keys of files.
    file_key_cipher: AESGCM = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "value_cipher", self.cipher(purpose="restride/1/values"))
        object.__setattr__(self, "file_key_cipher", self.cipher(purpose="restride/1/file-keys"))

    def cipher(self, *, purpose: str) -> AESGCM:
        """Make a cipher for one purpose alone."""
        return AESGCM(self.secret.derived(purpose=purpose).reveal())

    @property
    def id_bytes(self) -> bytes:
        """The name as it stands in front of what is sealed."""
        return bytes.fromhex(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """All keys of one server. It never changes; a rotation makes a new one."""

    data_keys: tuple[DataKey, ...]
    #: For `blind_index.py`.
    index_key: Secret
    #: For the hash chain of the audit log (HMAC-SHA-256).
    audit_key: Secret
    #: Seed of the Ed25519 key that signs the head of the audit log.
    signing_key: Secret
    #: Seals whatever is sealed from now on.
    current: DataKey = field(init=False, repr=False)
    _by_id: Mapping[str, DataKey] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {key.id: key for key in self.data_keys}
        current = [key for key in self.data_keys if key.state is KeyState.CURRENT]
        if len(current) != 1 or len(by_id) != len(self.data_keys):
            raise OptionError(
                "A key ring needs exactly one current data key, and names that stand once; found "
                f"{len(current)} current among {', '.join(key.id for key in self.data_keys)}. "
                "Restore the key ring from its backup."
            )
        object.__setattr__(self, "current", current[0])
        object.__setattr__(self, "_by_id", MappingProxyType(by_id))

    def __reduce__(self) -> tuple[object, ...]:
        return self.index_key.__reduce__()

    def find(self, key_id: str) -> DataKey | None:
        """Find a data key by its name; None where the ring does not hold it."""
        return self._by_id.get(key_id)

    def data_key(self, key_id: str, *, needed_for: str) -> DataKey:
        """Find a data key that is needed.

        Raises
        ------
        UnknownKey
            The ring does not hold it; says what it was needed for.
        """
        key = self.find(key_id)
        if key is None:
            raise self.unknown(key_id, needed_for=needed_for)
        return key

    def unknown(self, key_id: str, *, needed_for: str) -> UnknownKey:
        """Make the error that says which key is missing, and for what."""
        return UnknownKey(
            f"{needed_for} is sealed with the key {key_id}, and the key ring holds "
            f"{', '.join(self._by_id)}. Restore the key ring that holds {key_id} from a backup."
        )

    def sign(self, message: bytes) -> bytes:
        """Sign the head of the audit log (Ed25519, 64 bytes)."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_key.reveal()).sign(message)

    @property
    def verifying_key(self) -> Ed25519PublicKey:
        """The public half: whoever holds it can check a signature, and make none."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_key.reveal()).public_key()


def new_data_key(*, taken: frozenset[str] = frozenset()) -> DataKey:
    """Make a current data key whose name is not taken."""
    key_id = secrets.token_hex(KEY_ID_BYTES)
    while key_id in taken:
        key_id = secrets.token_hex(KEY_ID_BYTES)
    return DataKey(
        id=key_id,
        made_at=datetime.now(UTC).replace(microsecond=0),
        state=KeyState.CURRENT,
        secret=new_secret(),
    )


def new_secret() -> Secret:
    """Draw a key from the random numbers of the operating system."""
    return Secret(secrets.token_bytes(KEY_BYTES))
