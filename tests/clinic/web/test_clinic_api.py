"""The clinic over HTTP: its settings and sites, with their versions."""

import pytest

from restride.records.roles import Role


@pytest.fixture
def desk(make_staff, caller):
    return caller(make_staff(Role.ADMINISTRATOR))


def _settings(desk) -> dict[str, object]:
    found = desk.ask("GET", "/clinic").json()
    return {key: each for key, each in found.items() if key not in {"id", "version", "is_demo"}}


def test_settings_are_edited_with_their_version(desk):
    body = _settings(desk) | {"idle_limit_min": 10, "equipment": ["treadmill"]}

    edited = desk.ask("PUT", "/clinic", body, if_match='"1"')

    assert edited.status_code == 200, edited.content
    assert edited["ETag"] == '"2"'
    assert desk.ask("GET", "/clinic").json()["equipment"] == ["treadmill"]
    assert desk.ask("PUT", "/clinic", body, if_match='"1"').status_code == 412
    assert desk.ask("PUT", "/clinic", body).status_code == 428


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"idle_limit_min": 0}, "not as they must be"),
        ({"absolute_limit_min": 1441}, "not as they must be"),
        ({"is_demo": True}, "not as they must be"),
        ({"idle_limit_min": 60, "absolute_limit_min": 30}, "must not be above"),
        ({"time_zone": "Europe/Atlantis"}, "A time zone must be a name"),
    ],
)
def test_senseless_settings_are_refused(desk, body, words):
    answer = desk.ask("PUT", "/clinic", _settings(desk) | body, if_match='"1"')

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_sites_are_named_once(desk, caller, make_staff, other_clinic):
    made = desk.ask("POST", "/sites", {"name": "Harbour"})
    assert (made.status_code, made["ETag"]) == (201, '"1"')
    address = f"/sites/{made.json()['id']}"

    assert desk.ask("POST", "/sites", {"name": "Harbour"}).status_code == 409
    assert desk.ask("PUT", address, {"name": "Port"}, if_match='"1"').json()["name"] == "Port"
    assert desk.ask("PUT", address, {"name": "Quay"}, if_match='"1"').status_code == 412
    assert [each["name"] for each in desk.ask("GET", "/sites").json()] == ["Port"]
    elsewhere = caller(make_staff(Role.ADMINISTRATOR, at=other_clinic))
    assert elsewhere.ask("PUT", address, {"name": "Q"}, if_match='"2"').status_code == 404
    assert elsewhere.ask("GET", "/sites").json() == []


def test_a_therapist_reads_and_does_not_edit(caller, make_staff, desk):
    therapist = caller(make_staff(Role.THERAPIST))

    body = _settings(therapist)
    assert therapist.ask("PUT", "/clinic", body, if_match='"1"').status_code == 403
    assert therapist.ask("POST", "/sites", {"name": "Harbour"}).status_code == 403
