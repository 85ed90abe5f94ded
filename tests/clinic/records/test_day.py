"""The day list: appointments with what is due, computed each time, in a fixed number of steps."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from restride.records import clock
from restride.records.actions.appointments import Booking, book_appointment
from restride.records.actions.episodes import hold_episode
from restride.records.actions.falls import Fall, report_fall
from restride.records.actions.plans_of_care import (
    CareDates,
    edit_plan_of_care,
    end_plan_of_care,
    start_plan_of_care,
)
from restride.records.actions.signing_visits import sign_visit
from restride.records.actions.visits import VisitDraft, edit_visit, open_visit
from restride.records.identity import new_id
from restride.records.models import Assessment, PlanRecord, Visit
from restride.records.queries.day import read_day
from restride.records.queries.episodes import list_plans_of_care, read_due
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.visit.due import Due, DueKind, RetestReason
from restride.visit.states import AssessmentState, PlanState, VisitKind

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
TODAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def book(therapist):
    def make(patient_id, *, minutes=0, kind=VisitKind.TREATMENT):
        start = NOON + timedelta(minutes=minutes)
        booking = Booking(
            therapist_id=therapist.user_id,
            starts_at=start,
            ends_at=start + timedelta(minutes=10),
            kind=kind,
        )
        return book_appointment(therapist, patient_id, booking)

    return make


@pytest.fixture
def episode(make_episode):
    return make_episode()


def visited(therapist, episode, *, is_signed=True):
    visit = open_visit(therapist, episode.pk, kind=VisitKind.TREATMENT)
    edit_visit(therapist, visit.pk, VisitDraft(kind=VisitKind.TREATMENT, note="Done"), version=1)
    if is_signed:
        sign_visit(therapist, visit.pk, version=2)
    return visit


def assessed(episode, *, days_ago=0, state=AssessmentState.COMPLETED):
    return Assessment.objects.create(
        clinic_id=episode.clinic_id,
        patient_id=episode.patient_id,
        episode=episode,
        battery="quick",
        battery_version="1",
        state=state,
        ended_at=clock.now() - timedelta(days=days_ago),
    )


def due_of(actor, episode):
    day = read_day(actor)
    lines = [(each.appointment.patient_id, each.due) for each in day.lines]
    besides = [(each.patient.pk, each.due) for each in day.also_due]
    return dict(lines + besides).get(episode.patient_id, ())


def test_a_day_lists_ones_own_appointments_in_order_with_what_is_due(
    therapist, make_episode, episode, book
):
    later, sooner = book(episode.patient_id, minutes=20), book(make_episode().patient_id)

    day = read_day(therapist)

    assert day.day == TODAY
    assert [each.appointment.pk for each in day.lines] == [sooner.pk, later.pk]
    assert [each.due for each in day.lines] == [(Due(kind=DueKind.NEW),)] * 2
    assert read_day(therapist, day=TODAY + timedelta(days=1)).lines == ()


def test_somebody_seen_once_is_to_be_assessed_and_their_note_signed(therapist, episode, book):
    book(episode.patient_id)
    visited(therapist, episode, is_signed=False)

    assert due_of(therapist, episode) == (
        Due(kind=DueKind.RETEST, reason=RetestReason.NEVER_ASSESSED),
        Due(kind=DueKind.UNSIGNED_NOTE),
    )
    assert read_day(therapist).unsigned_count == 1


def test_a_retest_is_due_after_four_weeks_a_fall_or_ten_visits(
    clinic, therapist, episode, make_episode
):
    visited(therapist, episode)
    assessed(episode, days_ago=27)
    assert due_of(therapist, episode) == ()
    with clock.at(NOON + timedelta(days=1)):
        assert due_of(therapist, episode) == (
            Due(kind=DueKind.RETEST, on=date(2026, 5, 5), reason=RetestReason.DAYS),
        )
    assessed(episode, state=AssessmentState.ABANDONED)
    with clock.at(NOON + timedelta(days=1)):
        assert due_of(therapist, episode), "an abandoned assessment is none"
    clinic.reassess_every_visits_count = 1
    clinic.save()
    assert due_of(therapist, episode) == (Due(kind=DueKind.RETEST, reason=RetestReason.VISITS),)
    fall = Fall(client_uuid=new_id(), happened_at=NOON, is_near_fall=False)
    report_fall(therapist, episode.patient_id, fall)
    assert due_of(therapist, episode) == (Due(kind=DueKind.RETEST, reason=RetestReason.FALL),)
    with clock.at(NOON + timedelta(hours=1)):
        assessed(episode)
        assert due_of(therapist, episode) == ()


def test_what_is_due_in_one_episode_is_read_by_those_who_care(therapist, make_actor, episode):
    assert read_due(therapist, episode.pk) == (Due(kind=DueKind.NEW),)
    visited(therapist, episode)
    assert [each.reason for each in read_due(therapist, episode.pk)] == ["never_assessed"]
    with pytest.raises(NotAllowed):
        read_due(make_actor(Role.FRONT_DESK), episode.pk)
    with pytest.raises(NotThere):
        read_due(make_actor(Role.THERAPIST, "stranger"), episode.pk)
    hold_episode(therapist, episode.pk, why="Away")
    assert read_due(therapist, episode.pk) == ()


def test_a_near_fall_alone_asks_for_no_retest(therapist, episode):
    visited(therapist, episode)
    assessed(episode, days_ago=1)

    fall = Fall(client_uuid=new_id(), happened_at=NOON, is_near_fall=True)
    report_fall(therapist, episode.patient_id, fall)

    assert due_of(therapist, episode) == ()


def test_dates_of_the_plan_of_care_become_lines_without_an_appointment(therapist, episode):
    visited(therapist, episode)
    assessed(episode)
    dates = CareDates(
        started_on=TODAY,
        expires_on=TODAY + timedelta(days=14),
        progress_report_due_on=TODAY + timedelta(days=7),
    )
    plan = start_plan_of_care(therapist, episode.pk, dates)

    day = read_day(therapist)

    assert day.lines == ()
    assert [(each.patient.pk, each.due) for each in day.also_due] == [
        (
            episode.patient_id,
            (
                Due(kind=DueKind.PROGRESS_REPORT, on=date(2026, 5, 11)),
                Due(kind=DueKind.PLAN_OF_CARE_EXPIRES, on=date(2026, 5, 18)),
            ),
        )
    ]
    end_plan_of_care(therapist, plan.pk)
    assert due_of(therapist, episode) == ()


def test_a_plan_that_ends_soon_is_told(therapist, episode):
    visited(therapist, episode)
    assessed(episode)
    PlanRecord.objects.create(
        clinic_id=episode.clinic_id,
        patient_id=episode.patient_id,
        episode=episode,
        number=1,
        state=PlanState.ACTIVE,
        effective_from=TODAY,
        effective_to=TODAY + timedelta(days=5),
        plan={},
    )

    assert due_of(therapist, episode) == (Due(kind=DueKind.PLAN_ENDS, on=date(2026, 5, 9)),)


def test_the_desk_sees_appointments_of_all_and_nothing_of_their_care(
    make_actor, therapist, episode, make_patient, book
):
    visited(therapist, episode, is_signed=False)
    book(episode.patient_id)
    book(make_patient().pk, minutes=20, kind=VisitKind.INITIAL)

    for role in (Role.FRONT_DESK, Role.ADMINISTRATOR):
        day = read_day(make_actor(role))
        assert [each.due for each in day.lines] == [(), (Due(kind=DueKind.NEW),)]
        assert (day.also_due, day.unsigned_count) == ((), 0)


@pytest.mark.parametrize("role", [Role.VIEWER])
def test_who_does_not_work_with_patients_has_no_day(make_actor, role):
    with pytest.raises(NotAllowed):
        read_day(make_actor(role))


def test_the_number_of_questions_to_the_database_does_not_grow(
    therapist, make_episode, episode, book
):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as found:
            day = read_day(therapist)
            for each in day.lines:
                assert each.appointment.patient.family_name
                assert each.appointment.therapist.name
        # The trail writes one line for each patient in one statement.
        return len(found.captured_queries)

    book(episode.patient_id)
    visited(therapist, episode)
    few = count()
    for number in range(1, 8):
        more = make_episode()
        book(more.patient_id, minutes=20 * number)
        visited(therapist, more, is_signed=number % 2 == 0)
        assessed(more, days_ago=40)

    assert count() == few


def test_a_plan_of_care_is_started_certified_and_replaced(therapist, episode):
    first = start_plan_of_care(therapist, episode.pk, CareDates(started_on=TODAY))
    certified = CareDates(started_on=TODAY, certified_on=TODAY, expires_on=date(2026, 8, 2))

    edited = edit_plan_of_care(therapist, first.pk, certified, version=1)

    assert (edited.certified_on, edited.version) == (TODAY, 2)
    with pytest.raises(Stale):
        edit_plan_of_care(therapist, first.pk, certified, version=1)
    second = start_plan_of_care(therapist, episode.pk, CareDates(started_on=TODAY))
    plans = list_plans_of_care(therapist, episode.pk)
    assert {each.pk: each.ended_at is None for each in plans} == {
        first.pk: False,
        second.pk: True,
    }
    with pytest.raises(Conflict, match="has ended and does not change. Start another"):
        edit_plan_of_care(therapist, first.pk, certified, version=3)
    with pytest.raises(Conflict, match="has ended"):
        end_plan_of_care(therapist, first.pk)


@pytest.mark.parametrize(
    ("name", "day", "match"),
    [
        ("certified_on", date(2026, 5, 3), "certified_on must not lie before started_on"),
        ("expires_on", date(2026, 5, 3), "expires_on must not lie before started_on"),
        ("expires_on", TODAY, "expires_on must lie after started_on"),
        ("progress_report_due_on", date(2026, 5, 3), "progress_report_due_on must not lie before"),
    ],
)
def test_dates_of_a_plan_of_care_are_in_order(therapist, episode, name, day, match):
    with pytest.raises(NotUsable, match=match):
        start_plan_of_care(therapist, episode.pk, CareDates(**{"started_on": TODAY, name: day}))


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_only_a_therapist_sets_a_plan_of_care(make_actor, episode, role):
    with pytest.raises(NotAllowed):
        start_plan_of_care(make_actor(role), episode.pk, CareDates(started_on=TODAY))


def test_a_draft_of_somebody_else_is_not_ones_own_to_sign(therapist, make_actor, episode):
    visited(therapist, episode, is_signed=False)
    other = make_actor(Role.THERAPIST, "other")

    assert read_day(other).unsigned_count == 0
    assert Visit.objects.count() == 1
