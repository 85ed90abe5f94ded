"""Sessions are kept once, against the plan of their day; what should have ended them is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.clinic.made_plans import plan_of, publish

from restride.errors import ContentError
from restride.plan.adherence.home_session import DoseUnit
from restride.records import clock
from restride.records.actions.sessions import (
    edit_session,
    record_session,
    record_sessions,
    tell_synced,
)
from restride.records.actors import actor_of
from restride.records.models import (
    ActivityRecord,
    Alert,
    Patient,
    PatientAccess,
    TrainingSession,
    User,
)
from restride.records.queries.sessions import list_sessions, read_session
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove, moved
from restride.visit.states import TrainingState
from restride.visit.training import (
    Activity,
    Answers,
    Completion,
    Counted,
    FallAnswer,
    PerformedSet,
    Place,
    Session,
    Source,
    WhyNot,
)

NOW = datetime(2026, 5, 20, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at(NOW):
        yield


@pytest.fixture
def patient(make_patient):
    return make_patient()


@pytest.fixture
def at_home(patient):
    """The patient's own account."""
    user = User.objects.create(username=f"p-{patient.pk}")
    PatientAccess.objects.create(clinic_id=patient.clinic_id, patient=patient, user=user)
    return actor_of(user)


def home_row():
    return next(each for each in plan_of().prescriptions if each.setting == "home")


def activity(**more):
    row = home_row()
    content = {
        "exercise": row.exercise,
        "prescription": row.key,
        "sets": (PerformedSet(unit=DoseUnit.REPETITIONS, target=10, actual=8),),
        "completion": Completion.DONE,
    }
    return Activity(**(content | more))


def session(**more):
    content = {
        "client_uuid": uuid4(),
        "place": Place.HOME,
        "state": TrainingState.COMPLETED,
        "started_at": NOW - timedelta(hours=1),
        "ended_at": NOW - timedelta(minutes=30),
        "time_zone": "Europe/Berlin",
        "activities": (activity(),),
    }
    return Session(**(content | more))


OUTSIDE = {"prescription": None, "is_outside_plan": True}


def test_a_session_from_home_is_kept_with_its_sets_and_what_was_not_answered_is_null(
    at_home, patient, therapist
):
    plan = publish(therapist, patient, since=date(2026, 5, 1))

    kept = record_session(at_home, patient.pk, session(before=Answers(pain_points=0)))

    row = read_session(therapist, kept.row.pk)
    assert (kept.is_new, row.plan_id, row.state) == (True, plan.pk, "completed")
    assert (row.before["pain_points"], row.before["effort_points"], row.after) == (0, None, None)
    done = row.activities.get()
    assert done.sets == [
        {
            "unit": "repetitions",
            "target": 10,
            "actual": 8,
            "duration_s": None,
            "load": None,
            "side": None,
        }
    ]
    assert (done.content_version, done.pain_before) == (home_row().content_version, None)


def test_the_same_session_sent_again_is_the_first_and_another_under_its_name_is_refused(
    at_home, patient, therapist
):
    publish(therapist, patient, since=date(2026, 5, 1))
    first = session()

    kept = record_session(at_home, patient.pk, first)
    again = record_session(at_home, patient.pk, first)

    assert (again.is_new, again.row.pk) == (False, kept.row.pk)
    assert (TrainingSession.objects.count(), ActivityRecord.objects.count()) == (1, 1)
    with pytest.raises(Conflict, match="identifier of a session must be of one session"):
        record_session(at_home, patient.pk, replace(first, source=Source.DEVICE))


def test_an_identifier_of_another_patient_is_taken_without_telling_of_whom(
    at_home, patient, therapist, make_patient
):
    first = session(activities=(activity(**OUTSIDE),))
    record_session(therapist, make_patient().pk, first)

    with pytest.raises(Conflict, match="another was kept under it"):
        record_session(at_home, patient.pk, first)


def test_what_is_trained_must_stand_in_the_plan_of_that_day(at_home, patient, therapist):
    publish(therapist, patient, since=date(2026, 5, 20))

    yesterday = NOW - timedelta(days=1)
    with pytest.raises(NotUsable, match="a version that held on 2026-05-19, and none of the 0"):
        record_session(
            at_home,
            patient.pk,
            session(started_at=yesterday, ended_at=yesterday + timedelta(minutes=20)),
        )
    with pytest.raises(NotUsable, match="none of the 1 that held then"):
        record_session(
            at_home, patient.pk, session(activities=(activity(prescription="home:nothing:both"),))
        )
    with pytest.raises(NotUsable, match="none of the 1"):
        record_session(
            at_home, patient.pk, session(activities=(activity(exercise="str_mini_squat"),))
        )
    kept = record_session(at_home, patient.pk, session(activities=(activity(**OUTSIDE),)))
    assert kept.row.plan_id is None


