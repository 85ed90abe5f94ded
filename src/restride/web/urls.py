"""The addresses of the record."""

from django.urls import include, path

from restride.web.accounts import demo
from restride.web.api.api import api
from restride.web.health import health

urlpatterns = [
    path("api/", api.urls),
    path("health", health, name="health"),
    path("demo/sign-in", demo.sign_in),
    path("_allauth/", include("restride.web.accounts.urls")),
]
