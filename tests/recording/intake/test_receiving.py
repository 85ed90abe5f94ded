"""What arrives is in quarantine whole and hashed, or not at all."""

import errno
import hashlib
import os
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.recording.intake import (
    IntakeLimits,
    IntakeRefused,
    Received,
    Reception,
    RefusalReason,
    receive,
)

CONTENT = b"time_s,acc_x_g\n" + b"0.01,1\n" * 1000


def _files(folder):
    return [each.name for each in folder.iterdir()]


def test_what_arrives_is_kept_with_its_size_and_hash(tmp_path):
    received = receive([CONTENT[:100], b"", CONTENT[100:]], tmp_path, declared_bytes=len(CONTENT))

    assert isinstance(received, Received)
    assert received.path.parent == tmp_path
    assert received.path.read_bytes() == CONTENT
    assert received.size_bytes == len(CONTENT)
    assert received.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert received.path.stat().st_mode & 0o777 == 0o600


@given(cuts=st.lists(st.integers(0, len(CONTENT)), max_size=8))
def test_how_it_is_cut_does_not_matter(cuts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("quarantine")
    places = sorted({0, *cuts, len(CONTENT)})
    chunks = [CONTENT[a:b] for a, b in pairwise(places)]
    received = receive(chunks, folder)

    assert isinstance(received, Received)
    assert received.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_two_files_never_meet(tmp_path):
    first, second = receive([b"a"], tmp_path), receive([b"b"], tmp_path)

    assert isinstance(first, Received)
    assert isinstance(second, Received)
    assert first.path != second.path


@pytest.mark.parametrize(
    ("chunks", "declared_bytes", "reason", "text"),
    [
        pytest.param([], None, RefusalReason.EMPTY, "0 bytes", id="nothing"),
        pytest.param([b"abc"], 2, RefusalReason.CUT_SHORT, "of 2 bytes", id="more"),
        pytest.param([b"abc"], 4, RefusalReason.CUT_SHORT, "3 bytes arrived", id="less"),
        pytest.param([b"a" * 11], None, RefusalReason.TOO_LARGE, "at most 10 bytes", id="large"),
        pytest.param([b"a"] * 11, None, RefusalReason.TOO_LARGE, "has 11 or more", id="many"),
        pytest.param([], 11, RefusalReason.TOO_LARGE, "has 11 or more", id="announced"),
    ],
)
def test_what_is_not_wanted_is_refused_and_gone(chunks, declared_bytes, reason, text, tmp_path):
    limits = IntakeLimits(upload_most_bytes=10)
    refused = receive(chunks, tmp_path, limits=limits, declared_bytes=declared_bytes)

    assert isinstance(refused, IntakeRefused)
    assert refused.reason is reason
    assert text in refused.text
    assert not _files(tmp_path)


def test_exactly_the_limit_is_taken(tmp_path):
    received = receive([b"a" * 10], tmp_path, limits=IntakeLimits(upload_most_bytes=10))

    assert isinstance(received, Received)


def test_a_sender_that_breaks_off_leaves_nothing(tmp_path):
    def chunks():
        yield CONTENT
        raise ConnectionResetError("the sender is gone")

    with pytest.raises(ConnectionResetError, match="the sender is gone"):
        receive(chunks(), tmp_path)
    assert not _files(tmp_path)


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_disk_is_said_and_leaves_nothing(call, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    refused = receive([CONTENT], tmp_path)

    assert isinstance(refused, IntakeRefused)
    assert refused.reason is RefusalReason.DISK_FULL
    assert "no room is left" in refused.text
    assert not _files(tmp_path)


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_another_fault_of_the_disk_is_passed_on_and_leaves_nothing(call, tmp_path, monkeypatch):
    def broken(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, call, broken)
    with pytest.raises(OSError, match="Input/output error"):
        receive([CONTENT], tmp_path)
    assert not _files(tmp_path)


def test_a_disk_without_room_to_spare_is_not_filled(tmp_path):
    refused = receive([CONTENT], tmp_path, limits=IntakeLimits(disk_spare_bytes=2**62))

    assert isinstance(refused, IntakeRefused)
    assert refused.reason is RefusalReason.DISK_FULL
    assert "bytes are left" in refused.text


def test_a_write_that_takes_a_part_is_gone_on_with(tmp_path, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, chunk: write(file, bytes(chunk[:100])))
    received = receive([CONTENT], tmp_path)

    assert isinstance(received, Received)
    assert received.path.read_bytes() == CONTENT


def test_a_reception_that_is_left_without_finishing_leaves_nothing(tmp_path):
    with Reception(tmp_path) as reception:
        assert reception.add(CONTENT) is None
    assert not _files(tmp_path)


def test_once_refused_is_refused_for_good(tmp_path):
    with Reception(tmp_path, limits=IntakeLimits(upload_most_bytes=10)) as reception:
        refused = reception.add(b"a" * 11)
        assert reception.add(b"a") is refused
        assert reception.finish() is refused
    assert not _files(tmp_path)
