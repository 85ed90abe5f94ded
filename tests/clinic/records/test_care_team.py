"""Who is on the care team sees the patient; a therapist in need does so for a while."""

from datetime import date, timedelta

import pytest

from restride.records import clock
from restride.records.actions.breaking_glass import (
    SoughtPerson,
    end_in_need,
    find_in_need,
    open_in_need,
    review_in_need,
)
from restride.records.actions.care_team import add_to_care_team, end_care, lead_care
from restride.records.models import Alert, AuditEvent, BreakGlass, CareTeamMember, Episode
from restride.records.queries.breaking_glass import list_openings
from restride.records.queries.care_team import patients_without_lead, read_care_team
from restride.records.queries.people import read_patient
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, TooMany
from restride.records.roles import Role
from restride.visit.states import AlertState, EpisodeState, PatientState

REASON = "fell in the corridor, precautions needed"


@pytest.fixture
def admin(make_actor):
    return make_actor(Role.ADMINISTRATOR)


@pytest.fixture
def other(make_actor):
    return make_actor(Role.THERAPIST, "other")


@pytest.fixture
def anna(make_patient):
    return make_patient(family_name="Müller", record_number="N-77", birth_date=date(1950, 4, 30))


@pytest.fixture
def in_treatment(anna, clinic):
    return Episode.objects.create(clinic=clinic, patient=anna, state=EpisodeState.ACTIVE)


def member(patient, actor):
    return CareTeamMember.objects.get(patient=patient, user_id=actor.user_id, ended_at=None)


def test_a_therapist_of_the_team_adds_another_who_then_sees_the_patient(therapist, other, anna):
    with pytest.raises(NotThere):
        read_patient(other, anna.pk)

    add_to_care_team(therapist, anna.pk, user_id=other.user_id)

    assert read_patient(other, anna.pk).pk == anna.pk
    team = read_care_team(other, anna.pk)
    assert [(each.user_id, each.is_lead) for each in team.members] == [
        (therapist.user_id, True),
        (other.user_id, False),
    ]


def test_a_therapist_outside_the_team_adds_nobody_even_with_the_record_open(other, anna):
    with pytest.raises(NotThere):
        add_to_care_team(other, anna.pk, user_id=other.user_id)
    open_in_need(other, anna.pk, reason=REASON)
    with pytest.raises(NotAllowed, match="you are not of this team"):
        add_to_care_team(other, anna.pk, user_id=other.user_id)
    with pytest.raises(NotAllowed, match="you are not of this team"):
        end_care(other, CareTeamMember.objects.get(patient=anna).pk)


def test_an_administrator_assigns_staff_of_the_clinic_who_care(
    admin, other, anna, make_staff, other_clinic
):
    joined = add_to_care_team(admin, anna.pk, user_id=other.user_id, is_lead=True)

    assert joined.is_lead
    assert CareTeamMember.objects.filter(patient=anna, is_lead=True).count() == 1
    with pytest.raises(Conflict, match="on the care team already"):
        add_to_care_team(admin, anna.pk, user_id=other.user_id)
    stranger = make_staff(Role.THERAPIST, "stranger", at=other_clinic)
    desk = make_staff(Role.FRONT_DESK)
    for user in (stranger, desk):
        with pytest.raises(NotThere):
            add_to_care_team(admin, anna.pk, user_id=user.pk)
    assistant = make_staff(Role.ASSISTANT)
    with pytest.raises(NotThere, match="no such therapist"):
        add_to_care_team(admin, anna.pk, user_id=assistant.pk, is_lead=True)


def test_a_patient_in_treatment_keeps_a_lead(therapist, other, admin, anna, in_treatment):
    lead = member(anna, therapist)
    for actor in (therapist, admin):
        with pytest.raises(Conflict, match="needs a therapist who leads the care team"):
            end_care(actor, lead.pk)

    second = add_to_care_team(therapist, anna.pk, user_id=other.user_id)
    lead_care(therapist, second.pk)
    end_care(therapist, lead.pk)

    with pytest.raises(NotThere):
        read_patient(therapist, anna.pk)
    assert member(anna, other).is_lead


def test_others_leave_a_team_by_its_lead_or_an_administrator_only(therapist, other, anna):
    second = add_to_care_team(therapist, anna.pk, user_id=other.user_id)
    with pytest.raises(NotAllowed, match="only its lead or an administrator"):
        end_care(other, member(anna, therapist).pk)

    end_care(therapist, second.pk)

    with pytest.raises(NotThere):
        end_care(therapist, second.pk)


def test_that_nobody_leads_is_said(therapist, admin, anna, in_treatment):
    assert not read_care_team(admin, anna.pk).is_lead_missing
    CareTeamMember.objects.update(ended_at=clock.now())

    assert read_care_team(admin, anna.pk).is_lead_missing
    assert [each.pk for each in patients_without_lead(admin).rows] == [anna.pk]


@pytest.mark.parametrize(
    "sought",
    [
        SoughtPerson(birth_date=date(1950, 4, 30), record_number="n77"),
        SoughtPerson(birth_date=date(1950, 4, 30), given_name="anna", family_name="Mueller"),
    ],
)
def test_a_person_is_found_in_need_by_details_that_fit(other, anna, sought):
    assert find_in_need(other, sought) == anna.pk


