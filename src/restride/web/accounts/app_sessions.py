"""The session of an app, which has no cookies and sends its key in a header."""

from importlib import import_module

from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from restride.records.models import User
from restride.web.accounts.sessions import (
    OPENED_BY,
    is_session_alive,
    is_session_key,
    limits_of,
    note_seen,
)


def session_of_app(request: HttpRequest, key: str | None) -> User | None:
    """Put the session of a key into the request, and give its account; None where it is over."""
    if not key or not is_session_alive(key):
        return None
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    if not isinstance(user, User):
        return None
    request.user = user
    note_seen(request.session, limits_of(user))
    return user


class LivingSessions(SessionTokenStrategy):  # type: ignore[misc]
    """Lets the library find sessions in time only, and none that a PIN or one click opened."""

    def lookup_session(self, session_token: str) -> SessionBase | None:
        """Give a session that is being signed in to, or lives; None otherwise."""
        if not is_session_key(session_token):
            return None
        session: SessionBase | None = super().lookup_session(session_token)
        if session is None or SESSION_KEY not in session:
            return session
        is_open = session.get(OPENED_BY, "password") == "password"
        return session if is_open and is_session_alive(session_token) else None
