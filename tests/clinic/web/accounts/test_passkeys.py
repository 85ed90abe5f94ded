"""Passkeys sign in alone where they asked for a finger, and nowhere else."""

import pytest
from at_the_door import PASSWORD, Browser
from soft_passkey import SoftPasskey

from restride.records.models import AuditEvent

NAME = "therapist@north.example"


def _add(browser: Browser, passkey: SoftPasskey, **more: str):
    browser.library("POST", "auth/reauthenticate", {"password": PASSWORD})
    options = browser.library("GET", "account/authenticators/webauthn?passwordless").json()
    made = passkey.made(options["data"]["creation_options"], **more)
    return browser.library(
        "POST", "account/authenticators/webauthn", {"name": "Key", "credential": made}
    )


def _show(browser: Browser, passkey: SoftPasskey, **more: str):
    options = browser.library("GET", "auth/webauthn/login").json()
    shown = passkey.shown(options["data"]["request_options"], **more)
    return browser.library("POST", "auth/webauthn/login", {"credential": shown}), shown


@pytest.fixture
def passkey(browser, make_person) -> SoftPasskey:
    make_person()
    browser.sign_in(NAME)
    passkey = SoftPasskey()
    added = _add(browser, passkey)
    assert added.status_code == 200, added.content
    return passkey


def test_a_passkey_is_a_second_factor_and_signs_in_alone(browser, passkey):
    assert browser.api("GET", "/clinic").status_code == 200, "the session that added it has it"
    other = Browser()

    answer, _ = _show(other, passkey)

    assert answer.status_code == 200
    assert other.api("GET", "/clinic").status_code == 200


def test_a_passkey_is_asked_for_after_the_password(passkey):
    other = Browser()
    assert other.sign_in(NAME).status_code == 401
    options = other.library("GET", "auth/webauthn/authenticate").json()["data"]["request_options"]

    shown = other.library(
        "POST", "auth/webauthn/authenticate", {"credential": passkey.shown(options)}
    )

    assert shown.status_code == 200
    assert other.api("GET", "/clinic").status_code == 200


def test_a_passkey_signs_in_while_the_name_is_locked(passkey):
    for _ in range(6):
        Browser().sign_in(NAME, "wrong wrong wrong")
    assert Browser().sign_in(NAME).status_code == 400

    answer, _ = _show(Browser(), passkey)

    assert answer.status_code == 200


def test_what_was_signed_once_signs_in_once(passkey):
    _, shown = _show(Browser(), passkey)
    other = Browser()
    other.library("GET", "auth/webauthn/login")

    again = other.library("POST", "auth/webauthn/login", {"credential": shown})

    assert again.status_code == 400
    assert other.api("GET", "/me").status_code == 401


def test_without_a_finger_for_another_page_or_with_another_key_nothing_opens(passkey):
    another = SoftPasskey(credential_id=passkey.credential_id, user_handle=passkey.user_handle)
    refused = [
        _show(Browser(), another)[0],
        _show(Browser(), passkey, origin="https://evil.example")[0],
    ]
    passkey.is_verified = False
    refused.append(_show(Browser(), passkey)[0])

    assert [each.status_code for each in refused] == [400, 400, 400]
    lines = AuditEvent.objects.filter(action="account.second_factor", outcome="failed")
    assert lines.count() == 3


def test_a_passkey_for_another_page_is_not_added(browser, make_person):
    make_person()
    browser.sign_in(NAME)

    assert _add(browser, SoftPasskey(), origin="https://evil.example").status_code == 400
