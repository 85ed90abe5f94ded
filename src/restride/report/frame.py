"""What every report says around its results: who, when, doubts, method, sources."""

from dataclasses import dataclass

from restride.analysis.analysis import RecordingSummary
from restride.person import Person
from restride.report.doubts import Doubts
from restride.report.meanings import Meaning
from restride.report.method import Fact, sensors_in_words
from restride.report.wording import AID_IN_WORDS, listed, shown_duration, shown_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The head and the foot of a report."""

    #: What kind of report it is: "Walking report".
    heading: str
    #: What was recorded.
    title: str
    #: That the data are simulated; None where a person was measured.
    banner: str | None
    facts: tuple[Fact, ...]
    doubts: Doubts
    meanings: tuple[Meaning, ...]
    bases: tuple[Fact, ...]
    without_interval: tuple[Fact, ...]
    sources: tuple[Fact, ...]
    method: tuple[Fact, ...]
    #: What the numbers must not be taken for.
    limits: str
    #: Whether the recording and the method stand on a page of their own.
    has_second_page: bool = True

    @property
    def is_roomy(self) -> bool:
        """Whether nothing stands above the results, so that print may be larger."""
        return not self.doubts.serious and self.banner is None


def simulated_banner(*, nobody: str) -> str:
    """Say that a program made the data, and what nobody did."""
    return f"Simulated: made by a program. {nobody}, and nothing here is about a person."


def facts_of(recording: RecordingSummary, *, person: Person) -> tuple[Fact, ...]:
    """Say who was measured, when, with what, and where it is kept."""
    started = shown_start(recording.started_at) or "date not stated in the file"
    files = [file.name for file in recording.files]
    return (
        Fact(name="Person", text=person_in_words(person)),
        Fact(name="Recorded", text=f"{started}; {shown_duration(recording.duration_s)} long"),
        Fact(name="Sensors", text=sensors_in_words(recording)),
        Fact(name="Recording", text=recording.name + (f" ({listed(files)})" if files else "")),
    )


def person_in_words(person: Person) -> str:
    """Say what is known of the person, and what is not."""
    parts = [
        None if person.age_years is None else f"{person.age_years:.0f} years",
        person.sex,
        None if person.height_m is None else f"{person.height_m:.2f} m tall",
        None if person.walking_aid is None else AID_IN_WORDS[person.walking_aid],
    ]
    known = [str(part) for part in parts if part is not None]
    names = ("age", "sex", "height", "walking aid")
    missing = [name for name, part in zip(names, parts, strict=True) if part is None]
    said = f"{listed(missing)} not stated" if missing else ""
    return "; ".join(text for text in (", ".join(known), said) if text)
