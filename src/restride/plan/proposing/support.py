"""What the recommendations for a person say of every exercise, worked out once for a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from restride.clinical.aims import OUTCOMES_OF_AIM, Aim, Outcome
from restride.clinical.guideline import Advice, RuleKind, guidelines
from restride.clinical.recommendation import Recommendation, speaks_of
from restride.plan.library import exercises


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What is said for and against an exercise."""

    #: The strongest first.
    in_favour: tuple[Recommendation, ...] = ()
    against: tuple[Recommendation, ...] = ()

    @property
    def harm(self) -> Recommendation | None:
        """A rule that keeps the exercise out, whatever it would be for and whoever says so."""
        return next((each for each in self.against if each.guideline.harm), None)

    @property
    def useless_for(self) -> frozenset[Outcome]:
        """Outcomes that the exercise is no means to; it may still serve others."""
        return frozenset(
            outcome for each in self.against if each.decides for outcome in each.guideline.outcomes
        )

    def serves(self, aim: Aim) -> bool:
        """Whether an aim still counts: not where all it makes better is advised against."""
        return not self.useless_for.issuperset(OUTCOMES_OF_AIM[aim])


NO_SUPPORT = Support()


@cache
def selected_exercises(guideline_id: str) -> frozenset[str]:
    """List the exercises that a recommendation speaks of; once a process."""
    rule = guidelines()[guideline_id]
    return frozenset(each.id for each in exercises().values() if speaks_of(rule, each))


def support_of_all(found: Sequence[Recommendation]) -> Mapping[str, Support]:
    """Sort recommendations by the exercises they speak of.

    Parameters
    ----------
    found
        Those that hold for a person on a day, the strongest first.
    """
    favour: dict[str, list[Recommendation]] = {}
    against: dict[str, list[Recommendation]] = {}
    for each in found:
        if each.guideline.kind is not RuleKind.TRAINING:
            continue
        pile = against if each.guideline.advice is Advice.SHOULD_NOT else favour
        for exercise_id in sorted(selected_exercises(each.guideline.id)):
            pile.setdefault(exercise_id, []).append(each)
    return {
        exercise_id: Support(
            in_favour=tuple(favour.get(exercise_id, ())),
            against=tuple(against.get(exercise_id, ())),
        )
        for exercise_id in sorted({*favour, *against})
    }
