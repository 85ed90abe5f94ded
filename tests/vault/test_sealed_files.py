"""A sealed file is read whole and unchanged, or refused."""

import hashlib
import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restride.errors import OptionError, SealBroken, UnknownKey, VaultError
from restride.vault.file_header import HEADER_BYTES, header_key_id, rewrapped
from restride.vault.sealed_files import CHUNK_BYTES, SealedReader, SealedWriter, open_sealed

NAME = "recordings/0190b3a4-1111-7222-8333-444455556666.parquet"
SEALED_CHUNK_BYTES = CHUNK_BYTES + 16
#: b"The first stride." under NAME, sealed by version 1 with the old key of conftest.py.
WRITTEN_BY_VERSION_1 = bytes.fromhex(
    "8952535446494c0a010badcafed29535035a6cbf70a4aed9058a5217e8b5442c"
    "e0c1fe6f82d3fcc375233de556d565edb0d2c1bd09620d2976d16bce186a7fa3"
    "8308323ffd0e0ce94778b2bb0452646f649cbaf9a059b1986409e6018a1408f7"
    "65058576dfe62f5995d5b2ab7cadbb6a1f9968d9383a960af6df"
)


def _sealed(content, *, keyring, name=NAME, piece_bytes=100_000):
    target = io.BytesIO()
    with SealedWriter(target, keyring=keyring, name=name) as writer:
        for at in range(0, len(content), piece_bytes):
            writer.write(content[at : at + piece_bytes])
    assert writer.sha256 == hashlib.sha256(content).hexdigest()
    assert writer.size_bytes == writer.tell() == len(content)
    return target.getvalue()


def _read(sealed, *, keyring, name=NAME):
    with open_sealed(io.BytesIO(sealed), keyring=keyring, name=name) as file:
        return file.read()


@pytest.fixture(scope="module")
def three_chunks(keyring):
    content = os.urandom(2 * CHUNK_BYTES + 1000)
    return content, _sealed(content, keyring=keyring)


