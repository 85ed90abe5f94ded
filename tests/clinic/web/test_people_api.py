"""People over HTTP: registered, found, edited with their version, refused with reasons."""

import pytest

from restride.records.roles import Role

ANNA = {
    "record_number": "N-1",
    "given_name": "Anna",
    "family_name": "Müller",
    "birth_date": "1950-04-30",
}


@pytest.fixture
def desk(make_staff, caller):
    return caller(make_staff(Role.FRONT_DESK))


def test_a_person_is_registered_found_and_edited(desk):
    made = desk.ask("POST", "/patients", ANNA)
    assert made.status_code == 201, made.content
    patient = made.json()
    assert made["ETag"] == '"1"'
    assert desk.ask("POST", "/patients/search", {"text": "mul"}).json()["items"] == [patient]

    address = f"/patients/{patient['id']}"
    edited = desk.ask("PUT", address, ANNA | {"phone": "030 1234567"}, if_match='"1"')

    assert edited.status_code == 200, edited.content
    assert edited["ETag"] == '"2"'
    assert desk.ask("GET", address).json()["phone"] == "030 1234567"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"given_name": ""}, "body.given_name"),
        ({"given_name": "x" * 121}, "body.given_name"),
        ({"birth_date": "1950-13-01"}, "body.birth_date"),
        ({"diagnosis": "none"}, "body.diagnosis"),
        ({"language": "English"}, "body.language"),
    ],
)
def test_wrong_fields_are_named_and_their_content_is_not_repeated(desk, body, field):
    answer = desk.ask("POST", "/patients", ANNA | body)

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert [each["field"] for each in answer.json()["fields"]] == [field]
    assert "xxx" not in answer.content.decode()


def test_refusals_are_problems_with_what_to_do(desk, caller):
    patient = desk.ask("POST", "/patients", ANNA).json()
    address = f"/patients/{patient['id']}"

    assert caller(None).ask("GET", address).status_code == 401
    without = desk.ask("PUT", address, ANNA)
    assert (without.status_code, without.json()["title"]) == (428, "The version is missing")
    stale = desk.ask("PUT", address, ANNA, if_match='"7"')
    assert stale.status_code == 412
    assert "made on version 7 of the patient, and it is at version 1" in stale.json()["detail"]
    twice = desk.ask("POST", "/patients", ANNA)
    assert (twice.status_code, twice.json()["type"]) == (409, "urn:restride:problem:conflict")
    nobody = desk.ask("GET", "/patients/00000000-0000-7000-8000-000000000000")
    assert nobody.status_code == 404


def test_a_list_goes_on_where_the_page_before_ended(desk):
    for number in range(5):
        desk.ask(
            "POST",
            "/patients",
            ANNA | {"record_number": str(number), "given_name": "A" * (number + 2)},
        )

    first = desk.ask("GET", "/patients?most_count=3").json()
    second = desk.ask("GET", f"/patients?most_count=3&after={first['next_after']}").json()

    names = [each["given_name"] for each in first["items"] + second["items"]]
    assert names == ["A" * count for count in (6, 5, 4, 3, 2)]
    assert second["next_after"] is None
