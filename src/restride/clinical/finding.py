"""What limits a person: a sentence with its evidence, never a diagnosis."""

from dataclasses import dataclass
from enum import StrEnum

from restride.clinical.aims import Aim, Outcome
from restride.clinical.evidence import Evidence
from restride.terms import Side


class FindingWeight(StrEnum):
    """How much a finding matters for what is done next."""

    #: Must be settled before training.
    STOP = "stop"
    MAJOR = "major"
    MINOR = "minor"
    #: Worth knowing; asks for nothing.
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Lower is graver."""
        return list(FindingWeight).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A value that a finding rests on."""

    #: "tug" and "time_s"; or "recording" and the key of a measure.
    instrument: str
    score: str
    value: float | None
    #: Empty for counts and ratios.
    unit: str = ""
    shown: str
    side: Side | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence with what it rests on."""

    #: Of the rule.
    id: str
    #: Of the rule's file.
    version: str
    sentence: str
    weight: FindingWeight
    #: What the rule compares, in words.
    rule: str
    observed: tuple[Observed, ...]
    aims: tuple[Aim, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    side: Side | None = None
    #: What was missing to say more.
    missing: tuple[str, ...] = ()
    #: False where only rows from memory say so: shown, but no verdict rests on it.
    decides: bool = True
    education: tuple[str, ...] = ()
    evidence: Evidence
