"""Which candidates make the plan: every part of a programme first, then what is needed most.

See docs/decisions/0142-how-a-plan-is-chosen.md.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from restride.clinical.aims import Aim, Category
from restride.clinical.care import Setting
from restride.plan.proposing.candidates import Candidate
from restride.plan.proposing.proposal_settings import ProposalSettings

#: A programme of fewer is filled up. House choice: docs/decisions/0142
_FEWEST_CATEGORIES: Final = 3
#: What an aim still weighs once one exercise is mostly for it. House choice: docs/decisions/0142
_SERVED_FACTOR: Final = 0.4
#: Once an exercise serves it beside another aim. House choice: docs/decisions/0142
_TOUCHED_FACTOR: Final = 0.7
#: For each exercise of the same main aim, and of the same category, that is in the same place
#: already: a visit and the week at home are two programmes.
_SAME_AIM_POINTS: Final = 1.5
_SAME_CATEGORY_POINTS: Final = {Setting.CLINIC: 0.7, Setting.HOME: 1.2, Setting.CLASS: 0.7}
#: What can be done at home is done at home; the clinic takes what needs it.
_HOME_POINTS: Final = 0.3
#: What the person wants is trained between the visits too.
_GOAL_POINTS: Final = 0.7
#: What is done on so many days a week belongs at home.
_OFTEN_COUNT: Final = 5
_OFTEN_POINTS: Final = 0.5


@dataclass(slots=True, kw_only=True)
class _Choice:
    """The choice as it grows; never leaves this file."""

    room: dict[Setting, int]
    weights: dict[Aim, float]
    #: The highest level that is open, by main aim.
    tops: dict[Aim, int]
    chosen: list[Candidate] = field(default_factory=list)
    aims: Counter[tuple[Setting, Aim]] = field(default_factory=Counter)
    categories: Counter[tuple[Setting, Category]] = field(default_factory=Counter)
    followed: Counter[str] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)
    rungs: set[str] = field(default_factory=set)

    def worth(self, each: Candidate) -> float:
        often = each.exercise.dose.frequency.per_week_count >= _OFTEN_COUNT
        # The few places at home are for what something was found for.
        goal = _GOAL_POINTS if each.is_wanted else 0.0
        home = _HOME_POINTS + _OFTEN_POINTS * often + goal if each.needs else -_HOME_POINTS
        return (
            each.worth(
                self.weights,
                followed=self.followed,
                top_level=self.tops[each.exercise.aims[0]],
            )
            + (home if each.is_at_home else 0.0)
            - _SAME_AIM_POINTS * self.aims[each.setting, each.exercise.aims[0]]
            - _SAME_CATEGORY_POINTS[each.setting]
            * self.categories[each.setting, each.exercise.category]
        )

    def fits(self, each: Candidate) -> bool:
        """Whether there is room, and it is no next rung of what trains the same already."""
        exercise = each.exercise
        same = exercise.id in self.rungs and any(
            self.aims[setting, exercise.aims[0]] for setting in self.room
        )
        return self.room[each.setting] > 0 and exercise.id not in self.taken and not same

    def best(self, among: Sequence[Candidate]) -> Candidate | None:
        fitting = [each for each in among if self.fits(each)]
        return min(
            fitting,
            key=lambda each: (
                -round(self.worth(each), 6),
                -each.exercise.level,
                each.exercise.id,
                each.setting,
            ),
            default=None,
        )

    def take(self, each: Candidate) -> None:
        exercise = each.exercise
        self.chosen.append(each)
        self.room[each.setting] -= 1
        self.aims[each.setting, exercise.aims[0]] += 1
        self.categories[each.setting, exercise.category] += 1
        self.taken.add(exercise.id)
        self.rungs.update({*exercise.ladder.easier, *exercise.ladder.harder})
        self.followed.update(rule.guideline.id for rule in each.support.in_favour)
        for aim in exercise.aims:
            factor = _SERVED_FACTOR if aim is exercise.aims[0] else _TOUCHED_FACTOR
            self.weights[aim] = self.weights.get(aim, 0.0) * factor
        self._answer_findings(each)

    def _answer_findings(self, each: Candidate) -> None:
        """Let the other aims of a finding weigh less once its matter has been taken up."""
        main = each.exercise.aims[0]
        answered = {
            aim
            for need in each.needs
            if need.aim is main
            for finding in need.findings
            for aim in finding.aims
        }
        for aim in sorted(answered.difference(each.exercise.aims)):
            self.weights[aim] = self.weights.get(aim, 0.0) * _TOUCHED_FACTOR


def select(
    candidates: Sequence[Candidate], *, weights: Mapping[Aim, float], settings: ProposalSettings
) -> tuple[Candidate, ...]:
    """Choose the exercises of a plan.

    One of every category that something asks for comes first; then, one by one, whatever adds most
    to what is chosen, until the places at home and in the clinic are full or nothing useful is
    left. A plan of fewer than three categories is filled with what is made for the condition.
    """
    choice = _Choice(
        room={
            Setting.HOME: settings.home_exercises_count,
            Setting.CLINIC: settings.clinic_exercises_count,
            Setting.CLASS: 0,
        },
        weights=dict(weights),
        tops=_tops(candidates),
    )
    asked_for = [each for each in candidates if each.is_asked_for]
    for category in _by_worth(asked_for, choice):
        best = choice.best([each for each in asked_for if each.exercise.category is category])
        if best is not None:
            choice.take(best)
    while (best := choice.best(asked_for)) is not None and choice.worth(best) > 0.0:
        choice.take(best)
    _fill_up(choice, candidates)
    return tuple(choice.chosen)


def _tops(candidates: Sequence[Candidate]) -> dict[Aim, int]:
    tops: dict[Aim, int] = {}
    for each in candidates:
        aim = each.exercise.aims[0]
        tops[aim] = max(tops.get(aim, 0), each.exercise.level)
    return tops


def _fill_up(choice: _Choice, candidates: Sequence[Candidate]) -> None:
    """Add the best of further categories while there are too few; in the clinic where possible."""
    for category in _by_worth(candidates, choice):
        inside = {each.exercise.category for each in choice.chosen}
        if len(inside) >= _FEWEST_CATEGORIES or category in inside:
            continue
        own = [each for each in candidates if each.exercise.category is category]
        in_clinic = [each for each in own if not each.is_at_home]
        best = choice.best(in_clinic) or choice.best(own)
        if best is not None:
            choice.take(best)


def _by_worth(candidates: Sequence[Candidate], choice: _Choice) -> list[Category]:
    """List the categories, that of the most useful candidate first."""
    best = {
        category: max(
            (choice.worth(each) for each in candidates if each.exercise.category is category),
            default=None,
        )
        for category in Category
    }
    there = [(worth, category) for category, worth in best.items() if worth is not None]
    return [category for _, category in sorted(there, key=lambda each: (-each[0], each[1]))]
