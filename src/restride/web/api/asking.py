"""Who asks: the session of a browser or program, or a service token; and the version they edit."""

import re
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, APIKeyHeader, HttpBearer
from ninja.utils import check_csrf

from restride.records import clock
from restride.records.actors import Actor, actor_of, actor_of_service
from restride.records.models import ServiceToken, User
from restride.records.models.base import Record
from restride.records.refusals import NotAllowed, RecordError
from restride.records.shown_once import digest_of
from restride.web.accounts.app_sessions import session_of_app
from restride.web.accounts.limits import refuse_too_many
from restride.web.accounts.second_factor import has_second_factor, is_fresh
from restride.web.accounts.sessions import is_demo_session
from restride.web.accounts.trail_lines import write_account_line

_CLINIC_HEADER: Final = "Restride-Clinic"
_NOTED_EVERY: Final = timedelta(hours=1)
_ETAG: Final = re.compile(r'"([0-9]{1,9})"')


class MissingVersion(RecordError):
    """An edit came without the version it was made on."""

    code = "missing-version"
    status = 428


class SecondFactorNeeded(NotAllowed):
    """Somebody of the staff has no second factor, or has not shown it in this session."""

    code = "second-factor-needed"

    def __init__(self) -> None:
        super().__init__(
            "Staff need a second factor, and this session has shown none. Add an authenticator or "
            "a passkey to your account, or sign in again with it."
        )


class PasswordChangeNeeded(NotAllowed):
    """The password was handed over by somebody, who therefore knows it."""

    code = "password-change-needed"

    def __init__(self) -> None:
        super().__init__("This password was handed over to you. Choose one of your own first.")


class FreshSignInNeeded(NotAllowed):
    """What is asked for is delicate, and the person was last asked who they are long ago."""

    code = "fresh-sign-in-needed"

    def __init__(self) -> None:
        super().__init__(
            "This needs to know that it is you. Confirm with your password or second factor, and "
            "ask again within five minutes."
        )


def _actor(request: HttpRequest, user: User) -> Actor:
    """Give the actor of a session that has everything it needs; staff need a second factor."""
    if user.must_change_password:
        raise PasswordChangeNeeded
    actor = actor_of(user, clinic_id=_named_clinic(request))
    if (actor.is_staff or user.is_clinic_staff) and not (
        has_second_factor(request, user) or is_demo_session(request.session)
    ):
        raise SecondFactorNeeded
    return actor


class BySignIn(APIKeyCookie):
    """Somebody who signed in with the cookie of a browser, whatever is still missing."""

    param_name = "restride_session"

    def _get_key(self, request: HttpRequest) -> str | None:
        """Take the cookie; only a request that has one can be forged."""
        if self.param_name not in request.COOKIES:
            return None
        return super()._get_key(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> User | Actor | None:
        """Give the account; None where nobody is signed in."""
        return request.user if key and isinstance(request.user, User) else None


class BySession(BySignIn):
    """A person who signed in, with the cookie of a browser."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Give the actor; None where nobody is signed in."""
        user = super().authenticate(request, key)
        if not isinstance(user, User):
            return None
        return _actor(request, user)


class ByAppSession(APIKeyHeader):
    """A person who signed in with an app, which sends the session in a header."""

    param_name = "X-Session-Token"

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Give the actor; None where the session is over."""
        user = session_of_app(request, key)
        if user is None:
            return None
        return _actor(request, user)


class ByServiceToken(HttpBearer):
    """Another program, with its token."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Give the actor; None where the token is unknown."""
        found = ServiceToken.objects.filter(digest=digest_of(token)).first()
        if found is None:
            refuse_too_many(request, "bad_token")
            write_account_line(None, "token.use", outcome="failed")
            return None
        try:
            actor = actor_of_service(found)
        except NotAllowed:
            refuse_too_many(request, "bad_token")
            write_account_line(None, "token.use", outcome="failed", token=str(found.pk))
            raise
        _note_used(found)
        return actor


def _note_used(token: ServiceToken) -> None:
    """Remember when a token was last used, to the hour: a write at every request is a price."""
    now = clock.now()
    if token.last_used_at is None or now - token.last_used_at >= _NOTED_EVERY:
        ServiceToken.objects.filter(pk=token.pk).update(last_used_at=now)


def by_anybody(request: HttpRequest) -> bool:
    """Let anybody in who was not sent here by a page of somebody else."""
    if check_csrf(request) is not None:
        raise HttpError(403, "The request must come from our own page. Load it again.")
    return True


def needs_fresh_sign_in(request: HttpRequest) -> None:
    """Refuse what is delicate where the person was last asked long ago who they are.

    Raises
    ------
    FreshSignInNeeded
        More than five minutes ago, or never.
    """
    user = request.user
    if isinstance(user, User) and not (is_fresh(request, user) or is_demo_session(request.session)):
        raise FreshSignInNeeded


def _named_clinic(request: HttpRequest) -> UUID | None:
    named = request.headers.get(_CLINIC_HEADER)
    if named is None:
        return None
    try:
        return UUID(named)
    except ValueError:
        raise HttpError(
            400, f"{_CLINIC_HEADER} must be the id of a clinic, and is none. Correct it."
        ) from None


def actor_in(request: HttpRequest) -> Actor:
    """Give the actor of a request that was let in."""
    # Set by ninja to what authenticate gave.
    actor: Actor = request.__dict__["auth"]
    return actor


def version_in(request: HttpRequest) -> int:
    """Give the version that an edit was made on, from If-Match.

    Raises
    ------
    MissingVersion
        There is none.
    """
    match = _ETAG.fullmatch(request.headers.get("If-Match", ""))
    if match is None:
        raise MissingVersion(
            'An edit needs the version it was made on in If-Match, such as "3": it is the ETag of '
            "what was read. Read it again, and send it."
        )
    return int(match[1])


def tell_version(response: HttpResponse, row: Record) -> None:
    """Say in the answer at which version a row is."""
    response["ETag"] = f'"{row.version}"'
