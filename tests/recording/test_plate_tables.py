"""Plain tables of plates: names, units, axes and rates, said or told from the data."""

import numpy as np
import pytest
from plate_files import (
    RATE_HZ,
    bds_text,
    codes,
    opensim_mot,
    plates_csv,
    stander,
    table,
)
from plate_files import (
    words as found_words,
)

from restride.errors import DamagedFile, MissingChannel, OptionError, SignalNotUsable
from restride.recording.checks import check_recording
from restride.recording.readers import ReadOptions, read_recordings
from restride.terms import Severity, Side

CENTRE_MM = stander()[1]
VERTICAL_N = stander()[2]
LEVEL_N = stander()[3]


NAMES = [
    ("time,cop_ap_mm,cop_ml_mm", 1.0, False),
    ("Time [s],COP_AP [cm],COP_ML [cm]", 0.1, False),
    ("t,CoP AP (m),CoP ML (m)", 0.001, False),
    ("time,centre_of_pressure_forward_mm,centre_of_pressure_right_mm", 1.0, False),
    ("time_s,ap_mm,ml_mm", 1.0, False),
    ("time,CoPy,CoPx", 0.001, True),
    ("time,COPy[in],COPx[in]", 1 / 25.4, True),
]


@pytest.mark.parametrize(("names", "scale", "are_assumed"), NAMES)
def test_names_of_many_laboratories_are_understood(read_plates, names, scale, are_assumed):
    recording = read_plates(table(names, [stander()[0], CENTRE_MM * scale]))
    (plate,) = recording.plates

    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert ("axes-assumed" in codes(recording)) is are_assumed


@pytest.mark.parametrize(("unit", "scale"), [("m", 0.001), ("cm", 0.1), ("mm", 1.0)])
def test_a_length_without_unit_is_told_from_the_sway_and_said(read_plates, unit, scale):
    recording = read_plates(table("time,cop_ap,cop_ml", [stander()[0], CENTRE_MM * scale]))

    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert f"read as {unit}." in found_words(recording, "units-inferred")


def test_the_unit_that_is_said_goes_before_the_file(read_plates):
    text = table("time,cop_ap_mm,cop_ml_mm", [stander()[0], CENTRE_MM / 10])

    (plate,) = read_plates(text, length_unit="cm").plates

    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        (("forward", "right"), CENTRE_MM),
        (("right", "forward"), CENTRE_MM[:, ::-1]),
        (("backward", "left"), -CENTRE_MM),
        (("left", "forward"), CENTRE_MM[:, ::-1] * [1, -1]),
    ],
)
def test_axes_that_are_said_turn_the_plate(read_plates, axes, expected):
    text = table("time,copx_mm,copy_mm", [stander()[0], CENTRE_MM])
    recording = read_plates(text, plate_axes=axes)

    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(expected, abs=1e-6)
    assert "axes-assumed" not in codes(recording)


def test_axes_that_are_none_are_refused():
    with pytest.raises(OptionError, match="'up', 'left'"):
        ReadOptions(plate_axes=("up", "left"))
    with pytest.raises(OptionError, match="'furlong'"):
        ReadOptions(length_unit="furlong")


def test_samples_without_load_have_no_centre(read_plates):
    time_s, centre_mm, vertical_n, _ = stander()
    vertical_n = np.where(np.arange(600) < 50, 3.0, vertical_n)
    text = table("time,cop_ap_mm,cop_ml_mm,fz_n", [time_s, centre_mm, vertical_n])

    (plate,) = read_plates(text).plates

    assert np.isnan(plate.centre_of_pressure_mm[:50]).all()
    assert np.isfinite(plate.centre_of_pressure_mm[50:]).all()
    assert plate.vertical_force_n[0] == 3.0


def test_a_rate_is_needed_without_times(read_plates):
    text = table("cop_ap_mm,cop_ml_mm", [CENTRE_MM])

    assert read_plates(text, sampling_rate_hz=100).plates[0].clock.duration_s == 6.0
    with pytest.raises(MissingChannel, match="neither times nor a rate"):
        read_plates(text)


