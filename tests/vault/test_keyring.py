"""The key ring is whole or refused, and shows no secret."""

import copy
import json
import os
import pickle
import stat

import pytest
from cryptography.exceptions import InvalidSignature

from restride.errors import KeyringNotUsable, OptionError, UnknownKey, VaultError
from restride.vault import keyring_file
from restride.vault.keyring import Keyring, KeyState
from restride.vault.keyring_file import create_keyring, forget, load_keyring, rotate
from restride.vault.sealing import seal_text, unseal_text


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys.json"


def _secrets_of(keyring):
    keys = [key.secret for key in keyring.data_keys]
    return [each.reveal() for each in (*keys, keyring.index_key, keyring.audit_key)] + [
        keyring.signing_key.reveal()
    ]


def test_a_key_ring_is_read_as_it_was_made(path):
    made = create_keyring(path)
    loaded = load_keyring(path)

    assert _secrets_of(loaded) == _secrets_of(made)
    assert loaded.current.id == made.current.id
    assert loaded.current.made_at == made.current.made_at
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_all_keys_differ(path):
    keys = _secrets_of(create_keyring(path))

    assert len(set(keys)) == len(keys) == 4
    assert {len(key) for key in keys} == {32}


def test_a_key_ring_is_never_written_over(path):
    made = create_keyring(path)

    with pytest.raises(KeyringNotUsable, match=r"keys\.json is there already"):
        create_keyring(path)
    assert _secrets_of(load_keyring(path)) == _secrets_of(made)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(KeyringNotUsable, match="needs a folder that can be written to"):
        create_keyring(tmp_path / "nowhere" / "keys.json")


def test_a_missing_key_ring_says_how_to_make_one(path):
    with pytest.raises(KeyringNotUsable, match="No such file.*restride clinic init"):
        load_keyring(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o700])
def test_a_key_ring_that_others_may_read_is_refused(path, mode):
    create_keyring(path)
    path.chmod(mode)

    with pytest.raises(KeyringNotUsable, match=f"mode 600.*has mode {mode:o}.*chmod 600"):
        load_keyring(path)


def test_every_damaged_byte_is_found(path):
    create_keyring(path)
    content = path.read_bytes()
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 0x01
        path.write_bytes(changed)
        try:
            same = keyring_file._written(load_keyring(path)) == content
        except KeyringNotUsable:
            continue
        assert same, f"byte {at}"  # a space between two fields


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[" * 100_000, id="nested"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"[1]", id="a list"),
        pytest.param(b'{"format": "restride-keyring"}', id="cut"),
    ],
)
def test_a_damaged_key_ring_says_what_to_do_and_holds_no_content(path, content):
    path.write_bytes(content)
    path.chmod(0o600)

    with pytest.raises(KeyringNotUsable, match="damaged, cut or edited. Restore") as caught:
        load_keyring(path)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


def test_a_later_version_is_named(path):
    create_keyring(path)
    written = json.loads(path.read_bytes()) | {"version": 2}
    del written["sha256"]
    written["sha256"] = keyring_file._checksum(written)
    path.write_text(json.dumps(written), encoding="utf-8")

    with pytest.raises(KeyringNotUsable, match="must be of version 1, and is of version 2"):
        load_keyring(path)


def test_a_rotation_adds_a_current_key_and_keeps_the_old_one(path, place):
    before = create_keyring(path)
    sealed = seal_text(before, "Ada", **place)
    after = rotate(path)

    assert [key.state for key in after.data_keys] == [KeyState.OLD, KeyState.CURRENT]
    assert unseal_text(after, sealed, **place) == "Ada"
    assert _secrets_of(load_keyring(path)) == _secrets_of(after)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_rotations_lose_no_key(path):
    first = create_keyring(path)
    rotate(path)
    last = rotate(path)

    assert first.current.id in {key.id for key in last.data_keys}
    assert len(last.data_keys) == 3


def test_two_programs_do_not_change_the_key_ring_at_once(path):
    create_keyring(path)
    with keyring_file._alone(path), pytest.raises(KeyringNotUsable, match="one program at a time"):
        rotate(path)


def test_a_program_that_was_stopped_while_it_wrote_does_not_stop_the_next(path):
    create_keyring(path)
    path.with_name("keys.json.new").write_bytes(b"half a r")

    assert len(rotate(path).data_keys) == 2


def test_a_full_disk_leaves_the_keys_as_they_were(path, monkeypatch):
    made = create_keyring(path)

    def full(number):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeyringNotUsable, match="No space left.*the keys are as they were"):
        rotate(path)
    assert _secrets_of(load_keyring(path)) == _secrets_of(made)
    assert {each.name for each in path.parent.iterdir()} == {"keys.json", "keys.json.lock"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_key_ring_that_root_rotates_still_belongs_to_the_server(path):
    os.chown(path.parent, 12345, 12345)
    create_keyring(path)
    rotate(path)

    assert {each.stat().st_uid for each in path.parent.iterdir()} == {12345}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_old_key_is_forgotten_only_by_name(path, place):
    before = create_keyring(path)
    sealed = seal_text(before, "Ada", **place)
    rotate(path)
    after = forget(path, key_id=before.current.id)

    assert len(load_keyring(path).data_keys) == 1
    with pytest.raises(UnknownKey, match=f"is sealed with the key {before.current.id}"):
        unseal_text(after, sealed, **place)


def test_the_current_key_is_not_forgotten(path):
    made = create_keyring(path)

    with pytest.raises(OptionError, match=f"{made.current.id} is the current one"):
        forget(path, key_id=made.current.id)


def test_a_key_that_is_not_there_cannot_be_forgotten(path):
    create_keyring(path)

    with pytest.raises(UnknownKey, match="holds no 'deadbeef'"):
        forget(path, key_id="deadbeef")


def test_a_ring_without_one_current_key_is_refused(keyring):
    with pytest.raises(OptionError, match="exactly one current data key.*found 0 current"):
        Keyring(
            data_keys=keyring.data_keys[:1],
            index_key=keyring.index_key,
            audit_key=keyring.audit_key,
            signing_key=keyring.signing_key,
        )


def test_no_secret_is_shown(keyring):
    shown = repr(keyring) + str(keyring) + repr(keyring.data_keys) + repr(vars(Keyring))

    assert "Secret(hidden)" in shown
    for secret in _secrets_of(keyring):
        assert repr(secret)[2:-1] not in shown
        assert secret.hex() not in shown


def test_a_key_ring_does_not_leave_its_process(keyring):
    for each in (keyring, keyring.index_key, keyring.current.secret):
        with pytest.raises(VaultError, match="about to be pickled"):
            pickle.dumps(each)
    assert copy.deepcopy(keyring.index_key) is keyring.index_key


def test_no_key_serves_two_purposes(keyring):
    values = keyring.current.secret.derived(purpose="restride/1/values").reveal()
    files = keyring.current.secret.derived(purpose="restride/1/file-keys").reveal()

    assert len({values, files, keyring.current.secret.reveal()}) == 3


def test_a_signature_is_checked_with_the_public_key(keyring):
    signature = keyring.sign(b"head of the day")

    keyring.verifying_key.verify(signature, b"head of the day")
    with pytest.raises(InvalidSignature):
        keyring.verifying_key.verify(signature, b"another head")
