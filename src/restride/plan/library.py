"""The exercises and what they refer to, read once a process."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from restride.clinical.content import names_in, read_content
from restride.clinical.evidence import Evidence
from restride.errors import ContentError
from restride.plan.exercise import Exercise, Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """A thing that an exercise needs."""

    id: str
    name: str
    #: Found in every home, so it need not be asked for.
    in_every_home: bool = False
    in_every_clinic: bool = True
    note: str | None = None


class StopDegree(StrEnum):
    """How much ends, the least first."""

    #: The exercise goes on, slower.
    SLOW_DOWN = "slow_down"
    END_SET = "end_set"
    END_EXERCISE = "end_exercise"
    END_SESSION = "end_session"
    #: The session ends and somebody is called.
    CALL = "call"

    @property
    def rank(self) -> int:
        """Higher ends more."""
        return list(StopDegree).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule:
    """When an exercise is slowed down or stopped."""

    id: str
    words: str
    degree: StopDegree = StopDegree.END_EXERCISE
    #: Metric and bound, where a machine can see it.
    metric: str | None = None
    at_or_above: float | None = None
    above: float | None = None
    at_or_below: float | None = None
    below: float | None = None
    #: How long it must last, or in how long a time it must not settle.
    for_s: float | None = None
    action: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSet:
    """Rules that belong together."""

    id: str
    name: str
    includes: tuple[str, ...] = ()
    #: Rows of the one table of vital signs.
    vital_limits: tuple[str, ...] = ()
    rules: tuple[StopRule, ...]


@cache
def exercises() -> dict[str, Exercise]:
    """Read every exercise; once a process."""
    rows = [
        row
        for name in names_in("plan", "exercises")
        for row in read_content(Exercise, room="plan", name=name).rows
    ]
    return {row.id: row for row in rows}


@cache
def exercise_versions() -> dict[str, str]:
    """Tell the version of the file that every exercise comes from; once a process."""
    files = [
        read_content(Exercise, room="plan", name=name) for name in names_in("plan", "exercises")
    ]
    return {row.id: each.version for each in files for row in each.rows}


@cache
def metrics() -> dict[str, Metric]:
    """Read every metric; once a process."""
    return {row.id: row for row in read_content(Metric, room="plan", name="metrics").rows}


@cache
def equipment() -> dict[str, Equipment]:
    """Read every piece of equipment; once a process."""
    return {row.id: row for row in read_content(Equipment, room="plan", name="equipment").rows}


@cache
def stop_sets() -> dict[str, StopSet]:
    """Read the sets of stop rules; once a process."""
    return {row.id: row for row in read_content(StopSet, room="plan", name="stop_sets").rows}


def find_exercise(exercise_id: str) -> Exercise:
    """Find an exercise.

    Raises
    ------
    ContentError
        Nothing bears the id.
    """
    known = exercises()
    if exercise_id not in known:
        raise ContentError(
            f"An exercise must be one of the {len(known)} of the library, and {exercise_id!r} is "
            "none of them. List them with `restride knowledge show exercise --all`."
        )
    return known[exercise_id]
