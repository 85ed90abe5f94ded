"""Each fault of the content is found, and named by its file, its row and its field."""

from dataclasses import replace
from functools import cache

import pytest

from restride.clinical.care import WeightBearing
from restride.clinical.conditions import Condition
from restride.clinical.evidence import Confidence, Evidence
from restride.clinical.findings.rule import Rule
from restride.clinical.instrument import Instrument
from restride.clinical.interpretation.schemas import CutOff
from restride.clinical.precautions import Precaution
from restride.plan.dose import Frequency, Load, LoadKind, Per
from restride.plan.exercise import (
    AllowedFrom,
    Axis,
    Exercise,
    LegLoad,
    LimitIf,
    Release,
    TargetBasis,
)
from restride.plan.ladders import LinkFault
from restride.plan.lint import Problem, Shelf, lint, read_shelf
from restride.plan.lint.exercises import check_exercises, check_ladders
from restride.plan.lint.naming import (
    check_confidence,
    check_main_scores,
    check_names,
    check_own_values,
    check_scores,
)
from restride.plan.lint.numbers import check_doses, check_ranges, check_units

FILE = "plan/knowledge/exercises/strength.yaml"
ROW = "str_mini_squat"


@cache
def shelf() -> Shelf:
    return read_shelf()


def squat() -> Exercise:
    return shelf().rows(Exercise)[ROW]


def shelf_with(*broken: object) -> Shelf:
    """Put rows in the place of those of the same kind and name."""
    instead = {(type(row), row.id): row for row in broken}  # type: ignore[attr-defined]
    return Shelf(
        contents=tuple(
            replace(
                content,
                rows=tuple(instead.get((type(row), row.id), row) for row in content.rows),
            )
            for content in shelf().contents
        )
    )


@cache
def told_already(check) -> frozenset[Problem]:
    """List what a check tells of the content as it stands."""
    return frozenset(check(shelf()))


def faults(check, *broken: object) -> list[tuple[str, str, str]]:
    """List what a check tells when rows are broken, and did not tell before."""
    found = [each for each in check(shelf_with(*broken)) if each not in told_already(check)]
    return [(each.file, each.row, each.field) for each in found]


def changed(**fields: object) -> Exercise:
    return replace(squat(), **fields)


def dose(**fields: object) -> Exercise:
    return changed(dose=replace(squat().dose, **fields))


def target(**fields: object) -> Exercise:
    return changed(targets=(replace(squat().targets[0], **fields), *squat().targets[1:]))


def test_the_content_has_no_problem():
    assert [str(each) for each in lint()] == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"blocked_if": {"cannot_stand_on_hand": Release.NEVER}}, "blocked_if"),
        ({"equipment": ("trampoline",)}, "equipment"),
    ],
)
def test_a_row_that_names_nothing_is_told_and_not_screened(fields, field):
    found = lint(shelf_with(changed(**fields)))

    assert [(each.row, each.field) for each in found] == [(ROW, field)]


def test_a_problem_reads_as_one_line():
    problem = Problem(file="a.yaml", row="one", field="level", words="is too high")

    assert str(problem) == "a.yaml, one, level: is too high"


