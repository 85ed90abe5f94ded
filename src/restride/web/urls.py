"""The addresses of the record."""

from typing import Final

from django.urls import include, path

from restride.web.accounts import demo
from restride.web.api.api import api
from restride.web.health import health

urlpatterns = [
    path("api/", api.urls),
    path("health", health, name="health"),
    path("demo/sign-in", demo.sign_in),
    path("", include("restride.web.pages.urls")),
    path("_allauth/", include("restride.web.accounts.urls")),
]

_UNANSWERED: Final = "restride.web.api.unanswered"
handler400 = f"{_UNANSWERED}.bad_request"
handler403 = f"{_UNANSWERED}.not_allowed"
handler404 = f"{_UNANSWERED}.not_there"
handler500 = f"{_UNANSWERED}.failed"
