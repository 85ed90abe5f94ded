"""Who somebody is to a clinic."""

from enum import StrEnum


class Role(StrEnum):
    """The eight ways of being known to a clinic."""

    ADMINISTRATOR = "administrator"
    THERAPIST = "therapist"
    ASSISTANT = "assistant"
    FRONT_DESK = "front_desk"
    #: Reads, and looks through the audit trail; changes nothing.
    VIEWER = "viewer"
    PATIENT = "patient"
    #: Acts for a patient: a partner, a parent.
    PROXY = "proxy"
    #: Another program.
    SERVICE = "service"


#: They work there, and sign in with a second factor.
STAFF = frozenset(
    {Role.ADMINISTRATOR, Role.THERAPIST, Role.ASSISTANT, Role.FRONT_DESK, Role.VIEWER}
)
#: They see themselves, or those they act for.
PERSONAL = frozenset({Role.PATIENT, Role.PROXY})
