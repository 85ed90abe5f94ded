"""Signing in: the same words for every refusal, nothing to count by, few tries."""

from datetime import timedelta

import pytest
from at_the_door import PASSWORD, Browser
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from restride.records import clock
from restride.records.models import AuditEvent
from restride.web.accounts.trail_lines import name_digest


def _lines(action: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action=action).order_by("number"))


@pytest.mark.parametrize("password", [PASSWORD, "another wrong one here"])
def test_a_closed_account_is_refused_like_an_unknown_one(browser, make_person, password):
    user = make_person()
    user.is_active = False
    user.save()

    closed = browser.sign_in("therapist@north.example", password)
    unknown = Browser().sign_in("nobody@north.example", password)

    assert closed.status_code == unknown.status_code == 400
    assert closed.json() == unknown.json()


def test_wrong_names_and_wrong_passwords_are_refused_in_the_same_words(browser, make_person):
    make_person()

    known = browser.sign_in("therapist@north.example", "wrong wrong wrong")
    unknown = browser.sign_in("nobody@north.example", "wrong wrong wrong")

    assert known.status_code == unknown.status_code == 400
    assert known.json() == unknown.json()


def test_a_known_and_an_unknown_name_cost_one_hash_each(make_person, monkeypatch):
    make_person()
    counted = []
    original = hashers.BasePasswordHasher.verify, hashers.MD5PasswordHasher.encode

    def encode(self, *given):
        counted.append("hash")
        return original[1](self, *given)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", encode)
    costs = {}
    for name in ("therapist@north.example", "nobody@north.example", "home-abc"):
        counted.clear()
        Browser().sign_in(name, "wrong wrong wrong")
        costs[name] = len(counted)

    assert set(costs.values()) == {1}, costs


def test_many_failures_lock_a_name_whether_somebody_has_it_or_not(make_person):
    make_person()
    words = {}
    for name in ("therapist@north.example", "nobody@north.example"):
        for _ in range(5):
            assert Browser().sign_in(name, "wrong wrong wrong").status_code == 400
        locked = Browser().sign_in(name, PASSWORD)
        assert locked.status_code == 400
        words[name] = [each["code"] for each in locked.json()["errors"]]

    assert words["therapist@north.example"] == words["nobody@north.example"]
    assert words["nobody@north.example"] == ["too_many_login_attempts"]
    assert {each.outcome for each in _lines("account.locked")} == {"refused"}


def test_failures_by_name_and_by_address_count_together(make_person):
    user = make_person()
    user.username = "anna"
    user.save()
    for name in ("anna", "therapist@north.example", "ANNA", "Therapist@North.example", "anna"):
        Browser().sign_in(name, "wrong wrong wrong")

    locked = Browser().sign_in("anna")

    assert locked.json()["errors"][0]["code"] == "too_many_login_attempts"


def test_locks_are_kept_in_the_database_for_all_processes(make_person):
    make_person()
    Browser().sign_in("therapist@north.example", "wrong wrong wrong")

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM restride_cache")
        assert cursor.fetchone()[0] >= 1


def test_sign_ins_leave_lines_without_the_name_that_was_tried(browser, make_person):
    user = make_person()
    browser.sign_in("therapist@north.example", "wrong wrong wrong")
    browser.sign_in("nobody at all", "wrong wrong wrong")
    browser.sign_in("therapist@north.example")
    browser.library("DELETE", "auth/session")

    known, unknown, done = _lines("account.sign_in")
    assert [known.outcome, unknown.outcome, done.outcome] == ["failed", "failed", "done"]
    assert (known.user_id, unknown.user_id, done.user_id) == (user.pk, None, user.pk)
    assert unknown.detail.detail == {"name": name_digest("nobody at all")}
    assert [each.user_id for each in _lines("account.sign_out")] == [user.pk]


@pytest.mark.parametrize(
    "path",
    ["auth/signup", "account/email", "account/phone", "auth/webauthn/signup", "auth/email/verify"],
)
@pytest.mark.parametrize("client", ["browser", "app"])
def test_nobody_signs_up_and_no_address_is_written_here(client, path, browser, make_person):
    make_person()
    browser.sign_in("therapist@north.example")

    answer = browser.ask("POST", f"/_allauth/{client}/v1/{path}", {"email": "a@b.example"})

    assert answer.status_code == 404
    assert "by invitation" in answer.json()["detail"]


def test_the_session_gets_another_key_at_sign_in(browser, make_person):
    make_person()
    browser.library("GET", "config")
    session = browser.client.session
    session["before"] = "anonymous"
    session.save()
    before = session.session_key

    browser.sign_in("therapist@north.example")

    assert browser.client.session.session_key != before


def test_cookies_are_for_our_own_pages_alone(browser, make_person):
    make_person()

    answer = browser.sign_in("therapist@north.example")

    cookie = answer.cookies["restride_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"], "it ends with the browser"


def test_a_forged_request_is_refused(make_person):
    make_person()
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(
        "/_allauth/browser/v1/auth/login",
        {"username": "therapist@north.example", "password": PASSWORD},
        content_type="application/json",
    )

    assert answer.status_code == 403
    accept = strict.post("/api/invitations/accept", {}, content_type="application/json")
    assert accept.status_code == 403


def test_a_sign_in_asks_the_database_the_same_for_every_name(make_person):
    make_person()
    Browser().sign_in("the first line of the trail makes its head", "wrong wrong wrong")
    costs = []
    for name in ("therapist@north.example", "nobody@north.example"):
        with CaptureQueriesContext(connection) as asked:
            Browser().sign_in(name, "wrong wrong wrong")
        costs.append(len(asked))

    assert costs[0] - costs[1] == 1, "the clinic of a known account, for its line in the trail"


def test_an_app_signs_in_with_a_header_instead_of_cookies(browser, make_person):
    make_person()
    answer = browser.ask(
        "POST",
        "/_allauth/app/v1/auth/login",
        {"username": "therapist@north.example", "password": PASSWORD},
    )
    token = answer.json()["meta"]["session_token"]
    stranger = Browser()

    refused = stranger.api("GET", "/clinic", x_session_token=token)
    assert refused.json()["type"] == "urn:restride:problem:second-factor-needed"
    assert stranger.api("GET", "/clinic", x_session_token="0" * 32).status_code == 401
    with clock.at(clock.now() + timedelta(minutes=20)):
        over = stranger.ask("GET", "/_allauth/app/v1/auth/session", x_session_token=token)
        assert over.status_code == 410
        assert stranger.api("GET", "/clinic", x_session_token=token).status_code == 401
