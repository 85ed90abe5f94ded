"""A recording over HTTP: announced, sent in parts, taken in, analysed; or refused, and gone."""

import hashlib
import uuid

import pytest
from click.testing import CliRunner
from django.conf import settings

from restride.cli.program import program
from restride.records.jobs.registry import JOB_KINDS
from restride.records.jobs.worker import Worker, work_once
from restride.records.models import AnalysisRun, CareTeamMember, Job, Observation, Recording, Upload
from restride.records.places import quarantine, storage, work
from restride.records.roles import Role


@pytest.fixture(scope="module")
def walk(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("walk") / "walk.csv"
    done = CliRunner().invoke(program, ["simulate", "walk", "--output", str(path)])
    assert done.exit_code == 0, done.output
    return path.read_bytes()


@pytest.fixture
def worker() -> Worker:
    return Worker(name="test", kinds=JOB_KINDS, folder=work())


@pytest.fixture
def carer(transactional_db, clinic, make_staff, make_patient, caller, agree):
    """A therapist of a patient who agreed to be recorded; the therapist asks the API."""
    patient = make_patient()
    agree(patient)
    user = make_staff(Role.THERAPIST, "walker")
    CareTeamMember.objects.create(clinic=clinic, patient=patient, user=user)
    return caller(user), patient


def announced(content: bytes, **more: object) -> dict[str, object]:
    return {
        "client_uuid": str(uuid.uuid4()),
        "declared_name": "Anna Mueller walk.csv",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "recorded_at": "2026-05-04T10:00:00+02:00",
        "reading": {"person": {"height_m": 1.72}},
        **more,
    }


def send(asking, patient, content: bytes, *, parts: int = 3, **more: object):
    """Announce and send a file; give the answer to its completion."""
    upload = asking.ask(
        "POST", f"/patients/{patient.pk}/recordings", announced(content, **more)
    ).json()
    size = -(-len(content) // parts)
    for start in range(0, len(content), size):
        answer = asking.client.generic(
            "PUT",
            f"/api/uploads/{upload['id']}/parts?offset_bytes={start}",
            data=content[start : start + size],
            content_type="application/octet-stream",
        )
        assert answer.status_code == 200, answer.content
    return asking.ask("POST", f"/uploads/{upload['id']}/complete")


def is_in_quarantine(upload: Upload) -> bool:
    return (quarantine() / upload.quarantine_name).exists()


def test_a_recording_is_sent_in_parts_kept_sealed_and_analysed(carer, walk, worker):
    asking, patient = carer

    answer = send(asking, patient, walk)

    assert answer.status_code == 200, answer.content
    recording = answer.json()["recording"]
    assert (recording["state"], recording["format"]) == ("captured", "csv")
    assert recording["sha256"] == hashlib.sha256(walk).hexdigest()
    assert not is_in_quarantine(Upload.objects.get())
    stored = Recording.objects.get().stored_name
    with storage().open(stored) as file:
        assert file.read() == walk

    assert work_once(worker)
    run = asking.ask("GET", f"/analyses/{answer.json()['run_id']}").json()
    assert run["state"] == "ok", run
    assert run["document"]["document"]["walking_bouts"]
    speed = Observation.objects.get(code="walking_speed_mps", side="")
    assert 0.8 < speed.value < 1.6
    assert speed.low < speed.value < speed.high
    assert not list(work().iterdir())
    file = asking.ask("GET", f"/recordings/{recording['id']}/file")
    assert b"".join(file.streaming_content) == walk


def test_a_newer_analysis_supersedes_and_both_stay(carer, walk, worker):
    asking, patient = carer
    answer = send(asking, patient, walk)
    recording = answer.json()["recording"]
    work_once(worker)

    assert asking.ask("POST", f"/recordings/{recording['id']}/analyses").status_code == 202
    work_once(worker)

    first, second = AnalysisRun.objects.order_by("pk")
    assert (first.state, second.state) == ("superseded", "ok")
    assert first.superseded_by_id == second.pk
    assert first.document == second.document
    states = Observation.objects.filter(code="walking_speed_mps", side="").order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["corrected", "preliminary"]


def test_what_is_no_recording_is_refused_and_nothing_of_it_stays(carer):
    asking, patient = carer
    before = set(storage().names())

    answer = send(asking, patient, b"\x89PNG\r\n\x1a\n" + b"x" * 500)

    assert answer.status_code == 422
    assert "A recording of movement is needed" in answer.json()["detail"]
    assert Recording.objects.get().state == "rejected"
    assert not is_in_quarantine(Upload.objects.get())
    assert set(storage().names()) == before
    assert not Job.objects.exists()


def test_an_upload_goes_on_where_it_broke_off(carer, walk):
    asking, patient = carer
    body = announced(walk)
    first = asking.ask("POST", f"/patients/{patient.pk}/recordings", body)
    again = asking.ask("POST", f"/patients/{patient.pk}/recordings", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    address = f"/api/uploads/{first.json()['id']}/parts?offset_bytes="
    put = {"content_type": "application/octet-stream"}

    asking.client.generic("PUT", address + "0", data=walk[:1000], **put)
    elsewhere = asking.client.generic("PUT", address + "500", data=walk[500:], **put)
    assert elsewhere.status_code == 409
    assert "must begin at byte 1000" in elsewhere.json()["detail"]
    early = asking.ask("POST", f"/uploads/{first.json()['id']}/complete")
    assert (early.status_code, early.json()["title"]) == (409, "Not possible now")
    told = asking.ask("GET", f"/uploads/{first.json()['id']}").json()
    rest = asking.client.generic(
        "PUT", address + str(told["received_bytes"]), data=walk[1000:], **put
    )
    assert rest.status_code == 200
    assert asking.ask("POST", f"/uploads/{first.json()['id']}/complete").status_code == 200
    twice = asking.ask("POST", f"/uploads/{first.json()['id']}/complete")
    assert twice.status_code == 200
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"size_bytes": 19_999_999_999}, "size_bytes must lie between 1 and"),
        ({"recorded_at": "2999-01-01T00:00:00Z"}, "recorded_at must not be in the future"),
        ({"reading": {"sampling_rate_hz": -1}}, "reading cannot be used"),
        ({"reading": {"colour": "blue"}}, "reading cannot be used"),
        ({"circumstances": {"aid": "skateboard"}}, "circumstances, aid: one of none"),
    ],
)
def test_senseless_announcements_are_refused(carer, more, words):
    asking, patient = carer

    answer = asking.ask("POST", f"/patients/{patient.pk}/recordings", announced(b"x" * 10, **more))

    assert answer.status_code == 422
    assert words in answer.json()["detail"]
    assert not Recording.objects.exists()


