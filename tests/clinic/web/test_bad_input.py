"""Whatever is sent: a refusal with reasons, never a failure of the server, and nothing is kept."""

import json

import pytest
from tests.clinic.web.test_people_api import ANNA

from restride.records.models import Patient
from restride.records.roles import Role


@pytest.fixture
def desk(make_staff, caller):
    return caller(make_staff(Role.FRONT_DESK))


def _send(desk, content: bytes, *, kind: str = "application/json"):
    return desk.client.generic("POST", "/api/patients", data=content, content_type=kind)


def _written(**more: object) -> bytes:
    return json.dumps(ANNA | more).encode()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{", id="no JSON"),
        pytest.param(b"\xff\xfe{}", id="no UTF-8"),
        pytest.param(_written().replace(b"Anna", b"An\xe9na"), id="half of a letter in UTF-8"),
        pytest.param(_written().decode().encode("utf-16"), id="UTF-16"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, id="nested without end"),
        pytest.param(b'{"a":' * 5_000 + b"1" + b"}" * 5_000, id="nested deep"),
        pytest.param(b'{"record_number": ' + b"9" * 5_000 + b"}", id="a number of 5000 digits"),
        pytest.param(b'{"record_number": NaN}', id="not a number"),
        pytest.param(b'{"given_name": "A", "given_name": "B"}', id="a key twice"),
    ],
)
def test_what_is_no_json_is_unreadable(desk, content):
    answer = _send(desk, content)

    assert answer.status_code == 400, answer.content
    assert answer.json()["type"] == "urn:restride:problem:unreadable"
    assert not Patient.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"given_name": "An\x00na"}, id="a zero byte"),
        pytest.param({"given_name": "An\ud800na"}, id="half of a character"),
        pytest.param({"x\x00y": "1"}, id="a zero byte in a key"),
        pytest.param({"given_name": 10**400}, id="a large number"),
        pytest.param({"given_name": {}}, id="an object"),
        pytest.param({"given_name": None}, id="null"),
        pytest.param({"birth_date": "0000-00-00"}, id="no day"),
        pytest.param({"birth_date": "99999-01-01"}, id="a day after all days"),
        pytest.param({"birth_date": "0001-01-01"}, id="the first day"),
        pytest.param({"birth_date": "9999-12-31"}, id="the last day"),
        pytest.param({"birth_date": 10**18}, id="a day as a number"),
        pytest.param({"time_zone": "../../etc/passwd"}, id="a zone that is a path"),
        pytest.param({"time_zone": "Mars/Olympus"}, id="no zone"),
        pytest.param({"are_others_known": "perhaps"}, id="no truth"),
    ],
)
def test_what_cannot_be_kept_is_refused(desk, more):
    answer = _send(desk, _written(**more))

    assert answer.status_code == 422, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert not Patient.objects.exists()


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b'"text"', b"7", b"true"])
def test_a_body_that_is_no_object_is_refused(desk, content):
    assert _send(desk, content).status_code == 422


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""],
)
def test_a_body_of_another_kind_is_not_read(desk, kind):
    answer = _send(desk, _written(), kind=kind)

    assert answer.status_code == 415, answer.content
    assert not Patient.objects.exists()


def test_a_body_that_is_too_large_is_not_read(desk):
    answer = _send(desk, _written(address="x" * 3_000_000))

    assert (answer.status_code, answer.json()["title"]) == (413, "Too large")


@pytest.mark.parametrize(
    "version",
    ["*", "3", '"-1"', '"9999999999"', 'W/"1"', '"1", "2"', '"٣"', '"1\x00"', "x" * 9_000],
)
def test_a_version_that_is_none_is_asked_for_again(desk, version):
    patient = desk.ask("POST", "/patients", ANNA).json()

    answer = desk.ask("PUT", f"/patients/{patient['id']}", ANNA, if_match=version)

    assert answer.status_code == 428, answer.content
    assert Patient.objects.get().version == 1


@pytest.mark.parametrize(
    "query",
    [
        "after=1",
        "after=%00",
        "most_count=0",
        "most_count=-1",
        "most_count=1e3",
        "most_count=999999",
        "most_count=" + "9" * 5_000,
        "text=%00",
        # Django reads it as U+FFFD, and nobody is asked for by text here.
        "text=%ed%a0%80",
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(desk, query):
    answer = desk.client.get(f"/api/patients?{query}")

    assert answer.status_code == (200 if query.startswith("text=%ed") else 422), answer.content


@pytest.mark.parametrize(
    ("header", "statuses"),
    [
        pytest.param({"x-session-token": "\x00" * 32}, {401}, id="a session of zero bytes"),
        pytest.param({"x-session-token": "ü" * 32}, {401}, id="a session beyond ASCII"),
        pytest.param({"x-session-token": "x" * 9_000}, {401}, id="an endless session"),
        pytest.param({"authorization": "Bearer \x00"}, {401}, id="a token of a zero byte"),
        pytest.param({"authorization": "Bearer " + "ü" * 99}, {401}, id="a token beyond ASCII"),
        pytest.param({"restride-clinic": "x\x00"}, {400}, id="no clinic"),
        pytest.param({"cookie": "restride_session=\x00"}, {401}, id="a cookie of a zero byte"),
    ],
)
def test_headers_that_nobody_sends_let_nobody_in(desk, caller, header, statuses):
    asking = desk if "restride-clinic" in header else caller(None)

    answer = asking.client.get("/api/patients", headers=header)

    assert answer.status_code in statuses, answer.content


@pytest.mark.parametrize("key", ["\x00" * 32, "ü" * 32, "a'b"])
def test_the_sign_in_library_is_asked_for_no_such_session(caller, key):
    answer = caller(None).client.get(
        "/_allauth/app/v1/auth/session", headers={"x-session-token": key}
    )

    assert answer.status_code in (401, 410), answer.content
