"""Sealing the seeds of authenticators, which the sign-in library keeps in a table of its own.

They are sealed with a key derived from the index key, which no rotation changes: the rows are not
ours, so a rotation of data keys does not find them, and a seed that no key opens locks staff out.
"""

import base64
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from restride.errors import SealBroken
from restride.records.keys import current_keyring

_NONCE_BYTES: Final = 12
_BOUND_TO: Final = b"mfa_authenticator"


def sealed_seed(seed: str) -> str:
    """Seal a seed."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = nonce + _cipher().encrypt(nonce, seed.encode(), _BOUND_TO)
    return base64.b64encode(sealed).decode("ascii")


def opened_seed(sealed: str) -> str:
    """Open a seed.

    Raises
    ------
    SealBroken
        It was changed, or sealed by another server.
    """
    try:
        content = base64.b64decode(sealed, validate=True)
        nonce, rest = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
        return _cipher().decrypt(nonce, rest, _BOUND_TO).decode()
    except (InvalidTag, ValueError):
        raise SealBroken(
            "The seed of an authenticator must be sealed by this server, and this one was changed "
            "or comes from another. Take the second factor away, and let it be added anew."
        ) from None


def _cipher() -> AESGCM:
    key = current_keyring().index_key.derived(purpose="restride/1/authenticator-seeds")
    return AESGCM(key.reveal())
