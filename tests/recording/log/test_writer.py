"""What sync returned is on the disk; after a crash the log goes on behind its last good frame."""

import errno
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from log_files import RECORDING_ID, MaskingSeal, write_log

from restride.errors import DamagedFile, OptionError, SequenceGap, StorageError
from restride.recording.log.damage import DamageKind
from restride.recording.log.frames import MOST_PAYLOAD_BYTES, Frame, FrameKind, frame_bytes
from restride.recording.log.pace import SyncPace
from restride.recording.log.reading import read_log
from restride.recording.log.writer import LogWriter


def _payloads(path):
    return [each.payload for each in read_log(path) if isinstance(each, Frame)]


def _writer(path):
    return LogWriter(path, recording_id=RECORDING_ID)


def test_numbers_run_from_zero_and_are_durable_after_sync(tmp_path):
    with _writer(tmp_path / "walk.rlog") as writer:
        assert writer.sync() is None
        assert [writer.append(FrameKind.MARK, b"") for _ in range(3)] == [0, 1, 2]
        assert writer.durable_sequence is None
        assert writer.sync() == 2
        assert (writer.durable_sequence, writer.next_sequence) == (2, 3)


def test_a_log_opened_again_goes_on(tmp_path):
    path = write_log(tmp_path / "walk.rlog", [b"a", b"b"])
    with _writer(path) as writer:
        assert (writer.next_sequence, writer.durable_sequence, writer.recovery) == (2, 1, None)
        assert writer.append(FrameKind.SAMPLES, b"c") == 2

    assert _payloads(path) == [b"a", b"b", b"c"]


@given(cut=st.integers(1, 60), again=st.binary(max_size=20))
def test_a_torn_end_is_cut_and_written_again(tmp_path_factory, cut, again):
    path = write_log(tmp_path_factory.mktemp("log") / "walk.rlog", [b"first", b"x" * 60])
    path.write_bytes(path.read_bytes()[:-cut])

    with _writer(path) as writer:
        assert writer.next_sequence == 1
        assert writer.recovery.damage.kind is DamageKind.TORN
        assert writer.recovery.cut_bytes == 60 + 17 - cut
        assert writer.recovery.kept_aside is None
        writer.append(FrameKind.SAMPLES, again)

    assert _payloads(path) == [b"first", again]


def test_a_damage_with_good_frames_behind_is_cut_and_kept_beside(tmp_path):
    path = write_log(tmp_path / "walk.rlog", [bytes([at]) * 50 for at in range(9)])
    content = bytearray(path.read_bytes())
    place = 32 + 3 * 67
    content[place + 20] ^= 4
    path.write_bytes(content)

    with _writer(path) as writer:
        assert writer.next_sequence == 3
        recovery = writer.recovery

    assert recovery.kept_aside.read_bytes() == bytes(content[place:])
    assert recovery.kept_aside.stat().st_mode & 0o777 == 0o600
    assert _payloads(path) == [bytes([at]) * 50 for at in range(3)]


@pytest.mark.parametrize("left", [b"", b"\x89RST", bytes(32), b"\x89RSTLOG\n" + bytes(24)])
def test_a_head_that_a_crash_cut_short_is_written_anew(tmp_path, left):
    path = tmp_path / "walk.rlog"
    path.write_bytes(left)
    with _writer(path) as writer:
        writer.append(FrameKind.SAMPLES, b"a")

    assert _payloads(path) == [b"a"]


