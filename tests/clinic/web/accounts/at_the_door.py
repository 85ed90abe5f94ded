"""Somebody at the door: a browser that signs in as a person does, and an authenticator to show."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client

PASSWORD = "seven grey herons wade"  # noqa: S105


@dataclass(kw_only=True)
class Browser:
    """A browser at the sign-in library, as our own page uses it."""

    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        content: dict[str, Any] = {"headers": {k.replace("_", "-"): v for k, v in headers.items()}}
        if body is not None:
            content |= {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.generic(method, path, **content)

    def library(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        return self.ask(method, f"/_allauth/browser/v1/{path}", body, **headers)

    def api(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        return self.ask(method, f"/api{path}", body, **headers)

    def sign_in(self, name: str, password: str = PASSWORD) -> HttpResponse:
        return self.library("POST", "auth/login", {"username": name, "password": password})

    def enrol(self, password: str = PASSWORD) -> str:
        """Add an authenticator, and give its secret."""
        again = self.library("POST", "auth/reauthenticate", {"password": password})
        assert again.status_code == 200, again.content
        offered = self.library("GET", "account/authenticators/totp").json()
        secret = offered["meta"]["secret"]
        added = self.library("POST", "account/authenticators/totp", {"code": code_of(secret)})
        assert added.status_code == 200, added.content
        return secret


def code_of(secret: str, *, later_steps: int = 0) -> str:
    """Show the code of an authenticator, now or some steps of 30 s later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later_steps))
