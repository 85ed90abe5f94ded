"""Secrets that are shown once: links, tokens and devices. Only their digest is kept.

They are drawn at random with 256 bits, so that a plain SHA-256 of them cannot be turned back.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from uuid import UUID

from restride.records.actors import Actor
from restride.records.models.base import Record
from restride.records.refusals import NotAllowed

_Row = TypeVar("_Row", bound=Record)
_SECRET_BYTES: Final = 32
#: Without letters and digits that are taken for each other on paper.
_CODE_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_CHARS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOnce(Generic[_Row]):
    """A row, and the secret that only this answer tells."""

    row: _Row
    secret: str

    def __repr__(self) -> str:
        return f"ShownOnce(row={self.row.pk}, secret=hidden)"


def giver_of(actor: Actor) -> UUID:
    """Name who hands a secret out: a person, who answers for it.

    Raises
    ------
    NotAllowed
        Another program asks.
    """
    if actor.user_id is None:
        raise NotAllowed("Links and tokens are handed out by a person. Sign in as one.")
    return actor.user_id


def new_secret() -> str:
    """Draw a secret for a link, a token or a device."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def new_code() -> str:
    """Draw a code that a person reads out and types: 20 signs in fours, 100 bits."""
    signs = [secrets.choice(_CODE_SIGNS) for _ in range(_CODE_CHARS)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, _CODE_CHARS, 4))


def digest_of(secret: str) -> str:
    """Digest a long random secret; only the digest is kept."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
