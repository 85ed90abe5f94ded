"""The addresses of the sign-in library, without what is closed here."""

from typing import Final

from allauth.headless.constants import Client
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from restride.web.accounts.even_answers import request_reset
from restride.web.accounts.passkey_shape import passkey_pages
from restride.web.api.problems import problem

#: Accounts are made by invitation; an e-mail address is changed by an administrator, so that none
#: of a patient is ever written here.
_CLOSED: Final = (
    "account/email",
    "account/phone",
    "auth/signup",
    "auth/webauthn/signup",
    "auth/email/verify",
    "auth/email/verify/resend",
    "auth/phone/verify",
    "auth/phone/verify/resend",
    "auth/code/confirm",
)


@csrf_exempt  # it changes nothing
def closed(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing here."""
    return problem(
        status=404,
        code="not-there",
        detail="Accounts are made by invitation, and changed by an administrator of the clinic.",
    )


urlpatterns = [
    *(path(f"{each.value}/v1/auth/password/request", request_reset(each)) for each in Client),
    *(
        path(f"{client.value}/v1/{place}", page)
        for client in Client
        for place, page in passkey_pages(client).items()
    ),
    *(path(f"{client}/v1/{each}", closed) for client in ("browser", "app") for each in _CLOSED),
    path("", include("allauth.headless.urls")),
]
