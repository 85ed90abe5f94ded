"""Two records of one person become one, and nothing is lost."""

from datetime import date
from uuid import uuid4

import pytest
from tests.clinic.every_row import RowMaker

from restride.records import clock
from restride.records.actions.merging import merge_patients
from restride.records.actions.patient_state import retire_patient, take_back_patient
from restride.records.actions.registering import Identity, edit_patient
from restride.records.closing_accounts import close_access
from restride.records.models import (
    Alert,
    AuditSubject,
    CareTeamMember,
    Clinic,
    Enrolment,
    FallReport,
    HomeDevice,
    Job,
    Patient,
    PatientAccess,
    PatientTerm,
    User,
    Visit,
)
from restride.records.models.base import PatientRecord
from restride.records.patient_rows import patient_columns
from restride.records.queries.people import find_patients, read_patient
from restride.records.refusals import Conflict, Merged, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove
from restride.visit.states import AlertState, PatientState

TEXT = "planted free text"


@pytest.fixture
def admin(make_actor):
    return make_actor(Role.ADMINISTRATOR)


@pytest.fixture
def kept(make_patient):
    return make_patient(record_number="N-1", family_name="Kept")


@pytest.fixture
def other(make_patient):
    return make_patient(record_number="N-2", family_name="Other")


@pytest.fixture
def made(other, therapist, clinic):
    """One row of every kind of the other record, none of them work that goes on."""
    made = RowMaker(other, User.objects.get(pk=therapist.user_id), text=TEXT).make_all()
    settle_work()
    return made


def settle_work() -> None:
    from restride.records.models import Recording

    Job.objects.update(state="ok")
    Recording.objects.update(state="captured")


def test_every_kind_of_row_that_names_a_patient_is_known():
    known = {each.model for each in patient_columns()}

    assert set(PatientRecord.__subclasses__()) <= known
    assert len(known) >= 40


def test_every_row_goes_over_and_opens_there(admin, kept, other, made):
    merge_patients(admin, kept.pk, other_id=other.pk, version=1)

    for column in patient_columns():
        if column.model is not Patient:
            assert not column.rows_of(other.pk).exists(), column
            assert column.rows_of(kept.pk).exists(), column
    assert Visit.objects.get(pk=made[Visit].pk).note == TEXT
    other.refresh_from_db()
    assert (other.state, other.merged_into_id) == (PatientState.MERGED, kept.pk)
    assert other.family_name == "Other"
    assert not PatientTerm.objects.filter(patient=other).exists()


def test_the_former_record_points_on_and_still_finds_the_person(admin, therapist, kept, other):
    merge_patients(admin, kept.pk, other_id=other.pk, version=1)

    for actor in (admin, therapist):
        with pytest.raises(Merged, match=f"goes on as {kept.pk}"):
            read_patient(actor, other.pk)
    for text in ("N-2", "Other", "N-1", "Kept"):
        assert [each.pk for each in find_patients(admin, text=text).rows] == [kept.pk], text
    identity = Identity(
        record_number="N-3",
        given_name="Anna",
        family_name="Kept",
        birth_date=date.fromisoformat(kept.birth_date),
    )
    edit_patient(admin, kept.pk, identity, version=2)
    assert [each.pk for each in find_patients(admin, text="N-2").rows] == [kept.pk]
    assert AuditSubject.objects.filter(event__action="patient.merge").get().patient_id == other.pk


def test_who_does_not_see_the_person_does_not_learn_where_the_record_went(
    admin, make_actor, kept, other, other_clinic
):
    merge_patients(admin, kept.pk, other_id=other.pk, version=1)

    for actor in (
        make_actor(Role.THERAPIST, "outside"),
        make_actor(Role.ADMINISTRATOR, "far", at=other_clinic),
    ):
        with pytest.raises(NotThere):
            read_patient(actor, other.pk)


def test_a_record_merged_twice_points_to_the_last(admin, make_patient, kept, other):
    third = make_patient()
    merge_patients(admin, other.pk, other_id=third.pk, version=1)
    merge_patients(admin, kept.pk, other_id=other.pk, version=1)

    with pytest.raises(Merged, match=f"goes on as {kept.pk}"):
        read_patient(admin, third.pk)


