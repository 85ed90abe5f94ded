"""Tables in text and Parquet as people write them: separators, units, names, mappings, sidecars."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from write_samples import FOLDER, signals

from restride.errors import DamagedFile, FileNotUsable, MissingChannel, OptionError
from restride.recording.readers import ReadOptions, read_recordings, stream_recording
from restride.terms import Placement, Severity, Sex

TIME_S, FORCE_G, TURNING_DPS = signals()
NAMES = ["time", *(f"acc_{axis}" for axis in "xyz"), *(f"gyr_{axis}" for axis in "xyz")]
ROWS = np.column_stack([TIME_S, FORCE_G, TURNING_DPS])


def _text(rows=ROWS, *, names=NAMES, separator=",", decimal="."):
    lines = [separator.join(names)]
    lines += [separator.join(f"{value:.7g}".replace(".", decimal) for value in row) for row in rows]
    return "\n".join(lines) + "\n"


@pytest.fixture
def read(tmp_path):
    def _read(content, *, name="walk.csv", sidecar=None, mapping=None, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        if sidecar is not None:
            path.with_suffix(".json").write_text(json.dumps(sidecar))
        if mapping is not None:
            options["mapping"] = tmp_path / "mapping.json"
            options["mapping"].write_text(json.dumps(mapping))
        (recording,) = read_recordings(path, options=ReadOptions(**options))
        return recording

    return _read


def _is_the_walk(recording):
    (sensor,) = recording.sensors
    assert sensor.acceleration_mps2 == pytest.approx(FORCE_G * 9.80665, abs=1e-4)
    assert sensor.angular_velocity_dps == pytest.approx(TURNING_DPS, abs=1e-3)
    assert sensor.clock.sampling_rate_hz == 100


@pytest.mark.parametrize(
    ("separator", "decimal"), [(",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ",")]
)
def test_separators_and_decimals_are_told(read, separator, decimal):
    _is_the_walk(read(_text(separator=separator, decimal=decimal)))


@pytest.mark.parametrize(
    "names",
    [
        ["Time", "AccX", "AccY", "AccZ", "GyrX", "GyrY", "GyrZ"],
        ["t", "ax", "ay", "az", "gx", "gy", "gz"],
        ["t", "a_x", "a_y", "a_z", "w_x", "w_y", "w_z"],
        ["time", *(f"accel_{axis}" for axis in "xyz"), *(f"gyro_{axis}" for axis in "xyz")],
        ["t", *(f"Accel {axis} [g]" for axis in "XYZ"), *(f"Gyro {axis} [°/s]" for axis in "XYZ")],
        [
            "t",
            *(f"linear_acceleration_{a}" for a in "xyz"),
            *(f"AngularVelocity{a}" for a in "XYZ"),
        ],
    ],
    ids=lambda names: names[1],
)
def test_names_of_columns_as_people_write_them(read, names):
    _is_the_walk(read(_text(names=names)))


@pytest.mark.parametrize("notes", ["# left by the logger\n", "Device: 12, 3\n\n"])
def test_notes_above_the_names_are_passed_over(read, notes):
    _is_the_walk(read(notes + _text()))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_encodings_are_told(read, encoding):
    names = [*NAMES[:6], "gyr_z"]
    _is_the_walk(read(_text(names=names).encode(encoding)))


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_ends_of_lines_are_told(read, ending):
    _is_the_walk(read(_text().replace("\n", ending)))


def test_units_in_names_are_taken_without_a_finding(read):
    names = ["time_s", *(f"acc_{axis}_mps2" for axis in "xyz")]
    names += [f"gyr_{axis}_radps" for axis in "xyz"]
    rows = np.column_stack([TIME_S, FORCE_G * 9.80665, np.deg2rad(TURNING_DPS)])
    recording = read(_text(rows, names=names), sampling_rate_hz=100.0)

    _is_the_walk(recording)
    assert recording.findings == ()


def test_units_nobody_names_are_told_and_said(read):
    recording = read(_text())

    _is_the_walk(recording)
    codes = [finding.code for finding in recording.findings]
    assert codes == ["rate-inferred", "units-inferred", "units-inferred"]
    assert recording.findings[1].done == "It was read as g."
    assert recording.findings[2].done == "It was read as °/s."


def test_radians_nobody_names_are_told(read):
    rows = np.column_stack([TIME_S, FORCE_G, np.deg2rad(TURNING_DPS)])

    _is_the_walk(read(_text(rows)))


def test_units_that_cannot_be_are_contradicted_and_said(read):
    recording = read(_text(), acceleration_unit="mps2", angular_velocity_unit="radps")

    _is_the_walk(recording)
    contradictions = [each for each in recording.findings if each.code == "units-contradict"]
    assert len(contradictions) == 2
    assert "is said to be m/s²; but its middle length is" in contradictions[0].found
    assert contradictions[1].done == "It was read as °/s."


def test_times_in_milliseconds_are_told_and_said(read):
    rows = np.column_stack([TIME_S * 1000, FORCE_G, TURNING_DPS])
    recording = read(_text(rows))

    _is_the_walk(recording)
    assert "They were read as milliseconds." in [each.done for each in recording.findings]


@pytest.mark.parametrize("name", ["time", "time_s"])
def test_times_in_whole_seconds_are_spread_evenly(read, name):
    rows = np.column_stack([np.floor(TIME_S), FORCE_G, TURNING_DPS])
    recording = read(_text(rows, names=[name, *NAMES[1:]]))

    assert recording.sensors[0].clock.sampling_rate_hz == pytest.approx(100, rel=0.01)
    assert "too coarsely" in recording.findings[0].done


def test_calendar_times_are_read(read):
    start = np.datetime64("2024-02-28T23:59:58.000")
    lines = _text().splitlines()
    lines[1:] = [
        f"{start + np.timedelta64(10 * number, 'ms')}+01:00,{line.split(',', 1)[1]}"
        for number, line in enumerate(lines[1:])
    ]
    recording = read("\n".join(lines))

    _is_the_walk(recording)
    assert recording.started_at.startswith("2024-02-28T23:59:58")


def test_calendar_times_that_are_none_are_refused(read):
    lines = _text().splitlines()
    lines[1:] = [f"noon,{line.split(',', 1)[1]}" for line in lines[1:]]
    with pytest.raises(DamagedFile, match="as 13:57:44.733 are needed, and .* has 'noon'"):
        read("\n".join(lines))


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("{:%H:%M:%S.%f}", id="time of day, over midnight"),
        pytest.param("{:%d.%m.%Y %H:%M:%S.%f}", id="day first"),
        pytest.param("{:%Y/%m/%d %H:%M:%S.%f}", id="slashes"),
    ],
)
def test_times_as_people_write_them_are_read(read, shown):
    start = datetime(2024, 2, 28, 23, 59, 58, tzinfo=UTC)
    lines = _text().splitlines()
    lines[1:] = [
        f"{shown.format(start + timedelta(milliseconds=10 * number))},{line.split(',', 1)[1]}"
        for number, line in enumerate(lines[1:])
    ]

    _is_the_walk(read("\n".join(lines)))


def test_a_time_that_numpy_only_warns_of_is_refused(read):
    lines = _text().splitlines()
    lines[1:] = [f"2024-05-01 10:00:00:000,{line.split(',', 1)[1]}" for line in lines[1:]]
    with pytest.raises(DamagedFile, match="has '2024-05-01 10:00:00:000'"):
        read("\n".join(lines))


def test_empty_cells_are_missing_values(read):
    lines = _text().splitlines()
    cells = lines[31].split(",")
    lines[31] = ",".join([cells[0], "", *cells[2:4], "NA", *cells[5:]])
    (sensor,) = read("\n".join(lines)).sensors

    assert np.isnan(sensor.acceleration_mps2[30]).tolist() == [True, False, False]
    assert np.isnan(sensor.angular_velocity_dps[30]).tolist() == [True, False, False]
    assert np.isfinite(sensor.acceleration_mps2[31:]).all()


def test_a_counter_shows_where_samples_were_lost(read):
    counter = np.arange(600)
    counter[300:] += 50
    text = _text(np.column_stack([counter, FORCE_G]), names=["samples", *NAMES[1:4]])
    (sensor,) = read(text, sampling_rate_hz=100.0).sensors

    assert np.diff(sensor.clock.times_s).max() == pytest.approx(0.51)


def test_several_sensors_stand_side_by_side(read):
    names = ["time", *(f"left_foot_{name}" for name in NAMES[1:])]
    names += [f"lower_back_{name}" for name in NAMES[1:]]
    recording = read(_text(np.column_stack([ROWS, ROWS[:, 1:]]), names=names))

    places = [sensor.placement for sensor in recording.sensors]
    assert places == [Placement.LEFT_FOOT, Placement.LOWER_BACK]


def test_one_of_several_named_places_can_be_picked(read):
    names = ["time", *(f"left_foot_{name}" for name in NAMES[1:])]
    names += [f"lower_back_{name}" for name in NAMES[1:]]
    text = _text(np.column_stack([ROWS, ROWS[:, 1:]]), names=names)
    (sensor,) = read(text, placements=(Placement.LOWER_BACK,)).sensors

    assert sensor.name == "lower_back"


def test_a_mapping_names_columns_units_rate_place_and_axes(read):
    mapping = {
        "columns": {"acc_x": "A1", "acc_y": "A2", "acc_z": "A3"},
        "units": {"acceleration": "g"},
        "rate_hz": 100,
        "placement": "lower-back",
        "axes": ["up", "right", "forward"],
    }
    recording = read(_text(FORCE_G, names=["A1", "A2", "A3"]), mapping=mapping)

    (sensor,) = recording.sensors
    assert sensor.acceleration_mps2 == pytest.approx(FORCE_G * 9.80665, abs=1e-4)
    assert sensor.placement is Placement.LOWER_BACK
    assert sensor.stated_axes == ("up", "right", "forward")
    assert recording.findings == ()


def test_a_mapping_may_be_yaml(tmp_path):
    (tmp_path / "walk.csv").write_text(_text(FORCE_G, names=["A1", "A2", "A3"]))
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("columns: {acc_x: A1, acc_y: A2, acc_z: A3}\nrate_hz: 100\n")
    (recording,) = read_recordings(tmp_path / "walk.csv", options=ReadOptions(mapping=mapping))

    assert recording.sensors[0].clock.sampling_rate_hz == 100


def test_a_sidecar_knows_place_person_and_units(read):
    sidecar = {
        "placement": "right-foot",
        "person": {"height_m": 1.7, "sex": "female"},
        "units": {"angular_velocity": "dps"},
    }
    recording = read(_text(), sidecar=sidecar)

    assert recording.sensors[0].placement is Placement.RIGHT_FOOT
    assert (recording.person.height_m, recording.person.sex) == (1.7, Sex.FEMALE)


def test_what_is_said_goes_before_what_stands_beside(read):
    recording = read(
        _text(), sidecar={"placement": "right-foot"}, placements=(Placement.LEFT_FOOT,)
    )

    assert recording.sensors[0].placement is Placement.LEFT_FOOT


def test_a_file_of_that_name_about_something_else_is_no_sidecar(read):
    recording = read(_text(), sidecar={"Subject": 1, "Height": 175.0})

    _is_the_walk(recording)
    assert recording.findings[0].code == "sidecar-left-out"
    assert "has the unknown keys Height, Subject" in recording.findings[0].found


def test_a_part_of_a_sidecar_that_is_unknown_is_said(read):
    recording = read(_text(), sidecar={"placement": "lower-back", "heigth_m": 1.7})

    assert recording.sensors[0].placement is Placement.LOWER_BACK
    assert "has the unknown keys heigth_m" in recording.findings[0].found


def test_a_broken_sidecar_is_said(read, tmp_path):
    (tmp_path / "walk.json").write_text('{"placement": "left-foot",}')
    recording = read(_text())

    _is_the_walk(recording)
    assert recording.findings[0].severity is Severity.WARNING
    assert "walk.json, beside the recording, is no JSON" in recording.findings[0].found


def test_an_unknown_key_of_the_person_is_refused(read):
    with pytest.raises(OptionError, match="has the unknown keys height. Known are height_m"):
        read(_text(), sidecar={"person": {"height": 1.7}})


@pytest.mark.parametrize(
    ("mapping", "error", "match"),
    [
        pytest.param({"colums": {}}, OptionError, "the unknown keys colums. Known", id="key"),
        pytest.param([1], OptionError, "must be an object .* holds list", id="list"),
        pytest.param({"rate_hz": -1}, OptionError, "positive number, and is -1", id="rate"),
        pytest.param({"axes": ["up"]}, OptionError, "where x, y and z point", id="axes"),
        pytest.param({"placement": "hat"}, OptionError, "must be one of lower-back", id="place"),
        pytest.param({"units": 3}, OptionError, "'units' in .* must be an object", id="units"),
        pytest.param(
            {"units": {"acceleration": "gal"}}, OptionError, "mps2 or g, and is 'gal'", id="unit"
        ),
        pytest.param({"sensors": 3}, OptionError, "must be a list of objects", id="sensors"),
        pytest.param(
            {"columns": {"acc_x": "nope"}}, MissingChannel, "acc_x is the column 'nope'", id="name"
        ),
        pytest.param(
            {"columns": {"acc_x": "acc_x"}}, MissingChannel, "leaves out acc_y, acc_z", id="axis"
        ),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(read, mapping, error, match):
    with pytest.raises(error, match=match):
        read(_text(), mapping=mapping)


def test_a_mapping_that_cannot_be_read_is_refused(tmp_path):
    mapping = tmp_path / "mapping.json"
    mapping.write_text("{no json")
    with pytest.raises(OptionError, match="must be JSON or YAML"):
        read_recordings(FOLDER / "csv.csv", options=ReadOptions(mapping=mapping))
    mapping.write_bytes(b" " * 1_000_001)
    with pytest.raises(FileNotUsable, match="has 1,000,001 bytes"):
        read_recordings(FOLDER / "csv.csv", options=ReadOptions(mapping=mapping))


def test_units_of_a_stream_are_those_of_the_whole_file(tmp_path):
    still = np.tile([1.0, 0, 0], (3000, 1)) + 1e-4 * np.sin(np.arange(3000))[:, None]
    calm = np.tile(0.001 * np.cos(np.arange(3000))[:, None], (1, 3))
    rows = np.vstack([np.column_stack([still, calm]), np.tile(ROWS[:, 1:], (20, 1))])
    rows = np.column_stack([np.arange(len(rows)) / 100, rows])
    path = tmp_path / "day.csv"
    path.write_text(_text(rows))
    parts = list(stream_recording(path, block_s=10.0))

    assert len(parts) == 15
    joined = np.concatenate([part.sensors[0].angular_velocity_dps for part in parts])
    assert np.abs(joined).max() == pytest.approx(21.6, abs=0.1)
    assert parts[7].sensors[0].clock.first_s == pytest.approx(70)
    assert "units-inferred" in {finding.code for finding in parts[0].findings}
    assert parts[1].findings == ()
