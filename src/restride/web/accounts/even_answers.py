"""Answers that all leave after the same time, so that the time tells nothing.

A password is compared for unknown names too, which evens out what a sign-in takes. Where there is
no such work to repeat, as in asking for a reset, the answer waits.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Final

from allauth.headless.account.views import RequestPasswordResetView
from allauth.headless.constants import Client
from django.http import HttpRequest, HttpResponseBase

#: Many times what the work takes. House choice: docs/decisions/0165-accounts.md.
EVEN_S: Final = 0.2

_View = Callable[[HttpRequest], HttpResponseBase]


def request_reset(client: Client) -> _View:
    """Give the library's page for asking for a reset, answering evenly."""
    return _evenly(RequestPasswordResetView.as_api_view(client=client))


def _evenly(view: _View) -> _View:
    @wraps(view)
    def even(request: HttpRequest) -> HttpResponseBase:
        leaves_s = time.monotonic() + EVEN_S
        try:
            return view(request)
        finally:
            time.sleep(max(0.0, leaves_s - time.monotonic()))

    return even