@pytest.mark.parametrize(
    "size_bytes",
    [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 5],
)
def test_a_file_is_read_as_it_was_written(keyring, size_bytes):
    content = os.urandom(size_bytes)
    chunks_count = max(1, -(-size_bytes // CHUNK_BYTES))
    sealed = _sealed(content, keyring=keyring)

    assert _read(sealed, keyring=keyring) == content
    assert len(sealed) == HEADER_BYTES + size_bytes + 16 * chunks_count


def test_what_version_1_wrote_stays_readable(keyring):
    assert _read(WRITTEN_BY_VERSION_1, keyring=keyring) == b"The first stride."


@given(ranges=st.lists(st.tuples(st.integers(0, 2 * CHUNK_BYTES + 2000), st.integers(0, 3000))))
@settings(max_examples=20)
def test_every_range_is_read_as_it_stands(keyring, three_chunks, ranges):
    content, sealed = three_chunks
    with open_sealed(io.BytesIO(sealed), keyring=keyring, name=NAME) as file:
        for start, count in ranges:
            file.seek(start)
            assert file.read(count) == content[start : start + count]


def test_a_place_is_counted_from_either_end(keyring, three_chunks):
    content, sealed = three_chunks
    reader = SealedReader(io.BytesIO(sealed), keyring=keyring, name=NAME)

    assert reader.seek(-10, io.SEEK_END) == len(content) - 10
    assert reader.read(4) == content[-10:-6]
    assert reader.seek(2, io.SEEK_CUR) == reader.tell() == len(content) - 4
    assert reader.read(100) == content[-4:]
    assert reader.read(100) == b""
    with pytest.raises(OptionError, match="counts from 0, and -1 was asked for"):
        reader.seek(-1)


def test_every_flipped_byte_of_a_small_file_is_refused(keyring):
    sealed = _sealed(b"The first stride.", keyring=keyring)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 0x01
        with pytest.raises(VaultError, match=r"0190b3a4-1111"):
            _read(bytes(changed), keyring=keyring)


@given(at=st.integers(0, 2 * CHUNK_BYTES + 1000 + HEADER_BYTES + 3 * 16 - 1))
def test_a_flipped_byte_of_a_large_file_is_refused(keyring, three_chunks, at):
    changed = bytearray(three_chunks[1])
    changed[at] ^= 0x01
    with pytest.raises(VaultError, match=r"0190b3a4-1111"):
        _read(bytes(changed), keyring=keyring)


@given(kept_bytes=st.integers(0, 2 * CHUNK_BYTES + 1000 + HEADER_BYTES + 3 * 16 - 1))
def test_a_cut_is_refused_before_anything_is_read(keyring, three_chunks, kept_bytes):
    with pytest.raises(SealBroken, match="Restore it from a backup"):
        SealedReader(io.BytesIO(three_chunks[1][:kept_bytes]), keyring=keyring, name=NAME)


def _chunks(sealed):
    body = sealed[HEADER_BYTES:]
    pieces = [body[at : at + SEALED_CHUNK_BYTES] for at in range(0, len(body), SEALED_CHUNK_BYTES)]
    return sealed[:HEADER_BYTES], *pieces


def test_cut_between_two_chunks_is_refused(keyring, three_chunks):
    head, first, second, _ = _chunks(three_chunks[1])
    for cut in (head + first + second, head + first, head):
        with pytest.raises(SealBroken, match="cut, lengthened"):
            SealedReader(io.BytesIO(cut), keyring=keyring, name=NAME)


def test_chunks_in_another_order_are_refused(keyring, three_chunks):
    head, first, second, last = _chunks(three_chunks[1])
    with pytest.raises(SealBroken, match="Chunk 1 of 3"):
        _read(head + second + first + last, keyring=keyring)


def test_a_lengthened_file_is_refused(keyring, three_chunks):
    _, first, _, last = _chunks(three_chunks[1])
    for added in (b"\x00", first, last):
        with pytest.raises(SealBroken, match="lengthened"):
            SealedReader(io.BytesIO(three_chunks[1] + added), keyring=keyring, name=NAME)


def test_a_chunk_of_another_file_is_refused(keyring, three_chunks):
    head, _, second, last = _chunks(three_chunks[1])
    _, other_first, _, _ = _chunks(_sealed(three_chunks[0], keyring=keyring))
    with pytest.raises(SealBroken, match="Chunk 1 of 3 .* joined from two"):
        _read(head + other_first + second + last, keyring=keyring)


def test_a_head_of_another_file_is_refused(keyring, three_chunks):
    other = _sealed(three_chunks[0], keyring=keyring)
    with pytest.raises(SealBroken, match="Chunk 3 of 3"):
        _read(other[:HEADER_BYTES] + three_chunks[1][HEADER_BYTES:], keyring=keyring)


def test_a_file_opens_under_no_other_name(keyring, three_chunks):
    other = NAME.replace("0190b3a4", "0190b3a5")
    with pytest.raises(SealBroken, match="0190b3a5.* belongs to a file of another name"):
        _read(three_chunks[1], keyring=keyring, name=other)


def test_what_is_no_sealed_file_is_refused(keyring):
    with pytest.raises(SealBroken, match="sealed file of version 1, and does not begin as one"):
        _read(b"PAR1" * 100, keyring=keyring)


def test_a_file_that_an_error_ended_does_not_open(keyring):
    target = io.BytesIO()
    writer = SealedWriter(target, keyring=keyring, name=NAME)
    writer.write(b"half")
    writer.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    del writer
    with pytest.raises(SealBroken, match="does not open"):
        _read(target.getvalue(), keyring=keyring)


def test_a_finished_file_takes_no_more(keyring):
    writer = SealedWriter(io.BytesIO(), keyring=keyring, name=NAME)
    writer.finish()
    with pytest.raises(OptionError, match="takes bytes until it is finished"):
        writer.write(b"more")


def test_a_rotation_wraps_the_key_anew_and_leaves_the_content(keyring, before_rotation):
    sealed = _sealed(b"steps" * 100_000, keyring=before_rotation)
    head = rewrapped(sealed[:HEADER_BYTES], keyring=keyring, name=NAME)
    again = head + sealed[HEADER_BYTES:]

    assert (header_key_id(sealed), header_key_id(head)) == ("0badcafe", "00c0ffee")
    assert _read(again, keyring=keyring) == b"steps" * 100_000
    with pytest.raises(UnknownKey, match="with the key 00c0ffee"):
        _read(again, keyring=before_rotation)
