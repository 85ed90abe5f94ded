"""Ending sessions at once: of an account, or of one device of it."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet


def end_sessions(rows: "QuerySet[UserSession]") -> int:
    """End open sessions, and tell how many there were."""
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_sessions_of(user_id: UUID) -> int:
    """End every session of an account."""
    return end_sessions(UserSession.objects.filter(user_id=user_id))


def end_sessions_of_device(device_id: UUID) -> int:
    """End what one home device has open."""
    return end_sessions(UserSession.objects.filter(data__home_device=str(device_id)))
