"""The difference between two plans, read by a person."""

from dataclasses import replace

import pytest

from restride.clinical.care import Setting, Supervision
from restride.plan.difference import ChangeKind
from restride.plan.exercise import TargetBasis
from restride.plan.library import exercises, find_exercise
from restride.plan.proposing.proposal import propose_plan
from restride.terms import Side


@pytest.fixture(scope="module")
def plan(patient_with, day):
    return propose_plan(patient_with("stroke", unanswered=("bone_risk_high",)), day=day)


def _with(plan, row, **fields):
    rows = tuple(
        replace(each, **fields) if each.key == row.key else each for each in plan.prescriptions
    )
    return replace(plan, prescriptions=rows)


def test_the_same_plan_differs_in_nothing(plan):
    told = plan.difference(plan)

    assert told.is_empty
    assert told.words == "no difference"


def test_the_order_of_rows_is_no_difference(plan):
    assert plan.difference(replace(plan, prescriptions=plan.prescriptions[::-1])).is_empty


def test_added_and_removed_rows_are_told_with_their_dose(plan):
    first, *others = plan.prescriptions
    less = replace(plan, prescriptions=tuple(others))
    name = find_exercise(first.exercise).name

    (removed,) = plan.difference(less).rows
    (added,) = less.difference(plan).rows
    assert (removed.kind, added.kind) == (ChangeKind.REMOVED, ChangeKind.ADDED)
    assert removed.words.startswith(f"removed: {name} [{first.setting}, ")
    assert "times a week" in added.words or "every day" in added.words


def test_a_changed_dose_is_told_before_and_after(plan):
    row = next(each for each in plan.prescriptions if each.dose.repetitions_count)
    harder = replace(row.dose, sets_count=row.dose.sets_count + 1)
    (change,) = plan.difference(_with(plan, row, dose=harder)).rows

    assert change.kind is ChangeKind.CHANGED
    (detail,) = change.details
    before, after = detail.removeprefix("dose: ").split(" -> ")
    assert before.startswith(f"{row.dose.sets_count} x ")
    assert after.startswith(f"{row.dose.sets_count + 1} x ")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("level", 99, "level: {} -> 99"),
        ("supervision", Supervision.THERAPIST_HARNESS, "supervision: "),
        ("limits", ("hip no further than 90 degrees",), "-> hip no further than 90 degrees"),
        ("feedback", "a beat", "-> a beat"),
        ("stop_sets", ("by hand",), "stop rules: "),
        ("content_version", "9.0.0", "-> 9.0.0"),
        ("targets", (), "-> none"),
    ],
)
def test_each_thing_that_changed_is_told(plan, field, value, told):
    row = next(each for each in plan.prescriptions if each.targets and not each.limits)
    (change,) = plan.difference(_with(plan, row, **{field: value})).rows

    assert len(change.details) == 1
    assert told.format(row.level) in change.details[0]


def test_a_changed_target_is_told_in_its_unit(plan):
    row = next(each for each in plan.prescriptions if each.targets)
    target = replace(row.targets[0], basis=TargetBasis.ABSOLUTE, low=None, high=123.0)
    (change,) = plan.difference(_with(plan, row, targets=(target, *row.targets[1:]))).rows

    assert change.details[0].startswith("targets: ")
    assert "up to 123" in change.details[0]


def test_another_place_or_side_is_a_change_and_not_a_swap(plan):
    row = next(
        each
        for each in plan.prescriptions
        if each.setting is Setting.CLINIC
        and [other.exercise for other in plan.prescriptions].count(each.exercise) == 1
    )
    (place,) = plan.difference(_with(plan, row, setting=Setting.HOME)).rows
    (side,) = plan.difference(_with(plan, row, side=Side.LEFT if row.side is None else None)).rows

    assert place.details == ("place: clinic -> home",)
    assert side.details[0].startswith("side: ")


def test_where_it_is_not_clear_what_became_what_rows_are_added_and_removed(plan):
    row = plan.prescriptions[0]
    left, right = (replace(row, side=side) for side in (Side.LEFT, Side.RIGHT))
    before = replace(plan, prescriptions=(left, right))
    after = replace(plan, prescriptions=(replace(row, side=None),))

    assert [each.kind for each in before.difference(after).rows] == ["added", "removed", "removed"]


def test_added_rows_come_first_then_removed_then_changed_each_by_name(plan):
    first, second, *others = plan.prescriptions
    new = next(
        each for each in sorted(exercises()) if each not in {r.exercise for r in plan.prescriptions}
    )
    later = replace(
        plan,
        prescriptions=(
            replace(first, exercise=new),
            *(replace(each, level=each.level + 1) for each in others),
        ),
    )
    kinds = [each.kind for each in plan.difference(later).rows]
    changed = [e.exercise for e in plan.difference(later).rows if e.kind is ChangeKind.CHANGED]

    assert kinds == ["added", "removed", "removed", *["changed"] * len(others)]
    assert changed == sorted(changed)
    assert second.exercise in {e.exercise for e in plan.difference(later).rows}


def test_visits_and_questions_are_told_of_the_plan_as_a_whole(plan):
    answered = replace(plan, visits_count=3, open_questions=())

    told = plan.difference(answered).whole
    back = answered.difference(plan).whole
    assert told[0] == "visits a week: 2 -> 3"
    assert [each.split(":")[0] for each in told[1:]] == ["answered"] * len(plan.open_questions)
    assert back[0] == "visits a week: 3 -> 2"
    assert all(each.startswith("to be asked: ") for each in back[1:])
    assert len(plan.open_questions) > 0


def test_an_exercise_that_is_no_longer_in_the_library_is_named_by_its_id(plan):
    row = replace(plan.prescriptions[0], exercise="gone_since")
    (change,) = replace(plan, prescriptions=()).difference(replace(plan, prescriptions=(row,))).rows

    assert change.words.startswith("added: gone_since [")
