"""Check all clinical content: every name resolves, ladders hold, every condition is served.

See docs/decisions/0111-what-content-is-checked-for.md.
"""

from collections.abc import Callable, Iterator
from typing import Final

from restride.plan.lint.exercises import check_exercises, check_ladders
from restride.plan.lint.naming import (
    check_confidence,
    check_main_scores,
    check_names,
    check_own_values,
    check_scores,
)
from restride.plan.lint.numbers import check_doses, check_ranges, check_units
from restride.plan.lint.problem import Problem
from restride.plan.lint.serving import check_serving
from restride.plan.lint.shelf import Shelf, read_shelf

__all__ = ["CHECKS", "Problem", "Shelf", "lint", "read_shelf"]

#: Everything that is looked at, in the order of the report.
CHECKS: Final[tuple[Callable[[Shelf], Iterator[Problem]], ...]] = (
    check_names,
    check_scores,
    check_own_values,
    check_confidence,
    check_ranges,
    check_units,
    check_doses,
    check_exercises,
    check_ladders,
    check_main_scores,
    check_serving,
)


def lint(shelf: Shelf | None = None) -> tuple[Problem, ...]:
    """Check the content and list what is wrong; empty where nothing is.

    What a schema refuses on load (an unknown key, words that a licence keeps out) is refused
    before this.

    Raises
    ------
    ContentError
        A row is not as its schema says, so that nothing further can be checked.
    """
    content = shelf or read_shelf()
    found: list[Problem] = []
    for check in CHECKS:
        # Rows that name what is not there cannot be screened; they are told first.
        if check is not check_serving or not found:
            found += check(content)
    return tuple(found)
