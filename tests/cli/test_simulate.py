"""``restride simulate walk``: files that the other commands read."""

import json

import pytest


def test_a_walk_is_written_with_sidecar_and_truth_and_can_be_analysed(run, tmp_path):
    table = tmp_path / "walk.csv"
    ran = run("simulate", "walk", "--output", table, "--length-m", "10", "--turns", "0")

    assert ran.exit_code == 0
    assert "nobody walked: 10." in ran.stdout or "nobody walked: 9." in ran.stdout
    assert f"restride analyze {table}" in ran.stdout
    truth = json.loads((tmp_path / "walk.truth.json").read_text(encoding="utf-8"))
    document = run("analyze", table, "--json", "-").document
    assert document["recording"]["is_simulated"] is True
    assert document["person"]["height_m"] == 1.72
    found_count = len(document["walking_bouts"][0]["initial_contacts"])
    true_count = sum(each["kind"] == "initial" for each in truth["contacts"])
    assert found_count == pytest.approx(true_count, abs=2)


def test_several_sensors_are_one_file_each(run, tmp_path):
    feet = ("--placement", "left-foot", "--placement", "right-foot")
    run("simulate", "walk", "--output", tmp_path / "w.csv", "--turns", "0", *feet)

    assert {path.name for path in tmp_path.glob("*.csv")} == {
        "w-left-foot.csv",
        "w-right-foot.csv",
    }


def test_the_same_seed_is_the_same_walk(run, tmp_path):
    for name in ("a.csv", "b.csv"):
        run("simulate", "walk", "--output", tmp_path / name, "--turns", "0", "--seed", "5")

    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("--output", "walk.parquet"), "does not end in .csv"),
        (("--placement", "left-foot", "--placement", "left-foot"), "names one twice"),
        (("--speed-mps", "30"), "speed_mps must lie between"),
        (("--output", "nowhere/walk.csv"), "Make it first"),
    ],
)
def test_what_cannot_be_simulated_is_refused(run, tmp_path, monkeypatch, words, needed):
    monkeypatch.chdir(tmp_path)
    ran = run("simulate", "walk", *words)

    assert ran.exit_code == 2
    assert needed in ran.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "name", "task", "told"),
    [
        (("stand", "--duration-s", "30"), "a.csv", "quiet-standing", "30 s of standing"),
        (("stand", "--from", "sensor"), "a.csv", "quiet-standing", "60 s of standing"),
        (("rise", "--count", "3"), "a.csv", "sit-to-stand", "3 rises"),
        (("rise", "--count", "3"), "a.trc", "sit-to-stand", "3 rises"),
        (("tug", "--pattern", "fit"), "a.csv", "timed-up-and-go", "a timed up and go of"),
        (("squat", "--count", "4"), "a.trc", "repetitions", "4 squats"),
    ],
)
def test_a_task_is_written_and_analysed_as_what_it_is(run, tmp_path, words, name, task, told):
    table = tmp_path / name
    ran = run("simulate", *words, "--output", table, "--seed", "3")

    assert ran.exit_code == 0
    assert f"nobody moved: {told}" in ran.stdout
    truth = json.loads((tmp_path / "a.truth.json").read_text(encoding="utf-8"))
    assert truth["task"] == task
    document = run("analyze", table, "--json", "-").document
    assert document["recording"]["is_simulated"] is True
    assert document["task"] == task


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("tug", "--output", "tug.trc"), "does not end in .csv"),
        (("squat", "--output", "squat.mot"), "does not end in .trc"),
        (("rise", "--count", "0"), "between 1 and 500 times, and got 0"),
        (("stand", "--duration-s", "0.1"), "duration_s must lie between"),
        (("squat", "--depth-deg", "170"), "depth_deg must lie between"),
    ],
)
def test_a_task_that_cannot_be_simulated_is_refused(run, tmp_path, monkeypatch, words, needed):
    monkeypatch.chdir(tmp_path)
    ran = run("simulate", *words)

    assert ran.exit_code == 2
    assert needed in ran.stderr
    assert not list(tmp_path.iterdir())
