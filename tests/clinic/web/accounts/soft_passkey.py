"""A passkey in software: signs as a real one does, with or without having asked for a finger."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256

ORIGIN = "https://testserver"
_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


@dataclass(kw_only=True)
class SoftPasskey:
    """One key pair of one account."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user_handle: str = ""
    is_verified: bool = True

    def made(self, options: dict[str, Any], *, origin: str = ORIGIN) -> dict[str, Any]:
        """Answer to the options of adding a key."""
        self.user_handle = options["publicKey"]["user"]["id"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        length = len(self.credential_id).to_bytes(2, "big")
        data = self._head(_ATTESTED) + bytes(16) + length + self.credential_id + public
        content = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = _client("webauthn.create", options, origin)
        return self._credential(clientDataJSON=_text(client), attestationObject=_text(content))

    def shown(self, options: dict[str, Any], *, origin: str = ORIGIN) -> dict[str, Any]:
        """Answer to the options of showing a key."""
        data, client = self._head(0), _client("webauthn.get", options, origin)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._credential(
            clientDataJSON=_text(client),
            authenticatorData=_text(data),
            signature=_text(signed),
            userHandle=self.user_handle,
        )

    def _head(self, more: int) -> bytes:
        flags = _PRESENT | more | (_VERIFIED if self.is_verified else 0)
        return hashlib.sha256(b"testserver").digest() + bytes([flags]) + bytes(4)

    def _credential(self, **response: str) -> dict[str, Any]:
        return {
            "id": _text(self.credential_id),
            "rawId": _text(self.credential_id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def _client(kind: str, options: dict[str, Any], origin: str) -> bytes:
    challenge = options["publicKey"]["challenge"]
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()
