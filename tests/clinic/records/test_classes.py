"""Classes: so many people, each once, on their weekday; who was there stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from restride.records import clock
from restride.records.actions.classes import (
    ClassPlan,
    edit_class,
    end_class,
    enrol,
    leave_class,
    make_class,
    mark_attendance,
)
from restride.records.models import Attendance, CareTeamMember, Enrolment, Site, TrainingClass
from restride.records.queries.classes import list_classes, read_roster
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove
from restride.visit.states import AttendanceState, PatientState

#: A Monday.
NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
MONDAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def plan(therapist):
    return ClassPlan(
        name="Balance on Mondays",
        therapist_id=therapist.user_id,
        weekday=0,
        starts_at=time(14, 30),
        duration_min=60,
        most_people_count=2,
    )


@pytest.fixture
def training_class(therapist, plan):
    return make_class(therapist, plan)


def test_a_class_is_made_listed_and_edited(therapist, plan, training_class, make_patient):
    enrol(therapist, training_class.pk, patient_id=make_patient().pk)

    found = list_classes(therapist)
    assert [(each.training_class.pk, each.people_count) for each in found] == [
        (training_class.pk, 1)
    ]
    edited = edit_class(therapist, training_class.pk, replace(plan, duration_min=45), version=1)
    assert (edited.duration_min, edited.version) == (45, 2)
    with pytest.raises(Stale):
        edit_class(therapist, training_class.pk, plan, version=1)


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"weekday": 7}, "weekday must lie between 0 and 6, and is 7"),
        ({"duration_min": 9}, "duration_min must lie between 10 and 240, and is 9"),
        ({"most_people_count": 0}, "most_people_count must lie between 1 and 50, and is 0"),
    ],
)
def test_a_class_that_cannot_be_is_refused(therapist, plan, change, match):
    with pytest.raises(NotUsable, match=match):
        make_class(therapist, replace(plan, **change))


def test_a_class_is_of_people_and_places_of_the_clinic(
    therapist, plan, make_actor, other_clinic, training_class, make_patient
):
    far = make_actor(Role.THERAPIST, "far", at=other_clinic)
    there = Site.objects.create(clinic=other_clinic, name="There")
    with pytest.raises(NotThere, match="no such assistant or therapist"):
        make_class(therapist, replace(plan, therapist_id=far.user_id))
    with pytest.raises(NotThere, match="no such site"):
        make_class(therapist, replace(plan, site_id=there.pk))
    for refused in (
        lambda: read_roster(far, training_class.pk, held_on=MONDAY),
        lambda: enrol(far, training_class.pk, patient_id=make_patient().pk),
        lambda: end_class(far, training_class.pk),
    ):
        with pytest.raises(NotThere):
            refused()
    assert list_classes(far) == ()


def test_a_class_holds_no_more_than_it_holds(therapist, plan, training_class, make_patient):
    first, second, third = (make_patient().pk for _ in range(3))
    place = enrol(therapist, training_class.pk, patient_id=first)
    enrol(therapist, training_class.pk, patient_id=second)

    with pytest.raises(Conflict, match="holds 2 people and is full"):
        enrol(therapist, training_class.pk, patient_id=third)
    with pytest.raises(Conflict, match="2 people are in the class, and it would hold 1"):
        edit_class(therapist, training_class.pk, replace(plan, most_people_count=1), version=1)
    leave_class(therapist, place.pk)
    assert enrol(therapist, training_class.pk, patient_id=third).ended_at is None
    with pytest.raises(Conflict, match="has left the class already"):
        leave_class(therapist, place.pk)


def test_somebody_is_in_a_class_once(therapist, training_class, make_patient):
    patient = make_patient()
    enrol(therapist, training_class.pk, patient_id=patient.pk)

    with pytest.raises(Conflict, match="in the class already"):
        enrol(therapist, training_class.pk, patient_id=patient.pk)
    assert Enrolment.objects.count() == 1
    patient.state = PatientState.INACTIVE
    patient.save()
    with pytest.raises(Conflict, match="needs a record in use"):
        enrol(therapist, training_class.pk, patient_id=patient.pk)


def test_who_leads_a_class_cares_for_those_in_it(therapist, plan, make_actor, make_patient):
    leader = make_actor(Role.ASSISTANT)
    training_class = make_class(therapist, replace(plan, therapist_id=leader.user_id))
    patient = make_patient()

    enrol(therapist, training_class.pk, patient_id=patient.pk)

    assert CareTeamMember.objects.filter(patient=patient, user_id=leader.user_id).exists()
    assert len(read_roster(leader, training_class.pk, held_on=MONDAY).lines) == 1


def test_a_roster_shows_those_whom_the_reader_knows_and_counts_all(
    therapist, make_actor, training_class, make_patient
):
    place = enrol(therapist, training_class.pk, patient_id=make_patient().pk)
    stranger = read_roster(
        make_actor(Role.THERAPIST, "stranger"), training_class.pk, held_on=MONDAY
    )
    assert (stranger.lines, stranger.people_count) == ((), 1)
    desk = read_roster(make_actor(Role.FRONT_DESK), training_class.pk, held_on=MONDAY)
    assert [each.state for each in desk.lines] == [AttendanceState.EXPECTED]

    mark_attendance(therapist, place.pk, held_on=MONDAY, state=AttendanceState.PRESENT)

    own = read_roster(therapist, training_class.pk, held_on=MONDAY)
    assert [each.state for each in own.lines] == [AttendanceState.PRESENT]
    assert read_roster(therapist, training_class.pk, held_on=date(2026, 4, 27)).lines == ()


def test_attendance_is_corrected_and_kept_once_a_day(therapist, training_class, make_patient):
    place = enrol(therapist, training_class.pk, patient_id=make_patient().pk)
    for state in (AttendanceState.ABSENT, AttendanceState.EXCUSED, AttendanceState.PRESENT):
        mark_attendance(therapist, place.pk, held_on=MONDAY, state=state)

    assert Attendance.objects.get().state == "present"
    with pytest.raises(ImpossibleMove, match="attendance is present and cannot become excused"):
        mark_attendance(therapist, place.pk, held_on=MONDAY, state=AttendanceState.EXCUSED)


def test_attendance_is_of_days_on_which_the_class_meets_and_the_person_is_in_it(
    therapist, training_class, make_patient
):
    place = enrol(therapist, training_class.pk, patient_id=make_patient().pk)
    for held_on, match in (
        (date(2026, 5, 5), "does not meet on 2026-05-05"),
        (date(2026, 5, 11), "2026-05-11 is still to come. Only an excuse"),
        (date(2026, 2, 23), "noted within 60 days"),
    ):
        with pytest.raises(NotUsable, match=match):
            mark_attendance(therapist, place.pk, held_on=held_on, state=AttendanceState.PRESENT)
    with pytest.raises(Conflict, match="was not in the class on 2026-04-27"):
        mark_attendance(
            therapist, place.pk, held_on=date(2026, 4, 27), state=AttendanceState.PRESENT
        )
    ahead = mark_attendance(
        therapist, place.pk, held_on=date(2026, 5, 11), state=AttendanceState.EXCUSED
    )
    assert ahead.state == "excused"


def test_a_class_that_ended_lets_everybody_go_and_keeps_who_was_there(
    therapist, plan, training_class, make_patient
):
    place = enrol(therapist, training_class.pk, patient_id=make_patient().pk)
    mark_attendance(therapist, place.pk, held_on=MONDAY, state=AttendanceState.PRESENT)

    with clock.at(NOON + timedelta(days=1)):
        end_class(therapist, training_class.pk)
        assert list_classes(therapist) == ()
        with pytest.raises(Conflict, match="class has ended and does not change"):
            enrol(therapist, training_class.pk, patient_id=make_patient().pk)
        with pytest.raises(Conflict, match="class has ended"):
            edit_class(therapist, training_class.pk, plan, version=2)
        roster = read_roster(therapist, training_class.pk, held_on=MONDAY)
    assert [each.state for each in roster.lines] == [AttendanceState.PRESENT]
    with pytest.raises(NotThere, match="no such class"):
        read_roster(therapist, UUID(int=1), held_on=MONDAY)


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_class(
    therapist, plan, make_patient
):
    training_class = make_class(therapist, replace(plan, most_people_count=20))

    def count():
        with CaptureQueriesContext(connection) as found:
            roster = read_roster(therapist, training_class.pk, held_on=MONDAY)
            assert all(each.enrolment.patient.family_name for each in roster.lines)
        return len(found.captured_queries)

    enrol(therapist, training_class.pk, patient_id=make_patient().pk)
    few = count()
    for _ in range(8):
        enrol(therapist, training_class.pk, patient_id=make_patient().pk)
    assert count() == few


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.VIEWER])
def test_the_desk_reads_rosters_and_changes_none(make_actor, plan, training_class, role):
    actor = make_actor(role)

    assert list_classes(actor)
    with pytest.raises(NotAllowed):
        make_class(actor, plan)
    with pytest.raises(NotAllowed):
        end_class(actor, training_class.pk)
    assert TrainingClass.objects.get().ended_at is None