@pytest.mark.parametrize(
    "sought",
    [
        SoughtPerson(birth_date=date(1950, 4, 30), record_number="N-7"),
        SoughtPerson(birth_date=date(1950, 4, 29), record_number="N-77"),
        SoughtPerson(birth_date=date(1950, 4, 30), given_name="An", family_name="Mu"),
        SoughtPerson(birth_date=date(1951, 4, 30), given_name="Anna", family_name="Müller"),
    ],
)
def test_nobody_is_found_by_beginnings_or_near_misses(other, anna, sought):
    with pytest.raises(NotThere):
        find_in_need(other, sought)
    assert AuditEvent.objects.filter(action="break_glass.find", outcome="refused").count() == 1


def test_a_birth_date_alone_names_nobody(other, anna):
    with pytest.raises(NotUsable, match="by birth date and record number"):
        find_in_need(other, SoughtPerson(birth_date=anna.birth_date, given_name="Anna"))


def test_two_of_one_name_and_birth_date_are_not_told_apart_by_it(other, anna, make_patient):
    make_patient(given_name="Anna", family_name="Muller", birth_date=date(1950, 5, 1))
    from restride.records.actions.registering import Identity, register_patient

    register_patient(
        other,
        Identity(
            record_number="N-78",
            given_name="Anna",
            family_name="Müller",
            birth_date=date(1950, 4, 30),
        ),
        are_others_known=True,
    )
    with pytest.raises(NotThere):
        find_in_need(
            other,
            SoughtPerson(birth_date=date(1950, 4, 30), given_name="Anna", family_name="Müller"),
        )


def test_guessing_is_stopped(other, anna):
    wrong = SoughtPerson(birth_date=date(1950, 4, 30), record_number="N-1234")
    for _ in range(10):
        with pytest.raises(NotThere):
            find_in_need(other, wrong)
    with pytest.raises(TooMany, match="10 searches in an hour found nobody"):
        find_in_need(other, SoughtPerson(birth_date=date(1950, 4, 30), record_number="N-77"))
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert find_in_need(other, SoughtPerson(birth_date=date(1950, 4, 30), record_number="N-77"))


def test_a_record_opened_in_need_closes_by_itself(other, anna):
    open_in_need(other, anna.pk, reason=REASON)

    assert read_patient(other, anna.pk).pk == anna.pk
    with clock.at(clock.now() + timedelta(hours=4, seconds=1)), pytest.raises(NotThere):
        read_patient(other, anna.pk)


def test_a_record_opened_in_need_is_told_reviewed_and_ended(other, admin, therapist, anna):
    opened = open_in_need(other, anna.pk, reason=REASON)

    owners = Alert.objects.order_by("rule").values_list("rule", "owner_id", "state")
    assert list(owners) == [
        ("break_glass", therapist.user_id, AlertState.OPEN),
        ("break_glass.review", admin.user_id, AlertState.OPEN),
    ]
    assert [each.pk for each in list_openings(admin, is_waiting=True).rows] == [opened.pk]
    end_in_need(other, opened.pk)
    with pytest.raises(NotThere):
        read_patient(other, anna.pk)
    review_in_need(admin, opened.pk)
    assert not list_openings(admin, is_waiting=True).rows
    assert [each.reason for each in list_openings(admin).rows] == [REASON]
    assert set(Alert.objects.values_list("state", flat=True)) == {AlertState.RESOLVED}
    with pytest.raises(Conflict, match="reviewed already"):
        review_in_need(admin, opened.pk)
    with pytest.raises(Conflict, match="over already"):
        end_in_need(admin, opened.pk)


def test_senseless_openings_are_refused(other, therapist, anna, make_actor, other_clinic):
    with pytest.raises(NotUsable, match="at least 10 letters, and this has 6"):
        open_in_need(other, anna.pk, reason="  urgent  ")
    with pytest.raises(Conflict, match="You see this record already"):
        open_in_need(therapist, anna.pk, reason=REASON)
    stranger = make_actor(Role.THERAPIST, "stranger", at=other_clinic)
    with pytest.raises(NotThere):
        open_in_need(stranger, anna.pk, reason=REASON)
    with pytest.raises(NotAllowed, match="As front desk you may not"):
        open_in_need(make_actor(Role.FRONT_DESK), anna.pk, reason=REASON)
    anna.state = PatientState.ERASED
    anna.save()
    with pytest.raises(NotThere):
        open_in_need(other, anna.pk, reason=REASON)
    assert not BreakGlass.objects.exists()


def test_only_whoever_opened_it_and_administrators_end_it(other, make_actor, anna):
    third = make_actor(Role.THERAPIST, "third")
    opened = open_in_need(other, anna.pk, reason=REASON)
    open_in_need(third, anna.pk, reason=REASON)

    with pytest.raises(NotThere):
        end_in_need(third, opened.pk)


def test_nobody_reviews_what_they_opened_themselves(other, anna, clinic):
    from restride.records.actors import actor_of
    from restride.records.models import Membership, User

    user = User.objects.get(pk=other.user_id)
    Membership.objects.create(clinic=clinic, user=user, role=Role.ADMINISTRATOR)
    both = actor_of(user)
    opened = open_in_need(both, anna.pk, reason=REASON)

    with pytest.raises(Conflict, match="Nobody reviews what they opened themselves"):
        review_in_need(both, opened.pk)
