"""Appointments, the day, calendars and classes over HTTP."""

from datetime import timedelta

import pytest
from django.test import Client

from restride.records import clock
from restride.records.models import TrainingClass, User
from restride.records.roles import Role


@pytest.fixture
def desk(make_staff, caller):
    return caller(make_staff(Role.FRONT_DESK))


@pytest.fixture
def asking(therapist, caller):
    return caller(User.objects.get(pk=therapist.user_id))


@pytest.fixture
def patient(make_patient):
    return make_patient()


@pytest.fixture
def booking(therapist):
    start = clock.now().replace(microsecond=0) + timedelta(minutes=1)
    return {
        "therapist_id": str(therapist.user_id),
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(minutes=30)).isoformat(),
        "kind": "initial",
        "note": "Brings a walker",
    }


@pytest.fixture
def appointment(desk, patient, booking):
    made = desk.ask("POST", f"/patients/{patient.pk}/appointments", booking)
    assert made.status_code == 201, made.content
    return made.json()


def days(actor):
    today = clock.today(actor.time_zone)
    return f"first_day={today - timedelta(days=1)}&last_day={today + timedelta(days=1)}"


def test_an_appointment_is_booked_listed_moved_and_followed(desk, therapist, booking, appointment):
    listed = desk.ask("GET", f"/appointments?{days(therapist)}").json()
    assert [each["id"] for each in listed] == [appointment["id"]]
    assert listed[0]["patient"]["family_name"].startswith("Müller")
    address = f"/appointments/{appointment['id']}"

    moved = desk.ask("PUT", address, booking | {"kind": "treatment"}, if_match='"1"')

    assert (moved.status_code, moved.json()["kind"]) == (200, "treatment"), moved.content
    assert desk.ask("PUT", address, booking, if_match='"1"').status_code == 412
    came = desk.ask("POST", f"{address}/move", {"state": "arrived"})
    assert came.json()["state"] == "arrived"
    wrong = desk.ask("POST", f"{address}/move", {"state": "done"})
    assert (wrong.status_code, wrong.json()["allowed"]) == (
        409,
        ["in_session", "cancelled", "booked"],
    )


def test_an_overlap_is_told_without_saying_who(desk, make_patient, booking, appointment):
    other = f"/patients/{make_patient().pk}/appointments"

    refused = desk.ask("POST", other, booking)

    assert refused.status_code == 409
    assert "The therapist has another appointment" in refused.json()["detail"]
    assert "Müller" not in refused.content.decode()
    assert desk.ask("POST", other, booking | {"may_overlap": True}).status_code == 201


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": "2026-05-04T10:00:00"},
        {"ends_at": "2020-01-01T00:00:00Z"},
        {"note": "x" * 301},
        {"room": "1"},
    ],
)
def test_a_booking_that_cannot_be_is_refused(desk, patient, booking, change):
    answer = desk.ask("POST", f"/patients/{patient.pk}/appointments", booking | change)

    assert answer.status_code == 422, answer.content


@pytest.mark.parametrize(
    "query",
    ["", "first_day=2026-05-04&last_day=2026-05-03", "first_day=0001-01-01&last_day=0001-01-02"],
)
def test_days_that_cannot_be_listed_are_refused(desk, query):
    assert desk.ask("GET", f"/appointments?{query}").status_code == 422


def test_the_day_shows_what_is_due_to_those_who_care(desk, asking, therapist, appointment):
    today = appointment["starts_at"][:10]

    for somebody in (desk, asking):
        lines = [
            line
            for day in (f"?day={today}", "")
            for line in somebody.ask("GET", f"/day{day}").json()["lines"]
        ]
        assert lines[0]["appointment"]["id"] == appointment["id"]
        assert lines[0]["due"] == [{"kind": "new", "on": None, "reason": None}]
    assert asking.ask("GET", "/day?day=9999-12-31").status_code == 422


def test_a_calendar_is_made_read_without_signing_in_and_taken_back(asking, appointment):
    made = asking.ask("POST", "/calendar-feed")
    assert made.status_code == 201, made.content
    path = made.json()["path"]

    answer = Client().get(path)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert f"UID:{appointment['id']}@restride" in answer.content.decode()
    assert "Müller" not in answer.content.decode()
    assert asking.ask("DELETE", "/calendar-feed").status_code == 204
    assert Client().get(path).status_code == 404
    assert asking.ask("DELETE", "/calendar-feed").status_code == 404
    assert Client().get("/api/calendar/guess.ics").status_code == 404


def test_a_class_is_made_filled_marked_and_ended(desk, asking, therapist, patient):
    today = clock.today(therapist.time_zone)
    plan = {
        "name": "Balance",
        "therapist_id": str(therapist.user_id),
        "weekday": today.weekday(),
        "starts_at": "14:30:00",
        "duration_min": 60,
        "most_people_count": 1,
    }
    made = asking.ask("POST", "/classes", plan)
    assert made.status_code == 201, made.content
    address = f"/classes/{made.json()['id']}"
    place = asking.ask("POST", f"{address}/enrolments", {"patient_id": str(patient.pk)})
    assert place.status_code == 201, place.content
    full = asking.ask("POST", f"{address}/enrolments", {"patient_id": str(patient.pk)})
    assert (full.status_code, "is full" in full.json()["detail"]) == (409, True)

    marked = asking.ask(
        "PUT",
        f"/enrolments/{place.json()['id']}/attendance",
        {"held_on": str(today), "state": "present"},
    )

    assert marked.json()["state"] == "present"
    roster = desk.ask("GET", f"{address}/roster?held_on={today}").json()
    assert [each["state"] for each in roster["lines"]] == ["present"]
    assert desk.ask("GET", "/classes").json()[0]["people_count"] == 1
    edited = asking.ask("PUT", address, plan | {"duration_min": 45}, if_match=made["ETag"])
    assert edited.json()["duration_min"] == 45
    gone = asking.ask("POST", f"/enrolments/{place.json()['id']}/leave")
    assert gone.json()["ended_at"] is not None
    assert asking.ask("POST", f"{address}/end").json()["ended_at"] is not None
    assert desk.ask("POST", "/classes", plan).status_code == 403
    assert asking.ask("POST", "/classes", plan | {"weekday": 7}).status_code == 422


def test_a_zero_byte_is_no_text(asking, therapist, patient):
    plan = {
        "name": "Balance\x00",
        "therapist_id": str(therapist.user_id),
        "weekday": 0,
        "starts_at": "14:30:00",
        "duration_min": 60,
        "most_people_count": 1,
    }

    answer = asking.ask("POST", "/classes", plan)

    assert answer.status_code == 422
    assert not TrainingClass.objects.exists()
