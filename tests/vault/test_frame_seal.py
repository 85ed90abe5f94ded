"""A frame opens for its recording and its number alone, however often it was sealed."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.errors import SealBroken, UnknownKey
from restride.vault.frame_seal import FrameSeal

RECORDING = UUID(int=7)


@given(payload=st.binary(max_size=300), sequence=st.integers(0, 2**64 - 1))
def test_a_frame_opens_as_it_was_sealed(keyring, payload, sequence):
    sealed = FrameSeal(keyring, RECORDING).seal(payload, sequence)

    assert FrameSeal(keyring, RECORDING).unseal(sealed, sequence) == payload
    assert len(sealed) == len(payload) + 33


def test_a_frame_that_is_sealed_again_never_repeats_its_nonce(keyring):
    seals = [FrameSeal(keyring, RECORDING) for _ in range(200)]

    assert len({seal.seal(b"same", 3)[5:17] for seal in seals}) == 200


@pytest.mark.parametrize(
    ("recording", "sequence"), [(RECORDING, 4), (RECORDING, 2), (UUID(int=8), 3)]
)
def test_a_frame_opens_in_no_other_place(keyring, recording, sequence):
    sealed = FrameSeal(keyring, RECORDING).seal(b"steps", 3)

    with pytest.raises(SealBroken, match=f"Frame {sequence} of recording {recording} must hold"):
        FrameSeal(keyring, recording).unseal(sealed, sequence)


def test_every_changed_or_cut_byte_of_a_frame_is_refused(keyring):
    seal = FrameSeal(keyring, RECORDING)
    sealed = seal.seal(b"steps", 3)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 0x80
        for damaged in (bytes(changed), sealed[:at]):
            with pytest.raises((SealBroken, UnknownKey), match="Frame 3 of recording"):
                seal.unseal(damaged, 3)


def test_a_recording_goes_on_over_a_rotation(keyring, before_rotation):
    first = FrameSeal(before_rotation, RECORDING).seal(b"before", 0)
    after = FrameSeal(keyring, RECORDING)

    assert after.unseal(first, 0) == b"before"
    assert after.unseal(after.seal(b"after", 1), 1) == b"after"
    with pytest.raises(UnknownKey, match="Frame 1 of recording .* with the key 00c0ffee"):
        FrameSeal(before_rotation, RECORDING).unseal(after.seal(b"after", 1), 1)


def test_a_frame_of_version_1_stays_readable(keyring):
    sealed = bytes.fromhex(
        "010badcafed9f9a212952d90eaf8bf558502ac38d066486c0dd7061d4eda9786a6f3edfc7f41"
    )

    assert FrameSeal(keyring, RECORDING).unseal(sealed, 3) == b"steps"
