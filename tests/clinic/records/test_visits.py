"""Visits: drafted by the team, signed by the therapist, then only amended."""

from datetime import UTC, datetime, timedelta

import pytest

from restride.records import clock
from restride.records.actions.appointments import Booking, book_appointment, move_appointment
from restride.records.actions.care_team import add_to_care_team
from restride.records.actions.episodes import hold_episode
from restride.records.actions.signing_visits import amend_visit, sign_visit
from restride.records.actions.visits import (
    MinutesLine,
    VisitDraft,
    edit_visit,
    open_visit,
    set_minutes,
)
from restride.records.models import Amendment, Appointment, Assessment, Visit, VisitMinutes
from restride.records.queries.visits import list_visits, read_visit
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.records.signed_visits import is_intact
from restride.visit.care_words import Intervention
from restride.visit.moves import ImpossibleMove
from restride.visit.states import AppointmentState, AssessmentState, VisitKind

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
GAIT = MinutesLine(intervention=Intervention.GAIT_TRAINING, duration_min=20, billing_code="97116")
STRENGTH = MinutesLine(intervention=Intervention.THERAPEUTIC_EXERCISE, duration_min=15)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def episode(make_episode):
    return make_episode()


@pytest.fixture
def assistant(make_actor, therapist, episode):
    actor = make_actor(Role.ASSISTANT)
    add_to_care_team(therapist, episode.patient_id, user_id=actor.user_id)
    return actor


@pytest.fixture
def visit(therapist, episode):
    return open_visit(therapist, episode.pk, kind=VisitKind.TREATMENT)


def noted(actor, visit, note="Walked 40 m with a cane."):
    draft = VisitDraft(kind=VisitKind.TREATMENT, note=note)
    return edit_visit(actor, visit.pk, draft, version=Visit.objects.get(pk=visit.pk).version)


def test_a_visit_is_drafted_by_an_assistant_and_signed_by_the_therapist(
    therapist, assistant, episode
):
    visit = open_visit(assistant, episode.pk, kind=VisitKind.TREATMENT)
    assert visit.therapist_id == therapist.user_id
    noted(assistant, visit)
    set_minutes(assistant, visit.pk, [GAIT, STRENGTH], version=2)
    with pytest.raises(NotAllowed, match="As assistant you may not do this"):
        sign_visit(assistant, visit.pk, version=3)

    signed = sign_visit(therapist, visit.pk, version=3)

    assert (signed.state, signed.signed_by_id) == ("signed", therapist.user_id)
    assert signed.signed_at == NOON
    assert len(signed.digest) == 64
    assert is_intact(Visit.objects.get(pk=visit.pk))
    found = read_visit(assistant, visit.pk)
    assert [each.duration_min for each in found.minutes] == [20, 15]
    assert [each.pk for each in list_visits(therapist, episode.patient_id).rows] == [visit.pk]


def test_an_empty_visit_is_not_signed(therapist, visit):
    for note in (None, "  "):
        draft = VisitDraft(kind=VisitKind.TREATMENT, note=note)
        version = Visit.objects.get(pk=visit.pk).version
        edit_visit(therapist, visit.pk, draft, version=version)
        with pytest.raises(Conflict, match="signed with its note, and this one is empty. Write"):
            sign_visit(therapist, visit.pk, version=version + 1)
    assert Visit.objects.get(pk=visit.pk).state == "draft"


def test_a_visit_is_not_signed_while_its_assessment_is_under_way(therapist, visit):
    noted(therapist, visit)
    assessment = Assessment.objects.create(
        clinic_id=visit.clinic_id,
        patient_id=visit.patient_id,
        episode_id=visit.episode_id,
        visit=visit,
        battery="quick",
        battery_version="1",
        state=AssessmentState.IN_PROGRESS,
    )

    with pytest.raises(Conflict, match="still under way.*Complete or abandon it first"):
        sign_visit(therapist, visit.pk, version=2)
    assessment.state = AssessmentState.COMPLETED
    assessment.save()
    assert sign_visit(therapist, visit.pk, version=2).state == "signed"


def test_what_is_signed_is_not_edited_and_not_signed_twice(therapist, visit):
    noted(therapist, visit)
    sign_visit(therapist, visit.pk, version=2)

    with pytest.raises(Conflict, match="is signed, and what is signed does not change. Amend it"):
        noted(therapist, visit)
    with pytest.raises(Conflict, match="Amend it"):
        set_minutes(therapist, visit.pk, [GAIT], version=3)
    with pytest.raises(ImpossibleMove, match="signed and cannot become signed"):
        sign_visit(therapist, visit.pk, version=3)


