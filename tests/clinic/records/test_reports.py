"""Reports rest on data, are signed whole, amended with the former kept, and shared for a while."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.clinic.made_plans import open_episode, publish
from tests.clinic.made_results import keep_goal, keep_result

from restride.records import clock
from restride.records.actions.reports import (
    amend_report,
    draft_report,
    edit_report,
    sign_report,
)
from restride.records.actions.sharing import open_shared_report, revoke_link, share_report
from restride.records.actors import actor_of
from restride.records.models import (
    Amendment,
    AuditEvent,
    Patient,
    PatientAccess,
    Report,
    ShareLink,
    User,
)
from restride.records.queries.reports import list_links, list_reports, read_report
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable, Stale
from restride.records.roles import Role
from restride.visit.moves import ImpossibleMove
from restride.visit.reports import ReportKind
from restride.visit.states import PatientState

NOW = datetime(2026, 5, 24, 18, tzinfo=UTC)
FIRST = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at(NOW):
        yield


@pytest.fixture
def episode(make_patient, therapist):
    patient = make_patient()
    episode = open_episode(therapist, patient, name="stroke")
    keep_result(episode, day=FIRST, value=26.0)
    keep_result(episode, day=date(2026, 5, 20), value=12.0)
    keep_goal(episode, day=FIRST, baseline=26.0)
    publish(therapist, patient, since=date(2026, 5, 1), episode=episode, name="stroke")
    return episode


@pytest.fixture
def at_home(episode):
    user = User.objects.create(username="p")
    PatientAccess.objects.create(
        clinic_id=episode.clinic_id, patient_id=episode.patient_id, user=user
    )
    return actor_of(user)


@pytest.fixture
def signed(therapist, episode):
    row = draft_report(therapist, episode.pk, ReportKind.PROGRESS)
    return sign_report(therapist, row.pk, version=1)


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        (ReportKind.ASSESSMENT, ["Tests", "Findings", "Goals"]),
        (
            ReportKind.PROGRESS,
            ["What changed", "Training at home", "Falls", "Goals", "Programme at home"],
        ),
        (
            ReportKind.DISCHARGE,
            ["Goals", "What changed", "Discharge", "Training at home", "Programme to go on with"],
        ),
        (ReportKind.HANDOUT, ["Your exercises", "To read"]),
    ],
)
def test_a_draft_says_what_its_kind_is_for(therapist, episode, kind, titles):
    row = draft_report(therapist, episode.pk, kind)

    lines = row.text.splitlines()
    assert [each for each in lines if each and not each.startswith("- ")] == titles
    assert row.snapshot["episode"] == {
        "id": str(episode.pk),
        "version": 1,
        "conditions": episode.conditions,
        "started_on": "2026-01-01",
    }
    assert row.snapshot["content_versions"]


def test_a_draft_rests_on_rows_with_their_ids_and_tells_the_verdict(therapist, episode):
    row = draft_report(therapist, episode.pk, ReportKind.PROGRESS)

    (trend,) = row.snapshot["trends"]
    assert trend["change"]["verdict"] in ("real improvement", "likely meaningful")
    assert "26.0" in row.text or "26 " in row.text
    assert row.snapshot["plan"]["number"] == 1
    assert row.snapshot["plan"]["rows"]
    tests = draft_report(therapist, episode.pk, ReportKind.ASSESSMENT).snapshot["results"]
    assert [each["result"]["scores"][0]["value"] for each in tests] == [12.0]
    assert all("id" in each and "version" in each for each in tests)


def test_nobody_is_named_in_a_draft(therapist, episode):
    row = draft_report(therapist, episode.pk, ReportKind.DISCHARGE)

    assert "Anna" not in str(row.snapshot)
    stored = Report.objects.filter(pk=row.pk).values().get()
    assert "improvement" not in repr(stored)


def test_a_draft_is_edited_on_its_version(therapist, episode):
    row = draft_report(therapist, episode.pk, ReportKind.PROGRESS)

    edited = edit_report(therapist, row.pk, text="Better.", version=1)

    assert (edited.text, edited.version) == ("Better.", 2)
    with pytest.raises(Stale):
        edit_report(therapist, row.pk, text="Worse.", version=1)


def test_what_is_signed_no_longer_changes_and_shows_when_it_was(therapist, signed):
    assert len(signed.digest) == 64
    assert read_report(therapist, signed.pk).is_intact is True
    with pytest.raises(Conflict, match="this report is signed. Amend it"):
        edit_report(therapist, signed.pk, text="x", version=signed.version)
    with pytest.raises(ImpossibleMove):
        sign_report(therapist, signed.pk, version=signed.version)

    signed.text = "Something else."
    signed.save()

    assert read_report(therapist, signed.pk).is_intact is False


def test_a_report_that_says_nothing_is_not_signed(therapist, episode):
    row = draft_report(therapist, episode.pk, ReportKind.PROGRESS)
    Report.objects.filter(pk=row.pk).update(text=None)

    with pytest.raises(NotUsable, match="says something, and this one has no text"):
        sign_report(therapist, row.pk, version=1)
    assert Report.objects.get(pk=row.pk).state == "draft"


def test_an_amendment_keeps_what_stood_there_and_is_chained_to_it(therapist, signed):
    before = signed.digest

    once = amend_report(
        therapist, signed.pk, text="Twice.", reason="a slip", version=signed.version
    )
    again = amend_report(
        therapist, signed.pk, text="Thrice.", reason="another", version=once.version
    )

    first, second = Amendment.objects.filter(report=signed).order_by("number")
    assert (first.before_digest, first.after_digest) == (before, once.digest)
    assert first.before["text"] == signed.text
    assert (second.before["text"], second.before_digest) == ("Twice.", once.digest)
    found = read_report(therapist, signed.pk)
    assert (found.row.text, found.is_intact) == ("Thrice.", True)
    assert [each.reason for each in found.amendments] == ["a slip", "another"]
    with pytest.raises(NotUsable, match="the text is the same"):
        amend_report(therapist, signed.pk, text="Thrice.", reason="x", version=again.version)
    with pytest.raises(Stale):
        amend_report(therapist, signed.pk, text="Four.", reason="x", version=once.version)


def test_a_draft_is_not_amended(therapist, episode):
    row = draft_report(therapist, episode.pk, ReportKind.PROGRESS)

    with pytest.raises(ImpossibleMove, match="report is draft and cannot become amended"):
        amend_report(therapist, row.pk, text="x", reason="y", version=1)


def test_a_patient_reads_what_was_signed_and_no_draft(therapist, at_home, episode, signed):
    draft = draft_report(therapist, episode.pk, ReportKind.DISCHARGE)
    amend_report(therapist, signed.pk, text="New.", reason="why", version=signed.version)

    page = list_reports(at_home, episode.patient_id)

    assert [each.pk for each in page.rows] == [signed.pk]
    assert read_report(at_home, signed.pk).amendments == ()
    with pytest.raises(NotThere):
        read_report(at_home, draft.pk)
    assert len(list_reports(therapist, episode.patient_id).rows) == 2
    for attempt in (
        lambda: draft_report(at_home, episode.pk, ReportKind.PROGRESS),
        lambda: sign_report(at_home, draft.pk, version=1),
        lambda: share_report(at_home, signed.pk, lasts_days=1, most_uses_count=1),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_link_opens_so_often_and_each_opening_leaves_a_line(therapist, signed):
    shown = share_report(therapist, signed.pk, lasts_days=7, most_uses_count=2)

    assert Report.objects.get(pk=signed.pk).state == "sent"
    assert shown.secret not in repr(shown)
    assert shown.secret not in repr(ShareLink.objects.values().get())
    for _ in range(2):
        assert open_shared_report(shown.secret).report.pk == signed.pk
    with pytest.raises(NotThere):
        open_shared_report(shown.secret)
    lines = AuditEvent.objects.filter(action="report.open").order_by("number")
    assert [each.outcome for each in lines] == ["done", "done", "refused"]
    assert {each.patient_id for each in lines} == {signed.patient_id}
    assert list_links(therapist, signed.pk)[0].uses_count == 2


def test_a_link_that_is_over_revoked_or_unknown_opens_nothing_and_says_no_more(therapist, signed):
    over = share_report(therapist, signed.pk, lasts_days=1, most_uses_count=5)
    revoked = share_report(therapist, signed.pk, lasts_days=7, most_uses_count=5)
    revoke_link(therapist, revoked.row.pk)

    said = set()
    with clock.at(NOW + timedelta(days=1)):
        for secret in (over.secret, revoked.secret, "unknown"):
            with pytest.raises(NotThere) as refusal:
                open_shared_report(secret)
            said.add(str(refusal.value))
    assert len(said) == 1
    with pytest.raises(Conflict, match="revoked before"):
        revoke_link(therapist, revoked.row.pk)


def test_a_link_of_an_erased_patient_opens_nothing(therapist, signed):
    shown = share_report(therapist, signed.pk, lasts_days=7, most_uses_count=5)
    Patient.objects.filter(pk=signed.patient_id).update(state=PatientState.ERASED)

    with pytest.raises(NotThere):
        open_shared_report(shown.secret)


@pytest.mark.parametrize(
    ("days", "uses", "words"),
    [
        (0, 1, "lasts 1 to 30 days, and this one 0"),
        (31, 1, "lasts 1 to 30 days, and this one 31"),
        (1, 0, "opens 1 to 20 times, and this one 0"),
        (1, 21, "opens 1 to 20 times, and this one 21"),
    ],
)
def test_a_link_has_its_bounds(therapist, signed, days, uses, words):
    with pytest.raises(NotUsable, match=words):
        share_report(therapist, signed.pk, lasts_days=days, most_uses_count=uses)


def test_a_draft_is_not_shared(therapist, episode):
    row = draft_report(therapist, episode.pk, ReportKind.PROGRESS)

    with pytest.raises(Conflict, match="shared once it is signed, and this is a draft"):
        share_report(therapist, row.pk, lasts_days=1, most_uses_count=1)


def test_a_report_is_there_for_the_care_team_alone(make_actor, signed):
    outside = make_actor(Role.THERAPIST, "outside")
    for attempt in (
        lambda: read_report(outside, signed.pk),
        lambda: list_reports(outside, signed.patient_id),
        lambda: draft_report(outside, signed.episode_id, ReportKind.PROGRESS),
        lambda: share_report(outside, signed.pk, lasts_days=1, most_uses_count=1),
        lambda: list_links(outside, signed.pk),
    ):
        with pytest.raises(NotThere):
            attempt()
