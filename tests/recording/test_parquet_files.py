"""A recording saved as Parquet is read back bit for bit, or refused in words."""

import errno
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pyarrow import parquet

import restride
from restride.errors import DamagedFile, OptionError, RecordingTooLarge, StorageError
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.landmarks import Landmark, Landmarks
from restride.recording.parquet_files import save_parquet
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.recording.readers import estimate_duration_s, find_reader, read_recordings
from restride.recording.readers.saved_parquet import METADATA_KEY, read_saved_parquet
from restride.recording.recording import Recording, Sensor, SourceFile
from restride.terms import LengthUnit, Placement, Severity, Side, Task

FINDING = QualityFinding(
    code="clock-gap",
    severity=Severity.WARNING,
    sensor="back",
    start_s=1.5,
    end_s=None,
    found="2 gaps.",
    done="Nothing.",
)


def _numbers(samples_count, *shape, precision=np.float64, seed=0):
    values = np.random.default_rng([seed, samples_count]).standard_normal((samples_count, *shape))
    values.reshape(-1)[::7] = np.nan
    return values.astype(precision)


def _everything():
    """Every kind of track, with clocks of their own, each with all it can hold."""
    stamps_s = np.cumsum(np.random.default_rng(5).uniform(0.005, 0.02, 90)) + 0.25
    return Recording(
        name="visit",
        sensors=(
            Sensor(
                name="Lower back",
                placement=Placement.LOWER_BACK,
                clock=Clock(sampling_rate_hz=100.0, samples_count=120),
                acceleration_mps2=_numbers(120, 3),
                angular_velocity_dps=_numbers(120, 3, seed=1),
                stated_axes=("up", "right", "forward"),
                acceleration_range_mps2=78.4532,
                angular_velocity_range_dps=2000.0,
            ),
            Sensor(
                name="lower-back",
                placement=Placement.UNKNOWN,
                clock=Clock(
                    sampling_rate_hz=97.3, samples_count=90, start_s=0.25, stamps_s=stamps_s
                ),
                acceleration_mps2=_numbers(90, 3, precision=np.float32),
            ),
        ),
        plates=(
            Plate(
                name="left",
                clock=Clock(sampling_rate_hz=1000.0, samples_count=700, start_s=0.1),
                centre_of_pressure_mm=_numbers(700, 2),
                vertical_force_n=_numbers(700, precision=np.float32),
                horizontal_force_n=_numbers(700, 2, seed=2),
                side=Side.LEFT,
            ),
            Plate(
                name="right",
                clock=Clock(sampling_rate_hz=1000.0, samples_count=700),
                centre_of_pressure_mm=_numbers(700, 2)[::-1],
            ),
        ),
        landmarks=(
            Landmarks(
                name="camera",
                clock=Clock(sampling_rate_hz=30.0, samples_count=40),
                points=(Landmark.LEFT_KNEE, Landmark.NOSE),
                positions=_numbers(40, 2, 2),
                unit=LengthUnit.PICTURE_ELEMENTS,
                visibility_share=np.abs(_numbers(40, 2)),
                picture_size_px=(1280.0, 720.0),
            ),
            Landmarks(
                name="markers",
                clock=Clock(sampling_rate_hz=60.0, samples_count=40),
                points=(Landmark.LEFT_HEEL,),
                positions=_numbers(40, 1, 3),
                unit=LengthUnit.METRES,
            ),
        ),
        joint_angles=(
            JointAngles(
                name="model",
                clock=Clock(sampling_rate_hz=60.0, samples_count=33),
                joints=(Joint.LEFT_KNEE_FLEXION, Joint.PELVIS_TILT_FORWARD),
                angles_deg=_numbers(33, 2),
                pelvis_height_m=_numbers(33),
            ),
        ),
        files=(SourceFile(name="Ann Smith.cwa", format="axivity-cwa"),),
        started_at="2026-05-31T09:30:00+00:00",
        clock_start_s=12.25,
        findings=(FINDING,),
        is_simulated=True,
        task=Task.WALK,
    )


def _one(acceleration_mps2, **clock):
    sensor = Sensor(
        name="back",
        placement=Placement.LOWER_BACK,
        clock=Clock(
            **{"sampling_rate_hz": 100.0, "samples_count": len(acceleration_mps2), **clock}
        ),
        acceleration_mps2=acceleration_mps2,
    )
    return Recording(name="walk", sensors=(sensor,))


