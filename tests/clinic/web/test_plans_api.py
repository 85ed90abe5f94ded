"""From findings to a published plan over HTTP: each step rests on the one before."""

from datetime import UTC, datetime

import pytest

from restride.clinical.precautions import Presence
from restride.records import clock
from restride.records.actions.safety import Answered, answer_precautions
from restride.records.models import User
from restride.records.roles import Role

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def desk(therapist, caller):
    return caller(User.objects.get(pk=therapist.user_id))


@pytest.fixture
def episode(desk, make_episode):
    found = make_episode(facts={"home": {"supervision": "someone_near", "equipment": []}})
    begun = desk.ask(
        "POST",
        f"/episodes/{found.pk}/assessments",
        {
            "battery": "retest",
            "answers": {"walks_10_m": True},
            "circumstances": {
                "aid": "none",
                "assistance": "independent",
                "footwear": "shoes",
                "protocol": "6 m of 10 m",
            },
        },
    ).json()
    speed = {
        "instrument": "gait_speed_10m",
        "tested_on": "2026-05-04",
        "scores": {"comfortable_mps": 0.62},
    }
    entered = desk.ask("POST", f"/assessments/{begun['id']}/results", speed)
    assert entered.status_code == 201, entered.content
    return found


def _proposed(desk, episode):
    return desk.ask("POST", f"/episodes/{episode.pk}/findings/propose", {}).json()


def test_findings_are_proposed_worded_and_rejected(desk, episode):
    found = _proposed(desk, episode)
    assert len(found) > 1
    first = f"/findings/{found[0]['id']}"
    assert found[0]["proposed"]["observed"]

    edited = desk.ask(
        "POST", f"{first}/decide", {"decision": "edit", "sentence": "Slow."}, if_match='"1"'
    )
    assert (edited.status_code, edited.json()["sentence"]) == (200, "Slow.")
    bare = desk.ask(
        "POST", f"/findings/{found[1]['id']}/decide", {"decision": "reject"}, if_match='"1"'
    )
    assert bare.status_code == 422
    assert "rejected for a reason" in bare.json()["detail"]
    assert desk.ask("GET", first).json()["state"] == "edited"
    listed = desk.ask("GET", f"/episodes/{episode.pk}/findings?with_withdrawn=true").json()
    assert len(listed["items"]) == len(found)


def test_goals_are_set_proposed_agreed_and_changed(desk, episode):
    wish = {"words": "Cross the road", "measure": "gait_speed_10m.comfortable_mps"}
    made = desk.ask("POST", f"/episodes/{episode.pk}/goals", wish)
    assert made.status_code == 201, made.content
    goal = made.json()
    assert goal["goal"]["baseline"] == 0.62
    assert goal["target"] > 0.62
    near = desk.ask("POST", f"/episodes/{episode.pk}/goals", wish | {"target": 0.63})
    assert (near.status_code, "or say why" in near.json()["detail"]) == (422, True)

    address = f"/goals/{goal['id']}"
    active = desk.ask("POST", f"{address}/events", {"kind": "activated"}, if_match=made["ETag"])
    assert (active.status_code, active.json()["status"]) == (201, "active")
    late = desk.ask("POST", f"{address}/events", {"kind": "activated"}, if_match=made["ETag"])
    assert late.status_code in (412, 422)
    assert len(desk.ask("GET", address).json()["goal"]["events"]) == 2
    for each in _proposed(desk, episode):
        desk.ask("POST", f"/findings/{each['id']}/decide", {"decision": "accept"}, if_match='"1"')
    more = desk.ask("GET", f"/episodes/{episode.pk}/goal-proposals").json()
    if more:
        agreed = desk.ask(
            "POST",
            f"/episodes/{episode.pk}/goal-proposals",
            {"measures": [more[0]["measure"]]},
        )
        assert agreed.status_code == 201, agreed.content
    other = {"measures": ["nothing.of_it"]}
    refused = desk.ask("POST", f"/episodes/{episode.pk}/goal-proposals", other)
    assert refused.status_code == 422
    assert len(desk.ask("GET", f"/episodes/{episode.pk}/goals").json()["items"]) >= 1


