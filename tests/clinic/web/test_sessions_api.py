"""Sessions, excuses, messages and check-ins over HTTP."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from restride.records import clock
from restride.records.models import PatientAccess, User
from restride.records.roles import Role

NOW = datetime(2026, 5, 20, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at(NOW):
        yield


@pytest.fixture
def patient(make_patient):
    return make_patient()


@pytest.fixture
def at_home(patient, caller):
    user = User.objects.create(username=f"p-{patient.pk}")
    PatientAccess.objects.create(clinic_id=patient.clinic_id, patient=patient, user=user)
    return caller(user)


@pytest.fixture
def by_therapist(therapist, caller):
    return caller(User.objects.get(pk=therapist.user_id))


def body(**more):
    content = {
        "client_uuid": str(uuid4()),
        "place": "home",
        "state": "completed",
        "started_at": (NOW - timedelta(hours=1)).isoformat(),
        "ended_at": NOW.isoformat(),
        "time_zone": "Europe/Berlin",
        "before": {"pain_points": 0},
        "activities": [
            {
                "exercise": "str_mini_squat",
                "is_outside_plan": True,
                "completion": "done",
                "sets": [{"unit": "repetitions", "target": 10, "actual": 9}],
            }
        ],
    }
    return content | more


def test_a_session_is_recorded_read_and_listed(at_home, by_therapist, patient):
    content = body(after={"pain_points": 6})

    made = at_home.ask("POST", f"/patients/{patient.pk}/sessions", content)

    assert made.status_code == 201, made.content
    assert made["ETag"] == '"1"'
    assert [each["rule"] for each in made.json()["stop_hits"]] == ["pain_high", "pain_rise"]
    kept = made.json()["session"]
    assert kept["before"]["effort_points"] is None
    assert kept["activities"][0]["sets"][0]["actual"] == 9
    again = at_home.ask("POST", f"/patients/{patient.pk}/sessions", content)
    assert (again.status_code, again.json()["session"]) == (200, kept)
    assert by_therapist.ask("GET", f"/sessions/{kept['id']}").json() == kept
    assert by_therapist.ask("GET", f"/patients/{patient.pk}/sessions").json()["items"] == [kept]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"before": {"pain_points": 11}}, "before.pain_points"),
        ({"started_at": "2026-05-20T09:00:00"}, "started_at"),
        ({"mood": "good"}, "mood"),
        ({"activities": [{"exercise": "x", "completion": "perfect"}]}, "completion"),
        ({"state": "finished"}, "state"),
    ],
)
def test_wrong_fields_are_refused(at_home, patient, more, field):
    answer = at_home.ask("POST", f"/patients/{patient.pk}/sessions", body(**more))

    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"].endswith(field)


def test_a_batch_has_a_result_for_each_and_at_most_fifty(at_home, patient):
    good, wrong = body(), body(activities=[])

    answer = at_home.ask(
        "POST", f"/patients/{patient.pk}/sessions/batch", {"sessions": [good, wrong, good]}
    )

    assert answer.status_code == 200, answer.content
    sent = answer.json()["sessions"]
    assert [each["outcome"] for each in sent] == ["kept", "refused", "known"]
    assert "needs at least one exercise" in sent[1]["detail"]
    many = {"sessions": [body() for _ in range(51)]}
    assert at_home.ask("POST", f"/patients/{patient.pk}/sessions/batch", many).status_code == 422
    assert at_home.ask("POST", f"/patients/{patient.pk}/sync").status_code == 204


def test_a_session_is_paused_with_its_version(by_therapist, patient):
    started = body(state="started", ended_at=None, place="clinic")
    made = by_therapist.ask("POST", f"/patients/{patient.pk}/sessions", started).json()["session"]
    address = f"/sessions/{made['id']}"

    assert by_therapist.ask("PUT", address, started | {"state": "paused"}).status_code == 428
    paused = by_therapist.ask("PUT", address, started | {"state": "paused"}, if_match='"1"')

    assert (paused.status_code, paused["ETag"]) == (200, '"2"'), paused.content
    assert paused.json()["session"]["state"] == "paused"


def test_days_are_excused_by_the_clinic_and_the_excuse_ends(by_therapist, at_home, patient):
    days = {"first_day": "2026-05-20", "last_day": "2026-05-30", "reason": "ill"}
    address = f"/patients/{patient.pk}/excuses"

    assert at_home.ask("POST", address, days).status_code == 403
    made = by_therapist.ask("POST", address, days)
    assert made.status_code == 201, made.content
    ended = by_therapist.ask("POST", f"/excuses/{made.json()['id']}/end", if_match='"1"')
    assert ended.json()["ended_at"] is not None
    twice = by_therapist.ask("POST", f"/excuses/{made.json()['id']}/end", if_match='"2"')
    assert (twice.status_code, twice.json()["type"]) == (409, "urn:restride:problem:conflict")
    assert len(at_home.ask("GET", address).json()["items"]) == 1
    wrong = days | {"last_day": "2026-05-19"}
    assert by_therapist.ask("POST", address, wrong).status_code == 422


def test_messages_go_both_ways_and_are_marked_by_the_other_side(by_therapist, at_home, patient):
    address = f"/patients/{patient.pk}/messages"
    question = {"client_uuid": str(uuid4()), "text": "May I climb stairs?"}

    asked = at_home.ask("POST", address, question)
    assert (asked.status_code, asked.json()["is_from_clinic"]) == (201, False), asked.content
    assert at_home.ask("POST", address, question).status_code == 200
    assert at_home.ask("POST", address, question | {"text": "No"}).status_code == 409
    mark = f"/messages/{asked.json()['id']}/read"
    assert at_home.ask("POST", mark).status_code == 409
    assert by_therapist.ask("POST", mark).json()["read_at"] is not None
    answered = {"client_uuid": str(uuid4()), "text": "Yes, with the rail."}
    assert by_therapist.ask("POST", address, answered).json()["is_from_clinic"] is True
    assert len(at_home.ask("GET", address).json()["items"]) == 2


def test_a_check_in_keeps_what_was_answered_once(at_home, by_therapist, patient):
    address = f"/patients/{patient.pk}/check-ins"
    sent = {
        "client_uuid": str(uuid4()),
        "answered_at": NOW.isoformat(),
        "answers": {"pain_points": 0, "fall": "fell"},
    }

    made = at_home.ask("POST", address, sent)

    assert made.status_code == 201, made.content
    assert made.json()["answers"] == {
        "pain_points": 0,
        "confidence_points": None,
        "fall": "fell",
        "programme": None,
    }
    assert at_home.ask("POST", address, sent).status_code == 200
    other = sent | {"answers": {"pain_points": 1}}
    assert at_home.ask("POST", address, other).status_code == 409
    empty = sent | {"client_uuid": str(uuid4()), "answers": {}}
    assert "at least one answer" in at_home.ask("POST", address, empty).json()["detail"]
    assert by_therapist.ask("POST", address, sent).status_code == 403
    assert len(by_therapist.ask("GET", address).json()["items"]) == 1


def test_nothing_of_it_is_there_for_strangers(make_staff, caller, at_home, patient):
    row = at_home.ask("POST", f"/patients/{patient.pk}/sessions", body()).json()["session"]
    stranger = caller(make_staff(Role.THERAPIST, "outside"))

    for path in ("sessions", "messages", "check-ins", "excuses"):
        assert stranger.ask("GET", f"/patients/{patient.pk}/{path}").status_code == 404
    assert stranger.ask("GET", f"/sessions/{row['id']}").status_code == 404
    assert caller(None).ask("GET", f"/sessions/{row['id']}").status_code == 401
