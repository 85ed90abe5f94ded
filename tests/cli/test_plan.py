"""``restride plan``: a case in; tables, JSON and report out; bad input answered in one message."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from restride.plan.cases.case_json import case_schema

CASES = Path(__file__).parents[2] / "examples" / "cases"
CASE = Path(__file__).parents[1] / "data" / "cases" / "after_stroke.yaml"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))
TUG = 'protocol: "3 m, armchair 46 cm"}\n  trials: [22.4, 21.8]'


@pytest.fixture
def stroke(tmp_path):
    """Write the stroke case with some of its text replaced."""

    def write(*pairs):
        text = CASE.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "case.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("name", NAMES)
def test_every_example_case_is_shown_and_written_as_its_schema_says(run, name):
    shown = run("plan", CASES / f"{name}.yaml")
    written = run("plan", CASES / f"{name}.yaml", "--json", "-")

    assert shown.exit_code == written.exit_code == 0
    assert "Before any training" in shown.stdout
    Draft202012Validator(case_schema()).validate(written.document)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(case_schema())


def test_the_schema_refuses_a_plan_without_its_reasons(run):
    document = run("plan", CASE, "--json", "-").document
    del document["plan"]["prescriptions"][0]["reasons"]

    faults = list(Draft202012Validator(case_schema()).iter_errors(document))

    assert [fault.message for fault in faults] == ["'reasons' is a required property"]


def test_the_tables_follow_the_order_in_which_a_therapist_reads(run):
    shown = run("plan", CASE).stdout
    heads = ("Before any training", "Findings", "Goals", "Changes", "Plan", "Left out")
    places = [shown.index(f"\n{head}") for head in heads]
    assert places == sorted(places)
    assert "invented: nobody was tested" in shown
    assert "○ design default, to be confirmed" in shown


def test_the_json_holds_every_row_with_a_reason_and_a_source(run):
    document = run("plan", CASE, "--json", "-").document
    assert document["schema_version"] == "1.0"
    assert document["plan"]["prescriptions"]
    for row in document["plan"]["prescriptions"]:
        assert row["reasons"]
        assert all(reason["sources"] for reason in row["reasons"])


def test_the_same_case_gives_the_same_json(run):
    once = run("plan", CASES / "parkinson.yaml", "--json", "-").stdout
    assert run("plan", CASES / "parkinson.yaml", "--json", "-").stdout == once


def test_json_and_report_are_written_and_told(run, tmp_path):
    ran = run(
        "plan",
        CASE,
        "--json",
        tmp_path / "case.json",
        "--report",
        tmp_path / "case.html",
    )

    assert ran.exit_code == 0
    assert f"JSON: {tmp_path / 'case.json'}" in ran.stdout.replace("\n", "")
    assert json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))["plan"]
    html = (tmp_path / "case.html").read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "Your exercises at home" in html


def test_a_report_beside_piped_json_is_told_on_standard_error(run, tmp_path):
    ran = run("plan", CASE, "--json", "-", "--report", tmp_path / "case.html")
    assert ran.document["plan"]
    assert "Report: " in ran.stderr


def test_a_red_flag_closes_the_gate_and_leaves_no_exercise(run):
    shown = run("plan", CASES / "red_flag.yaml").stdout
    assert "CLOSED, nothing is trained" in shown
    assert "No exercise could be proposed" in shown


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("age_years: 68", "age_years: 168", ("age_years", "168", "between 0 and 125")),
        ("age_years: 68", "age_years: 121", ("age_years", "at most 120", "121")),
        ("age_years: 68", "age_years: -1", ("age_years", "-1")),
        ("height_m: 1.62", "height_m: 162", ("height_m", "162", "0.5 and 2.6")),
        ("total_points: 44", "total_points: 57", ("bbs", "57", "56")),
        ("total_points: 44", "total_points: -1", ("bbs", "-1")),
        (
            "scores: {total_points: 44}",
            "items: {" + ", ".join(f"item_{number}: 4" for number in range(1, 16)) + "}",
            ("bbs", "item_15"),
        ),
        (
            '"left:hip_flexion": 4',
            '"left:hip_flexion": 6',
            ("mmt", "hip_flexion", "6", "5"),
        ),
        (
            '"left:hip_flexion": 4',
            '"left:elbow": 4',
            ("mmt", "elbow"),
        ),
        ("condition: stroke", "condition: strok", ("'strok'", "stroke")),
        ("title:", "tittle:", ("tittle", "title")),
        ("instrument: tug", "instrument: tugg", ("tugg", "tug")),
        ("side: left", "side: lefft", ("side", "lefft", "left, right")),
        ("falls_last_12_months", "falls_last_13_months", ("falls_last_13_months",)),
        ("equipment: [resistance_band", "equipment: [resistance_bnd", ("resistance_bnd",)),
        ("tested_on: 2026-03-02", "tested_on: 2027-03-02", ("tested_on", "2027-03-02")),
        ("falls_answers: {}", "falls_answers: {unsteddy: true}", ("unsteddy",)),
        (
            "gait_speed_10m.comfortable_mps",
            "gait_speed_10m.comfy_mps",
            ("comfy_mps", "comfortable_mps"),
        ),
    ],
)
def test_what_cannot_be_is_refused_with_field_value_and_what_is_allowed(
    run, stroke, old, new, told
):
    ran = run("plan", stroke((old, new)))

    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert ran.stderr.count("Error:") == 1
    for word in told:
        assert word in ran.stderr


def test_a_result_without_its_conditions_is_refused(run, stroke):
    ran = run("plan", stroke(("  aid: single_cane\n  assistance: supervision\n", "")))

    assert ran.exit_code == 2
    assert "needs its conditions" in ran.stderr or "circumstances" in ran.stderr
    assert "aid" in ran.stderr


def test_too_few_items_give_no_total_and_say_how_many_are_missing(run, stroke):
    case = stroke(("scores: {total_points: 44}", "items: {item_1: 4, item_2: 4}"))

    document = run("plan", case, "--json", "-").document

    (berg,) = [each for each in document["results"] if each["instrument"] == "bbs"]
    assert [each["value"] for each in berg["scores"]] == [None]
    assert berg["notes"] == ["total_points: 12 of 14 items missing: no score."]


def test_a_time_below_zero_is_refused(run, stroke):
    ran = run("plan", stroke((TUG, 'protocol: "3 m"}\n  trials: [22.4, -21.8]')))
    assert ran.exit_code == 2
    assert "-21.8" in ran.stderr


def test_no_weight_on_a_leg_and_a_treadmill_contradict_each_other(run, stroke):
    orders = "weight_bearing:\n- {side: left, grade: NWB}\nordered_activities: [treadmill]\n"
    ran = run("plan", stroke(("vitals:\n", orders + "vitals:\n")))

    assert ran.exit_code == 2
    assert "NWB" in ran.stderr
    assert "treadmill" in ran.stderr


def test_two_orders_for_one_leg_contradict_each_other(run, stroke):
    orders = "weight_bearing:\n- {side: left, grade: NWB}\n- {side: left, grade: FWB}\n"
    ran = run("plan", stroke(("vitals:\n", orders + "vitals:\n")))

    assert ran.exit_code == 2
    assert "the left leg has 2: NWB, FWB" in ran.stderr


def test_a_precaution_that_is_present_and_absent_is_refused(run, stroke):
    ran = run("plan", stroke(("absent: all_else_asked", "absent: [blood_thinners]")))
    assert ran.exit_code == 2
    assert "'blood_thinners' stands twice" in ran.stderr


def test_a_recording_that_is_not_there_is_named(run, stroke):
    recording = "recordings:\n- {path: gone.csv, tested_on: 2026-05-04}\n"
    ran = run("plan", stroke(("falls_answers: {}", recording + "falls_answers: {}")))
    assert ran.exit_code == 2
    assert "recordings, gone.csv" in ran.stderr


def test_no_file_is_one_message(run, tmp_path):
    ran = run("plan", tmp_path / "gone.yaml")
    assert ran.exit_code == 2
    assert "there is no such file" in ran.stderr


def test_a_report_cannot_go_to_standard_output(run):
    ran = run("plan", CASE, "--report", "-")
    assert ran.exit_code == 2
    assert "only --json" in ran.stderr


def test_json_and_report_need_a_file_each(run, tmp_path):
    place = tmp_path / "both"
    ran = run("plan", CASE, "--report", place, "--json", place)
    assert ran.exit_code == 2
    assert "need a file each" in ran.stderr


def test_the_case_itself_is_never_written_over(run, stroke):
    case = stroke()
    ran = run("plan", case, "--json", case)
    assert ran.exit_code == 2
    assert case.read_text(encoding="utf-8").startswith("title:")


def test_a_pack_of_an_unknown_instrument_is_refused(run, tmp_path):
    pack = tmp_path / "pack.yaml"
    pack.write_text(
        "instrument: nothing\nlicence: x\nholder: y\nexpires: 2030-01-01\n"
        "language: en\nitems: {a: b}\n",
        encoding="utf-8",
    )
    ran = run("plan", CASE, "--pack", pack)
    assert ran.exit_code == 2
    assert "'nothing'" in ran.stderr


def test_a_pack_lets_its_own_items_in_and_leaves_other_scales_alone(run, stroke, tmp_path):
    items = ", ".join(f"item_{number}: 3" for number in range(1, 17))
    case = stroke(
        (
            "- instrument: abc\n  tested_on: 2026-05-04\n  scores: {total_percent: 54}",
            f"- instrument: abc\n  tested_on: 2026-05-04\n  items: {{{items}}}",
        )
    )
    wordings = ", ".join(f"item_{number}: words" for number in range(1, 17))
    pack = tmp_path / "pack.yaml"
    pack.write_text(
        "instrument: abc\nlicence: by letter\nholder: somebody\nexpires: 2030-01-01\n"
        f"language: en\nitems: {{{wordings}}}\n",
        encoding="utf-8",
    )

    without = run("plan", case)
    with_pack = run("plan", case, "--pack", pack)

    assert without.exit_code == 2
    assert "only with a licence pack of the clinic" in without.stderr
    assert with_pack.exit_code == 0
