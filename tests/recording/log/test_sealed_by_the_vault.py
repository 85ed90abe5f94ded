"""A log whose frames the vault seals: written, read back after a crash, and closed to others."""

from uuid import UUID

import pytest

pytest.importorskip("cryptography")

from streams import block, frames_of, header_of

from restride.recording.log.damage import DamageKind, LogDamage
from restride.recording.log.reading import read_log
from restride.recording.log.recorded import recording_of_log
from restride.recording.log.writer import LogWriter
from restride.vault.frame_seal import FrameSeal
from restride.vault.keyring_file import create_keyring, rotate

RECORDING_ID = UUID(int=7)


def _record(path, seal, frames):
    with LogWriter(path, recording_id=RECORDING_ID.bytes, seal=seal) as writer:
        for frame in frames:
            writer.append_at(frame.sequence, kind=frame.kind, payload=frame.payload)


def test_a_sealed_recording_goes_on_after_a_crash_and_a_new_key(tmp_path):
    frames = frames_of(header_of(), *(block(each) for each in range(8)))
    path = tmp_path / "walk.rlog"
    keyring = create_keyring(tmp_path / "keys")
    _record(path, FrameSeal(keyring, RECORDING_ID), frames[:6])
    path.write_bytes(path.read_bytes()[:-11])

    seal = FrameSeal(rotate(tmp_path / "keys"), RECORDING_ID)
    _record(path, seal, frames)

    assert recording_of_log(read_log(path, seal=seal)) == recording_of_log(frames)
    assert b"lower-back" not in path.read_bytes()


def test_a_log_of_another_recording_does_not_open(tmp_path):
    frames = frames_of(header_of(), block(0))
    keyring = create_keyring(tmp_path / "keys")
    path = tmp_path / "walk.rlog"
    _record(path, FrameSeal(keyring, RECORDING_ID), frames)

    (damage,) = read_log(path, seal=FrameSeal(keyring, UUID(int=8)))

    assert isinstance(damage, LogDamage)
    assert damage.kind is DamageKind.SEAL
