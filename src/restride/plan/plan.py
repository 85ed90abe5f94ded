"""A plan as it stands: rows with doses and reasons, what was left out, and what is missing."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from restride.clinical.aims import Category
from restride.clinical.care import Setting, Supervision
from restride.clinical.evidence import Confidence
from restride.clinical.finding import Finding
from restride.plan.dose import Dose
from restride.plan.exercise import Need, Target
from restride.plan.proposing.start_levels import StartLevel
from restride.plan.proposing.weekly_count import WeeklyCount
from restride.terms import Side

if TYPE_CHECKING:
    from restride.plan.difference import PlanDifference


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a row stands in a plan: a finding, a recommendation, and who says so."""

    #: "because weak knee extensors on the left; the guideline for ... (strong) ..."
    words: str
    finding: str | None = None
    guideline: str | None = None
    strength: str | None = None
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """One exercise of a plan."""

    exercise: str
    #: Version of the file the exercise came from.
    content_version: str
    category: Category
    setting: Setting
    supervision: Supervision
    #: None where both sides train.
    side: Side | None
    level: int
    dose: Dose
    #: "design default, to be confirmed" unless a source was read.
    dose_confidence: Confidence
    targets: tuple[Target, ...]
    feedback: str
    #: Bounds that a precaution or an order sets, in words.
    limits: tuple[str, ...]
    stop_sets: tuple[str, ...]
    #: What must be there before it starts: a harness, a fitted aid, vital signs.
    needs: tuple[Need, ...]
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def key(self) -> str:
        """What makes it the same row in two plans."""
        return f"{self.setting}:{self.exercise}:{self.side or 'both'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An exercise that was considered and is not in the plan."""

    exercise: str
    why: str
    #: The rule that kept it out: a precaution's code, "weight_bearing", "equipment", "setting" ...
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """Something unanswered that the plan was careful about."""

    code: str
    question: str
    answered_by: str
    #: How many exercises would come back if the answer is no.
    hides_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A proposal that a therapist reads, edits and signs."""

    made_on: date
    #: File of content and its version, for everything that was used.
    content_versions: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    prescriptions: tuple[Prescription, ...]
    #: Offered besides the programme: a walk, slow shifting forms in a class.
    activities: tuple[Prescription, ...]
    left_out: tuple[LeftOut, ...]
    open_questions: tuple[OpenQuestion, ...]
    #: What could not be planned, and why.
    missing: tuple[str, ...]
    #: At which level each kind of training starts, and which test says so.
    start_levels: tuple[StartLevel, ...]
    #: Minutes a week against the doses that guidelines name.
    weekly: tuple[WeeklyCount, ...]
    #: Visits to the clinic in a week.
    visits_count: int
    #: What guidelines recommend beside exercise.
    beside: tuple[Reason, ...]

    def explain(self) -> str:
        """Write why the plan is as it is, line by line."""
        from restride.plan.explain import explain

        return explain(self)

    def difference(self, later: "Plan") -> "PlanDifference":
        """Tell what differs in a later plan, in words."""
        from restride.plan.difference import difference

        return difference(self, later)