def test_one_leads_and_nobody_cares_twice(admin, kept, other, make_staff):
    assistant = make_staff(Role.ASSISTANT)
    CareTeamMember.objects.create(clinic=kept.clinic, patient=other, user=assistant)

    merge_patients(admin, kept.pk, other_id=other.pk, version=1)

    team = CareTeamMember.objects.filter(patient=kept)
    assert team.count() == 3
    assert team.filter(is_lead=True, ended_at=None).count() == 1
    assert team.filter(ended_at=None).count() == 2


def test_classes_alerts_and_accounts_of_both_are_kept_once(admin, kept, other, made, therapist):
    source = uuid4()
    user = User.objects.get(pk=therapist.user_id)
    Enrolment.objects.create(
        clinic=kept.clinic, patient=kept, training_class=made[Enrolment].training_class
    )
    PatientAccess.objects.create(clinic=kept.clinic, patient=kept, user=user)
    for patient in (kept, other):
        Alert.objects.create(
            clinic=kept.clinic,
            patient=patient,
            rule="fall",
            severity=1,
            source_kind="x",
            source_id=source,
            due_at=clock.now(),
        )

    merge_patients(admin, kept.pk, other_id=other.pk, version=1)

    assert Enrolment.objects.filter(patient=kept, ended_at=None).count() == 1
    assert PatientAccess.objects.filter(patient=kept, ended_at=None).count() == 1
    states = Alert.objects.filter(patient=kept, source_id=source).order_by("state")
    assert list(states.values_list("state", flat=True)) == [AlertState.DISMISSED, AlertState.OPEN]


def test_what_both_hold_and_cannot_be_settled_is_refused_whole(admin, kept, other, made):
    fall = made[FallReport]
    FallReport.objects.create(
        clinic=kept.clinic,
        patient=kept,
        client_uuid=fall.client_uuid,
        happened_at=fall.happened_at,
        is_near_fall=True,
    )

    with pytest.raises(Conflict, match="Both records hold the same fall report"):
        merge_patients(admin, kept.pk, other_id=other.pk, version=1)

    assert Visit.objects.get(pk=made[Visit].pk).patient_id == other.pk
    assert read_patient(admin, other.pk).state == PatientState.ACTIVE


def test_merging_needs_two_people_who_are_there_and_no_work_that_goes_on(
    admin, therapist, kept, other, make_patient, clinic
):
    with pytest.raises(NotUsable, match="and this is one"):
        merge_patients(admin, kept.pk, other_id=kept.pk, version=1)
    with pytest.raises(NotThere):
        merge_patients(admin, kept.pk, other_id=uuid4(), version=1)
    with pytest.raises(Stale, match="made on version 7"):
        merge_patients(admin, kept.pk, other_id=other.pk, version=7)
    with pytest.raises(NotAllowed, match="As therapist you may not"):
        merge_patients(therapist, kept.pk, other_id=other.pk, version=1)
    Job.objects.create(clinic=clinic, patient=other, kind="analysis", run_after=clock.now())
    with pytest.raises(Conflict, match="1 recordings or jobs of this record are not done"):
        merge_patients(admin, kept.pk, other_id=other.pk, version=1)
    assert Clinic.objects.count() == 1


def test_a_record_is_put_aside_and_taken_back(therapist, kept, make_episode):
    aside = retire_patient(therapist, kept.pk, version=1)
    assert aside.state == PatientState.INACTIVE
    with pytest.raises(ImpossibleMove, match="inactive and cannot become inactive"):
        retire_patient(therapist, kept.pk, version=2)
    assert take_back_patient(therapist, kept.pk, version=2).state == PatientState.ACTIVE

    person = make_episode().patient
    with pytest.raises(Conflict, match="put aside once no course of care goes on, and 1 does"):
        retire_patient(therapist, person.pk, version=person.version)


def test_an_account_is_closed_with_the_last_record_it_sees(kept, other):
    user = User.objects.create(username="made-up")
    first, second = (
        PatientAccess.objects.create(clinic=kept.clinic, patient=each, user=user, is_proxy=True)
        for each in (kept, other)
    )
    device = HomeDevice.objects.create(user=user, digest="d", pin="p")

    close_access(first)
    user.refresh_from_db()
    assert user.is_active
    close_access(second)

    user.refresh_from_db()
    device.refresh_from_db()
    assert not user.is_active
    assert device.revoked_at is not None
