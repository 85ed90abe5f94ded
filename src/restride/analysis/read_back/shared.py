"""What every task shares, read back."""

from dataclasses import dataclass
from typing import Any

from restride.analysis.analysis import RecordingSummary
from restride.analysis.read_back.written import Written
from restride.measure import Measure
from restride.person import Person
from restride.recording.quality import QualityFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The recording, the person, the doubts and the measures."""

    restride_version: str
    recording: RecordingSummary
    person: Person
    quality: tuple[QualityFinding, ...]
    measures: tuple[Measure, ...]

    def parts(self) -> dict[str, Any]:
        """Give them by the names that every analysis has for them."""
        return {name: getattr(self, name) for name in self.__slots__}


def shared_from(written: Written) -> Shared:
    """Read what stands in every analysis under the same keys."""
    return written.read(Shared)
