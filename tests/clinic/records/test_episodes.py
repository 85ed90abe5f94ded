"""Episodes: opened, edited, held, ended, taken up again; facts set part by part."""

from datetime import UTC, date, datetime

import pytest

from restride.clinical.patient import Diagnosis
from restride.errors import ContentError
from restride.records import clock
from restride.records.actions.episodes import (
    Referral,
    cancel_episode,
    discharge_episode,
    edit_episode,
    hold_episode,
    open_episode,
    reopen_episode,
    resume_episode,
    start_episode,
)
from restride.records.actions.facts import set_facts
from restride.records.actions.visits import open_visit
from restride.records.models import AuditEvent, Episode
from restride.records.queries.episodes import list_episodes, read_episode
from restride.records.queries.facts import diagnoses_of, facts_of, person_of
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.terms import Sex, Side
from restride.visit.care_words import DischargeReason
from restride.visit.moves import ImpossibleMove
from restride.visit.states import EpisodeState, PatientState, VisitKind

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
STROKE = Referral(
    conditions=(Diagnosis(condition="stroke", side=Side.LEFT, since=date(2026, 2, 1)),),
    problem="Falls on stairs",
    referrer="Dr. Weber",
)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def patient(make_patient):
    return make_patient()


@pytest.fixture
def episode(therapist, patient):
    return open_episode(therapist, patient.pk, STROKE)


def test_an_episode_is_opened_today_and_read_by_the_team(therapist, patient, episode):
    found = read_episode(therapist, episode.pk)

    assert (found.state, found.started_on) == (EpisodeState.ACTIVE, date(2026, 5, 4))
    assert diagnoses_of(found) == STROKE.conditions
    assert found.problem == "Falls on stairs"
    assert found.history == [{"step": "opened", "on": "2026-05-04"}]
    assert [each.pk for each in list_episodes(therapist, patient.pk).rows] == [episode.pk]
    assert "Weber" not in repr(Episode.objects.filter(pk=episode.pk).values().get())


def test_a_planned_episode_is_started(therapist, patient):
    episode = open_episode(therapist, patient.pk, STROKE, is_planned=True)
    assert (episode.state, episode.started_on) == (EpisodeState.PLANNED, None)

    started = start_episode(therapist, episode.pk)

    assert (started.state, started.started_on) == (EpisodeState.ACTIVE, date(2026, 5, 4))
    with pytest.raises(Conflict, match="Only a planned episode is started, and this one is active"):
        start_episode(therapist, episode.pk)


def test_an_episode_is_edited_by_its_version(therapist, episode):
    changed = Referral(conditions=(Diagnosis(condition="parkinson"),), problem="Freezing")

    edited = edit_episode(therapist, episode.pk, changed, version=1)

    assert (edited.version, edited.problem, edited.referrer) == (2, "Freezing", None)
    assert edited.started_on == date(2026, 5, 4)
    with pytest.raises(Stale, match="made on version 1 of the episode, and it is at version 2"):
        edit_episode(therapist, episode.pk, STROKE, version=1)


def test_an_episode_is_held_resumed_discharged_and_reopened_with_its_history(therapist, episode):
    hold_episode(therapist, episode.pk, why="In hospital")
    resume_episode(therapist, episode.pk)
    version = read_episode(therapist, episode.pk).version
    ended = discharge_episode(
        therapist,
        episode.pk,
        reason=DischargeReason.GOALS_MET,
        outcome="Walks to the shop.",
        version=version,
    )
    assert (ended.state, ended.ended_on) == (EpisodeState.DISCHARGED, date(2026, 5, 4))
    assert ended.discharge_reason == "goals_met"

    with clock.at(datetime(2026, 8, 3, 8, tzinfo=UTC)):
        again = reopen_episode(therapist, episode.pk, why="Fell again")

    assert (again.state, again.ended_on, again.outcome) == (EpisodeState.ACTIVE, None, None)
    assert again.started_on == date(2026, 5, 4)
    assert again.history == [
        {"step": "opened", "on": "2026-05-04"},
        {"step": "held", "on": "2026-05-04", "why": "In hospital"},
        {"step": "resumed", "on": "2026-05-04"},
        {
            "step": "discharged",
            "on": "2026-05-04",
            "why": "Walks to the shop.",
            "reason": "goals_met",
        },
        {"step": "reopened", "on": "2026-08-03", "why": "Fell again"},
    ]


