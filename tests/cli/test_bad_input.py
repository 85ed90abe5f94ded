"""Every kind of unusable input: what was needed, what was found, what to do; never a traceback."""

import numpy as np
import pytest

RATE_HZ = 100.0


def standing(duration_s=20.0, *, noise_mps2=0.02, seed=1):
    """Rows of somebody who stands or sits still."""
    random = np.random.default_rng(seed)
    samples_count = round(duration_s * RATE_HZ)
    rows = np.zeros((samples_count, 7))
    rows[:, 0] = np.arange(samples_count) / RATE_HZ
    rows[:, 3] = 9.81
    rows[:, 1:4] += random.normal(0, noise_mps2, (samples_count, 3))
    rows[:, 4:7] += random.normal(0, 0.3, (samples_count, 3))
    return rows


def refused(ran, *words):
    """Hold that the program refused in words, without a result and without a traceback."""
    assert ran.exit_code == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith("Error: ")
    assert "Traceback" not in ran.stderr
    for each in words:
        assert each in ran.stderr, ran.stderr


def test_a_file_that_is_not_there(run, tmp_path):
    refused(run("analyze", tmp_path / "none.csv"), "none.csv does not exist")


def test_a_directory(run, tmp_path):
    refused(run("analyze", tmp_path), "is a directory", "Name one of the files in it")


@pytest.mark.parametrize("path", ["", ".", "..", "/"])
@pytest.mark.parametrize("command", ["analyze", "info"])
def test_a_directory_without_a_name(run, command, path):
    refused(run(command, path), "is a directory")


def test_a_file_that_may_not_be_read(run, write_table, monkeypatch):
    path = write_table(standing())
    monkeypatch.setattr("pathlib.Path.open", _may_not_be_read)

    refused(run("analyze", path), "could not be opened (Permission denied). Check its permissions")


def _may_not_be_read(*_args, **_options):
    raise PermissionError(13, "Permission denied")


def test_an_empty_file(run, tmp_path):
    path = tmp_path / "empty.csv"
    path.touch()

    refused(run("analyze", path), "is empty (0 bytes)")


def test_a_header_only(run, write_table):
    refused(run("analyze", write_table(np.zeros((0, 7)))), "a header and no sample")


def test_text_in_a_number_column(run, write_table):
    rows = standing(4.0).astype(object)
    rows[120, 2] = "sensor fell off"

    refused(run("analyze", write_table(rows)), "sensor fell off")


def test_three_samples(run, write_table):
    refused(run("analyze", write_table(standing()[:3])), "at least 1 s", "got 0.03 s")


def test_a_constant_signal(run, write_table):
    rows = standing()
    rows[:, 1:] = (0, 0, 9.81, 0, 0, 0)

    refused(run("analyze", write_table(rows)), "one value in all 2000 samples")


@pytest.mark.parametrize("dead", [0, "nan"])
def test_feet_with_a_dead_gyroscope(run, write_table, dead):
    rows = standing().astype(object)
    rows[:, 4:] = dead

    refused(run("analyze", write_table(rows), "--placement", "left-foot"), "gyroscope")


@pytest.mark.parametrize("dead", [0, "nan"])
def test_a_lower_back_does_without_a_dead_gyroscope(run, write_table, dead):
    rows = standing().astype(object)
    rows[:, 4:] = dead
    ran = run("analyze", write_table(rows), "--placement", "lower-back", "--json", "-")

    assert ran.exit_code == 0
    assert "no-gyroscope" in {finding["code"] for finding in ran.document["quality"]}


def test_noise(run, write_table):
    rows = standing()
    rows[:, 1:] = np.random.default_rng(2).normal(0, 5, (len(rows), 6))

    refused(run("analyze", write_table(rows)), "Acceleration with gravity in it is needed")


@pytest.mark.parametrize("word", ["nan", ""])
def test_all_values_missing(run, write_table, word):
    rows = standing().astype(object)
    rows[:, 1:] = word

    refused(run("analyze", write_table(rows)), "needed")


def test_feet_without_a_gyroscope(run, write_table):
    path = write_table(standing()[:, :4], header="time_s,acc_x_mps2,acc_y_mps2,acc_z_mps2")

    refused(run("analyze", path, "--placement", "left-foot"), "gyroscope")


def test_a_wrong_extension(run, tmp_path):
    path = tmp_path / "walk.cwa"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))

    refused(run("analyze", path), "walk.cwa")


def test_a_truncated_mat_without_a_whole_trial(run, shared_data, tmp_path):
    path = tmp_path / "data.mat"
    path.write_bytes((shared_data / "imu/lower_back/HA_001/data.mat").read_bytes()[:4000])

    refused(run("analyze", path), "data.mat is cut or damaged")


@pytest.mark.parametrize("name", ["lower_back/HA_001/data.mat", "wearables/ax3_sample.cwa"])
def test_a_truncated_file_is_partly_done_and_that_is_said(run, shared_data, tmp_path, name):
    whole = (shared_data / "imu" / name).read_bytes()
    path = tmp_path / name.rsplit("/", 1)[-1]
    path.write_bytes(whole[: len(whole) // 3 + 100])
    ran = run("analyze", path)

    assert ran.exit_code == 3
    assert ran.stderr.startswith("Error: The file")
    assert "walking bout" in ran.stdout


def test_noise_that_is_no_recording(run, tmp_path):
    path = tmp_path / "noise.bin"
    path.write_bytes(np.random.default_rng(0).bytes(1_000_000))

    refused(run("analyze", path), "noise.bin")


def test_an_unknown_format(run, write_table):
    refused(run("analyze", write_table(standing()), "--format", "vhs"), "'vhs'")


def test_somebody_who_sits_still_is_a_result_with_the_reason(run, write_table):
    ran = run("analyze", write_table(standing(60.0)), "--json", "-")
    document = ran.document

    assert ran.exit_code == 0
    assert document["walking_bouts"] == []
    (reason,) = (each for each in document["quality"] if each["code"] == "no-walking-found")
    assert "sat or stood still" in reason["found"]


def test_somebody_who_sits_still_is_said_in_the_table(run, write_table):
    ran = run("analyze", write_table(standing(60.0)))

    assert ran.exit_code == 0
    assert "No walking found." in ran.stdout


def test_infinities_missing_values_and_bad_clocks_cost_only_their_place(run, back, tmp_path):
    lines = back.read_text(encoding="utf-8").splitlines()
    lines[50] = lines[50].rsplit(",", 3)[0] + ",inf,inf,inf"
    lines[60] = lines[60].split(",")[0] + ",nan,nan,nan,nan,nan,nan"
    lines[70:72] = [lines[71], lines[70]]
    lines.insert(80, lines[80])
    path = tmp_path / "odd.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    document = run("analyze", path, "--json", "-").document

    assert len(document["walking_bouts"]) == 1
    codes = {each["code"] for each in document["quality"]}
    assert {"infinite-values", "missing-values"} <= codes
    assert codes & {"clock-backwards", "clock-duplicates"}
