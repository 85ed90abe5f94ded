"""Precautions: coded, each with the question that is asked; unanswered counts as present."""

import difflib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from restride.clinical.care import Supervision
from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.errors import ContentError


class Answerer(StrEnum):
    """Who can answer a question."""

    PATIENT = "patient"
    THERAPIST = "therapist"
    SURGEON = "surgeon"
    PHYSICIAN = "physician"


class PrecautionKind(StrEnum):
    """What a precaution does."""

    #: Nothing is trained until it is settled; the person is referred.
    RED_FLAG = "red_flag"
    #: Blocks the exercises that name it.
    BLOCK = "block"
    #: Bounds a movement; the bound is the answer.
    BOUND = "bound"
    #: Changes advice or what is watched, blocks nothing.
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Precaution:
    """Something that restricts training, and how it is asked."""

    id: str
    name: str
    kind: PrecautionKind
    question: str
    answered_by: Answerer
    #: After so many days the answer is asked anew.
    expires_days: int
    #: Conditions whose people are asked; empty means everybody is.
    asked_of: tuple[str, ...] = ()
    #: Unit of the answer of a bound: "deg", "kg", "mmHg".
    unit: str | None = None
    #: What is to be done when it is present.
    action: str
    #: While it is present nothing at all is done under less supervision.
    needs_supervision: Supervision | None = None
    #: While it is present these stop rules are added: "postop", "vest".
    adds_stop_set: str | None = None
    evidence: Evidence


class Presence(StrEnum):
    """What is known of a precaution in a person."""

    PRESENT = "present"
    ABSENT = "absent"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecautionAnswer:
    """An answer to the question of a precaution."""

    code: str
    presence: Presence
    answered_on: date | None = None
    #: Of a bound, in its unit: flexion not above 90 deg.
    bound: float | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.code not in precautions():
            close = difflib.get_close_matches(self.code, precautions(), n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise ContentError(
                f"A precaution must be one of {', '.join(sorted(precautions()))}, and "
                f"{self.code!r} is none of them.{hint} Use one of these."
            )

    def held_on(self, day: date) -> "PrecautionAnswer":
        """Tell what it is worth on a day: a "no" that is expired or undated is unanswered."""
        expires_days = precautions()[self.code].expires_days
        if self.presence is not Presence.ABSENT:
            return self
        if self.answered_on is None or day > self.answered_on + timedelta(days=expires_days):
            return PrecautionAnswer(code=self.code, presence=Presence.UNANSWERED, note="expired")
        return self


@cache
def precautions() -> dict[str, Precaution]:
    """Read every precaution; once a process."""
    return {
        row.id: row for row in read_content(Precaution, room="clinical", name="precautions").rows
    }
