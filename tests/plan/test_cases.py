"""Cases worked through: each yields a plan of its own that a physical therapist would stand for."""

import runpy
from fnmatch import fnmatchcase
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from restride.clinical.care import Setting, Supervision, WeightBearing
from restride.clinical.change import Verdict
from restride.clinical.conditions import find_condition, lineage
from restride.clinical.safety.gate import GateLevel
from restride.plan.cases.case_file import read_case
from restride.plan.cases.worked_case import WorkedCase, work_through
from restride.plan.library import exercises
from restride.simulate import USUAL_SENSORS, WalkerSettings, simulate_walk
from restride.simulate.files import write_recording
from restride.terms import Side

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples" / "cases"
PATHS = {path.stem: path for path in (*EXAMPLES.glob("*.yaml"), *HERE.glob("cases/*.yaml"))}
EXPECTED = runpy.run_path(str(HERE / "golden_cases.py"))["EXPECTED"]
NOTHING_ALLOWED = "red_flag"
LITTLE_KNOWN = "little_is_known"
TRAINED = sorted(PATHS.keys() - {NOTHING_ALLOWED})
BY_CASE = pytest.mark.parametrize("name", sorted(PATHS))
BY_TRAINED = pytest.mark.parametrize("name", TRAINED)
BY_EXAMPLE = pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
#: The people that the programme is for, and cases that show it.
SERVED = {
    "stroke": ("stroke",),
    "parkinson": ("parkinson",),
    "hip surgery": ("hip_replacement", "hip_fracture"),
    "knee surgery": ("total_knee_replacement", "knee_ligament"),
    "spine surgery": ("spine_surgery",),
    "sports injury": ("athlete_ankle_sprain", "knee_ligament"),
    "fracture": ("shin_fracture", "hip_fracture"),
    "weakness and stiffness": ("weakness_and_stiffness",),
    "chronic pain": ("long_lasting_pain", "chronic_low_back_pain"),
    "arthritis": ("knee_arthritis",),
    "balance disorders and falls": ("balance_disorder", "older_adult_falls"),
    "vertigo and vestibular": ("positional_vertigo", "vestibular"),
    "age-related balance loss": ("age_related_balance_loss",),
    "chronic back or joint pain": ("chronic_low_back_pain", "knee_arthritis"),
    "multiple sclerosis": ("multiple_sclerosis",),
    "neuropathy": ("lost_feeling",),
}


@cache
def _worked(name: str) -> WorkedCase:
    return work_through(read_case(PATHS[name]), folder=PATHS[name].parent)


def _rows(name: str):
    return _worked(name).plan.prescriptions


def _ids(name: str) -> frozenset[str]:
    return frozenset(row.exercise for row in _rows(name))


@BY_CASE
def test_a_case_tells_of_an_invented_person_and_where_they_train(name):
    case = _worked(name).case

    assert case.invented
    assert case.goals
    assert case.wrist_height_m is not None or name == LITTLE_KNOWN


@BY_EXAMPLE
def test_an_example_shows_a_change(name):
    changes = _worked(name).changes

    assert (not changes) == (name == LITTLE_KNOWN)


def test_the_examples_show_several_verdicts():
    verdicts = {change.verdict for name in PATHS for change in _worked(name).changes}

    assert {Verdict.REAL_IMPROVEMENT, Verdict.WITHIN_ERROR, Verdict.NOT_COMPARABLE} <= verdicts


@BY_TRAINED
def test_a_plan_has_three_of_the_five_parts(name):
    assert len({row.category for row in _rows(name)}) >= 3


@pytest.mark.parametrize("people", SERVED)
def test_everybody_the_programme_is_for_has_a_case(people):
    for name in SERVED[people]:
        assert len({row.category for row in _rows(name)}) >= 3


@pytest.mark.parametrize(("one", "other"), tuple(combinations(TRAINED, 2)))
def test_each_plan_is_its_own(one, other):
    shared, all_of_both = _ids(one) & _ids(other), _ids(one) | _ids(other)

    assert len(shared) <= 0.5 * len(all_of_both)


def test_every_case_has_expectations():
    assert EXPECTED.keys() == set(TRAINED)


@BY_TRAINED
def test_a_plan_trains_what_a_therapist_would_train(name):
    aims = {aim for row in _rows(name) for aim in exercises()[row.exercise].aims}
    left_out = [group for group in EXPECTED[name].trains if not aims.intersection(group)]

    assert left_out == []


