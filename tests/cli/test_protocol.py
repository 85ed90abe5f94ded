"""``restride analyze`` for standing: conditions of one trial, and whole protocols."""

import json

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from restride.analysis.schema import analysis_schema
from restride.simulate.stander import simulate_stand, stander
from restride.simulate.task_files import plate_text
from restride.terms import Eyes, Surface

LEANS = """
protocol: limits-of-stability
file: lean.csv
leans:
- {direction: forward, cue_s: 3, distance_mm: 80}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("standing")
    for surface in Surface:
        for eyes in Eyes:
            stood = simulate_stand(stander(eyes, surface, seed=2, duration_s=12.0), sensors=())
            (plate,) = stood.recording.plates
            (place / f"{eyes}-{surface}.csv").write_text(plate_text(plate), encoding="utf-8")
    return place


@pytest.fixture
def write(folder):
    def written(text, name="protocol.yaml"):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def mctsib(closed_on_foam="[closed-foam.csv]"):
    return f"""
protocol: mctsib
name: visit one
wanted_s: 12
conditions:
- {{eyes: open, surface: firm, trials: [open-firm.csv]}}
- {{eyes: closed, surface: firm, trials: [closed-firm.csv]}}
- {{eyes: open, surface: foam, trials: [open-foam.csv]}}
- {{eyes: closed, surface: foam, trials: {closed_on_foam}}}
"""


def test_a_protocol_is_shown_as_a_matrix(run, write):
    ran = run("analyze", "--protocol", write(mctsib()))

    assert ran.exit_code == 0
    assert "Protocol: mctsib, 4 conditions, 4 trials" in ran.stdout
    rows = [line for line in ran.stdout.splitlines() if line.startswith("Eyes ")]
    assert [row.split("  ")[0] for row in rows] == ["Eyes open", "Eyes closed"]
    assert rows[0].count("held 12.0 of 12 s") == 2
    assert "Romberg ratio of mean velocity, on firm" in ran.stdout
    assert "no comparable norm" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_a_level_not_held_stands_as_a_time(run, write):
    ran = run("analyze", "--protocol", write(mctsib("[{held_s: 3.4}]"), "held.yaml"))

    assert ran.exit_code == 0
    assert "held 3.4 of 12 s" in ran.stdout
    assert "no trial was held" in " ".join(ran.stdout.split())


def test_the_json_of_a_protocol_goes_to_standard_output(run, write):
    ran = run("analyze", "--protocol", write(mctsib(), "piped.yaml"), "--json", "-")

    assert ran.exit_code == 0
    assert list(Draft202012Validator(analysis_schema()).iter_errors(ran.document)) == []
    assert ran.document["protocol"] == "mctsib"


def test_a_broken_trial_is_told_and_the_rest_is_kept(run, write, folder):
    (folder / "broken.csv").write_text("what,is\nthis,then\n", encoding="utf-8")

    ran = run("analyze", "--protocol", write(mctsib("[broken.csv]"), "broken.yaml"))

    assert ran.exit_code == 3
    assert "broken.csv" in ran.stderr
    assert "Romberg ratio of mean velocity, on firm" in ran.stdout


def test_nothing_usable_is_refused(run, write, folder):
    (folder / "broken.csv").write_text("what,is\nthis,then\n", encoding="utf-8")
    text = "protocol: quiet-standing\nconditions: [{eyes: open, trials: [broken.csv]}]"

    ran = run("analyze", "--protocol", write(text, "nothing.yaml"))

    assert ran.exit_code == 2
    assert "None of 1 trials could be analysed" in ran.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["open-firm.csv"], "names its files itself, and 1 were named"),
        (["--task", "quiet-standing"], "--task was given beside it"),
        (["--eyes", "open"], "an option of standing was given beside it"),
    ],
)
def test_what_a_protocol_says_itself_is_not_said_beside_it(run, write, words, told):
    ran = run("analyze", "--protocol", write(mctsib(), "beside.yaml"), *words)

    assert ran.exit_code == 2
    assert told in " ".join(ran.stderr.split())


def test_a_bad_protocol_is_refused_with_its_place(run, write):
    ran = run("analyze", "--protocol", write(mctsib("[absent.csv]"), "bad.yaml"))

    assert ran.exit_code == 2
    assert "condition 4, trial 1: file must be a file" in ran.stderr


def test_without_file_and_protocol_something_is_missing(run):
    ran = run("analyze")

    assert ran.exit_code == 2
    assert "At least one FILE is needed" in ran.stderr


def test_the_json_is_never_written_over_a_trial(run, write, folder):
    path = write(mctsib(), "over.yaml")
    before = (folder / "open-firm.csv").read_bytes()

    ran = run("analyze", "--protocol", path, "--json", folder / "open-firm.csv")

    assert ran.exit_code == 2
    assert (folder / "open-firm.csv").read_bytes() == before


def test_one_trial_takes_its_condition_from_the_command_line(run, folder):
    ran = run(
        "analyze",
        folder / "closed-foam.csv",
        *("--task", "quiet-standing", "--eyes", "closed", "--surface", "foam"),
        *("--stance", "comfortable", "--wanted-s", "30", "--json", "-"),
    )

    assert ran.exit_code == 0
    standing = ran.document["standing"]
    assert standing["condition"] == {
        "eyes": "closed",
        "surface": "foam",
        "stance": "comfortable",
        "side": None,
    }
    assert (standing["held_s"], standing["wanted_s"]) == (12, 30)
    assert "held-too-short" in {finding["code"] for finding in ran.document["quality"]}


def test_a_noise_floor_is_read_for_one_trial(run, folder, tmp_path):
    random = np.random.default_rng(1)
    rows = np.column_stack(
        (np.arange(1200) / 100, random.normal(0, 0.3, (1200, 2)), np.full(1200, 150.0))
    )
    floor = tmp_path / "floor.csv"
    np.savetxt(
        floor,
        rows,
        delimiter=",",
        fmt="%.4f",
        header="time_s,cop_ap_mm,cop_ml_mm,fz_n",
        comments="",
    )

    ran = run("analyze", folder / "open-firm.csv", "--noise-floor", floor, "--json", "-")

    assert ran.exit_code == 0
    assert ran.document["settings"]["noise_floor"]["basis"] == "a dead weight of 150 N"
    assert "near-noise-floor" in {finding["code"] for finding in ran.document["quality"]}


def test_leans_are_measured_from_their_protocol(run, write, folder):
    times_s = np.arange(0, 9, 0.01)
    part = np.clip((times_s - 3.5) / 1.0, 0, 1)
    forward_mm = 50 * part**3 * (10 - 15 * part + 6 * part**2)
    rows = np.column_stack((times_s, forward_mm, np.zeros_like(times_s), 700 + 3 * np.sin(times_s)))
    np.savetxt(
        folder / "lean.csv",
        rows,
        delimiter=",",
        fmt="%.5f",
        header="time_s,cop_ap_mm,cop_ml_mm,fz_n",
        comments="",
    )

    ran = run("analyze", "--protocol", write(LEANS, "leans.yaml"), "--json", "-")

    assert ran.exit_code == 0, ran.stderr
    (lean,) = ran.document["leans"]
    of_key = {measure["key"]: measure["value"] for measure in lean["measures"]}
    assert of_key["maximum_excursion_mm"] == pytest.approx(50, rel=0.01)
    assert json.dumps(ran.document["task"]) == '"limits-of-stability"'

    shown = run("analyze", "--protocol", write(LEANS, "leans.yaml"))

    lines = shown.stdout.splitlines()
    line = next(each for each in lines if each.startswith("forward"))
    assert "80" in line.split()
