"""After a rotation everything is sealed with the current key, however often it was interrupted."""

import io
from uuid import uuid4

import pytest

from restride.errors import OptionError, SealBroken
from restride.recording.log.frames import FrameKind, LogHead, frame_bytes
from restride.records import places, rotation
from restride.records.keys import current_keyring
from restride.records.models import Clinic, Episode, Patient
from restride.vault.frame_seal import FrameSeal
from restride.vault.keyring_file import create_keyring, forget, rotate
from restride.vault.storage import Storage
from restride.vault.stored_names import stored_name

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def keyring_path(settings, tmp_path):
    settings.RESTRIDE_KEYRING_PATH = tmp_path / "keys.json"
    create_keyring(settings.RESTRIDE_KEYRING_PATH)
    return settings.RESTRIDE_KEYRING_PATH


@pytest.fixture
def patients(keyring_path):
    clinic = Clinic.objects.create(name="Clinic of the tests")
    made = [
        Patient.objects.create(
            clinic=clinic,
            record_number=str(number),
            given_name="Ada",
            family_name=f"Lovelace {number}",
            birth_date="1815-12-10",
        )
        for number in range(7)
    ]
    Episode.objects.create(clinic=clinic, patient=made[0], facts={"falls": 2})
    return made


@pytest.fixture
def files(tmp_path, patients):
    names = [stored_name("recordings", uuid4()) for _ in range(3)]
    for name in names:
        Storage(tmp_path / "files", keyring=current_keyring()).put(name, io.BytesIO(b"steps"))
    return names


@pytest.fixture
def storage(tmp_path):
    """Give the files with the keys of the moment."""
    return lambda: Storage(tmp_path / "files", keyring=current_keyring())


def test_everything_is_sealed_anew_and_the_old_key_can_be_forgotten(
    keyring_path, patients, files, storage, tmp_path
):
    old = current_keyring().current.id
    new = rotate(keyring_path).current.id
    told = []
    done = rotation.reseal_everything(
        storage(), told=lambda what, count: told.append((what, count))
    )

    assert done == rotation.Resealed(rows_count=8, files_count=3)
    assert set(rotation.keys_in_use(storage(), logs=tmp_path)) == {new}
    assert ("records.Patient", 7) in told
    assert ("files", 3) in told
    rotation.check_forgettable(old, store=storage(), logs=tmp_path)
    forget(keyring_path, key_id=old)
    assert {row.family_name for row in Patient.objects.all()} == {
        f"Lovelace {number}" for number in range(7)
    }
    assert Episode.objects.get().facts == {"falls": 2}
    with storage().open(files[0]) as file:
        assert file.read() == b"steps"


def test_a_key_that_still_seals_something_is_not_forgotten(
    keyring_path, patients, files, storage, tmp_path
):
    old = current_keyring().current.id
    rotate(keyring_path)
    rotation.reseal(Patient)
    rotation.reseal(Episode)

    with pytest.raises(OptionError, match=f"{old} still seals 3 values, files and frames"):
        rotation.check_forgettable(old, store=storage(), logs=tmp_path)


def test_a_key_of_a_recording_that_is_coming_in_is_not_forgotten(keyring_path, storage, tmp_path):
    before = current_keyring()
    recording_id = uuid4()
    head = LogHead(recording_id=recording_id.bytes, is_sealed=True)
    sealed = FrameSeal(before, recording_id).seal(b"\x01header", 0)
    frame = frame_bytes(FrameKind.HEADER, sealed, sequence=0, recording_id=recording_id.bytes)
    (tmp_path / "coming.log").write_bytes(head.to_bytes() + frame)
    (tmp_path / "damaged.log").write_bytes(b"no log")
    rotate(keyring_path)

    with pytest.raises(OptionError, match="still seals 1 values, files and frames"):
        rotation.check_forgettable(before.current.id, store=storage(), logs=tmp_path)


def test_a_rotation_that_was_stopped_goes_on(keyring_path, patients):
    rotate(keyring_path)

    def stop(what, count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.reseal(Patient, batch_rows_count=3, told=stop)
    assert rotation.reseal(Patient, batch_rows_count=3) == 4
    assert rotation.reseal(Patient, batch_rows_count=3) == 0


@pytest.mark.parametrize("batch_rows_count", [1, 6, 7, 8])
def test_no_row_is_left_out_between_batches(keyring_path, patients, batch_rows_count):
    rotate(keyring_path)

    assert rotation.reseal(Patient, batch_rows_count=batch_rows_count) == 7
    assert {row.family_name for row in Patient.objects.all()} == {
        f"Lovelace {number}" for number in range(7)
    }


def test_an_edit_during_a_rotation_is_kept(keyring_path, patients):
    read = Patient.objects.get(pk=patients[3].pk)
    rotate(keyring_path)
    rotation.reseal(Patient)
    read.family_name = "King"
    read.save()

    assert Patient.objects.get(pk=read.pk).family_name == "King"
    assert rotation.reseal(Patient) == 0


def test_a_damaged_value_stops_the_rotation_and_names_its_place(keyring_path, patients):
    first, second, third = sorted(row.pk for row in patients)[:3]
    sealed = Patient.objects.values_list("given_name", flat=True).get(pk=first)
    Patient.objects.filter(pk=third).update(given_name=sealed)
    current = rotate(keyring_path).current.id

    with pytest.raises(SealBroken, match=f"given_name of row {third}"):
        rotation.reseal(Patient, batch_rows_count=1)
    assert {
        row["pk"]
        for row in Patient.objects.values("pk", "family_name")
        if f"key {current}" in repr(row["family_name"])
    } == {first, second}


def test_a_file_that_is_removed_meanwhile_does_not_come_back(
    keyring_path, patients, files, storage, monkeypatch
):
    rotate(keyring_path)
    kept = storage()
    names = list(kept.names())
    kept.remove(names[0])
    monkeypatch.setattr(kept, "names", lambda: iter(names))

    assert rotation.reseal_files(kept) == 2
    assert not kept.exists(names[0])


def test_the_files_of_the_server_are_sealed_anew_too(keyring_path, patients):
    name = stored_name("recordings", uuid4())
    places.storage().put(name, io.BytesIO(b"steps"))
    new = rotate(keyring_path).current.id

    try:
        assert rotation.reseal_everything() == (8, 1)
        assert places.storage().key_id(name) == new
    finally:
        places.storage().remove(name)


def test_every_model_with_a_sealed_column_is_found():
    found = {model.__name__ for model in rotation.sealed_models()}

    assert {"Patient", "Episode", "AuditDetail", "Report"} <= found
