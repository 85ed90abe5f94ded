"""People are registered, found, edited; and seen by nobody who should not see them."""

from datetime import date

import pytest

from restride.records.actions.registering import Identity, edit_patient, register_patient
from restride.records.models import AuditEvent, Patient
from restride.records.queries.people import find_patients, read_patient
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role

ANNA = Identity(
    record_number="N-1", given_name="Anna", family_name="Müller", birth_date=date(1950, 4, 30)
)


def test_whoever_is_registered_is_found_by_name_number_and_birth_date(therapist):
    anna = register_patient(therapist, ANNA)

    for text in ("muel", "Anna M", "1950-04-30", "n1", "N-1"):
        assert [each.pk for each in find_patients(therapist, text=text).rows] == [anna.pk], text
    assert not find_patients(therapist, text="Anton").rows
    assert read_patient(therapist, anna.pk).family_name == "Müller"


def test_nothing_of_a_name_stands_in_the_database(therapist):
    anna = register_patient(therapist, ANNA)

    row = Patient.objects.filter(pk=anna.pk).values().get()

    assert "ller" not in repr(row)


def test_the_same_number_and_the_same_person_are_noticed(therapist):
    register_patient(therapist, ANNA)

    with pytest.raises(Conflict, match="record_number must be of one person"):
        register_patient(therapist, ANNA)
    again = Identity(
        record_number="N-2", given_name="Anna", family_name="Mueller", birth_date=ANNA.birth_date
    )
    with pytest.raises(Conflict, match="1 registered with this name and birth date"):
        register_patient(therapist, again)
    assert register_patient(therapist, again, are_others_known=True).record_number == "N-2"


def test_senseless_identities_are_refused(therapist):
    with pytest.raises(NotUsable, match="family_name must hold a letter"):
        register_patient(
            therapist,
            Identity(
                record_number="1", given_name="A", family_name="--", birth_date=date(1950, 1, 1)
            ),
        )
    with pytest.raises(NotUsable, match="birth_date must lie within the last 120 years"):
        register_patient(
            therapist,
            Identity(
                record_number="1", given_name="A", family_name="B", birth_date=date(2999, 1, 1)
            ),
        )


def test_of_two_edits_on_one_version_the_second_is_refused(therapist):
    anna = register_patient(therapist, ANNA)

    edit_patient(therapist, anna.pk, ANNA, version=1)

    with pytest.raises(Stale, match="made on version 1 of the patient, and it is at version 2"):
        edit_patient(therapist, anna.pk, ANNA, version=1)


def test_who_is_not_on_the_care_team_finds_nobody(therapist, make_actor, other_clinic):
    anna = register_patient(therapist, ANNA)

    for stranger in (
        make_actor(Role.THERAPIST, "second"),
        make_actor(Role.THERAPIST, "third", at=other_clinic),
        make_actor(Role.ADMINISTRATOR, "fourth", at=other_clinic),
    ):
        assert not find_patients(stranger, text="Anna").rows
        with pytest.raises(NotThere, match="no such patient among those you may see"):
            read_patient(stranger, anna.pk)
    assert read_patient(make_actor(Role.FRONT_DESK), anna.pk).given_name == "Anna"


def test_every_act_and_every_refusal_leaves_a_line(therapist, make_actor):
    anna = register_patient(therapist, ANNA)
    with pytest.raises(NotAllowed, match="As viewer you may not do this"):
        register_patient(make_actor(Role.VIEWER), ANNA)
    find_patients(therapist)

    lines = list(AuditEvent.objects.order_by("number"))

    assert [(each.action, each.outcome) for each in lines] == [
        ("patient.register", "done"),
        ("patient.register", "refused"),
        ("patient.find", "done"),
    ]
    assert lines[0].patient_id == anna.pk
    assert [each.patient_id for each in lines[2].subjects.all()] == [anna.pk]
    assert lines[0].detail.detail == {"likely_the_same": []}
