"""Sessions: how one begins, how long it may last, and whether it still lives.

A session dies at once where it is ended, its account is closed, its password is changed or its last
role has ended; and by itself when nobody used it for the clinic's idle limit, or at the absolute
limit. Limits of several clinics: the shortest holds.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user, login
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F, QuerySet
from django.http import HttpRequest

from restride.records import clock
from restride.records.models import Clinic, Membership, PatientAccess, User
from restride.web.accounts.sender import configuration

SIGNED_IN_AT: Final = "restride_signed_in_at"
LAST_SEEN_AT: Final = "restride_last_seen_at"
#: How it was opened: "password", "home_device" or "demo".
OPENED_BY: Final = "restride_opened_by"
HOME_DEVICE: Final = "restride_home_device"
#: How long a session may be idle, and how long it may last.
Limits = tuple[timedelta, timedelta]
_BACKEND: Final = "restride.web.accounts.backend.OneLook"


def open_session(
    request: HttpRequest, user: User, *, opened_by: str, home_device: str | None = None
) -> None:
    """Sign somebody in who has shown who they are in another way than to the library."""
    if request.user.is_authenticated:
        request.session.flush()
    login(request, user, backend=_BACKEND)
    request.session[OPENED_BY] = opened_by
    if home_device is not None:
        request.session[HOME_DEVICE] = home_device
    begin(request.session)
    UserSession.objects.create_from_request(request)
    if home_device is not None:
        row = UserSession.objects.filter(session_key=request.session.session_key)
        row.update(data={"home_device": home_device})


def begin(session: SessionBase) -> None:
    """Start the two clocks of a session."""
    session[SIGNED_IN_AT] = session[LAST_SEEN_AT] = clock.now().isoformat()


def is_demo_session(session: SessionBase) -> bool:
    """Tell whether a session was opened by one click, on a server where everything is simulated."""
    return session.get(OPENED_BY) == "demo" and is_demo_server()


def is_demo_server() -> bool:
    """Tell whether this server says that it is a demonstration, and holds no real clinic."""
    return configuration().is_demo and not Clinic.objects.filter(is_demo=False).exists()


def limits_of(user: User) -> Limits | None:
    """Give the idle and the absolute limit of an account; None where it has no role anywhere."""
    found = _limits(Membership.objects.filter(user=user, ended_at__isnull=True))
    found = found or _limits(PatientAccess.objects.filter(user=user, ended_at__isnull=True))
    if not found:
        return None
    idle_min, absolute_min = (min(each) for each in zip(*found, strict=True))
    return timedelta(minutes=idle_min), timedelta(minutes=absolute_min)


def _limits(rows: "QuerySet[Membership] | QuerySet[PatientAccess]") -> list[tuple[int, int]]:
    named = rows.values_list(
        F("clinic__idle_limit_min"), F("clinic__absolute_limit_min")
    ).distinct()
    return list(named)


def is_in_time(session: SessionBase, limits: Limits | None) -> bool:
    """Tell whether a session is within both limits; reaching one ends it.

    Where the account has no role any more there is no limit to ask for: such a session sees nothing
    but its own account.
    """
    if limits is None:
        return True
    idle, absolute = limits
    now = clock.now()
    return now - _moment(session, LAST_SEEN_AT) < idle and (
        now - _moment(session, SIGNED_IN_AT) < absolute
    )


def _moment(session: SessionBase, name: str) -> datetime:
    stamp = session.get(name)
    return clock.now() if stamp is None else datetime.fromisoformat(stamp)


def note_seen(session: SessionBase, limits: Limits | None) -> None:
    """Remember that a session is used; not at every request, for a write each time is a price."""
    every = timedelta(seconds=60) if limits is None else min(timedelta(seconds=60), limits[0] / 20)
    if SIGNED_IN_AT not in session:
        begin(session)
    elif clock.now() - _moment(session, LAST_SEEN_AT) >= every:
        session[LAST_SEEN_AT] = clock.now().isoformat()


def is_session_key(text: str) -> bool:
    """Tell whether a text can be the key of a session at all: no database is asked for others."""
    return text.isascii() and text.isalnum()


def is_session_alive(session_key: str) -> bool:
    """Tell whether a session still opens anything: for sockets, which ask every few seconds.

    Asking does not lengthen it. The account must have a role somewhere.
    """
    if not is_session_key(session_key):
        return False
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    if session.is_empty():
        return False
    request = HttpRequest()
    request.session = session
    user = get_user(request)
    if not isinstance(user, User):
        return False
    limits = limits_of(user)
    return limits is not None and is_in_time(session, limits)


def sessions_of(users: Iterable[User]) -> "QuerySet[UserSession]":
    """Give the open sessions of accounts, the newest first."""
    rows: QuerySet[UserSession] = UserSession.objects.filter(user__in=list(users))
    return rows.order_by("-created_at", "-pk")
