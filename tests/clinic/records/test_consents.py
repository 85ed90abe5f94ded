"""What a patient agrees to is kept with its wording, and can be taken back."""

from datetime import timedelta

import pytest

from restride.records import clock
from restride.records.actions.consents import give_consent, withdraw_consent
from restride.records.models import Consent
from restride.records.queries.consents import (
    has_consent,
    read_consents,
    refuse_without_consent,
)
from restride.records.refusals import Conflict, NotThere, NotUsable
from restride.records.roles import Role
from restride.visit.consents import CONSENT_TEXTS, CURRENT_TEXTS, ConsentKind, ConsentWay


def give(actor, patient, kind=ConsentKind.VIDEO):
    return give_consent(
        actor,
        patient.pk,
        kind=kind,
        text_version=CURRENT_TEXTS[kind].version,
        how=ConsentWay.IN_PERSON,
    )


def test_each_kind_has_a_wording_and_no_version_stands_twice():
    assert CURRENT_TEXTS.keys() == set(ConsentKind)
    assert len({each.version for each in CONSENT_TEXTS}) == len(CONSENT_TEXTS)


def test_a_consent_holds_until_it_is_withdrawn(therapist, make_patient):
    anna = make_patient()
    assert not has_consent(anna, ConsentKind.VIDEO)

    first = give(therapist, anna)
    assert give(therapist, anna).pk == first.pk
    assert has_consent(anna.pk, ConsentKind.VIDEO)
    assert not has_consent(anna, ConsentKind.SENSORS)
    withdraw_consent(therapist, anna.pk, kind=ConsentKind.VIDEO)

    assert not has_consent(anna, ConsentKind.VIDEO)
    with pytest.raises(Conflict, match="consent to video, and none stands"):
        refuse_without_consent(anna, ConsentKind.VIDEO)
    with pytest.raises(Conflict, match="No consent to video stands"):
        withdraw_consent(therapist, anna.pk, kind=ConsentKind.VIDEO)
    again = give(therapist, anna)
    assert has_consent(anna, ConsentKind.VIDEO)
    assert [each.pk for each in read_consents(therapist, anna.pk)] == [again.pk, first.pk]


def test_what_was_said_last_counts_where_two_records_were_merged(therapist, make_patient):
    anna = make_patient()
    give(therapist, anna)
    with clock.at(clock.now() + timedelta(days=1)):
        withdraw_consent(therapist, anna.pk, kind=ConsentKind.VIDEO)
    # Of the other record: given before the withdrawal.
    give(therapist, anna)

    assert not has_consent(anna, ConsentKind.VIDEO)


def test_a_wording_that_nobody_wrote_is_refused(therapist, make_patient):
    with pytest.raises(NotUsable, match="must be a wording of video: video-1"):
        give_consent(
            therapist,
            make_patient().pk,
            kind=ConsentKind.VIDEO,
            text_version="sensors-1",
            how=ConsentWay.IN_PERSON,
        )


def test_consents_of_strangers_are_not_there(make_actor, make_patient):
    other = make_actor(Role.THERAPIST, "other")
    anna = make_patient()

    for ask in (
        lambda: give(other, anna),
        lambda: withdraw_consent(other, anna.pk, kind=ConsentKind.VIDEO),
        lambda: read_consents(other, anna.pk),
    ):
        with pytest.raises(NotThere):
            ask()
    assert not Consent.objects.exists()
