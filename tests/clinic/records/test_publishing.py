"""Publishing: never what is blocked, from a day on; held, stopped; past days keep theirs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.clinic.planned import (
    episode_with_test,
    now_present,
    plan_of,
    precaution_that_blocks,
    published,
    screened_today,
)

from restride.clinical.precautions import Presence
from restride.plan.adherence.schedule import Schedule, Weekday
from restride.plan.editing import RowRemoval, VisitsEdit
from restride.records import clock
from restride.records.actions.plans import (
    draft_next,
    draft_plan,
    edit_plan,
    set_schedule,
)
from restride.records.actions.publishing import (
    hold_plan,
    publish_plan,
    resume_plan,
    stop_plan,
    withdraw_plan,
)
from restride.records.actions.safety import Answered, answer_precautions
from restride.records.documents import written
from restride.records.models import Excuse, PlanRecord
from restride.records.queries.plans import (
    compare_plans,
    list_plans,
    plan_history,
    read_plan,
    read_plan_in_force,
)
from restride.records.refusals import Conflict, NotUsable
from restride.visit.moves import ImpossibleMove

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
DAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def episode(therapist, make_episode):
    return episode_with_test(therapist, make_episode)


@pytest.fixture
def draft(therapist, episode):
    return draft_plan(therapist, episode.pk)


def test_a_plan_is_published_from_a_day_and_is_in_force_from_then(therapist, episode, draft):
    done = publish_plan(
        therapist, draft.pk, effective_from=DAY + timedelta(days=3), version=draft.version
    )

    assert (done.row.state, done.row.number, done.changed_since_draft) == ("active", 1, ())
    history = plan_history(therapist, episode)
    assert history is not None
    assert history.in_force_on(DAY) is None
    version = history.in_force_on(DAY + timedelta(days=3))
    assert version is not None
    assert (version.number, version.who) == (1, "Therapist")
    with pytest.raises(NotUsable, match="A plan must be in force on 2026-05-04"):
        read_plan_in_force(therapist, episode.pk)
    found = read_plan_in_force(therapist, episode.pk, day=DAY + timedelta(days=5))
    assert found.row.pk == draft.pk
    with pytest.raises(ImpossibleMove):
        publish_plan(therapist, draft.pk, effective_from=DAY, version=done.row.version)


def test_a_day_that_is_over_is_refused_and_the_draft_stays_one(therapist, episode, draft):
    with pytest.raises(NotUsable, match="A change holds from today"):
        publish_plan(
            therapist, draft.pk, effective_from=DAY - timedelta(days=1), version=draft.version
        )

    draft.refresh_from_db()
    assert (draft.state, draft.published_at) == ("draft", None)
    assert plan_history(therapist, episode) is None


def test_a_contraindication_that_came_since_keeps_a_plan_from_being_published(
    therapist, episode, draft
):
    blocking = precaution_that_blocks(plan_of(draft))
    now_present(therapist, episode, blocking)

    assert read_plan(therapist, draft.pk).blocked
    with pytest.raises(Conflict, match="may not be done as things stand") as refused:
        publish_plan(therapist, draft.pk, effective_from=DAY, version=draft.version)

    words = str(refused.value)
    assert "precaution, " in words
    assert "answer the precaution anew" in words
    assert PlanRecord.objects.get().state == "draft"


def test_no_plan_is_published_while_the_gate_is_closed(therapist, episode, draft):
    now_present(therapist, episode, "chest_pain_or_faint")

    with pytest.raises(Conflict, match="The safety gate is closed on 2026-05-04"):
        publish_plan(therapist, draft.pk, effective_from=DAY, version=draft.version)

    held = draft_plan(therapist, episode.pk)
    assert plan_of(held).prescriptions == ()
    assert "nothing is trained" in plan_of(held).missing[0]


def test_an_empty_plan_is_not_published(therapist, episode, draft):
    now_present(therapist, episode, "chest_pain_or_faint")
    held = draft_plan(therapist, episode.pk)
    answer_precautions(
        therapist,
        episode.pk,
        [Answered(code="chest_pain_or_faint", presence=Presence.ABSENT)],
    )

    with pytest.raises(Conflict, match="A plan needs at least one exercise, and has none"):
        publish_plan(therapist, draft.pk, effective_from=DAY, version=held.version)


def test_the_next_version_holds_from_its_day_and_past_days_keep_theirs(therapist, episode):
    first = published(therapist, episode, from_day=DAY)
    key = plan_of(first).prescriptions[0].key
    with clock.at(NOON + timedelta(days=7)):
        second = draft_next(therapist, first.pk)
        second = edit_plan(
            therapist, second.pk, (RowRemoval(key=key, why="Bored"),), version=second.version
        )
        with pytest.raises(Conflict, match="An episode has one draft"):
            draft_next(therapist, first.pk)
        later = DAY + timedelta(days=10)
        with pytest.raises(Conflict, match="unanswered, .* -> Answer the question"):
            publish_plan(therapist, second.pk, effective_from=later, version=second.version)
        screened_today(therapist, episode)
        done = publish_plan(
            therapist, second.pk, effective_from=later, why="Bored", version=second.version
        )
        history = plan_history(therapist, episode)

    first.refresh_from_db()
    assert (first.state, first.effective_to) == ("superseded", DAY + timedelta(days=9))
    assert (done.row.number, done.row.based_on_id) == (2, first.pk)
    assert history is not None
    days = {0: 1, 9: 1, 10: 2, 50: 2}
    for days_count, number in days.items():
        version = history.in_force_on(DAY + timedelta(days=days_count))
        assert version is not None
        assert version.number == number
    told = compare_plans(therapist, second.pk, before_id=first.pk)
    assert [each.kind for each in told.rows] == ["removed"]
    rows = list_plans(therapist, episode.pk)
    assert [each.number for each in rows] == [2, 1]


def test_two_versions_do_not_begin_on_one_day(therapist, episode):
    published(therapist, episode, from_day=DAY)
    row = draft_plan(therapist, episode.pk)

    with pytest.raises(NotUsable, match="must hold from a day after that of version 1"):
        publish_plan(therapist, row.pk, effective_from=DAY, version=row.version)


def test_a_version_is_edited_before_its_day_and_not_after(therapist, episode):
    row = published(therapist, episode, from_day=DAY + timedelta(days=3))
    row = edit_plan(therapist, row.pk, (VisitsEdit(visits_count=1),), version=row.version)
    assert plan_of(row).visits_count == 1

    with (
        clock.at(NOON + timedelta(days=3)),
        pytest.raises(Conflict, match="A plan is edited as a draft or before its day"),
    ):
        edit_plan(therapist, row.pk, (VisitsEdit(visits_count=2),), version=row.version)


def test_a_version_that_is_withdrawn_before_its_day_lets_the_one_before_go_on(therapist, episode):
    first = published(therapist, episode, from_day=DAY)
    second = published(therapist, episode, from_day=DAY + timedelta(days=3))
    withdraw_plan(therapist, second.pk, why="Fell on the stairs", version=second.version)

    first.refresh_from_db()
    assert (first.state, first.effective_to) == ("active", None)
    third = published(therapist, episode, from_day=DAY + timedelta(days=5))
    assert third.number == 2
    with pytest.raises(Conflict, match="has begun. Stop it"):
        withdraw_plan(therapist, first.pk, why="x", version=first.version)


def test_a_plan_on_hold_is_not_in_force_and_the_days_between_are_excused(therapist, episode):
    row = published(therapist, episode, from_day=DAY)
    with clock.at(NOON + timedelta(days=7)):
        row = hold_plan(therapist, row.pk, why="Has the flu", version=row.version)
        history = plan_history(therapist, episode)
        assert history is not None
        assert history.in_force_on(DAY + timedelta(days=6)) is not None
        assert history.in_force_on(DAY + timedelta(days=7)) is None
    with clock.at(NOON + timedelta(days=12)):
        screened_today(therapist, episode)
        row = resume_plan(therapist, row.pk, version=row.version)
        history = plan_history(therapist, episode)

    assert (row.state, row.effective_to) == ("active", None)
    assert history is not None
    assert history.in_force_on(DAY + timedelta(days=20)) is not None
    excuse = Excuse.objects.get()
    assert (excuse.first_day, excuse.last_day, excuse.reason) == (
        DAY + timedelta(days=7),
        DAY + timedelta(days=11),
        "therapist_pause",
    )


def test_a_held_plan_is_not_gone_on_with_while_the_gate_is_closed(therapist, episode):
    row = published(therapist, episode, from_day=DAY)
    row = hold_plan(therapist, row.pk, why="Chest pain", version=row.version)
    now_present(therapist, episode, "chest_pain_or_faint")

    with pytest.raises(Conflict, match="The safety gate is closed"):
        resume_plan(therapist, row.pk, version=row.version)


def test_a_plan_is_stopped_from_a_day_on_and_another_may_follow(therapist, episode):
    row = published(therapist, episode, from_day=DAY)
    with pytest.raises(NotUsable, match="stopped after its last version began"):
        stop_plan(therapist, row.pk, from_day=DAY, why="Moves away", version=row.version)
    with clock.at(NOON + timedelta(days=5)):
        row = stop_plan(
            therapist,
            row.pk,
            from_day=DAY + timedelta(days=5),
            why="Moves away",
            version=row.version,
        )
        assert (row.state, row.effective_to) == ("stopped", DAY + timedelta(days=4))
    with clock.at(NOON + timedelta(days=9)):
        again = published(therapist, episode, from_day=DAY + timedelta(days=9))
        history = plan_history(therapist, episode)

    assert again.number == 2
    assert history is not None
    assert history.stopped_from is None
    assert Excuse.objects.get().first_day == DAY + timedelta(days=5)
    assert Excuse.objects.get().last_day == DAY + timedelta(days=8)


def test_content_that_changed_since_the_draft_is_told_when_it_is_published(therapist, draft):
    plan = plan_of(draft)
    older = tuple(
        (name, "0.1" if name == "plan/exercises/balance" else version)
        for name, version in plan.content_versions
    )
    kept = replace(plan, content_versions=older)
    draft.plan = written(kept)
    draft.save()

    done = publish_plan(therapist, draft.pk, effective_from=DAY, version=draft.version)

    assert done.changed_since_draft[0].startswith("content: plan/exercises/balance 0.1 -> ")
    assert plan_of(done.row).content_versions == plan.content_versions


def test_home_days_that_the_therapist_sets_hold(therapist, episode, draft):
    days = Schedule(weekdays=frozenset({Weekday.MONDAY, Weekday.FRIDAY}))
    row = set_schedule(therapist, draft.pk, days, version=draft.version)
    row = publish_plan(therapist, row.pk, effective_from=DAY, version=row.version).row
    history = plan_history(therapist, episode)

    assert history is not None
    assert history.home_schedule_on(DAY) == days
    assert read_plan(therapist, row.pk).schedule == days