def _same_bits(first, second):
    return first.dtype == second.dtype and first.tobytes() == second.tobytes()


def test_everything_of_a_recording_is_read_back(tmp_path):
    recording = _everything()
    save_parquet(recording, tmp_path / "visit.parquet")

    read = restride.read(tmp_path / "visit.parquet")

    assert read.content_hash() == recording.content_hash()
    assert read == recording
    for name in ("findings", "started_at", "clock_start_s", "is_simulated", "task", "name"):
        assert getattr(read, name) == getattr(recording, name)
    for first, second in zip(read.tracks, recording.tracks, strict=True):
        assert type(first) is type(second)
        for one, other in zip(first.arrays, second.arrays, strict=True):
            assert (one is None and other is None) or _same_bits(one, np.ascontiguousarray(other))
        for name in ("side", "stated_axes", "acceleration_range_mps2", "picture_size_px"):
            assert getattr(first, name, None) == getattr(second, name, None)


@given(
    values=st.one_of(
        arrays(
            precision, st.tuples(st.integers(1, 30), st.just(3)), elements=st.floats(width=width)
        )
        for precision, width in ((np.float32, 32), (np.float64, 64))
    ),
    start_s=st.floats(-1e6, 1e6),
    rate_hz=st.floats(0.1, 1e5),
    has_stamps=st.booleans(),
)
def test_every_number_keeps_its_bits(tmp_path_factory, values, start_s, rate_hz, has_stamps):
    stamps_s = start_s + np.arange(len(values)) / rate_hz if has_stamps else None
    recording = _one(values, sampling_rate_hz=rate_hz, start_s=start_s, stamps_s=stamps_s)
    path = tmp_path_factory.mktemp("saved") / "walk.parquet"

    save_parquet(recording, path)
    (read,) = read_recordings(path)

    (sensor,) = read.sensors
    assert _same_bits(sensor.acceleration_mps2, values)
    assert (sensor.clock.sampling_rate_hz, sensor.clock.start_s) == (rate_hz, start_s)
    assert has_stamps == (sensor.clock.stamps_s is not None)
    if stamps_s is not None:
        assert _same_bits(sensor.clock.stamps_s, stamps_s)
    assert read.content_hash() == recording.content_hash()


def test_numbers_of_the_clock_may_be_of_any_float_type(tmp_path):
    recording = _one(_numbers(9, 3), sampling_rate_hz=np.float64(100), start_s=0)
    save_parquet(recording, tmp_path / "walk.parquet")

    assert restride.read(tmp_path / "walk.parquet") == recording


def test_no_name_of_a_file_is_kept(tmp_path):
    save_parquet(_everything(), tmp_path / "visit.parquet")

    content = (tmp_path / "visit.parquet").read_bytes()
    assert b"Ann Smith" not in content
    assert b"restride.recording" in content


def test_columns_are_named_for_other_tools(tmp_path):
    save_parquet(_everything(), tmp_path / "visit.parquet")

    file = parquet.ParquetFile(tmp_path / "visit.parquet")
    assert {"lower_back_acc_x_mps2", "lower_back_2_time_s", "left_force_up_n"} <= set(
        file.schema_arrow.names
    )
    column = file.metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"
    assert "BYTE_STREAM_SPLIT" in column.encodings


def test_it_is_told_from_other_tables_by_what_it_holds(tmp_path, project):
    save_parquet(_everything(), tmp_path / "visit.parquet")

    assert find_reader(tmp_path / "visit.parquet").name == "restride-parquet"
    assert find_reader(project / "tests/data/readers/parquet.parquet").name == "parquet"
    assert estimate_duration_s(tmp_path / "visit.parquet") == pytest.approx(4 / 3)


