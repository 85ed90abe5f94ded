"""A sealed value opens in its place alone, and shows neither itself nor its length."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.errors import SealBroken, UnknownKey, VaultError
from restride.vault.sealing import (
    is_sealed_with_current,
    key_id_of,
    seal_bytes,
    seal_text,
    unseal_bytes,
    unseal_text,
)

#: "Müller-Lüdenscheidt", sealed by version 1 for the place of conftest.py, with its old key.
WRITTEN_BY_VERSION_1 = bytes.fromhex(
    "010badcafe47736b701012b1116e756e0f2196ff5f8054de8ebb9bc8ddeec221b"
    "10c1178092fa9eb31e9f01c18749bcb86339f3a191dbbe1ed8b633a3a149427a0"
)


@given(text=st.text())
def test_a_text_opens_as_it_was_sealed(keyring, place, text):
    assert unseal_text(keyring, seal_text(keyring, text, **place), **place) == text


@given(content=st.binary(max_size=5000))
def test_bytes_open_as_they_were_sealed(keyring, place, content):
    assert unseal_bytes(keyring, seal_bytes(keyring, content, **place), **place) == content


def test_what_version_1_wrote_stays_readable(keyring, place):
    assert unseal_text(keyring, WRITTEN_BY_VERSION_1, **place) == "Müller-Lüdenscheidt"


def test_every_changed_byte_is_refused(keyring, place):
    sealed = seal_text(keyring, "Ada Lovelace", **place)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 0x01
        with pytest.raises(VaultError, match=r"records_patient\.family_name of row 6f1c1f7e"):
            unseal_text(keyring, bytes(changed), **place)


@given(kept_count=st.integers(0, 76))
def test_every_cut_is_refused(keyring, place, kept_count):
    sealed = seal_text(keyring, "Ada Lovelace", **place)
    with pytest.raises(VaultError, match="Restore"):
        unseal_text(keyring, sealed[: min(kept_count, len(sealed) - 1)], **place)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"table": "records_visit"},
        {"row": UUID("6f1c1f7e-0d2b-4f2c-9a58-3b1de1c1a002")},
        {"column": "given_name"},
        {"table": "records_patientf", "column": "amily_name"},
    ],
    ids=["another table", "another row", "another column", "a letter moved over"],
)
def test_a_value_opens_in_no_other_place(keyring, place, elsewhere):
    sealed = seal_text(keyring, "Ada", **place)
    with pytest.raises(SealBroken, match="key 00c0ffee and does not open there") as caught:
        unseal_text(keyring, sealed, **(place | elsewhere))
    assert "Ada" not in str(caught.value)
    assert caught.value.__context__ is None


def test_the_same_value_never_looks_the_same(keyring, place):
    assert len({seal_text(keyring, "Ada", **place) for _ in range(100)}) == 100


def test_an_unknown_key_is_named(keyring, before_rotation, place):
    sealed = seal_text(keyring, "Ada", **place)
    with pytest.raises(UnknownKey, match="with the key 00c0ffee, and the key ring holds 0badcafe"):
        unseal_text(before_rotation, sealed, **place)


def test_another_version_is_named(keyring, place):
    with pytest.raises(SealBroken, match="version 1, and holds 80 bytes that are none"):
        unseal_text(keyring, b"\x02" * 80, **place)


def test_half_a_character_is_refused_without_the_text(keyring, place):
    with pytest.raises(VaultError, match="half a character") as caught:
        seal_text(keyring, "Ada\ud800", **place)
    assert "Ada" not in str(caught.value)
    assert caught.value.__context__ is None


def test_bytes_that_are_no_text_are_refused_without_the_bytes(keyring, place):
    sealed = seal_bytes(keyring, b"Ada\xff", **place)
    with pytest.raises(SealBroken, match="must hold a sealed text") as caught:
        unseal_text(keyring, sealed, **place)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("value_bytes", "bucket_bytes"),
    [(0, 32), (31, 32), (32, 64), (63, 64), (64, 128), (4095, 4096), (4096, 8192), (8192, 12288)],
)
def test_a_length_shows_only_its_bucket(keyring, place, value_bytes, bucket_bytes):
    assert len(seal_bytes(keyring, b"a" * value_bytes, **place)) == 33 + bucket_bytes


def test_a_rotation_sees_what_is_left(keyring, before_rotation, place):
    old, new = (seal_text(ring, "Ada", **place) for ring in (before_rotation, keyring))

    assert not is_sealed_with_current(keyring, old)
    assert is_sealed_with_current(keyring, new)
    assert (key_id_of(old), key_id_of(new)) == ("0badcafe", "00c0ffee")
    assert unseal_text(keyring, old, **place) == "Ada"
