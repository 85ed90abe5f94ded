"""Where an object lies, who asks, and the words by which a leak is found."""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from restride.records.roles import Role

NOW: Final = datetime(2026, 5, 4, 10, tzinfo=UTC)


class Place(StrEnum):
    """Whose object is asked for."""

    OWN = "own"
    #: Of the same clinic, with another care team.
    OTHER = "other"
    #: Of another clinic.
    ELSEWHERE = "elsewhere"


class Who(StrEnum):
    """The eleven who ask: eight roles, nobody, and two therapists who care for others."""

    ADMINISTRATOR = "administrator"
    THERAPIST = "therapist"
    ASSISTANT = "assistant"
    FRONT_DESK = "front_desk"
    VIEWER = "viewer"
    PATIENT = "patient"
    PROXY = "proxy"
    SERVICE = "service"
    ANONYMOUS = "anonymous"
    ELSEWHERE = "elsewhere"
    OUTSIDE = "outside"


class Reach(StrEnum):
    """How much of what an operation shows or changes."""

    #: What belongs to a clinic, and to no patient.
    CLINIC = "clinic"
    #: Who a patient is.
    NAME = "name"
    #: A patient's care.
    CARE = "care"
    #: The account of whoever asks.
    SELF = "self"
    #: Whoever holds a secret.
    ANYBODY = "anybody"


NAME: Final = Reach.NAME
CARE: Final = Reach.CARE

_BOTH: Final = frozenset({Place.OWN, Place.OTHER})
_OWN: Final = frozenset({Place.OWN})
_THERE: Final = frozenset({Place.ELSEWHERE})
_NONE: Final[frozenset[Place]] = frozenset()
_CARING: Final = {Who.THERAPIST, Who.ASSISTANT, Who.VIEWER, Who.PATIENT, Who.PROXY}

#: By who asks: the people whose name they may see, and those whose care.
SEES: Final[dict[Who, dict[Reach, frozenset[Place]]]] = {
    Who.ADMINISTRATOR: {NAME: _BOTH, CARE: _NONE},
    Who.FRONT_DESK: {NAME: _BOTH, CARE: _NONE},
    Who.SERVICE: {NAME: _BOTH, CARE: _BOTH},
    Who.ANONYMOUS: {NAME: _NONE, CARE: _NONE},
    Who.OUTSIDE: {NAME: _NONE, CARE: _NONE},
    Who.ELSEWHERE: {NAME: _THERE, CARE: _THERE},
    **{who: {NAME: _OWN, CARE: _OWN} for who in _CARING},
}


def sees(who: Who, place: Place, reach: Reach) -> bool:
    """Tell whether somebody may know of an object of that kind there."""
    if reach in SEES[who]:
        return place in SEES[who][reach]
    return place is home_of(who)


def home_of(who: Who) -> Place:
    """Tell where somebody asks from."""
    return Place.ELSEWHERE if who is Who.ELSEWHERE else Place.OWN


def is_same_clinic(who: Who, place: Place) -> bool:
    """Tell whether an object belongs to the clinic of somebody."""
    return (who is Who.ELSEWHERE) == (place is Place.ELSEWHERE)


def role_of(who: Who) -> Role | None:
    """Tell the role of somebody; None of nobody."""
    if who is Who.ANONYMOUS:
        return None
    return Role.THERAPIST if who in (Who.ELSEWHERE, Who.OUTSIDE) else Role(who)


def planted(place: Place, reach: Reach) -> str:
    """Give the word that stands in everything of a place that only some may see."""
    return f"Planted{place.title()}{reach.title()}"


PLANTED: Final = re.compile(r"planted(own|other|elsewhere)(name|care)", re.IGNORECASE)


def leaks_in(text: str, who: Who) -> set[str]:
    """Find the planted words in an answer that somebody may not see."""
    found = {(Place(each[1].lower()), Reach(each[2].lower())) for each in PLANTED.finditer(text)}
    return {f"{reach} of {place}" for place, reach in found if not sees(who, place, reach)}
