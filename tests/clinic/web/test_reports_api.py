"""Reports, cards and progress over HTTP."""

from datetime import UTC, date, datetime

import pytest
from tests.clinic.made_plans import answer_precautions, open_episode, publish
from tests.clinic.made_results import keep_goal, keep_result

from restride.records import clock
from restride.records.models import PatientAccess, User
from restride.records.roles import Role

NOW = datetime(2026, 5, 24, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at(NOW):
        yield


@pytest.fixture
def episode(make_patient, therapist):
    patient = make_patient()
    episode = open_episode(therapist, patient, name="stroke")
    keep_result(episode, day=date(2026, 3, 2), value=26.0)
    keep_result(episode, day=date(2026, 5, 20), value=12.0)
    keep_goal(episode, day=date(2026, 3, 2), baseline=26.0)
    publish(therapist, patient, since=date(2026, 5, 1), episode=episode, name="stroke")
    answer_precautions(episode, day=date(2026, 5, 24), name="stroke")
    return episode


@pytest.fixture
def by_therapist(therapist, caller):
    return caller(User.objects.get(pk=therapist.user_id))


@pytest.fixture
def at_home(episode, caller):
    user = User.objects.create(username="p")
    PatientAccess.objects.create(
        clinic_id=episode.clinic_id, patient_id=episode.patient_id, user=user
    )
    return caller(user)


def test_a_report_is_drafted_edited_signed_and_amended(by_therapist, at_home, episode):
    made = by_therapist.ask("POST", f"/episodes/{episode.pk}/reports", {"kind": "progress"})
    assert made.status_code == 201, made.content
    address = f"/reports/{made.json()['id']}"

    assert at_home.ask("GET", address).status_code == 404
    edited = by_therapist.ask("PUT", address, {"text": "Better."}, if_match=made["ETag"])
    assert edited.status_code == 200, edited.content
    stale = by_therapist.ask("PUT", address, {"text": "Worse."}, if_match=made["ETag"])
    assert stale.status_code == 412
    signed = by_therapist.ask("POST", f"{address}/sign", if_match=edited["ETag"])
    assert (signed.status_code, signed.json()["state"]) == (200, "signed"), signed.content
    again = by_therapist.ask("POST", f"{address}/sign", if_match=signed["ETag"])
    assert (again.status_code, again.json()["type"]) == (
        409,
        "urn:restride:problem:impossible-move",
    )
    content = {"text": "Much better.", "reason": "A word was missing."}
    amended = by_therapist.ask("POST", f"{address}/amend", content, if_match=signed["ETag"])
    assert amended.json()["state"] == "amended", amended.content
    read = at_home.ask("GET", address).json()
    assert (read["report"]["text"], read["is_intact"]) == ("Much better.", True)
    assert read["amendments"] == []
    assert len(at_home.ask("GET", f"/patients/{episode.patient_id}/reports").json()["items"]) == 1


def test_a_link_opens_a_signed_report_without_an_account(by_therapist, episode, caller):
    made = by_therapist.ask("POST", f"/episodes/{episode.pk}/reports", {"kind": "handout"})
    address = f"/reports/{made.json()['id']}"
    draft = by_therapist.ask("POST", f"{address}/links", {})
    assert (draft.status_code, draft.json()["type"]) == (409, "urn:restride:problem:conflict")
    by_therapist.ask("POST", f"{address}/sign", if_match=made["ETag"])

    link = by_therapist.ask("POST", f"{address}/links", {"most_uses_count": 1})
    assert link.status_code == 201, link.content
    anybody, secret = caller(None), {"secret": link.json()["secret"]}
    opened = anybody.ask("POST", "/shared-reports/open", secret)
    assert opened.status_code == 200, opened.content
    assert opened.json()["given_name"] == "Anna"
    assert opened.json()["text"].startswith("Your exercises")
    assert opened["Cache-Control"] == "no-store"
    assert anybody.ask("POST", "/shared-reports/open", secret).status_code == 404
    (shown,) = by_therapist.ask("GET", f"{address}/links").json()
    assert (shown["uses_count"], "secret" in shown) == (1, False)
    revoked = by_therapist.ask("POST", f"/share-links/{shown['id']}/revoke")
    assert revoked.json()["revoked_at"] is not None


def test_whoever_guesses_links_is_stopped(caller, clinic):
    anybody = caller(None)

    answers = [
        anybody.ask("POST", "/shared-reports/open", {"secret": f"guess-{number}"})
        for number in range(12)
    ]

    assert [each.status_code for each in answers] == [404] * 10 + [429] * 2
    assert answers[-1]["Retry-After"] == "60"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "poem"}, "kind"),
        ({"kind": "progress", "colour": "red"}, "colour"),
        ({}, "kind"),
    ],
)
def test_wrong_fields_are_named(by_therapist, episode, body, field):
    answer = by_therapist.ask("POST", f"/episodes/{episode.pk}/reports", body)

    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"].endswith(field)


