"""Who says so, and how sure we are: carried by every row of clinical content to the screen."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from restride.clinical.content import read_content


class Confidence(StrEnum):
    """How far a figure or a rule has been checked."""

    #: The figure was read in the text that is cited.
    VERIFIED = "verified"
    #: Computed from public data.
    COMPUTED = "computed"
    #: Believed; a clinician must confirm it before it decides anything.
    MEMORY = "memory"

    @property
    def decides(self) -> bool:
        """Whether a verdict, a cut-off or a recommendation may rest on it alone."""
        return self is not Confidence.MEMORY

    @property
    def words(self) -> str:
        """What a reader is told."""
        return _WORDS[self]


_WORDS = {
    Confidence.VERIFIED: "read in the source",
    Confidence.COMPUTED: "computed from public data",
    Confidence.MEMORY: "from memory, to be confirmed by a clinician",
}


class Reading(StrEnum):
    """How a source was read."""

    TEXT = "text"
    SECOND_HAND = "second-hand"
    NOT_READ = "not-read"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A publication or page that clinical content cites."""

    id: str
    citation: str
    url: str | None = None
    reading: Reading = Reading.NOT_READ
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a row rests on."""

    #: Keys of ``knowledge/sources.yaml``; at least one.
    sources: tuple[str, ...]
    confidence: Confidence
    note: str | None = None


@cache
def cited_sources() -> dict[str, CitedSource]:
    """Read every source that clinical content cites; once a process."""
    return {row.id: row for row in read_content(CitedSource, room="clinical", name="sources").rows}
