"""Assessments over HTTP: proposed, begun, entered, corrected, signed; refused with reasons."""

from datetime import UTC, datetime

import pytest

from restride.records import clock
from restride.records.models import CareTeamMember, User
from restride.records.roles import Role

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
TOLD = {"aid": "none", "assistance": "independent", "footwear": "shoes"}
ABLE = {"stands_30_s": True, "walks_10_m": True, "endurance_wanted": False}
TUG = {"instrument": "tug", "tested_on": "2026-05-04", "trials": [14.2, 15.0]}


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def desk(therapist, caller):
    return caller(User.objects.get(pk=therapist.user_id))


@pytest.fixture
def begun(desk, make_episode):
    episode = make_episode()
    body = {"battery": "quick_screen", "answers": ABLE, "circumstances": TOLD}
    return desk.ask("POST", f"/episodes/{episode.pk}/assessments", body).json()


def test_a_battery_goes_from_proposal_to_signature(desk, make_episode):
    episode = make_episode(facts={"aid": "single_cane"})
    proposed = desk.ask("POST", f"/episodes/{episode.pk}/battery-proposals", ABLE)
    assert proposed.status_code == 200, proposed.content
    assert [each["id"] for each in proposed.json()["batteries"]][1] == "quick_screen"
    assert proposed.json()["circumstances"]["aid"] == "single_cane"

    body = {"battery": "quick_screen", "answers": ABLE, "circumstances": TOLD}
    begun = desk.ask("POST", f"/episodes/{episode.pk}/assessments", body)
    assert begun.status_code == 201, begun.content
    assert begun["ETag"] == '"1"'
    address = f"/assessments/{begun.json()['id']}"
    assert begun.json()["following"]["test"] == "4stage"
    entered = desk.ask("POST", f"{address}/results", TUG)
    assert entered.status_code == 201, entered.content
    assert entered.json()["result"]["scores"][0]["value"] == 14.6
    assert desk.ask("POST", f"{address}/results", TUG).status_code == 200

    over = desk.ask("POST", f"{address}/complete", {"rest": "Tired"}, if_match='"1"')
    assert over.json()["state"] == "completed"
    signed = desk.ask("POST", f"{address}/sign", if_match=over["ETag"])
    assert (signed.status_code, signed.json()["state"]) == (200, "signed")
    read = desk.ask("GET", address).json()
    assert {each["state"] for each in read["tests"]} == {"skipped", "valid"}
    listed = desk.ask("GET", f"/episodes/{episode.pk}/assessments").json()
    assert [each["id"] for each in listed["items"]] == [begun.json()["id"]]


def test_a_summary_tells_reference_last_time_and_verdict(desk, make_episode):
    episode = make_episode()
    body = {"battery": "quick_screen", "answers": ABLE, "circumstances": TOLD}
    found = []
    for time_s in (24.0, 15.0):
        begun = desk.ask("POST", f"/episodes/{episode.pk}/assessments", body).json()
        address = f"/assessments/{begun['id']}"
        desk.ask("POST", f"{address}/results", TUG | {"trials": [time_s]})
        found.append(desk.ask("GET", f"{address}/summary"))

    first, second = (each.json() for each in found)
    assert found[0].status_code == 200, found[0].content
    (line,) = first
    assert (line["shown"], line["verdict"], line["last_on"]) == ("24.0 s", None, None)
    assert line["references"]
    assert all(each["sources"] for each in (*line["references"], *line["cut_offs"]))
    (line,) = second
    assert (line["last_on"], line["before"]) == ("2026-05-04", 24.0)
    assert line["verdict"] in ("real improvement", "likely meaningful", "no MDC known")
    assert line["verdict_words"]


def test_a_result_without_conditions_is_refused_with_what_to_tell(desk, make_episode):
    begun = desk.ask(
        "POST",
        f"/episodes/{make_episode().pk}/assessments",
        {"battery": "quick_screen", "answers": ABLE, "circumstances": {}},
    ).json()
    answer = desk.ask("POST", f"/assessments/{begun['id']}/results", TUG)

    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("A result without conditions cannot be compared")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"trials": [1e300]}, "body.trials"),
        ({"state": "perhaps"}, "body.state"),
        ({"circumstances": {"aid": "wings"}}, "body.circumstances.aid"),
        ({"tested_on": "1800-01-01"}, "body.tested_on"),
        ({"rater": "me"}, "body.rater"),
    ],
)
def test_wrong_fields_are_named(desk, begun, body, field):
    answer = desk.ask("POST", f"/assessments/{begun['id']}/results", TUG | body)

    assert answer.status_code == 422
    assert any(each["field"].startswith(field) for each in answer.json()["fields"])


