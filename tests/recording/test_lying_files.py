"""Files that declare less than they hold, or more: refused before they are unpacked."""

import struct
import time
import zipfile
import zlib

import numpy as np
import pytest

from restride import landmarks_of
from restride.errors import DamagedFile
from restride.recording.checks import landmark_jumps
from restride.recording.readers import read_recordings, text_tables
from restride.recording.readers.mat5 import read_mat
from restride.recording.readers.zip_arrays import list_arrays

HEAD = "time_s,acc_x_g,acc_y_g,acc_z_g\n"


def _element(kind, content):
    return struct.pack("<II", kind, len(content)) + content + bytes(-len(content) % 8)


def _mat(values, *, missing_bytes=0):
    """Write one packed variable that declares so many bytes less than it holds."""
    parts = (
        _element(6, struct.pack("<II", 6, 0))
        + _element(5, struct.pack("<ii", len(values), 1))
        + _element(1, b"data")
        + _element(9, values.tobytes())
    )
    packed = zlib.compress(struct.pack("<II", 14, len(parts) - missing_bytes) + parts)
    head = b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM"
    return head + struct.pack("<II", 15, len(packed)) + packed


def test_a_packed_variable_is_unpacked_as_far_as_it_declares(tmp_path):
    path = tmp_path / "walk.mat"
    path.write_bytes(_mat(np.arange(1000.0)))
    content = read_mat(path)

    assert content.is_whole
    assert content.variables["data"].ravel() == pytest.approx(np.arange(1000.0))


def test_a_packed_variable_that_holds_more_is_not_unpacked_to_its_end(tmp_path):
    path = tmp_path / "walk.mat"
    path.write_bytes(_mat(np.zeros(10_000_000), missing_bytes=80_000_000))
    begin_s = time.process_time()
    content = read_mat(path)

    assert not content.is_whole
    assert time.process_time() - begin_s < 1


def test_an_array_that_declares_more_than_its_entry_is_damaged(tmp_path):
    path = tmp_path / "walk.npz"
    np.savez(path, accel=np.zeros((100, 3)))
    again = tmp_path / "again.npz"
    with zipfile.ZipFile(path) as archive:
        content = archive.read("accel.npy").replace(b"(100, 3)", b"(900, 3)")
    with zipfile.ZipFile(again, "w") as archive:
        archive.writestr("accel.npy", content)

    assert list_arrays(path)["accel"].shape == (100, 3)
    with pytest.raises(DamagedFile, match=r"accel.npy declares 21,600 bytes and holds 2,528"):
        list_arrays(again)


def test_a_cell_of_spaces_is_gone_over_once(tmp_path):
    path = tmp_path / "walk.csv"
    line = "0.01," + " " * 60_000 + "x,0,0\n"
    path.write_text(HEAD + "0.01,1,0,0\n" * 300 + line * 20)
    begin_s = time.process_time()

    with pytest.raises(DamagedFile, match="walk.csv"):
        read_recordings(path)
    assert time.process_time() - begin_s < 5


@pytest.mark.parametrize("cell", ["", " ", "  NA ", "null", "-", " #N/A"])
def test_cells_that_say_that_nothing_is_there_are_still_missing(cell, tmp_path):
    path = tmp_path / "walk.csv"
    rows = [f"{number / 100:.2f},{number % 7},0,1\n" for number in range(300)]
    rows[5] = f"0.05,{cell},0,1\n"
    path.write_text(HEAD + "".join(rows))
    (recording,) = read_recordings(path)

    missing = np.isnan(recording.sensors[0].acceleration_mps2)
    assert missing.sum() == 1
    assert missing[5, 0]


@pytest.mark.parametrize("block_bytes", [64, 101, 4_000_000])
def test_text_of_two_bytes_a_sign_is_read_in_blocks(block_bytes, tmp_path, monkeypatch):
    monkeypatch.setattr(text_tables, "_BLOCK_BYTES", block_bytes)
    rows = "".join(f"{number / 100:.2f},{number % 7},0,1\n" for number in range(300))
    narrow, wide = tmp_path / "narrow.csv", tmp_path / "wide.csv"
    narrow.write_text(HEAD + rows)
    wide.write_bytes((HEAD + rows).encode("utf-16"))
    (of_narrow,), (of_wide,) = read_recordings(narrow), read_recordings(wide)

    assert of_wide.content_hash() == of_narrow.content_hash()


def test_text_of_two_bytes_a_sign_may_end_within_a_sign(tmp_path):
    path = tmp_path / "walk.csv"
    rows = "".join(f"{number / 100:.2f},{number % 7},0,1\n" for number in range(300))
    path.write_bytes((HEAD + rows).encode("utf-16") + b"1")

    with pytest.raises(DamagedFile, match="near line 302|too few cells"):
        read_recordings(path)


def _track(rate_hz, frames_count=700):
    generator = np.random.default_rng(1)
    positions = generator.normal(0, 0.01, (frames_count, 3, 3))
    positions += np.array([[0, 0, 1], [0, 0, 0.5], [0, 0, 0]])
    positions[100, 2] += 1
    positions[200:203] = np.nan
    return landmarks_of(
        positions, points=("left-hip", "left-knee", "left-ankle"), sampling_rate_hz=rate_hz
    )


@pytest.mark.parametrize("at_once", [1, 700, 5000])
def test_points_off_their_course_are_found_however_few_frames_are_in_memory(at_once, monkeypatch):
    expected = landmark_jumps.without_jumps(_track(100.0), [])
    monkeypatch.setattr(landmark_jumps, "_NUMBERS_AT_ONCE", at_once)
    findings = []
    found = landmark_jumps.without_jumps(_track(100.0), findings)

    assert np.array_equal(found.positions, expected.positions, equal_nan=True)
    assert np.isnan(found.positions[100, 2]).all()
    assert "left-ankle (1)" in findings[0].found


def test_at_thousands_of_frames_a_second_a_point_off_its_course_is_found_too():
    findings = []
    found = landmark_jumps.without_jumps(_track(5000.0), findings)

    assert np.isnan(found.positions[100, 2]).all()
    assert findings[0].code == "landmarks-jump"
