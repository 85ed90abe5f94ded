"""Goals: beyond measurement error, within the scale, dated, and changed only by events."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from restride.errors import ContentError
from restride.plan.goals.goal_events import GoalEvent, GoalEventKind, GoalStatus
from restride.plan.goals.goal_measure import LeastChange, measure_named, target_beyond
from restride.plan.goals.goals import Goal, activate, close, move_due, move_target, record_met
from restride.terms import Side

DAY = date(2026, 5, 4)
WHO = "M. Kaya"
SPEED = measure_named("gait_speed_10m.comfortable_mps")
TUG = measure_named("tug.time_s")


def _goal(measure=SPEED, *, baseline=0.58, target=0.73, least=0.15, why=None) -> Goal:
    return Goal(
        words="To the shops and back",
        measure=measure,
        baseline=baseline,
        baseline_on=DAY,
        least=None
        if least is None
        else LeastChange(value=least, kind="MDC", words="by hand", sources=("convention",)),
        events=(
            GoalEvent(
                kind=GoalEventKind.CREATED,
                on=DAY,
                who=WHO,
                why=why,
                target=target,
                due=DAY + timedelta(weeks=6),
            ),
        ),
    )


def test_a_goal_reads_as_one_line():
    assert _goal().sentence == (
        "To the shops and back — 10-metre walk test, comfortable and fast, comfortable walking "
        "speed: from 0.58 m/s to 0.73 m/s, by 2026-06-15"
    )


@pytest.mark.parametrize(
    ("measure", "baseline", "target"),
    [
        pytest.param(SPEED, 0.58, 0.73, id="at the MDC, faster"),
        pytest.param(SPEED, 0.58, 0.74, id="just beyond"),
        pytest.param(TUG, 12.0, 11.85, id="shown as 0.2 s less, of a measure where less is better"),
    ],
)
def test_a_target_at_or_beyond_the_mdc_needs_no_reason(measure, baseline, target):
    assert _goal(measure, baseline=baseline, target=target).target == target


@pytest.mark.parametrize(
    ("measure", "baseline", "target"),
    [
        pytest.param(SPEED, 0.58, 0.72, id="just below the MDC"),
        pytest.param(TUG, 12.0, 11.9, id="just below, where less is better"),
    ],
)
def test_a_target_within_the_mdc_needs_a_reason(measure, baseline, target):
    with pytest.raises(ContentError, match=r"must be at least 0\.15 .*MDC.*or say why"):
        _goal(measure, baseline=baseline, target=target)

    reasoned = _goal(measure, baseline=baseline, target=target, why="enough for the crossing")
    assert reasoned.target == target


def test_the_wrong_direction_is_refused_even_with_a_reason():
    with pytest.raises(ContentError, match=r"better than the first value, so above 0\.58 m/s"):
        _goal(target=0.58, why="so it stays")
    with pytest.raises(ContentError, match=r"so below 12\.0 s, and is 12\.1 s"):
        _goal(TUG, baseline=12.0, target=12.1, why="so it stays")


@pytest.mark.parametrize("target", [-0.1, 4.1])
def test_a_target_outside_the_scale_is_refused(target):
    with pytest.raises(ContentError, match="must lie between 0 and 4 m/s"):
        _goal(target=target, why="because")


def test_a_target_needs_a_measure():
    with pytest.raises(ContentError, match="A target needs a measure"):
        replace(_goal(), measure=None)


def test_the_state_follows_from_the_events():
    goal = _goal()
    states = [goal.status]
    goal = activate(goal, who=WHO, on=DAY)
    states.append(goal.status)
    goal = move_target(goal, 0.80, who=WHO, on=DAY + timedelta(days=7))
    goal = move_due(goal, date(2026, 7, 1), who=WHO, on=DAY + timedelta(days=7))
    goal = record_met(goal, 0.80, who=WHO, on=date(2026, 6, 20))
    states.append(goal.status)
    goal = close(goal, GoalStatus.ACHIEVED, who=WHO, on=date(2026, 6, 21))
    states.append(goal.status)

    assert states == ["proposed", "active", "active", "achieved"]
    assert (goal.target, goal.due, goal.met_on) == (0.80, date(2026, 7, 1), date(2026, 6, 20))
    assert [each.kind for each in goal.events] == [
        "created",
        "activated",
        "target_moved",
        "due_moved",
        "met",
        "closed",
    ]


def test_a_change_leaves_the_goal_before_it_as_it_was():
    goal = _goal()
    moved = move_target(goal, 0.9, who=WHO, on=DAY)

    assert goal.target == 0.73
    assert moved.events[:1] == goal.events


def test_a_moved_target_is_not_met_by_the_test_that_met_the_old_one():
    goal = record_met(activate(_goal(), who=WHO, on=DAY), 0.75, who=WHO, on=DAY)
    moved = move_target(goal, 0.9, who=WHO, on=DAY)

    assert goal.met_on == DAY
    assert moved.met_on is None


@pytest.mark.parametrize(
    "change",
    [
        lambda goal: move_target(goal, 0.9, who=WHO, on=DAY),
        lambda goal: move_due(goal, DAY + timedelta(days=90), who=WHO, on=DAY),
        lambda goal: activate(goal, who=WHO, on=DAY),
        lambda goal: record_met(goal, 0.9, who=WHO, on=DAY),
        lambda goal: close(goal, GoalStatus.PARTLY, who=WHO, on=DAY),
    ],
)
def test_a_closed_goal_no_longer_changes(change):
    closed = close(_goal(), GoalStatus.NOT_ACHIEVED, who=WHO, on=DAY)

    with pytest.raises(ContentError, match="closed goal no longer changes.*Propose a new goal"):
        change(closed)


def test_a_moved_target_within_the_mdc_needs_a_reason_too():
    with pytest.raises(ContentError, match=r"0\.7 m/s|0\.70 m/s"):
        move_target(_goal(), 0.70, who=WHO, on=DAY)

    assert move_target(_goal(), 0.70, who=WHO, on=DAY, why="her own wish").target == 0.70


def test_a_value_short_of_the_target_does_not_meet_it():
    goal = activate(_goal(), who=WHO, on=DAY)

    with pytest.raises(ContentError, match=r"meets the goal at 0\.73 m/s, and it is 0\.72 m/s"):
        record_met(goal, 0.72, who=WHO, on=DAY)
    assert record_met(goal, 0.73, who=WHO, on=DAY).met_on == DAY


def test_a_proposed_goal_is_not_met():
    with pytest.raises(ContentError, match="Activate it"):
        record_met(_goal(), 0.8, who=WHO, on=DAY)


def test_words_alone_are_not_met_by_a_value():
    words = replace(
        _goal(),
        measure=None,
        baseline=None,
        events=(GoalEvent(kind=GoalEventKind.CREATED, on=DAY, who=WHO),),
    )
    with pytest.raises(ContentError, match="Close it as achieved"):
        record_met(words, 1.0, who=WHO, on=DAY)


def test_a_goal_is_activated_once():
    with pytest.raises(ContentError, match="activated once"):
        activate(activate(_goal(), who=WHO, on=DAY), who=WHO, on=DAY)


def test_the_day_of_a_goal_lies_ahead():
    with pytest.raises(ContentError, match=r"after the day on which it is set \(2026-05-04\)"):
        move_due(_goal(), DAY, who=WHO, on=DAY)

    assert move_due(_goal(), DAY + timedelta(days=1), who=WHO, on=DAY).due == date(2026, 5, 5)


def test_cancelling_needs_a_reason_and_an_end_is_one_of_four():
    with pytest.raises(ContentError, match="cancelled for a reason"):
        close(_goal(), GoalStatus.CANCELLED, who=WHO, on=DAY)
    with pytest.raises(ContentError, match="the word is active"):
        close(_goal(), GoalStatus.ACTIVE, who=WHO, on=DAY)

    moved_away = close(_goal(), GoalStatus.CANCELLED, who=WHO, on=DAY, why="moved away")
    assert moved_away.status is GoalStatus.CANCELLED


def test_events_come_in_the_order_of_their_days_and_begin_with_the_creation():
    with pytest.raises(ContentError, match="order of their days"):
        activate(_goal(), who=WHO, on=DAY - timedelta(days=1))
    with pytest.raises(ContentError, match="begins with being created"):
        replace(_goal(), events=())
    with pytest.raises(ContentError, match="begins with being created, once"):
        replace(_goal(), events=(*_goal().events, *_goal().events))


def test_an_event_says_who_and_only_a_closing_closes():
    with pytest.raises(ContentError, match="needs the name of who did it"):
        GoalEvent(kind=GoalEventKind.ACTIVATED, on=DAY, who=" ")
    with pytest.raises(ContentError, match="closed, and only closed"):
        GoalEvent(kind=GoalEventKind.CLOSED, on=DAY, who=WHO)
    with pytest.raises(ContentError, match="closed, and only closed"):
        GoalEvent(kind=GoalEventKind.MET, on=DAY, who=WHO, status=GoalStatus.ACHIEVED)


@pytest.mark.parametrize(
    ("word", "baseline", "change", "target"),
    [
        pytest.param("bbs.total_points", 50, 6, 56.0, id="just at the end of the scale"),
        pytest.param("bbs.total_points", 51, 6, None, id="one beyond it"),
        pytest.param("bbs.total_points", 40, 4.2, 45.0, id="rounded away from the first value"),
        pytest.param("tug.time_s", 12.0, 2.91, 9.0, id="downwards"),
        pytest.param("tug.time_s", 4.0, 2.0, 2.0, id="at the lower end"),
        pytest.param("tug.time_s", 4.0, 2.1, None, id="below it"),
    ],
)
def test_a_target_is_the_first_value_shown_beyond_the_change(word, baseline, change, target):
    assert target_beyond(measure_named(word), baseline=baseline, change=change) == target


@pytest.mark.parametrize(
    ("word", "match"),
    [
        ("tug", "must be instrument.score or instrument.score.item"),
        ("tug.speed", "must be one of time_s"),
        ("walk.time_s", "must be one of"),
        ("rpe.effort_points", "better direction"),
        ("rom.angle_deg", "needs the part it is of"),
        ("rom.angle_deg.elbow", "must be one of .*knee_flexion.*'elbow'"),
        ("tug.time_s.knee", "must be one of none"),
    ],
)
def test_a_measure_that_can_be_no_goal_is_refused(word, match):
    with pytest.raises(ContentError, match=match):
        measure_named(word)


def test_a_measure_names_its_part_and_side():
    knee = measure_named("rom.angle_deg.knee_flexion", side=Side.LEFT)

    assert knee.words.endswith("knee flexion, left side")
