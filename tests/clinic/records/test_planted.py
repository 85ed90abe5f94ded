"""Nothing that identifies a patient stands anywhere where it is not sealed."""

import base64

import pytest
from tests.clinic.disguises import disguises, found_in, unaccented
from tests.clinic.looking import places_of
from tests.clinic.planting import made_up_people, plant
from tests.clinic.signing_in import show_second_factor


def test_two_hundred_identifiers_are_all_different():
    identifiers = [text for person in made_up_people(25) for text in person.identifiers]

    assert len(set(identifiers)) == 200
    assert min(len(each) for each in identifiers) >= 11


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: text.encode(), id="plain"),
        pytest.param(lambda text: text.upper().encode("utf-16-le"), id="UTF-16"),
        pytest.param(lambda text: unaccented(text).lower().encode(), id="without accents"),
        pytest.param(lambda text: text.encode().hex().encode(), id="hexadecimal"),
        pytest.param(lambda text: base64.b64encode(b"x" + text.encode()), id="base64, one in"),
        pytest.param(lambda text: base64.b64encode(b"xy" + text.encode()), id="base64, two in"),
        pytest.param(lambda text: base64.b64encode(text.encode()), id="base64"),
        pytest.param(lambda text: text.replace(" ", "").encode(), id="without spaces"),
    ],
)
def test_an_identifier_that_stands_somewhere_is_found(written):
    person = made_up_people(1)[0]

    for text in person.identifiers:
        place = b"\x00before" + written(text) + b"behind"
        assert found_in([text], {"a file": place}) == [f"{text} in a file"]
    assert not found_in([person.note], {"a file": b"nothing of the kind"})
    assert len(disguises(person.address)) > 20
    assert min(len(each) for text in person.identifiers for each in disguises(text)) >= 8


@pytest.mark.django_db(transaction=True)
def test_of_planted_identifiers_none_is_found(tmp_path):
    people = made_up_people(5)
    world = plant(people, sign_in=show_second_factor)

    places = places_of(world, folder=tmp_path)

    assert world.statuses[201] >= 10, world.statuses
    assert any("sqlite3" in name for name in places) or b"COPY" not in places["dump"]
    assert len(places["dump"]) > 10_000
    assert found_in([text for each in people for text in each.identifiers], places) == []