def test_an_amendment_keeps_what_stood_there_and_is_chained(therapist, visit):
    noted(therapist, visit, "Walked 40 m.")
    set_minutes(therapist, visit.pk, [GAIT], version=2)
    first = sign_visit(therapist, visit.pk, version=3).digest

    second = amend_visit(
        therapist, visit.pk, note="Walked 400 m.", reason="A nought was missing", version=4
    ).digest
    amended = amend_visit(
        therapist,
        visit.pk,
        note="Walked 400 m.",
        reason="Minutes of strength were left out",
        minutes=[GAIT, STRENGTH],
        version=5,
    )

    assert amended.state == "amended"
    rows = list(Amendment.objects.filter(visit=visit).order_by("number"))
    assert [(each.number, each.before_digest, each.after_digest) for each in rows] == [
        (1, first, second),
        (2, second, amended.digest),
    ]
    assert rows[0].before["note"] == "Walked 40 m."
    assert rows[1].before["minutes"] == [
        {"intervention": "gait_training", "duration_min": 20, "billing_code": "97116"}
    ]
    assert is_intact(Visit.objects.get(pk=visit.pk))
    assert "nought" not in repr(Amendment.objects.filter(visit=visit).values())


def test_an_amendment_needs_a_note_a_reason_and_a_change(therapist, visit):
    with pytest.raises(ImpossibleMove, match="draft and cannot become amended"):
        amend_visit(therapist, visit.pk, note="New", reason="Because", version=1)
    noted(therapist, visit, "Walked 40 m.")
    sign_visit(therapist, visit.pk, version=2)

    with pytest.raises(NotUsable, match="keeps a note"):
        amend_visit(therapist, visit.pk, note=" ", reason="Because", version=3)
    with pytest.raises(NotUsable, match="needs its reason"):
        amend_visit(therapist, visit.pk, note="Walked 400 m.", reason=" ", version=3)
    with pytest.raises(NotUsable, match="changes nothing"):
        amend_visit(therapist, visit.pk, note="Walked 40 m.", reason="Because", version=3)
    with pytest.raises(Stale):
        amend_visit(therapist, visit.pk, note="Walked 400 m.", reason="Because", version=2)
    assert not Amendment.objects.filter(visit=visit).exists()
    assert is_intact(Visit.objects.get(pk=visit.pk))


@pytest.mark.parametrize("what", ["note", "minutes", "digest", "before"])
def test_whatever_is_changed_behind_the_signature_shows(therapist, visit, what):
    noted(therapist, visit, "Walked 40 m.")
    set_minutes(therapist, visit.pk, [GAIT], version=2)
    sign_visit(therapist, visit.pk, version=3)
    amend_visit(therapist, visit.pk, note="Walked 400 m.", reason="A nought", version=4)
    row = Visit.objects.get(pk=visit.pk)
    if what == "note":
        row.note = "Walked 4000 m."
    elif what == "digest":
        row.digest = "0" * 64
    elif what == "minutes":
        VisitMinutes.objects.filter(visit=visit).update(duration_min=60)
    else:
        amendment = Amendment.objects.get(visit=visit)
        amendment.before = {**amendment.before, "note": "Walked 1 m."}
        amendment.save()
    row.save()

    assert not is_intact(Visit.objects.get(pk=visit.pk))


def test_only_the_therapist_of_a_visit_signs_it_until_another_takes_it_over(
    therapist, make_actor, visit
):
    other = make_actor(Role.THERAPIST, "other")
    add_to_care_team(therapist, visit.patient_id, user_id=other.user_id)
    noted(therapist, visit)

    with pytest.raises(NotAllowed, match="signed by its therapist, and that is somebody else"):
        sign_visit(other, visit.pk, version=2)
    draft = VisitDraft(kind=VisitKind.TREATMENT, note="Mine now.", therapist_id=other.user_id)
    edit_visit(other, visit.pk, draft, version=2)
    assert sign_visit(other, visit.pk, version=3).signed_by_id == other.user_id


def test_an_assistant_does_not_choose_who_signs(make_actor, assistant, therapist, visit):
    other = make_actor(Role.THERAPIST, "other")
    draft = VisitDraft(kind=VisitKind.TREATMENT, note="x", therapist_id=other.user_id)

    with pytest.raises(NotAllowed, match="Only a therapist changes who signs"):
        edit_visit(assistant, visit.pk, draft, version=1)


def test_two_who_edit_the_same_note_notice_each_other(therapist, assistant, visit):
    noted(assistant, visit, "Mine.")
    draft = VisitDraft(kind=VisitKind.TREATMENT, note="Yours.")

    with pytest.raises(Stale, match="made on version 1 of the visit, and it is at version 2"):
        edit_visit(therapist, visit.pk, draft, version=1)


@pytest.fixture
def appointment(therapist, episode):
    booking = Booking(
        therapist_id=therapist.user_id,
        starts_at=NOON,
        ends_at=NOON + timedelta(minutes=30),
        kind=VisitKind.REASSESSMENT,
    )
    return book_appointment(therapist, episode.patient_id, booking)


