"""Files of plates and of centres of pressure: what was written comes back, and doubts are said."""

import contextlib
import json
import random

import numpy as np
import pytest
from plate_files import (
    PLATE_SAMPLES,
    RATE_HZ,
    amti_csv,
    bds_text,
    on_two_plates,
    opensim_mot,
    pds_text,
    plates_csv,
    stander,
    wii_log,
    wii_truth_mm,
)

from restride.errors import DamagedFile, MissingChannel, OptionError, RestrideError
from restride.recording.checks import check_recording
from restride.recording.net_plate import net_plate
from restride.recording.readers import ReadOptions, read_recordings
from restride.terms import Side

CENTRE_MM = stander()[1]
VERTICAL_N = stander()[2]
LEVEL_N = stander()[3]


@pytest.fixture
def read(tmp_path):
    """Read bytes or lines as a file, with what is said about it."""

    def _read(content, *, name="trial.csv", beside=None, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        if beside is not None:
            path.with_suffix(".json").write_text(json.dumps(beside))
        (recording,) = read_recordings(path, options=ReadOptions(**options))
        return recording

    return _read


def _table(names, columns):
    rows = np.column_stack(columns)
    lines = [",".join(f"{value:.9g}" for value in row) for row in rows]
    return "\n".join([names, *lines])


def _codes(recording):
    return [finding.code for finding in recording.findings]


def _words(recording, code):
    return " ".join(f"{each.found} {each.done}" for each in recording.findings if each.code == code)


def _six_components(*, depth_mm=0.0, side=1.0, noise_mm=0.0):
    """Force and moment about sensors below the surface; x right, y forward, z up."""
    time_s, centre_mm, vertical_n, level_n = stander()
    force_n = np.column_stack([level_n[:, 1], level_n[:, 0], vertical_n])
    point_m = np.column_stack([centre_mm[:, 1], centre_mm[:, 0], np.full(600, depth_mm)]) / 1000
    return time_s, side * force_n, side * np.cross(point_m, force_n)


@pytest.mark.parametrize("content", [bds_text, amti_csv], ids=["bds", "amti"])
def test_one_plate_comes_back_forward_and_right(read, content):
    (plate,) = read(content()).plates

    known = np.isfinite(plate.centre_of_pressure_mm).all(axis=1)
    assert known.sum() >= 598
    assert plate.centre_of_pressure_mm[known] == pytest.approx(CENTRE_MM[known], abs=1e-3)
    assert plate.vertical_force_n[known] == pytest.approx(VERTICAL_N[known], abs=1e-5)
    assert plate.horizontal_force_n[known] == pytest.approx(LEVEL_N[known], abs=1e-5)
    assert plate.clock.sampling_rate_hz == RATE_HZ


def test_bds_columns_are_kept_as_they_are_written(read):
    content = bds_text()
    written_cm = np.loadtxt(content.decode().splitlines(), skiprows=1)[:, 7:]

    (plate,) = read(content).plates

    assert np.array_equal(plate.centre_of_pressure_mm, written_cm * 10)


def test_frames_without_an_answer_of_the_device_are_missing_and_said(read):
    recording = read(amti_csv(dropouts=(3, 4, 599)))

    assert np.flatnonzero(np.isnan(recording.plates[0].vertical_force_n)).tolist() == [3, 4, 599]
    assert "3 of 600 frames hold 0" in _words(recording, "missing-values")


def test_a_plate_in_inches_is_held_against_where_the_person_stood(read):
    text = amti_csv().decode()
    inside = read(text)
    outside = read(text.replace("PlateWidth,19.75", "PlateWidth,10.00").replace("0.04", "0.34"))

    assert "units-contradict" not in _codes(inside)
    assert "502 mm" in _words(outside, "units-contradict")


def test_two_plates_and_their_net_keep_their_names_and_sides(read):
    plates = read(pds_text()).plates

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


def test_the_net_of_the_two_plates_is_the_one_that_the_file_has(read):
    net, *sided = read(pds_text()).plates
    made = net_plate(sided)

    assert made.centre_of_pressure_mm == pytest.approx(net.centre_of_pressure_mm, abs=2e-3)
    assert made.vertical_force_n == pytest.approx(net.vertical_force_n, abs=1e-5)
    assert net_plate([net, *sided]) is net


def test_plates_without_forces_have_no_net(read):
    plate = read(_table("time_s,cop_ap_mm,cop_ml_mm", [stander()[0], CENTRE_MM])).plates[0]

    assert net_plate([]) is None
    assert net_plate([plate]) is plate


def test_opensim_numbers_its_plates_right_and_left_and_this_is_said(read):
    recording = read(opensim_mot(), name="trial_grf.mot")
    right, left, nobody = recording.plates

    assert (right.side, left.side, nobody.side) == (Side.RIGHT, Side.LEFT, None)
    assert right.centre_of_pressure_mm == pytest.approx(on_two_plates()["right"][0], abs=1e-3)
    assert np.isnan(nobody.centre_of_pressure_mm).all()
    assert "plate 1 the right foot, plate 2 the left foot" in _words(recording, "sides-assumed")


@pytest.mark.parametrize(
    ("one", "other"),
    [("ground_force_r_v", "ground_force_l_v"), ("ground_force_right_v", "l_ground_force_v")],
)
def test_names_of_feet_go_before_numbers(read, one, other):
    text = opensim_mot().decode()
    for number, name in (("1", other), ("2", one)):
        for kind in "vpm":
            text = text.replace(f"ground_force_{number}_{kind}", name[:-1] + kind)
    recording = read(text, name="trial.mot")

    assert [plate.side for plate in recording.plates] == [Side.LEFT, Side.RIGHT, None]
    assert "sides-assumed" not in _codes(recording)


def test_a_board_is_brought_to_an_even_clock_and_this_is_said(read):
    recording = read(wii_log())
    (board,) = recording.plates

    assert board.clock.stamps_s is None
    assert 60 < board.clock.sampling_rate_hz < 66
    truth_mm = wii_truth_mm(board.clock.times_s)
    assert np.abs(board.centre_of_pressure_mm - truth_mm).max() < 0.05
    assert board.vertical_force_n == pytest.approx(np.full(board.clock.samples_count, 700), abs=1)
    assert "brought to an even clock of 64 Hz" in _words(recording, "clock-jitter")


def test_a_gap_of_a_board_stays_empty(read):
    lines = wii_log().decode().splitlines()
    recording = read("\n".join(lines[:150] + lines[200:]))
    (board,) = recording.plates

    missing = np.isnan(board.centre_of_pressure_mm).any(axis=1)
    assert 45 < missing.sum() < 55
    assert np.diff(np.flatnonzero(missing)).max() == 1
    assert "1 gaps" in _words(recording, "clock-jitter")


@pytest.mark.parametrize(
    ("scale", "words"), [(1.0, "kilograms"), (9.80665, "newtons"), (100.0, "hundredths")]
)
def test_the_load_of_a_board_without_unit_is_told_from_its_size(read, scale, words):
    lines = wii_log().decode().splitlines()
    numbers = np.array([[float(cell) for cell in line.split(",")] for line in lines[1:]])
    names = "time,TL,TR,BL,BR"
    recording = read(_table(names, [numbers[:, 0], numbers[:, 1:] * scale]))

    assert np.nanmedian(recording.plates[0].vertical_force_n) == pytest.approx(700, rel=1e-4)
    assert words in _words(recording, "units-inferred")


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
def test_names_of_many_laboratories_are_understood(read, names, scale, are_assumed):
    recording = read(_table(names, [stander()[0], CENTRE_MM * scale]))
    (plate,) = recording.plates

    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert ("axes-assumed" in _codes(recording)) is are_assumed


@pytest.mark.parametrize(("unit", "scale"), [("m", 0.001), ("cm", 0.1), ("mm", 1.0)])
def test_a_length_without_unit_is_told_from_the_sway_and_said(read, unit, scale):
    recording = read(_table("time,cop_ap,cop_ml", [stander()[0], CENTRE_MM * scale]))

    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert f"read as {unit}." in _words(recording, "units-inferred")


def test_the_unit_that_is_said_goes_before_the_file(read):
    text = _table("time,cop_ap_mm,cop_ml_mm", [stander()[0], CENTRE_MM / 10])

    (plate,) = read(text, length_unit="cm").plates

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
def test_axes_that_are_said_turn_the_plate(read, axes, expected):
    text = _table("time,copx_mm,copy_mm", [stander()[0], CENTRE_MM])
    recording = read(text, plate_axes=axes)

    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(expected, abs=1e-6)
    assert "axes-assumed" not in _codes(recording)


def test_axes_that_are_none_are_refused():
    with pytest.raises(OptionError, match="'up', 'left'"):
        ReadOptions(plate_axes=("up", "left"))
    with pytest.raises(OptionError, match="'furlong'"):
        ReadOptions(length_unit="furlong")


@pytest.mark.parametrize("side", [1.0, -1.0], ids=["of the ground", "on the plate"])
@pytest.mark.parametrize("stated_mm", [41, -41])
def test_six_components_make_the_centre_whatever_their_sign(read, side, stated_mm):
    time_s, force_n, moment_nm = _six_components(depth_mm=41, side=side)
    text = _table("time,Fx,Fy,Fz,Mx,My,Mz", [time_s, force_n, moment_nm])
    recording = read(text, beside={"plates": [{"sensor_depth_mm": stated_mm}]})
    (plate,) = recording.plates

    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert plate.vertical_force_n == pytest.approx(VERTICAL_N, rel=1e-6)
    assert plate.horizontal_force_n == pytest.approx(LEVEL_N, abs=1e-5)


def test_moments_in_newton_millimetres_are_told_from_their_size(read):
    time_s, force_n, moment_nm = _six_components()
    recording = read(_table("time,Fx,Fy,Fz,Mx,My,Mz", [time_s, force_n, moment_nm * 1000]))

    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert "newton millimetres" in _words(recording, "units-inferred")


def test_corners_place_two_plates_in_the_laboratory(read):
    time_s, force_n, moment_nm = _six_components(depth_mm=20)
    corners_mm = [[200, 300, 0], [-200, 300, 0], [-200, -300, 0], [200, -300, 0]]
    beside = {
        "plates": [
            {
                "side": side,
                "corners_mm": [[x + by_mm, y, z] for x, y, z in corners_mm],
                "sensor_depth_mm": 20,
                "axes": ["right", "forward"],
            }
            for side, by_mm in (("left", -210), ("right", 210))
        ]
    }
    names = "time,Fx1,Fy1,Fz1,Mx1,My1,Mz1,Fx2,Fy2,Fz2,Mx2,My2,Mz2"
    left, right = read(
        _table(names, [time_s, force_n, moment_nm, force_n, moment_nm]), beside=beside
    ).plates

    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
    assert left.centre_of_pressure_mm == pytest.approx(CENTRE_MM + np.array([0, -210]), abs=1e-4)
    assert right.centre_of_pressure_mm == pytest.approx(CENTRE_MM + np.array([0, 210]), abs=1e-4)
    assert right.horizontal_force_n == pytest.approx(LEVEL_N, abs=1e-5)


def test_a_plate_with_z_down_gives_the_same(read):
    time_s, force_n, moment_nm = _six_components(depth_mm=20)
    # Half a turn about x, as plates lie whose z points down.
    turned = [1, -1, -1]
    corners_mm = [[200, -300, 0], [-200, -300, 0], [-200, 300, 0], [200, 300, 0]]
    beside = {"plates": [{"corners_mm": corners_mm, "sensor_depth_mm": 20}]}
    text = _table("time,Fx,Fy,Fz,Mx,My,Mz", [time_s, -force_n * turned, -moment_nm * turned])

    (plate,) = read(text, beside=beside).plates

    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert plate.horizontal_force_n == pytest.approx(LEVEL_N, abs=1e-5)
    assert plate.vertical_force_n == pytest.approx(VERTICAL_N, rel=1e-6)


def _with_both(written_mm, **six):
    time_s, force_n, moment_nm = _six_components(**six)
    names = "time,Fx,Fy,Fz,Mx,My,Mz,COPx[mm],COPy[mm]"
    return _table(names, [time_s, force_n, moment_nm, written_mm])


@pytest.mark.parametrize(
    ("written_mm", "words"),
    [
        (CENTRE_MM[:, ::-1] * [-1, 1], "Along x it has the opposite sign"),
        (CENTRE_MM[:, ::-1] * 10, "10 times what the forces make"),
        (CENTRE_MM, "the other way round"),
    ],
    ids=["sign", "unit", "swapped"],
)
def test_a_written_centre_that_is_not_the_forces_is_said_and_kept(read, written_mm, words):
    recording = read(_with_both(written_mm))

    assert words in _words(recording, "centre-contradicts-forces")
    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(written_mm[:, ::-1], abs=1e-4)


def test_a_written_centre_that_fits_says_nothing(read):
    assert "centre-contradicts-forces" not in _codes(read(_with_both(CENTRE_MM[:, ::-1])))
    # Without a stated depth, what is left follows the horizontal force and is no contradiction.
    assert "centre-contradicts-forces" not in _codes(
        read(_with_both(CENTRE_MM[:, ::-1], depth_mm=40))
    )


def test_a_stated_depth_that_does_not_fit_is_said(read):
    text = _with_both(CENTRE_MM[:, ::-1], depth_mm=100)
    fits = read(text, beside={"plates": [{"sensor_depth_mm": 100}]})
    contradicts = read(text, beside={"plates": [{"sensor_depth_mm": 20}]})

    assert "depth-contradicts" not in _codes(fits)
    assert "80 mm off" in _words(contradicts, "depth-contradicts")


def test_samples_without_load_have_no_centre(read):
    time_s, centre_mm, vertical_n, _ = stander()
    vertical_n = np.where(np.arange(600) < 50, 3.0, vertical_n)
    text = _table("time,cop_ap_mm,cop_ml_mm,fz_n", [time_s, centre_mm, vertical_n])

    (plate,) = read(text).plates

    assert np.isnan(plate.centre_of_pressure_mm[:50]).all()
    assert np.isfinite(plate.centre_of_pressure_mm[50:]).all()
    assert plate.vertical_force_n[0] == 3.0


def test_a_rate_is_needed_without_times(read):
    text = _table("cop_ap_mm,cop_ml_mm", [CENTRE_MM])

    assert read(text, sampling_rate_hz=100).plates[0].clock.duration_s == 6.0
    with pytest.raises(MissingChannel, match="neither times nor a rate"):
        read(text)


def test_a_mapping_names_columns_that_nobody_could_guess(read, tmp_path):
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "rate_hz: 100\nplates:\n- side: left\n  length_unit: mm\n  axes: [forward, right]\n"
        "  columns: {cop_x: VOR, cop_y: SEIT, fz: LAST}\n"
    )
    path = tmp_path / "trial.csv"
    path.write_text(_table("VOR,SEIT,LAST", [CENTRE_MM, VERTICAL_N]))
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
def test_a_sidecar_that_makes_no_sense_is_refused(read, beside, words):
    with pytest.raises((OptionError, MissingChannel), match=words):
        read(plates_csv(), beside=beside)


