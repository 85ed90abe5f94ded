"""Streams over HTTP: opened for a patient and a device, ended by staff."""

import uuid

import pytest

from restride.records.models import CareTeamMember, Device, Job, Recording
from restride.records.roles import Role


@pytest.fixture
def device(clinic) -> Device:
    return Device.objects.create(clinic=clinic, kind="sensor", serial="S-1")


@pytest.fixture
def carer(clinic, make_staff, make_patient, caller, agree):
    patient = make_patient()
    agree(patient)
    user = make_staff(Role.THERAPIST, "walker")
    CareTeamMember.objects.create(clinic=clinic, patient=patient, user=user)
    return caller(user), patient


def wanted(device, **more: object) -> dict[str, object]:
    return {"client_uuid": str(uuid.uuid4()), "device_id": str(device.pk), "task": "walk", **more}


def opened(asking, patient, body):
    return asking.ask("POST", f"/patients/{patient.pk}/streams", body)


def test_a_stream_is_opened_once_however_often_it_is_asked_for(carer, device):
    asking, patient = carer
    body = wanted(device, circumstances={"footwear": "shoes"}, pace="comfortable")

    first, again = opened(asking, patient, body), opened(asking, patient, body)

    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert first.json()["id"] == again.json()["id"]
    row = Recording.objects.get()
    assert (row.state, row.device_id, row.task) == ("receiving", device.pk, "walk")


def test_an_identifier_of_another_stream_is_refused(carer, device):
    asking, patient = carer
    body = wanted(device)
    opened(asking, patient, body)

    answer = opened(asking, patient, body | {"pace": "fast"})

    assert (answer.status_code, "Make a new one" in answer.json()["detail"]) == (409, True)


def test_a_device_of_another_clinic_is_not_there(carer, other_clinic):
    asking, patient = carer
    theirs = Device.objects.create(clinic=other_clinic, kind="sensor", serial="S-1")

    assert opened(asking, patient, wanted(theirs)).status_code == 404


@pytest.mark.parametrize("state", ["fault", "retired"])
def test_a_device_that_cannot_be_used_is_refused(carer, device, state):
    asking, patient = carer
    Device.objects.update(state=state)

    answer = opened(asking, patient, wanted(device))

    assert (answer.status_code, "Take another" in answer.json()["detail"]) == (409, True)


def test_a_device_that_is_lent_to_somebody_else_is_refused(carer, device, make_patient):
    asking, patient = carer
    Device.objects.update(patient=make_patient())

    answer = opened(asking, patient, wanted(device))

    assert (answer.status_code, "lent to somebody else" in answer.json()["detail"]) == (422, True)


def test_an_episode_of_another_patient_is_not_there(carer, device, make_episode):
    asking, patient = carer
    episode = make_episode()

    assert opened(asking, patient, wanted(device, episode_id=str(episode.pk))).status_code == 404


def test_nobody_is_recorded_who_has_not_agreed(carer, device):
    asking, patient = carer
    taken_back = asking.ask(
        "POST", f"/patients/{patient.pk}/consents/withdraw", {"kind": "sensors"}
    )
    assert taken_back.status_code == 200

    answer = opened(asking, patient, wanted(device))

    assert answer.status_code == 409
    assert "needs the patient's consent to sensors" in answer.json()["detail"]


def test_a_patient_outside_the_care_team_is_not_there(carer, device, make_patient):
    asking, _ = carer
    assert opened(asking, make_patient(), wanted(device)).status_code == 404


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.VIEWER, Role.ADMINISTRATOR])
def test_who_may_not_record_opens_no_stream(carer, device, make_staff, caller, role):
    _, patient = carer
    assert opened(caller(make_staff(role)), patient, wanted(device)).status_code == 403


def test_unknown_keys_are_refused(carer, device):
    asking, patient = carer
    assert opened(asking, patient, wanted(device, more=1)).status_code == 422
    told = wanted(device, circumstances={"unknown": 1})
    assert opened(asking, patient, told).status_code == 422


def test_staff_end_a_stream_once_and_a_worker_is_asked_for_its_file(carer, device):
    asking, patient = carer
    made = opened(asking, patient, wanted(device)).json()

    answers = [asking.ask("POST", f"/recordings/{made['id']}/end") for _ in range(2)]

    assert [each.status_code for each in answers] == [200, 200]
    assert Recording.objects.get().ended_at is not None
    assert Job.objects.get().kind == "finish-stream"


def test_an_upload_or_a_finished_recording_cannot_be_ended(carer, device):
    asking, patient = carer
    made = opened(asking, patient, wanted(device)).json()
    Recording.objects.update(state="lost")
    finished = asking.ask("POST", f"/recordings/{made['id']}/end")
    Recording.objects.update(state="receiving", device=None)
    upload = asking.ask("POST", f"/recordings/{made['id']}/end")

    assert (finished.status_code, "is lost" in finished.json()["detail"]) == (409, True)
    assert (upload.status_code, "is an upload" in upload.json()["detail"]) == (409, True)
