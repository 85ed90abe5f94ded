"""Whether a session has shown its second factor: staff reach nothing else before."""

import time
from typing import Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as present_counters
from allauth.mfa.utils import decrypt
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from restride.records.models import User

#: Set where the factor was enrolled in this session, which has thereby shown it.
_ENROLLED: Final = "restride_enrolled"
#: What shows that a person has a thing and not only a password.
_FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: So long a sign-in counts as fresh for what is delicate. House choice, as the library has it.
_FRESH_S: Final = 300


def has_second_factor(request: HttpRequest, user: User) -> bool:
    """Tell whether an account has a second factor, and this session has shown it."""
    shown = request.session.get(_ENROLLED) == str(user.pk) or any(
        each.get("method") == "mfa" for each in get_authentication_records(request, user)
    )
    return shown and Authenticator.objects.filter(user_id=user.pk, type__in=_FACTORS).exists()


def note_enrolled(session: SessionBase, user: User) -> None:
    """Remember that this session has just enrolled a factor, and so has shown it."""
    session[_ENROLLED] = str(user.pk)


def is_fresh(request: HttpRequest, user: User) -> bool:
    """Tell whether the person showed who they are in the last minutes, for what is delicate."""
    moments = [
        float(each["at"]) for each in get_authentication_records(request, user) if "at" in each
    ]
    return bool(moments) and time.time() - max(moments) < _FRESH_S


def spend_present_code(authenticator: Authenticator) -> None:
    """Mark the code with which an authenticator was enrolled as used: it signs nobody in again."""
    factor = TOTP(authenticator)
    secret = decrypt(authenticator.data["secret"])
    for counter in present_counters():
        factor.validate_code(format_hotp_value(hotp_value(secret, counter)))