@pytest.mark.parametrize(
    "content", [bds_text, pds_text, amti_csv, opensim_mot, plates_csv, wii_log]
)
def test_a_file_without_samples_is_refused(read, content):
    lines = content().decode().splitlines()
    first = next(at for at, line in enumerate(lines) if line[:1].isdigit() or line[:1] == "-")

    with pytest.raises(DamagedFile, match="Samples are needed"):
        read("\n".join([*lines[:first], ""]), name="trial.mot")


def test_a_table_of_accelerations_is_no_plate(read):
    time_s = np.arange(300) / 100
    force = np.random.default_rng(1).normal((0, 0, 9.81), 0.2, (300, 3))

    recording = read(_table("time,ax,ay,az", [time_s, force]))

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
def test_forces_and_centre_of_one_plate_are_joined_and_tell_its_unit(read, names):
    level = LEVEL_N[:, ::-1]
    columns = [stander()[0], level, VERTICAL_N, ABOUT, np.zeros(600), CENTRE_MM[:, ::-1] / 1000]
    recording = read("Export of a plate\nRate,100\n\n" + _table(names, columns))

    (plate,) = recording.plates
    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert "fits the moments divided by the load in m" in _words(recording, "units-inferred")
    assert "centre-contradicts-forces" not in _codes(recording)


