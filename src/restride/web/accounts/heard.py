"""What the sign-in library reports, passed on to the trail. Our own rows send no signals."""

from typing import Any

from allauth.account import signals as account
from allauth.core import context
from allauth.mfa import signals as factor
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as django
from django.db.models.signals import post_save
from django.http import HttpRequest

from restride.records.models import User
from restride.web.accounts.second_factor import note_enrolled, spend_present_code
from restride.web.accounts.sessions import begin
from restride.web.accounts.trail_lines import write_account_line, write_failed_sign_in


def listen() -> None:
    """Connect; once, when the server starts."""
    account.user_logged_in.connect(_signed_in, dispatch_uid="restride")
    django.user_logged_out.connect(_signed_out, dispatch_uid="restride")
    django.user_login_failed.connect(_refused, dispatch_uid="restride")
    for each in (account.password_changed, account.password_set, account.password_reset):
        each.connect(_password_changed, dispatch_uid="restride")
    factor.authentication_failed.connect(_factor_refused, dispatch_uid="restride")
    # Not the library's own signal, which comes after the commit: the session must know at once.
    post_save.connect(_factor_added, sender=Authenticator, dispatch_uid="restride")
    factor.authenticator_removed.connect(_factor_removed, dispatch_uid="restride")
    factor.authenticator_reset.connect(_factor_renewed, dispatch_uid="restride")


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    begin(request.session)
    write_account_line(user, "account.sign_in")


def _signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        write_account_line(user, "account.sign_out")


def _refused(credentials: dict[str, Any], **_: Any) -> None:
    write_failed_sign_in(str(credentials.get("username") or credentials.get("email") or ""))


def _password_changed(user: User, **_: Any) -> None:
    write_account_line(user, "account.password_change")


def _factor_refused(user: User, authenticator: Authenticator, **_: Any) -> None:
    write_account_line(
        user, "account.second_factor", outcome="failed", kind=str(authenticator.type)
    )


def _factor_added(*, instance: Authenticator, created: bool, **_: Any) -> None:
    request = context.request
    if not created or request is None or request.user != instance.user:
        return
    write_account_line(instance.user, "account.second_factor_add", kind=str(instance.type))
    if instance.type == Authenticator.Type.RECOVERY_CODES:
        return
    note_enrolled(request.session, instance.user)
    if instance.type == Authenticator.Type.TOTP:
        spend_present_code(instance)


def _factor_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    write_account_line(user, "account.second_factor_remove", kind=str(authenticator.type))


def _factor_renewed(user: User, authenticator: Authenticator, **_: Any) -> None:
    write_account_line(user, "account.second_factor_renew", kind=str(authenticator.type))
