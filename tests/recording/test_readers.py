"""One contract for all readers: every format that is listed has a sample, and keeps to it."""

from pathlib import Path

import numpy as np
import pytest
from write_samples import FOLDER, signals

from restride.recording.readers import (
    READERS,
    ReadOptions,
    estimate_duration_s,
    find_reader,
    read_recordings,
    stream_recording,
)

SAMPLES = {path.stem.removesuffix("_lb"): path for path in sorted(FOLDER.iterdir())}
OPTIONS = {
    "sensors-csv": ReadOptions(sampling_rate_hz=100.0),
    **{
        name: ReadOptions(sampling_rate_hz=30.0)
        for name in ("keypoints-npy", "openpose-json", "mmpose-json")
    },
    "landmarks-csv": ReadOptions(picture_size_px=(720.0, 1280.0)),
}
NAMES = sorted(SAMPLES)
#: Formats of inertial sensors; the others hold plates, landmarks or angles of joints.
OF_SENSORS = sorted(
    {"axivity-cwa", "csv", "geneactiv-bin", "mobilise-d", "npz", "parquet"}
    | {"rate-text", "restride-parquet", "sensors-csv", "xio-csv"}
)


def _read(name):
    return read_recordings(SAMPLES[name], options=OPTIONS.get(name))


def test_every_reader_has_a_sample_and_every_sample_a_reader():
    assert {reader.name for reader in READERS} == set(SAMPLES)


@pytest.mark.parametrize("name", NAMES)
def test_the_content_chooses_the_reader(name, tmp_path):
    renamed = tmp_path / "recording.dat"
    renamed.write_bytes(SAMPLES[name].read_bytes())

    assert find_reader(renamed).name == name


@pytest.mark.parametrize("name", NAMES)
def test_a_head_of_noise_is_nobodys(name):
    noise = np.random.default_rng(1).bytes(4096)
    reader = next(each for each in READERS if each.name == name)

    assert reader.recognises(noise, Path("noise")) == 0
    assert reader.recognises(b"", Path("empty")) == 0


@pytest.mark.parametrize("name", OF_SENSORS)
def test_signals_come_in_si_units(name):
    for recording in _read(name):
        for sensor in recording.sensors:
            lengths = np.linalg.norm(sensor.acceleration_mps2, axis=1)
            assert np.median(lengths) == pytest.approx(9.81, abs=1)
            if sensor.angular_velocity_dps is not None:
                assert np.abs(sensor.angular_velocity_dps).max() == pytest.approx(20, abs=2.5)


@pytest.mark.parametrize("name", NAMES)
def test_the_clock_starts_at_zero_is_finite_and_goes_forwards(name):
    for recording in _read(name):
        assert recording.tracks
        for track in recording.tracks:
            times_s = track.clock.times_s
            assert times_s[0] == 0
            assert np.all(np.isfinite(times_s))
            assert np.all(np.diff(times_s) > 0)
            assert len(times_s) == len(track.arrays[0])
        for sensor in recording.sensors:
            assert sensor.clock.sampling_rate_hz == pytest.approx(100, rel=0.001)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_file_has_the_same_hash(name):
    first, second = _read(name), _read(name)

    assert [each.content_hash() for each in first] == [each.content_hash() for each in second]
    assert len({each.content_hash() for each in first}) == len(first)


@pytest.mark.parametrize("name", OF_SENSORS)
def test_the_signal_is_the_one_that_was_written(name):
    _, acceleration_g, turning_dps = signals()
    start = {"mobilise-d": 0}.get(name, 0)
    sensor = _read(name)[0].sensors[0]
    written = acceleration_g[start : start + len(sensor.acceleration_mps2)]

    off_mps2 = np.abs(sensor.acceleration_mps2 - written * 9.80665).max()
    # GENEActiv counts in 1/256 g, the AX6 in 1/4096 g.
    assert off_mps2 < {"geneactiv-bin": 0.02, "axivity-cwa": 0.0013}.get(name, 1e-4)
    if sensor.angular_velocity_dps is not None:
        turned = turning_dps[start : start + len(sensor.acceleration_mps2)]
        assert np.abs(sensor.angular_velocity_dps - turned).max() < 0.035


@pytest.mark.parametrize("name", NAMES)
def test_parts_of_a_file_make_the_whole(name):
    whole = _read(name)[0].tracks[0]
    parts = list(stream_recording(SAMPLES[name], options=OPTIONS.get(name), block_s=1.5))

    # A device's page or block is never cut.
    assert all(part.duration_s <= 3.01 for part in parts)
    assert len(parts) >= 2
    joined = np.concatenate([part.tracks[0].arrays[0] for part in parts])
    assert np.array_equal(joined, whole.arrays[0], equal_nan=True)
    times_s = np.concatenate([part.tracks[0].clock.times_s for part in parts])
    assert np.abs(times_s - whole.clock.times_s).max() < 0.002


@pytest.mark.parametrize("name", sorted(set(OF_SENSORS) - {"npz", "mobilise-d"}))
def test_the_duration_is_guessed_without_reading(name):
    guessed_s = estimate_duration_s(SAMPLES[name], options=OPTIONS.get(name))

    assert guessed_s == pytest.approx(_read(name)[0].duration_s, rel=0.15)


def test_formats_read_whole_have_no_guess():
    assert estimate_duration_s(SAMPLES["npz"]) is None
