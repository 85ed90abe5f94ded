"""Accounts, the clinic itself, people, and the day."""

from typing import Final

from tests.clinic.web.matrix.row import EVERYBODY, Row, row
from tests.clinic.web.matrix.words import Reach, Who

_IDENTITY: Final = {
    "record_number": "N-77",
    "given_name": "Berta",
    "family_name": "Braun",
    "birth_date": "1944-02-03",
}
_SECRET: Final = "s" * 43
_BOOKING: Final = {
    "therapist_id": "@user.therapist",
    "starts_at": "2026-05-07T10:00:00Z",
    "ends_at": "2026-05-07T10:45:00Z",
    "site_id": "@site",
    "episode_id": "@episode",
}
#: Those at the desk know no episode.
_AT_THE_DESK: Final = {
    who: {**_BOOKING, "episode_id": None} for who in (Who.ADMINISTRATOR, Who.FRONT_DESK)
}
_CLASS: Final = {
    "name": "Strength",
    "therapist_id": "@user.therapist",
    "weekday": 2,
    "starts_at": "09:00:00",
    "duration_min": 45,
    "most_people_count": 8,
    "site_id": "@site",
}
_CLINIC: Final = {
    "name": "North Clinic",
    "time_zone": "Europe/Berlin",
    "language": "en",
    "idle_limit_min": 20,
    "absolute_limit_min": 600,
    "reassess_every_days": 28,
    "retention_years": 10,
    "alerts_a_day_count": 20,
    "equipment": [],
}
CLINIC, NAME, SELF, ANYBODY = Reach.CLINIC, Reach.NAME, Reach.SELF, Reach.ANYBODY

