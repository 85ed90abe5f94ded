"""The way through a battery: what comes next after the results so far, and what is left out."""

from dataclasses import dataclass

from restride.clinical.batteries import Battery, BatteryTest, Branch, Step, Turn, battery_tests
from restride.clinical.instrument import find_instrument
from restride.clinical.result import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A test that is not done, and why."""

    test: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What comes next in a battery."""

    #: None where the battery is over.
    test: BatteryTest | None
    #: Of the visits that the battery takes, the one it belongs to.
    visit: int | None = None
    #: What is said before it starts.
    rest: str | None = None
    skipped: tuple[LeftOut, ...] = ()
    #: Why it ended before its last step.
    ended: str | None = None


def next_step(battery: Battery, results: tuple[Result, ...]) -> NextStep:
    """Walk the branching of a battery as far as its results reach.

    Of several results of one test the last counts; results of other tests change nothing.
    """
    done = {result.instrument: result for result in results}
    skipped: dict[str, str] = {}
    last: Step | None = None
    for step in battery.steps:
        if step.test not in done:
            if step.test in skipped:
                continue
            test = battery_tests()[step.test]
            return NextStep(
                test=test, visit=step.visit, rest=_rest(last, step), skipped=_left_out(skipped)
            )
        last = step
        for branch in _taken(battery, done[step.test]):
            ahead = _ahead(battery, step.test, branch)
            skipped.update({name: branch.why for name in ahead if name not in done})
            if branch.turn is Turn.END:
                return NextStep(test=None, skipped=_left_out(skipped), ended=branch.why)
    return NextStep(test=None, skipped=_left_out(skipped))


def _taken(battery: Battery, result: Result) -> list[Branch]:
    return [
        branch
        for branch in battery.branches
        if result.instrument in branch.after and _holds(branch, result)
    ]


def _holds(branch: Branch, result: Result) -> bool:
    """Whether a result meets a branch: its state, or any side or item of its score."""
    if result.state in branch.states:
        return True
    if branch.score is None:
        return False
    digits = _decimals(result.instrument, branch.score)
    return any(
        _within(branch, round(each.value, digits))
        for each in result.scores
        if each.score == branch.score and each.value is not None
    )


def _decimals(instrument_id: str, score_id: str) -> int:
    scores = find_instrument(instrument_id).scores
    return next(score.decimals for score in scores if score.id == score_id)


def _within(branch: Branch, value: float) -> bool:
    low = branch.at_or_below is not None and value <= branch.at_or_below
    high = branch.at_or_above is not None and value >= branch.at_or_above
    return low or high


def _ahead(battery: Battery, test: str, branch: Branch) -> tuple[str, ...]:
    """List the steps that a branch leaves out."""
    names = [step.test for step in battery.steps]
    after = names[names.index(test) + 1 :]
    if branch.turn is Turn.SKIP:
        return tuple(name for name in after if name in branch.tests)
    if branch.turn is Turn.GO_TO and branch.tests[0] in after:
        return tuple(after[: after.index(branch.tests[0])])
    return tuple(after) if branch.turn is Turn.END else ()


def _left_out(skipped: dict[str, str]) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(test=name, why=why) for name, why in skipped.items())


def _rest(last: Step | None, following: Step) -> str | None:
    """Say how long to sit between two steps of one visit."""
    if last is None or last.visit != following.visit:
        return None
    rest_min = battery_tests()[last.test].rest_after_min
    if not rest_min:
        return None
    return (
        f"Sit for {rest_min:g} min; ask about breath, effort and dizziness, and go on "
        "when they are back to where they were."
    )
