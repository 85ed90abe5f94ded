"""Visits and falls over HTTP: drafted, signed, amended; sent once; decided on."""

from datetime import timedelta
from uuid import uuid4

import pytest

from restride.records import clock
from restride.records.actions.care_team import add_to_care_team
from restride.records.models import PatientAccess, User
from restride.records.roles import Role


@pytest.fixture
def asking(therapist, caller):
    return caller(User.objects.get(pk=therapist.user_id))


@pytest.fixture
def episode(make_episode):
    return make_episode()


@pytest.fixture
def visit(asking, episode):
    made = asking.ask("POST", f"/episodes/{episode.pk}/visits", {"kind": "treatment"})
    assert made.status_code == 201, made.content
    return made.json()


def test_a_visit_is_drafted_signed_and_amended(asking, visit):
    address = f"/visits/{visit['id']}"
    noted = asking.ask(
        "PUT", address, {"kind": "treatment", "note": "Walked 40 m."}, if_match='"1"'
    )
    assert noted.status_code == 200, noted.content
    lines = [{"intervention": "gait_training", "duration_min": 20, "billing_code": "97116"}]
    counted = asking.ask("PUT", f"{address}/minutes", {"lines": lines}, if_match=noted["ETag"])
    assert counted.json()["minutes"] == lines
    signed = asking.ask("POST", f"{address}/sign", if_match=counted["ETag"])
    assert (signed.json()["state"], signed.json()["signed_by"]["name"]) == ("signed", "Therapist")
    assert asking.ask("PUT", address, {"kind": "treatment"}, if_match='"4"').status_code == 409

    amended = asking.ask(
        "POST",
        f"{address}/amend",
        {"note": "Walked 400 m.", "reason": "A nought was missing"},
        if_match=signed["ETag"],
    )

    assert amended.status_code == 200, amended.content
    told = asking.ask("GET", address).json()
    assert (told["state"], told["note"]) == ("amended", "Walked 400 m.")
    assert [(each["number"], each["note_before"]) for each in told["amendments"]] == [
        (1, "Walked 40 m.")
    ]
    assert told["amendments"][0]["before_digest"] == signed.json()["digest"]
    assert told["amendments"][0]["after_digest"] == told["digest"]


def test_an_empty_visit_answers_what_to_do(asking, visit):
    answer = asking.ask("POST", f"/visits/{visit['id']}/sign", if_match='"1"')

    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "A visit is signed with its note, and this one is empty. Write the note.",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"lines": [{"intervention": "massage_of_ego", "duration_min": 5}]},
        {"lines": [{"intervention": "other", "duration_min": 0}]},
        {"lines": [{"intervention": "other", "duration_min": 5, "billing_code": "x" * 41}]},
        {"lines": [{"intervention": "other", "duration_min": 5}] * 2},
        {"lines": [{"intervention": "other", "duration_min": 5}] * 21},
    ],
)
def test_minutes_that_cannot_be_are_refused(asking, visit, body):
    answer = asking.ask("PUT", f"/visits/{visit['id']}/minutes", body, if_match='"1"')

    assert answer.status_code == 422, answer.content


def test_an_assistant_drafts_and_does_not_sign(
    make_staff, make_actor, caller, therapist, episode, visit
):
    assistant = make_staff(Role.ASSISTANT)
    add_to_care_team(therapist, episode.patient_id, user_id=assistant.pk)
    asking = caller(assistant)

    noted = asking.ask(
        "PUT", f"/visits/{visit['id']}", {"kind": "treatment", "note": "x"}, if_match='"1"'
    )
    signed = asking.ask("POST", f"/visits/{visit['id']}/sign", if_match='"2"')

    assert (noted.status_code, signed.status_code) == (200, 403)


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_the_desk_reads_no_note(make_staff, caller, episode, visit, role):
    desk = caller(make_staff(role))

    assert desk.ask("GET", f"/visits/{visit['id']}").status_code == 403
    assert desk.ask("GET", f"/patients/{episode.patient_id}/visits").status_code == 403
    assert desk.ask("GET", f"/patients/{episode.patient_id}/falls").status_code == 403


