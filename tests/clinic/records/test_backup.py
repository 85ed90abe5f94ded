"""A backup holds every row and file as they were, and comes back; a damaged one is refused."""

import io
import shutil
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from restride.records import clock
from restride.records.backup.making import latest_backup, make_backup, prune
from restride.records.backup.manifest import BackupNotUsable
from restride.records.backup.restoring import check, restore, summary
from restride.records.backup.rows import kept_models
from restride.records.identity import new_id
from restride.records.models import AuditEvent, Clinic, Patient, PatientTerm, Recording
from restride.records.places import storage
from restride.records.queries.people import find_patients
from restride.vault.keyring_file import create_keyring
from restride.vault.stored_names import stored_name

pytestmark = pytest.mark.django_db(transaction=True)


def empty_the_record() -> None:
    """Take all rows away, as a new machine has none."""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in kept_models():
            if connection.vendor == "postgresql":
                cursor.execute(f'TRUNCATE TABLE "{model._meta.db_table}" CASCADE')
            else:
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 - our own table names


def test_what_was_kept_comes_back_row_by_row(therapist, make_patient, tmp_path):
    made = [make_patient(phone="030 123456") for _ in range(3)]
    backup = make_backup(tmp_path)
    counts = {each._meta.label: each._base_manager.count() for each in kept_models()}

    empty_the_record()
    manifest = restore(backup)

    assert {each._meta.label: each._base_manager.count() for each in kept_models()} == counts
    assert summary(manifest)[0] == sum(counts.values())
    found = find_patients(therapist, text="030123456").rows
    assert {each.pk for each in found} == {each.pk for each in made}
    assert {each.family_name for each in found} == {each.family_name for each in made}
    assert make_patient().terms.exists()  # new rows are numbered behind those restored
    assert PatientTerm.objects.count() > counts["records.PatientTerm"]


def test_a_backup_is_refused_where_there_is_a_clinic(clinic, tmp_path):
    backup = make_backup(tmp_path)

    with pytest.raises(BackupNotUsable, match="this one holds a clinic already"):
        restore(backup)


@pytest.mark.parametrize("place", ["manifest.json", "tables/records.Patient"])
def test_a_damaged_backup_is_refused_and_nothing_of_it_is_kept(make_patient, tmp_path, place):
    make_patient()
    backup = make_backup(tmp_path)
    path = backup / place
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    empty_the_record()

    with pytest.raises(Exception, match="damaged|signed by the keys|does not open"):
        restore(backup)
    assert not Clinic.objects.exists()
    assert not Patient.objects.exists()
    with pytest.raises(Exception, match="damaged|signed by the keys|does not open"):
        check(backup)


def test_a_backup_of_other_keys_is_refused(clinic, tmp_path, monkeypatch):
    backup = make_backup(tmp_path / "backups")
    (tmp_path / "keys").mkdir(mode=0o700)
    create_keyring(tmp_path / "keys" / "other.json")

    monkeypatch.setattr(settings, "RESTRIDE_KEYRING_PATH", tmp_path / "keys" / "other.json")

    with pytest.raises(BackupNotUsable, match="must be signed by the keys of this clinic"):
        check(backup)


def test_a_missing_table_or_file_is_named(clinic, tmp_path):
    backup = make_backup(tmp_path)
    (backup / "tables" / "records.Clinic").unlink()

    with pytest.raises(BackupNotUsable, match=r"records\.Clinic is not in the backup"):
        check(backup)
    with pytest.raises(BackupNotUsable, match="must hold a backup"):
        check(tmp_path)


def test_the_newest_are_kept_and_what_was_not_finished_goes(clinic, tmp_path):
    whole = make_backup(tmp_path)
    for day in ("2026-01-01T02-00-00", "2026-01-02T02-00-00"):
        shutil.copytree(whole, tmp_path / day)
    (tmp_path / "2026-01-03T02-00-00.unfinished").mkdir()

    assert prune(tmp_path, kept_count=2) == 2

    assert latest_backup(tmp_path) == whole
    assert sorted(each.name for each in tmp_path.iterdir()) == ["2026-01-02T02-00-00", whole.name]


def test_every_table_of_a_person_is_kept():
    kept = set(kept_models())

    assert set(apps.get_app_config("records").get_models()) == kept - {
        each for each in kept if each._meta.app_label != "records"
    }
    assert AuditEvent in kept


def test_files_come_back_and_two_backups_share_them(clinic, make_patient, tmp_path):
    patient = make_patient()
    recording = Recording(
        clinic=clinic, patient=patient, client_uuid=new_id(), recorded_at=clock.now()
    )
    name = stored_name("recordings", recording.pk, ending=".csv")
    recording.sha256 = storage().put(name, io.BytesIO(b"one, two" * 1000)).sha256
    recording.stored_name, recording.state = name, "captured"
    recording.save()
    with clock.at(clock.now() - timedelta(days=1)):
        first = make_backup(tmp_path)
    second = make_backup(tmp_path)
    assert (first / "files" / name).samefile(second / "files" / name)
    assert b"one, two" not in (second / "files" / name).read_bytes()

    storage().remove(name)
    empty_the_record()
    restore(second)

    with storage().open(name) as file:
        assert file.read() == b"one, two" * 1000
    (second / "files" / name).write_bytes(b"other")
    with pytest.raises(BackupNotUsable, match=r"\.csv must be in the backup as it was"):
        check(second)
