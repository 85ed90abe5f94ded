"""Headers of every answer: nothing from elsewhere is loaded, nothing of a record is kept."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

#: The pages load from their own server only; no frame, no plug-in, no form to elsewhere.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_PERMISSIONS: Final = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(self)"


class SafeHeaders:
    """Adds them to every answer."""

    def __init__(self, next_step: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next_step = next_step

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and add the headers."""
        answer = self._next_step(request)
        answer.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        answer.setdefault("Permissions-Policy", _PERMISSIONS)
        answer.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # What was shown of a patient is not kept by browsers or by what stands between.
        answer.setdefault("Cache-Control", "no-store")
        return answer