def test_a_list_of_visits_holds_no_notes(asking, episode, visit):
    asking.ask(
        "PUT", f"/visits/{visit['id']}", {"kind": "treatment", "note": "Secret"}, if_match='"1"'
    )

    answer = asking.ask("GET", f"/patients/{episode.patient_id}/visits")

    assert [each["id"] for each in answer.json()["items"]] == [visit["id"]]
    assert "Secret" not in answer.content.decode()


@pytest.fixture
def at_home(clinic, episode, caller):
    user = User.objects.create(username="p-1")
    PatientAccess.objects.create(clinic=clinic, patient_id=episode.patient_id, user=user)
    return caller(user)


def test_a_fall_from_home_is_kept_once_alerts_and_is_reviewed(asking, at_home, episode):
    address = f"/patients/{episode.patient_id}/falls"
    fall = {
        "client_uuid": str(uuid4()),
        "happened_at": (clock.now() - timedelta(hours=1)).isoformat(),
        "is_near_fall": False,
        "activity": "On the stairs",
    }
    first, again = at_home.ask("POST", address, fall), at_home.ask("POST", address, fall)
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert first.json() == again.json()
    assert first.json()["has_injury"] is None
    other = at_home.ask("POST", address, fall | {"is_near_fall": True})
    assert other.status_code == 409
    found = asking.ask("GET", "/alerts").json()
    assert [(each["rule"], each["severity"]) for each in found["alerts"]] == [("fall_reported", 1)]
    assert found["alerts"][0]["patient"]["id"] == str(episode.patient_id)

    reviewed = asking.ask(
        "POST", f"/falls/{first.json()['id']}/review", {"words": "Rail on the stairs"}
    )

    assert reviewed.json()["state"] == "reviewed"
    assert asking.ask("GET", "/alerts").json() == {"alerts": [], "held_back_count": 0}
    past = asking.ask("GET", f"/patients/{episode.patient_id}/alerts").json()
    assert [each["state"] for each in past] == ["resolved"]
    assert [each["state"] for each in asking.ask("GET", address).json()["items"]] == ["reviewed"]


@pytest.mark.parametrize(
    "change",
    [
        {"happened_at": "2026-05-04T10:00:00"},
        {"happened_at": "2999-05-04T10:00:00Z"},
        {"is_near_fall": None},
        {"pain": 3},
    ],
)
def test_a_fall_that_cannot_be_is_refused(at_home, episode, change):
    fall = {
        "client_uuid": str(uuid4()),
        "happened_at": clock.now().isoformat(),
        "is_near_fall": False,
    }

    answer = at_home.ask("POST", f"/patients/{episode.patient_id}/falls", fall | change)

    assert answer.status_code == 422, answer.content


def test_alerts_are_taken_dismissed_reopened_and_handed_over(asking, at_home, make_staff, episode):
    fall = {
        "client_uuid": str(uuid4()),
        "happened_at": clock.now().isoformat(),
        "is_near_fall": True,
    }
    at_home.ask("POST", f"/patients/{episode.patient_id}/falls", fall)
    address = f"/alerts/{asking.ask('GET', '/alerts').json()['alerts'][0]['id']}"

    assert asking.ask("POST", f"{address}/acknowledge").json()["state"] == "acknowledged"
    gone = asking.ask("POST", f"{address}/dismiss", {"reason": "Slip of the finger"})
    assert gone.json()["state"] == "dismissed"
    assert asking.ask("POST", f"{address}/reopen").json()["state"] == "open"
    colleague = make_staff(Role.THERAPIST, "colleague")
    handed = asking.ask("POST", f"{address}/hand-over", {"owner_id": str(colleague.pk)})
    assert handed.json()["owner"]["name"] == "Colleague"
    assert asking.ask("GET", "/alerts").json()["alerts"] == []
    assert len(asking.ask("GET", "/alerts?is_mine=false").json()["alerts"]) == 1
    done = asking.ask("POST", f"{address}/resolve", {"note": "Called"})
    assert (done.json()["state"], done.json()["note"]) == ("resolved", "Called")
    assert at_home.ask("GET", "/alerts").status_code == 403
