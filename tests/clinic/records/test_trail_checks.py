"""Whatever is done to the trail by hand is found, and the first bad line is named."""

from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from restride.records.keys import current_keyring
from restride.records.models import AuditDetail, AuditEvent, AuditHead, AuditSubject
from restride.records.trail import TrailLine, head_seal, link_of, write_line
from restride.records.trail_checks import Damage, verify_trail
from restride.records.trail_details import verify_details
from restride.records.trail_lines import linking

COUNT = 12


def add_line(**more: object) -> AuditEvent:
    line = {
        "clinic_id": uuid4(),
        "user_id": uuid4(),
        "roles": "therapist",
        "action": "patient.read",
        "outcome": "done",
        "entity": "patient",
        "entity_id": uuid4(),
        "patient_id": uuid4(),
    }
    return write_line(TrailLine(**(line | more)))


@pytest.fixture
def trail(db):
    for number in range(1, COUNT + 1):
        add_line(detail={"number": number} if number % 2 else None)


def renumber(number: int, becomes: int) -> None:
    """Give a line another number; what hangs on it goes along unseen."""
    with connection.constraint_checks_disabled():
        AuditDetail.objects.filter(event_id=number).delete()
        AuditEvent.objects.filter(number=number).update(number=becomes)


def cut(number: int) -> None:
    AuditDetail.objects.filter(event_id=number).delete()
    AuditEvent.objects.filter(number=number).delete()


def put_in(number: int) -> None:
    AuditEvent.objects.create(
        number=number,
        happened_at=AuditEvent.objects.order_by("number").first().happened_at,
        action="patient.read",
        outcome="done",
        link="0" * 64,
    )


def test_a_trail_as_it_was_written_is_whole(trail):
    check = verify_trail(connection)

    assert check.is_whole
    assert (check.lines_count, check.last_number) == (COUNT, COUNT)
    assert check.last_link == AuditHead.objects.get().link
    details = verify_details()
    assert (details.details_count, details.shredded_count, details.first_broken) == (6, 0, None)


def test_an_empty_trail_is_whole(db):
    assert verify_trail(connection).is_whole
    assert verify_details().first_broken is None


def test_lines_without_anything_optional_and_on_the_full_second_are_chained_alike(db):
    from datetime import UTC, datetime

    from restride.records.clock import at

    with at(datetime(2026, 3, 29, 1, 0, 0, tzinfo=UTC)):
        add_line(clinic_id=None, user_id=None, entity_id=None, patient_id=None, roles="")
    with at(datetime(2026, 3, 29, 1, 0, 0, 7, tzinfo=UTC)):
        add_line(roles="assistant+therapist", action="ä.ß")

    assert verify_trail(connection).is_whole


@pytest.mark.parametrize("column", ["action", "outcome", "roles", "entity", "detail_digest"])
@pytest.mark.parametrize("number", [1, 5, COUNT])
def test_an_edited_line_is_named(trail, column, number):
    AuditEvent.objects.filter(number=number).update(**{column: "else"})

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (number, Damage.CHANGED)
    assert f"Line {number}: it does not stand as it was written" in broken.words


@pytest.mark.parametrize("column", ["user_id", "clinic_id", "entity_id", "patient_id"])
def test_another_name_in_a_line_is_named(trail, column):
    AuditEvent.objects.filter(number=4).update(**{column: uuid4()})

    assert verify_trail(connection).first_broken.number == 4


@pytest.mark.parametrize("number", [1, 5, COUNT - 1])
def test_a_line_that_was_taken_out_is_missing(trail, number):
    cut(number)

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (number, Damage.MISSING)


@pytest.mark.parametrize("number", [1, 5, COUNT - 1])
def test_a_line_is_missing_where_the_others_moved_up(trail, number):
    cut(number)
    for later in range(number + 1, COUNT + 1):
        renumber(later, later - 1)

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (number, Damage.MISSING)


@pytest.mark.parametrize(("one", "other"), [(3, 4), (3, 9), (1, COUNT), (COUNT - 1, COUNT)])
def test_lines_that_changed_places_are_out_of_order(trail, one, other):
    renumber(one, 1000)
    renumber(other, one)
    renumber(1000, other)

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (one, Damage.OUT_OF_ORDER)


def test_a_line_that_was_moved_to_the_end_is_out_of_order(trail):
    renumber(4, 1000)
    for later in range(5, COUNT + 1):
        renumber(later, later - 1)
    renumber(1000, COUNT)

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (4, Damage.OUT_OF_ORDER)


