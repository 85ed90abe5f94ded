"""Whether numbers make sense: ranges rise, units are known, doses are of this world."""

from collections.abc import Iterator
from typing import Final, TypeGuard

from restride.plan.dose import Dose, Per
from restride.plan.exercise import Exercise
from restride.plan.lint.problem import Problem
from restride.plan.lint.shelf import Shelf, parts
from restride.units import UNITS

#: The lower and the upper end of a range, by the names of the fields.
_PAIRS: Final = (
    ("low", "high"),
    ("minimum", "maximum"),
    ("min_count", "max_count"),
    ("from_days", "to_days"),
    ("at_least", "at_most"),
    ("start", "ceiling"),
    ("hold_start_s", "hold_goal_s"),
    ("age_min_years", "age_max_years"),
    ("baseline_low", "baseline_high"),
    ("value", "value_to"),
)
#: Words that units of clinical scores are written in, besides those of ``restride.units``.
_MORE_UNITS: Final = frozenset(
    {"°", "deg", "stands", "level", "times", "0-10", "grade", "of", "answers", "raises"}
    | {"mg", "lines", "left/right", "change", "breaths/min", "repetitions", "count", "ratio"}
    | {"km/h", "sessions", "helpers"}
    | {
        "larger",
        "m/(steps/min)",
        "ms",
        "cm/s",
        "cm2",
        "N/kg",
        "milli-g",
        "steps",
        "points",
        "%",
        "beats",
        "errors",
        "reps",
    }
)
#: Sets, repetitions and seconds beyond which a dose is a slip of the pen.
#: House choice: docs/decisions/0111-what-content-is-checked-for.md
_MOST: Final = {
    "sets_count": 20,
    "repetitions_count": 60,
    "hold_start_s": 120.0,
    "hold_goal_s": 300.0,
    "work_s": 3600.0,
    "rest_s": 600.0,
    "lower_s": 10.0,
    "raise_s": 10.0,
}
#: One session of one exercise, in minutes.
_LONGEST_MIN: Final = 75.0


def check_ranges(shelf: Shelf) -> Iterator[Problem]:
    """Find ranges whose lower end lies above the upper."""
    for content in shelf.contents:
        for row in content.rows:
            for part in parts(row):
                for field, words in _falling(part.value):
                    path = part.path_of(field)
                    yield Problem(file=content.file, row=row.id, field=path, words=words)


def _falling(part: object) -> Iterator[tuple[str, str]]:
    for low, high in _PAIRS:
        least, most = getattr(part, low, None), getattr(part, high, None)
        if _is_number(least) and _is_number(most) and least > most:
            yield low, f"{low} must not be above {high}, and {least:g} > {most:g}"


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def check_units(shelf: Shelf) -> Iterator[Problem]:
    """Find units that nobody knows; what follows the first word is free."""
    known = _MORE_UNITS | {_first(unit.shown) for unit in UNITS}
    for content in shelf.contents:
        for row in content.rows:
            for part in parts(row):
                unit = getattr(part.value, "unit", None)
                if isinstance(unit, str) and _first(unit) not in known:
                    path, words = part.path_of("unit"), f"{unit!r} is no unit that is known"
                    yield Problem(file=content.file, row=row.id, field=path, words=words)


def _first(unit: str) -> str:
    """Give the first word: "% of body weight" is a percentage."""
    return unit.split(" ", maxsplit=1)[0]


def check_doses(shelf: Shelf) -> Iterator[Problem]:
    """Find doses that nobody could have meant."""
    for file, row in shelf.placed(Exercise):
        for field, words in _dose_faults(row.dose, sides_count=2 if row.one_sided else 1):
            yield Problem(file=file, row=row.id, field=f"dose.{field}", words=words)


def _dose_faults(dose: Dose, *, sides_count: int) -> Iterator[tuple[str, str]]:
    for name, most in _MOST.items():
        value = getattr(dose, name)
        least = 1 if name.endswith("_count") else 0
        if value is not None and not least <= value <= most:
            yield name, f"must lie between {least} and {most:g}, and is {value:g}"
    if dose.repetitions_count is None and dose.hold_start_s is None and dose.work_s is None:
        yield "repetitions_count", "repetitions, a hold or a time of work is needed"
    if dose.session_min(sides_count=sides_count) > _LONGEST_MIN:
        minutes = dose.session_min(sides_count=sides_count)
        yield "sets_count", f"a session must last at most {_LONGEST_MIN:g} min, not {minutes:.0f}"
    most_often = 10 if dose.frequency.per is Per.DAY else 14
    if not 1 <= dose.frequency.min_count <= dose.frequency.max_count <= most_often:
        often = f"{dose.frequency.min_count} to {dose.frequency.max_count}"
        yield (
            "frequency",
            f"must lie between 1 and {most_often} a {dose.frequency.per}, not {often}",
        )
