"""Sessions, excuses, messages, check-ins, alerts."""

from typing import Final

from tests.clinic.web.matrix.row import Row, row
from tests.clinic.web.matrix.words import Who

_SESSION: Final = {
    "client_uuid": "@new",
    "place": "home",
    "state": "started",
    "started_at": "2026-05-04T08:00:00Z",
    "time_zone": "Europe/Berlin",
    "plan_id": "@planrecord",
    "visit_id": "@visit",
}
#: Patients record what they did at home, and name no visit.
_AT_HOME: Final = {**_SESSION, "visit_id": None}
_HOMES: Final = dict.fromkeys((Who.PATIENT, Who.PROXY), _AT_HOME)
_HOME_BATCHES: Final = {who: {"sessions": [_AT_HOME]} for who in _HOMES}
_READERS: Final = "TSVPXK"

SESSIONS: Final[tuple[Row, ...]] = (
    row("session_record", "session.record", may="TSPX", body=_SESSION, bodies=_HOMES),
    row("session_read_list", "session.read", may=_READERS),
    row(
        "session_record_batch",
        "session.record",
        may="TSPX",
        body={"sessions": [_SESSION]},
        bodies=_HOME_BATCHES,
        is_by_part=True,
    ),
    row(
        "session_record_edit",
        "session.record",
        may="TSPX",
        body=_SESSION,
        bodies=_HOMES,
        also=(409, 422),
    ),
    row("session_read", "session.read", may=_READERS),
    row("session_sync", "session.sync", may="PX"),
    row(
        "excuse_edit",
        "excuse.edit",
        may="TS",
        body={"first_day": "2026-05-05", "last_day": "2026-05-07", "reason": "holiday"},
        also=(409,),
    ),
    row("session_read_excuses", "session.read", may=_READERS),
    row("excuse_edit_end", "excuse.edit", may="TS", also=(409,)),
    row("message_send", "message.send", may="TSPX", body={"client_uuid": "@new", "text": "Hello"}),
    row("message_read", "message.read", may="TSVPX"),
    row("message_mark", "message.mark", may="TSPX", also=(409,)),
    row(
        "check_in_send",
        "check_in.send",
        may="PX",
        body={
            "client_uuid": "@new",
            "answered_at": "2026-05-04T08:00:00Z",
            "answers": {"pain_points": 2, "fall": "no"},
        },
    ),
    row("check_in_read", "check_in.read", may=_READERS),
    row("alert_read", "alert.read", may="TSV"),
    row("alert_read_patient", "alert.read", may="TSV"),
    row("alert_decide_acknowledge", "alert.decide", may="TS"),
    row("alert_decide_resolve", "alert.decide", may="TS", body={"note": "Called"}),
    row("alert_decide_dismiss", "alert.decide", may="TS", body={"reason": "Known"}),
    row("alert_decide_reopen", "alert.decide", may="TS", also=(409,)),
    row("alert_decide_hand_over", "alert.decide", may="TS", body={"owner_id": "@user.assistant"}),
)
