"""Who may do what: one line an action. What is not written here nobody may do.

The name of an action is also what the audit trail calls it.
"""

from dataclasses import dataclass
from typing import Final

from restride.records.roles import Role
from restride.records.scopes import Depth

_ADMIN, _PT, _ASSISTANT, _DESK = (
    Role.ADMINISTRATOR,
    Role.THERAPIST,
    Role.ASSISTANT,
    Role.FRONT_DESK,
)
_VIEWER, _PATIENT, _PROXY, _SERVICE = Role.VIEWER, Role.PATIENT, Role.PROXY, Role.SERVICE

_CARERS: Final = (_PT, _ASSISTANT)
_READERS: Final = (_PT, _ASSISTANT, _VIEWER, _PATIENT, _PROXY, _SERVICE)
_STAFF_READERS: Final = (_PT, _ASSISTANT, _VIEWER)
_HOME: Final = (_PATIENT, _PROXY)
_DESKS: Final = (_ADMIN, _PT, _ASSISTANT, _DESK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Which roles may do something, and how deep into a patient's record it reaches."""

    roles: frozenset[Role]
    depth: Depth = Depth.CARE


def _may(*roles: Role, depth: Depth = Depth.CARE) -> Permission:
    return Permission(roles=frozenset(roles), depth=depth)


_NAME: Final = Depth.IDENTITY

PERMISSIONS: Final[dict[str, Permission]] = {
    # The clinic
    "clinic.read": _may(*Role),
    "clinic.edit": _may(_ADMIN),
    "staff.list": _may(_ADMIN, _PT, _ASSISTANT, _DESK, _VIEWER),
    "staff.invite": _may(_ADMIN),
    "staff.end": _may(_ADMIN),
    "staff.reset": _may(_ADMIN),
    "staff.sessions": _may(_ADMIN),
    "invitation.list": _may(*_DESKS, depth=_NAME),
    "invitation.revoke": _may(*_DESKS, depth=_NAME),
    "site.list": _may(_ADMIN, _PT, _ASSISTANT, _DESK, _VIEWER),
    "site.edit": _may(_ADMIN),
    "token.list": _may(_ADMIN),
    "token.make": _may(_ADMIN),
    "token.revoke": _may(_ADMIN),
    "device.list": _may(_ADMIN, _PT, _ASSISTANT),
    "device.edit": _may(_ADMIN, _PT, _ASSISTANT),
    "device.token": _may(_ADMIN, _PT),
    "content.read": _may(*Role),
    "content.edit": _may(_PT),
    "content.review": _may(_PT),
    "content.publish": _may(_PT, _ADMIN),
    "licence.list": _may(_ADMIN, _PT, _ASSISTANT),
    "licence.edit": _may(_ADMIN),
    "audit.read": _may(_ADMIN, _VIEWER),
    "audit.detail": _may(_ADMIN, _VIEWER),
    "audit.patient": _may(_ADMIN, _VIEWER, _PATIENT, _PROXY, depth=_NAME),
    "metrics.read": _may(_ADMIN, _SERVICE),
    "job.read": _may(_PT, _ASSISTANT, _ADMIN),
    "job.retry": _may(_PT, _ADMIN),
    # The person
    "patient.register": _may(*_DESKS, depth=_NAME),
    "patient.find": _may(*_DESKS, _VIEWER, _SERVICE, depth=_NAME),
    "patient.read": _may(*_DESKS, _VIEWER, _PATIENT, _PROXY, _SERVICE, depth=_NAME),
    "patient.edit": _may(*_DESKS, depth=_NAME),
    "patient.merge": _may(_ADMIN, depth=_NAME),
    "patient.state": _may(_ADMIN, _PT, _DESK, depth=_NAME),
    "patient.export": _may(_ADMIN, depth=_NAME),
    "patient.erase": _may(_ADMIN, depth=_NAME),
    "retention.read": _may(_ADMIN, depth=_NAME),
    "patient.invite": _may(*_DESKS, depth=_NAME),
    "patient.access": _may(_ADMIN, _PT, _DESK, depth=_NAME),
    "home_device.list": _may(_ADMIN, _PT, _DESK, _PATIENT, _PROXY, depth=_NAME),
    "home_device.revoke": _may(_ADMIN, _PT, _DESK, _PATIENT, _PROXY, depth=_NAME),
    "home_device.pin": _may(_PATIENT, _PROXY, depth=_NAME),
    "care_team.read": _may(*_DESKS, _VIEWER, _PATIENT, _PROXY, depth=_NAME),
    "care_team.edit": _may(_ADMIN, _PT, depth=_NAME),
    # Finds whether somebody is registered, and shows nothing of them.
    "break_glass.find": _may(_PT, _ASSISTANT, depth=_NAME),
    "break_glass.open": _may(_PT, _ASSISTANT),
    "break_glass.end": _may(_PT, _ASSISTANT, _ADMIN, depth=_NAME),
    "break_glass.review": _may(_ADMIN, depth=_NAME),
    "consent.read": _may(*_DESKS, _VIEWER, _PATIENT, _PROXY, depth=_NAME),
    "consent.give": _may(*_DESKS, _PATIENT, _PROXY, depth=_NAME),
    "consent.withdraw": _may(*_DESKS, _PATIENT, _PROXY, depth=_NAME),
    # The day
    "appointment.list": _may(*_DESKS, _VIEWER, _PATIENT, _PROXY, depth=_NAME),
    "appointment.edit": _may(*_DESKS, depth=_NAME),
    "day.read": _may(_PT, _ASSISTANT, _DESK, _ADMIN, depth=_NAME),
    "class.read": _may(*_DESKS, _VIEWER, depth=_NAME),
    "class.edit": _may(_ADMIN, _PT),
    "class.enrol": _may(_PT, _ASSISTANT),
    "class.attend": _may(_PT, _ASSISTANT),
    "calendar.make": _may(_PT, _ASSISTANT),
    # By whoever holds the address: the server reads it out, and no role does.
    "calendar.read": _may(),
    # The care
    "episode.read": _may(*_READERS),
    "episode.due": _may(*_STAFF_READERS),
    "episode.open": _may(_PT),
    "episode.edit": _may(_PT),
    "episode.discharge": _may(_PT),
    "episode.reopen": _may(_PT),
    "plan_of_care.read": _may(*_STAFF_READERS),
    "plan_of_care.edit": _may(_PT),
    "safety.read": _may(*_STAFF_READERS),
    "safety.check": _may(*_CARERS),
    "precaution.read": _may(*_READERS),
    "precaution.answer": _may(*_CARERS, _PATIENT, _PROXY),
    "visit.read": _may(*_STAFF_READERS),
    "visit.open": _may(*_CARERS),
    "visit.edit": _may(*_CARERS),
    "visit.sign": _may(_PT),
    "visit.amend": _may(_PT),
    "fall.read": _may(*_READERS),
    "fall.report": _may(*_CARERS, *_HOME),
    "fall.review": _may(*_CARERS),
    # The measures
    "assessment.read": _may(*_READERS),
    "assessment.start": _may(*_CARERS),
    "assessment.edit": _may(*_CARERS),
    "assessment.sign": _may(_PT),
    "test.enter": _may(*_CARERS),
    "recording.read": _may(_PT, _ASSISTANT, _VIEWER, _SERVICE),
    "recording.upload": _may(*_CARERS, _SERVICE),
    # By a device that holds a token for it, and by no role.
    "recording.stream": _may(),
    "recording.download": _may(_PT, _ASSISTANT, _SERVICE),
    "recording.move": _may(_PT, _ADMIN, depth=_NAME),
    "analysis.read": _may(_PT, _ASSISTANT, _VIEWER, _SERVICE),
    "analysis.start": _may(*_CARERS, _SERVICE),
    "observation.read": _may(*_READERS),
    # What follows from them
    "finding.read": _may(*_STAFF_READERS),
    "finding.propose": _may(_PT),
    "finding.decide": _may(_PT),
    "goal.read": _may(*_READERS),
    "goal.set": _may(_PT),
    "goal.event": _may(*_CARERS),
    "plan.read": _may(*_READERS),
    "plan.draft": _may(_PT),
    "plan.edit": _may(_PT),
    "plan.publish": _may(_PT),
    "plan.stop": _may(_PT),
    "phase.enter": _may(_PT),
    # What is done
    "session.read": _may(*_READERS),
    "session.record": _may(*_CARERS, *_HOME),
    # A device of the patient says that it has sent everything.
    "session.sync": _may(*_HOME),
    "excuse.edit": _may(*_CARERS),
    "check_in.send": _may(*_HOME),
    "check_in.read": _may(*_READERS),
    "message.read": _may(*_CARERS, _VIEWER, *_HOME),
    "message.send": _may(*_CARERS, *_HOME),
    "message.mark": _may(*_CARERS, *_HOME),
    "education.read": _may(*_READERS),
    "education.assign": _may(*_CARERS),
    "education.mark": _may(*_CARERS, *_HOME),
    "progress.read": _may(*_READERS),
    "progression.propose": _may(*_STAFF_READERS),
    "attention.read": _may(*_CARERS),
    "alert.read": _may(*_STAFF_READERS),
    "alert.decide": _may(*_CARERS),
    # What leaves
    "report.read": _may(*_READERS),
    "report.draft": _may(_PT),
    "report.sign": _may(_PT),
    "report.amend": _may(_PT),
    "report.share": _may(_PT),
    # By whoever holds a link: the server opens it, and no role does.
    "report.open": _may(),
}
