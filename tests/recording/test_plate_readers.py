"""Files of plates of every format: what was written comes back, and doubts are said."""

import contextlib
import random

import numpy as np
import pytest
from plate_files import (
    PLATE_SAMPLES,
    RATE_HZ,
    amti_csv,
    bds_text,
    codes,
    on_two_plates,
    opensim_mot,
    pds_text,
    plates_csv,
    stander,
    table,
    wii_log,
    wii_truth_mm,
)
from plate_files import (
    words as found_words,
)

from restride.errors import DamagedFile, RestrideError
from restride.recording.checks import check_recording
from restride.recording.net_plate import net_plate
from restride.recording.readers import read_recordings
from restride.terms import Side

CENTRE_MM = stander()[1]
VERTICAL_N = stander()[2]
LEVEL_N = stander()[3]


@pytest.mark.parametrize("content", [bds_text, amti_csv], ids=["bds", "amti"])
def test_one_plate_comes_back_forward_and_right(read_plates, content):
    (plate,) = read_plates(content()).plates

    known = np.isfinite(plate.centre_of_pressure_mm).all(axis=1)
    assert known.sum() >= 598
    assert plate.centre_of_pressure_mm[known] == pytest.approx(CENTRE_MM[known], abs=1e-3)
    assert plate.vertical_force_n[known] == pytest.approx(VERTICAL_N[known], abs=1e-5)
    assert plate.horizontal_force_n[known] == pytest.approx(LEVEL_N[known], abs=1e-5)
    assert plate.clock.sampling_rate_hz == RATE_HZ


def test_bds_columns_are_kept_as_they_are_written(read_plates):
    content = bds_text()
    written_cm = np.loadtxt(content.decode().splitlines(), skiprows=1)[:, 7:]

    (plate,) = read_plates(content).plates

    assert np.array_equal(plate.centre_of_pressure_mm, written_cm * 10)


def test_frames_without_an_answer_of_the_device_are_missing_and_said(read_plates):
    recording = read_plates(amti_csv(dropouts=(3, 4, 599)))

    assert np.flatnonzero(np.isnan(recording.plates[0].vertical_force_n)).tolist() == [3, 4, 599]
    assert "3 of 600 frames hold 0" in found_words(recording, "missing-values")


def test_a_plate_in_inches_is_held_against_where_the_person_stood(read_plates):
    text = amti_csv().decode()
    inside = read_plates(text)
    outside = read_plates(
        text.replace("PlateWidth,19.75", "PlateWidth,10.00").replace("0.04", "0.34")
    )

    assert "units-contradict" not in codes(inside)
    assert "502 mm" in found_words(outside, "units-contradict")


def test_two_plates_and_their_net_keep_their_names_and_sides(read_plates):
    plates = read_plates(pds_text()).plates

    assert [(plate.name, plate.side) for plate in plates] == [
        ("net", None),
        ("left", Side.LEFT),
        ("right", Side.RIGHT),
    ]
    person = on_two_plates()
    for plate in plates:
        centre_mm, vertical_n, level_n = person[plate.name]
        assert plate.centre_of_pressure_mm == pytest.approx(centre_mm, abs=1e-3)
        assert plate.vertical_force_n == pytest.approx(vertical_n, abs=1e-5)
        assert plate.horizontal_force_n == pytest.approx(level_n, abs=1e-5)


def test_the_net_of_the_two_plates_is_the_one_that_the_file_has(read_plates):
    net, *sided = read_plates(pds_text()).plates
    made = net_plate(sided)

    assert made.centre_of_pressure_mm == pytest.approx(net.centre_of_pressure_mm, abs=2e-3)
    assert made.vertical_force_n == pytest.approx(net.vertical_force_n, abs=1e-5)
    assert net_plate([net, *sided]) is net


def test_plates_without_forces_have_no_net(read_plates):
    plate = read_plates(table("time_s,cop_ap_mm,cop_ml_mm", [stander()[0], CENTRE_MM])).plates[0]

    assert net_plate([]) is None
    assert net_plate([plate]) is plate


