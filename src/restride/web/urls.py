"""The addresses of the record."""

from django.urls import include, path

from restride.web.api.api import api

urlpatterns = [
    path("api/", api.urls),
    path("_allauth/", include("restride.web.accounts.urls")),
]
