"""``restride analyze`` as its user meets it."""

import json

import pytest
from jsonschema import Draft202012Validator

from restride.analysis.schema import analysis_schema
from restride.terms import Placement

VALIDATOR = Draft202012Validator(analysis_schema())


def test_a_walk_gives_tables_that_fit_into_80_columns(run, back):
    ran = run("analyze", back)

    assert ran.exit_code == 0
    assert max(map(len, ran.stdout.splitlines())) <= 80
    for words in ("1 walking bout", "Walking speed, m/s", "simulated: nobody walked", "±"):
        assert words in ran.stdout
    assert "…" not in ran.stdout
    assert ran.stderr == ""


def test_json_on_standard_output_is_json_and_nothing_else(run, back):
    ran = run("analyze", back, "--json", "-")

    VALIDATOR.validate(ran.document)
    assert ran.document["settings"]["strides_from"] == "lower-back"
    assert len(ran.document["walking_bouts"]) == 1
    assert ran.document["recording"]["is_simulated"] is True


def test_json_and_report_are_written_beside_the_tables(run, back, tmp_path):
    ran = run("analyze", back, "--json", tmp_path / "a.json", "--report", tmp_path / "a.html")

    assert ran.exit_code == 0
    assert f"Report: {tmp_path / 'a.html'}" in ran.stdout
    VALIDATOR.validate(json.loads((tmp_path / "a.json").read_text(encoding="utf-8")))
    assert "</html>" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.json"]


def test_two_feet_go_together(run, files):
    feet = (Placement.LEFT_FOOT, Placement.RIGHT_FOOT)
    places = [word for place in feet for word in ("--placement", place.value)]
    document = run("analyze", *(files[foot] for foot in feet), *places, "--json", "-").document

    VALIDATOR.validate(document)
    assert document["settings"]["strides_from"] == "foot"
    assert [each["offset_s"] for each in document["recording"]["files"]] == [0.0, 0.0]
    assert any(measure["key"] == "double_support_s" for measure in document["measures"])


def test_feet_give_the_strides_and_the_back_gives_trunk_and_turns(run, files):
    document = run("analyze", *files.values(), "--json", "-").document

    settings = document["settings"]
    assert (settings["strides_from"], settings["turns_from"]) == ("foot", "lower-back")
    stride = document["walking_bouts"][0]["strides"][3]
    assert stride["clearance_m"] is not None
    assert stride["harmonic_ratio_vertical"] is not None


def test_the_person_is_taken_over(run, back):
    document = run(
        *("analyze", back, "--height-m", "1.8", "--sensor-height-m", "1.01"),
        *("--age-years", "71", "--sex", "female", "--walking-aid", "cane", "--json", "-"),
    ).document

    assert document["person"] == {
        "height_m": 1.8,
        "sensor_height_m": 1.01,
        "body_mass_kg": None,
        "age_years": 71.0,
        "sex": "female",
        "walking_aid": "cane",
    }


def test_a_known_distance_makes_a_factor_that_can_be_used_again(run, back):
    first = run("analyze", back, "--known-distance-m", "12", "--json", "-").document
    factor = first["settings"]["stride_length_calibration"]["factor_ratio"]
    plain = run("analyze", back, "--json", "-").document
    again = run("analyze", back, "--stride-length-factor", factor, "--json", "-").document

    def speed(document):
        return next(
            each["value"] for each in document["measures"] if each["key"] == "walking_speed_mps"
        )

    assert speed(first) == pytest.approx(factor * speed(plain), rel=1e-3)
    assert speed(again) == pytest.approx(speed(first), rel=1e-4)
    assert any(each["code"] == "calibrated" for each in first["quality"])


def test_factor_and_distance_together_are_refused(run, back):
    ran = run("analyze", back, "--known-distance-m", "12", "--stride-length-factor", "1.1")

    assert ran.exit_code == 2
    assert "Leave out --known-distance-m or --stride-length-factor" in ran.stderr


def test_a_distance_from_the_feet_is_refused(run, files):
    ran = run("analyze", files[Placement.LEFT_FOOT], "--known-distance-m", "12")

    assert ran.exit_code == 2
    assert "come from the feet, which measure them directly" in ran.stderr