ACCOUNTS: Final[tuple[Row, ...]] = (
    # A program has no account of its own.
    row("me_read", None, may="ATSDVPX", reach=SELF, but={Who.SERVICE: 401}),
    row("patient_invite", "patient.invite", may="ATSD", reach=NAME, body={}),
    row("invitation_list", "invitation.list", may="ATSD", reach=NAME),
    row("invitation_revoke", "invitation.revoke", may="ATSD", reach=NAME),
    row(
        "invitation_accept",
        None,
        may="",
        reach=ANYBODY,
        body={"secret": _SECRET, "pin": "4071"},
        also=(404,),
    ),
    row(
        "home_device_open",
        None,
        may="",
        reach=ANYBODY,
        body={"device_secret": _SECRET, "pin": "4071"},
        also=(401, 403, 404),
    ),
    row(
        "home_device_pin",
        "home_device.pin",
        may="PX",
        reach=NAME,
        body={"device_secret": _SECRET, "pin": "4071", "new_pin": "8132"},
        also=(403,),
    ),
    row("home_device_list", "home_device.list", may="ATDPX", reach=NAME),
    row(
        "home_device_revoke",
        "home_device.revoke",
        may="ATDPX",
        reach=NAME,
        ids={"device_id": "homedevice"},
    ),
    row("patient_access_list", "patient.access", may="ATD", reach=NAME),
    row("patient_access_end", "patient.access", may="ATD", reach=NAME),
)
THE_CLINIC: Final[tuple[Row, ...]] = (
    row("clinic_read", "clinic.read", may=EVERYBODY, reach=CLINIC),
    row("clinic_edit", "clinic.edit", may="A", reach=CLINIC, body=_CLINIC),
    row("site_list", "site.list", may="ATSDV", reach=CLINIC),
    row("site_edit_make", "site.edit", may="A", reach=CLINIC, body={"name": "Pool"}),
    row("site_edit", "site.edit", may="A", reach=CLINIC, body={"name": "Hall 2"}),
    row("staff_list", "staff.list", may="ATSDV", reach=CLINIC),
    row(
        "staff_invite",
        "staff.invite",
        may="A",
        reach=CLINIC,
        body={"role": "therapist", "name": "Carla", "email": "carla@example.org"},
    ),
    row("staff_end", "staff.end", may="A", reach=CLINIC),
    row("staff_reset_password", "staff.reset", may="A", reach=CLINIC),
    row("staff_reset_second_factor", "staff.reset", may="A", reach=CLINIC),
    row("staff_sessions_list", "staff.sessions", may="A", reach=CLINIC),
    row("staff_sessions_end", "staff.sessions", may="A", reach=CLINIC),
    row("token_list", "token.list", may="A", reach=CLINIC),
    row(
        "token_make",
        "token.make",
        may="A",
        reach=CLINIC,
        body={"name": "Registry", "scopes": ["patient.read"]},
    ),
    row("token_revoke", "token.revoke", may="A", reach=CLINIC),
    row("device_list_tokens", "device.list", may="ATS", reach=CLINIC),
    row("device_token_make", "device.token", may="AT", reach=CLINIC, body={}),
    row(
        "device_token_revoke",
        "device.token",
        may="AT",
        reach=CLINIC,
        ids={"token_id": "devicetoken"},
    ),
)
PEOPLE: Final[tuple[Row, ...]] = (
    row("patient_register", "patient.register", may="ATSD", reach=NAME, body=_IDENTITY),
    row("patient_find", "patient.find", may="ATSDVK", reach=NAME, query={"text": "planted"}),
    row("patient_read", "patient.read", may=EVERYBODY, reach=NAME),
    row("patient_edit", "patient.edit", may="ATSD", reach=NAME, body=_IDENTITY),
)
DAY: Final[tuple[Row, ...]] = (
    row(
        "appointment_edit_book",
        "appointment.edit",
        may="ATSD",
        reach=NAME,
        body=_BOOKING,
        bodies=_AT_THE_DESK,
    ),
    row(
        "appointment_list",
        "appointment.list",
        may="ATSDVPX",
        reach=NAME,
        query={"first_day": "2026-05-01", "last_day": "2026-05-20"},
    ),
    row(
        "appointment_edit",
        "appointment.edit",
        may="ATSD",
        reach=NAME,
        body=_BOOKING,
        bodies=_AT_THE_DESK,
    ),
    row(
        "appointment_edit_move",
        "appointment.edit",
        may="ATSD",
        reach=NAME,
        body={"state": "cancelled"},
    ),
    row("day_read", "day.read", may="ATSD", reach=NAME),
    row("calendar_make", "calendar.make", may="TS", reach=SELF),
    row("calendar_make_revoke", "calendar.make", may="TS", reach=SELF, also=(404, 409)),
    row("calendar_read", "calendar.read", may="", reach=ANYBODY, also=(404,)),
    row("class_edit_make", "class.edit", may="AT", reach=CLINIC, body=_CLASS),
    row("class_read", "class.read", may="ATSDV", reach=CLINIC),
    row("class_edit", "class.edit", may="AT", reach=CLINIC, body=_CLASS),
    row("class_edit_end", "class.edit", may="AT", reach=CLINIC),
    row(
        "class_read_roster",
        "class.read",
        may="ATSDV",
        reach=CLINIC,
        query={"held_on": "2026-05-04"},
    ),
    row(
        "class_enrol",
        "class.enrol",
        may="TS",
        reach=CLINIC,
        body={"patient_id": "@patient"},
        also=(404, 409),
    ),
    row("class_enrol_leave", "class.enrol", may="TS"),
    row(
        "class_attend",
        "class.attend",
        may="TS",
        body={"held_on": "2026-05-04", "state": "present"},
    ),
)
_DEVICE: Final = {"label": "Left shoe", "patient_id": "@patient"}
THINGS: Final[tuple[Row, ...]] = (
    row("content_read_list", "content.read", may=EVERYBODY, reach=CLINIC),
    row(
        "content_edit_draft",
        "content.edit",
        may="T",
        reach=CLINIC,
        body={"kind": "exercise", "code": "mine", "content": {"id": "mine"}},
        also=(422,),
    ),
    # A draft is read by those who work there.
    row(
        "content_read",
        "content.read",
        may=EVERYBODY,
        reach=CLINIC,
        but=dict.fromkeys((Who.PATIENT, Who.PROXY, Who.SERVICE), 404),
    ),
    row(
        "content_edit",
        "content.edit",
        may="T",
        reach=CLINIC,
        body={"content": {"id": "mine"}},
        also=(422,),
    ),
    row(
        "content_publish",
        "content.publish",
        may="TA",
        reach=CLINIC,
        body={"state": "published"},
        also=(409, 422),
    ),
    row("device_list", "device.list", may="ATS", reach=CLINIC),
    # A device is lent to somebody whom the actor sees; the therapist outside sees nobody.
    row(
        "device_edit_register",
        "device.edit",
        may="ATS",
        reach=CLINIC,
        body={"kind": "sensor", "serial": "S-9", **_DEVICE},
        also=(404,),
    ),
    row("device_list_one", "device.list", may="ATS", reach=CLINIC),
    row("device_edit", "device.edit", may="ATS", reach=CLINIC, body=_DEVICE, also=(404,)),
    row("metrics_read", "metrics.read", may="AK", reach=CLINIC),
)
