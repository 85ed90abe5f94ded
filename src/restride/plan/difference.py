"""What differs between two plans, in words: added, removed, and what changed of each row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from restride.plan.library import exercises
from restride.plan.plan import Plan, Prescription
from restride.plan.wording import dose_line, target_line


class ChangeKind(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row that differs."""

    kind: ChangeKind
    exercise: str
    before: Prescription | None
    after: Prescription | None
    #: What differs, one line each: "dose: 2 x 10 ... -> 3 x 10 ...".
    details: tuple[str, ...]

    @property
    def words(self) -> str:
        """The change in one line."""
        found = exercises().get(self.exercise)
        name = self.exercise if found is None else found.name
        return f"{self.kind}: {name} [{'; '.join(self.details)}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDifference:
    """What differs between two plans: added first, then removed, then changed, each by name."""

    rows: tuple[RowChange, ...]
    #: What differs of the plan as a whole.
    whole: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether a person would do the same under both."""
        return not self.rows and not self.whole

    @property
    def words(self) -> str:
        """The difference, a line each."""
        lines = [*(each.words for each in self.rows), *self.whole]
        return "\n".join(lines) if lines else "no difference"


def difference(before: Plan, after: Plan) -> PlanDifference:
    """Tell what differs; the same two plans give the same lines.

    A row is the same where exercise, place and side are; one that is left over on both sides with
    the same exercise has changed its place or side.
    """
    old = {row.key: row for row in before.prescriptions}
    new = {row.key: row for row in after.prescriptions}
    both = [(old[key], new[key]) for key in sorted(old.keys() & new.keys())]
    gone = [old[key] for key in sorted(old.keys() - new.keys())]
    came = [new[key] for key in sorted(new.keys() - old.keys())]
    moved = list(_moved(gone, came))
    for left, right in moved:
        gone.remove(left)
        came.remove(right)
    rows = [
        *(_change(ChangeKind.ADDED, None, row) for row in came),
        *(_change(ChangeKind.REMOVED, row, None) for row in gone),
        *(_change(ChangeKind.CHANGED, *pair) for pair in (*both, *moved) if _details(*pair)),
    ]
    return PlanDifference(rows=tuple(sorted(rows, key=_order)), whole=tuple(_whole(before, after)))


def _moved(
    gone: Sequence[Prescription], came: Sequence[Prescription]
) -> Iterator[tuple[Prescription, Prescription]]:
    """Pair what is left over; only where it is clear which became which."""
    for row in gone:
        same = [each for each in came if each.exercise == row.exercise]
        others = [each for each in gone if each.exercise == row.exercise]
        if len(same) == len(others) == 1:
            yield row, same[0]


def _order(change: RowChange) -> tuple[int, str, str]:
    row = change.after or change.before
    return list(ChangeKind).index(change.kind), change.exercise, row.key if row else ""


def _change(kind: ChangeKind, before: Prescription | None, after: Prescription | None) -> RowChange:
    row = after or before
    assert row is not None  # noqa: S101 - one of both is always given
    details = _details(before, after) if before and after else (_where(row), dose_line(row.dose))
    return RowChange(
        kind=kind, exercise=row.exercise, before=before, after=after, details=tuple(details)
    )


def _details(before: Prescription, after: Prescription) -> list[str]:
    told = []
    for name, shown in _SHOWN.items():
        left, right = shown(before), shown(after)
        if left != right:
            told.append(f"{name}: {left} -> {right}")
    return told


def _side(row: Prescription) -> str:
    return "both sides" if row.side is None else f"{row.side} side"


def _where(row: Prescription) -> str:
    return f"{row.setting}, {_side(row)}, level {row.level}"


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts) or "none"


#: What of a row a person does differently, in the order in which it is told.
_SHOWN: Final[dict[str, Callable[[Prescription], str]]] = {
    "place": lambda row: str(row.setting),
    "side": _side,
    "level": lambda row: str(row.level),
    "dose": lambda row: dose_line(row.dose),
    "targets": lambda row: _listed([target_line(each) for each in row.targets]),
    "supervision": lambda row: row.supervision.words,
    "limits": lambda row: _listed(row.limits),
    "stop rules": lambda row: _listed(row.stop_sets),
    "feedback": lambda row: row.feedback,
    "content": lambda row: row.content_version,
}


def _whole(before: Plan, after: Plan) -> Iterator[str]:
    if before.visits_count != after.visits_count:
        yield f"visits a week: {before.visits_count} -> {after.visits_count}"
    old = {each.code: each.question for each in before.open_questions}
    new = {each.code: each.question for each in after.open_questions}
    yield from (f"answered: {old[code]}" for code in sorted(old.keys() - new.keys()))
    yield from (f"to be asked: {new[code]}" for code in sorted(new.keys() - old.keys()))
