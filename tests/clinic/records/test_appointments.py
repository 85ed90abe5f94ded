"""Appointments: booked without overlap, on days of 23 and 25 hours, followed to their end."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from restride.records import clock
from restride.records.actions.appointments import (
    Booking,
    book_appointment,
    move_appointment,
    reschedule_appointment,
)
from restride.records.actions.breaking_glass import open_in_need
from restride.records.actors import actor_of
from restride.records.models import (
    Appointment,
    CareTeamMember,
    PatientAccess,
    Site,
    User,
)
from restride.records.queries.appointments import day_bounds, list_appointments
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove
from restride.visit.states import AppointmentState, PatientState

NOON = datetime(2026, 3, 27, 10, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
HALF_HOUR = timedelta(minutes=30)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def patient(make_patient):
    return make_patient()


@pytest.fixture
def desk(make_actor):
    return make_actor(Role.FRONT_DESK)


@pytest.fixture
def booking(therapist):
    return Booking(therapist_id=therapist.user_id, starts_at=NOON, ends_at=NOON + HALF_HOUR)


@pytest.fixture
def appointment(desk, patient, booking):
    return book_appointment(desk, patient.pk, booking)


def listed(actor, first_day, last_day=None, **more):
    return list_appointments(actor, first_day=first_day, last_day=last_day or first_day, **more)


def test_the_desk_books_and_everybody_whom_it_concerns_sees_it(
    desk, therapist, make_actor, appointment
):
    today = date(2026, 3, 27)

    for actor in (desk, therapist, make_actor(Role.ADMINISTRATOR)):
        assert [each.pk for each in listed(actor, today)] == [appointment.pk]
    assert listed(make_actor(Role.THERAPIST, "stranger"), today) == ()
    assert listed(desk, today + timedelta(days=1)) == ()
    assert listed(desk, today, therapist_id=UUID(int=1)) == ()
    assert len(listed(desk, today, patient_id=appointment.patient_id)) == 1


def test_a_therapist_who_is_given_somebody_new_cares_for_them(desk, make_actor, patient, booking):
    colleague = make_actor(Role.THERAPIST, "colleague")
    assert listed(colleague, date(2026, 3, 27)) == ()

    book_appointment(desk, patient.pk, replace(booking, therapist_id=colleague.user_id))

    assert len(listed(colleague, date(2026, 3, 27))) == 1
    member = CareTeamMember.objects.get(patient=patient, user_id=colleague.user_id)
    assert not member.is_lead


def test_whoever_opened_a_record_in_need_books_nobody_into_the_team(make_actor, patient, booking):
    stranger = make_actor(Role.THERAPIST, "stranger")
    open_in_need(stranger, patient.pk, reason="On call, the lead cannot be reached")

    with pytest.raises(NotAllowed, match="give the patient to somebody new"):
        book_appointment(stranger, patient.pk, replace(booking, therapist_id=stranger.user_id))
    assert not Appointment.objects.exists()


def test_nobody_is_in_two_places_at_once(
    desk, make_actor, make_patient, patient, booking, appointment
):
    other, colleague = make_patient(), make_actor(Role.THERAPIST, "colleague")
    with pytest.raises(
        Conflict, match="therapist has another appointment from 11:00 to 11:30 on 2026-03-27"
    ):
        book_appointment(
            desk,
            other.pk,
            replace(
                booking,
                starts_at=NOON + timedelta(minutes=29),
                ends_at=NOON + timedelta(minutes=59),
            ),
        )
    with pytest.raises(Conflict, match="The patient has another appointment"):
        book_appointment(desk, patient.pk, replace(booking, therapist_id=colleague.user_id))

    assert book_appointment(desk, other.pk, booking, may_overlap=True).state == "booked"


def test_what_ends_when_the_next_begins_does_not_overlap(desk, make_patient, booking, appointment):
    after = replace(booking, starts_at=booking.ends_at, ends_at=booking.ends_at + HALF_HOUR)

    assert book_appointment(desk, make_patient().pk, after).state == "booked"


@pytest.mark.parametrize("state", [AppointmentState.CANCELLED, AppointmentState.NO_SHOW])
def test_what_was_cancelled_takes_no_time(desk, make_patient, booking, appointment, state):
    move_appointment(desk, appointment.pk, state)

    assert book_appointment(desk, make_patient().pk, booking).state == "booked"


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"ends_at": NOON}, "ends_at must lie after starts_at"),
        ({"ends_at": NOON + timedelta(minutes=4)}, "lasts 5 min to 8 h, and this one 4 min"),
        ({"ends_at": NOON + timedelta(hours=9)}, "lasts 5 min to 8 h, and this one 540 min"),
        ({"starts_at": NOON.replace(tzinfo=None)}, "need their time zone"),
        (
            {
                "starts_at": NOON - timedelta(days=32),
                "ends_at": NOON - timedelta(days=32) + HALF_HOUR,
            },
            "from 31 days ago to 731 days ahead",
        ),
        (
            {
                "starts_at": NOON + timedelta(days=732),
                "ends_at": NOON + timedelta(days=732) + HALF_HOUR,
            },
            "and this one on 2028-03-28",
        ),
    ],
)
def test_times_that_cannot_be_are_refused(desk, patient, booking, change, match):
    with pytest.raises(NotUsable, match=match):
        book_appointment(desk, patient.pk, replace(booking, **change))


def test_in_the_night_of_a_changed_clock_instants_count(desk, patient, booking):
    # 25 October 2026: at 3:00 the clocks go back to 2:00. 2:45 to 2:15 is half an hour.
    start = datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN, fold=0)
    end = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1)
    night = replace(booking, starts_at=start.astimezone(UTC), ends_at=end.astimezone(UTC))

    made = book_appointment(desk, patient.pk, night)

    assert made.ends_at - made.starts_at == HALF_HOUR


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 5, 4), 24)],
)
def test_a_day_has_as_many_hours_as_it_has(day, hours):
    start, end = day_bounds(day, zone_name="Europe/Berlin")

    assert end - start == timedelta(hours=hours)


def test_a_day_begins_and_ends_at_midnight_where_the_clinic_is(desk, make_patient, booking):
    # The last half hour of 29 March, a day of 23 hours, and the first of the 30th.
    midnight = datetime(2026, 3, 29, 22, tzinfo=UTC)
    for start in (midnight - HALF_HOUR, midnight):
        book_appointment(
            desk,
            make_patient().pk,
            replace(booking, starts_at=start, ends_at=start + HALF_HOUR),
        )

    assert [each.starts_at for each in listed(desk, date(2026, 3, 29))] == [midnight - HALF_HOUR]
    assert [each.starts_at for each in listed(desk, date(2026, 3, 30))] == [midnight]


def test_only_people_and_places_of_the_clinic_are_booked(
    desk, patient, booking, make_actor, other_clinic, make_episode, therapist
):
    far = make_actor(Role.THERAPIST, "far", at=other_clinic)
    with pytest.raises(NotThere, match="no such assistant or therapist"):
        book_appointment(desk, patient.pk, replace(booking, therapist_id=far.user_id))
    with pytest.raises(NotThere, match="no such assistant or therapist"):
        book_appointment(desk, patient.pk, replace(booking, therapist_id=desk.user_id))
    there = Site.objects.create(clinic=other_clinic, name="There")
    with pytest.raises(NotThere, match="no such site"):
        book_appointment(desk, patient.pk, replace(booking, site_id=there.pk))
    with pytest.raises(NotThere, match="no such patient"):
        book_appointment(far, patient.pk, booking)
    episode = make_episode()
    with pytest.raises(NotThere, match="no such episode"):
        book_appointment(therapist, patient.pk, replace(booking, episode_id=episode.pk))
    with pytest.raises(NotThere, match="no such episode"):
        # Even of the person: the desk knows nobody's care.
        book_appointment(desk, episode.patient_id, replace(booking, episode_id=episode.pk))
    made = book_appointment(therapist, episode.patient_id, replace(booking, episode_id=episode.pk))
    assert made.episode_id == episode.pk


def test_a_record_that_is_not_in_use_gets_no_appointment(desk, patient, booking):
    patient.state = PatientState.INACTIVE
    patient.save()

    with pytest.raises(Conflict, match="needs a record in use, and this one is inactive"):
        book_appointment(desk, patient.pk, booking)


def test_an_appointment_is_moved_by_its_version_and_only_while_it_is_booked(
    desk, booking, appointment
):
    later = replace(
        booking, starts_at=NOON + timedelta(minutes=15), ends_at=NOON + timedelta(minutes=45)
    )

    moved = reschedule_appointment(desk, appointment.pk, later, version=1)

    assert (moved.starts_at, moved.version) == (NOON + timedelta(minutes=15), 2)
    with pytest.raises(Stale):
        reschedule_appointment(desk, appointment.pk, booking, version=1)
    move_appointment(desk, appointment.pk, AppointmentState.ARRIVED)
    with pytest.raises(Conflict, match="Only what is booked is moved, and this appointment is arr"):
        reschedule_appointment(desk, appointment.pk, booking, version=3)


def test_an_appointment_is_followed_from_the_door_to_the_end(desk, appointment):
    for state in (
        AppointmentState.ARRIVED,
        AppointmentState.IN_SESSION,
        AppointmentState.DONE,
    ):
        assert move_appointment(desk, appointment.pk, state).state == state
    with pytest.raises(ImpossibleMove, match="appointment is done and cannot become arrived"):
        move_appointment(desk, appointment.pk, AppointmentState.ARRIVED)


def test_nobody_fails_to_come_before_the_time(desk, booking, make_patient):
    start = NOON + timedelta(hours=1)
    later = replace(booking, starts_at=start, ends_at=start + HALF_HOUR)
    appointment = book_appointment(desk, make_patient().pk, later)

    with pytest.raises(Conflict, match="before the time. Wait, or cancel it"):
        move_appointment(desk, appointment.pk, AppointmentState.NO_SHOW)
    with clock.at(start):
        gone = move_appointment(desk, appointment.pk, AppointmentState.NO_SHOW, note="No answer")
    assert (gone.state, gone.note) == ("no_show", "No answer")


@pytest.mark.parametrize(
    ("first", "last", "match"),
    [
        (date(2026, 3, 28), date(2026, 3, 27), "1 to 62 days, and there are 0"),
        (date(2026, 1, 1), date(2026, 3, 4), "1 to 62 days, and there are 63"),
        (date(1, 1, 1), date(1, 1, 2), "must be days of a calendar"),
        (date(9999, 12, 31), date(9999, 12, 31), "must be days of a calendar"),
    ],
)
def test_days_that_cannot_be_listed_are_refused(desk, first, last, match):
    with pytest.raises(NotUsable, match=match):
        listed(desk, first, last)


def test_patients_see_their_own_times_without_the_notes_of_the_desk(
    clinic, desk, make_patient, patient, booking
):
    user = User.objects.create(username="p-1")
    PatientAccess.objects.create(clinic=clinic, patient=patient, user=user)
    book_appointment(desk, patient.pk, replace(booking, note="Owes for two visits"))
    book_appointment(desk, make_patient().pk, booking, may_overlap=True)

    found = listed(actor_of(user), date(2026, 3, 27))

    assert [(each.patient_id, each.note) for each in found] == [(patient.pk, None)]
    assert Appointment.objects.get(pk=found[0].pk).note == "Owes for two visits"
    with pytest.raises(NotAllowed):
        move_appointment(actor_of(user), found[0].pk, AppointmentState.CANCELLED)


@pytest.mark.parametrize("role", [Role.VIEWER])
def test_a_viewer_books_nothing(make_actor, patient, booking, role):
    with pytest.raises(NotAllowed):
        book_appointment(make_actor(role), patient.pk, booking)