def test_a_day_is_that_of_the_person_not_of_the_server(at_home, patient, therapist):
    publish(therapist, patient, since=date(2026, 5, 20))
    just_after_midnight_in_berlin = datetime(2026, 5, 19, 22, 30, tzinfo=UTC)

    kept = record_session(
        at_home,
        patient.pk,
        session(
            started_at=just_after_midnight_in_berlin,
            ended_at=just_after_midnight_in_berlin + timedelta(minutes=10),
        ),
    )

    assert kept.row.plan_id is not None


def test_a_plan_of_another_patient_is_refused(at_home, patient, therapist, make_patient):
    publish(therapist, patient, since=date(2026, 5, 1))
    other = make_patient()
    foreign = publish(therapist, other, since=date(2026, 5, 1))

    with pytest.raises(NotThere):
        record_session(at_home, patient.pk, session(plan_id=foreign.pk))
    with pytest.raises(NotUsable, match="Correct plan_id"):
        record_session(therapist, patient.pk, session(plan_id=foreign.pk))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"started_at": NOW + timedelta(hours=1)}, "within the last 366 days, and began on"),
        ({"started_at": NOW - timedelta(days=367)}, "within the last 366 days"),
        ({"ended_at": None}, "that is completed has an end, and this one has none"),
        ({"state": TrainingState.STARTED}, "that is started has no end. Remove it"),
        ({"ended_at": NOW - timedelta(hours=2)}, "must end after it began"),
        ({"started_at": NOW - timedelta(hours=14)}, "within 12 hours"),
        ({"activities": ()}, "completed session needs at least one exercise"),
        ({"time_zone": "Mars/Olympus"}, "time zone must be a name such as"),
    ],
)
def test_times_and_states_that_cannot_be_are_refused(at_home, patient, more, words):
    outside = {"activities": (activity(**OUTSIDE),)}
    with pytest.raises(ContentError, match=words):
        record_session(at_home, patient.pk, session(**(outside | more)))
    assert not TrainingSession.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"is_outside_plan": True}, "has both. Remove one"),
        ({"prescription": None}, "has neither. Give one"),
        ({"reason": WhyNot.PAIN}, "is done, and needs no reason"),
        ({"completion": Completion.SKIPPED, "sets": ()}, "is skipped, and needs a reason"),
        ({"sets": ()}, "needs at least one set, and has none"),
        ({"counted": Counted(metrics={"charm": 1.0})}, "must be of those that exercises have"),
        (
            {"completion": Completion.SKIPPED, "reason": WhyNot.TIRED},
            "a set of it was done. Call it partial",
        ),
    ],
)
def test_an_exercise_that_does_not_fit_together_is_refused(at_home, patient, more, words):
    with pytest.raises(ContentError, match=words):
        record_session(at_home, patient.pk, session(activities=(activity(**more),)))


def test_a_person_records_at_home_and_staff_anywhere(at_home, patient, therapist):
    in_clinic = session(place=Place.CLINIC, activities=(activity(**OUTSIDE),))

    with pytest.raises(NotUsable, match="at home and of no visit, and this one is clinic"):
        record_session(at_home, patient.pk, in_clinic)
    assert record_session(therapist, patient.pk, in_clinic).row.place == "clinic"


def test_a_session_goes_on_through_its_moves_and_no_longer_changes_once_it_is_over(
    therapist, patient
):
    started = session(
        place=Place.CLINIC,
        state=TrainingState.STARTED,
        ended_at=None,
        activities=(activity(**OUTSIDE),),
    )
    row = record_session(therapist, patient.pk, started).row

    paused = replace(started, state=TrainingState.PAUSED)
    edit_session(therapist, row.pk, paused, version=1)
    with pytest.raises(Stale, match="it is at version 2 now"):
        edit_session(therapist, row.pk, paused, version=1)
    with pytest.raises(NotUsable, match="has 1 exercises, and the edit names 0"):
        edit_session(therapist, row.pk, replace(paused, activities=()), version=2)
    with pytest.raises(NotUsable, match="keeps the identifier and the start"):
        edit_session(therapist, row.pk, replace(paused, client_uuid=uuid4()), version=2)
    over = replace(
        started, state=TrainingState.COMPLETED, ended_at=NOW, activities=(activity(**OUTSIDE),) * 2
    )
    done = edit_session(therapist, row.pk, over, version=2)

    assert (done.row.state, done.row.activities.count()) == ("completed", 2)
    with pytest.raises(Conflict, match="is completed and no longer changes"):
        edit_session(therapist, row.pk, over, version=3)


def test_a_session_that_began_does_not_become_what_cannot_follow(therapist, patient):
    outside = (activity(**OUTSIDE),)
    paused = session(state=TrainingState.PAUSED, ended_at=None, activities=outside)
    row = record_session(therapist, patient.pk, paused).row
    resumed = edit_session(
        therapist, row.pk, replace(paused, state=TrainingState.STARTED), version=1
    )

    assert resumed.row.state == "started"
    with pytest.raises(ImpossibleMove, match="session is completed and cannot become paused"):
        moved(TrainingState.COMPLETED, TrainingState.PAUSED, thing="session")


