"""Cards are proposed with a reason, given once, and marked forwards only."""

from datetime import UTC, date, datetime

import pytest
from tests.clinic.made_plans import answer_precautions, open_episode

from restride.records import clock
from restride.records.actions.education import assign_education, mark_education
from restride.records.actors import actor_of
from restride.records.models import PatientAccess, User
from restride.records.queries.education import list_education, propose_education
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove
from restride.visit.states import EducationState

NOW = datetime(2026, 5, 24, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at(NOW):
        yield


@pytest.fixture
def episode(make_patient, therapist):
    episode = open_episode(therapist, make_patient())
    answer_precautions(episode, day=date(2026, 5, 24))
    return episode


@pytest.fixture
def at_home(episode):
    user = User.objects.create(username="p")
    PatientAccess.objects.create(
        clinic_id=episode.clinic_id, patient_id=episode.patient_id, user=user
    )
    return actor_of(user)


def test_cards_are_proposed_with_their_reason_until_they_are_given(therapist, episode, at_home):
    proposed = propose_education(therapist, episode.pk)
    first = proposed[0]

    assert 1 <= len(proposed) <= 5
    assert all(each.because.startswith("because ") for each in proposed)
    row = assign_education(
        therapist, episode.patient_id, topic=first.topic.id, because=first.because
    )
    assert row.content_version == first.content_version
    later = [each.topic.id for each in propose_education(therapist, episode.pk)]
    assert first.topic.id not in later
    (card,) = list_education(at_home, episode.patient_id)
    assert (card.row.pk, card.topic.title) == (row.pk, first.topic.title)
    with pytest.raises(NotAllowed):
        propose_education(at_home, episode.pk)


def test_a_card_is_opened_read_and_confirmed_with_an_answer(therapist, episode, at_home):
    topic = propose_education(therapist, episode.pk)[0].topic.id
    row = assign_education(therapist, episode.patient_id, topic=topic)

    opened = mark_education(at_home, row.pk, state=EducationState.OPENED)
    assert (opened.opened_at, opened.read_at) == (NOW, None)
    assert mark_education(at_home, row.pk, state=EducationState.OPENED).version == opened.version
    with pytest.raises(NotUsable, match="understood belongs to a card that is confirmed"):
        mark_education(at_home, row.pk, state=EducationState.READ, understood=True)
    with pytest.raises(NotUsable, match="understood belongs"):
        mark_education(at_home, row.pk, state=EducationState.CONFIRMED)
    done = mark_education(at_home, row.pk, state=EducationState.CONFIRMED, understood=False)
    assert (done.confirmed_at, done.understood) == (NOW, False)
    with pytest.raises(ImpossibleMove, match="card is confirmed and cannot become read"):
        mark_education(at_home, row.pk, state=EducationState.READ)


def test_the_same_card_is_given_again_once_it_was_confirmed(therapist, episode):
    topic = propose_education(therapist, episode.pk)[0].topic.id
    row = assign_education(therapist, episode.patient_id, topic=topic)

    with pytest.raises(Conflict, match="has this card already"):
        assign_education(therapist, episode.patient_id, topic=topic)
    mark_education(therapist, row.pk, state=EducationState.CONFIRMED, understood=True)
    assert assign_education(therapist, episode.patient_id, topic=topic).pk != row.pk


def test_an_unknown_card_and_strangers_are_refused(therapist, episode, make_actor):
    with pytest.raises(NotUsable, match="cards, and is none of them"):
        assign_education(therapist, episode.patient_id, topic="no_such_card")
    outside = make_actor(Role.THERAPIST, "outside")
    with pytest.raises(NotThere):
        list_education(outside, episode.patient_id)
    with pytest.raises(NotThere):
        propose_education(outside, episode.pk)
