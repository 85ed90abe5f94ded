"""A log gives every frame before the first damage, and never a wrong one."""

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from log_files import RECORDING_ID, MaskingSeal, write_log

from restride.errors import DamagedFile, FileNotUsable, OptionError
from restride.recording.log.damage import DamageKind, LogDamage
from restride.recording.log.frames import (
    HEAD_BYTES,
    MOST_PAYLOAD_BYTES,
    Frame,
    FrameKind,
    LogHead,
    frame_bytes,
    head_from_bytes,
)
from restride.recording.log.reading import read_log, read_log_head

PAYLOADS = tuple(bytes([number]) * (number * 7 % 90) for number in range(60))
#: Length, kind, number and checksum of every frame.
AROUND_PAYLOAD_BYTES = 17


def _split(path, seal=None):
    items = list(read_log(path, seal=seal))
    damages = [each for each in items if isinstance(each, LogDamage)]
    assert damages == items[len(items) - len(damages) :]
    assert len(damages) <= 1
    frames = [each for each in items if isinstance(each, Frame)]
    return frames, damages[0] if damages else None


def _appended(path, *parts):
    path.write_bytes(path.read_bytes() + b"".join(parts))


@given(payloads=st.lists(st.binary(max_size=300), max_size=12), is_sealed=st.booleans())
def test_what_was_written_is_read(tmp_path_factory, payloads, is_sealed):
    path = tmp_path_factory.mktemp("log") / "walk.rlog"
    seal = MaskingSeal() if is_sealed else None
    write_log(path, payloads, seal=seal, is_ended=True)

    frames, damage = _split(path, seal)

    assert damage is None
    assert [each.sequence for each in frames] == list(range(len(payloads) + 1))
    assert [each.payload for each in frames] == [*payloads, b""]
    assert {each.kind for each in frames[:-1]} <= {FrameKind.SAMPLES}
    assert frames[-1].kind is FrameKind.END


def _places(frames_count):
    ends = [HEAD_BYTES]
    for payload in PAYLOADS[:frames_count]:
        ends.append(ends[-1] + AROUND_PAYLOAD_BYTES + len(payload))
    return ends


def _check_whole_before(frames, damage, place):
    """Every frame that ends before the place is there, and none is another than was written."""
    ends = _places(len(PAYLOADS))
    whole_count = sum(end <= place for end in ends[1:])
    assert len(frames) >= whole_count
    for frame in frames:
        assert frame.payload == PAYLOADS[frame.sequence]
    if len(frames) < len(PAYLOADS) and place != ends[len(frames)]:
        assert damage is not None
    if damage is not None and damage.kind is not DamageKind.HEAD:
        assert damage.place_bytes == ends[len(frames)]
        assert damage.sequence == len(frames)


def test_a_shortened_log_gives_what_is_whole(tmp_path):
    path = write_log(tmp_path / "walk.rlog", PAYLOADS)
    whole = path.read_bytes()
    draw = random.Random(1)
    for _ in range(250):
        place = draw.randrange(len(whole))
        path.write_bytes(whole[:place])
        frames, damage = _split(path)
        _check_whole_before(frames, damage, place)


def test_a_log_with_a_flipped_bit_gives_what_stands_before_it(tmp_path):
    path = write_log(tmp_path / "walk.rlog", PAYLOADS)
    whole = path.read_bytes()
    draw = random.Random(2)
    for _ in range(250):
        place = draw.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[place] ^= 1 << draw.randrange(8)
        path.write_bytes(flipped)
        frames, damage = _split(path)
        _check_whole_before(frames, damage, place)
        assert damage is not None


@pytest.mark.parametrize(
    ("recording_id", "sequence", "kind"),
    [
        pytest.param(bytes(16), 2, DamageKind.CHECKSUM, id="of another recording"),
        pytest.param(RECORDING_ID, 1, DamageKind.SEQUENCE, id="of an earlier place"),
        pytest.param(RECORDING_ID, 3, DamageKind.SEQUENCE, id="of a later place"),
    ],
)
def test_a_frame_from_elsewhere_is_refused(tmp_path, recording_id, sequence, kind):
    path = write_log(tmp_path / "walk.rlog", PAYLOADS[:2])
    frame = frame_bytes(FrameKind.SAMPLES, b"foreign", sequence=sequence, recording_id=recording_id)
    _appended(path, frame)

    frames, damage = _split(path)

    assert len(frames) == 2
    assert (damage.kind, damage.sequence) == (kind, 2)


def test_a_length_that_lies_allocates_nothing(tmp_path):
    path = write_log(tmp_path / "walk.rlog", PAYLOADS[:2])
    _appended(path, (0xFFFFFFFF).to_bytes(4, "little") + bytes(40))

    _, damage = _split(path)

    assert damage.kind is DamageKind.LENGTH
    assert f"{MOST_PAYLOAD_BYTES:,} may be" in damage.found


def test_zeros_at_the_end_are_no_frame(tmp_path):
    path = write_log(tmp_path / "walk.rlog", PAYLOADS[:2])
    _appended(path, bytes(4096))

    frames, damage = _split(path)

    assert (len(frames), damage.kind) == (2, DamageKind.CHECKSUM)