def test_a_mapping_names_columns_that_nobody_could_guess(read_plates, tmp_path):
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "rate_hz: 100\nplates:\n- side: left\n  length_unit: mm\n  axes: [forward, right]\n"
        "  columns: {cop_x: VOR, cop_y: SEIT, fz: LAST}\n"
    )
    path = tmp_path / "trial.csv"
    path.write_text(table("VOR,SEIT,LAST", [CENTRE_MM, VERTICAL_N]))
    (recording,) = read_recordings(
        path, options=ReadOptions(mapping=mapping), format_name="plates-csv"
    )

    assert recording.plates[0].side is Side.LEFT
    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        ({"plates": 3}, "must be a list"),
        ({"plates": [{"tiefe": 3}]}, "unknown keys tiefe"),
        ({"plates": [{"side": "middle"}]}, "left or right, and is 'middle'"),
        ({"plates": [{"axes": ["up", "left"]}]}, "and is \\['up', 'left'\\]"),
        ({"plates": [{"length_unit": "ell"}]}, "and is 'ell'"),
        ({"plates": [{"sensor_depth_mm": 4000}]}, "and is 4000"),
        ({"plates": [{"corners_mm": [[0, 0, 0]]}]}, "four corners"),
        ({"plates": [{"corners_mm": [[0, 0, 0]] * 4}]}, "one point or line"),
        ({"plates": [{"columns": 3}]}, "must be an object, and is 3"),
        ({"plates": [{}, {}]}, "describes 2 plates, and trial.csv has 1"),
        ({"plates": [{"columns": {"cop_x": "A", "cop_y": "B"}}]}, "cop_x is the column 'A'"),
        ({"plates": [{"columns": {"cop_x": "fz_n"}}]}, "names cop_x of plate 1"),
    ],
)
def test_a_sidecar_that_makes_no_sense_is_refused(read_plates, beside, words):
    with pytest.raises((OptionError, MissingChannel), match=words):
        read_plates(plates_csv(), beside=beside)


def test_a_table_of_accelerations_is_no_plate(read_plates):
    time_s = np.arange(300) / 100
    force = np.random.default_rng(1).normal((0, 0, 9.81), 0.2, (300, 3))

    recording = read_plates(table("time,ax,ay,az", [time_s, force]))

    assert recording.files[0].format == "csv"
    assert recording.sensors


ABOUT = np.column_stack([CENTRE_MM[:, 0], -CENTRE_MM[:, 1]]) * VERTICAL_N[:, None] / 1000


@pytest.mark.parametrize(
    "names",
    [
        "abs time (s),Fx,Fy,Fz,Mx,My,Mz,Ax,Ay",
        "Time (s),Force.Fx,Force.Fy,Force.Fz,Moment.Mx,Moment.My,Moment.Mz,COP.X,COP.Y",
        "time,FP1_Fx,FP1_Fy,FP1_Fz,FP1_Mx,FP1_My,FP1_Mz,FP1_COPx,FP1_COPy",
    ],
)
def test_forces_and_centre_of_one_plate_are_joined_and_tell_its_unit(read_plates, names):
    level = LEVEL_N[:, ::-1]
    columns = [stander()[0], level, VERTICAL_N, ABOUT, np.zeros(600), CENTRE_MM[:, ::-1] / 1000]
    recording = read_plates("Export of a plate\nRate,100\n\n" + table(names, columns))

    (plate,) = recording.plates
    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert "fits the moments divided by the load in m" in found_words(recording, "units-inferred")
    assert "centre-contradicts-forces" not in codes(recording)


def test_units_in_a_row_under_the_names_are_used(read_plates):
    lines = table("Time,COPy,COPx", [stander()[0], CENTRE_MM / 10]).split("\n")
    recording = read_plates("\n".join([lines[0], "s,cm,cm", *lines[1:]]))

    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert "units-inferred" not in codes(recording)


def test_dates_are_times_too(read_plates):
    rows = [
        f"2024-05-01 13:57:{time_s:06.3f},{forward},{right}"
        for time_s, (forward, right) in zip(stander()[0], CENTRE_MM, strict=True)
    ]
    (plate,) = read_plates("\n".join(["time,cop_ap_mm,cop_ml_mm", *rows])).plates

    assert plate.clock.sampling_rate_hz == RATE_HZ
    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-6)


@pytest.mark.parametrize("content", [bds_text, opensim_mot, plates_csv])
def test_spaces_and_tabs_between_columns_give_the_same(read_plates, content):
    text = content().decode()
    tight = read_plates(text)
    spaced = read_plates(text.replace("\t", "   ").replace(",", " "))

    assert spaced.files[0].format == tight.files[0].format
    for one, other in zip(tight.plates, spaced.plates, strict=True):
        assert np.array_equal(
            one.centre_of_pressure_mm, other.centre_of_pressure_mm, equal_nan=True
        )


def test_a_spaced_row_that_is_no_number_is_told(read_plates):
    text = bds_text().decode().replace("\t", " ").replace("0.030 ", "0.030 x", 1)

    with pytest.raises(DamagedFile, match="Rows of numbers are needed"):
        read_plates(text.replace(" 700.0", " abc", 1))


