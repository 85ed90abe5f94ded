"""What several parts of the course of care have in common: days, people, conditions, facts."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from restride.clinical.care import Assistance, Setting, Supervision, WeightBearing
from restride.clinical.circumstances import (
    Aid,
    Floor,
    Footwear,
    MedicationState,
    Orthosis,
    Stimulation,
    Vision,
)
from restride.clinical.safety.orders import OrderedActivity
from restride.plan.proposing.start_levels import Domain
from restride.terms import Side, WalkingAid
from restride.visit.due import DueKind, RetestReason
from restride.web.api.bodies import Answer, Body, Line, Name

#: A day that a calendar of our time has.
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
_Percent = Annotated[float, Field(ge=0, le=100)]
_Count = Annotated[int, Field(ge=0, le=100)]
_Names = Annotated[list[Name], Field(max_length=100)]


class StaffNameAnswer(Answer):
    """Somebody who works at the clinic."""

    id: UUID
    name: str


class NamedPatientAnswer(Answer):
    """Whom something is about, as lists show it."""

    id: UUID
    record_number: str | None
    given_name: str | None
    family_name: str | None
    birth_date: date | None


class SiteNameAnswer(Answer):
    """A place where the clinic works."""

    id: UUID
    name: str


class DueAnswer(Answer):
    """Something that is due with a person."""

    kind: DueKind
    on: date | None
    reason: RetestReason | None


class ConditionBody(Body):
    """A condition, by the id of the content."""

    condition: Name
    side: Side | None = None
    #: Onset, injury or surgery.
    since: Day | None = None


class MeasuredBodyBody(Body):
    """What is measured of a body."""

    height_m: Annotated[float, Field(ge=0.5, le=2.6)] | None = None
    sensor_height_m: Annotated[float, Field(ge=0.2, le=1.6)] | None = None
    body_mass_kg: Annotated[float, Field(ge=2, le=500)] | None = None
    walking_aid: WalkingAid | None = None


class WeightBearingBody(Body):
    """What a leg may carry."""

    side: Side
    grade: WeightBearing
    at_most_percent: _Percent | None = None
    at_least_percent: _Percent | None = None
    ordered_on: Day | None = None


class HomeSituationBody(Body):
    """What there is at home."""

    supervision: Supervision = Supervision.NONE
    equipment: _Names = Field(default_factory=list)


class UsualCircumstancesBody(Body):
    """The conditions of a test; what was not written down is null."""

    aid: Aid | None = None
    assistance: Assistance | None = None
    helpers_count: Annotated[int, Field(ge=0, le=6)] | None = None
    footwear: Footwear | None = None
    floor: Floor | None = None
    protocol: Line | None = None
    orthosis: Orthosis | None = None
    weight_bearing: WeightBearing | None = None
    vision: Vision | None = None
    medication: MedicationState | None = None
    since_dose_min: Annotated[float, Field(ge=0, le=1440)] | None = None
    stimulation: Stimulation | None = None
    measured_with: Line | None = None


class TherapistChoicesBody(Body):
    """What the therapist has decided about a plan."""

    home_exercises_count: _Count = 4
    clinic_exercises_count: _Count = 6
    clinic_visits_count: _Count = 2
    start_levels: Annotated[dict[Domain, _Count], Field(max_length=20)] = Field(
        default_factory=dict
    )
    allowed_early: Annotated[dict[Name, Line], Field(max_length=100)] = Field(default_factory=dict)
    without: _Names = Field(default_factory=list)
    devices: _Names = Field(default_factory=list)
    beat_helps: bool | None = None


class FactsBody(Body):
    """What is known of a person in an episode; a part that is sent is set as a whole."""

    body: MeasuredBodyBody = Field(default_factory=MeasuredBodyBody)
    wrist_height_m: Annotated[float, Field(ge=0.2, le=1.5)] | None = None
    weight_bearing: Annotated[list[WeightBearingBody], Field(max_length=2)] = Field(
        default_factory=list
    )
    ordered_activities: Annotated[list[OrderedActivity], Field(max_length=10)] = Field(
        default_factory=list
    )
    assistance: Assistance | None = None
    aid: Aid | None = None
    home: HomeSituationBody = Field(default_factory=HomeSituationBody)
    clinic_equipment: _Names | None = None
    settings: Annotated[list[Setting], Field(max_length=3)] = Field(
        default_factory=lambda: [Setting.CLINIC, Setting.HOME]
    )
    beta_blocker: bool | None = None
    resting_heart_rate_bpm: Annotated[float, Field(ge=20, le=250)] | None = None
    circumstances: UsualCircumstancesBody = Field(default_factory=UsualCircumstancesBody)
    falls_answers: Annotated[dict[Name, bool], Field(max_length=100)] = Field(default_factory=dict)
    therapist: TherapistChoicesBody = Field(default_factory=TherapistChoicesBody)

    def parts(self) -> dict[str, object]:
        """Give the parts that were sent, as plain values."""
        return self.model_dump(exclude_unset=True, mode="json")
