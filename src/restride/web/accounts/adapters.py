"""What the sign-in library asks us: who may sign up, what is locked, how mail leaves, what is kept.

Nobody signs up: accounts are made by accepting an invitation.
"""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import get_pending_stage
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from restride.records.models import User
from restride.web.accounts import mailing
from restride.web.accounts.backend import account_named
from restride.web.accounts.seed_seal import opened_seed, sealed_seed
from restride.web.accounts.sender import link_to, sender_address
from restride.web.accounts.trail_lines import write_account_line, write_lock

#: Rendered so that an unknown address takes as long as a known one, and never sent.
_NEVER_SENT: Final = "account/email/unknown_account"


#: The library's word for too many failures.
_LOCKED: Final = "too_many_login_attempts"
_PASSKEYS: Final = "/auth/webauthn/"


def shown_name(user: User) -> str:
    """Name somebody as they are known at the clinic."""
    return user.name or user.username


def user_at_the_door(request: HttpRequest) -> User | None:
    """Name who is signed in, or has shown a password and not yet the second factor."""
    if isinstance(request.user, User):
        return request.user
    stage = get_pending_stage(request)
    user = None if stage is None else stage.login.user
    return user if isinstance(user, User) else None


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Our answers to what the library asks about accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Tell who sent a request, past the proxies that are trusted."""
        return sender_address(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count the tries on an account together, by whichever of its names they were made."""
        name = str(credentials.get("username") or credentials.get("email") or "").lower()
        user = account_named(name)
        return f"account:{user.pk}" if user is not None else f"name:{name}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse where too many failed; the words are the same for a name that nobody has."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            if user_at_the_door(request) is None:
                write_lock(str(credentials.get("username") or credentials.get("email") or ""))
            raise

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Leave a line where somebody whose password was right may try no more codes."""
        user = user_at_the_door(self.request) if code == _LOCKED else None
        if user is not None:
            write_account_line(user, "account.locked", outcome="refused", path=self.request.path)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def set_password(self, user: User, password: str) -> None:
        """Set a password that somebody chose: one that was handed over is over with it."""
        user.must_change_password = False
        user.temporary_until = None
        super().set_password(user, password)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a message behind the answer, so that the time tells nothing about the address."""
        site = get_current_site(self.request)
        about = {"request": self.request, "email": email, "current_site": site, **context}
        message = self.render_mail(template_prefix, email, about)
        if template_prefix != _NEVER_SENT:
            mailing.send_later(message)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Lead to our own page, under the address of the clinic."""
        return link_to(self.request, f"reset-password/{key}")


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Our answers to what the library asks about second factors."""

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Leave a line where a passkey was refused: the library reports that of codes only."""
        if code == "incorrect_code" and _PASSKEYS in self.request.path:
            write_account_line(
                user_at_the_door(self.request),
                "account.second_factor",
                outcome="failed",
                kind="webauthn",
            )
        error: ValidationError = super().validation_error(code, *args)
        return error

    def encrypt(self, text: str) -> str:
        """Seal the secret of an authenticator."""
        return sealed_seed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open the secret of an authenticator."""
        return opened_seed(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Say for which server a passkey is."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": str(settings.MFA_TOTP_ISSUER)}
