"""Signing in: a second factor for staff, the same words for every refusal, nothing to count by."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from at_the_door import PASSWORD, Browser, code_of
from django.contrib.auth import hashers
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from restride.records import clock
from restride.records.models import AuditEvent
from restride.records.roles import Role
from restride.web.accounts import mailing
from restride.web.accounts.even_answers import EVEN_S
from restride.web.accounts.trail_lines import name_digest


def _lines(action: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action=action).order_by("number"))


def test_staff_reach_only_their_account_until_they_have_a_second_factor(browser, make_person):
    make_person()

    assert browser.sign_in("therapist@north.example").status_code == 200
    refused = browser.api("GET", "/clinic")
    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "urn:restride:problem:second-factor-needed",
    )
    assert browser.api("GET", "/me").json()["needs_second_factor"] is True

    browser.enrol()

    assert browser.api("GET", "/clinic").status_code == 200
    assert browser.api("GET", "/me").json()["needs_second_factor"] is False


def test_the_second_factor_is_asked_for_at_every_sign_in(browser, make_person):
    make_person()
    browser.sign_in("therapist@north.example")
    secret = browser.enrol()
    other = Browser()

    half = other.sign_in("therapist@north.example")

    assert half.status_code == 401
    assert [each["id"] for each in half.json()["data"]["flows"] if each.get("is_pending")] == [
        "mfa_authenticate"
    ]
    assert other.api("GET", "/me").status_code == 401
    wrong = other.library("POST", "auth/2fa/authenticate", {"code": "000000"})
    assert wrong.status_code == 400
    assert [each.outcome for each in _lines("account.second_factor")] == ["failed"]
    spent = other.library("POST", "auth/2fa/authenticate", {"code": code_of(secret)})
    assert spent.status_code == 400, "the code of the enrolment signs nobody in again"


def test_a_code_is_taken_once(browser, make_person, monkeypatch):
    make_person()
    browser.sign_in("therapist@north.example")
    secret = browser.enrol()
    monkeypatch.setattr(
        "allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time", _next_counters()
    )
    code = code_of(secret, later_steps=1)
    first, second = Browser(), Browser()
    for each in (first, second):
        each.sign_in("therapist@north.example")

    assert first.library("POST", "auth/2fa/authenticate", {"code": code}).status_code == 200
    assert second.library("POST", "auth/2fa/authenticate", {"code": code}).status_code == 400
    assert first.api("GET", "/clinic").status_code == 200
    assert second.api("GET", "/clinic").status_code == 401


def _next_counters():
    """Let it be 30 s later for the library."""
    from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as present

    return lambda: iter([each + 1 for each in present()])


def test_a_factor_that_another_session_enrolled_counts_only_there(browser, make_person):
    make_person()
    before = Browser()
    before.sign_in("therapist@north.example")
    browser.sign_in("therapist@north.example")

    browser.enrol()

    assert browser.api("GET", "/clinic").status_code == 200
    assert before.api("GET", "/clinic").status_code == 403


def test_the_secret_of_an_authenticator_is_sealed(browser, make_person):
    make_person()
    browser.sign_in("therapist@north.example")

    secret = browser.enrol()

    assert all(secret not in str(each.data) for each in Authenticator.objects.all())


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


def test_a_factor_is_added_only_by_who_has_just_confirmed(browser, make_person):
    make_person()
    browser.sign_in("therapist@north.example")
    offered = browser.library("GET", "account/authenticators/totp").json()

    code = code_of(offered["meta"]["secret"])
    refused = browser.library("POST", "account/authenticators/totp", {"code": code})

    assert refused.status_code == 401
    assert not Authenticator.objects.exists()


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


@pytest.mark.parametrize("client", ["browser", "app"])
def test_the_answer_to_a_reset_waits_until_it_tells_nothing(browser, client):
    before_s = time.monotonic()
    browser.ask("POST", f"/_allauth/{client}/v1/auth/password/request", {"email": "a@b.example"})

    assert time.monotonic() - before_s >= EVEN_S


def test_a_role_alone_asks_for_the_second_factor(make_person, browser):
    user = make_person()
    user.is_clinic_staff = False
    user.save()
    browser.sign_in("therapist@north.example")

    assert browser.api("GET", "/clinic").json()["type"].endswith("second-factor-needed")


def test_without_the_last_factor_the_session_opens_nothing_more(make_person, browser):
    make_person()
    browser.sign_in("therapist@north.example")
    browser.enrol()

    browser.library("DELETE", "account/authenticators/totp")

    assert browser.api("GET", "/clinic").json()["type"].endswith("second-factor-needed")
    assert [each.outcome for each in _lines("account.second_factor_remove")] == ["done"] * 2


def test_a_passkey_is_asked_for_with_the_finger_of_its_owner(db, browser):
    options = browser.library("GET", "auth/webauthn/login").json()["data"]["request_options"]

    assert options["publicKey"]["userVerification"] == "required"
    assert options["publicKey"]["allowCredentials"] == [], "others would tell who has one"