def test_conditions_results_and_trials_are_edited_on_the_version_that_was_read(desk, begun):
    address = f"/assessments/{begun['id']}"
    told = TOLD | {"aid": "rollator"}
    edited = desk.ask("PUT", f"{address}/circumstances", told, if_match='"1"')
    assert edited.json()["circumstances"]["aid"] == "rollator"
    assert desk.ask("PUT", f"{address}/circumstances", told, if_match='"1"').status_code == 412
    assert desk.ask("PUT", f"{address}/circumstances", told).status_code == 428

    entered = desk.ask("POST", f"{address}/results", TUG)
    result = f"/results/{entered.json()['id']}"
    trial = desk.ask("POST", f"{result}/trials", {"number": 1, "quality": {"verdict": "usable"}})
    assert trial.status_code == 201, trial.content
    verdict = desk.ask(
        "PUT",
        f"/trials/{trial.json()['id']}/verdict",
        {"is_usable": False},
        if_match=trial["ETag"],
    )
    assert verdict.json()["state"] == "rejected"
    corrected = desk.ask(
        "POST",
        f"{result}/corrections",
        TUG | {"trials": [12.0], "why": "Other stopwatch"},
        if_match=entered["ETag"],
    )
    assert corrected.status_code == 201, corrected.content
    old = desk.ask("GET", result).json()
    assert old["corrected_by_id"] == corrected.json()["id"]
    assert old["result"]["trials"] == [14.2, 15.0]
    gone = desk.ask(
        "POST",
        f"/results/{corrected.json()['id']}/discard",
        {"why": "Other person"},
        if_match=corrected["ETag"],
    )
    assert gone.json()["state"] == "discarded"


def test_it_can_be_reopened_or_broken_off(desk, begun):
    address = f"/assessments/{begun['id']}"
    over = desk.ask("POST", f"{address}/complete", {"rest": "Tired"}, if_match='"1"')
    again = desk.ask("POST", f"{address}/reopen", if_match=over["ETag"])
    assert again.json()["state"] == "in_progress"
    left = desk.ask("POST", f"{address}/abandon", {"why": "Fire alarm"}, if_match=again["ETag"])
    assert left.json()["state"] == "abandoned"
    refused = desk.ask("POST", f"{address}/sign", if_match=left["ETag"])
    assert (refused.status_code, refused.json()["type"]) == (
        409,
        "urn:restride:problem:impossible-move",
    )


def test_values_are_listed_with_where_they_come_from(desk, begun):
    entered = desk.ask("POST", f"/assessments/{begun['id']}/results", TUG).json()
    address = f"/patients/{begun['patient_id']}/observations"

    listed = desk.ask("GET", f"{address}?code=tug.time_s&code=x&first_day=2026-05-01").json()

    assert [(each["code"], each["value"], each["unit"]) for each in listed["items"]] == [
        ("tug.time_s", 14.6, "s")
    ]
    assert listed["items"][0]["test_result_id"] == entered["id"]
    assert listed["items"][0]["side"] is None
    assert desk.ask("GET", f"{address}?code=other").json()["items"] == []
    backwards = desk.ask("GET", f"{address}?first_day=2026-05-04&last_day=2026-05-01")
    assert backwards.status_code == 422


def test_wordings_are_shown_with_a_pack_alone(desk, make_staff, caller):
    admin = caller(make_staff(Role.ADMINISTRATOR))
    assert desk.ask("GET", "/instruments/abc/items").json() == []
    assert desk.ask("GET", "/instruments/nothing/items").status_code == 422
    pack = {
        "instrument": "abc",
        "licence": "clinic licence 7",
        "holder": "The publisher",
        "expires": "2026-12-31",
        "language": "en",
        "items": {f"item_{number}": f"Wording {number}" for number in range(1, 17)},
    }
    assert desk.ask("POST", "/licence-packs", pack).status_code == 403

    loaded = admin.ask("POST", "/licence-packs", pack)

    assert loaded.status_code == 201, loaded.content
    assert "Wording" not in loaded.content.decode()
    assert desk.ask("GET", "/instruments/abc/items").json()[0]["wording"] == "Wording 1"
    assert len(desk.ask("GET", "/licence-packs").json()["items"]) == 1
    removed = admin.ask("DELETE", f"/licence-packs/{loaded.json()['id']}")
    assert removed.json()["removed_at"] is not None
    assert desk.ask("GET", "/instruments/abc/items").json() == []


def test_a_person_sees_their_own_results_and_enters_none(desk, make_staff, caller, begun):
    viewer = make_staff(Role.VIEWER)
    CareTeamMember.objects.create(
        clinic=viewer.memberships.get().clinic, patient_id=begun["patient_id"], user=viewer
    )
    looking = caller(viewer)

    assert looking.ask("GET", f"/assessments/{begun['id']}").status_code == 200
    assert looking.ask("POST", f"/assessments/{begun['id']}/results", TUG).status_code == 403
    outside = caller(make_staff(Role.THERAPIST, "outside"))
    assert outside.ask("GET", f"/assessments/{begun['id']}").status_code == 404