def test_units_in_a_row_under_the_names_are_used(read):
    lines = _table("Time,COPy,COPx", [stander()[0], CENTRE_MM / 10]).split("\n")
    recording = read("\n".join([lines[0], "s,cm,cm", *lines[1:]]))

    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert "units-inferred" not in _codes(recording)


def test_dates_are_times_too(read):
    rows = [
        f"2024-05-01 13:57:{time_s:06.3f},{forward},{right}"
        for time_s, (forward, right) in zip(stander()[0], CENTRE_MM, strict=True)
    ]
    (plate,) = read("\n".join(["time,cop_ap_mm,cop_ml_mm", *rows])).plates

    assert plate.clock.sampling_rate_hz == RATE_HZ
    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-6)


@pytest.mark.parametrize("content", [bds_text, opensim_mot, plates_csv])
def test_spaces_and_tabs_between_columns_give_the_same(read, content):
    text = content().decode()
    tight = read(text)
    spaced = read(text.replace("\t", "   ").replace(",", " "))

    assert spaced.files[0].format == tight.files[0].format
    for one, other in zip(tight.plates, spaced.plates, strict=True):
        assert np.array_equal(
            one.centre_of_pressure_mm, other.centre_of_pressure_mm, equal_nan=True
        )


def test_a_spaced_row_that_is_no_number_is_told(read):
    text = bds_text().decode().replace("\t", " ").replace("0.030 ", "0.030 x", 1)

    with pytest.raises(DamagedFile, match="Rows of numbers are needed"):
        read(text.replace(" 700.0", " abc", 1))