@BY_TRAINED
def test_a_plan_holds_what_a_therapist_would_give(name):
    left_out = [group for group in EXPECTED[name].holds if not _ids(name).intersection(group)]

    assert left_out == []


@BY_TRAINED
def test_a_plan_holds_nothing_that_a_therapist_would_refuse(name):
    wrong = {
        each: why
        for each in _ids(name)
        for pattern, why in EXPECTED[name].never.items()
        if fnmatchcase(each, pattern)
    }

    assert wrong == {}


@BY_TRAINED
def test_one_sided_rows_train_the_side_that_needs_it(name):
    side = EXPECTED[name].side

    assert side is None or {row.side for row in _rows(name)} <= {side, None}


@BY_TRAINED
def test_home_has_what_its_rows_need(name):
    case = _worked(name).case
    for row in _rows(name):
        if row.setting is Setting.HOME:
            assert row.supervision.rank <= case.home.supervision.rank


@BY_TRAINED
def test_no_row_loads_a_leg_beyond_the_order(name):
    patient = _worked(name).patient
    stricter = min((patient.weight_bearing(side) for side in Side), key=lambda each: each.rank)
    for row in _rows(name):
        assert exercises()[row.exercise].leg_load.stricter.rank <= stricter.rank


@BY_TRAINED
def test_what_is_for_one_condition_alone_goes_to_nobody_else(name):
    own = {up for each in _worked(name).patient.condition_ids for up in lineage(each)}
    for exercise_id, condition in (
        ("gait_prosthetic", "amputation_leg"),
        ("vest_canalith_repositioning", "bppv"),
    ):
        assert exercise_id not in _ids(name) or find_condition(condition).id in own


def test_with_a_red_flag_nothing_is_trained_and_the_plan_says_so():
    worked = _worked(NOTHING_ALLOWED)

    assert _rows(NOTHING_ALLOWED) == ()
    assert any("no exercise is allowed" in each for each in worked.plan.missing)
    assert worked.gate.lines[0].level is GateLevel.STOP


def test_where_little_is_known_all_is_easy_watched_and_asked_for():
    worked = _worked(LITTLE_KNOWN)

    assert {row.setting for row in worked.plan.prescriptions} == {Setting.CLINIC}
    assert max(row.level for row in worked.plan.prescriptions) <= 2
    assert len(worked.plan.open_questions) > 10


def test_up_and_go_is_not_compared_between_states_of_the_medicine():
    change = next(each for each in _worked("parkinson").changes if each.instrument_id == "tug")

    assert change.verdict is Verdict.NOT_COMPARABLE


def test_the_stroke_walks_faster_than_the_error_of_the_test():
    change = next(
        each
        for each in _worked("stroke").changes
        if (each.instrument_id, each.score_id) == ("gait_speed_10m", "fast_mps")
    )

    assert change.verdict is Verdict.REAL_IMPROVEMENT


def test_nobody_alone_at_home_is_given_what_needs_somebody_near():
    home = [row for row in _rows("older_adult_falls") if row.setting is Setting.HOME]

    assert home
    assert {row.supervision for row in home} == {Supervision.NONE}


def test_part_weight_is_kept_to_the_order():
    for row in _rows("hip_fracture"):
        load = exercises()[row.exercise].leg_load

        assert load.stricter.rank <= WeightBearing.PARTIAL.rank


def test_a_recorded_walk_sets_speed_and_findings(tmp_path):
    walker = WalkerSettings(speed_mps=0.7, cadence_spm=90.0, height_m=1.74, seed=1)
    write_recording(simulate_walk(walker, sensors=USUAL_SENSORS[:1]), tmp_path)
    text = PATHS["knee_arthritis"].read_text()
    table = next(tmp_path.glob("*.csv")).name
    more = f"recordings:\n- {{path: {table}, tested_on: 2026-10-12, pace: comfortable}}\n"
    (tmp_path / "case.yaml").write_text(text + more)

    worked = work_through(read_case(tmp_path / "case.yaml"), folder=tmp_path)
    speeds = [
        result.value("comfortable_mps")
        for result in worked.results
        if result.instrument == "gait_speed_10m"
    ]

    assert len(speeds) == 2
    assert min(speeds) == pytest.approx(0.7, abs=0.08)
    assert "walking_speed_mps" in worked.measures
