"""Episodes, facts, plans of care and safety over HTTP."""

import pytest

from restride.records.roles import Role

STROKE = {
    "conditions": [{"condition": "stroke", "side": "left", "since": "2026-02-01"}],
    "problem": "Falls on stairs",
}


@pytest.fixture
def therapist_user(therapist):
    from restride.records.models import User

    return User.objects.get(pk=therapist.user_id)


@pytest.fixture
def asking(therapist_user, caller):
    return caller(therapist_user)


@pytest.fixture
def patient(make_patient):
    return make_patient()


@pytest.fixture
def episode(asking, patient):
    made = asking.ask("POST", f"/patients/{patient.pk}/episodes", STROKE)
    assert made.status_code == 201, made.content
    return made.json()


def test_an_episode_goes_its_way_from_open_to_reopened(asking, patient, episode):
    address = f"/episodes/{episode['id']}"
    assert (episode["state"], episode["facts"]["body"]["height_m"]) == ("active", None)
    assert asking.ask("POST", f"{address}/hold", {"why": "Away"}).json()["state"] == "on_hold"
    assert asking.ask("POST", f"{address}/resume").json()["state"] == "active"
    read = asking.ask("GET", address)
    ended = asking.ask(
        "POST",
        f"{address}/discharge",
        {"reason": "goals_met", "outcome": "Walks to the shop"},
        if_match=read["ETag"],
    )
    assert (ended.status_code, ended.json()["discharge_reason"]) == (200, "goals_met")
    again = asking.ask("POST", f"{address}/reopen", {"why": "Fell"}).json()
    assert [each["step"] for each in again["history"]] == [
        "opened",
        "held",
        "resumed",
        "discharged",
        "reopened",
    ]
    due = asking.ask("GET", f"{address}/care-due").json()
    assert due == [{"kind": "new", "on": None, "reason": None}]
    listed = asking.ask("GET", f"/patients/{patient.pk}/episodes").json()
    assert [each["id"] for each in listed["items"]] == [episode["id"]]


def test_a_planned_episode_is_started_or_cancelled(asking, patient):
    address = f"/patients/{patient.pk}/episodes"
    first = asking.ask("POST", address, {**STROKE, "is_planned": True}).json()
    assert (first["state"], first["started_on"]) == ("planned", None)
    assert asking.ask("POST", f"/episodes/{first['id']}/start").json()["state"] == "active"
    second = asking.ask("POST", address, {**STROKE, "is_planned": True}).json()
    gone = asking.ask("POST", f"/episodes/{second['id']}/cancel", {"why": "Elsewhere"})
    assert gone.json()["state"] == "cancelled"


def test_edits_need_their_version_and_refusals_say_what_to_do(asking, episode):
    address = f"/episodes/{episode['id']}"

    assert asking.ask("PUT", address, STROKE).status_code == 428
    assert asking.ask("PUT", address, STROKE, if_match='"9"').status_code == 412
    edited = asking.ask("PUT", address, {**STROKE, "problem": "Turns"}, if_match='"1"')
    assert (edited.json()["problem"], edited["ETag"]) == ("Turns", '"2"')
    wrong = asking.ask("POST", f"{address}/resume")
    assert (wrong.status_code, wrong.json()["type"]) == (409, "urn:restride:problem:conflict")
    held = asking.ask("POST", f"{address}/hold", {"why": "Away"})
    assert held.status_code == 200
    again = asking.ask("POST", f"{address}/hold", {"why": "Away"})
    assert (again.status_code, again.json()["allowed"]) == (409, ["active", "discharged"])


def test_facts_are_patched_by_part(asking, episode):
    address = f"/episodes/{episode['id']}/facts"

    first = asking.ask(
        "PATCH", address, {"body": {"height_m": 1.7}, "aid": "rollator"}, if_match='"1"'
    )
    assert first.status_code == 200, first.content
    second = asking.ask(
        "PATCH", address, {"home": {"equipment": ["chair"]}, "aid": None}, if_match='"2"'
    )

    facts = second.json()["facts"]
    assert facts["body"]["height_m"] == 1.7
    assert (facts["aid"], facts["home"]["equipment"]) == (None, ["chair"])
    assert facts["settings"] == ["clinic", "home"]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"body": {"height_m": 175}}, "body.body.body.height_m"),
        ({"body": {"age_years": 70}}, "body.body.body.age_years"),
        ({"shoe_size": 43}, "shoe_size"),
        ({"home": {"equipment": ["trampoline_xl"]}}, "home, equipment must be of"),
        ({"home": None}, "home"),
        ({}, "At least one part"),
    ],
)
def test_facts_that_cannot_be_are_refused_by_their_place(asking, episode, parts, words):
    answer = asking.ask("PATCH", f"/episodes/{episode['id']}/facts", parts, if_match='"1"')

    assert answer.status_code == 422
    assert words.rsplit(".", maxsplit=1)[-1] in answer.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        {"conditions": []},
        {"conditions": [{"condition": "sadness"}]},
        {"conditions": [{"condition": "stroke"}, {"condition": "stroke"}]},
        {**STROKE, "started_on": "3026-01-01"},
        {**STROKE, "diagnosis": "x"},
        {**STROKE, "problem": "x" * 301},
    ],
)
def test_an_episode_that_cannot_be_is_refused(asking, patient, body):
    answer = asking.ask("POST", f"/patients/{patient.pk}/episodes", body)

    assert answer.status_code == 422, answer.content
    assert answer["Content-Type"] == "application/problem+json"


