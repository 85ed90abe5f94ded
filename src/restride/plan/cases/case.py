"""A case as it is written in a file: the person, what was asked, ordered and tested, and wished."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from restride.clinical.aims import Outcome
from restride.clinical.care import Assistance, Setting, Supervision, WeightBearing
from restride.clinical.circumstances import Aid, Circumstances
from restride.clinical.safety.orders import OrderedActivity
from restride.clinical.safety.vitals import Vitals
from restride.clinical.scoring.entry import Entry
from restride.person import Person
from restride.plan.phases.phase_now import PhaseEntered
from restride.plan.phases.phase_status import PhaseAnswer
from restride.plan.proposing.start_levels import Domain
from restride.terms import Side, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCondition:
    """A condition, by its id, name or alias."""

    condition: str
    side: Side | None = None
    #: Onset, injury or surgery.
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOrder:
    """What a leg may carry."""

    side: Side
    grade: WeightBearing
    at_most_percent: float | None = None
    at_least_percent: float | None = None
    ordered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePrecaution:
    """A precaution that is present, with its bound where it has one."""

    code: str
    bound: float | None = None
    note: str | None = None


class Absent(StrEnum):
    """A word for "everything else that people with these conditions are asked"."""

    ALL_ELSE_ASKED = "all_else_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyScreen:
    """The questions before training, and what was answered."""

    completed_on: date
    present: tuple[str | CasePrecaution, ...] = ()
    #: Codes that were asked and are not there; or that everything else was asked and is not there.
    absent: Absent | tuple[str, ...] = ()
    not_answered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHome:
    """What there is at home."""

    supervision: Supervision = Supervision.NONE
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecording:
    """A recorded movement, by the path of its file from the case file's folder."""

    path: str
    task: Task | None = None
    #: Of a walk.
    pace: Literal["comfortable", "fast"] | None = None
    tested_on: date
    rate_hz: float | None = None
    circumstances: Circumstances | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGoal:
    """What the person wants, in their own words; the rest is proposed where it is not given."""

    words: str
    #: "gait_speed_10m.comfortable_mps".
    measure: str | None = None
    side: Side | None = None
    #: In the unit of the measure.
    target: float | None = None
    due: date | None = None
    #: Why a target within measurement error is wanted all the same.
    why: str | None = None
    #: What gets better for the person, where no measure says so.
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePhases:
    """What is known of phases: those decided on, what was reported, and what was checked."""

    entered: tuple[PhaseEntered, ...] = ()
    reports: tuple[PhaseAnswer, ...] = ()
    checks: tuple[PhaseAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTherapist:
    """What the therapist has decided."""

    home_exercises_count: int = 4
    clinic_exercises_count: int = 6
    clinic_visits_count: int = 2
    start_levels: dict[Domain, int] = field(default_factory=dict)
    allowed_early: dict[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    #: Aids that were chosen, as words of the equipment.
    devices: tuple[str, ...] = ()
    #: Of the response test with a metronome.
    beat_helps: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One person on one day, as a therapist writes it down."""

    title: str
    #: Whether the person is invented; said on every page.
    invented: bool = False
    #: The day from which the plan would hold.
    day: date
    person: Person
    #: From the floor to the wrist crease, standing with shoes on.
    wrist_height_m: float | None = None
    conditions: tuple[CaseCondition, ...]
    weight_bearing: tuple[CaseOrder, ...] = ()
    #: What has been ordered to be trained; refused where it contradicts the other orders.
    ordered_activities: tuple[OrderedActivity, ...] = ()
    safety_screen: SafetyScreen | None = None
    vitals: Vitals | None = None
    assistance: Assistance | None = None
    aid: Aid | None = None
    home: CaseHome = CaseHome()
    clinic_equipment: tuple[str, ...] | None = None
    settings: tuple[Setting, ...] = (Setting.CLINIC, Setting.HOME)
    beta_blocker: bool | None = None
    resting_heart_rate_bpm: float | None = None
    #: Conditions of every test that does not name its own.
    circumstances: Circumstances = field(default_factory=Circumstances)
    results: tuple[Entry, ...] = ()
    recordings: tuple[CaseRecording, ...] = ()
    #: Yes or no to the questions of the falls graphs.
    falls_answers: dict[str, bool] = field(default_factory=dict)
    goals: tuple[CaseGoal, ...] = ()
    therapist: CaseTherapist = CaseTherapist()
    phases: CasePhases = CasePhases()
