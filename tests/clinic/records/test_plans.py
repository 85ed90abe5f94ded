"""Plans: drafted from what was accepted, screened at every edit, never published when blocked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from restride.clinical.battery_proposal import BatteryAnswers
from restride.clinical.care import Assistance, Setting
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.precautions import Presence
from restride.clinical.scoring.entry import Entry
from restride.plan.adherence.schedule import Schedule, Weekday
from restride.plan.dose_edits import DoseEdit
from restride.plan.editing import RowAddition, RowRemoval, SideEdit, VisitsEdit
from restride.plan.plan import Plan
from restride.records import clock
from restride.records.actions.assessments import AssessmentStart, start_assessment
from restride.records.actions.findings import Decision, decide_finding, propose_findings
from restride.records.actions.plans import (
    PlanDecisions,
    discard_draft,
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
from restride.records.actions.results import enter_result
from restride.records.actions.safety import Answered, answer_precautions
from restride.records.documents import opened, written
from restride.records.models import Episode, Excuse, PlanRecord
from restride.records.queries.facts import person_of
from restride.records.queries.plans import (
    compare_plans,
    list_plans,
    plan_history,
    read_plan,
    read_plan_in_force,
)
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
DAY = date(2026, 5, 4)
START = AssessmentStart(
    battery="quick_screen",
    answers=BatteryAnswers(stands_30_s=True, walks_10_m=True),
    circumstances=Circumstances(
        aid=Aid.NONE, assistance=Assistance.INDEPENDENT, footwear=Footwear.SHOES
    ),
)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def episode(therapist, make_episode):
    found = make_episode(facts={"home": {"supervision": "someone_near", "equipment": []}})
    row = start_assessment(therapist, found.pk, START)
    enter_result(therapist, row.pk, Entry(instrument="tug", tested_on=DAY, trials=(24.0,)))
    return found


@pytest.fixture
def draft(therapist, episode):
    return draft_plan(therapist, episode.pk)


def _plan(row: PlanRecord) -> Plan:
    return opened(Plan, PlanRecord.objects.get(pk=row.pk).plan)


def _now_present(therapist, episode: Episode, code: str) -> None:
    answer_precautions(therapist, episode.pk, [Answered(code=code, presence=Presence.PRESENT)])


def test_a_draft_rests_on_accepted_findings_alone(therapist, episode):
    rows = propose_findings(therapist, episode.pk)
    assert len(rows) > 1
    kept, *others = rows
    decide_finding(therapist, kept.pk, Decision.ACCEPT, version=kept.version)
    for each in others:
        decide_finding(therapist, each.pk, Decision.REJECT, reason="no", version=each.version)

    plan = _plan(draft_plan(therapist, episode.pk))

    assert [each.id for each in plan.findings] == [kept.rule]
    assert len(plan.prescriptions) > 3
    named = {each.finding for row in plan.prescriptions for each in row.reasons} - {None}
    assert named <= {kept.rule}
    assert plan.content_versions


def test_drafting_again_stands_in_the_place_of_the_draft(therapist, episode, draft):
    unwanted = _plan(draft).prescriptions[0].exercise
    again = draft_plan(
        therapist,
        episode.pk,
        decisions=PlanDecisions(without={unwanted: "Does not like it"}),
    )

    assert (again.pk, again.version) == (draft.pk, 2)
    assert unwanted not in {each.exercise for each in _plan(again).prescriptions}
    assert PlanRecord.objects.count() == 1
    with pytest.raises(NotUsable, match="An exercise must be one of"):
        draft_plan(therapist, episode.pk, decisions=PlanDecisions(without={"nonsense": "x"}))


def test_rows_are_edited_and_counted_anew(therapist, draft):
    before = _plan(draft)
    row = next(each for each in before.prescriptions if each.dose.repetitions_count)
    out = next(each for each in before.prescriptions if each.key != row.key)
    edited = edit_plan(
        therapist,
        draft.pk,
        (
            DoseEdit(key=row.key, sets_count=2, repetitions_count=7),
            RowRemoval(key=out.key, why="Too tiring"),
            VisitsEdit(visits_count=1),
        ),
        version=draft.version,
    )
    after = _plan(edited)

    new = next(each for each in after.prescriptions if each.key == row.key)
    assert (new.dose.sets_count, new.dose.repetitions_count) == (2, 7)
    assert out.key not in {each.key for each in after.prescriptions}
    assert after.visits_count == 1
    left = [each for each in after.left_out if each.exercise == out.exercise]
    assert [(each.rule, each.why) for each in left] == [("therapist", "Too tiring")]
    with pytest.raises(Stale):
        edit_plan(therapist, draft.pk, (VisitsEdit(visits_count=2),), version=draft.version)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda key: DoseEdit(key=key, sets_count=99), "sets_count must lie between 1 and 20"),
        (lambda _: DoseEdit(key="home:no:both", sets_count=1), "A row of the plan must be one"),
        (lambda key: DoseEdit(key=key, min_count=5, max_count=2), "max_count must lie between 5"),
        (lambda _: VisitsEdit(visits_count=9), "visits_count must lie between 0 and 7"),
        (lambda _: RowAddition(exercise="nothing", setting=Setting.HOME), "An exercise must be"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_and_nothing_is_kept(therapist, draft, edit, words):
    key = _plan(draft).prescriptions[0].key

    with pytest.raises(NotUsable, match=words):
        edit_plan(
            therapist,
            draft.pk,
            (VisitsEdit(visits_count=1), edit(key)),
            version=draft.version,
        )

    assert _plan(draft).visits_count == 2


def test_a_side_is_only_of_what_is_done_on_one_side(therapist, draft):
    from restride.plan.library import exercises
    from restride.terms import Side

    rows = _plan(draft).prescriptions
    both = next(each for each in rows if not exercises()[each.exercise].one_sided)
    with pytest.raises(NotUsable, match="is done with both sides at once"):
        edit_plan(
            therapist, draft.pk, (SideEdit(key=both.key, side=Side.LEFT),), version=draft.version
        )


def test_what_this_person_may_not_do_is_not_put_in(therapist, draft):
    with pytest.raises(Conflict, match="only for people with .* Choose another exercise"):
        edit_plan(
            therapist,
            draft.pk,
            (RowAddition(exercise="gait_prosthetic", setting=Setting.CLINIC),),
            version=draft.version,
        )


def test_what_is_open_to_the_person_is_put_in_with_its_reasons(therapist, draft):
    inside = {each.exercise for each in _plan(draft).prescriptions}
    wanted = next(
        each for each in ("str_mini_squat", "str_heel_raise", "bal_tandem") if each not in inside
    )
    row = edit_plan(
        therapist,
        draft.pk,
        (RowAddition(exercise=wanted, setting=Setting.CLINIC),),
        version=draft.version,
    )

    added = next(each for each in _plan(row).prescriptions if each.exercise == wanted)
    assert added.reasons
    with pytest.raises(NotUsable, match="A row stands once in a plan"):
        edit_plan(
            therapist,
            draft.pk,
            (RowAddition(exercise=wanted, setting=Setting.CLINIC),),
            version=row.version,
        )


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
    blocking = _a_precaution_that_blocks(_plan(draft))
    _now_present(therapist, episode, blocking)

    assert read_plan(therapist, draft.pk).blocked
    with pytest.raises(Conflict, match="may not be done as things stand") as refused:
        publish_plan(therapist, draft.pk, effective_from=DAY, version=draft.version)

    words = str(refused.value)
    assert "precaution, " in words
    assert "answer the precaution anew" in words
    assert PlanRecord.objects.get().state == "draft"


def _a_precaution_that_blocks(plan: Plan) -> str:
    from restride.clinical.precautions import PrecautionKind, precautions
    from restride.plan.library import exercises

    for row in plan.prescriptions:
        for code, release in exercises()[row.exercise].blocked_if.items():
            if precautions()[code].kind is PrecautionKind.BLOCK and release.value == "never":
                return code
    raise AssertionError("no row of the plan is blocked by anything")


def test_no_plan_is_published_while_the_gate_is_closed(therapist, episode, draft):
    _now_present(therapist, episode, "chest_pain_or_faint")

    with pytest.raises(Conflict, match="The safety gate is closed on 2026-05-04"):
        publish_plan(therapist, draft.pk, effective_from=DAY, version=draft.version)

    held = draft_plan(therapist, episode.pk)
    assert _plan(held).prescriptions == ()
    assert "nothing is trained" in _plan(held).missing[0]


def test_an_empty_plan_is_not_published(therapist, episode, draft):
    _now_present(therapist, episode, "chest_pain_or_faint")
    held = draft_plan(therapist, episode.pk)
    answer_precautions(
        therapist,
        episode.pk,
        [Answered(code="chest_pain_or_faint", presence=Presence.ABSENT)],
    )

    with pytest.raises(Conflict, match="A plan needs at least one exercise, and has none"):
        publish_plan(therapist, draft.pk, effective_from=DAY, version=held.version)


def _screened_today(therapist, episode: Episode) -> None:
    """Ask anew what expires: red flags are answered for a day."""
    day = clock.today(therapist.time_zone)
    asked = person_of(episode, day=day).asked()
    answers = [Answered(code=each.id, presence=Presence.ABSENT) for each in asked]
    answer_precautions(therapist, episode.pk, answers)


def _published(therapist, episode, *, from_day: date = DAY) -> PlanRecord:
    row = draft_plan(therapist, episode.pk)
    return publish_plan(therapist, row.pk, effective_from=from_day, version=row.version).row


def test_the_next_version_holds_from_its_day_and_past_days_keep_theirs(therapist, episode):
    first = _published(therapist, episode)
    key = _plan(first).prescriptions[0].key
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
        _screened_today(therapist, episode)
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
    _published(therapist, episode)
    row = draft_plan(therapist, episode.pk)

    with pytest.raises(NotUsable, match="must hold from a day after that of version 1"):
        publish_plan(therapist, row.pk, effective_from=DAY, version=row.version)


def test_a_version_is_edited_before_its_day_and_not_after(therapist, episode):
    row = _published(therapist, episode, from_day=DAY + timedelta(days=3))
    row = edit_plan(therapist, row.pk, (VisitsEdit(visits_count=1),), version=row.version)
    assert _plan(row).visits_count == 1

    with (
        clock.at(NOON + timedelta(days=3)),
        pytest.raises(Conflict, match="A plan is edited as a draft or before its day"),
    ):
        edit_plan(therapist, row.pk, (VisitsEdit(visits_count=2),), version=row.version)


def test_a_version_that_is_withdrawn_before_its_day_lets_the_one_before_go_on(therapist, episode):
    first = _published(therapist, episode)
    second = _published(therapist, episode, from_day=DAY + timedelta(days=3))
    withdraw_plan(therapist, second.pk, why="Fell on the stairs", version=second.version)

    first.refresh_from_db()
    assert (first.state, first.effective_to) == ("active", None)
    third = _published(therapist, episode, from_day=DAY + timedelta(days=5))
    assert third.number == 2
    with pytest.raises(Conflict, match="has begun. Stop it"):
        withdraw_plan(therapist, first.pk, why="x", version=first.version)


def test_a_plan_on_hold_is_not_in_force_and_the_days_between_are_excused(therapist, episode):
    row = _published(therapist, episode)
    with clock.at(NOON + timedelta(days=7)):
        row = hold_plan(therapist, row.pk, why="Has the flu", version=row.version)
        history = plan_history(therapist, episode)
        assert history is not None
        assert history.in_force_on(DAY + timedelta(days=6)) is not None
        assert history.in_force_on(DAY + timedelta(days=7)) is None
    with clock.at(NOON + timedelta(days=12)):
        _screened_today(therapist, episode)
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
    row = _published(therapist, episode)
    row = hold_plan(therapist, row.pk, why="Chest pain", version=row.version)
    _now_present(therapist, episode, "chest_pain_or_faint")

    with pytest.raises(Conflict, match="The safety gate is closed"):
        resume_plan(therapist, row.pk, version=row.version)


def test_a_plan_is_stopped_from_a_day_on_and_another_may_follow(therapist, episode):
    row = _published(therapist, episode)
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
        again = _published(therapist, episode, from_day=DAY + timedelta(days=9))
        history = plan_history(therapist, episode)

    assert again.number == 2
    assert history is not None
    assert history.stopped_from is None
    assert Excuse.objects.get().first_day == DAY + timedelta(days=5)
    assert Excuse.objects.get().last_day == DAY + timedelta(days=8)


def test_a_draft_is_discarded_and_takes_no_number(therapist, episode, draft):
    discard_draft(therapist, draft.pk, version=draft.version)
    row = _published(therapist, episode)

    assert (row.pk != draft.pk, row.number) == (True, 1)
    with pytest.raises(Conflict, match="Only a draft is discarded"):
        discard_draft(therapist, row.pk, version=row.version)
    with pytest.raises(Conflict, match="Only a published plan is stopped"):
        stop_plan(therapist, draft.pk, from_day=DAY, why="x", version=2)


def test_content_that_changed_since_the_draft_is_told_when_it_is_published(therapist, draft):
    plan = _plan(draft)
    older = tuple(
        (name, "0.1" if name == "plan/exercises/balance" else version)
        for name, version in plan.content_versions
    )
    kept = replace(plan, content_versions=older)
    draft.plan = written(kept)
    draft.save()

    done = publish_plan(therapist, draft.pk, effective_from=DAY, version=draft.version)

    assert done.changed_since_draft[0].startswith("content: plan/exercises/balance 0.1 -> ")
    assert _plan(done.row).content_versions == plan.content_versions


def test_what_is_too_early_may_be_allowed_with_a_reason(therapist, make_episode):
    episode = make_episode("tha")
    draft = draft_plan(therapist, episode.pk)
    early = {"str_mini_squat": "Surgeon agreed on the telephone"}
    row = edit_plan(therapist, draft.pk, (), allowed_early=early, version=draft.version)

    row.refresh_from_db()
    assert row.decisions["allowed_early"] == early
    with pytest.raises(NotUsable, match="An exercise must be one of"):
        edit_plan(therapist, draft.pk, (), allowed_early={"x": "y"}, version=row.version)


def test_home_days_that_the_therapist_sets_hold(therapist, episode, draft):
    days = Schedule(weekdays=frozenset({Weekday.MONDAY, Weekday.FRIDAY}))
    row = set_schedule(therapist, draft.pk, days, version=draft.version)
    row = publish_plan(therapist, row.pk, effective_from=DAY, version=row.version).row
    history = plan_history(therapist, episode)

    assert history is not None
    assert history.home_schedule_on(DAY) == days
    assert read_plan(therapist, row.pk).schedule == days


def test_plans_are_seen_by_the_team_alone_and_published_by_therapists(
    therapist, make_actor, make_episode, episode, draft
):
    other = make_actor(Role.THERAPIST, "other")
    for ask in (
        lambda: draft_plan(other, episode.pk),
        lambda: read_plan(other, draft.pk),
        lambda: list_plans(other, episode.pk),
        lambda: publish_plan(other, draft.pk, effective_from=DAY, version=1),
    ):
        with pytest.raises(NotThere):
            ask()
    with pytest.raises(NotAllowed):
        draft_plan(make_actor(Role.ASSISTANT), episode.pk)
    stranger = _published(therapist, make_episode())
    with pytest.raises(NotUsable, match="these are of two people"):
        compare_plans(therapist, draft.pk, before_id=stranger.pk)