def test_plans_of_care_are_started_edited_ended_and_listed(asking, episode):
    address = f"/episodes/{episode['id']}/plans-of-care"
    plan = asking.ask("POST", address, {"started_on": "2026-05-04"})
    assert plan.status_code == 201, plan.content

    edited = asking.ask(
        "PUT",
        f"/plans-of-care/{plan.json()['id']}",
        {"started_on": "2026-05-04", "expires_on": "2026-08-02"},
        if_match=plan["ETag"],
    )
    ended = asking.ask("POST", f"/plans-of-care/{plan.json()['id']}/end")

    assert edited.json()["expires_on"] == "2026-08-02"
    assert ended.json()["is_over"] is True
    assert [each["is_over"] for each in asking.ask("GET", address).json()] == [True]


def test_questions_are_answered_and_a_check_says_whether_the_gate_is_open(asking, episode):
    address = f"/episodes/{episode['id']}"
    questions = asking.ask("GET", f"{address}/precautions").json()
    assert {each["presence"] for each in questions} == {"unanswered"}
    answers = [{"code": each["code"], "presence": "absent"} for each in questions]
    answers[0] |= {"presence": "present", "note": "Chest felt tight on Tuesday"}

    answered = asking.ask("POST", f"{address}/precautions", {"answers": answers})

    assert answered.status_code == 201, answered.content
    assert {each["presence"] for each in answered.json()} == {"present", "absent"}
    vitals = {"systolic_mmhg": 128, "diastolic_mmhg": 78, "heart_rate_bpm": 72}
    check = asking.ask("POST", f"{address}/safety-checks", {"vitals": vitals})
    assert check.status_code == 201, check.content
    assert check.json()["is_open"] is False
    assert check.json()["gate"]["lines"][0]["code"] == "chest_pain_or_faint"
    listed = asking.ask("GET", f"{address}/safety-checks").json()["items"]
    assert [each["id"] for each in listed] == [check.json()["id"]]
    assert asking.ask("POST", f"{address}/safety-checks", {}).json()["vitals"] is None


@pytest.mark.parametrize(
    "vitals",
    [
        {"systolic_mmhg": 78, "diastolic_mmhg": 128},
        {"heart_rate_bpm": 5},
        {"taken_on": "2026-01-01"},
        {"heart_rate_bpm": "fast"},
    ],
)
def test_vital_signs_that_nobody_has_are_refused(asking, episode, vitals):
    answer = asking.ask("POST", f"/episodes/{episode['id']}/safety-checks", {"vitals": vitals})

    assert answer.status_code == 422, answer.content


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR])
def test_the_desk_opens_and_reads_no_episode(make_staff, caller, patient, episode, role):
    desk = caller(make_staff(role))

    for method, path, body in (
        ("POST", f"/patients/{patient.pk}/episodes", STROKE),
        ("GET", f"/patients/{patient.pk}/episodes", None),
        ("GET", f"/episodes/{episode['id']}", None),
        ("GET", f"/episodes/{episode['id']}/precautions", None),
        ("GET", f"/episodes/{episode['id']}/safety-checks", None),
        ("GET", f"/episodes/{episode['id']}/plans-of-care", None),
    ):
        assert desk.ask(method, path, body).status_code == 403, path


def test_nobody_else_finds_it(make_staff, caller, other_clinic, episode):
    for user, status in (
        (make_staff(Role.THERAPIST, "stranger"), 404),
        (make_staff(Role.THERAPIST, "far", at=other_clinic), 404),
        (None, 401),
    ):
        assert caller(user).ask("GET", f"/episodes/{episode['id']}").status_code == status