def test_a_file_that_is_no_log_is_left_as_it_is(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_bytes(b"somebody's notes, longer than a head")

    with pytest.raises(DamagedFile, match="starts with 32 bytes of its own"), _writer(path):
        pass
    assert path.read_bytes() == b"somebody's notes, longer than a head"


def test_the_log_of_another_recording_is_refused(tmp_path):
    path = write_log(tmp_path / "walk.rlog", [b"a"], recording_id=b"k" * 16)

    with pytest.raises(DamagedFile, match="of recording 000102.* is of 6b6b6b"), _writer(path):
        pass


def test_a_sealed_log_is_not_gone_on_with_unsealed(tmp_path):
    path = write_log(tmp_path / "walk.rlog", [b"a"], seal=MaskingSeal())

    with pytest.raises(OptionError, match="is sealed, and no seal was given"), _writer(path):
        pass


def test_a_kind_of_a_later_version_is_not_cut(tmp_path):
    path = write_log(tmp_path / "walk.rlog", [b"a"])
    later = frame_bytes(7, b"new", sequence=1, recording_id=RECORDING_ID)
    path.write_bytes(path.read_bytes() + later)

    with pytest.raises(DamagedFile, match="of the kind 7.*Nothing was cut"), _writer(path):
        pass
    assert path.read_bytes().endswith(later)


def test_what_the_disk_does_not_give_is_not_cut(tmp_path, monkeypatch):
    path = write_log(tmp_path / "walk.rlog", [b"a", b"b"])
    content = path.read_bytes()

    def _failing(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("restride.recording.log.reading._placed", _failing)
    with pytest.raises(StorageError, match="Nothing was cut. Check the disk"), _writer(path):
        pass
    assert path.read_bytes() == content


def test_a_log_has_one_writer(tmp_path):
    path = tmp_path / "walk.rlog"
    with (
        _writer(path) as first,
        pytest.raises(StorageError, match="another one has walk.rlog open"),
        _writer(path),
    ):
        pass
    assert first.next_sequence == 0


def test_a_log_is_for_the_owner_alone(tmp_path):
    assert write_log(tmp_path / "walk.rlog", []).stat().st_mode & 0o777 == 0o600


def test_a_frame_sent_again_is_left_as_it_is(tmp_path):
    path = tmp_path / "walk.rlog"
    with _writer(path) as writer:
        assert writer.append_at(0, kind=FrameKind.SAMPLES, payload=b"a")
        assert not writer.append_at(0, kind=FrameKind.SAMPLES, payload=b"a")
        assert writer.append_at(1, kind=FrameKind.SAMPLES, payload=b"b")

    assert _payloads(path) == [b"a", b"b"]


@pytest.mark.parametrize("sequence", [2, 7, -1])
def test_a_frame_before_its_time_is_refused(tmp_path, sequence):
    with _writer(tmp_path / "walk.rlog") as writer:
        writer.append(FrameKind.SAMPLES, b"a")
        with pytest.raises(SequenceGap, match=f"number 1, and this one bears {sequence}") as gap:
            writer.append_at(sequence, kind=FrameKind.SAMPLES, payload=b"")
        assert (gap.value.needed, gap.value.found) == (1, sequence)


def test_nothing_is_added_behind_the_end(tmp_path):
    path = write_log(tmp_path / "walk.rlog", [b"a"], is_ended=True)
    with _writer(path) as writer:
        assert writer.is_ended
        with pytest.raises(OptionError, match="walk.rlog ended with frame 1"):
            writer.append(FrameKind.SAMPLES, b"b")
        assert not writer.append_at(1, kind=FrameKind.END, payload=b"")


def test_a_payload_that_is_too_long_is_refused_and_the_log_goes_on(tmp_path):
    path = tmp_path / "walk.rlog"
    with _writer(path) as writer:
        with pytest.raises(OptionError, match="at most 1,048,576 bytes.*would hold 1,048,577"):
            writer.append(FrameKind.SAMPLES, bytes(MOST_PAYLOAD_BYTES + 1))
        assert writer.append(FrameKind.SAMPLES, b"a") == 0


def test_a_writer_that_is_not_open_says_so(tmp_path):
    writer = _writer(tmp_path / "walk.rlog")
    with pytest.raises(StorageError, match="not opened with 'with'"):
        writer.append(FrameKind.SAMPLES, b"a")
    with writer:
        pass
    with pytest.raises(StorageError, match="it was closed"):
        writer.sync()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with (
        pytest.raises(StorageError, match="must be opened.*No such file"),
        _writer(tmp_path / "no" / "walk.rlog"),
    ):
        pass


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_full_or_failing_disk_closes_the_log_and_leaves_it_readable(
    tmp_path, monkeypatch, number
):
    path = tmp_path / "walk.rlog"
    with _writer(path) as writer:
        writer.append(FrameKind.SAMPLES, b"safe")
        assert writer.sync() == 0
        with monkeypatch.context() as patch:
            patch.setattr("restride.recording.log.writer.write_all", _torn_write(number))
            with pytest.raises(StorageError, match="must be written, and the disk") as failed:
                writer.append(FrameKind.SAMPLES, b"lost")
        assert failed.value.is_full == (number == errno.ENOSPC)
        assert writer.durable_sequence == 0
        with pytest.raises(StorageError, match="takes no more: the disk failed"):
            writer.append(FrameKind.SAMPLES, b"more")
    assert [type(each) for each in read_log(path)] == [Frame]

    with _writer(path) as writer:
        assert writer.append(FrameKind.SAMPLES, b"again") == 1
    assert _payloads(path) == [b"safe", b"again"]


def _torn_write(number):
    def write(descriptor, content):
        os.write(descriptor, content[:10])
        raise OSError(number, os.strerror(number))

    return write


def test_frames_whose_sync_failed_are_not_found_again(tmp_path, monkeypatch):
    path = tmp_path / "walk.rlog"
    with _writer(path) as writer:
        writer.append(FrameKind.SAMPLES, b"safe")
        writer.sync()
        writer.append(FrameKind.SAMPLES, b"perhaps")

        def _failing(_):
            raise OSError(errno.EIO, "Input/output error")

        with monkeypatch.context() as patch:
            patch.setattr("restride.recording.log.writer.flush_file", _failing)
            with pytest.raises(StorageError, match="must be brought to the disk"):
                writer.sync()
        assert writer.durable_sequence == 0

    assert _payloads(path) == [b"safe"]


#: Files of this process may not grow beyond 4000 bytes: as real as a disk that is full.
_ON_A_SMALL_DISK = """
import resource, signal, sys
from pathlib import Path
from restride.errors import StorageError
from restride.recording.log.frames import FrameKind
from restride.recording.log.writer import LogWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
with LogWriter(Path(sys.argv[1]), recording_id=bytes(16)) as writer:
    try:
        while True:
            writer.append(FrameKind.SAMPLES, bytes(100))
            durable = writer.sync()
    except StorageError as error:
        print(durable, error.is_full)
"""


def test_a_file_that_may_not_grow_keeps_what_was_acknowledged(tmp_path):
    path = tmp_path / "walk.rlog"
    ran = subprocess.run(
        [sys.executable, "-c", _ON_A_SMALL_DISK, path],
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.split() == [str((4000 - 32) // 117 - 1), "True"]
    frames = list(read_log(path))
    assert [type(each) for each in frames] == [Frame] * ((4000 - 32) // 117)


def test_the_pace_waits_for_the_oldest_frame():
    pace = SyncPace()
    assert pace.wait_s(5.0) is None
    assert not pace.is_due(5.0)

    pace = pace.appended(5.0).appended(5.03)

    assert pace.wait_s(5.04) == pytest.approx(0.01)
    assert not pace.is_due(5.0499)
    assert pace.is_due(5.0501)
    assert not pace.synced().is_due(9.0)
