"""One click signs in where everything is simulated, and nowhere else."""

from dataclasses import replace

import pytest
from at_the_door import Browser
from django.conf import settings

from restride.records.models import Clinic
from restride.records.refusals import Conflict
from restride.records.roles import Role
from restride.web.accounts.demo import refuse_mixed_demo


@pytest.fixture
def demo_home(monkeypatch):
    home = settings.RESTRIDE_HOME
    demo = replace(home, configuration=replace(home.configuration, is_demo=True))
    monkeypatch.setattr(settings, "RESTRIDE_HOME", demo)


@pytest.fixture
def demo_clinic(clinic) -> Clinic:
    clinic.is_demo = True
    clinic.save()
    return clinic


def _click(browser: Browser, role: object = "therapist"):
    return browser.ask("POST", "/demo/sign-in", {"role": role})


def test_one_click_signs_in_as_a_role_of_the_demonstration(
    demo_home, demo_clinic, make_staff, browser
):
    make_staff(Role.THERAPIST)

    assert _click(browser).json()["role"] == "therapist"
    assert browser.api("GET", "/clinic").status_code == 200
    assert browser.api("GET", "/me").json()["opened_by"] == "demo"
    closed = browser.library("POST", "account/password/change", {"new_password": "x" * 12})
    assert closed.status_code == 403
    refuse_mixed_demo()


def test_a_role_nobody_has_and_what_is_no_role_are_refused(demo_home, demo_clinic, browser):
    assert _click(browser).status_code == 409
    assert _click(browser, "service").status_code == 422
    assert _click(browser, ["therapist"]).status_code == 422
    assert browser.client.post("/demo/sign-in", "[" * 10, "application/json").status_code == 422


def test_a_real_server_has_no_such_door(clinic, make_staff, browser):
    make_staff(Role.THERAPIST)

    assert _click(browser).status_code == 404


def test_a_real_clinic_in_a_demonstration_closes_the_door_and_the_server(
    demo_home, demo_clinic, other_clinic, make_staff, browser
):
    make_staff(Role.THERAPIST)

    assert _click(browser).status_code == 404
    with pytest.raises(Conflict, match="holds 1 real clinics"):
        refuse_mixed_demo()


def test_a_session_of_a_demonstration_opens_nothing_beside_a_real_clinic(
    demo_home, demo_clinic, make_staff, browser
):
    make_staff(Role.THERAPIST)
    _click(browser)
    Clinic.objects.create(name="A real one")

    assert browser.api("GET", "/clinic").status_code == 403


def test_a_session_of_a_demonstration_opens_nothing_once_it_is_none(
    demo_home, demo_clinic, make_staff, browser, monkeypatch
):
    make_staff(Role.THERAPIST)
    _click(browser)
    home = settings.RESTRIDE_HOME
    real = replace(home, configuration=replace(home.configuration, is_demo=False))
    monkeypatch.setattr(settings, "RESTRIDE_HOME", real)

    assert browser.api("GET", "/clinic").status_code == 403
    with pytest.raises(Conflict, match="holds 1 simulated clinics"):
        refuse_mixed_demo()
