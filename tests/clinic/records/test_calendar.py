"""A therapist's calendar: read by its address, telling nothing of patients, taken back at once."""

from datetime import UTC, datetime, time, timedelta

import pytest

from restride.records import clock
from restride.records.actions.appointments import Booking, book_appointment, move_appointment
from restride.records.actions.calendar_feeds import make_feed, revoke_feed
from restride.records.actions.classes import ClassPlan, end_class, make_class
from restride.records.models import Appointment, CalendarFeed, Membership, Site, User
from restride.records.queries.calendar import calendar_of
from restride.records.refusals import NotAllowed, NotThere
from restride.records.roles import Role
from restride.visit.states import AppointmentState

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def appointment(clinic, therapist, make_patient):
    site = Site.objects.create(clinic=clinic, name="Main; 2nd floor")
    patient = make_patient(given_name="Zdenka", family_name="Quispe", record_number="N-77123")
    booking = Booking(
        therapist_id=therapist.user_id,
        starts_at=NOON,
        ends_at=NOON + timedelta(minutes=30),
        site_id=site.pk,
        note="Brings the walker of Zdenka",
    )
    return book_appointment(therapist, patient.pk, booking)


def test_a_calendar_tells_when_and_where_and_not_with_whom(therapist, appointment):
    made = make_feed(therapist)

    text = calendar_of(made.secret)

    assert f"UID:{appointment.pk}@restride\r\n" in text
    assert "DTSTART:20260504T100000Z\r\nDTEND:20260504T103000Z\r\n" in text
    assert "SUMMARY:Appointment (treatment)\r\nLOCATION:Main\\; 2nd floor\r\n" in text
    assert "STATUS:CONFIRMED" in text
    for told in ("Zdenka", "Quispe", "77123", "ZQ", "walker", str(appointment.patient_id)):
        assert told not in text.replace("\r\n ", "")


def test_what_is_cancelled_stays_under_its_name_as_cancelled(therapist, appointment):
    made = make_feed(therapist)
    move_appointment(therapist, appointment.pk, AppointmentState.CANCELLED)

    text = calendar_of(made.secret)

    assert f"UID:{appointment.pk}@restride" in text
    assert "SEQUENCE:1\r\n" in text
    assert "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT" in text


def test_appointments_of_others_and_of_long_ago_are_not_in_it(therapist, make_actor, appointment):
    colleague = make_actor(Role.THERAPIST, "colleague")
    assert "VEVENT" not in calendar_of(make_feed(colleague).secret)
    made = make_feed(therapist)
    Appointment.objects.update(starts_at=NOON - timedelta(days=32))

    assert "VEVENT" not in calendar_of(made.secret)


def test_the_classes_one_leads_are_in_it_at_their_hour_on_the_wall(therapist):
    plan = ClassPlan(
        name="Balance, Mondays",
        therapist_id=therapist.user_id,
        weekday=0,
        starts_at=time(14, 30),
        duration_min=60,
        most_people_count=8,
    )
    training_class = make_class(therapist, plan)
    made = make_feed(therapist)

    text = calendar_of(made.secret)

    assert text.count("BEGIN:VEVENT") == 14
    assert f"UID:{training_class.pk}-20260504@restride" in text.replace("\r\n ", "")
    assert "DTSTART:20260504T123000Z\r\nDTEND:20260504T133000Z" in text
    assert "SUMMARY:Balance\\, Mondays" in text
    with clock.at(datetime(2026, 11, 2, 10, tzinfo=UTC)):
        assert "DTSTART:20261102T133000Z" in calendar_of(made.secret), "an hour later in winter"
        end_class(therapist, training_class.pk)
        assert calendar_of(made.secret).count("BEGIN:VEVENT") == 5, "those that were"


def test_only_the_digest_is_kept_and_the_newest_address_works(therapist, appointment):
    first = make_feed(therapist)
    assert first.secret not in repr(CalendarFeed.objects.values().get())
    second = make_feed(therapist)

    with pytest.raises(NotThere, match="no such calendar"):
        calendar_of(first.secret)
    assert "VEVENT" in calendar_of(second.secret)
    revoke_feed(therapist)
    with pytest.raises(NotThere):
        calendar_of(second.secret)
    with pytest.raises(NotThere, match="no such calendar address"):
        revoke_feed(therapist)


@pytest.mark.parametrize("ended", ["account", "membership"])
def test_who_no_longer_works_there_has_no_calendar(therapist, appointment, ended):
    made = make_feed(therapist)
    if ended == "account":
        User.objects.filter(pk=therapist.user_id).update(is_active=False)
    else:
        Membership.objects.filter(user_id=therapist.user_id).update(ended_at=NOON)

    with pytest.raises(NotThere, match="no such calendar"):
        calendar_of(made.secret)


@pytest.mark.parametrize("secret", ["", "x" * 100, "\udcff"])
def test_a_guessed_address_is_not_there(clinic, secret):
    with pytest.raises(NotThere):
        calendar_of(secret)


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR, Role.VIEWER])
def test_only_those_who_treat_have_a_calendar(make_actor, role):
    with pytest.raises(NotAllowed):
        make_feed(make_actor(role))
