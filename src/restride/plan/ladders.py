"""The ladders as a graph: what leads up, what leads down, and where a link is broken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from restride.plan.exercise import Exercise

_Rows = Mapping[str, Exercise]


class LinkFault(StrEnum):
    """What is wrong with a link."""

    UNKNOWN = "unknown"
    ONE_WAY = "one_way"
    #: The harder one is of a lower level, or of the same without a named axis.
    FLAT = "flat"
    #: An axis is named for something that is not one link up.
    IDLE_AXIS = "idle_axis"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    """A link that does not hold."""

    exercise: str
    other: str
    fault: LinkFault
    words: str


def broken_links(rows: _Rows) -> tuple[BrokenLink, ...]:
    """List every link that does not hold, in the order of the exercises."""
    found = [fault for row in rows.values() for fault in _of_one(row, rows)]
    circle = find_circle(rows)
    if circle:
        found.append(
            BrokenLink(
                exercise=circle[0],
                other=circle[-1],
                fault=LinkFault.CIRCLE,
                words=f"a ladder must not come back to itself: {' -> '.join(circle)}",
            )
        )
    return tuple(found)


def _of_one(row: Exercise, rows: _Rows) -> Iterator[BrokenLink]:
    links = [(other, True) for other in row.ladder.harder]
    links += [(other, False) for other in row.ladder.easier]
    for other, is_up in links:
        fault = _link_fault(row, rows.get(other), is_up=is_up)
        if fault is not None:
            yield _broken(row, other, fault)
    for other in row.ladder.changed or {}:
        if other not in row.ladder.harder:
            yield _broken(row, other, LinkFault.IDLE_AXIS)


def _link_fault(row: Exercise, other: Exercise | None, *, is_up: bool) -> LinkFault | None:
    if other is None:
        return LinkFault.UNKNOWN
    if row.id not in (other.ladder.easier if is_up else other.ladder.harder):
        return LinkFault.ONE_WAY
    return LinkFault.FLAT if is_up and not rises(row, other) else None


_WORDS = {
    LinkFault.UNKNOWN: "{other!r} is no exercise of the library",
    LinkFault.ONE_WAY: "{other!r} must name {row!r} too, one step the other way",
    LinkFault.FLAT: "{other!r} must be of a higher level, or of the same with `changed` naming "
    "the axis",
    LinkFault.IDLE_AXIS: "`changed` names {other!r}, which is not one of the harder",
}


def _broken(row: Exercise, other: str, fault: LinkFault) -> BrokenLink:
    words = _WORDS[fault].format(row=row.id, other=other)
    return BrokenLink(exercise=row.id, other=other, fault=fault, words=words)


def rises(row: Exercise, harder: Exercise) -> bool:
    """Whether a step up is one: a higher level, or the same level and a named axis."""
    if harder.level == row.level:
        return harder.id in (row.ladder.changed or {})
    return harder.level > row.level


def find_circle(rows: _Rows) -> tuple[str, ...]:
    """Find a way up that comes back to where it began; empty where there is none."""
    finished: set[str] = set()
    for start in rows:
        way = _way_back(start, rows, finished)
        if way:
            return way
    return ()


def _way_back(start: str, rows: _Rows, finished: set[str]) -> tuple[str, ...]:
    """Walk up from ``start``, deepest first, without returning to what is finished."""
    way: list[str] = []
    waiting = [(start, False)]
    while waiting:
        here, is_left = waiting.pop()
        if is_left:
            finished.add(way.pop())
            continue
        if here in way:
            return (*way[way.index(here) :], here)
        if here in finished or here not in rows:
            continue
        way.append(here)
        waiting.append((here, True))
        waiting.extend((other, False) for other in reversed(rows[here].ladder.harder))
    return ()


def longest_climb(rows: _Rows) -> tuple[str, ...]:
    """Find the longest way up through these exercises alone; of equal ones the first.

    Only for ladders without a circle.
    """
    best: dict[str, tuple[str, ...]] = {}
    for start in rows:
        _climb(start, rows, best)
    return max(best.values(), key=len, default=())


def _climb(here: str, rows: _Rows, best: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if here not in best:
        ways = [_climb(other, rows, best) for other in rows[here].ladder.harder if other in rows]
        best[here] = (here, *max(ways, key=len, default=()))
    return best[here]