def test_a_file_that_was_there_is_replaced_whole_and_is_the_owners(tmp_path):
    path = tmp_path / "walk.parquet"
    path.write_bytes(b"older")
    save_parquet(_one(_numbers(9, 3)), path)

    assert restride.read(path).sensors
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("recording", "said"),
    [
        (replace(_everything(), person=Person(height_m=1.7)), "is of nobody, and this one has a"),
        (Recording(name="walk"), "with a sensor, plate or landmarks is needed"),
        (_one(np.zeros((4, 3), dtype=np.float16)), "back has float16"),
        (_one(np.zeros((4, 3), dtype=int)), "back has int64"),
        (_one(np.zeros((4, 3)), samples_count=5), "one of back has 4 where the clock has 5"),
        (
            replace(
                _one(np.zeros((4, 3))),
                sensors=(replace(_one(np.zeros((4, 3))).sensors[0], name=" back"),),
            ),
            "without spaces around it is needed, and one is ' back'",
        ),
        (
            replace(_one(np.zeros((4, 3))), started_at=" today "),
            "started_at differs: 'today'",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused(tmp_path, recording, said):
    path = tmp_path / "walk.parquet"
    path.write_bytes(b"older")

    with pytest.raises(OptionError, match=said):
        save_parquet(recording, path)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_clock_that_runs_backwards_is_not_kept(tmp_path):
    recording = _one(np.zeros((3, 3)), stamps_s=np.array([0.0, 2.0, 1.0]))

    with pytest.raises(StorageError, match="the clock of 'back' does not go forwards"):
        save_parquet(recording, tmp_path / "walk.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "walk.parquet"
    path.write_bytes(b"older")

    def _full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("restride.recording.parquet_files.flush_file", _full)
    with pytest.raises(StorageError, match="that failed: No space left") as failed:
        save_parquet(_one(_numbers(9, 3)), path)
    assert failed.value.is_full
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_changed_byte_is_seen(tmp_path):
    save_parquet(_one(_numbers(400, 3)), tmp_path / "walk.parquet")
    whole = (tmp_path / "walk.parquet").read_bytes()
    changed = tmp_path / "changed.parquet"
    for place in range(4, len(whole), max(1, len(whole) // 150)):
        content = bytearray(whole)
        content[place] ^= 16
        changed.write_bytes(content)
        try:
            read = read_saved_parquet(changed)
        except (DamagedFile, RecordingTooLarge):
            continue
        assert read == _one(_numbers(400, 3))


def _with_metadata(path, change):
    """Write the same table with other words beside it."""
    table = parquet.read_table(path)
    content = json.loads(table.schema.metadata[METADATA_KEY])
    change(content)
    changed = path.with_name("changed.parquet")
    metadata = {METADATA_KEY: json.dumps(content).encode()}
    parquet.write_table(table.replace_schema_metadata(metadata), changed)
    return changed


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.update(version=2), "version 1 is needed, and .* is of version 2"),
        (lambda c: c.update(patient="Ann"), "one is 'patient'"),
        (lambda c: c.update(content_hash="00"), "does not fit the hash"),
        (lambda c: c["tracks"][0].update(samples_count=10), "has 10 of 9 rows"),
        (lambda c: c["tracks"][0].update(samples_count=-1), "has -1 of 9 rows"),
        (lambda c: c["tracks"][0].update(sampling_rate_hz=0), "does not go forwards"),
        (lambda c: c["tracks"][0].update(signals=[]), "its first signal is not there"),
        (lambda c: c["tracks"][0].update(kind="plate"), "'acceleration_mps2' has 3 columns"),
        (lambda c: c["tracks"][0]["signals"][0]["columns"].pop(), "has 2 columns"),
        (
            lambda c: c["tracks"][0]["signals"][0].update(columns=["a", "b", "c"]),
            "columns a, b, c are not there",
        ),
    ],
)
def test_a_description_that_does_not_fit_is_refused(tmp_path, change, said):
    save_parquet(_one(_numbers(9, 3)), tmp_path / "walk.parquet")

    with pytest.raises(DamagedFile, match=said):
        read_saved_parquet(_with_metadata(tmp_path / "walk.parquet", change))


def test_landmarks_without_a_unit_are_refused(tmp_path):
    recording = replace(_everything(), sensors=(), plates=(), joint_angles=())
    save_parquet(recording, tmp_path / "walk.parquet")

    with pytest.raises(DamagedFile, match="the unit of its positions is not there"):
        read_saved_parquet(
            _with_metadata(tmp_path / "walk.parquet", lambda c: c["tracks"][0].update(unit=None))
        )


def test_another_table_is_no_saved_recording(project):
    with pytest.raises(DamagedFile, match="it is no recording that Restride saved"):
        read_saved_parquet(project / "tests/data/readers/parquet.parquet")


def test_more_than_the_memory_allows_is_refused(tmp_path, monkeypatch):
    save_parquet(_one(_numbers(900, 3)), tmp_path / "walk.parquet")
    monkeypatch.setenv("RESTRIDE_DECODED_LIMIT_MB", "0.01")

    with pytest.raises(RecordingTooLarge, match="The table walk.parquet would take"):
        read_saved_parquet(tmp_path / "walk.parquet")
