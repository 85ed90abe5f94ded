"""Devices over HTTP: registered, looked after, lent, retired."""

import pytest

from restride.records.roles import Role

SENSOR = {"kind": "sensor", "serial": "AX-1", "label": "lower back", "battery_share": 0.9}


@pytest.fixture
def assistant(make_staff, caller):
    return caller(make_staff(Role.ASSISTANT))


def test_a_device_is_registered_edited_and_retired(assistant):
    made = assistant.ask("POST", "/devices", SENSOR)
    assert made.status_code == 201, made.content
    address = f"/devices/{made.json()['id']}"

    now = {"label": "left foot", "state": "retired", "calibrated_on": "2026-05-01"}
    edited = assistant.ask("PUT", address, now, if_match='"1"')

    assert edited.status_code == 200, edited.content
    assert assistant.ask("GET", address).json()["label"] == "left foot"
    assert assistant.ask("GET", "/devices").json()["items"][0]["state"] == "retired"
    back = assistant.ask("PUT", address, {"state": "ok"}, if_match='"2"')
    assert (back.status_code, back.json()["allowed"]) == (409, [])


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"kind": "toaster"}, 422, "kind must be one of sensor"),
        (
            {"serial": "AX-2", "calibrated_on": "2999-01-01"},
            422,
            "calibrated_on must not be in the future",
        ),
        ({"battery_share": 1.5}, 422, "Some fields"),
        ({}, 409, "registered already"),
    ],
)
def test_senseless_devices_are_refused(assistant, more, status, words):
    assistant.ask("POST", "/devices", SENSOR)

    answer = assistant.ask("POST", "/devices", SENSOR | more)

    assert answer.status_code == status
    assert words in answer.json()["detail"]


def test_to_whom_a_device_is_lent_is_told_to_the_care_team_only(
    make_staff, caller, make_patient, therapist, clinic
):
    patient = make_patient()
    carer = caller(make_staff(Role.THERAPIST, "carer"))
    made = carer.ask("POST", "/devices", SENSOR | {"patient_id": str(patient.pk)})
    assert made.status_code == 404  # they may not see the patient
    from restride.records.models import User

    own = caller(User.objects.get(pk=therapist.user_id))
    assert own.ask("POST", "/devices", SENSOR | {"patient_id": str(patient.pk)}).status_code == 201

    (seen,) = carer.ask("GET", "/devices").json()["items"]
    (known,) = own.ask("GET", "/devices").json()["items"]

    assert (seen["is_lent"], seen["patient_id"]) == (True, None)
    assert known["patient_id"] == str(patient.pk)
    other = caller(make_staff(Role.FRONT_DESK)).ask("GET", "/devices")
    assert other.status_code == 403
