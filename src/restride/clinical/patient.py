"""The person a plan is made for: what is known, what was ordered, and what was asked."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from restride.clinical.care import Assistance, Setting, Supervision, WeightBearing
from restride.clinical.circumstances import Aid
from restride.clinical.conditions import conditions, find_condition, lineage
from restride.clinical.precautions import (
    Precaution,
    PrecautionAnswer,
    Presence,
    precautions,
)
from restride.errors import ContentError
from restride.person import Person
from restride.terms import Side

#: What a heart at rest can do. House choice: docs/decisions/0121-vital-signs.md
_RESTING_RANGE_BPM: Final = (20.0, 250.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """A condition that somebody else has named: the referral, not a finding of ours."""

    condition: str
    side: Side | None = None
    #: Onset, injury or surgery.
    since: date | None = None

    def __post_init__(self) -> None:
        if self.condition not in conditions():
            raise ContentError(
                f"condition must be the id of one, and is {self.condition!r}. Use "
                f"'{find_condition(self.condition).id}'."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightBearingOrder:
    """What a surgeon or physician allows a leg to carry."""

    side: Side
    grade: WeightBearing
    #: Of body weight.
    at_most_percent: float | None = None
    at_least_percent: float | None = None
    ordered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSituation:
    """What there is at home."""

    #: The closest supervision that is there when exercises are done.
    supervision: Supervision = Supervision.NONE
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A person in care."""

    person: Person
    diagnoses: tuple[Diagnosis, ...]
    precaution_answers: tuple[PrecautionAnswer, ...] = ()
    weight_bearing_orders: tuple[WeightBearingOrder, ...] = ()
    assistance: Assistance | None = None
    aid: Aid | None = None
    home: HomeSituation = HomeSituation()
    clinic_equipment: tuple[str, ...] | None = None
    settings: tuple[Setting, ...] = (Setting.CLINIC, Setting.HOME)
    beta_blocker: bool | None = None
    resting_heart_rate_bpm: float | None = None
    #: What the person wants to do again, in their own words.
    wishes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        low, high = _RESTING_RANGE_BPM
        rate_bpm = self.resting_heart_rate_bpm
        if rate_bpm is not None and not low <= rate_bpm <= high:
            raise ContentError(
                f"resting_heart_rate_bpm must lie between {low:g} and {high:g}, and is "
                f"{rate_bpm:g}. Count it for a whole minute at rest."
            )

    @property
    def condition_ids(self) -> tuple[str, ...]:
        """The conditions, as they were named."""
        return tuple(each.condition for each in self.diagnoses)

    @property
    def all_condition_ids(self) -> frozenset[str]:
        """The conditions and all they are a case of."""
        return frozenset(up for own in self.condition_ids for up in lineage(own))

    def days_since(self, condition_id: str, *, day: date) -> int | None:
        """Tell the days since onset of a condition or of a case of it; None where unknown."""
        days = [
            (day - each.since).days
            for each in self.diagnoses
            if each.since is not None and condition_id in lineage(each.condition)
        ]
        return min(days, default=None)

    def asked(self) -> tuple[Precaution, ...]:
        """List the precautions that a person with these conditions is asked about."""
        own = self.all_condition_ids
        return tuple(
            row
            for row in precautions().values()
            if not row.asked_of or own.intersection(row.asked_of)
        )

    def answer(self, code: str, *, day: date) -> PrecautionAnswer:
        """Tell what is known of a precaution on a day.

        Not asked of people with these conditions counts as absent; asked and not answered, or
        answered too long ago, is unanswered.
        """
        for each in self.precaution_answers:
            if each.code == code:
                return each.held_on(day)
        asked_of = precautions()[code].asked_of
        is_asked = not asked_of or not self.all_condition_ids.isdisjoint(asked_of)
        presence = Presence.UNANSWERED if is_asked else Presence.ABSENT
        return PrecautionAnswer(code=code, presence=presence)

    def weight_bearing(self, side: Side) -> WeightBearing:
        """Tell what a leg may carry; unknown counts as nothing where it should have been asked."""
        grades = [each.grade for each in self.weight_bearing_orders if each.side is side]
        if grades:
            return min(grades, key=lambda grade: grade.rank)
        unknown = any(
            conditions()[each.condition].weight_bearing_asked and each.side in (None, side)
            for each in self.diagnoses
        )
        return WeightBearing.NON if unknown else WeightBearing.FULL
