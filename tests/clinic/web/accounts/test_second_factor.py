"""The second factor of staff: before anything else, shown once, and only by its owner."""

import pytest
from allauth.mfa.models import Authenticator
from at_the_door import PASSWORD, Browser, code_of

from restride.errors import SealBroken
from restride.records.models import AuditEvent
from restride.web.accounts.seed_seal import opened_seed


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
    row = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert opened_seed(row.data["secret"]) == secret


@pytest.mark.parametrize("sealed", ["", "made up", "bWFkZSB1cCBidXQgbG9uZyBlbm91Z2g="])
def test_a_seed_that_this_server_did_not_seal_is_refused(sealed):
    with pytest.raises(SealBroken, match="must be sealed by this server"):
        opened_seed(sealed)


def test_a_factor_is_added_only_by_who_has_just_confirmed(browser, make_person):
    make_person()
    browser.sign_in("therapist@north.example")
    offered = browser.library("GET", "account/authenticators/totp").json()

    code = code_of(offered["meta"]["secret"])
    refused = browser.library("POST", "account/authenticators/totp", {"code": code})

    assert refused.status_code == 401
    assert not Authenticator.objects.exists()


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


def test_many_wrong_codes_lock_the_second_factor_and_leave_a_line(browser, make_person):
    user = make_person()
    browser.sign_in("therapist@north.example")
    secret = browser.enrol()
    other = Browser()
    other.sign_in("therapist@north.example")
    for _ in range(5):
        other.library("POST", "auth/2fa/authenticate", {"code": "000000"})

    locked = other.library("POST", "auth/2fa/authenticate", {"code": code_of(secret)})

    assert locked.json()["errors"][0]["code"] == "too_many_login_attempts"
    assert [(each.user_id, each.outcome) for each in _lines("account.locked")] == [
        (user.pk, "refused")
    ]


@pytest.mark.parametrize(
    "credential",
    [
        {},
        "made up",
        [1],
        {"id": 1},
        None,
        {"id": "AA", "rawId": "AA", "type": "public-key", "response": 1},
        {"id": "AA", "rawId": "A", "type": 1, "response": {"clientDataJSON": 1}},
        {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}},
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "authenticatorData": "AA",
                "signature": "AA",
                "userHandle": "AA",
            },
        },
    ],
)
def test_a_made_up_passkey_is_refused_and_leaves_a_line(db, browser, credential):
    browser.library("GET", "auth/webauthn/login")

    answer = browser.library("POST", "auth/webauthn/login", {"credential": credential})

    assert answer.status_code == 400
    assert {each.outcome for each in _lines("account.second_factor")} <= {"failed"}


@pytest.mark.parametrize("credential", [{}, "made up", None, {"id": 1}, {"response": [1]}])
def test_a_made_up_passkey_is_not_added(browser, make_person, credential):
    make_person()
    browser.sign_in("therapist@north.example")
    browser.library("POST", "auth/reauthenticate", {"password": PASSWORD})
    browser.library("GET", "account/authenticators/webauthn")

    answer = browser.library(
        "POST", "account/authenticators/webauthn", {"name": "Key", "credential": credential}
    )

    assert answer.status_code == 400
    assert not Authenticator.objects.exists()
