"""A secret that does not show itself: not in a text, not in a traceback, not in a pickle."""

from typing import NoReturn

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from restride.errors import VaultError

#: Of every key here: AES-256, HMAC-SHA-256 and Ed25519 all take as many.
KEY_BYTES = 32


class Secret:
    """Bytes of a key. Two secrets are equal only where they are the same one."""

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __deepcopy__(self, memo: object) -> "Secret":
        return self

    def __reduce__(self) -> NoReturn:
        raise VaultError(
            "A key must stay inside its process, and was about to be pickled. "
            "Pass the path of the key ring, and load it there."
        )

    def reveal(self) -> bytes:
        """Give the bytes, to pass them straight on to a cipher."""
        return self._value

    def derived(self, *, purpose: str) -> "Secret":
        """Derive a key for one purpose, so that no key serves two (HKDF-SHA-256, RFC 5869)."""
        derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
        return Secret(derivation.derive(self._value))