@pytest.mark.parametrize("number", [1, 5, COUNT])
def test_a_line_that_was_put_in_is_named(trail, number):
    for later in range(COUNT, number - 1, -1):
        renumber(later, later + 1)
    put_in(number)

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (number, Damage.INSERTED)


@pytest.mark.parametrize("number", [-3, 0, COUNT + 1])
def test_a_line_before_the_first_or_behind_the_last_was_put_in(trail, number):
    put_in(number)

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (number, Damage.INSERTED)


def test_a_line_behind_the_head_is_found_even_with_a_link_that_fits(trail):
    newest = AuditEvent.objects.get(number=COUNT)
    add_line()
    key = current_keyring().audit_key.reveal()
    AuditHead.objects.update(
        number=COUNT,
        link=newest.link,
        seal=head_seal(key, number=COUNT, link=newest.link),
    )

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (COUNT + 1, Damage.INSERTED)


@pytest.mark.parametrize("kept", [0, 1, COUNT - 1])
def test_a_tail_that_was_cut_off_is_found_by_the_head(trail, kept):
    for number in range(kept + 1, COUNT + 1):
        cut(number)

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (kept + 1, Damage.CUT_OFF)
    assert f"The head knows {COUNT} lines, and {kept} are there" in broken.words


def test_a_tail_that_was_cut_off_with_the_head_set_back_is_found_by_its_seal(trail):
    cut(COUNT)
    newest = AuditEvent.objects.get(number=COUNT - 1)
    AuditHead.objects.update(number=newest.number, link=newest.link)

    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (COUNT - 1, Damage.CHANGED)
    assert "The seal of the head does not fit it" in broken.words


def test_a_head_that_is_gone_or_names_another_link_is_found(trail):
    AuditHead.objects.update(link="0" * 64)
    broken = verify_trail(connection).first_broken
    assert (broken.number, broken.damage) == (COUNT, Damage.CHANGED)

    AuditHead.objects.all().delete()
    assert "The head of the trail is gone" in verify_trail(connection).first_broken.words


def test_the_first_of_several_damages_is_named(trail):
    AuditEvent.objects.filter(number=9).update(action="else")
    AuditEvent.objects.filter(number=6).update(action="else")
    cut(COUNT)

    assert verify_trail(connection).first_broken.number == 6


def test_a_detail_that_was_changed_taken_away_or_added_is_named(trail):
    detail = AuditDetail.objects.get(event_id=5)
    detail.detail = {"number": 500}
    detail.save()
    broken = verify_details().first_broken
    assert (broken.number, broken.damage) == (5, Damage.CHANGED)

    AuditDetail.objects.filter(event_id=3).update(detail=None)
    broken = verify_details().first_broken
    assert (broken.number, broken.damage) == (3, Damage.MISSING)

    AuditSubject.objects.create(event_id=2, patient_id=uuid4())
    broken = verify_details().first_broken
    assert (broken.number, broken.damage) == (2, Damage.INSERTED)


def test_a_detail_copied_from_another_line_does_not_open_there(trail):
    source = AuditDetail.objects.filter(event_id=7).values_list("detail", flat=True)[0]
    AuditDetail.objects.filter(event_id=5).update(detail=source)

    assert verify_details().first_broken.number == 5


def test_further_patients_of_a_line_are_part_of_it(db):
    add_line(also_patient_ids=(uuid4(), uuid4()))
    assert verify_details().first_broken is None

    AuditSubject.objects.update(patient_id=uuid4())
    broken = verify_details().first_broken
    assert (broken.number, broken.damage) == (1, Damage.MISSING)


def test_details_are_gone_without_damage_only_of_a_patient_who_was_erased(db):
    patient = uuid4()
    add_line(patient_id=patient, detail={"phone": "030"})
    AuditDetail.objects.update(detail=None)
    assert verify_details().first_broken.number == 1

    add_line(patient_id=patient, action="patient.erase")
    check = verify_details()
    assert (check.first_broken, check.shredded_count) == (None, 1)


@given(
    key=st.binary(min_size=1, max_size=100),
    before=st.text(st.characters(codec="utf-8"), max_size=64),
    number=st.integers(1, 10**12),
    text=st.text(st.characters(codec="utf-8"), max_size=200),
)
def test_links_made_in_bulk_are_those_made_one_by_one(key, before, number, text):
    one_by_one = link_of(key, f"{number}\x1f{text}", before=before)

    assert linking(key)(before, number, text) == one_by_one