def test_the_load_of_each_foot_alone_is_enough(read_plates):
    text = table("time,left_fz,right_fz", [stander()[0], VERTICAL_N * 0.6, VERTICAL_N * 0.4])
    recording = read_plates(text)
    left, right = recording.plates

    assert left.vertical_force_n == pytest.approx(VERTICAL_N * 0.6, rel=1e-6)
    assert right.side is Side.RIGHT
    assert np.isnan(left.centre_of_pressure_mm).all()
    assert "axes-assumed" not in codes(recording)
    assert len(check_recording(recording).plates) == 2


def test_what_holds_for_both_plates_is_said_once(read_plates):
    names = "time,L_COPx_mm,L_COPy_mm,R_COPx_mm,R_COPy_mm"
    recording = read_plates(table(names, [stander()[0], CENTRE_MM, CENTRE_MM]))

    assert [each.sensor for each in recording.findings if each.code == "axes-assumed"] == [None]


def test_infinities_are_missing_from_the_start_and_said(read_plates):
    centre_mm = CENTRE_MM.copy()
    centre_mm[7, 0] = np.inf
    recording = read_plates(table("time,cop_ap_mm,cop_ml_mm", [stander()[0], centre_mm]))

    assert np.isnan(recording.plates[0].centre_of_pressure_mm[7, 0])
    assert "1 samples hold infinities" in found_words(recording, "infinite-values")


def test_columns_that_are_no_plate_are_listed(read_plates, tmp_path):
    path = tmp_path / "trial.csv"
    path.write_text("time,height\n0,1\n1,2\n")

    with pytest.raises(MissingChannel, match="the columns 'time', 'height'"):
        read_recordings(path, format_name="plates-csv")


def test_a_light_load_without_unit_is_doubted(read_plates):
    recording = read_plates(
        table("time,cop_ap_mm,cop_ml_mm,fz", [stander()[0], CENTRE_MM, VERTICAL_N / 9.81])
    )

    assert "an adult in kilograms" in found_words(recording, "units-inferred")


def test_an_unloaded_recording_is_read_and_only_the_analysis_refuses_it(read_plates):
    time_s = stander()[0]
    noise_n = np.random.default_rng(3).normal(0, 0.4, (600, 6))
    recording = read_plates(table("time,Fx,Fy,Fz,Mx,My,Mz", [time_s, noise_n]))

    assert np.isnan(recording.plates[0].centre_of_pressure_mm).all()
    assert np.std(recording.plates[0].vertical_force_n) == pytest.approx(0.4, rel=0.1)
    with pytest.raises(SignalNotUsable, match="20 N and more count as a load"):
        check_recording(recording)


def test_a_rate_that_the_times_contradict_is_said(read_plates):
    text = table("time,cop_ap_mm,cop_ml_mm", [stander()[0], CENTRE_MM])
    recording = read_plates(text, sampling_rate_hz=50)

    assert recording.plates[0].clock.sampling_rate_hz == 100
    assert "given as 50 Hz; the times in the file say 100 Hz" in found_words(
        recording, "rate-inferred"
    )


@pytest.mark.parametrize(("word", "scale"), [("time_ms", 1e3), ("timestamp", 1e3), ("t_us", 1e6)])
def test_times_in_other_units_are_understood(read_plates, word, scale):
    text = table(f"{word},cop_ap_mm,cop_ml_mm", [stander()[0] * scale, CENTRE_MM])

    assert read_plates(text).plates[0].clock.sampling_rate_hz == 100


def test_times_out_of_order_are_said_and_left_out(read_plates):
    time_s = stander()[0].copy()
    time_s[300] = 1.0
    recording = read_plates(table("time,cop_ap_mm,cop_ml_mm", [time_s, CENTRE_MM]))

    assert "clock-backwards" in codes(recording)
    assert recording.plates[0].clock.sampling_rate_hz == 100


def test_a_length_that_could_be_two_units_is_warned_of(read_plates):
    # 9.5 of an unknown unit: a calm person in millimetres, a lively one in centimetres.
    scale = 9.5 / np.ptp(np.percentile(CENTRE_MM[:, 0], [1, 99]))
    recording = read_plates(table("time,cop_ap,cop_ml", [stander()[0], CENTRE_MM * scale]))
    (told,) = [each for each in recording.findings if each.code == "units-inferred"]

    assert told.severity is Severity.WARNING
    assert "another unit is as likely" in told.found
