"""Where a request comes from, and under which address it reached us."""

import ipaddress
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from restride.web.configuration import Configuration

#: A request through a socket of the machine itself has no address.
_ITSELF: Final = "127.0.0.1"


def configuration() -> Configuration:
    """Give the configuration of this server."""
    found: Configuration = settings.RESTRIDE_HOME.configuration
    return found


def sender_address(request: HttpRequest) -> str:
    """Tell who sent a request: past trusted proxies, and never what a stranger claims.

    Each proxy writes the address that it saw at the end of X-Forwarded-For; the last one that is
    no trusted proxy is the sender.
    """
    seen = _address(str(request.META.get("REMOTE_ADDR") or "")) or _ITSELF
    trusted = configuration().trusted_proxies
    told = str(request.headers.get("X-Forwarded-For", "")).split(",")
    while seen in trusted and told:
        before = _address(told.pop())
        if before is None:
            break
        seen = before
    return seen


def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return None


def link_to(request: HttpRequest, place: str) -> str:
    """Give a link to a place in our pages; behind the #, which reaches no server and no log."""
    base = configuration().address or request.build_absolute_uri("/")
    return f"{base.rstrip('/')}/#/{place}"
