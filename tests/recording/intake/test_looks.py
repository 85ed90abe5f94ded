"""The cheap looks: what is told from first bytes, directories and footers, and never a crash."""

import io
import json
import random
from pathlib import Path

import pytest
from bombs import BOMBS
from mutations import mutated

from restride.recording.intake.examining import _LOOKS
from restride.recording.intake.first_bytes import HEAD_BYTES, Family, family_of
from restride.recording.intake.limits import Declared, IntakeLimits, allowance_of
from restride.recording.intake.outcomes import IntakeRefused

SAMPLES = sorted((Path(__file__).parents[2] / "data/readers").iterdir())
LIMITS = IntakeLimits()
MB = 2**20


def _look(content):
    family = family_of(content[:HEAD_BYTES])
    if isinstance(family, str):
        return family
    return _LOOKS[family](io.BytesIO(content), size_bytes=len(content), limits=LIMITS)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_true_recording_passes_the_cheap_looks(path):
    declared = _look(path.read_bytes())

    assert isinstance(declared, Declared), declared
    assert declared.work_bytes >= 0.5 * path.stat().st_size


def test_every_family_has_its_look():
    assert set(_LOOKS) == set(Family)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_broken_file_is_never_too_much_for_the_looks(path):
    content = path.read_bytes()
    for seed in range(150):
        looked = _look(mutated(content, random.Random(seed)))
        assert isinstance(looked, Declared | IntakeRefused | str)


@pytest.mark.parametrize("rest_bytes", [0, 1, 7, 8, 21, 30, 100])
@pytest.mark.parametrize("head", [b"PK\x03\x04", b"PAR1", b"MATLAB 5", b"\x93NUMPY", b"MD", b"{"])
def test_a_file_that_ends_early_is_never_too_much_for_the_looks(head, rest_bytes):
    looked = _look(head + bytes(rest_bytes))

    assert isinstance(looked, Declared | IntakeRefused | str)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\x89PNG\r\n", "a picture (PNG)"),
        (b"%PDF-1.7", "a document (PDF)"),
        (b"\xef\xbb\xbf<?xml", "XML or HTML"),
        (b"<!DOCTYPE x", "XML or HTML"),
        (b"\n<html>", "XML or HTML"),
        (b"\x7fELF", "a program"),
        (bytes(range(128, 0, -1)), "binary data that starts with 80 7f 7e 7d 7c 7b 7a 79"),
        (b"\0" * 100, "binary data that starts with 00 00 00 00 00 00 00 00"),
    ],
)
def test_what_is_no_recording_is_named(head, name):
    assert family_of(head) == name


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(sign):
    assert isinstance(_look(f"time_s,acc_x_g{sign}".encode() * 100_000), Declared)


def test_a_line_may_be_as_long_as_the_readers_take_it():
    line = (b"1" * 63 + b",") * (LIMITS.line_most_bytes // 64) + b"\n"

    assert isinstance(_look(line * 40), Declared)
    assert "65,536" in _look(b"1" + line + line * 40).text


def test_keypoints_in_one_line_are_no_line_without_end():
    frames = [{"people": [{"pose_keypoints_2d": [1.5, 2.5, 0.9] * 25}]}] * 500

    assert isinstance(_look(json.dumps(frames).encode()), Declared)


def test_more_than_a_table_has_of_columns_is_refused():
    line = b"1," * (LIMITS.columns_most_count - 1) + b"1\n"

    assert isinstance(_look(line * 3), Declared)
    assert "4,097 columns" in _look(b"1," + line * 3).text


def test_a_small_file_may_take_the_least_and_a_large_one_what_it_declares():
    small = Declared(work_bytes=0, part_bytes=0, whole_bytes=1000 * MB)
    large = Declared(work_bytes=100 * MB, part_bytes=10 * MB, whole_bytes=10_000 * MB)
    of_small = allowance_of(small, size_bytes=1000, limits=LIMITS)
    of_large = allowance_of(large, size_bytes=100 * MB, limits=LIMITS)

    assert of_small.memory_most_bytes == LIMITS.memory_least_bytes + 32_000
    assert of_small.cpu_s == LIMITS.cpu_least_s
    assert of_large.memory_first_bytes == LIMITS.memory_least_bytes + 10 * MB
    assert of_large.memory_most_bytes == LIMITS.memory_most_bytes
    assert of_large.cpu_s == pytest.approx(LIMITS.cpu_least_s + 10)


def test_a_declaration_cannot_lengthen_the_time_of_a_small_file():
    claims = Declared(work_bytes=4000 * MB, part_bytes=4000 * MB, whole_bytes=4000 * MB)
    allowed = allowance_of(claims, size_bytes=MB // 32, limits=LIMITS)

    assert allowed.cpu_s == pytest.approx(LIMITS.cpu_least_s + LIMITS.cpu_per_mb_s)
    assert allowed.memory_first_bytes == LIMITS.memory_least_bytes + MB


def test_what_a_device_set_aside_and_did_not_write_is_no_bomb():
    content = (SAMPLES[0].parent / "axivity-cwa.cwa").read_bytes()
    rest = 17 * MB // 512 * 512

    assert isinstance(_look(content + b"\xff" * rest), Declared)
    assert "only 1% of the" in _look(content + b"\0" * rest).text


def test_a_cell_may_be_as_long_as_a_remark():
    assert isinstance(_look(b"1," + b"a" * 4000 + b"\n" + b"1,2\n" * 9), Declared)
    assert "more than 4,000 bytes" in _look(b"1," + b"a" * 4001 + b"\n" + b"1,2\n" * 9).text


def test_the_zip_bombs_are_refused_for_what_they_are(tmp_path):
    texts = {
        "1000 names for one entry": "overlap",
        "entries that quote each other": "overlap",
        "100 000 entries": "at most 50,000 entries",
        "ten archives in each other": "is itself an archive",
        "name that climbs": "leads out of the archive",
        "name of a drive": "leads out of the archive",
        "link": "is a link or a device",
        "encrypted": "is encrypted",
        "name of 60 000 digits": "has a name without end",
        "packed by LZMA": "packed in an unusual way",
        "two archives in one": "does not lie where its end says",
        "a thousandfold array": "declares 300,000,076",
    }
    zips = {bomb.name: bomb for bomb in BOMBS if bomb.kind == "zip"}
    for name, text in texts.items():
        content = zips[name].plant(tmp_path).read_bytes()
        assert text in _look(content).text, name