@pytest.mark.parametrize(
    ("more", "rules"),
    [
        (
            {"before": Answers(pain_points=1), "after": Answers(pain_points=4)},
            ["stop_pain_rise"],
        ),
        ({"after": Answers(pain_points=6)}, ["stop_pain_high"]),
        ({"before": Answers(dizziness_points=1), "after": Answers(dizziness_points=5)}, []),
        (
            {"before": Answers(dizziness_points=1), "after": Answers(dizziness_points=6)},
            ["stop_symptom_rise"],
        ),
        ({"after": Answers(fall=FallAnswer.NEARLY)}, ["stop_near_fall"]),
        ({"after": Answers(fall=FallAnswer.FELL)}, ["session_fall", "stop_near_fall"]),
        (
            {"activities": (activity(**OUTSIDE, counted=Counted(pain_sharp_or_new=True)),)},
            ["stop_pain_sharp"],
        ),
        (
            {
                "activities": (
                    activity(**OUTSIDE, completion=Completion.STOPPED, reason=WhyNot.DIZZY),
                )
            },
            ["stop_faint"],
        ),
        ({"after": Answers(pain_points=5)}, []),
    ],
)
def test_a_stop_rule_that_is_reached_becomes_an_alert_and_the_session_is_kept(
    at_home, patient, more, rules
):
    outside = {"activities": (activity(**OUTSIDE),)}
    sent = session(**(outside | more))

    kept = record_session(at_home, patient.pk, sent)
    record_session(at_home, patient.pk, sent)

    assert TrainingSession.objects.count() == 1
    assert sorted(Alert.objects.values_list("rule", flat=True)) == rules
    told = [f"stop_{each.rule.id}" for each in kept.hits]
    assert [each for each in rules if each != "session_fall"] == told


def test_each_of_a_batch_has_its_own_result_and_a_full_one_sets_the_sync(at_home, patient):
    good = session(activities=(activity(**OUTSIDE),))
    wrong = session(activities=())

    sent = record_sessions(at_home, patient.pk, [good, wrong, good], is_everything=True)

    assert [each.kept is not None for each in sent] == [True, False, True]
    assert "needs at least one exercise" in str(sent[1].refusal)
    assert sent[2].kept.is_new is False
    assert Patient.objects.get(pk=patient.pk).synced_at is None
    record_sessions(at_home, patient.pk, [good], is_everything=True)
    assert Patient.objects.get(pk=patient.pk).synced_at == NOW


def test_only_the_patients_own_device_says_that_everything_was_sent(at_home, patient, therapist):
    assert tell_synced(at_home, patient.pk).synced_at == NOW
    with pytest.raises(NotAllowed):
        tell_synced(therapist, patient.pk)


def test_nobody_sees_or_records_sessions_of_those_they_do_not_care_for(
    make_actor, patient, therapist, other_clinic, at_home
):
    row = record_session(at_home, patient.pk, session(activities=(activity(**OUTSIDE),))).row
    elsewhere = make_actor(Role.THERAPIST, at=other_clinic)
    for stranger in (make_actor(Role.THERAPIST, "outside"), elsewhere):
        with pytest.raises(NotThere):
            read_session(stranger, row.pk)
        with pytest.raises(NotThere):
            list_sessions(stranger, patient.pk)
        with pytest.raises(NotThere):
            record_session(stranger, patient.pk, session())
        with pytest.raises(NotThere):
            record_sessions(stranger, patient.pk, [session()])
    with pytest.raises(NotAllowed):
        record_session(make_actor(Role.FRONT_DESK), patient.pk, session())
    assert [each.pk for each in list_sessions(at_home, patient.pk).rows] == [row.pk]


def test_a_patient_reads_their_sessions_without_the_notes_of_the_staff(at_home, patient, therapist):
    noted = (activity(**OUTSIDE, note="Fearful today."),)
    row = record_session(therapist, patient.pk, session(activities=noted)).row
    own = record_session(at_home, patient.pk, session(activities=noted)).row

    def notes(actor):
        rows = list_sessions(actor, patient.pk).rows
        return {each.pk: [every.note for every in each.activities.all()] for each in rows}

    assert notes(at_home) == {row.pk: [None], own.pk: ["Fearful today."]}
    assert notes(therapist) == {row.pk: ["Fearful today."], own.pk: ["Fearful today."]}
    assert read_session(at_home, row.pk).activities.all()[0].note is None


def test_a_long_list_takes_as_many_questions_as_a_short_one(at_home, patient):
    def asked_count():
        with CaptureQueriesContext(connection) as asked:
            rows = list_sessions(at_home, patient.pk).rows
            assert all(each.activities.all()[0].note is None for each in rows)
            return len(asked)

    record_session(at_home, patient.pk, session(activities=(activity(**OUTSIDE),)))
    few_count = asked_count()
    for _ in range(9):
        record_session(at_home, patient.pk, session(activities=(activity(**OUTSIDE),)))

    assert asked_count() == few_count