def test_opensim_numbers_its_plates_right_and_left_and_this_is_said(read_plates):
    recording = read_plates(opensim_mot(), name="trial_grf.mot")
    right, left, nobody = recording.plates

    assert (right.side, left.side, nobody.side) == (Side.RIGHT, Side.LEFT, None)
    assert right.centre_of_pressure_mm == pytest.approx(on_two_plates()["right"][0], abs=1e-3)
    assert np.isnan(nobody.centre_of_pressure_mm).all()
    assert "plate 1 the right foot, plate 2 the left foot" in found_words(
        recording, "sides-assumed"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("ground_force_r_v", "ground_force_l_v"), ("ground_force_right_v", "l_ground_force_v")],
)
def test_names_of_feet_go_before_numbers(read_plates, one, other):
    text = opensim_mot().decode()
    for number, name in (("1", other), ("2", one)):
        for kind in "vpm":
            text = text.replace(f"ground_force_{number}_{kind}", name[:-1] + kind)
    recording = read_plates(text, name="trial.mot")

    assert [plate.side for plate in recording.plates] == [Side.LEFT, Side.RIGHT, None]
    assert "sides-assumed" not in codes(recording)


def test_a_board_is_brought_to_an_even_clock_and_this_is_said(read_plates):
    recording = read_plates(wii_log())
    (board,) = recording.plates

    assert board.clock.stamps_s is None
    assert 60 < board.clock.sampling_rate_hz < 66
    truth_mm = wii_truth_mm(board.clock.times_s)
    assert np.abs(board.centre_of_pressure_mm - truth_mm).max() < 0.05
    assert board.vertical_force_n == pytest.approx(np.full(board.clock.samples_count, 700), abs=1)
    assert "brought to an even clock of 64 Hz" in found_words(recording, "clock-jitter")


def test_a_gap_of_a_board_stays_empty(read_plates):
    lines = wii_log().decode().splitlines()
    recording = read_plates("\n".join(lines[:150] + lines[200:]))
    (board,) = recording.plates

    missing = np.isnan(board.centre_of_pressure_mm).any(axis=1)
    assert 45 < missing.sum() < 55
    assert np.diff(np.flatnonzero(missing)).max() == 1
    assert "1 gaps" in found_words(recording, "clock-jitter")


@pytest.mark.parametrize(
    ("scale", "words"), [(1.0, "kilograms"), (9.80665, "newtons"), (100.0, "hundredths")]
)
def test_the_load_of_a_board_without_unit_is_told_from_its_size(read_plates, scale, words):
    lines = wii_log().decode().splitlines()
    numbers = np.array([[float(cell) for cell in line.split(",")] for line in lines[1:]])
    names = "time,TL,TR,BL,BR"
    recording = read_plates(table(names, [numbers[:, 0], numbers[:, 1:] * scale]))

    assert np.nanmedian(recording.plates[0].vertical_force_n) == pytest.approx(700, rel=1e-4)
    assert words in found_words(recording, "units-inferred")


@pytest.mark.parametrize(
    "content", [bds_text, pds_text, amti_csv, opensim_mot, plates_csv, wii_log]
)
def test_a_file_without_samples_is_refused(read_plates, content):
    lines = content().decode().splitlines()
    first = next(at for at, line in enumerate(lines) if line[:1].isdigit() or line[:1] == "-")

    with pytest.raises(DamagedFile, match="Samples are needed"):
        read_plates("\n".join([*lines[:first], ""]), name="trial.mot")


EXTREMES = ("nan", "inf", "-inf", "1e308", "-1e308", "0", "1e-320", "1e15", "")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", sorted(PLATE_SAMPLES))
def test_numbers_of_any_size_end_in_a_recording_or_in_an_explained_error(name, tmp_path):
    lines = PLATE_SAMPLES[name](120).decode().splitlines()
    sign = "\t" if "\t" in lines[-1] else ","
    first = next(at for at, line in enumerate(lines) if line[:1].isdigit() and line.count(sign) > 2)
    path = tmp_path / name
    for number in range(12):
        chance = random.Random(f"{name} {number}")
        rows = [line.split(sign) for line in lines[first:]]
        columns = [chance.randrange(len(rows[0])) for _ in range(chance.randint(1, 4))]
        broken, share = chance.choice(EXTREMES), chance.choice((0.05, 0.95))
        for row in rows:
            for column in columns:
                row[column] = broken if chance.random() < share else row[column]
        path.write_text("\n".join([*lines[:first], *(sign.join(row) for row in rows)]))
        with contextlib.suppress(RestrideError):
            (recording,) = read_recordings(path)
            for plate in check_recording(recording).plates:
                assert not np.isinf(plate.centre_of_pressure_mm).any()


def test_the_plates_of_a_gait_model_without_a_number_are_right_and_one_left(read_plates):
    text = opensim_mot().decode()
    for kind in "vpm":
        text = text.replace(f"ground_force_1_{kind}", f"ground_force_{kind}")
        text = text.replace(f"ground_force_2_{kind}", f"1_ground_force_{kind}")
    plates = read_plates(text, name="trial.mot").plates

    assert [plate.side for plate in plates] == [Side.RIGHT, Side.LEFT, None]
