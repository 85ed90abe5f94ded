"""Progress, education and reports; who may look in, consents, the trail, and what leaves."""

from typing import Final

from tests.clinic.web.matrix.row import EVERYBODY, Row, row
from tests.clinic.web.matrix.words import Reach, Who

NAME, CLINIC, ANYBODY = Reach.NAME, Reach.CLINIC, Reach.ANYBODY
_READERS: Final = "TSVPXK"
_STATE: Final = (409, 422)
_CONSENT: Final = {"kind": "video", "text_version": "1", "how": "in_person"}
_NOT_SIGNED: Final = dict.fromkeys((Who.PATIENT, Who.PROXY, Who.SERVICE), 404)
_DAYS: Final = {"first_day": "2026-05-01", "last_day": "2026-05-08"}

PROGRESS: Final[tuple[Row, ...]] = (
    row("progress_read_due", "progress.read", may=_READERS, query=_DAYS),
    row("progress_read_adherence", "progress.read", may=_READERS),
    row("progress_read_trends", "progress.read", may=_READERS),
    row("progress_read_since", "progress.read", may=_READERS),
    row("progression_propose", "progression.propose", may="TSV"),
    row("attention_read", "attention.read", may="TS"),
    row("education_assign_propose", "education.assign", may="TS"),
    row(
        "education_assign",
        "education.assign",
        may="TS",
        body={"topic": "none_such"},
        also=_STATE,
    ),
    row("education_read", "education.read", may=_READERS, also=_STATE),
    row("education_mark", "education.mark", may="TSPX", body={"state": "opened"}, also=_STATE),
)
REPORTS: Final[tuple[Row, ...]] = (
    row("report_draft", "report.draft", may="T", body={"kind": "progress"}, also=_STATE),
    row("report_read_list", "report.read", may=_READERS),
    # Only staff read a draft.
    row("report_read", "report.read", may=_READERS, but=_NOT_SIGNED),
    row("report_draft_edit", "report.draft", may="T", body={"text": "Better"}, also=_STATE),
    row("report_sign", "report.sign", may="T", also=_STATE),
    row(
        "report_amend",
        "report.amend",
        may="T",
        body={"text": "Better", "reason": "Forgotten"},
        also=_STATE,
    ),
    row("report_share", "report.share", may="T", body={}, also=_STATE),
    row("report_share_list", "report.share", may="T"),
    row("report_share_revoke", "report.share", may="T", also=_STATE),
    row(
        "report_open",
        "report.open",
        may="",
        reach=ANYBODY,
        body={"secret": "s" * 43},
        also=(404,),
    ),
)
ACCESS: Final[tuple[Row, ...]] = (
    row("care_team_read", "care_team.read", may="ATSDVPX", reach=NAME),
    row(
        "care_team_edit_join",
        "care_team.edit",
        may="AT",
        reach=NAME,
        body={"user_id": "@user.outside"},
        also=_STATE,
    ),
    row("care_team_edit_lead", "care_team.edit", may="AT", reach=NAME, also=_STATE),
    row("care_team_edit_end", "care_team.edit", may="AT", reach=NAME, also=_STATE),
    row("care_team_edit_missing", "care_team.edit", may="AT", reach=NAME),
    row(
        "break_glass_find",
        "break_glass.find",
        may="TS",
        reach=NAME,
        body={"birth_date": "1930-01-01", "record_number": "none"},
        also=(404,),
    ),
    row(
        "break_glass_open",
        "break_glass.open",
        may="TS",
        body={"reason": "Fell at the door"},
        is_in_need=True,
        also=(409,),
    ),
    # Somebody ends what they opened themselves.
    row(
        "break_glass_end",
        "break_glass.end",
        may="TSA",
        reach=NAME,
        but={Who.ASSISTANT: 404},
        also=_STATE,
    ),
    row("break_glass_review", "break_glass.review", may="A", reach=NAME),
    row("break_glass_review_done", "break_glass.review", may="A", reach=NAME, also=_STATE),
    row("content_read_consents", "content.read", may=EVERYBODY, reach=CLINIC),
    row("consent_read", "consent.read", may="ATSDVPX", reach=NAME),
    row("consent_give", "consent.give", may="ATSDPX", reach=NAME, body=_CONSENT, also=_STATE),
    row(
        "consent_withdraw",
        "consent.withdraw",
        may="ATSDPX",
        reach=NAME,
        body={"kind": "research"},
    ),
)
LEAVING: Final[tuple[Row, ...]] = (
    row(
        "patient_find_search",
        "patient.find",
        may="ATSDVK",
        reach=NAME,
        body={"text": "planted"},
    ),
    row("patient_state_retire", "patient.state", may="ATD", reach=NAME, also=_STATE),
    row("patient_state_take_back", "patient.state", may="ATD", reach=NAME, also=_STATE),
    row(
        "patient_merge",
        "patient.merge",
        may="A",
        reach=NAME,
        body={"other_id": "@other"},
        ids={"other_id": "patient"},
        free=("other_id",),
        also=_STATE,
    ),
    row("patient_export", "patient.export", may="A", reach=NAME),
    row(
        "patient_erase",
        "patient.erase",
        may="A",
        reach=NAME,
        body={"basis": "request", "record_number": "N-1", "reason": "Asked for it"},
        also=_STATE,
    ),
    row("retention_read", "retention.read", may="A", reach=NAME),
    # Who looks through the trail sees of whom it is, and opens what they may see.
    row("audit_read", "audit.read", may="AV", reach=CLINIC, tells_identifiers=True),
    row(
        "audit_detail",
        "audit.detail",
        may="AV",
        ids={"number": "auditevent"},
        tells_identifiers=True,
    ),
    row("audit_patient", "audit.patient", may="AVPX", reach=NAME),
    row(
        "recording_upload_stream",
        "recording.upload",
        may="TSK",
        body={
            "client_uuid": "@new",
            "device_id": "@device",
            "episode_id": "@episode",
            "visit_id": "@visit",
        },
        also=_STATE,
    ),
    row("recording_upload_end", "recording.upload", may="TSK", also=_STATE),
)
