"""Whether it helps: verdicts of the one definition, proposals from sessions, and the strip."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from tests.clinic.made_plans import answer_precautions, open_episode, plan_of, publish
from tests.clinic.made_results import keep_goal, keep_result

from restride.clinical.change import Verdict
from restride.clinical.circumstances import Aid, Circumstances
from restride.plan.progression.progression import Move
from restride.records import clock
from restride.records.models import (
    ActivityRecord,
    FallReport,
    Message,
    TrainingSession,
    User,
    Visit,
)
from restride.records.queries.progress import propose_progressions, read_trends
from restride.records.queries.since_last_visit import read_since_last_visit
from restride.records.refusals import NotAllowed, NotThere
from restride.records.roles import Role

NOW = datetime(2026, 5, 24, 18, tzinfo=UTC)
FIRST = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at(NOW):
        yield


@pytest.fixture
def episode(make_patient, therapist):
    return open_episode(therapist, make_patient(), name="stroke")


def only_trend(actor, episode, **more):
    (trend,) = read_trends(actor, episode.pk, **more)
    return trend


def test_a_measure_that_was_tested_once_has_a_point_and_no_verdict(episode, therapist):
    keep_result(episode, day=FIRST, value=16.0)
    keep_goal(episode, day=FIRST)

    trend = only_trend(therapist, episode)

    assert [(each.tested_on, each.value) for each in trend.points] == [(FIRST, 16.0)]
    assert (trend.change, trend.baseline_low, trend.target) == (None, None, 11.0)


def test_the_band_lies_around_the_baseline_and_the_verdict_is_that_of_the_definition(
    episode, therapist
):
    keep_result(episode, day=FIRST, value=26.0)
    keep_result(episode, day=date(2026, 5, 20), value=12.0)
    keep_goal(episode, day=FIRST, baseline=26.0)

    trend = only_trend(therapist, episode)

    mdc = trend.change.detectable.value
    assert (trend.baseline_low, trend.baseline_high) == (26.0 - mdc, 26.0 + mdc)
    assert trend.change.verdict in (Verdict.REAL_IMPROVEMENT, Verdict.LIKELY_MEANINGFUL)
    assert trend.unit == "s"


def test_a_change_within_the_error_and_one_for_the_worse_are_called_so(episode, therapist):
    keep_result(episode, day=FIRST, value=26.0)
    keep_goal(episode, day=FIRST, baseline=26.0)
    again = keep_result(episode, day=date(2026, 5, 20), value=25.5)

    assert only_trend(therapist, episode).change.verdict is Verdict.WITHIN_ERROR
    again.corrected_by = keep_result(episode, day=date(2026, 5, 20), value=45.0)
    again.save()
    assert only_trend(therapist, episode).change.verdict is Verdict.REAL_WORSENING


def test_other_conditions_are_not_comparable_and_named(episode, therapist):
    keep_result(episode, day=FIRST, value=26.0)
    keep_result(
        episode, day=date(2026, 5, 20), value=12.0, circumstances=Circumstances(aid=Aid.ROLLATOR)
    )
    keep_goal(episode, day=FIRST, baseline=26.0)

    trend = only_trend(therapist, episode)

    assert trend.change.verdict is Verdict.NOT_COMPARABLE
    assert trend.points[1].differing == ("aid", "assistance")


def test_the_baseline_may_be_of_several_days_and_never_of_the_last(episode, therapist):
    days = (FIRST, date(2026, 3, 9), date(2026, 5, 20))
    for day, value in zip(days, (27.0, 25.0, 20.0), strict=True):
        keep_result(episode, day=day, value=value)
    keep_goal(episode, day=FIRST, baseline=27.0)

    assert only_trend(therapist, episode, baselines_count=2).change.before == 26.0
    assert only_trend(therapist, episode, baselines_count=5).baseline_on == days[:2]


def train(plan, day, *, row=None, **answers):
    row = row or plan_of().prescriptions[0]
    dose = row.dose
    if dose.repetitions_count is not None:
        done = {"unit": "repetitions", "target": dose.repetitions_count, "actual": 40}
    else:
        done = {"unit": "seconds", "target": 30.0, "actual": 600.0}
    session = TrainingSession.objects.create(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        client_uuid=uuid4(),
        plan=plan,
        place="home",
        state="completed",
        time_zone="Europe/Berlin",
        started_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        source="person",
        **answers,
    )
    return ActivityRecord.objects.create(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        training=session,
        number=1,
        prescription=row.key,
        exercise=row.exercise,
        content_version=row.content_version,
        sets=[done] * dose.sets_count,
        completion="done",
    )


def proposal(actor, plan, row):
    found = {each.prescription.key: each for each in propose_progressions(actor, plan.episode_id)}
    return found[row.key]


def test_every_row_has_a_proposal_and_says_what_is_missing(make_patient, therapist):
    plan = publish(therapist, make_patient(), since=date(2026, 5, 1))
    unanswered = {each.proposal.move for each in propose_progressions(therapist, plan.episode_id)}
    answer_precautions(plan.episode, day=date(2026, 5, 24))

    assert unanswered == {Move.PAUSE}
    found = propose_progressions(therapist, plan.episode_id)

    assert len(found) == len(plan_of().prescriptions)
    moves = {each.proposal.move for each in found}
    assert moves <= {Move.HOLD, Move.PAUSE}
    held = next(each for each in found if each.proposal.move is Move.HOLD)
    assert held.proposal.missing == ("no session is recorded",)


def test_pain_that_rose_steps_back_with_its_rule(make_patient, therapist):
    plan = publish(therapist, make_patient(), since=date(2026, 5, 1))
    answer_precautions(plan.episode, day=date(2026, 5, 24))
    row = next(
        each.prescription
        for each in propose_progressions(therapist, plan.episode_id)
        if each.proposal.move is Move.HOLD
    )
    train(plan, date(2026, 5, 22), row=row, before={"pain_points": 1}, after={"pain_points": 8})

    told = proposal(therapist, plan, row)

    assert told.proposal.move in (Move.REGRESS, Move.PAUSE)
    assert "pain 8 of 10" in told.proposal.reason
    assert told.records[0].pain_after_points == 8.0


def test_what_was_not_asked_holds_back_a_step_up(make_patient, therapist):
    plan = publish(therapist, make_patient(), since=date(2026, 5, 1))
    answer_precautions(plan.episode, day=date(2026, 5, 24))
    row = next(
        each.prescription
        for each in propose_progressions(therapist, plan.episode_id)
        if each.proposal.move is Move.HOLD
    )
    for day in (date(2026, 5, 20), date(2026, 5, 22)):
        train(plan, day, row=row, after={"effort_points": 2})

    told = proposal(therapist, plan, row).proposal

    assert told.move is Move.HOLD
    assert "2026-05-22: near_falls_count not asked or counted" in told.missing


def test_sessions_before_the_row_was_changed_do_not_count(make_patient, therapist):
    plan = publish(therapist, make_patient(), since=date(2026, 5, 21))
    row = plan_of().prescriptions[0]
    train(plan, date(2026, 5, 20), row=row)
    train(plan, date(2026, 5, 22), row=row)

    assert [each.day for each in proposal(therapist, plan, row).records] == [date(2026, 5, 22)]


def test_the_strip_counts_since_the_last_visit(make_patient, therapist):
    plan = publish(therapist, make_patient(), since=date(2026, 5, 1))
    own = {"clinic_id": plan.clinic_id, "patient_id": plan.patient_id}
    for day in (date(2026, 5, 4), date(2026, 5, 18)):
        Visit.objects.create(
            **own,
            episode=plan.episode,
            kind="treatment",
            therapist_id=therapist.user_id,
            started_at=datetime(day.year, day.month, day.day, 8, tzinfo=UTC),
        )
    train(plan, date(2026, 5, 5), after={"pain_points": 6})
    for day in (date(2026, 5, 19), date(2026, 5, 21)):
        row = train(plan, day, after={"pain_points": 3})
    row.completion, row.reason, row.pain_during = "partial", "tired", 2
    row.save()
    FallReport.objects.create(**own, happened_at=NOW - timedelta(days=1), is_near_fall=True)
    FallReport.objects.create(**own, happened_at=NOW - timedelta(days=10), is_near_fall=False)
    user = User.objects.create(username="p")
    Message.objects.create(
        **own, client_uuid=uuid4(), sender=user, is_from_clinic=False, text="?", made_at=NOW
    )

    strip = read_since_last_visit(therapist, plan.episode_id)

    assert (strip.sessions_count, strip.pain_most_points, strip.pain_most_before_points) == (
        2,
        3,
        6,
    )
    assert (strip.falls_count, strip.near_falls_count) == (0, 1)
    assert (strip.messages_count, strip.unread_count) == (1, 1)
    assert strip.reasons == {"tired": 1}


def test_nobody_asked_is_not_no_pain(make_patient, therapist):
    plan = publish(therapist, make_patient(), since=date(2026, 5, 1))
    train(plan, date(2026, 5, 20))

    assert read_since_last_visit(therapist, plan.episode_id).pain_most_points is None


def test_progress_is_there_for_those_who_care_and_proposals_for_staff(
    make_actor, episode, therapist
):
    outside = make_actor(Role.THERAPIST, "outside")
    for ask in (read_trends, propose_progressions, read_since_last_visit):
        with pytest.raises(NotThere):
            ask(outside, episode.pk)
    with pytest.raises(NotAllowed):
        propose_progressions(make_actor(Role.FRONT_DESK), episode.pk)