def test_a_plan_goes_from_draft_to_publication_and_to_the_next_version(desk, episode):
    made = desk.ask("POST", f"/episodes/{episode.pk}/plans", {})
    assert made.status_code == 201, made.content
    plan = made.json()
    address = f"/plans/{plan['id']}"
    row = plan["plan"]["prescriptions"][0]
    key = f"{row['setting']}:{row['exercise']}:{row['side'] or 'both'}"
    edits = {"edits": [{"kind": "dose", "key": key}, {"kind": "visits", "visits_count": 1}]}
    edited = desk.ask("PATCH", address, edits, if_match=made["ETag"])
    assert edited.status_code == 200, edited.content
    assert edited.json()["plan"]["visits_count"] == 1
    days = {"schedule": {"weekdays": [0, 4]}}
    scheduled = desk.ask("PUT", f"{address}/schedule", days, if_match=edited["ETag"])
    assert scheduled.json()["schedule"]["weekdays"] == [0, 4]

    published = desk.ask(
        "POST",
        f"{address}/publish",
        {"effective_from": "2026-05-05"},
        if_match=scheduled["ETag"],
    )
    assert published.status_code == 200, published.content
    assert published.json()["changed_since_draft"] == []
    assert desk.ask("GET", f"/episodes/{episode.pk}/plan-in-force").status_code == 422
    held = desk.ask("GET", f"/episodes/{episode.pk}/plan-in-force?day=2026-05-06").json()
    assert (held["id"], held["number"]) == (plan["id"], 1)


def test_the_next_version_is_drafted_compared_kept_as_a_template_and_given_up(desk, episode):
    made = desk.ask("POST", f"/episodes/{episode.pk}/plans", {})
    plan = made.json()
    address = f"/plans/{plan['id']}"
    day = {"effective_from": "2026-05-05"}
    published = desk.ask("POST", f"{address}/publish", day, if_match=made["ETag"])
    row = plan["plan"]["prescriptions"][0]
    key = f"{row['setting']}:{row['exercise']}:{row['side'] or 'both'}"

    following = desk.ask("POST", f"{address}/next")
    assert following.status_code == 201, following.content
    second = f"/plans/{following.json()['id']}"
    out = {"edits": [{"kind": "remove", "key": key, "why": "Bored"}]}
    edited = desk.ask("PATCH", second, out, if_match=following["ETag"])
    told = desk.ask("GET", f"{second}/difference?before={plan['id']}").json()
    assert [each["kind"] for each in told["rows"]] == ["removed"]
    listed = desk.ask("GET", f"/episodes/{episode.pk}/plans").json()
    assert [each["state"] for each in listed] == ["draft", "active"]
    kept = desk.ask("POST", f"{second}/templates", {"name": "Mine", "code": "mine"})
    assert kept.status_code == 201, kept.content
    shown = desk.ask("GET", "/plan-templates").json()["items"]
    assert [each["code"] for each in shown] == ["mine"]
    applied = desk.ask(
        "POST",
        f"{second}/apply-template",
        {"template_id": kept.json()["id"]},
        if_match=edited["ETag"],
    )
    assert applied.json()["left_out"] == []
    retired = desk.ask("POST", f"/plan-templates/{kept.json()['id']}/retire")
    assert retired.json()["state"] == "retired"
    gone = desk.ask("POST", f"{second}/discard", if_match=applied["ETag"])
    assert gone.json()["state"] == "stopped"
    back = desk.ask("POST", f"{address}/withdraw", {"why": "Ill"}, if_match=published["ETag"])
    assert (back.json()["state"], back.json()["published_at"]) == ("stopped", None)


