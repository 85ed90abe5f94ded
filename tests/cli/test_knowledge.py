"""``restride knowledge``: the content checked and read without its source."""

import json
from dataclasses import replace

import pytest

from restride.clinical.batteries import batteries
from restride.clinical.conditions import conditions
from restride.clinical.guideline import guidelines
from restride.clinical.instrument import LicenceTier, instruments
from restride.clinical.precautions import precautions
from restride.plan import lint
from restride.plan.education import education
from restride.plan.library import exercises
from restride.plan.wording import dose_line

SHELVES = {
    "measure": instruments,
    "exercise": exercises,
    "guideline": guidelines,
    "education": education,
    "condition": conditions,
    "precaution": precautions,
    "battery": batteries,
}
KINDS = sorted(SHELVES)


def test_content_without_a_problem_says_so(run, monkeypatch):
    monkeypatch.setattr("restride.plan.lint.lint", lambda: ())
    ran = run("knowledge", "lint")
    assert (ran.exit_code, ran.stdout) == (0, "No problem found.\n")


def test_a_problem_is_named_by_file_row_and_field(run, monkeypatch):
    problem = lint.Problem(file="plan/x.yaml", row="str_x", field="dose", words="is too long")
    monkeypatch.setattr("restride.plan.lint.lint", lambda: (problem, replace(problem, row="y")))

    ran = run("knowledge", "lint")

    assert ran.exit_code == 1
    assert ran.stdout.splitlines() == [
        "plan/x.yaml, str_x, dose: is too long",
        "plan/x.yaml, y, dose: is too long",
    ]
    assert ran.stderr == "2 problems found.\n"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_listed(run, kind):
    ran = run("knowledge", "show", kind, "--all")
    assert ran.exit_code == 0
    for row_id in SHELVES[kind]():
        assert row_id[:20] in ran.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_listed_as_json(run, kind):
    document = run("knowledge", "show", kind, "--all", "--json").document
    assert sorted(document[kind]) == sorted(SHELVES[kind]())


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_shown_and_written(run, kind):
    row_id = next(iter(SHELVES[kind]()))
    shown = run("knowledge", "show", kind, row_id)
    written = run("knowledge", "show", kind, row_id, "--json").document
    assert shown.exit_code == 0
    assert f"({row_id})" in " ".join(shown.stdout.split())
    assert written["id"] == row_id


def test_a_measure_is_shown_with_all_its_figures_and_how_sure_they_are(run):
    shown = " ".join(run("knowledge", "show", "measure", "tug").stdout.split())
    for head in ("Licence", "Cut offs", "Detectable changes", "Important changes", "References"):
        assert head in shown
    assert "≥ 13.5 s" in shown
    assert "● read in the source" in shown
    assert "○ from memory, to be confirmed by a clinician" in shown


def test_a_measure_without_figures_says_so(run):
    shown = run("knowledge", "show", "measure", "trunk_endurance").stdout
    assert "none known" in shown


@pytest.mark.parametrize(
    "row_id",
    [row.id for row in instruments().values() if row.licence.tier is not LicenceTier.FULL_TEXT],
)
def test_a_protected_measure_is_shown_without_any_wording(run, row_id):
    written = run("knowledge", "show", "measure", row_id, "--json").document
    assert all(item["wording"] is None for item in written["items"])


def test_an_exercise_is_shown_with_its_dose_as_a_therapist_reads_it(run):
    shown = " ".join(run("knowledge", "show", "exercise", "str_sts").stdout.split())
    assert f"Dose: {dose_line(exercises()['str_sts'].dose)}" in shown


@pytest.mark.parametrize(
    ("word", "near"),
    [("tgu", "tug"), ("berg", "bbs"), ("Timed up and go", "tug"), ("gait_speed", "gait_speed_10m")],
)
def test_an_unknown_name_is_answered_with_the_nearest(run, word, near):
    ran = run("knowledge", "show", "measure", word)
    assert ran.exit_code == 2
    assert f"{word!r} is none of them. Near it: " in ran.stderr
    assert near in ran.stderr


def test_a_name_near_nothing_tells_how_to_list_them(run):
    ran = run("knowledge", "show", "measure", "zzzzzz")
    assert ran.exit_code == 2
    assert "Near it" not in ran.stderr
    assert "`restride knowledge show measure --all`" in ran.stderr


@pytest.mark.parametrize("words", [("tug", "--all"), ()])
def test_one_row_or_all_of_them_is_asked_for(run, words):
    ran = run("knowledge", "show", "measure", *words)
    assert ran.exit_code == 2
    assert "Name one." in ran.stderr


def test_an_unknown_kind_is_refused(run):
    ran = run("knowledge", "show", "muscle", "x")
    assert ran.exit_code == 2
    assert "'measure'" in ran.stderr


def test_json_of_a_row_is_strict(run):
    text = run("knowledge", "show", "measure", "tug", "--json").stdout
    assert json.loads(text)["cut_offs"]
