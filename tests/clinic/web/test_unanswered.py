"""Where no operation answers: a problem all the same, and not a word of what was asked."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import path
from tests.clinic.web.test_people_api import ANNA

from restride.records.roles import Role
from restride.web import urls


def _fail(request):
    raise RuntimeError(f"Anna Mueller fell at {request.path}")


urlpatterns = [*urls.urlpatterns, path("api/fails", _fail)]
handler500 = urls.handler500


@pytest.fixture
def desk(make_staff, caller):
    return caller(make_staff(Role.FRONT_DESK))


@pytest.mark.parametrize("address", ["/nothing", "/patients/", "/../secret"])
def test_an_unknown_address_is_a_problem(desk, address):
    answer = desk.ask("GET", address)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:restride:problem:not-there"
    assert "anna" not in answer.content.decode()


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "TRACE", "NONSENSE", "HEAD"])
def test_a_wrong_method_is_a_problem_that_names_the_right_ones(desk, method):
    answer = desk.ask(method, "/patients")

    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET, POST"


@pytest.mark.urls("tests.clinic.web.test_unanswered")
def test_our_own_fault_tells_nothing(desk, settings):
    assert settings.DEBUG is False
    desk.client.raise_request_exception = False

    answer = desk.ask("POST", "/fails", ANNA)

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "Anna" not in answer.content.decode()
    assert answer.json()["title"] == "The server failed"


def test_a_made_up_host_is_a_problem(db):
    answer = Client(raise_request_exception=False).get(
        "/api/patients", headers={"host": "evil.example"}
    )

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_database_that_takes_nothing_is_said(caller, make_staff, monkeypatch):
    def full(*_, **__):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("restride.web.api.people.find_patients", full)

    answer = caller(make_staff(Role.FRONT_DESK)).ask("GET", "/patients")

    assert (answer.status_code, answer.json()["title"]) == (503, "Cannot be kept now")
    assert "nothing was done by half" in answer.json()["detail"]
