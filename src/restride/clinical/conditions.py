"""Health conditions: one vocabulary, with parents and aliases, for everything that names one."""

import difflib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from restride.clinical.care import WeightBearing
from restride.clinical.content import read_content
from restride.errors import ContentError


class ConditionKind(StrEnum):
    """Which part of the body or of life a condition belongs to."""

    NEUROLOGICAL = "neurological"
    VESTIBULAR = "vestibular"
    ORTHOPAEDIC = "orthopaedic"
    SURGERY = "surgery"
    INJURY = "injury"
    PAIN = "pain"
    AGE = "age"
    #: Not an illness: who the person is (an athlete).
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A time since onset, injury or surgery that rules speak of."""

    id: str
    from_days: int
    to_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A health condition, or a kind of person that programmes are made for."""

    id: str
    name: str
    kind: ConditionKind
    #: What it is a case of; rules for the parent hold for it.
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    #: Whether a side belongs to it.
    sided: bool = False
    #: Whether weight-bearing orders are asked for; unanswered counts as the strictest.
    weight_bearing_asked: bool = False
    phases: tuple[Phase, ...] = ()
    #: Precautions that a person with it usually has, which a plan must still be possible under.
    usual_precautions: tuple[str, ...] = ()
    #: The weight-bearing order that is usual when out-patient training begins.
    usual_weight_bearing: WeightBearing = WeightBearing.FULL
    note: str | None = None

    @property
    def name_inside(self) -> str:
        """The name inside a sentence: "stroke", and "Parkinson's disease" as people write it."""
        if self.name.startswith(_PROPER):
            return self.name
        return self.name[:1].lower() + self.name[1:]


#: Names of people, which keep their capital.
_PROPER: Final = ("Parkinson",)


@cache
def conditions() -> dict[str, Condition]:
    """Read every condition; once a process."""
    return {row.id: row for row in read_content(Condition, room="clinical", name="conditions").rows}


@cache
def _names() -> dict[str, str]:
    named = {}
    for row in conditions().values():
        for name in (row.id, row.name, *row.aliases):
            named[_plain(name)] = row.id
    return named


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


def find_condition(word: str) -> Condition:
    """Find a condition by its id, name or alias.

    Raises
    ------
    ContentError
        Nothing bears the name; the nearest are told.
    """
    found = _names().get(_plain(word))
    if found is None:
        close = difflib.get_close_matches(_plain(word), _names(), n=3)
        near = (
            f" Near it: {', '.join(sorted({_names()[each] for each in close}))}." if close else ""
        )
        raise ContentError(
            f"A condition must be one of {', '.join(conditions())} or an alias of one, and "
            f"{word!r} is none.{near} Use one of these words."
        )
    return conditions()[found]


@cache
def lineage(condition_id: str) -> tuple[str, ...]:
    """Tell a condition and all it is a case of, the nearest first.

    Raises
    ------
    ContentError
        The parents lead in a circle.
    """
    row: Condition | None = conditions()[condition_id]
    ids: list[str] = []
    while row is not None:
        if row.id in ids:
            raise ContentError(
                f"conditions, {row.id}, parent: every way up must end, and {' > '.join(ids)} leads "
                f"back to {row.id!r}. Correct one parent."
            )
        ids.append(row.id)
        row = conditions()[row.parent] if row.parent else None
    return tuple(ids)


def is_case_of(condition_id: str, other: str) -> bool:
    """Whether a rule about ``other`` holds for ``condition_id``."""
    return other in lineage(condition_id)
