"""Invitations and devices at home: what they open, and every way in which they open nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from restride.records import clock
from restride.records.home_pins import MOST_FAILURES_COUNT, WAITS
from restride.records.models import (
    AuditEvent,
    HomeDevice,
    Invitation,
    Membership,
    PatientAccess,
    User,
)
from restride.records.roles import Role

PIN = "4071"
PASSWORD = "seven grey herons wade"  # noqa: S105


@pytest.fixture
def desk(make_staff, caller):
    return caller(make_staff(Role.FRONT_DESK))


@pytest.fixture
def patient(make_patient):
    return make_patient()


@pytest.fixture
def invite(desk, patient):
    def make(**body: object) -> dict[str, object]:
        answer = desk.ask("POST", f"/patients/{patient.pk}/invitations", body)
        assert answer.status_code == 201, answer.content
        return answer.json()

    return make


@pytest.fixture
def at_home(invite, caller):
    """Somebody who accepted an invitation: who asks, and what their device keeps."""

    def make(**body: object):
        home = caller(None)
        accepted = home.ask(
            "POST", "/invitations/accept", {"secret": invite(**body)["secret"], "pin": PIN}
        )
        assert accepted.status_code == 201, accepted.content
        return home, accepted.json()

    return make


def test_a_patient_is_invited_by_a_link_that_can_be_photographed(invite):
    with clock.at(clock.now()):
        shown = invite()

    assert shown["link"].endswith(f"/#/invitation/{shown['secret']}")
    assert shown["qr_svg"].startswith("<?xml")
    assert "<svg" in shown["qr_svg"]
    row = Invitation.objects.get(pk=shown["id"])
    assert shown["secret"] not in (row.digest, str(row.pk))
    assert row.expires_at - row.made_at == timedelta(days=7)


def test_the_account_of_a_patient_says_nothing_of_who_they_are(at_home, patient):
    home, accepted = at_home()

    user = User.objects.get(username=accepted["username"])
    assert (user.name, user.email, user.is_clinic_staff) == ("", "", False)
    assert user.username.startswith("home-")
    assert not user.has_usable_password()
    assert home.ask("GET", f"/patients/{patient.pk}").status_code == 200
    assert home.ask("GET", "/me").json()["patient_ids"] == [str(patient.pk)]
    assert home.ask("GET", "/me").json()["clinics"][0]["roles"] == ["patient"]


def test_a_second_device_joins_the_account_of_the_first(at_home):
    _, first = at_home()
    _, second = at_home()

    assert first["username"] == second["username"]
    assert PatientAccess.objects.count() == 1
    assert HomeDevice.objects.count() == 2


def test_a_proxy_has_an_account_of_their_own(at_home, patient):
    _, own = at_home()
    home, proxy = at_home(is_proxy=True)

    assert own["username"] != proxy["username"]
    assert home.ask("GET", "/me").json()["clinics"][0]["roles"] == ["proxy"]
    assert home.ask("GET", f"/patients/{patient.pk}").status_code == 200


def _accept(caller, secret: object, **more: str):
    return caller(None).ask("POST", "/invitations/accept", {"secret": secret, "pin": PIN, **more})


def test_wrong_used_expired_and_revoked_links_are_refused_in_the_same_words(
    invite, desk, caller, patient
):
    used, expired, revoked = invite(), invite(lasts_h=1), invite()
    _accept(caller, used["secret"])
    desk.ask("POST", f"/invitations/{revoked['id']}/revoke")
    answers = [_accept(caller, each["secret"]) for each in (used, revoked)]
    answers.append(_accept(caller, "x" * 43))
    with clock.at(clock.now() + timedelta(hours=1)):
        answers.append(_accept(caller, expired["secret"]))

    assert {each.status_code for each in answers} == {404}
    assert len({each.content for each in answers}) == 1
    assert "opens nothing any more" in answers[0].json()["detail"]
    refused = AuditEvent.objects.filter(action="invitation.accept", outcome="refused")
    assert refused.count() == len(answers)


def test_a_patients_link_makes_no_staff(invite, caller):
    answer = caller(None).ask(
        "POST", "/invitations/accept", {"secret": invite()["secret"], "password": PASSWORD}
    )

    assert answer.status_code == 404
    assert not Invitation.objects.get().uses_count, "a refusal uses nothing up"


def test_a_link_may_be_used_as_often_as_it_says(invite, caller):
    shown = invite(most_uses_count=2, is_proxy=True)

    answers = [_accept(caller, shown["secret"]).status_code for _ in range(3)]

    assert answers == [201, 201, 404]


@pytest.mark.parametrize(
    ("pin", "status", "words"),
    [
        ("1111", 422, "everybody tries first"),
        ("1234", 422, "everybody tries first"),
        ("87654321", 422, "everybody tries first"),
        ("123", 422, "not as they must be"),
        ("123456789", 422, "not as they must be"),
        ("12a4", 422, "not as they must be"),
    ],
)
def test_a_weak_pin_is_refused_and_the_link_still_holds(invite, caller, pin, status, words):
    shown = invite()

    answer = _accept(caller, shown["secret"], pin=pin)

    assert answer.status_code == status
    assert words in answer.json()["detail"]
    assert _accept(caller, shown["secret"]).status_code == 201


@pytest.mark.parametrize(
    "body", [{"lasts_h": 0}, {"lasts_h": 721}, {"most_uses_count": 0}, {"most_uses_count": 6}]
)
def test_a_link_has_bounds(desk, patient, body):
    assert desk.ask("POST", f"/patients/{patient.pk}/invitations", body).status_code == 422


def test_links_are_listed_without_their_secret_and_only_where_the_patient_is_seen(
    invite, desk, caller, make_staff, other_clinic
):
    shown = invite()

    listed = desk.ask("GET", "/invitations").json()["items"]
    assert [each["id"] for each in listed] == [shown["id"]]
    assert "secret" not in listed[0]
    outside = caller(make_staff(Role.THERAPIST, "outside"))
    assert outside.ask("GET", "/invitations").json()["items"] == []
    assert outside.ask("POST", f"/invitations/{shown['id']}/revoke").status_code == 404
    elsewhere = caller(make_staff(Role.FRONT_DESK, at=other_clinic))
    assert elsewhere.ask("POST", f"/invitations/{shown['id']}/revoke").status_code == 404


def test_a_foreign_patient_is_not_there_to_invite(patient, caller, make_staff, other_clinic):
    elsewhere = caller(make_staff(Role.FRONT_DESK, at=other_clinic))

    answer = elsewhere.ask("POST", f"/patients/{patient.pk}/invitations", {})

    assert answer.status_code == 404


def test_many_tries_on_links_are_refused(db, caller):
    answers = [_accept(caller, "x" * 43).status_code for _ in range(11)]

    assert answers == [404] * 10 + [429]


def _open(caller, accepted, pin: str = PIN):
    home = caller(None)
    return home, home.ask(
        "POST", "/home-devices/open", {"device_secret": accepted["device_secret"], "pin": pin}
    )


def test_a_device_opens_with_its_pin(at_home, caller, patient):
    _, accepted = at_home()

    home, opened = _open(caller, accepted)

    assert opened.status_code == 200
    assert home.ask("GET", f"/patients/{patient.pk}").status_code == 200
    row = HomeDevice.objects.get()
    assert accepted["device_secret"] not in row.digest
    assert PIN not in row.pin
    assert row.last_used_at is not None


def test_a_wrong_pin_and_an_unknown_device_open_nothing(at_home, caller):
    _, accepted = at_home()

    home, wrong = _open(caller, accepted, "4072")
    _, unknown = _open(caller, {"device_secret": "x" * 43})

    assert (wrong.status_code, unknown.status_code) == (403, 403)
    assert "The PIN is not right" in wrong.json()["detail"]
    assert "opens nothing any more" in unknown.json()["detail"]
    assert home.ask("GET", "/me").status_code == 401
    outcomes = AuditEvent.objects.filter(action="home_device.open").order_by("number")
    assert [each.outcome for each in outcomes] == ["failed", "failed"]


def test_wrong_pins_lock_a_device_for_longer_and_longer_and_then_close_it(at_home, caller):
    _, accepted = at_home()
    now = clock.now()
    for tried in range(1, MOST_FAILURES_COUNT + 1):
        with clock.at(now):
            _, wrong = _open(caller, accepted, "4072")
            assert wrong.status_code == 403, tried
            wait = WAITS.get(tried)
            if wait is not None:
                _, locked = _open(caller, accepted)
                assert locked.status_code == 429, "the right PIN waits too"
                assert int(locked["Retry-After"]) >= wait.total_seconds()
                now += wait
    with clock.at(now + timedelta(days=2)):
        _, closed = _open(caller, accepted)
    assert closed.status_code == 403
    assert "opens nothing any more" in closed.json()["detail"]
    assert HomeDevice.objects.get().revoked_at is not None


def test_the_right_pin_forgets_the_wrong_ones(at_home, caller):
    _, accepted = at_home()
    for _ in range(4):
        _open(caller, accepted, "4072")

    assert _open(caller, accepted)[1].status_code == 200
    assert HomeDevice.objects.get().failures_count == 0


def test_a_pin_is_changed_by_who_knows_it(at_home, caller):
    home, accepted = at_home()
    body = {"device_secret": accepted["device_secret"], "pin": PIN, "new_pin": "93175"}

    wrong = home.ask("POST", "/home-devices/pin", body | {"pin": "4072"})
    weak = home.ask("POST", "/home-devices/pin", body | {"new_pin": "0000"})
    done = home.ask("POST", "/home-devices/pin", body)

    assert (wrong.status_code, weak.status_code, done.status_code) == (403, 422, 200)
    assert _open(caller, accepted)[1].status_code == 403
    assert _open(caller, accepted, "93175")[1].status_code == 200


def test_a_pin_of_another_account_is_not_changed(at_home):
    _, accepted = at_home()
    stranger, _ = at_home(is_proxy=True)

    answer = stranger.ask(
        "POST",
        "/home-devices/pin",
        {"device_secret": accepted["device_secret"], "pin": PIN, "new_pin": "93175"},
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("who", ["patient", "proxy", "desk"])
def test_a_lost_device_is_closed_by_patient_proxy_or_desk(who, at_home, desk, caller, patient):
    home, accepted = at_home()
    by = {"patient": lambda: at_home()[0], "proxy": lambda: at_home(is_proxy=True)[0]}
    closer = by.get(who, lambda: desk)()
    listed = closer.ask("GET", f"/patients/{patient.pk}/home-devices").json()
    assert accepted["device_id"] in [each["id"] for each in listed]

    answer = closer.ask("POST", f"/home-devices/{accepted['device_id']}/revoke")

    assert answer.status_code == 200
    assert home.ask("GET", "/me").status_code == 401, "what it had open is over at once"
    assert _open(caller, accepted)[1].status_code == 403


def test_a_device_of_somebody_else_is_not_there(at_home, caller, make_staff, other_clinic):
    _, accepted = at_home()
    elsewhere = caller(make_staff(Role.FRONT_DESK, at=other_clinic))

    answer = elsewhere.ask("POST", f"/home-devices/{accepted['device_id']}/revoke")

    assert answer.status_code == 404


def test_ended_access_is_dead_at_once(at_home, desk, caller, patient):
    home, accepted = at_home()
    (access,) = desk.ask("GET", f"/patients/{patient.pk}/accounts").json()

    ended = desk.ask("POST", f"/patient-accounts/{access['id']}/end")

    assert ended.json()["ended_at"] is not None
    assert home.ask("GET", f"/patients/{patient.pk}").status_code == 401
    assert _open(caller, accepted)[1].status_code == 403


@pytest.mark.parametrize("client", ["browser", "app"])
def test_an_open_device_changes_no_account(at_home, client):
    home, _ = at_home()
    key = home.client.session.session_key

    kept = home.client.get("/_allauth/browser/v1/auth/session")
    changed = home.client.post(
        f"/_allauth/{client}/v1/account/password/change",
        {"new_password": PASSWORD},
        content_type="application/json",
    )
    by_header = Client().post(
        "/_allauth/app/v1/account/password/change",
        {"new_password": PASSWORD},
        content_type="application/json",
        headers={"X-Session-Token": key},
    )

    assert kept.status_code == 200
    assert changed.status_code == 403
    assert by_header.status_code == 410
    assert not Membership.objects.filter(user__username__startswith="home-").exists()
