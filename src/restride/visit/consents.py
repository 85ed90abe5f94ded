"""What a person is asked to agree to: kinds, wordings with their version, and how it was said.

A wording is never edited: a new one gets a new version, and what was agreed to stays with its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ConsentKind(StrEnum):
    """What is agreed to; each apart from the others."""

    #: To keep a record of the care.
    RECORD = "record"
    SENSORS = "sensors"
    VIDEO = "video"
    RESEARCH = "research"
    #: To train at home with what is sent back to the clinic.
    HOME = "home"


class ConsentWay(StrEnum):
    """How it was said."""

    IN_PERSON = "in_person"
    ON_PAPER = "on_paper"
    ON_TABLET = "on_tablet"
    AT_HOME = "at_home"
    BY_TELEPHONE = "by_telephone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText:
    """What was read before somebody agreed."""

    kind: ConsentKind
    version: str
    language: str
    text: str


#: Every wording that was ever used, the newest of a kind last.
CONSENT_TEXTS: Final[tuple[ConsentText, ...]] = (
    ConsentText(
        kind=ConsentKind.RECORD,
        version="record-1",
        language="en",
        text="The clinic keeps a record of my care: who I am, what was measured, found, agreed and "
        "done. I can see it, have a copy, have mistakes corrected, and see who looked at it.",
    ),
    ConsentText(
        kind=ConsentKind.SENSORS,
        version="sensors-1",
        language="en",
        text="I wear sensors or stand on a plate while I am tested or train. The recordings stay "
        "in the clinic's record.",
    ),
    ConsentText(
        kind=ConsentKind.VIDEO,
        version="video-1",
        language="en",
        text="I am filmed while I am tested or train. My face can be seen in the film. It stays "
        "in the clinic's record.",
    ),
    ConsentText(
        kind=ConsentKind.RESEARCH,
        version="research-1",
        language="en",
        text="My measurements may be used for research, without my name, address, dates of birth "
        "and film. My care does not depend on it.",
    ),
    ConsentText(
        kind=ConsentKind.HOME,
        version="home-1",
        language="en",
        text="I train at home with a programme of the clinic. What I did and how it felt is sent "
        "to the clinic. Nobody watches it around the clock: in an emergency I call for help.",
    ),
)
#: By kind: what is asked now.
CURRENT_TEXTS: Final[Mapping[ConsentKind, ConsentText]] = {
    each.kind: each for each in CONSENT_TEXTS
}
