"""Invented people of the demo clinic: who they are, and how the weeks go for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from restride.records.roles import Role
from restride.terms import Sex, Side
from restride.visit.care_words import DischargeReason
from restride.visit.training import WhyNot

#: Weeks of a history, and those after which somebody is tested.
WEEKS_COUNT = 12
TESTED_AFTER_WEEKS = (0, 4, 8, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What a test comes to each time; None is *declined*."""

    instrument: str
    values: tuple[float | None, ...]
    #: The score that is entered; None enters the values as one trial each.
    score: str | None = None
    protocol: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """A walk with sensors on back and feet, made by the virtual walker."""

    after_weeks: int
    speed_mps: float
    cadence_spm: float
    asymmetry_ratio: float = 1.0
    variability_ratio: float = 0.025


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHome:
    """How training at home goes."""

    #: Sessions that were planned and then not done, in hundred.
    missed_percent: int = 15
    skips_for: WhyNot = WhyNot.TIRED
    pain_points: tuple[int, int] = (1, 3)
    #: The week (1 is the first) in which the person was ill.
    ill_week: int | None = None
    #: The device has sent nothing in so many last weeks.
    unsent_weeks_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPerson:
    """Somebody who is not."""

    number: int
    given_name: str
    family_name: str
    birth_date: date
    sex: Sex
    condition: str
    side: Side | None = None
    #: Days from the event to the first visit.
    since_days: int | None = None
    problem: str
    height_m: float
    body_mass_kg: float
    facts: Mapping[str, object]
    present: tuple[str, ...] = ()
    tested: tuple[Tested, ...]
    walks: tuple[Walked, ...] = ()
    goal_words: str
    goal_measure: str
    at_home: AtHome = field(default_factory=AtHome)
    has_proxy: bool = False
    #: The week in which the person falls.
    falls_in_week: int | None = None
    leaves_for: DischargeReason | None = None
    joins_class: bool = False
    #: What the therapist writes, visit by visit; at least two.
    notes: tuple[str, ...]
    message: str
    answer: str | None = None

    @property
    def record_number(self) -> str:
        """Say in the number, too, that nobody is meant."""
        return f"SIM-{self.number:03d}"

    def note_of(self, week: int) -> str:
        """Give the note of a visit; once all are written, the last two by turns."""
        last = len(self.notes) - 1
        return self.notes[week if week <= last else last - week % 2]

    def since(self, first_day: date) -> date | None:
        """Tell the day of the event."""
        return None if self.since_days is None else first_day - timedelta(days=self.since_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedColleague:
    """Somebody who works at the demo clinic and is not."""

    name: str
    role: Role

    @property
    def email(self) -> str:
        """Give an address that leads nowhere."""
        return f"{self.name.split()[0].lower()}@demo.example"