@pytest.mark.parametrize(
    ("field", "broken"),
    [
        ("conditions", lambda: changed(conditions=("stroke", "strok"))),
        ("equipment", lambda: changed(equipment=("trampoline",))),
        ("feedback", lambda: changed(feedback="joy_0_10")),
        ("stop_set", lambda: changed(stop_set="never")),
        ("targets.1.metric", lambda: target(metric="joy_0_10")),
        ("faults.1.metric", lambda: _fault(metric="joy_0_10")),
        ("faults.1.only_if", lambda: _fault(only_if="kneecap")),
        ("blocked_if", lambda: changed(blocked_if={**squat().blocked_if, "tired": Release.NEVER})),
        ("not_for", lambda: changed(not_for={"tiredness": "rest instead"})),
        ("limit_if.1.code", lambda: _limit(code="hip_limit")),
        ("limit_if.1.metric", lambda: _limit(metric="joy_0_10")),
        (
            "allowed_from.1.condition",
            lambda: changed(allowed_from=(AllowedFrom(condition="knee", from_days=1, why="x"),)),
        ),
        (
            "evidence.sources",
            lambda: changed(evidence=Evidence(sources=("nobody",), confidence=Confidence.MEMORY)),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_name_that_nothing_bears_is_found(field, broken):
    assert (FILE, ROW, field) in faults(check_names, broken())


def _fault(**fields: object) -> Exercise:
    return changed(faults=(replace(squat().faults[0], **fields), *squat().faults[1:]))


def _limit(**fields: object) -> Exercise:
    first = LimitIf(code="knee_flexion_limit", metric="knee_flex_deg", at_most=1.0, words="x")
    return changed(limit_if=(replace(first, **fields),))


def test_a_parent_and_a_usual_precaution_that_are_not_there_are_found():
    row = shelf().rows(Condition)["tka"]
    broken = replace(row, parent="joint", usual_precautions=("sore",))
    file = "clinical/knowledge/conditions.yaml"

    assert faults(check_names, broken) == [
        (file, "tka", "parent"),
        (file, "tka", "usual_precautions"),
    ]


def test_people_asked_about_a_precaution_must_have_a_known_condition():
    row = replace(shelf().rows(Precaution)["bone_risk_high"], asked_of=("the old",))

    assert faults(check_names, row) == [
        ("clinical/knowledge/precautions.yaml", "bone_risk_high", "asked_of")
    ]


def test_a_score_that_the_instrument_has_not_is_found():
    row = next(iter(shelf().rows(CutOff).values()))
    broken = replace(row, score="luck_points")

    assert ("clinical/knowledge/interpretation/cut_offs.yaml", row.id, "score") in faults(
        check_scores, broken
    )


def test_an_item_that_the_instrument_has_not_is_found():
    row = next(iter(shelf().rows(CutOff).values()))
    broken = replace(row, item="little_finger")

    assert ("clinical/knowledge/interpretation/cut_offs.yaml", row.id, "item") in faults(
        check_scores, broken
    )


def test_a_score_inside_a_row_inside_a_row_is_looked_at():
    row = next(
        each
        for each in shelf().rows(Rule).values()
        if each.when[0][0].instrument is not None and each.when[0][0].score is not None
    )
    first = (replace(row.when[0][0], score="luck_points"), *row.when[0][1:])
    found = faults(check_scores, replace(row, when=(first, *row.when[1:])))

    assert found == [("clinical/knowledge/finding_rules.yaml", row.id, "when.1.1.score")]


def test_a_topic_of_education_that_is_not_there_is_found():
    row = replace(next(iter(shelf().rows(Rule).values())), education=("how_to_fly",))

    assert faults(check_names, row) == [
        ("clinical/knowledge/finding_rules.yaml", row.id, "education")
    ]


def test_an_own_value_that_nothing_gives_is_found():
    broken = target(basis=TargetBasis.PERCENT_OF_OWN, own="tug.luck")

    assert faults(check_own_values, broken) == [(FILE, ROW, "targets.1.own")]


@pytest.mark.parametrize("own", ["knee_flex_deg", "tug.time_s"])
def test_an_own_value_is_a_metric_or_a_score(own):
    assert faults(check_own_values, target(basis=TargetBasis.PERCENT_OF_OWN, own=own)) == []


@pytest.mark.parametrize(
    ("low", "high", "is_sound"),
    [(30.0, 30.1, True), (30.0, 30.0, True), (30.1, 30.0, False)],
    ids=["just below", "at", "just above"],
)
def test_a_range_must_rise(low, high, is_sound):
    found = faults(check_ranges, target(low=low, high=high))

    assert found == ([] if is_sound else [(FILE, ROW, "targets.1.low")])


def test_a_hold_goal_below_its_start_is_found():
    assert faults(check_ranges, dose(hold_start_s=10.0, hold_goal_s=5.0)) == [
        (FILE, ROW, "dose.hold_start_s")
    ]


def test_a_load_above_its_ceiling_is_found():
    load = Load(kind=LoadKind.ANKLE_WEIGHT, unit="kg", start=4.0, ceiling=3.0)

    assert faults(check_ranges, dose(load=load)) == [(FILE, ROW, "dose.load.start")]


def test_a_unit_that_nobody_knows_is_found():
    load = Load(kind=LoadKind.ANKLE_WEIGHT, unit="stone", start=1.0)

    assert faults(check_units, dose(load=load)) == [(FILE, ROW, "dose.load.unit")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sets_count", 0),
        ("sets_count", 21),
        ("repetitions_count", 0),
        ("repetitions_count", 61),
        ("hold_start_s", 120.1),
        ("hold_goal_s", 300.1),
        ("work_s", 3600.1),
        ("rest_s", 600.1),
        ("lower_s", 10.1),
        ("raise_s", 10.1),
    ],
)
def test_a_dose_that_nobody_meant_is_found(field, value):
    assert (FILE, ROW, f"dose.{field}") in faults(check_doses, dose(**{field: value}))


@pytest.mark.parametrize(
    ("field", "value"),
    [("sets_count", 1), ("repetitions_count", 60), ("hold_start_s", 0.0), ("rest_s", 600.0)],
)
def test_a_dose_on_the_edge_is_sound(field, value):
    assert faults(check_doses, dose(**{field: value})) == []


def test_a_dose_of_nothing_is_found():
    empty = dose(repetitions_count=None, hold_start_s=None, hold_goal_s=None, work_s=None)

    assert faults(check_doses, empty) == [(FILE, ROW, "dose.repetitions_count")]


def test_a_session_longer_than_a_visit_is_found():
    long = dose(sets_count=2, work_s=2250.0, rest_s=1.0, repetitions_count=None)

    assert faults(check_doses, long) == [(FILE, ROW, "dose.sets_count")]


@pytest.mark.parametrize(
    ("per", "least", "most", "is_sound"),
    [
        (Per.DAY, 10, 10, True),
        (Per.DAY, 10, 11, False),
        (Per.WEEK, 1, 14, True),
        (Per.WEEK, 1, 15, False),
        (Per.WEEK, 0, 3, False),
        (Per.WEEK, 4, 3, False),
    ],
)
def test_how_often_has_its_bounds(per, least, most, is_sound):
    often = Frequency(per=per, min_count=least, max_count=most)
    found = faults(check_doses, dose(frequency=often))

    assert found == ([] if is_sound else [(FILE, ROW, "dose.frequency")])


@pytest.mark.parametrize(
    ("field", "broken"),
    [
        ("level", lambda: changed(level=0)),
        ("level", lambda: changed(level=11)),
        ("steps", lambda: changed(steps=("Squat at the counter.",))),
        ("aims", lambda: changed(aims=())),
        ("conditions", lambda: changed(conditions=())),
        ("body_parts", lambda: changed(body_parts=())),
        ("faults", lambda: changed(faults=())),
        ("settings", lambda: changed(settings=())),
        ("counts_as", lambda: changed(counts_as=())),
        ("counts_as", lambda: changed(counts_as=("fun",))),
        ("targets", lambda: changed(targets=())),
        ("feedback", lambda: changed(feedback="steps")),
        ("targets.1", lambda: target(low=None, high=None)),
        ("targets.1", lambda: target(own="knee_flex_deg")),
        ("targets.1", lambda: target(basis=TargetBasis.PERCENT_OF_OWN)),
        ("equipment", lambda: changed(equipment=("foam_pad",))),
        ("leg_load", lambda: changed(leg_load=_load("FWB", "NWB"))),
        ("limit_if.1", lambda: _limit(at_most=None)),
        (
            "allowed_from",
            lambda: changed(allowed_from=(AllowedFrom(condition="tka", from_days=-1, why="x"),)),
        ),
        (
            "evidence.sources",
            lambda: changed(evidence=Evidence(sources=(), confidence=Confidence.MEMORY)),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_exercise_that_is_not_whole_is_found(field, broken):
    assert (FILE, ROW, field) in faults(check_exercises, broken())


def _load(stricter: str, other: str) -> LegLoad:
    return LegLoad(stricter=WeightBearing(stricter), other=WeightBearing(other))


def test_a_row_that_is_verified_by_nothing_that_was_read_is_found():
    evidence = Evidence(sources=("convention",), confidence=Confidence.VERIFIED)

    assert faults(check_confidence, changed(evidence=evidence)) == [
        (FILE, ROW, "evidence.confidence")
    ]


def test_a_target_surer_than_its_row_is_found():
    row = shelf().rows(Exercise)["str_glute_set"]
    first = replace(row.targets[0], confidence=Confidence.VERIFIED)
    broken = replace(row, targets=(first, *row.targets[1:]))

    assert faults(check_exercises, broken) == [(FILE, "str_glute_set", "targets.1")]


@pytest.mark.parametrize(
    ("name", "stricter", "other"),
    [("spt_double_hop", "WBAT", "FWB"), ("str_heel_raise1", "PWB", "WBAT")],
)
def test_one_leg_and_jumps_need_full_load(name, stricter, other):
    row = replace(shelf().rows(Exercise)[name], leg_load=_load(stricter, other))

    assert [field for _, _, field in faults(check_exercises, row)] == ["leg_load"]


def _ladder(**fields: object) -> Exercise:
    return changed(ladder=replace(squat().ladder, **fields))


@pytest.mark.parametrize(
    ("field", "broken"),
    [
        ("ladder", lambda: _ladder(harder=(*squat().ladder.harder, "str_handstand"))),
        ("ladder", lambda: _ladder(harder=(*squat().ladder.harder, "spt_sport_drill"))),
        ("ladder.harder", lambda: changed(level=9)),
        ("ladder.changed", lambda: _ladder(changed={"spt_sport_drill": Axis.LOAD})),
        ("ladder.harder", lambda: _ladder(harder=(*squat().ladder.harder, ROW))),
    ],
    ids=[*(fault.value for fault in list(LinkFault)[:4]), "circle"],
)
def test_a_broken_ladder_is_found(field, broken):
    assert (FILE, ROW, field) in faults(check_ladders, broken())


def test_a_main_score_that_is_none_of_the_scores_is_found():
    found = faults(check_main_scores, replace(shelf().rows(Instrument)["tug"], main_score="luck"))

    assert [each[1:] for each in found] == [("tug", "main_score")]