def test_nobody_is_recorded_who_has_not_agreed(carer, make_patient, clinic):
    asking, patient = carer
    other = make_patient()
    user = CareTeamMember.objects.filter(patient=patient).order_by("pk").last().user
    CareTeamMember.objects.create(clinic=clinic, patient=other, user=user)

    answer = asking.ask("POST", f"/patients/{other.pk}/recordings", announced(b"x" * 10))

    assert answer.status_code == 409
    assert "needs the patient's consent to sensors" in answer.json()["detail"]
    assert not Recording.objects.exists()


def test_another_file_than_the_declared_one_is_refused(carer, walk):
    asking, patient = carer

    answer = send(asking, patient, walk, sha256="0" * 64)

    assert answer.status_code == 422
    assert "It was changed on its way" in answer.json()["detail"]


def test_a_recording_moves_with_its_values_to_the_right_patient(
    carer, walk, worker, clinic, make_patient
):
    asking, patient = carer
    send(asking, patient, walk)
    work_once(worker)
    right = make_patient()
    recording = Recording.objects.get()
    body = {"to_patient_id": str(right.pk), "reason": "The wrong person was chosen."}
    address = f"/recordings/{recording.pk}/move"

    unknown = asking.ask("POST", address, body, if_match='"1"')
    assert unknown.status_code == 404
    user = CareTeamMember.objects.filter(patient=patient).order_by("pk").last().user
    CareTeamMember.objects.create(clinic=clinic, patient=right, user=user)
    assert asking.ask("POST", address, body, if_match='"1"').status_code == 200

    assert set(Observation.objects.values_list("patient_id", flat=True)) == {right.pk}
    assert AnalysisRun.objects.get().patient_id == right.pk
    again = asking.ask("POST", address, body, if_match='"2"')
    assert again.status_code == 409


def test_the_largest_upload_is_the_clinics_own():
    assert settings.RESTRIDE_HOME.configuration.largest_upload_bytes == 2_000_000_000
