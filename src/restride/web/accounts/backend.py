"""Checking a password: one look-up and one hash, whether the account exists or not.

Differs in: the sign-in library tries a user name as an e-mail address first and then as a name, so
that a name which is both is hashed twice, and tells by its time that it exists.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q
from django.http import HttpRequest

from restride.records import clock
from restride.records.models import User


class OneLook(AuthenticationBackend):  # type: ignore[misc]
    """Signs in by user name or e-mail address."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """Give the account; None for every reason alike."""
        name = credentials.get("username") or credentials.get("email") or ""
        password = credentials.get("password")
        if not isinstance(name, str) or not isinstance(password, str) or not password:
            return None
        user = account_named(name)
        if user is None:
            make_password(password)
            return None
        is_right = check_password(password, user.password)
        return user if is_right and may_sign_in(user) else None


def account_named(name: str) -> User | None:
    """Find an account by its user name or e-mail address, in small or capital letters."""
    if not name or "\x00" in name:
        return None
    return User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).first()


def may_sign_in(user: User) -> bool:
    """Tell whether an account is open, and its handed-over password, if it has one, still holds."""
    until = user.temporary_until
    return user.is_active and (until is None or until > clock.now())