def test_the_load_of_each_foot_alone_is_enough(read):
    text = _table("time,left_fz,right_fz", [stander()[0], VERTICAL_N * 0.6, VERTICAL_N * 0.4])
    recording = read(text)
    left, right = recording.plates

    assert left.vertical_force_n == pytest.approx(VERTICAL_N * 0.6, rel=1e-6)
    assert right.side is Side.RIGHT
    assert np.isnan(left.centre_of_pressure_mm).all()
    assert "axes-assumed" not in _codes(recording)
    assert len(check_recording(recording).plates) == 2


def test_what_holds_for_both_plates_is_said_once(read):
    names = "time,L_COPx_mm,L_COPy_mm,R_COPx_mm,R_COPy_mm"
    recording = read(_table(names, [stander()[0], CENTRE_MM, CENTRE_MM]))

    assert [each.sensor for each in recording.findings if each.code == "axes-assumed"] == [None]


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


def test_infinities_are_missing_from_the_start_and_said(read):
    centre_mm = CENTRE_MM.copy()
    centre_mm[7, 0] = np.inf
    recording = read(_table("time,cop_ap_mm,cop_ml_mm", [stander()[0], centre_mm]))

    assert np.isnan(recording.plates[0].centre_of_pressure_mm[7, 0])
    assert "1 samples hold infinities" in _words(recording, "infinite-values")


def test_columns_that_are_no_plate_are_listed(read, tmp_path):
    path = tmp_path / "trial.csv"
    path.write_text("time,height\n0,1\n1,2\n")

    with pytest.raises(MissingChannel, match="the columns 'time', 'height'"):
        read_recordings(path, format_name="plates-csv")


def test_a_light_load_without_unit_is_doubted(read):
    recording = read(
        _table("time,cop_ap_mm,cop_ml_mm,fz", [stander()[0], CENTRE_MM, VERTICAL_N / 9.81])
    )

    assert "an adult in kilograms" in _words(recording, "units-inferred")
