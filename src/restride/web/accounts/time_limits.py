"""The middleware that ends what is over: idle, too old, or closed to what it asks for."""

from collections.abc import Callable
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from restride.records.models import User
from restride.web.accounts.sessions import OPENED_BY, is_in_time, limits_of, note_seen
from restride.web.accounts.trail_lines import write_account_line
from restride.web.api.problems import problem

#: What the sign-in library offers to a session that was opened by a PIN or in a demonstration:
#: to end it. A password or factor cannot be set by whoever finds an open telephone.
_OWN_SESSION: Final = ("/auth/session",)
_LIBRARY: Final = "/_allauth/"


class SessionLimits:
    """Ends a session at the limits of its clinic, and notes when it was last used."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, as nobody where the session is over."""
        user = request.user
        if isinstance(user, User):
            limits = limits_of(user)
            if is_in_time(request.session, limits):
                note_seen(request.session, limits)
            else:
                end_session(request, user)
        if _is_closed_to(request):
            return problem(
                status=403,
                code="not-allowed",
                detail="Opened with a PIN, an account is not changed. Ask the clinic instead.",
            )
        return self.answer(request)


def end_session(request: HttpRequest, user: User) -> None:
    """End the session of a request; the rest of the request is nobody's."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    request.session.flush()
    request.user = AnonymousUser()
    write_account_line(user, "account.timed_out")


def _is_closed_to(request: HttpRequest) -> bool:
    if not request.path.startswith(_LIBRARY) or request.path.endswith(_OWN_SESSION):
        return False
    return bool(request.session.get(OPENED_BY, "password") != "password")
