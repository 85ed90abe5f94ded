"""Two people at once: one place, one time, one signature; the second is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from restride.errors import RestrideError
from restride.records import clock
from restride.records.actions.alerts import raise_alert
from restride.records.actions.appointments import Booking, book_appointment
from restride.records.actions.classes import ClassPlan, enrol, make_class
from restride.records.actions.signing_visits import amend_visit, sign_visit
from restride.records.actions.visits import VisitDraft, edit_visit, open_visit
from restride.records.models import Alert, Amendment, Appointment, Enrolment, Visit
from restride.records.refusals import Conflict, Stale
from restride.records.roles import Role
from restride.records.signed_visits import is_intact
from restride.visit.states import VisitKind

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Do all at the same time, each on a connection of its own; give what came of each."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], object]) -> object:
        try:
            barrier.wait(timeout=10)
            return action()
        except RestrideError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def kinds(outcomes):
    return sorted(type(each).__name__ for each in outcomes)


def test_of_two_bookings_of_one_time_one_is_refused(therapist, make_actor, make_patient):
    desks = [make_actor(Role.FRONT_DESK, name) for name in ("one", "two")]
    patients = [make_patient(), make_patient()]
    now = clock.now()
    booking = Booking(
        therapist_id=therapist.user_id, starts_at=now, ends_at=now + timedelta(minutes=30)
    )

    outcomes = at_once(
        *(
            lambda desk=desk, patient=patient: book_appointment(desk, patient.pk, booking)
            for desk, patient in zip(desks, patients, strict=True)
        )
    )

    assert kinds(outcomes) == ["Appointment", "Conflict"]
    assert Appointment.objects.count() == 1


def test_of_two_who_want_the_last_place_one_gets_it(therapist, make_patient):
    plan = ClassPlan(
        name="Balance",
        therapist_id=therapist.user_id,
        weekday=0,
        starts_at=clock.now().time(),
        duration_min=60,
        most_people_count=1,
    )
    training_class = make_class(therapist, plan)
    patients = [make_patient(), make_patient()]

    outcomes = at_once(
        *(
            lambda patient=patient: enrol(therapist, training_class.pk, patient_id=patient.pk)
            for patient in patients
        )
    )

    assert kinds(outcomes) == ["Conflict", "Enrolment"]
    assert Enrolment.objects.count() == 1


def test_of_two_amendments_of_one_version_one_is_kept_and_the_chain_holds(therapist, make_episode):
    visit = open_visit(therapist, make_episode().pk, kind=VisitKind.TREATMENT)
    edit_visit(therapist, visit.pk, VisitDraft(kind=VisitKind.TREATMENT, note="A"), version=1)
    sign_visit(therapist, visit.pk, version=2)

    outcomes = at_once(
        *(
            lambda note=note: amend_visit(
                therapist, visit.pk, note=note, reason="A slip", version=3
            )
            for note in ("B", "C")
        )
    )

    assert len([each for each in outcomes if isinstance(each, Visit)]) == 1
    assert len([each for each in outcomes if isinstance(each, Stale | Conflict)]) == 1
    assert Amendment.objects.count() == 1
    assert is_intact(Visit.objects.get())


def test_an_alert_that_two_raise_at_once_is_one(make_patient):
    patient = make_patient()

    def raise_it():
        return raise_alert(
            patient_id=patient.pk,
            clinic_id=patient.clinic_id,
            rule="stopped",
            severity=2,
            source_kind="plan",
            source_id=patient.pk,
            due_at=clock.now() + timedelta(days=1),
        )

    first, second = at_once(raise_it, raise_it)

    assert first.pk == second.pk
    assert Alert.objects.count() == 1
