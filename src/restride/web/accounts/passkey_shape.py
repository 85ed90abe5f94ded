"""Refusing passkeys that are none before the library reads them.

It expects the shape that a browser gives; another makes it fail with a fault of the server.
"""

import json
import struct
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.headless.constants import Client
from allauth.headless.mfa import views
from allauth.mfa.webauthn.internal.auth import (
    parse_authentication_response,
    parse_registration_response,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase

from restride.web.api.problems import problem

_View = Callable[[HttpRequest], HttpResponseBase]
#: By address: the library's page, and how it reads what a browser sends.
_PAGES: Final[dict[str, tuple[Any, Callable[[Any], object]]]] = {
    "auth/webauthn/login": (views.LoginWebAuthnView, parse_authentication_response),
    "auth/webauthn/authenticate": (views.AuthenticateWebAuthnView, parse_authentication_response),
    "auth/webauthn/reauthenticate": (
        views.ReauthenticateWebAuthnView,
        parse_authentication_response,
    ),
    "account/authenticators/webauthn": (views.ManageWebAuthnView, parse_registration_response),
}


def passkey_pages(client: Client) -> dict[str, _View]:
    """Give the library's pages of passkeys, which refuse what has not the shape of one."""
    return {
        path: _shaped(view.as_api_view(client=client), read=read)
        for path, (view, read) in _PAGES.items()
    }


def _shaped(view: _View, *, read: Callable[[Any], object]) -> _View:
    @wraps(view)
    def shaped(request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and not _has_shape(request.body, read):
            return problem(
                status=400,
                code="unreadable",
                detail="credential must be what the browser gave, and is not. Send that.",
            )
        return view(request)

    return shaped


def _has_shape(body: bytes, read: Callable[[Any], object]) -> bool:
    try:
        read(json.loads(body)["credential"])
    except ValidationError:
        return True  # which the library refuses in its own words
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError, struct.error):
        return False
    return True
