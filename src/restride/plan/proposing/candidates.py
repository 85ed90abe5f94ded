"""Every exercise as it stands for one person in one place: may it, at which level, how useful."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from restride.clinical.aims import Aim, Category
from restride.clinical.care import Setting
from restride.clinical.circumstances import Aid
from restride.clinical.conditions import lineage
from restride.clinical.guideline import Advice
from restride.clinical.patient import Patient
from restride.clinical.recommendation import Recommendation
from restride.plan.exercise import Exercise
from restride.plan.proposing.needs import Need
from restride.plan.proposing.start_levels import Domain, StartLevel, domain_of
from restride.plan.proposing.support import Support
from restride.plan.screening import Screened

#: The first aim counts whole, the others less. House choice, like all weights of this file:
#: docs/decisions/0142-how-a-plan-is-chosen.md
_FURTHER_AIM_FACTOR: Final = 0.5
_SHOULD_POINTS: Final = 2.0
_MAY_POINTS: Final = 1.0
_UNSURE_FACTOR: Final = 0.25
#: What a recommendation still adds for every exercise that follows it already.
_FOLLOWED_FACTOR: Final = 0.5
#: For an exercise that is made for the condition itself, and for a parent of it.
_OWN_POINTS: Final = 1.0
_PARENT_POINTS: Final = 0.6
#: The more conditions an exercise is for, the less it says that it is for this one.
_BROAD_POINTS: Final = 0.02
#: For each level below the start: too easy trains less.
_BELOW_POINTS: Final = 0.3
#: The things that an aid is.
THINGS_OF_AID: Final[dict[Aid, frozenset[str]]] = {
    Aid.SINGLE_CANE: frozenset({"cane"}),
    Aid.QUAD_CANE: frozenset({"quad_cane", "cane"}),
    Aid.HEMI_WALKER: frozenset({"hemi_walker"}),
    Aid.ONE_CRUTCH: frozenset({"crutches"}),
    Aid.TWO_CRUTCHES: frozenset({"crutches"}),
    Aid.PICK_UP_WALKER: frozenset({"walker"}),
    Aid.ROLLING_WALKER: frozenset({"rolling_walker"}),
    Aid.ROLLATOR: frozenset({"rollator"}),
    Aid.PARALLEL_BARS: frozenset({"parallel_bars"}),
}
_AIDS: Final = frozenset(thing for things in THINGS_OF_AID.values() for thing in things)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An exercise in a place."""

    exercise: Exercise
    setting: Setting
    screened: Screened
    support: Support
    start: StartLevel
    #: Needs that it serves, the gravest first.
    needs: tuple[Need, ...]
    #: Conditions of the person, or what they are cases of, that it is made for.
    made_for: tuple[str, ...]
    #: How near its own conditions are to the person's: points.
    for_condition_points: float

    @property
    def too_hard(self) -> bool:
        """Whether it lies above where training starts."""
        return self.exercise.level > self.start.level

    @property
    def is_at_home(self) -> bool:
        """Whether this is the exercise as it is done at home."""
        return self.setting is Setting.HOME

    @property
    def is_wanted(self) -> bool:
        """Whether a goal of the person asks for it."""
        return any(need.is_wanted for need in self.needs)

    @property
    def is_asked_for(self) -> bool:
        """Whether a need or a recommendation that decides speaks for it."""
        return bool(self.needs) or any(each.decides for each in self.support.in_favour)

    def worth(
        self, weights: Mapping[Aim, float], *, followed: Mapping[str, int], top_level: int
    ) -> float:
        """Tell how much it adds: only for putting in order.

        Parameters
        ----------
        weights
            How heavy the needs still are.
        followed
            By how many exercises of the plan a recommendation is followed already.
        top_level
            The highest level that is open for the same main aim: below it is easier than need be.
        """
        served = [aim for aim in self.exercise.aims if self.support.serves(aim)]
        by_need = sum(
            weights.get(aim, 0.0) * (1.0 if aim is self.exercise.aims[0] else _FURTHER_AIM_FACTOR)
            for aim in served
        )
        advised = max(
            (
                _points(each) * _FOLLOWED_FACTOR ** followed.get(each.guideline.id, 0)
                for each in self.support.in_favour
            ),
            default=0.0,
        )
        easy = max(min(self.start.level, top_level) - self.exercise.level, 0)
        if self.start.domain is Domain.DEVICE:
            easy = 0
        return by_need + advised + self.for_condition_points - _BELOW_POINTS * easy


def _points(recommendation: Recommendation) -> float:
    points = _SHOULD_POINTS if recommendation.guideline.advice is Advice.SHOULD else _MAY_POINTS
    return points if recommendation.decides else points * _UNSURE_FACTOR


def needs_served(
    exercise: Exercise, *, needs: Mapping[Aim, Need], support: Support
) -> tuple[Need, ...]:
    """List the needs that an exercise serves, the gravest first."""
    served = [needs[aim] for aim in exercise.aims if aim in needs and support.serves(aim)]
    return tuple(sorted(served, key=lambda need: (-need.weight, need.aim)))


def condition_points(exercise: Exercise, patient: Patient) -> float:
    """Tell how near the exercise's own conditions are to the person's."""
    points = [0.0]
    for own in patient.condition_ids:
        for steps, up in enumerate(lineage(own)):
            if up in exercise.conditions:
                near = _OWN_POINTS if steps == 0 else _PARENT_POINTS
                points.append(max(near - _BROAD_POINTS * len(exercise.conditions), 0.1))
    return max(points)


def made_for(exercise: Exercise, patient: Patient) -> tuple[str, ...]:
    """List the person's conditions, or what they are cases of, that an exercise is made for."""
    ups = (up for own in patient.condition_ids for up in lineage(own))
    return tuple(dict.fromkeys(up for up in ups if up in exercise.conditions))


def start_of(exercise: Exercise, levels: Mapping[Domain, StartLevel]) -> StartLevel:
    """Tell the starting level that an exercise is compared with."""
    return levels[domain_of(exercise)]


def fits_devices(exercise: Exercise, things: frozenset[str]) -> bool:
    """Whether an exercise with an aid is one with the aid that the person has or should have.

    An exercise whose equipment names several aids fits where any of them is at hand.
    """
    aids = _AIDS.intersection(exercise.equipment)
    if exercise.category is not Category.ASSISTIVE_DEVICE:
        return True
    return bool(things) and (not aids or bool(aids & things))


def things_of(patient: Patient) -> frozenset[str]:
    """List the aids that a person walks with."""
    return frozenset() if patient.aid is None else THINGS_OF_AID.get(patient.aid, frozenset())