def test_a_visit_begins_and_ends_its_appointment(therapist, episode, appointment):
    visit = open_visit(therapist, episode.pk, appointment_id=appointment.pk)

    assert visit.kind == VisitKind.REASSESSMENT
    appointment = Appointment.objects.get(pk=appointment.pk)
    assert (appointment.state, appointment.episode_id) == ("in_session", episode.pk)
    noted(therapist, visit)
    sign_visit(therapist, visit.pk, version=2)
    assert Appointment.objects.get(pk=appointment.pk).state == AppointmentState.DONE


def test_an_appointment_has_one_visit_and_is_of_the_same_person(
    therapist, make_episode, episode, appointment
):
    open_visit(therapist, episode.pk, appointment_id=appointment.pk)

    with pytest.raises(Conflict, match="has a visit already"):
        open_visit(therapist, episode.pk, appointment_id=appointment.pk)
    with pytest.raises(NotThere, match="no such appointment"):
        open_visit(therapist, make_episode().pk, appointment_id=appointment.pk)


def test_a_cancelled_appointment_gets_no_visit(therapist, episode, appointment):
    move_appointment(therapist, appointment.pk, AppointmentState.CANCELLED)

    with pytest.raises(ImpossibleMove, match="cancelled and cannot become in_session"):
        open_visit(therapist, episode.pk, appointment_id=appointment.pk)
    assert not Visit.objects.exists()


def test_a_visit_needs_an_active_episode_a_kind_and_a_time_that_can_be(therapist, episode):
    with pytest.raises(NotUsable, match="without an appointment needs its kind"):
        open_visit(therapist, episode.pk)
    with pytest.raises(NotUsable, match="must not be a time to come"):
        open_visit(
            therapist,
            episode.pk,
            kind=VisitKind.REMOTE,
            started_at=NOON + timedelta(minutes=6),
        )
    with pytest.raises(NotUsable, match="must not lie before the episode began"):
        open_visit(
            therapist, episode.pk, kind=VisitKind.REMOTE, started_at=NOON - timedelta(days=1)
        )
    with pytest.raises(NotUsable, match="needs its time zone"):
        open_visit(
            therapist, episode.pk, kind=VisitKind.REMOTE, started_at=NOON.replace(tzinfo=None)
        )
    hold_episode(therapist, episode.pk, why="Away")
    with pytest.raises(Conflict, match="needs an episode that is active, and this one is on_hold"):
        open_visit(therapist, episode.pk, kind=VisitKind.REMOTE)


def test_a_visit_ends_after_it_began_and_not_in_days_to_come(therapist, visit):
    for ended_at, match in (
        (NOON, "must lie after started_at"),
        (NOON + timedelta(hours=13), "within 12 h of it"),
        (NOON + timedelta(hours=1), "must not be a time to come"),
        (NOON.replace(tzinfo=None), "needs its time zone"),
    ):
        draft = VisitDraft(kind=VisitKind.TREATMENT, ended_at=ended_at)
        with pytest.raises(NotUsable, match=match):
            edit_visit(therapist, visit.pk, draft, version=1)


@pytest.mark.parametrize(
    ("lines", "match"),
    [
        ([MinutesLine(intervention=Intervention.OTHER, duration_min=0)], "at least 1 minute"),
        ([GAIT, GAIT], "gait_training stands twice with the same code"),
        (
            [MinutesLine(intervention=Intervention.OTHER, duration_min=31)],
            "add up to 31, and the visit lasted 30",
        ),
        (
            [
                MinutesLine(intervention=Intervention.OTHER, duration_min=1, billing_code=str(n))
                for n in range(21)
            ],
            "at most 20 lines of minutes, and this one 21",
        ),
    ],
)
def test_minutes_that_cannot_have_been_spent_are_refused(therapist, visit, lines, match):
    with clock.at(NOON + timedelta(minutes=40)):
        draft = VisitDraft(kind=VisitKind.TREATMENT, ended_at=NOON + timedelta(minutes=30))
        edit_visit(therapist, visit.pk, draft, version=1)
        with pytest.raises(NotUsable, match=match):
            set_minutes(therapist, visit.pk, lines, version=2)


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_the_desk_reads_no_notes(make_actor, visit, role):
    actor = make_actor(role)

    with pytest.raises(NotAllowed, match="you may not do this"):
        read_visit(actor, visit.pk)
    with pytest.raises(NotAllowed):
        list_visits(actor, visit.patient_id)


def test_another_therapist_and_another_clinic_find_no_visit(make_actor, other_clinic, visit):
    for stranger in (
        make_actor(Role.THERAPIST, "stranger"),
        make_actor(Role.THERAPIST, "far", at=other_clinic),
    ):
        with pytest.raises(NotThere):
            read_visit(stranger, visit.pk)
        with pytest.raises(NotThere):
            sign_visit(stranger, visit.pk, version=1)
