"""Passwords: changed, forgotten, handed over; and nobody learns who has an account."""

import time
from datetime import timedelta

import pytest
from at_the_door import PASSWORD, Browser
from django.core import mail

from restride.records import clock
from restride.records.models import AuditEvent
from restride.records.roles import Role
from restride.web.accounts import mailing
from restride.web.accounts.even_answers import EVEN_S


def _lines(action: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action=action).order_by("number"))


def test_a_new_password_ends_the_other_sessions(browser, make_person):
    make_person()
    other = Browser()
    for each in (browser, other):
        each.sign_in("therapist@north.example")

    changed = browser.library(
        "POST",
        "account/password/change",
        {"current_password": PASSWORD, "new_password": "eleven white egrets"},
    )

    assert changed.status_code == 200
    assert browser.api("GET", "/me").status_code == 200
    assert other.api("GET", "/me").status_code == 401
    assert [each.outcome for each in _lines("account.password_change")] == ["done"]


@pytest.mark.parametrize("password", ["short", "1qaz2wsx3edc", "therapist@north.example"])
def test_a_weak_password_is_refused(browser, make_person, password):
    make_person()
    browser.sign_in("therapist@north.example")

    answer = browser.library(
        "POST",
        "account/password/change",
        {"current_password": PASSWORD, "new_password": password},
    )

    assert answer.status_code == 400


def _posted() -> None:
    """Wait until the postman has been."""
    mailing._POSTMAN.submit(lambda: None).result(timeout=10)


def test_a_reset_is_answered_alike_and_mailed_to_the_known_address_only(browser, make_person):
    make_person()
    known = browser.library("POST", "auth/password/request", {"email": "therapist@north.example"})
    unknown = browser.library("POST", "auth/password/request", {"email": "nobody@x.example"})
    _posted()

    assert known.status_code == unknown.status_code == 200
    assert known.json() == unknown.json()
    assert [each.to for each in mail.outbox] == [["therapist@north.example"]]
    key = mail.outbox[0].body.split("/#/reset-password/")[1].split()[0]
    reset = browser.library(
        "POST", "auth/password/reset", {"key": key, "password": "eleven white egrets"}
    )
    assert reset.status_code == 401, "the new password is still to be used"
    assert browser.sign_in("therapist@north.example", "eleven white egrets").status_code == 200
    again = browser.library(
        "POST", "auth/password/reset", {"key": key, "password": "twelve white egrets"}
    )
    assert again.status_code == 400, "a link is used once"


def test_resets_are_few_for_one_address(browser, make_person):
    answers = [
        browser.library("POST", "auth/password/request", {"email": "nobody@x.example"})
        for _ in range(4)
    ]

    assert [each.status_code for each in answers] == [200, 200, 200, 429]


def test_a_handed_over_password_must_be_changed_and_ends(browser, make_person):
    user = make_person(Role.ADMINISTRATOR)
    user.must_change_password = True
    user.temporary_until = clock.now() + timedelta(hours=1)
    user.save()

    assert browser.sign_in("administrator@north.example").status_code == 200
    refused = browser.api("GET", "/clinic")
    assert refused.json()["type"] == "urn:restride:problem:password-change-needed"
    browser.library(
        "POST",
        "account/password/change",
        {"current_password": PASSWORD, "new_password": "eleven white egrets"},
    )
    user.refresh_from_db()
    assert (user.must_change_password, user.temporary_until) == (False, None)

    user.temporary_until = clock.now()
    user.save()
    assert (
        Browser().sign_in("administrator@north.example", "eleven white egrets").status_code == 400
    )


@pytest.mark.parametrize("client", ["browser", "app"])
def test_the_answer_to_a_reset_waits_until_it_tells_nothing(browser, client):
    before_s = time.monotonic()
    browser.ask("POST", f"/_allauth/{client}/v1/auth/password/request", {"email": "a@b.example"})

    assert time.monotonic() - before_s >= EVEN_S
