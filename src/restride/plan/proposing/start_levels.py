"""At which level of the ladder training starts, from what a person did in the tests.

The levels are design defaults: they are proposed with the test they come from, and a therapist can
set every one. See docs/decisions/0141-where-training-starts.md.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from restride.clinical.aims import Aim, Category
from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.clinical.instrument import instruments
from restride.clinical.result import Result, ResultState
from restride.plan.exercise import Exercise

#: Where nothing was tested. House choice: docs/decisions/0141
CAREFUL_LEVEL: Final = 2
#: A person who tried and could not, or for whom it was not safe.
_UNABLE_LEVEL: Final = 1


class Domain(StrEnum):
    """What a starting level is of."""

    BALANCE = "balance"
    WALKING = "walking"
    STRENGTH = "strength"
    CORE = "core"
    GAZE = "gaze"
    DEVICE = "device"


_OF_CATEGORY: Final = {
    Category.STRENGTH: Domain.STRENGTH,
    Category.PROPRIOCEPTION_COORDINATION: Domain.BALANCE,
    Category.GAIT_TRAINING: Domain.WALKING,
    Category.POSTURE_CORE: Domain.CORE,
    Category.ASSISTIVE_DEVICE: Domain.DEVICE,
}
_GAZE_AIMS: Final = frozenset(
    {Aim.GAZE_STABILITY, Aim.MOTION_HABITUATION, Aim.CANALITH_REPOSITIONING}
)
_HOLDS: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
#: Aids are taught as ordered and fitted; their ladder is a graph, not a height.
_DEVICE_LEVEL: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRule:
    """From which test result follows which level."""

    id: str
    domain: Domain
    instrument: str
    score: str
    item: str | None = None
    operator: str
    #: In the unit of the score.
    value: float
    level: int
    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StartLevel:
    """The highest level that training of one kind begins with."""

    domain: Domain
    level: int
    #: "feet together held less than 10 s", or that nothing was tested.
    because: str
    tested: bool


@cache
def start_rules() -> tuple[StartRule, ...]:
    """Read the rules; once a process."""
    return read_content(StartRule, room="plan", name="start_levels").rows


def domain_of(exercise: Exercise) -> Domain:
    """Tell which starting level an exercise is compared with."""
    if exercise.aims[0] in _GAZE_AIMS:
        return Domain.GAZE
    if exercise.aims[0] is Aim.DEVICE_WEANING:
        # Less support is earned by walking tests, unlike the teaching of an aid.
        return Domain.WALKING
    return _OF_CATEGORY[exercise.category]


def start_levels(
    results: Sequence[Result], *, set_by_therapist: Mapping[Domain, int] | None = None
) -> dict[Domain, StartLevel]:
    """Tell the starting level of every domain.

    Parameters
    ----------
    results
        The newest result of each instrument counts.
    set_by_therapist
        Overrules what follows from the tests.
    """
    newest = {each.instrument: each for each in sorted(results, key=lambda each: each.tested_on)}
    levels = {domain: _level(domain, newest) for domain in Domain}
    for domain, level in (set_by_therapist or {}).items():
        levels[domain] = StartLevel(
            domain=domain, level=level, because="set by the therapist", tested=True
        )
    return levels


def _level(domain: Domain, newest: Mapping[str, Result]) -> StartLevel:
    if domain is Domain.DEVICE:
        return StartLevel(
            domain=domain,
            level=_DEVICE_LEVEL,
            because="ordered, fitted and walked with now",
            tested=True,
        )
    found = list(_found(domain, newest))
    if not found:
        return StartLevel(
            domain=domain,
            level=CAREFUL_LEVEL,
            because=f"no test of {domain} yet, so it starts low",
            tested=False,
        )
    level, because = min(found)
    return StartLevel(domain=domain, level=level, because=because, tested=True)


def _found(domain: Domain, newest: Mapping[str, Result]) -> Iterable[tuple[int, str]]:
    """Yield a level and its words for every score that a rule speaks of."""
    seen: set[tuple[str, str]] = set()
    for rule in start_rules():
        result = newest.get(rule.instrument)
        key = (rule.instrument, rule.score)
        if rule.domain is not domain or result is None or key in seen:
            continue
        if result.state in (ResultState.UNABLE, ResultState.UNSAFE):
            seen.add(key)
            name = instruments()[rule.instrument].name
            yield _UNABLE_LEVEL, f"{name}: could not be done"
            continue
        values = _values(result, rule)
        if values and _HOLDS[rule.operator](min(values), rule.value):
            seen.add(key)
            yield rule.level, rule.words


def _values(result: Result, rule: StartRule) -> list[float]:
    """List the values of a score, both sides where it has them."""
    return [
        each.value
        for each in result.scores
        if each.score == rule.score and each.item == rule.item and each.value is not None
    ]
