"""Walks with a U-turn whose swings were checked by hand [voisard2023].

``NAME.json`` beside ``NAME.npz``: samples at 100 Hz. Each swing is a pair of final and initial
contact of one foot; ``TrialBoundaries`` hold the walk, ``UTurnBoundaries`` the turn in it.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from restride.person import Person
from restride.recording.events import Contact, Walk, WalkingBout
from restride.terms import ContactKind, EndReason, EventSource, Sex, Side

#: By the description of the data set [voisard2023].
UTURN_RATE_HZ: Final = 100.0

_SWINGS_OF: Final = {Side.LEFT: "LeftFootEvents", Side.RIGHT: "RightFootEvents"}
_SEXES: Final = {"F": Sex.FEMALE, "M": Sex.MALE}


@dataclass(frozen=True, slots=True, kw_only=True)
class UturnReference:
    """What people saw in one walk with a U-turn."""

    name: str
    person: Person
    #: One bout over the trial; contacts after its end are in it too, and counted by time.
    walk: Walk
    #: Several names of the same subject belong to one person.
    subject: str
    turn_start_s: float
    turn_end_s: float


def is_uturn_reference(content: object) -> bool:
    """Tell whether a JSON file holds the swings and the U-turn of a walk."""
    needed = (*_SWINGS_OF.values(), "TrialBoundaries", "UTurnBoundaries")
    return isinstance(content, Mapping) and all(key in content for key in needed)


def read_uturn_reference(path: Path) -> UturnReference:
    """Read one ``NAME.json``."""
    content = json.loads(path.read_text(encoding="utf-8"))
    start_s, end_s = (sample / UTURN_RATE_HZ for sample in content["TrialBoundaries"])
    turn_start_s, turn_end_s = (sample / UTURN_RATE_HZ for sample in content["UTurnBoundaries"])
    bout = WalkingBout(
        start_s=start_s,
        end_s=end_s,
        end_reason=EndReason.PAUSE,
        initial_contacts=_contacts(content, ContactKind.INITIAL),
        final_contacts=_contacts(content, ContactKind.FINAL),
        strides=(),
    )
    return UturnReference(
        name=path.stem,
        person=_person(content),
        walk=Walk(bouts=(bout,), turns=()),
        subject=str(content.get("Subject", path.stem.split("-")[0])),
        turn_start_s=turn_start_s,
        turn_end_s=turn_end_s,
    )


def _contacts(content: Mapping[str, Any], kind: ContactKind) -> tuple[Contact, ...]:
    position = 0 if kind is ContactKind.FINAL else 1
    contacts = [
        Contact(
            time_s=swing[position] / UTURN_RATE_HZ,
            kind=kind,
            side=side,
            source=EventSource.PERSON,
            confidence=1.0,
        )
        for side, key in _SWINGS_OF.items()
        for swing in content[key]
    ]
    return tuple(sorted(contacts, key=lambda contact: contact.time_s))


def _person(content: Mapping[str, Any]) -> Person:
    height_cm = _told(content, "Height")
    return Person(
        height_m=None if height_cm is None else height_cm / 100,
        body_mass_kg=_told(content, "Weight"),
        age_years=_told(content, "Age"),
        sex=_SEXES.get(content.get("Gender", "")),
    )


def _told(content: Mapping[str, Any], key: str) -> float | None:
    """Read a number about the person; the data set writes NaN where nobody noted it."""
    value = content.get(key)
    return None if value is None or math.isnan(value) else float(value)
