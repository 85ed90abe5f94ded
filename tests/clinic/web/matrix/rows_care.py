"""Episodes and what restricts them, visits, falls, recordings."""

from typing import Final

from tests.clinic.web.matrix.row import Row, row
from tests.clinic.web.matrix.words import Reach

_REFERRAL: Final = {
    "conditions": [{"condition": "stroke", "side": "left", "since": "2026-02-01"}],
    "problem": "Falls on stairs",
}
_DATES: Final = {"started_on": "2026-05-01", "expires_on": "2026-08-01"}
_WHY: Final = {"why": "Was ill"}
_FALL: Final = {
    "client_uuid": "@new",
    "happened_at": "2026-05-03T09:00:00Z",
    "is_near_fall": True,
    "episode_id": "@episode",
}
_ANNOUNCED: Final = {
    "client_uuid": "@new",
    "declared_name": "walk.csv",
    "size_bytes": 1000,
    "sha256": "a" * 64,
    "recorded_at": "2026-05-04T09:00:00Z",
    "episode_id": "@episode",
    "visit_id": "@visit",
}
_READERS: Final = "TSVPXK"
_STAFF: Final = "TSV"
#: An upload of which nothing lies in the quarantine, and a recording without a file.
_NO_FILE: Final = (404, 409, 422, 503)

EPISODES: Final[tuple[Row, ...]] = (
    row("episode_open", "episode.open", may="T", body=_REFERRAL),
    row("episode_read_list", "episode.read", may=_READERS),
    row("episode_read", "episode.read", may=_READERS),
    row("episode_due", "episode.due", may=_STAFF),
    row("episode_edit", "episode.edit", may="T", body=_REFERRAL),
    row("episode_edit_facts", "episode.edit", may="T", body={"beta_blocker": True}),
    row("episode_edit_start", "episode.edit", may="T", also=(409,)),
    row("episode_edit_hold", "episode.edit", may="T", body=_WHY),
    row("episode_edit_resume", "episode.edit", may="T", also=(409,)),
    row("episode_edit_cancel", "episode.edit", may="T", body=_WHY, also=(409,)),
    row(
        "episode_discharge",
        "episode.discharge",
        may="T",
        body={"reason": "goals_met", "outcome": "Walks alone"},
        also=(409,),
    ),
    row("episode_reopen", "episode.reopen", may="T", body=_WHY, also=(409,)),
    row("plan_of_care_edit_start", "plan_of_care.edit", may="T", body=_DATES, also=(409,)),
    row("plan_of_care_read", "plan_of_care.read", may=_STAFF),
    row(
        "plan_of_care_edit",
        "plan_of_care.edit",
        may="T",
        body=_DATES,
        ids={"plan_id": "planofcare"},
    ),
    row("plan_of_care_edit_end", "plan_of_care.edit", may="T", ids={"plan_id": "planofcare"}),
    row("fall_report", "fall.report", may="TSPX", body=_FALL),
    row("fall_read", "fall.read", may=_READERS),
    row("fall_review", "fall.review", may="TS", body={"words": "Tripped"}),
    row("precaution_read", "precaution.read", may=_READERS),
    row(
        "precaution_answer",
        "precaution.answer",
        may="TSPX",
        body={"answers": [{"code": "osteoporosis", "presence": "present"}]},
        also=(403, 422),
    ),
    row("safety_check", "safety.check", may="TS", body={"visit_id": "@visit"}),
    row("safety_read", "safety.read", may=_STAFF),
    row(
        "visit_open",
        "visit.open",
        may="TS",
        body={
            "kind": "treatment",
            "appointment_id": "@appointment",
            "therapist_id": "@user.therapist",
        },
        also=(409, 422),
    ),
    row("visit_read_list", "visit.read", may=_STAFF),
    row("visit_read", "visit.read", may=_STAFF),
    row(
        "visit_edit",
        "visit.edit",
        may="TS",
        body={"kind": "treatment", "note": "Walked", "therapist_id": "@user.therapist"},
        also=(403,),
    ),
    row(
        "visit_edit_minutes",
        "visit.edit",
        may="TS",
        body={"lines": [{"intervention": "gait_training", "duration_min": 20}]},
    ),
    row("visit_sign", "visit.sign", may="T", also=(409, 422)),
    row(
        "visit_amend",
        "visit.amend",
        may="T",
        body={"note": "Walked 40 m", "reason": "Forgotten"},
        also=(409,),
    ),
)
RECORDINGS: Final[tuple[Row, ...]] = (
    row("recording_upload_announce", "recording.upload", may="TSK", body=_ANNOUNCED),
    row("recording_read_list", "recording.read", may="TSVK"),
    row("recording_upload_progress", "recording.upload", may="TSK"),
    row(
        "recording_upload_part",
        "recording.upload",
        may="TSK",
        content=b"1,2,3\n",
        query={"offset_bytes": "0"},
        also=_NO_FILE,
    ),
    row("recording_upload_complete", "recording.upload", may="TSK", also=_NO_FILE),
    row("recording_read", "recording.read", may="TSVK"),
    row("recording_download", "recording.download", may="TSK", also=_NO_FILE),
    row(
        "recording_move",
        "recording.move",
        may="AT",
        reach=Reach.NAME,
        body={"to_patient_id": "@patient", "reason": "Wrong person"},
        also=_NO_FILE,
        free=("to_patient_id",),
    ),
    row("analysis_start", "analysis.start", may="TSK", also=_NO_FILE),
    row("analysis_read", "analysis.read", may="TSVK"),
    row("job_read_list", "job.read", may="ATS", reach=Reach.CLINIC),
)
