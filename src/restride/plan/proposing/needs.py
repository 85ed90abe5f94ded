"""What a person needs to work on, and because of which findings.

The weights only order candidates; nothing is shown of them. See
docs/decisions/0142-how-a-plan-is-chosen.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from restride.clinical.aims import OUTCOMES_OF_AIM, Aim, Outcome
from restride.clinical.circumstances import Aid
from restride.clinical.finding import Finding, FindingWeight

#: House choice: docs/decisions/0142
_WEIGHT_OF: Final = {
    FindingWeight.STOP: 0.0,
    FindingWeight.MAJOR: 3.0,
    FindingWeight.MINOR: 1.5,
    FindingWeight.NOTE: 0.0,
}
#: A finding that rests on memory alone counts for so much less. House choice: docs/decisions/0142
_UNSURE_FACTOR: Final = 0.5
#: The first aim of a finding counts whole, the others less. House choice: docs/decisions/0142
_FURTHER_AIM_FACTOR: Final = 0.6
#: For every aim that a goal's outcome is served by. House choice: docs/decisions/0142
_GOAL_WEIGHT: Final = 3.0
#: For walking with the aid in use. House choice: docs/decisions/0142
_AID_WEIGHT: Final = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An aim, how much it matters, and what says so."""

    aim: Aim
    weight: float
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    #: What else asks for it: a goal, the aid in use.
    because: tuple[str, ...] = ()
    #: Whether a goal of the person does.
    is_wanted: bool = False


def needs_of(
    findings: Sequence[Finding],
    *,
    goal_outcomes: Iterable[Outcome] = (),
    aid: Aid | None = None,
) -> Mapping[Aim, Need]:
    """Tell what to work on, from what was found, what is wanted, and the aid in use."""
    weights: dict[Aim, float] = {}
    because: dict[Aim, list[Finding]] = {}
    for finding in findings:
        weight = _WEIGHT_OF[finding.weight] * (1.0 if finding.decides else _UNSURE_FACTOR)
        if weight == 0.0:
            continue
        for place, aim in enumerate(finding.aims):
            share = weight if place == 0 else weight * _FURTHER_AIM_FACTOR
            weights[aim] = max(weights.get(aim, 0.0), share)
            because.setdefault(aim, []).append(finding)
    wanted = _wanted(frozenset(goal_outcomes))
    for aim in wanted:
        weights[aim] = weights.get(aim, 0.0) + _GOAL_WEIGHT
    words = {aim: (f"it serves the goal: {outcome}",) for aim, outcome in wanted.items()}
    if aid not in (None, Aid.NONE, Aid.OTHER):
        weights[Aim.DEVICE_WALKING] = max(weights.get(Aim.DEVICE_WALKING, 0.0), _AID_WEIGHT)
        words[Aim.DEVICE_WALKING] = (f"walks with an aid now: {aid}".replace("_", " "),)
    return {
        aim: Need(
            aim=aim,
            weight=weight,
            findings=tuple(because.get(aim, ())),
            outcomes=OUTCOMES_OF_AIM[aim],
            because=words.get(aim, ()),
            is_wanted=aim in wanted,
        )
        for aim, weight in sorted(weights.items())
    }


def _wanted(goal_outcomes: frozenset[Outcome]) -> dict[Aim, str]:
    """Tell the aims that serve a goal first, with the goal in words."""
    return {
        aim: outcomes[0].replace("_", " ")
        for aim, outcomes in OUTCOMES_OF_AIM.items()
        if outcomes[0] in goal_outcomes
    }
