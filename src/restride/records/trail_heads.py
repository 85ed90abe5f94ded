"""Signed heads of the trail: one file a day that says how far the chain had come.

Whoever holds database and audit key could write a new chain; what was signed and taken elsewhere
cannot be made to fit it. Each file names the digest of the one before, so that none can be taken
away unseen. The public key in it is for whoever checks a copy; the server checks with its own.
"""

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature

from restride.errors import StoreNotUsable
from restride.records import clock
from restride.records.keys import current_keyring
from restride.records.models import AuditEvent, AuditHead
from restride.records.trail import moment
from restride.vault.durable import sync_folder

_FORMAT: Final = "restride-trail-head"
_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """How far the chain had come on a day."""

    path: Path
    number: int
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsCheck:
    """What comparing the signed heads with the chain found."""

    heads_count: int
    #: Up to which line the chain is as it was signed; 0 without any head.
    signed_number: int
    #: By file: what is wrong.
    wrong: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def sign_head(folder: Path) -> SignedHead | None:
    """Write the signed head of today; none where the trail is empty or today's stands already.

    Raises
    ------
    StoreNotUsable
        The folder cannot be written to.
    """
    head = AuditHead.objects.filter(pk=1).first()
    path = folder / f"{clock.now():%Y-%m-%d}.json"
    if head is None or not head.number or path.exists():
        return None
    before = _paths(folder)
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "signed_at": moment(clock.now()),
        "number": head.number,
        "link": head.link,
        "before": _digest(before[-1]) if before else "",
        "key": current_keyring().verifying_key.public_bytes_raw().hex(),
    }
    signature = base64.b64encode(current_keyring().sign(_signed(content))).decode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, json.dumps(content | {"signature": signature}, indent=2).encode())
    except OSError as error:
        raise StoreNotUsable(
            f"The signed head of the trail must be written to {path}, and could not be: "
            f"{error.strerror}. Make room there; the trail itself is as it was."
        ) from error
    return SignedHead(path=path, number=head.number, link=head.link)


def verify_heads(folder: Path) -> HeadsCheck:
    """Compare all signed heads with the chain: signature, order, and the line each one names."""
    wrong: list[str] = []
    signed_number, before = 0, ""
    paths = _paths(folder)
    for path in paths:
        fault, number = _fault(path, before=before, least=signed_number)
        if fault is not None:
            wrong.append(f"{path.name}: {fault}")
        signed_number, before = max(signed_number, number), _digest(path)
    return HeadsCheck(heads_count=len(paths), signed_number=signed_number, wrong=tuple(wrong))


def _paths(folder: Path) -> list[Path]:
    """List the heads in the order of their days."""
    return sorted(folder.glob("????-??-??.json"))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _signed(content: dict[str, object]) -> bytes:
    """Write what is signed: everything but the signature, always in one way."""
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _write(path: Path, content: bytes) -> None:
    """Write a file that is whole or not there."""
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def _fault(path: Path, *, before: str, least: int) -> tuple[str | None, int]:
    """Say what is wrong with a head, and which line it names."""
    try:
        content = json.loads(path.read_bytes())
        signature = base64.b64decode(content.pop("signature"), validate=True)
        number, link = int(content["number"]), str(content["link"])
        current_keyring().verifying_key.verify(signature, _signed(content))
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError):
        return "it is no head that this server signed, or was changed.", 0
    if content["before"] != before:
        return "it does not follow the head before it: one was taken away or changed.", number
    if number < least:
        return f"it names line {number}, and an earlier head names line {least}.", number
    found = AuditEvent.objects.filter(pk=number).values_list("link", flat=True).first()
    if found is None:
        return f"line {number} was signed, and is not there: the chain was cut off.", number
    if found != link:
        return f"line {number} is not the one that was signed: the chain was rewritten.", number
    return None, number
