"""Sessions end: idle, too old, revoked, with their account or role; and then nothing opens."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from at_the_door import Browser

from restride.records import clock
from restride.records.models import AuditEvent, Membership
from restride.records.roles import Role
from restride.web.accounts.sessions import is_session_alive


@pytest.fixture
def signed_in(make_person, browser) -> Browser:
    make_person()
    browser.sign_in("therapist@north.example")
    browser.enrol()
    return browser


def _key(browser: Browser) -> str:
    return browser.client.session.session_key


@pytest.mark.parametrize(
    ("minutes", "status"),
    [
        pytest.param(19.9, 200, id="just within the idle limit"),
        pytest.param(20.0, 401, id="reaching the idle limit ends it"),
    ],
)
def test_a_session_that_nobody_uses_ends_at_the_idle_limit(signed_in, clinic, minutes, status):
    assert clinic.idle_limit_min == 20
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        assert is_session_alive(_key(signed_in)) is (status == 200)
        assert signed_in.api("GET", "/clinic").status_code == status


def test_a_session_in_use_ends_at_the_absolute_limit(signed_in, clinic):
    start = clock.now()
    for quarters in range(1, clinic.absolute_limit_min // 15):
        with clock.at(start + timedelta(minutes=15 * quarters)):
            assert signed_in.api("GET", "/clinic").status_code == 200
    with clock.at(start + timedelta(minutes=clinic.absolute_limit_min)):
        assert signed_in.api("GET", "/clinic").status_code == 401
    assert AuditEvent.objects.filter(action="account.timed_out").count() == 1
    assert not UserSession.objects.exists()


def test_the_shortest_limit_of_several_clinics_holds(signed_in, other_clinic, clinic):
    user = Membership.objects.get(clinic=clinic, role=Role.THERAPIST).user
    Membership.objects.create(clinic=other_clinic, user=user, role=Role.THERAPIST)
    other_clinic.idle_limit_min = 5
    other_clinic.save()

    with clock.at(clock.now() + timedelta(minutes=5)):
        assert signed_in.api("GET", "/me").status_code == 401


def test_looking_whether_a_session_lives_does_not_lengthen_it(signed_in):
    start = clock.now()
    for minutes in (10, 19):
        with clock.at(start + timedelta(minutes=minutes)):
            assert is_session_alive(_key(signed_in))
    with clock.at(start + timedelta(minutes=20)):
        assert not is_session_alive(_key(signed_in))


def test_an_administrator_signs_somebody_out_at_once(signed_in, make_staff, caller):
    desk = caller(make_staff(Role.ADMINISTRATOR))
    user = Membership.objects.get(role=Role.THERAPIST).user
    key = _key(signed_in)

    listed = desk.ask("GET", f"/staff/{user.pk}/sessions")
    assert [each["ip"] for each in listed.json()] == ["127.0.0.1"]
    ended = desk.ask("DELETE", f"/staff/{user.pk}/sessions")

    assert ended.json() == {"sessions_count": 1}
    assert not is_session_alive(key)
    assert signed_in.api("GET", "/clinic").status_code == 401


def test_one_ends_ones_own_other_sessions(signed_in, make_person):
    other = Browser()
    other.sign_in("therapist@north.example")
    session_id = UserSession.objects.get(session_key=_key(signed_in)).pk

    ended = signed_in.library("DELETE", "auth/sessions", {"sessions": [session_id]})

    assert ended.status_code == 401
    assert signed_in.api("GET", "/clinic").status_code == 401


def test_a_closed_account_or_an_ended_role_is_dead_at_once(signed_in):
    key = _key(signed_in)
    membership = Membership.objects.get(role=Role.THERAPIST)
    membership.ended_at = clock.now()
    membership.save()
    assert not is_session_alive(key)
    assert signed_in.api("GET", "/clinic").status_code == 403

    membership.user.is_active = False
    membership.user.save()
    assert signed_in.api("GET", "/clinic").status_code == 401
    assert signed_in.api("GET", "/me").status_code == 401


def test_what_is_no_session_is_not_alive(db):
    assert not is_session_alive("made up")
    assert not is_session_alive("")
