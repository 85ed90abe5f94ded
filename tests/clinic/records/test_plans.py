"""Plans: drafted from what was accepted, screened at every edit, blocked rows kept out."""

from datetime import UTC, date, datetime

import pytest
from tests.clinic.planned import (
    episode_with_test,
    plan_of,
    published,
)

from restride.clinical.care import Setting
from restride.plan.dose_edits import DoseEdit
from restride.plan.editing import RowAddition, RowRemoval, SideEdit, VisitsEdit
from restride.records import clock
from restride.records.actions.findings import Decision, decide_finding, propose_findings
from restride.records.actions.plans import (
    PlanDecisions,
    discard_draft,
    draft_plan,
    edit_plan,
)
from restride.records.actions.publishing import (
    publish_plan,
    stop_plan,
)
from restride.records.models import PlanRecord
from restride.records.queries.plans import (
    compare_plans,
    list_plans,
    read_plan,
)
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role

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


def test_a_draft_rests_on_accepted_findings_alone(therapist, episode):
    rows = propose_findings(therapist, episode.pk)
    assert len(rows) > 1
    kept, *others = rows
    decide_finding(therapist, kept.pk, Decision.ACCEPT, version=kept.version)
    for each in others:
        decide_finding(therapist, each.pk, Decision.REJECT, reason="no", version=each.version)

    plan = plan_of(draft_plan(therapist, episode.pk))

    assert [each.id for each in plan.findings] == [kept.rule]
    assert len(plan.prescriptions) > 3
    named = {each.finding for row in plan.prescriptions for each in row.reasons} - {None}
    assert named <= {kept.rule}
    assert plan.content_versions


def test_drafting_again_stands_in_the_place_of_the_draft(therapist, episode, draft):
    unwanted = plan_of(draft).prescriptions[0].exercise
    again = draft_plan(
        therapist,
        episode.pk,
        decisions=PlanDecisions(without={unwanted: "Does not like it"}),
    )

    assert (again.pk, again.version) == (draft.pk, 2)
    assert unwanted not in {each.exercise for each in plan_of(again).prescriptions}
    assert PlanRecord.objects.count() == 1
    with pytest.raises(NotUsable, match="An exercise must be one of"):
        draft_plan(therapist, episode.pk, decisions=PlanDecisions(without={"nonsense": "x"}))


def test_rows_are_edited_and_counted_anew(therapist, draft):
    before = plan_of(draft)
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
    after = plan_of(edited)

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
    key = plan_of(draft).prescriptions[0].key

    with pytest.raises(NotUsable, match=words):
        edit_plan(
            therapist,
            draft.pk,
            (VisitsEdit(visits_count=1), edit(key)),
            version=draft.version,
        )

    assert plan_of(draft).visits_count == 2


def test_a_side_is_only_of_what_is_done_on_one_side(therapist, draft):
    from restride.plan.library import exercises
    from restride.terms import Side

    rows = plan_of(draft).prescriptions
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
    inside = {each.exercise for each in plan_of(draft).prescriptions}
    wanted = next(
        each for each in ("str_mini_squat", "str_heel_raise", "bal_tandem") if each not in inside
    )
    row = edit_plan(
        therapist,
        draft.pk,
        (RowAddition(exercise=wanted, setting=Setting.CLINIC),),
        version=draft.version,
    )

    added = next(each for each in plan_of(row).prescriptions if each.exercise == wanted)
    assert added.reasons
    with pytest.raises(NotUsable, match="A row stands once in a plan"):
        edit_plan(
            therapist,
            draft.pk,
            (RowAddition(exercise=wanted, setting=Setting.CLINIC),),
            version=row.version,
        )


def test_a_draft_is_discarded_and_takes_no_number(therapist, episode, draft):
    discard_draft(therapist, draft.pk, version=draft.version)
    row = published(therapist, episode, from_day=DAY)

    assert (row.pk != draft.pk, row.number) == (True, 1)
    with pytest.raises(Conflict, match="Only a draft is discarded"):
        discard_draft(therapist, row.pk, version=row.version)
    with pytest.raises(Conflict, match="Only a published plan is stopped"):
        stop_plan(therapist, draft.pk, from_day=DAY, why="x", version=2)


def test_what_is_too_early_may_be_allowed_with_a_reason(therapist, make_episode):
    episode = make_episode("tha")
    draft = draft_plan(therapist, episode.pk)
    early = {"str_mini_squat": "Surgeon agreed on the telephone"}
    row = edit_plan(therapist, draft.pk, (), allowed_early=early, version=draft.version)

    row.refresh_from_db()
    assert row.decisions["allowed_early"] == early
    with pytest.raises(NotUsable, match="An exercise must be one of"):
        edit_plan(therapist, draft.pk, (), allowed_early={"x": "y"}, version=row.version)


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
    stranger = published(therapist, make_episode(), from_day=DAY)
    with pytest.raises(NotUsable, match="these are of two people"):
        compare_plans(therapist, draft.pk, before_id=stranger.pk)
