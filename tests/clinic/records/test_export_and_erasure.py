"""Everything about a patient is handed over; or erased, and the trail still verifies."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from tests.clinic.every_row import RowMaker

from restride.errors import StoreNotUsable
from restride.records import clock
from restride.records.actions.erasing import ErasureBasis, erase_patient
from restride.records.actions.exporting import export_patient
from restride.records.actions.merging import merge_patients
from restride.records.actions.registering import Identity, register_patient
from restride.records.guards import install_guards
from restride.records.models import (
    AuditDetail,
    AuditEvent,
    Episode,
    Job,
    Observation,
    Patient,
    PatientAccess,
    PatientTerm,
    Recording,
    Upload,
    User,
    Visit,
)
from restride.records.patient_rows import patient_columns, sealed_columns
from restride.records.queries.people import find_patients, read_patient
from restride.records.queries.retention import retention_due
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable
from restride.records.roles import Role
from restride.records.trail_checks import verify_trail
from restride.records.trail_details import verify_details
from restride.visit.states import PatientState

TEXT = "planted free text"
REASON = "asked for in writing"


@pytest.fixture
def admin(make_actor):
    return make_actor(Role.ADMINISTRATOR)


@pytest.fixture
def anna(make_patient):
    return make_patient(record_number="N-77", family_name="Planted", phone="030 998877")


@pytest.fixture
def made(anna, therapist):
    """One row of every kind, none of them in work."""
    made = RowMaker(anna, User.objects.get(pk=therapist.user_id), text=TEXT).make_all()
    account = User.objects.create(username="made-up")
    PatientAccess.objects.filter(pk=made[PatientAccess].pk).update(user=account)
    Job.objects.update(state="ok")
    Recording.objects.update(state="captured")
    Episode.objects.update(state="discharged")
    return made


def opener(content: bytes):
    return lambda _: io.BytesIO(content)


def opened(export) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(export.pieces)))


def erase(admin, patient, **more):
    asked = {"basis": ErasureBasis.REQUEST, "record_number": "N-77", "reason": REASON}
    return erase_patient(admin, patient.pk, **(asked | more))


def test_everything_about_a_patient_is_handed_over(admin, therapist, anna, made, make_patient):
    stranger = make_patient(family_name="Stranger")

    export = export_patient(admin, anna.pk, open_file=opener(b"t,x\n0,1\n" * 400_000))
    archive = opened(export)

    names = set(archive.namelist())
    kinds = {each.model._meta.model_name for each in patient_columns()}
    assert {f"record/{each}.json" for each in kinds} <= names
    assert json.loads(archive.read("record/patient.json"))[0]["family_name"] == "Planted"
    assert json.loads(archive.read("record/visit.json"))[0]["note"] == TEXT
    assert archive.read(made[Recording].stored_name) == b"t,x\n0,1\n" * 400_000
    about = json.loads(archive.read("about.json"))
    assert (about["format"], about["missing_files"]) == ("restride-patient-export", [])
    assert set(about["files"]) == {each for each in names if each.startswith("record/")}
    assert about["files"]["record/visit.json"]["columns"]["episode_id"] == "id of episode"
    assert str(therapist.user_id) in json.loads(archive.read("people.json"))
    assert "Planted" not in export.file_name
    whole = b"".join(archive.read(name) for name in names if name.endswith("json"))
    assert str(stranger.pk).encode() not in whole
    assert b"Stranger" not in whole


def test_who_saw_the_record_is_told(admin, therapist, anna):
    read_patient(therapist, anna.pk)
    find_patients(admin)

    archive = opened(export_patient(admin, anna.pk, open_file=opener(b"")))

    told = [(each["who"], each["did"]) for each in json.loads(archive.read("disclosures.json"))]
    assert told == [
        ("Therapist", "patient.register"),
        ("Therapist", "patient.read"),
        ("Administrator", "patient.find"),
    ]
    assert AuditEvent.objects.filter(action="patient.export", patient_id=anna.pk).count() == 1


def test_a_file_that_does_not_open_is_named(admin, anna, made):
    def missing(name: str):
        raise StoreNotUsable(f"The stored file {name} is not there.")

    archive = opened(export_patient(admin, anna.pk, open_file=missing))

    about = json.loads(archive.read("about.json"))
    assert made[Recording].stored_name in about["missing_files"]


def test_secrets_are_not_handed_over(admin, anna, made):
    archive = opened(export_patient(admin, anna.pk, open_file=opener(b"")))

    assert "digest" not in json.loads(archive.read("record/sharelink.json"))[0]
    assert "digest" not in json.loads(archive.read("record/invitation.json"))[0]


def test_only_an_administrator_of_the_clinic_exports_and_erases(
    therapist, make_actor, other_clinic, anna
):
    far = make_actor(Role.ADMINISTRATOR, "far", at=other_clinic)
    with pytest.raises(NotAllowed):
        export_patient(therapist, anna.pk, open_file=opener(b""))
    with pytest.raises(NotAllowed):
        erase(therapist, anna)
    with pytest.raises(NotThere):
        export_patient(far, anna.pk, open_file=opener(b""))
    with pytest.raises(NotThere):
        erase(far, anna)


def test_nothing_that_was_sealed_is_left_of_an_erased_patient(admin, anna, made):
    stored, waiting = made[Recording].stored_name, made[Upload].quarantine_name

    done = erase(admin, anna)

    assert stored in done.file_names
    assert waiting in done.quarantine_names
    for column in patient_columns():
        for row in column.rows_of(anna.pk):
            for each in sealed_columns(column.model):
                assert getattr(row, each.name) in (None, "", {}), f"{column.model}.{each.name}"
    row = Patient.objects.get(pk=anna.pk)
    assert (row.state, row.sex_for_reference) == (PatientState.ERASED, None)
    assert not PatientTerm.objects.filter(patient=anna).exists()
    recording = Recording.objects.get(pk=made[Recording].pk)
    assert (recording.stored_name, recording.sha256, recording.state) == ("", "", "lost")
    assert Observation.objects.get(pk=made[Observation].pk).code == made[Observation].code


def test_an_erased_patient_is_seen_by_nobody(admin, therapist, anna, made):
    erase(admin, anna)

    for actor in (admin, therapist):
        with pytest.raises(NotThere):
            read_patient(actor, anna.pk)
    assert not find_patients(admin).rows
    account = PatientAccess.objects.get(pk=made[PatientAccess].pk).user
    assert (account.is_active, account.has_usable_password()) == (False, False)
    assert account.username == f"erased-{account.pk}"


def test_the_trail_verifies_behind_its_guards_after_an_erasure(admin, therapist, anna, made):
    install_guards(connection)
    read_patient(therapist, anna.pk)

    erase(admin, anna)

    assert verify_trail(connection).is_whole
    check = verify_details()
    assert check.first_broken is None
    assert check.shredded_count >= 1
    left = AuditDetail.objects.filter(event__patient_id=anna.pk, detail__isnull=False).get()
    assert left.event.action == "patient.erase"
    assert left.detail["reason"] == REASON


def test_what_was_merged_into_a_record_is_erased_with_it(admin, anna, make_patient):
    former = make_patient(record_number="N-78", family_name="Former")
    merge_patients(admin, anna.pk, other_id=former.pk, version=1)

    erase(admin, anna)

    former.refresh_from_db()
    assert (former.state, former.family_name) == (PatientState.ERASED, "")
    assert verify_details().first_broken is None


def test_others_stay_as_they_are(admin, therapist, anna, made, make_patient):
    stranger = make_patient(family_name="Stranger")

    erase(admin, anna)

    assert read_patient(therapist, stranger.pk).family_name == "Stranger"
    assert [each.pk for each in find_patients(admin, text="Stranger").rows] == [stranger.pk]


def test_an_erasure_needs_the_right_number_a_reason_and_an_end_of_care(admin, anna, made):
    with pytest.raises(NotUsable, match="record_number must be that of the person"):
        erase(admin, anna, record_number="N-78")
    with pytest.raises(NotUsable, match="at least 10 letters, and this has 5"):
        erase(admin, anna, reason=" asked ")
    with pytest.raises(Conflict, match="must still be kept"):
        erase(admin, anna, basis=ErasureBasis.RETENTION)
    Episode.objects.update(state="active")
    with pytest.raises(Conflict, match="erased once no course of care goes on, and 1 does"):
        erase(admin, anna)
    assert Visit.objects.get(pk=made[Visit].pk).note == TEXT


def test_records_are_due_after_the_years_of_retention(admin, therapist, clinic):
    long_ago = clock.now() - timedelta(days=366 * 11)
    with clock.at(long_ago):
        anna = register_patient(
            therapist,
            Identity(
                record_number="N-77",
                given_name="Anna",
                family_name="Planted",
                birth_date=long_ago.date(),
            ),
        )
    assert [each.pk for each in retention_due(admin).rows] == [anna.pk]

    clinic.retention_years = 30
    clinic.save()
    assert not retention_due(admin).rows
    clinic.retention_years = 10
    clinic.save()
    episode = Episode.objects.create(clinic=clinic, patient=anna, state="planned")
    assert not retention_due(admin).rows
    episode.state = "cancelled"
    episode.save()

    erase(admin, anna, basis=ErasureBasis.RETENTION)

    assert not retention_due(admin).rows