def test_moves_that_cannot_be_are_refused_with_what_can(therapist, patient, episode):
    with pytest.raises(Conflict, match="Only an episode on hold is resumed"):
        resume_episode(therapist, episode.pk)
    with pytest.raises(Conflict, match="Only a discharged episode is reopened"):
        reopen_episode(therapist, episode.pk, why="No reason")
    planned = open_episode(therapist, patient.pk, STROKE, is_planned=True)
    with pytest.raises(ImpossibleMove, match="planned and cannot become discharged. It can become"):
        discharge_episode(therapist, planned.pk, reason=DischargeReason.OTHER, version=1)
    cancelled = cancel_episode(therapist, planned.pk, why="Went elsewhere")
    assert cancelled.state == EpisodeState.CANCELLED
    with pytest.raises(Conflict, match="cancelled, and what is over does not change"):
        edit_episode(therapist, planned.pk, STROKE, version=2)
    with pytest.raises(Stale):
        discharge_episode(therapist, episode.pk, reason=DischargeReason.OTHER, version=9)
    assert read_episode(therapist, episode.pk).state == EpisodeState.ACTIVE


def test_an_episode_with_a_visit_is_discharged_and_not_cancelled(therapist, episode):
    open_visit(therapist, episode.pk, kind=VisitKind.INITIAL)

    with pytest.raises(Conflict, match="cancelled before its first visit, and there was one"):
        cancel_episode(therapist, episode.pk, why="A slip")


@pytest.mark.parametrize(
    ("referral", "match"),
    [
        (Referral(conditions=()), "needs at least one condition"),
        (
            Referral(conditions=STROKE.conditions, started_on=date(2026, 5, 5)),
            "started_on must not be a day to come, and is 2026-05-05",
        ),
        (
            Referral(conditions=(Diagnosis(condition="stroke", since=date(2026, 5, 5)),)),
            "since must not be a day to come",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(therapist, patient, referral, match):
    with pytest.raises(NotUsable, match=match):
        open_episode(therapist, patient.pk, referral)


def test_a_condition_stands_once_for_each_side(therapist, patient):
    twice = Referral(conditions=(Diagnosis(condition="stroke"), Diagnosis(condition="stroke")))

    with pytest.raises(ContentError, match="'stroke' stands twice for the same side"):
        open_episode(therapist, patient.pk, twice)


def test_a_record_that_is_not_in_use_gets_no_episode(therapist, patient):
    patient.state = PatientState.INACTIVE
    patient.save()

    with pytest.raises(Conflict, match="Care needs a record in use, and this one is inactive"):
        open_episode(therapist, patient.pk, STROKE)


def test_facts_are_set_part_by_part_with_a_version(therapist, episode):
    set_facts(therapist, episode.pk, {"body": {"height_m": 1.62, "body_mass_kg": 58}}, version=1)
    after = set_facts(therapist, episode.pk, {"aid": "single_cane"}, version=2)

    facts = facts_of(after)
    assert (facts.body.height_m, facts.aid) == (1.62, "single_cane")
    with pytest.raises(Stale):
        set_facts(therapist, episode.pk, {"aid": None}, version=2)
    with pytest.raises(NotUsable, match="At least one part must be set"):
        set_facts(therapist, episode.pk, {}, version=3)
    order = {"side": "left", "grade": "NWB"}
    with pytest.raises(ContentError, match="One weight-bearing order a leg"):
        set_facts(therapist, episode.pk, {"weight_bearing": [order, order]}, version=3)


def test_the_person_that_rules_see_has_age_sex_and_the_clinics_equipment(
    therapist, patient, episode, clinic
):
    patient.sex_for_reference = Sex.FEMALE
    patient.birth_date = "1950-05-04"
    patient.save()
    clinic.equipment = ["chair"]
    clinic.save()

    person = person_of(Episode.objects.get(pk=episode.pk), day=date(2026, 5, 4))

    assert (person.person.age_years, person.person.sex) == (76.0, Sex.FEMALE)
    assert person.clinic_equipment == ("chair",)


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.FRONT_DESK, Role.ADMINISTRATOR, Role.VIEWER])
def test_only_a_therapist_opens_and_ends_episodes(make_actor, patient, episode, role):
    actor = make_actor(role)

    with pytest.raises(NotAllowed, match="you may not do this"):
        open_episode(actor, patient.pk, STROKE)
    with pytest.raises(NotAllowed):
        discharge_episode(actor, episode.pk, reason=DischargeReason.OTHER, version=1)
    with pytest.raises(NotAllowed):
        set_facts(actor, episode.pk, {"aid": None}, version=1)


def test_another_therapist_sees_nothing_and_the_refusal_is_in_the_trail(make_actor, episode):
    stranger = make_actor(Role.THERAPIST, "stranger")

    with pytest.raises(NotThere, match="no such episode among those you may see"):
        read_episode(stranger, episode.pk)

    assert AuditEvent.objects.order_by("-number")[0].outcome == "refused"
