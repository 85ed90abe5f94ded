"""A clinic's own content over HTTP: drafted by the schema, reviewed by another, published."""

import pytest

from restride.plan.cases.case_json import plain
from restride.plan.library import exercises
from restride.records.roles import Role


@pytest.fixture
def row() -> dict:
    return {**plain(exercises()["str_mini_squat"]), "id": "own_squat", "name": "Squat at the wall"}


@pytest.fixture
def author(make_staff, caller):
    return caller(make_staff(Role.THERAPIST, "author"))


@pytest.fixture
def other(make_staff, caller):
    return caller(make_staff(Role.THERAPIST, "other"))


def drafted(asking, row) -> dict:
    answer = asking.ask("POST", "/content", {"kind": "exercise", "code": row["id"], "content": row})
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_content_is_drafted_reviewed_by_another_and_published(author, other, row):
    made = drafted(author, row)
    state = f"/content/{made['id']}/state"

    early = author.ask("PUT", state, {"state": "published"}, if_match='"1"')
    assert (early.status_code, early.json()["title"]) == (409, "Not possible now")
    own = author.ask("PUT", state, {"state": "reviewed"}, if_match='"1"')
    assert own.status_code == 403
    assert "somebody else than its author" in own.json()["detail"]
    assert other.ask("PUT", state, {"state": "reviewed"}, if_match='"1"').status_code == 200
    assert author.ask("PUT", state, {"state": "published"}, if_match='"2"').status_code == 200

    second = drafted(author, row)
    assert second["number"] == 2
    state = f"/content/{second['id']}/state"
    other.ask("PUT", state, {"state": "reviewed"}, if_match='"1"')
    author.ask("PUT", state, {"state": "published"}, if_match='"2"')
    states = {
        each["number"]: each["state"] for each in author.ask("GET", "/content").json()["items"]
    }
    assert states == {1: "retired", 2: "published"}
    published = author.ask("PUT", f"/content/{second['id']}", {"content": row}, if_match='"3"')
    assert published.status_code == 409


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"level": "high"}, "own_squat, level: a whole number is needed"),
        ({"colour": "blue"}, "own_squat: the keys may be id, name"),
        ({"id": "str_mini_squat"}, "The id in the content must be its code"),
    ],
)
def test_what_the_schema_refuses_is_not_kept(author, row, change, words):
    answer = author.ask(
        "POST", "/content", {"kind": "exercise", "code": "own_squat", "content": row | change}
    )

    assert answer.status_code == 422
    assert words in answer.json()["detail"]
    assert author.ask("GET", "/content").json()["items"] == []


def test_a_code_of_the_package_is_not_taken(author, row):
    body = {"kind": "exercise", "code": "str_mini_squat", "content": row}

    assert "must begin with 'own_'" in author.ask("POST", "/content", body).json()["detail"]


def test_numbers_of_the_server_are_told_to_administrators(make_staff, caller):
    told = caller(make_staff(Role.ADMINISTRATOR)).ask("GET", "/metrics")

    assert told.status_code == 200
    assert b'restride_jobs{state="queued"} 0' in told.content
    assert caller(make_staff(Role.THERAPIST)).ask("GET", "/metrics").status_code == 403
