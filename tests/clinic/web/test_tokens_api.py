"""Tokens over HTTP: shown once, within their scopes, and nothing after their end."""

from datetime import timedelta

import pytest

from restride.records import clock
from restride.records.actions.tokens import held_device_token
from restride.records.models import AuditEvent, Device, ServiceToken
from restride.records.refusals import NotAllowed
from restride.records.roles import Role
from restride.visit.states import DeviceState

SCOPES = ["patient.find", "patient.read", "patients:identity"]


@pytest.fixture
def desk(make_staff, caller):
    return caller(make_staff(Role.ADMINISTRATOR))


@pytest.fixture
def token(desk) -> dict[str, object]:
    answer = desk.ask("POST", "/service-tokens", {"name": "Laboratory", "scopes": SCOPES})
    assert answer.status_code == 201, answer.content
    return answer.json()


def _with(caller, secret: object, path: str = "/patients"):
    return caller(None).ask("GET", path, authorization=f"Bearer {secret}")


def test_a_program_does_what_its_token_names_and_no_more(caller, token, make_patient):
    patient = make_patient()

    found = _with(caller, token["secret"])

    assert [each["id"] for each in found.json()["items"]] == [str(patient.pk)]
    assert _with(caller, token["secret"], "/clinic").status_code == 403
    assert token["secret"] not in ServiceToken.objects.get().digest


def test_a_program_writes_without_the_cookie_of_a_browser(token):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(
        "/api/patients", {}, "application/json", headers={"Authorization": "Bearer made up"}
    )
    known = Client(enforce_csrf_checks=True).post(
        "/api/sites",
        {"name": "North"},
        "application/json",
        headers={"Authorization": f"Bearer {token['secret']}"},
    )

    assert answer.status_code == 401
    assert "site.edit" in known.json()["detail"]


def test_unknown_over_and_revoked_tokens_open_nothing_and_leave_lines(caller, desk, token):
    assert _with(caller, "x" * 43).status_code == 401
    with clock.at(clock.now() + timedelta(days=90)):
        assert _with(caller, token["secret"]).status_code == 403
    revoked = desk.ask("POST", f"/service-tokens/{token['id']}/revoke")
    assert revoked.json()["revoked_at"] is not None
    assert _with(caller, token["secret"]).status_code == 403

    lines = AuditEvent.objects.filter(action="token.use")
    assert [each.outcome for each in lines] == ["failed"] * 3


def test_many_wrong_tokens_are_refused(db, caller):
    answers = [_with(caller, "x" * 43).status_code for _ in range(31)]

    assert answers == [401] * 30 + [429]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"scopes": ["staff.invite"]}, "found staff.invite"),
        ({"scopes": ["everything"]}, "found everything"),
        ({"scopes": []}, "not as they must be"),
        ({"lasts_days": 367}, "not as they must be"),
        ({"lasts_days": 0}, "not as they must be"),
    ],
)
def test_senseless_tokens_are_refused(desk, body, words):
    answer = desk.ask("POST", "/service-tokens", {"name": "L", "scopes": SCOPES} | body)

    assert answer.status_code == 422
    assert words in answer.json()["detail"]


def test_tokens_are_listed_without_their_secret_and_only_at_home(
    desk, token, caller, make_staff, other_clinic
):
    (listed,) = desk.ask("GET", "/service-tokens").json()["items"]
    assert listed["name"] == "Laboratory"
    assert "secret" not in listed

    elsewhere = caller(make_staff(Role.ADMINISTRATOR, at=other_clinic))
    assert elsewhere.ask("GET", "/service-tokens").json()["items"] == []
    assert elsewhere.ask("POST", f"/service-tokens/{token['id']}/revoke").status_code == 404


@pytest.fixture
def device(clinic) -> Device:
    return Device.objects.create(clinic=clinic, kind="imu", serial="7")


def test_a_device_holds_a_token_until_it_is_revoked_or_over(desk, device):
    made = desk.ask("POST", f"/devices/{device.pk}/tokens", {})
    secret = made.json()["secret"]
    assert held_device_token(secret).device == device
    (listed,) = desk.ask("GET", f"/devices/{device.pk}/tokens").json()["items"]
    assert "secret" not in listed

    with (
        clock.at(clock.now() + timedelta(days=366)),
        pytest.raises(NotAllowed, match="opens nothing"),
    ):
        held_device_token(secret)
    desk.ask("POST", f"/device-tokens/{listed['id']}/revoke")
    with pytest.raises(NotAllowed, match="opens nothing"):
        held_device_token(secret)


def test_a_retired_or_foreign_device_gets_no_token(desk, device, caller, make_staff, other_clinic):
    secret = desk.ask("POST", f"/devices/{device.pk}/tokens", {}).json()["secret"]
    elsewhere = caller(make_staff(Role.ADMINISTRATOR, at=other_clinic))
    (listed,) = desk.ask("GET", f"/devices/{device.pk}/tokens").json()["items"]

    assert elsewhere.ask("POST", f"/devices/{device.pk}/tokens", {}).status_code == 404
    assert elsewhere.ask("GET", f"/devices/{device.pk}/tokens").status_code == 404
    assert elsewhere.ask("POST", f"/device-tokens/{listed['id']}/revoke").status_code == 404
    device.state = DeviceState.RETIRED
    device.save()
    assert desk.ask("POST", f"/devices/{device.pk}/tokens", {}).status_code == 409
    with pytest.raises(NotAllowed, match="opens nothing"):
        held_device_token(secret)
