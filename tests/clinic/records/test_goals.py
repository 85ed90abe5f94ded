"""Goals: at least measurement error away unless said why; changed by events that only join."""

from datetime import UTC, date, datetime, timedelta

import pytest

from restride.clinical.aims import Outcome
from restride.clinical.battery_proposal import BatteryAnswers
from restride.clinical.care import Assistance
from restride.clinical.circumstances import Aid, Circumstances, Footwear
from restride.clinical.scoring.entry import Entry
from restride.plan.cases.case import CaseGoal
from restride.plan.goals.goal_events import GoalEventKind, GoalStatus
from restride.records import clock
from restride.records.actions.assessments import AssessmentStart, start_assessment
from restride.records.actions.findings import Decision, decide_finding, propose_findings
from restride.records.actions.goals import GoalChange, agree_goals, change_goal, set_goal
from restride.records.actions.results import enter_result
from restride.records.models import GoalEventRecord
from restride.records.queries.goals import list_goals, propose_more_goals, read_goal
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
START = AssessmentStart(
    battery="retest",
    answers=BatteryAnswers(stands_30_s=True, walks_10_m=True),
    circumstances=Circumstances(
        aid=Aid.NONE,
        assistance=Assistance.INDEPENDENT,
        footwear=Footwear.SHOES,
        protocol="6 m of 10 m",
    ),
)
WALK = CaseGoal(words="Cross the road in one green", measure="gait_speed_10m.comfortable_mps")


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def episode(therapist, make_episode):
    found = make_episode()
    row = start_assessment(therapist, found.pk, START)
    speed = Entry(
        instrument="gait_speed_10m",
        tested_on=date(2026, 5, 4),
        scores={"comfortable_mps": 0.62},
    )
    enter_result(therapist, row.pk, speed)
    return found


def test_a_goal_gets_its_first_value_a_target_beyond_error_and_a_day(therapist, episode):
    row = set_goal(therapist, episode.pk, WALK)
    goal = read_goal(therapist, row.pk).goal

    assert (goal.words, goal.baseline, goal.status) == (
        "Cross the road in one green",
        0.62,
        GoalStatus.PROPOSED,
    )
    assert goal.least is not None
    assert goal.target is not None
    assert goal.target - 0.62 >= goal.least.value - 1e-9
    assert goal.events[0].who == "Therapist"
    assert goal.due is not None
    assert goal.due > date(2026, 5, 4)


def test_a_target_within_error_needs_a_reason_and_the_words_stand_in_no_message(therapist, episode):
    near = CaseGoal(words="Anna walks", measure=WALK.measure, target=0.63)
    with pytest.raises(NotUsable, match="or say why") as refused:
        set_goal(therapist, episode.pk, near)
    assert "Anna" not in str(refused.value)
    with pytest.raises(NotUsable, match="must be better than the first value"):
        set_goal(therapist, episode.pk, CaseGoal(words="x", measure=WALK.measure, target=0.5))

    row = set_goal(
        therapist,
        episode.pk,
        CaseGoal(words="x", measure=WALK.measure, target=0.63, why="Every step counts"),
    )
    assert read_goal(therapist, row.pk).goal.target == 0.63


def test_words_alone_are_a_goal(therapist, episode):
    wish = CaseGoal(words="Dance at the wedding", outcomes=(Outcome.CONFIDENCE,))
    row = set_goal(therapist, episode.pk, wish)

    assert read_goal(therapist, row.pk).goal.sentence.startswith("Dance at the wedding")


