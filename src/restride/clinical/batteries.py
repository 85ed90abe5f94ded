"""Batteries: tests in their order, with minutes, rests, stop conditions and branching as data.

Sit before stand, static before moving, low before high risk, endurance last; what provokes
dizziness comes after everything else. See docs/decisions/0106-batteries.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from restride.clinical.care import WeightBearing
from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.clinical.result import ResultState
from restride.errors import ContentError


class Stage(StrEnum):
    """Where a test comes in a visit, in this order."""

    QUESTIONS = "questions"
    LYING_OR_SITTING = "lying_or_sitting"
    STANDING_STILL = "standing_still"
    RISING_OR_REACHING = "rising_or_reaching"
    WALKING = "walking"
    #: Walking or standing on one leg under changing demands.
    DEMANDING = "demanding"
    JUMPING = "jumping"
    ENDURANCE = "endurance"
    #: Makes people dizzy, which would spoil whatever follows.
    PROVOKING = "provoking"

    @property
    def rank(self) -> int:
        """Lower comes first."""
        return list(Stage).index(self)


class Need(StrEnum):
    """What a person must be able to do for a test to make sense."""

    STANDS_30_S = "stands_30_s"
    WALKS_10_M = "walks_10_m"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryTest:
    """A test as it stands in any battery: its place, its time, what forbids it."""

    #: Of the instrument.
    id: str
    stage: Stage
    #: Least and most.
    minutes: tuple[float, float]
    rest_after_min: float = 0.0
    needs: tuple[Need, ...] = ()
    #: The least that both legs must be allowed to carry.
    min_weight_bearing: WeightBearing = WeightBearing.NON
    #: Precautions under which it is left out; unanswered counts as present.
    blocked_by: tuple[str, ...] = ()
    stop_when: tuple[str, ...] = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For whom a step is meant: any of these is enough."""

    conditions: tuple[str, ...] = ()
    precautions: tuple[str, ...] = ()
    at_least_years: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A test within a battery."""

    test: str
    #: Of the visits that the battery takes.
    visit: int = 1
    #: Not needed: done where there is time and reason; outside the battery's minutes.
    needed: bool = True
    #: Only for these people; None is everybody.
    only_for: Occasion | None = None
    #: True: only where endurance is wanted; False: only where it is not; None: either way.
    endurance: bool | None = None

    @property
    def is_usual(self) -> bool:
        """Whether everybody does it who has asked for nothing more."""
        return self.needed and self.only_for is None and self.endurance is not True


class Turn(StrEnum):
    """What a branch does."""

    SKIP = "skip"
    GO_TO = "go_to"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Where a result changes what comes next: a state or a value, and a turn."""

    #: Any of these tests.
    after: tuple[str, ...]
    states: tuple[ResultState, ...] = ()
    score: str | None = None
    at_or_below: float | None = None
    at_or_above: float | None = None
    turn: Turn
    #: Those skipped, or the one gone to.
    tests: tuple[str, ...] = ()
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery:
    """Tests that are done together."""

    id: str
    name: str
    purpose: str
    #: Least and most, with setting up and rests, without the steps that are not needed.
    minutes: tuple[float, float]
    set_up_min: tuple[float, float] = (0.0, 0.0)
    visits_count: int = 1
    steps: tuple[Step, ...]
    branches: tuple[Branch, ...] = ()
    #: What ends it, beside the stop conditions of its tests.
    stop_when: tuple[str, ...]
    #: Made of those of its steps that goals and findings rest on.
    only_tied: bool = False
    evidence: Evidence


@cache
def battery_tests() -> dict[str, BatteryTest]:
    """Read every test that batteries may hold; once a process."""
    rows = read_content(BatteryTest, room="clinical", name="battery_tests").rows
    return {row.id: row for row in rows}


@cache
def batteries() -> dict[str, Battery]:
    """Read every battery; once a process."""
    return {row.id: row for row in read_content(Battery, room="clinical", name="batteries").rows}


def find_battery(battery_id: str) -> Battery:
    """Find a battery.

    Raises
    ------
    ContentError
        Nothing bears the id.
    """
    if battery_id not in batteries():
        raise ContentError(
            f"A battery must be one of {', '.join(batteries())}, and {battery_id!r} is none of "
            "them. Use one of these."
        )
    return batteries()[battery_id]


def minutes_of(battery: Battery) -> tuple[float, float]:
    """Add up setting up, the steps that everybody needs, and the rests between them.

    Steps for some people only count once they are chosen; see ``battery_proposal``.
    """
    tests = [battery_tests()[step.test] for step in battery.steps if step.is_usual]
    rests_min = sum(test.rest_after_min for test in tests[:-1])
    least = battery.set_up_min[0] + rests_min + sum(test.minutes[0] for test in tests)
    most = battery.set_up_min[1] + rests_min + sum(test.minutes[1] for test in tests)
    return least, most