def test_a_sensor_without_a_place_is_taken_for_the_lower_back_and_that_is_said(run, back, tmp_path):
    table = tmp_path / "walk.csv"
    table.write_bytes(back.read_bytes())
    ran = run("analyze", table, "--report", tmp_path / "a.html")

    assert ran.exit_code == 0
    words = " ".join(ran.stdout.split())
    assert "Nobody says where the sensor was worn. It was taken as worn on the lower back" in words


@pytest.mark.parametrize("suffix", [".csv", ".json"], ids=["recording", "sidecar"])
def test_the_recording_itself_is_never_written_over(run, back, suffix):
    before = back.with_suffix(suffix).read_bytes()
    ran = run("analyze", back, "--json", back.with_suffix(suffix))

    assert ran.exit_code == 2
    assert "belongs to the recording itself and would be lost" in ran.stderr
    assert back.with_suffix(suffix).read_bytes() == before


def test_an_earlier_analysis_beside_the_recording_is_written_anew(run, back, tmp_path):
    table = tmp_path / "walk.csv"
    table.write_bytes(back.read_bytes())
    codes = [run("analyze", table, "--json", tmp_path / "walk.json").exit_code for _ in range(2)]

    assert codes == [0, 0]


@pytest.mark.parametrize("option", ["--json", "--report"])
def test_a_place_that_does_not_exist_is_refused_before_the_work(run, back, tmp_path, option):
    ran = run("analyze", back, option, tmp_path / "nowhere/a.out")

    assert ran.exit_code == 2
    assert f"{tmp_path / 'nowhere'} is none. Make it first" in ran.stderr


def test_a_directory_to_write_to_is_refused(run, back, tmp_path):
    ran = run("analyze", back, "--json", tmp_path)

    assert ran.exit_code == 2
    assert "is a directory. Name a file" in ran.stderr


@pytest.mark.parametrize("units", ["g,g", "furlongs", "g,dps,radps", ","])
def test_units_that_make_no_sense_are_refused(run, back, units):
    ran = run("analyze", back, "--units", units)

    assert ran.exit_code == 2
    assert "--units takes one unit of acceleration (mps2 or g)" in ran.stderr


def test_a_file_named_twice_is_refused(run, back):
    ran = run("analyze", back, back)

    assert ran.exit_code == 2
    assert "was named twice" in ran.stderr


def test_files_and_places_are_counted(run, files):
    ran = run("analyze", *list(files.values())[:2], "--placement", "left-foot")

    assert ran.exit_code == 2
    assert "2 files and 1 placements were given" in ran.stderr


def test_a_height_in_centimetres_is_refused(run, back):
    ran = run("analyze", back, "--height-m", "175")

    assert ran.exit_code == 2
    assert "height_m must lie between 0.5 and 2.6, and is 175" in ran.stderr


def test_an_unknown_option_is_refused(run, back):
    assert run("analyze", back, "--shoe-size", "42").exit_code == 2
    assert run("analyze").exit_code == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        pytest.param(("--report", "-"), "A report is a file", id="report to standard output"),
        pytest.param(("--units", ""), "--units takes one unit of", id="no unit"),
        pytest.param(("--units", "g,mps2"), "--units takes one unit of", id="two of one kind"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(run, files, words, reason):
    ran = run("analyze", files[Placement.LOWER_BACK], *words)

    assert ran.exit_code == 2
    assert reason in ran.stderr


def test_json_and_report_need_a_file_each(run, files, tmp_path):
    place = tmp_path / "out.html"
    ran = run("analyze", files[Placement.LOWER_BACK], "--json", place, "--report", place)

    assert ran.exit_code == 2
    assert "JSON and report need a file each" in ran.stderr
    assert not place.exists()


def test_files_that_begin_apart_on_one_clock_count_from_the_latest(run, files, tmp_path):
    left, right = files[Placement.LEFT_FOOT], tmp_path / "right.csv"
    lines = files[Placement.RIGHT_FOOT].read_text(encoding="utf-8").splitlines()
    right.write_text("\n".join([lines[0], *lines[51:]]), encoding="utf-8")
    places = ("--placement", "left-foot", "--placement", "right-foot")
    whole = run("analyze", left, files[Placement.RIGHT_FOOT], *places, "--json", "-").document
    cut = run("analyze", left, right, *places, "--json", "-").document

    assert [file["offset_s"] for file in cut["recording"]["files"]] == [-0.5, 0.0]
    first_s = [each["walking_bouts"][0]["initial_contacts"][0]["time_s"] for each in (whole, cut)]
    assert first_s[0] - first_s[1] == pytest.approx(0.5, abs=0.02)
