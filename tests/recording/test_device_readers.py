"""Axivity and GENEActiv: files by construction, and a real one against its decoded arrays."""

from datetime import datetime

import numpy as np
import pytest
from device_files import EPOCH, cwa_bytes, geneactiv_bytes

from restride.errors import DamagedFile
from restride.recording.readers import read_recordings, stream_recording
from restride.units import STANDARD_GRAVITY_MPS2


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def _walk_g(rng, samples_count, *, largest_g=1.0):
    return np.array([0.0, -1.0, 0.0]) + rng.uniform(-largest_g, largest_g, (samples_count, 3))


def _read(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    return read_recordings(path)[0]


@pytest.mark.parametrize(
    ("is_packed", "largest_g", "step_g"),
    [
        pytest.param(True, 0.5, 1 / 256, id="packed, no exponent"),
        pytest.param(True, 14.0, 8 / 256, id="packed, up to 14 g with exponents"),
        pytest.param(False, 14.0, 1 / 256, id="16 bit"),
    ],
)
def test_an_ax3_gives_back_what_was_written(tmp_path, rng, is_packed, largest_g, step_g):
    written_g = _walk_g(rng, 2400, largest_g=largest_g)
    sensor = _read(tmp_path, cwa_bytes(written_g, is_packed=is_packed), "a.cwa").sensors[0]

    off_g = np.abs(sensor.acceleration_mps2 / STANDARD_GRAVITY_MPS2 - written_g).max()
    assert off_g <= step_g
    assert sensor.angular_velocity_dps is None
    assert sensor.clock.samples_count == 2400


def test_an_ax6_gives_back_both_signals_and_its_ranges(tmp_path, rng):
    written_g, written_dps = _walk_g(rng, 400), rng.uniform(-900, 900, (400, 3))
    content = cwa_bytes(written_g, angular_velocity_dps=written_dps)
    sensor = _read(tmp_path, content, "a.cwa").sensors[0]

    off_g = np.abs(sensor.acceleration_mps2 / STANDARD_GRAVITY_MPS2 - written_g).max()
    assert off_g < 0.6 / 4096
    assert np.abs(sensor.angular_velocity_dps - written_dps).max() < 0.6 * 2000 / 32768
    assert sensor.angular_velocity_range_dps == 2000
    assert sensor.acceleration_range_mps2 == pytest.approx(8 * STANDARD_GRAVITY_MPS2)


def test_the_true_rate_of_an_ax3_is_told_from_its_blocks(tmp_path, rng):
    content = cwa_bytes(_walk_g(rng, 12_000), true_rate_hz=98.6)
    recording = _read(tmp_path, content, "a.cwa")

    assert recording.sensors[0].clock.sampling_rate_hz == pytest.approx(98.6, abs=0.01)
    assert datetime.fromisoformat(recording.started_at) == EPOCH


def test_a_lost_block_leaves_a_gap_of_its_length(tmp_path, rng):
    content = cwa_bytes(_walk_g(rng, 12_000), skipped_blocks=(10, 11))
    clock = _read(tmp_path, content, "a.cwa").sensors[0].clock

    steps_s = np.diff(clock.times_s)
    assert steps_s.argmax() == 10 * 120 - 1
    assert steps_s.max() == pytest.approx(2 * 1.2 + 0.01, abs=0.002)
    assert np.sort(steps_s)[-2] == pytest.approx(0.01, abs=0.001)


def test_a_block_with_a_flipped_bit_is_left_out_and_said(tmp_path, rng):
    content = bytearray(cwa_bytes(_walk_g(rng, 2400)))
    content[1024 + 3 * 512 + 100] ^= 1
    recording = _read(tmp_path, bytes(content), "a.cwa")

    assert recording.sensors[0].clock.samples_count == 2400 - 120
    assert "1 of 20 blocks fail their own check, the first is number 4" in (
        recording.findings[0].found
    )


def test_a_file_without_a_whole_block_is_damaged(tmp_path, rng):
    content = bytearray(cwa_bytes(_walk_g(rng, 240)))
    content[1024 + 100] ^= 1
    content[1024 + 512 + 100] ^= 1
    with pytest.raises(DamagedFile, match="none of the 2 in a.cwa has one"):
        _read(tmp_path, bytes(content), "a.cwa")


def test_an_unknown_layout_is_damaged(tmp_path, rng):
    content = bytearray(cwa_bytes(_walk_g(rng, 120)))
    content[1024 + 25] = 0x42
    words = np.frombuffer(bytes(content[1024:1534]), "<u2")
    content[1534:1536] = int(-words.sum(dtype=np.int64) % 65536).to_bytes(2, "little")
    with pytest.raises(DamagedFile, match="has the layout 0x42"):
        _read(tmp_path, bytes(content), "a.cwa")


def test_parts_of_a_cwa_keep_the_time_over_a_gap(tmp_path, rng):
    path = tmp_path / "a.cwa"
    path.write_bytes(cwa_bytes(_walk_g(rng, 24_000), skipped_blocks=(99, 100, 150)))
    whole = read_recordings(path)[0].sensors[0].clock
    parts = [part.sensors[0].clock for part in stream_recording(path, block_s=20.0)]

    assert len(parts) == 13
    times_s = np.concatenate([clock.times_s for clock in parts])
    assert np.abs(times_s - whole.times_s).max() < 0.002


def test_a_geneactiv_gives_back_what_was_written(tmp_path, rng):
    written_g = _walk_g(rng, 1500, largest_g=6.0)
    recording = _read(tmp_path, geneactiv_bytes(written_g), "a.bin")
    sensor = recording.sensors[0]

    off_g = np.abs(sensor.acceleration_mps2 / STANDARD_GRAVITY_MPS2 - written_g).max()
    assert off_g < 0.6 / 255
    assert sensor.clock.sampling_rate_hz == 100
    assert recording.started_at == "2024-02-28T23:59:50.000"


def test_a_lost_page_leaves_a_gap_and_is_said(tmp_path, rng):
    content = geneactiv_bytes(_walk_g(rng, 3000), skipped_pages=(4,))
    recording = _read(tmp_path, content, "a.bin")

    steps_s = np.diff(recording.sensors[0].clock.times_s)
    assert steps_s.max() == pytest.approx(3.01, abs=0.001)
    assert recording.findings[0].code == "truncated"
    assert "ends after 9 of 10 pages" in recording.findings[0].found


def test_a_page_without_a_time_is_left_out_and_said(tmp_path, rng):
    content = geneactiv_bytes(_walk_g(rng, 1500)).replace(b"Page Time:2024-02-28 23:59:53", b"x")
    recording = _read(tmp_path, content, "a.bin")

    assert recording.findings[0].code == "damaged-block"
    assert recording.findings[0].found.startswith("1 of 5 pages")


def test_a_geneactiv_without_calibration_is_damaged(tmp_path, rng):
    content = geneactiv_bytes(_walk_g(rng, 600)).replace(b"y gain", b"y pain")
    with pytest.raises(DamagedFile, match="has 5 of these six numbers"):
        _read(tmp_path, content, "a.bin")


def test_a_geneactiv_without_a_page_is_damaged(tmp_path):
    with pytest.raises(DamagedFile, match="none of the 0 in a.bin can be read"):
        _read(tmp_path, geneactiv_bytes(np.zeros((0, 3))), "a.bin")


def test_a_real_ax3_is_decoded_to_the_last_bit(shared_data):
    folder = shared_data / "imu/wearables"
    sensor = read_recordings(folder / "ax3_sample.cwa")[0].sensors[0]
    with np.load(folder / "ax3_data.npz") as decoded:
        decoded_g, times_s = decoded["accel"], decoded["time"] - decoded["time"][0]

    assert np.abs(sensor.acceleration_mps2 / STANDARD_GRAVITY_MPS2 - decoded_g).max() < 1e-6
    assert np.abs(sensor.clock.times_s - times_s).max() < 0.02
