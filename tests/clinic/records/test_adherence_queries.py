"""What is due and done follows from the plan's history each time, as the rules of adherence say."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from tests.clinic.made_plans import publish

from restride.plan.adherence.adherence import AdherenceState
from restride.plan.adherence.home_session import ExcuseReason
from restride.records import clock
from restride.records.actions.excuses import ExcusedDays, end_excuse, excuse_days
from restride.records.models import ActivityRecord, Excuse, PlanRecord, TrainingSession
from restride.records.queries.adherence import due_days, read_adherence
from restride.records.refusals import Conflict, NotThere, NotUsable
from restride.records.roles import Role

#: A Sunday evening in Berlin.
NOW = datetime(2026, 5, 24, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at(NOW):
        yield


@pytest.fixture
def plan(make_patient, therapist) -> PlanRecord:
    patient = make_patient()
    patient.synced_at = NOW
    patient.save()
    plan = publish(therapist, patient, since=date(2026, 5, 1))
    plan.schedule = {"per_week_count": 3}
    plan.save()
    return plan


def done(plan, day, *, hour=9, state="completed", place="home", actual=10.0):
    row = TrainingSession.objects.create(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        client_uuid=uuid4(),
        plan=plan,
        place=place,
        state=state,
        time_zone="Europe/Berlin",
        started_at=datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
        source="person",
    )
    ActivityRecord.objects.create(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        training=row,
        number=1,
        prescription="home:str_mini_squat:both",
        exercise="str_mini_squat",
        content_version="1",
        sets=[{"unit": "repetitions", "target": 10.0, "actual": actual}],
        completion="done",
    )
    return row


def test_two_of_three_and_one_extra_as_the_definition_has_it(plan, therapist):
    monday = date(2026, 5, 18)
    excuse_days(
        therapist,
        plan.patient_id,
        ExcusedDays(
            first_day=date(2026, 5, 20), last_day=date(2026, 5, 20), reason=ExcuseReason.ILL
        ),
    )
    for day, hour in ((monday, 8), (monday, 15), (date(2026, 5, 22), 8)):
        done(plan, day, hour=hour, actual=9.0)
    done(plan, date(2026, 5, 21), state="abandoned")
    done(plan, date(2026, 5, 21), place="clinic")

    week = read_adherence(therapist, plan.episode_id).week

    assert (week.done_count, week.due_count, week.extra_count) == (2, 3, 1)
    assert week.excused_days_count == 1
    assert week.words == "2 of 3 sessions (67 %), +1"
    assert [each.words for each in week.dose] == ["37 of 40 repetitions (92 %)"]


def test_without_a_sync_nothing_is_told(plan, therapist):
    plan.patient.synced_at = datetime(2026, 5, 10, tzinfo=UTC)
    plan.patient.save()

    told = read_adherence(therapist, plan.episode_id)

    assert (told.week.state, told.week.done_count) == (AdherenceState.UNKNOWN, None)
    assert told.month.state is AdherenceState.KNOWN


def test_before_a_plan_nothing_is_due(plan, therapist):
    told = read_adherence(therapist, plan.episode_id, day=date(2026, 4, 20))

    assert told.week.words == "—"


def test_each_day_asks_for_what_the_version_of_that_day_says(plan, therapist):
    plan.effective_to = date(2026, 5, 19)
    plan.save()
    later = publish(
        therapist, plan.patient, since=date(2026, 5, 20), episode=plan.episode, number=2
    )
    later.schedule = {"weekdays": [0, 2]}
    later.save()
    done(later, date(2026, 5, 20))

    days = due_days(
        therapist, plan.episode_id, first_day=date(2026, 5, 19), last_day=date(2026, 5, 21)
    )

    told = [
        (each.plan_number, each.due_count, each.per_week_count, each.done_count) for each in days
    ]
    assert told == [(1, None, 3, 0), (2, 1, None, 1), (2, 0, None, 0)]
    assert all(key.startswith("home:") for each in days for key in each.prescriptions)
    assert days[0].prescriptions


def test_a_range_has_its_bounds(plan, therapist):
    first = date(2026, 5, 1)
    with pytest.raises(NotUsable, match="of 1 to 62 days, and this one of 63"):
        due_days(therapist, plan.episode_id, first_day=first, last_day=first + timedelta(days=62))
    with pytest.raises(NotUsable, match="and this one of 0"):
        due_days(therapist, plan.episode_id, first_day=first, last_day=first - timedelta(days=1))


@pytest.mark.parametrize("day", [date.min, date(2026, 5, 25), date.max])
def test_a_day_to_come_or_long_gone_is_refused(plan, therapist, day):
    with pytest.raises(NotUsable, match="from 2000-01-01 to today"):
        read_adherence(therapist, plan.episode_id, day=day)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_range_that_no_calendar_needs_is_refused(plan, therapist, day):
    with pytest.raises(NotUsable, match="from 2000-01-01 to 2200-12-31"):
        due_days(therapist, plan.episode_id, first_day=day, last_day=day)


def test_an_excuse_that_is_ended_counts_up_to_the_day_before(plan, therapist):
    row = excuse_days(
        therapist,
        plan.patient_id,
        ExcusedDays(
            first_day=date(2026, 5, 20), last_day=date(2026, 6, 20), reason=ExcuseReason.HOLIDAY
        ),
    )
    ended = end_excuse(therapist, row.pk, version=1)

    assert read_adherence(therapist, plan.episode_id).week.excused_days_count == 4
    with pytest.raises(Conflict, match="has ended already"):
        end_excuse(therapist, row.pk, version=ended.version)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 5, 20), date(2026, 5, 19), "must end on or after its first day"),
        (date(2026, 5, 20), date(2026, 11, 19), "of at most 183 days, and this one of 184"),
        (date(2026, 3, 28), date(2026, 3, 29), "lies between 2026-03-29 and 2027-05-25"),
        (date(2027, 5, 20), date(2027, 5, 26), "lies between"),
    ],
)
def test_days_off_have_their_bounds(plan, therapist, first, last, words):
    days = ExcusedDays(first_day=first, last_day=last, reason=ExcuseReason.ILL)
    with pytest.raises(Exception, match=words):
        excuse_days(therapist, plan.patient_id, days)
    assert not Excuse.objects.exists()


def test_it_is_there_for_the_care_team_alone(plan, make_actor):
    with pytest.raises(NotThere):
        read_adherence(make_actor(Role.THERAPIST, "outside"), plan.episode_id)