def test_a_kind_that_is_not_known_is_told(tmp_path):
    path = write_log(tmp_path / "walk.rlog", ())
    _appended(path, frame_bytes(9, b"", sequence=0, recording_id=RECORDING_ID))

    _, damage = _split(path)

    assert damage.kind is DamageKind.KIND
    assert "of the kind 9" in damage.found


def test_nothing_counts_behind_the_end(tmp_path):
    path = write_log(tmp_path / "walk.rlog", PAYLOADS[:2], is_ended=True)
    frame = frame_bytes(FrameKind.MARK, b"{}", sequence=3, recording_id=RECORDING_ID)
    _appended(path, frame)

    frames, damage = _split(path)

    assert (len(frames), damage.kind) == (3, DamageKind.AFTER_END)


@pytest.mark.parametrize("content", [b"", b"short", b"PAR1" + bytes(60), bytes(64)])
def test_what_is_no_log_is_damaged_from_the_start(tmp_path, content):
    path = tmp_path / "other"
    path.write_bytes(content)

    frames, damage = _split(path)

    assert frames == []
    assert (damage.kind, damage.place_bytes) == (DamageKind.HEAD, 0)
    with pytest.raises(DamagedFile, match="starts with 32 bytes of its own"):
        read_log_head(path)


def test_a_later_version_is_refused_by_its_number():
    head = bytearray(LogHead(recording_id=RECORDING_ID).to_bytes()[:-4])
    head[8] = 2

    with pytest.raises(DamagedFile, match="version 1 is needed, and this one has version 2"):
        head_from_bytes(bytes(head) + zlib.crc32(head).to_bytes(4, "little"))


def test_a_head_that_fails_its_checksum_is_refused():
    head = bytearray(LogHead(recording_id=RECORDING_ID).to_bytes())
    head[13] ^= 1

    with pytest.raises(DamagedFile, match="must fit their checksum"):
        head_from_bytes(bytes(head))


def test_the_head_tells_the_recording_and_the_seal(tmp_path):
    path = write_log(tmp_path / "walk.rlog", PAYLOADS[:1], seal=MaskingSeal())

    assert read_log_head(path) == LogHead(recording_id=RECORDING_ID, is_sealed=True)


def test_an_id_of_another_length_is_refused():
    with pytest.raises(OptionError, match="has 16 bytes, and this one has 3"):
        LogHead(recording_id=b"abc")


def test_a_missing_log_is_no_damage(tmp_path):
    with pytest.raises(FileNotUsable, match="could not be opened"):
        list(read_log(tmp_path / "nowhere"))


def test_a_sealed_log_hides_its_payloads(tmp_path):
    path = write_log(tmp_path / "walk.rlog", [b"seldom said words"], seal=MaskingSeal())

    assert b"seldom" not in path.read_bytes()


def test_a_payload_sealed_with_another_key_is_damage(tmp_path):
    path = write_log(tmp_path / "walk.rlog", PAYLOADS[:3], seal=MaskingSeal())

    frames, damage = _split(path, MaskingSeal(b"other"))

    assert (frames, damage.kind, damage.sequence) == ([], DamageKind.SEAL, 0)
    assert "was not sealed there" in damage.found


def test_a_sealed_payload_cannot_pass_as_another_kind(tmp_path):
    path = write_log(tmp_path / "walk.rlog", (), seal=MaskingSeal())
    stored = MaskingSeal().seal(bytes([FrameKind.SAMPLES]) + b"x", 0)
    _appended(path, frame_bytes(FrameKind.END, stored, sequence=0, recording_id=RECORDING_ID))

    frames, damage = _split(path, MaskingSeal())

    assert (frames, damage.kind) == ([], DamageKind.SEAL)
    assert "another kind than end" in damage.found


def test_a_sealed_log_needs_its_seal_and_an_open_one_none(tmp_path):
    sealed = write_log(tmp_path / "sealed.rlog", PAYLOADS[:1], seal=MaskingSeal())
    unsealed = write_log(tmp_path / "open.rlog", PAYLOADS[:1])

    with pytest.raises(OptionError, match="sealed.rlog is sealed, and no seal was given"):
        read_log(sealed)
    with pytest.raises(OptionError, match="open.rlog is not sealed"):
        read_log(unsealed, seal=MaskingSeal())


def test_a_disk_that_fails_in_the_middle_is_told_with_its_place(tmp_path, monkeypatch):
    path = write_log(tmp_path / "walk.rlog", PAYLOADS[:5])
    good = _places(2)[2]
    monkeypatch.setattr("restride.recording.log.reading._placed", _failing_from(good))

    frames, damage = _split(path)

    assert len(frames) == 2
    assert (damage.kind, damage.place_bytes) == (DamageKind.UNREADABLE, good)


def _failing_from(place):
    from restride.recording.log import reading

    placed = reading._placed

    def _place_or_fail(file, head, recording_id, sequence, start_bytes):
        if start_bytes >= place:
            raise OSError(5, "Input/output error")
        return placed(file, head, recording_id, sequence, start_bytes)

    return _place_or_fail