def test_progress_is_told_with_what_it_rests_on(by_therapist, at_home, episode):
    (trend,) = at_home.ask("GET", f"/episodes/{episode.pk}/trends").json()
    assert trend["measure"] == "tug.time_s"
    assert trend["change"]["verdict"] in ("real improvement", "likely meaningful")
    assert trend["change"]["mdc"] is not None
    assert trend["change"]["sources"]
    assert [each["value"] for each in trend["points"]] == [26.0, 12.0]

    told = at_home.ask("GET", f"/episodes/{episode.pk}/adherence").json()
    assert told["week"]["words"].startswith("unknown: not synced since 2026-05-18")
    days = at_home.ask(
        "GET", f"/episodes/{episode.pk}/due?first_day=2026-05-24&last_day=2026-05-25"
    ).json()
    assert [each["plan_number"] for each in days] == [1, 1]
    strip = by_therapist.ask("GET", f"/episodes/{episode.pk}/since-last-visit").json()
    assert (strip["visited_at"], strip["pain_most_points"]) == (None, None)
    rows = by_therapist.ask("GET", f"/episodes/{episode.pk}/progressions").json()
    assert {each["proposal"]["move"] for each in rows} <= {"hold", "pause"}
    assert all(each["proposal"]["reason"] for each in rows)
    assert at_home.ask("GET", f"/episodes/{episode.pk}/progressions").status_code == 403


def test_the_list_of_attention_names_one_thing_to_do(by_therapist, at_home, episode):
    found = by_therapist.ask("GET", "/attention").json()

    steps = {each["kind"]: each["step"] for each in found["lines"]}
    assert steps["stopped"] == "call"
    assert (found["held_back_count"], found["more_words"]) == (0, None)
    assert at_home.ask("GET", "/attention").status_code == 403


def test_a_card_is_proposed_given_and_confirmed(by_therapist, at_home, episode):
    proposed = by_therapist.ask("GET", f"/episodes/{episode.pk}/education-proposals").json()
    address = f"/patients/{episode.patient_id}/education"

    given = by_therapist.ask(
        "POST", address, {"topic": proposed[0]["topic"], "because": proposed[0]["because"]}
    )
    assert given.status_code == 201, given.content
    (card,) = at_home.ask("GET", address).json()
    assert card["words"]["title"] == proposed[0]["title"]
    state = f"/education/{given.json()['id']}/state"
    marked = at_home.ask("PUT", state, {"state": "confirmed", "understood": True})
    assert (marked.status_code, marked.json()["understood"]) == (200, True), marked.content
    assert at_home.ask("PUT", state, {"state": "read"}).status_code == 409
    assert at_home.ask("POST", address, {"topic": "x"}).status_code == 403


def test_nothing_of_it_is_there_for_strangers(make_staff, caller, episode):
    stranger = caller(make_staff(Role.THERAPIST, "outside"))

    for path in ("trends", "adherence", "since-last-visit", "progressions", "education-proposals"):
        assert stranger.ask("GET", f"/episodes/{episode.pk}/{path}").status_code == 404, path
    for path in ("reports", "education"):
        assert stranger.ask("GET", f"/patients/{episode.patient_id}/{path}").status_code == 404