def test_a_plan_in_force_is_held_gone_on_with_and_stopped(desk, episode):
    made = desk.ask("POST", f"/episodes/{episode.pk}/plans", {})
    address = f"/plans/{made.json()['id']}"
    today = {"effective_from": "2026-05-04"}
    row = desk.ask("POST", f"{address}/publish", today, if_match=made["ETag"])
    row = desk.ask("POST", f"{address}/hold", {"why": "Flu"}, if_match=row["ETag"])
    assert row.json()["state"] == "on_hold"
    row = desk.ask("POST", f"{address}/resume", if_match=row["ETag"])
    assert row.json()["state"] == "active"
    end = {"from_day": "2026-05-05", "why": "Done", "is_completed": True}
    row = desk.ask("POST", f"{address}/stop", end, if_match=row["ETag"])
    assert (row.json()["state"], row.json()["effective_to"]) == ("completed", "2026-05-04")


def test_what_is_blocked_is_refused_with_the_rule_and_what_to_do(desk, therapist, episode):
    made = desk.ask("POST", f"/episodes/{episode.pk}/plans", {})
    address = f"/plans/{made.json()['id']}"
    prosthesis = {"kind": "add", "exercise": "gait_prosthetic", "setting": "clinic"}
    refused = desk.ask("PATCH", address, {"edits": [prosthesis]}, if_match=made["ETag"])
    assert refused.status_code == 409
    assert "-> Choose another exercise" in refused.json()["detail"]

    flag = Answered(code="chest_pain_or_faint", presence=Presence.PRESENT)
    answer_precautions(therapist, episode.pk, [flag])
    today = {"effective_from": "2026-05-04"}
    closed = desk.ask("POST", f"{address}/publish", today, if_match=made["ETag"])
    assert closed.status_code == 409
    assert "The safety gate is closed" in closed.json()["detail"]
    assert desk.ask("GET", address).json()["blocked"]


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        ({"kind": "dose", "key": "x", "sets_count": 0}, "sets_count"),
        ({"kind": "fly", "key": "x"}, "edits"),
        ({"kind": "remove", "key": "x"}, "why"),
        ({"kind": "visits", "visits_count": 8}, "visits_count"),
    ],
)
def test_wrong_edits_are_named(desk, episode, edit, field):
    made = desk.ask("POST", f"/episodes/{episode.pk}/plans", {})
    address = f"/plans/{made.json()['id']}"
    answer = desk.ask("PATCH", address, {"edits": [edit]}, if_match=made["ETag"])

    assert answer.status_code == 422
    assert any(field in each["field"] for each in answer.json()["fields"])


def test_phases_are_read_entered_and_answered(desk, make_episode):
    episode = make_episode("tka")
    (now,) = desk.ask("GET", f"/episodes/{episode.pk}/phases").json()
    second = now["phases"][1]["phase"]
    entered = desk.ask("POST", f"/episodes/{episode.pk}/phases", {"phase": second})
    assert entered.status_code == 201, entered.content
    (after,) = desk.ask("GET", f"/episodes/{episode.pk}/phases").json()
    assert after["current"] == second
    kinds = {"patient_report": "reported", "therapist_check": "checked"}
    criterion = next(
        each for phase in now["phases"] for each in phase["criteria"] if each["kind"] in kinds
    )
    body = {
        "criterion": criterion["criterion"],
        "said": kinds[criterion["kind"]],
        "is_met": True,
    }
    answered = desk.ask("POST", f"/episodes/{episode.pk}/phase-criteria", body)
    assert answered.status_code == 201, answered.content
    wrong = desk.ask("POST", f"/episodes/{episode.pk}/phases", {"phase": "moon"})
    assert wrong.status_code == 422


def test_nobody_outside_the_care_team_finds_any_of_it(desk, make_staff, caller, episode):
    plan = desk.ask("POST", f"/episodes/{episode.pk}/plans", {}).json()
    finding = _proposed(desk, episode)[0]
    outside = caller(make_staff(Role.THERAPIST, "outside"))

    for address in (
        f"/plans/{plan['id']}",
        f"/findings/{finding['id']}",
        f"/episodes/{episode.pk}/plans",
        f"/episodes/{episode.pk}/goals",
        f"/episodes/{episode.pk}/phases",
        f"/episodes/{episode.pk}/findings",
    ):
        assert outside.ask("GET", address).status_code == 404, address
