"""The tests before and now: checked, with values as shown, and whether they may be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from restride.clinical.circumstances import differing
from restride.clinical.instrument import Score
from restride.clinical.interpretation.rounding import mean_shown
from restride.clinical.interpretation.scores import value_shown
from restride.clinical.result import Result, ResultState
from restride.errors import ContentError
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Tests:
    """The tests of one time, in the order of their days."""

    results: tuple[Result, ...]
    #: The results that have a number, and the numbers as shown.
    numbered: tuple[Result, ...]
    values: tuple[Decimal, ...]
    #: What was left out, and why.
    notes: tuple[str, ...] = ()

    @property
    def last(self) -> Result | None:
        """The latest that tells something about what the person can do."""
        known = [each for each in self.results if each.state.is_known]
        return known[-1] if known else None

    @property
    def can(self) -> bool | None:
        """Whether the person could do it at the latest test; None where nothing is known."""
        return None if self.last is None else self.last.state is ResultState.DONE

    def mean(self, decimals: int) -> Decimal:
        """Average the values as shown."""
        return mean_shown([float(each) for each in self.values], decimals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which number of the results is judged."""

    instrument_id: str
    score: Score
    item: str | None
    side: Side | None


def tests_of(results: Sequence[Result], wish: Wish, *, when: str, day: date) -> Tests:
    """Check the results of one time and take their values.

    Raises
    ------
    ContentError
        No result, a result of another instrument, or one after the day of judging.
    """
    if not results:
        raise ContentError(f"A change needs at least one result {when}, and there is none. Add it.")
    for each in results:
        _refuse(each, wish, when=when, day=day)
    ordered = tuple(sorted(results, key=lambda each: each.tested_on))
    taken = [(each, _value(each, wish)) for each in ordered]
    numbered = [(each, value) for each, value in taken if value is not None]
    return Tests(
        results=ordered,
        numbered=tuple(each for each, _ in numbered),
        values=tuple(value_shown(value, wish.score) for _, value in numbered),
        notes=tuple(_left_out(each, when) for each, value in taken if value is None),
    )


def _refuse(result: Result, wish: Wish, *, when: str, day: date) -> None:
    if result.instrument != wish.instrument_id:
        raise ContentError(
            f"Every result {when} must be of {wish.instrument_id}, and one is of "
            f"{result.instrument}. Give results of one test."
        )
    if result.tested_on > day:
        raise ContentError(
            f"A result {when} must be of {day} or earlier, and one is of {result.tested_on}. "
            "Correct the day of the test, or judge on a later day."
        )


def _value(result: Result, wish: Wish) -> float | None:
    if result.state is not ResultState.DONE:
        return None
    return result.value(wish.score.id, item=wish.item, side=wish.side)


def _left_out(result: Result, when: str) -> str:
    why = (
        "it has no value of this score"
        if result.state is ResultState.DONE
        else result.state.value.replace("_", " ")
    )
    return f"Left out {when}: {result.tested_on}, {why}."


def conditions_apart(before: Tests, now: Tests) -> tuple[str, ...]:
    """Name the conditions in which any two of the tests differ, and a changed definition."""
    compared = [*_compared(before), *_compared(now)]
    if not compared:
        return ()
    first = compared[0]
    names = {
        name for each in compared for name in differing(first.circumstances, each.circumstances)
    }
    versions = {each.version.split(".")[0] for each in compared}
    return tuple(sorted(names | ({"version of the test"} if len(versions) > 1 else set())))


def _compared(tests: Tests) -> tuple[Result, ...]:
    """List whose conditions count: the tests with a number, else the latest that was tried."""
    if tests.can and tests.numbered:
        return tests.numbered
    return () if tests.last is None else (tests.last,)