def test_what_happens_to_a_goal_joins_and_nothing_goes(therapist, episode):
    row = set_goal(therapist, episode.pk, WALK)
    for change in (
        GoalChange(kind=GoalEventKind.ACTIVATED),
        GoalChange(kind=GoalEventKind.TARGET_MOVED, target=0.9, why="Wants more"),
        GoalChange(kind=GoalEventKind.DUE_MOVED, due=date(2026, 9, 1)),
        GoalChange(kind=GoalEventKind.MET, value=0.95),
        GoalChange(kind=GoalEventKind.CLOSED, status=GoalStatus.ACHIEVED),
    ):
        row = change_goal(therapist, row.pk, change, version=row.version)

    goal = read_goal(therapist, row.pk).goal
    assert [each.kind for each in goal.events] == [
        "created",
        "activated",
        "target_moved",
        "due_moved",
        "met",
        "closed",
    ]
    assert (goal.status, goal.target, goal.met_on) == ("achieved", 0.9, date(2026, 5, 4))
    numbers = GoalEventRecord.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]
    with pytest.raises(NotUsable, match="A closed goal no longer changes"):
        change_goal(
            therapist,
            row.pk,
            GoalChange(kind=GoalEventKind.TARGET_MOVED, target=1.0),
            version=row.version,
        )


@pytest.mark.parametrize(
    ("change", "refusal", "words"),
    [
        (GoalChange(kind=GoalEventKind.CREATED), Conflict, "A goal is created once"),
        (GoalChange(kind=GoalEventKind.TARGET_MOVED), NotUsable, "needs target"),
        (GoalChange(kind=GoalEventKind.DUE_MOVED), NotUsable, "Add due"),
        (GoalChange(kind=GoalEventKind.CLOSED), NotUsable, "no status is given"),
        (GoalChange(kind=GoalEventKind.MET, value=1.0), NotUsable, "Activate it"),
        (GoalChange(kind=GoalEventKind.ACTIVATED, target=1.0), NotUsable, "does not belong"),
    ],
)
def test_a_change_that_cannot_happen_is_refused(therapist, episode, change, refusal, words):
    row = set_goal(therapist, episode.pk, WALK)

    with pytest.raises(refusal, match=words):
        change_goal(therapist, row.pk, change, version=row.version)

    assert GoalEventRecord.objects.count() == 1


def test_two_who_change_a_goal_notice_each_other(therapist, episode):
    row = set_goal(therapist, episode.pk, WALK)
    change_goal(therapist, row.pk, GoalChange(kind=GoalEventKind.ACTIVATED), version=1)

    with pytest.raises(Stale):
        change_goal(
            therapist,
            row.pk,
            GoalChange(kind=GoalEventKind.DUE_MOVED, due=date(2027, 1, 1)),
            version=1,
        )


def test_accepted_findings_propose_goals_that_are_kept_as_proposed(therapist, episode):
    for each in propose_findings(therapist, episode.pk):
        decide_finding(therapist, each.pk, Decision.ACCEPT, version=each.version)

    proposed = propose_more_goals(therapist, episode.pk)
    assert len(proposed) > 0
    with pytest.raises(NotUsable, match="is proposed now, and of 'tug.time_s' is none"):
        agree_goals(therapist, episode.pk, ("tug.time_s",))
    measures = tuple(each.measure.key for each in proposed if each.measure is not None)
    rows = agree_goals(therapist, episode.pk, measures)

    assert [read_goal(therapist, each.pk).goal for each in rows] == list(proposed)
    assert propose_more_goals(therapist, episode.pk) == ()


def test_goals_are_listed_newest_first_in_pages(therapist, episode):
    for number in range(3):
        with clock.at(NOON + timedelta(minutes=number)):
            set_goal(therapist, episode.pk, CaseGoal(words=f"Goal {number}"))

    first, after = list_goals(therapist, episode.pk, most_count=2)
    rest, last = list_goals(therapist, episode.pk, after=after, most_count=2)

    assert {each.goal.words for each in (*first, *rest)} == {"Goal 0", "Goal 1", "Goal 2"}
    assert last is None


def test_only_those_who_may_see_the_person_set_and_change_goals(therapist, make_actor, episode):
    row = set_goal(therapist, episode.pk, WALK)
    activated = GoalChange(kind=GoalEventKind.ACTIVATED)

    with pytest.raises(NotAllowed):
        set_goal(make_actor(Role.ASSISTANT), episode.pk, WALK)
    other = make_actor(Role.THERAPIST, "other")
    with pytest.raises(NotThere):
        set_goal(other, episode.pk, WALK)
    with pytest.raises(NotThere):
        change_goal(other, row.pk, activated, version=1)
    with pytest.raises(NotThere):
        read_goal(other, row.pk)
