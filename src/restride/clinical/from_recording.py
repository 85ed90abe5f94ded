"""Results of tests from analysed recordings, with the conditions and doubts they were under.

See docs/decisions/0102-scores-from-recordings.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from restride.clinical.circumstances import Aid, Circumstances
from restride.clinical.instrument import find_instrument
from restride.clinical.recorded.moving import (
    reach_tests,
    rise_tests,
    up_and_go_tests,
    walk_tests,
)
from restride.clinical.recorded.recorded_test import RecordedTest
from restride.clinical.recorded.stances import protocol_tests, standing_tests
from restride.clinical.result import Result, ResultState
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.score import score
from restride.errors import ContentError
from restride.person import Person
from restride.recording.quality import SIMULATED, QualityFinding
from restride.terms import Severity, Task, WalkingAid

if TYPE_CHECKING:
    from restride.analysis.analysis import Analysis
    from restride.analysis.protocol_analysis import ProtocolAnalysis

#: ``ScoreValue.origin`` of a score that a recording gave.
MEASURED: Final = "measured from a recording"
_UNTOLD: Final = Circumstances()
_READERS: Final[Mapping[Task, Callable[[Any], tuple[RecordedTest, ...]]]] = {
    Task.TIMED_UP_AND_GO: up_and_go_tests,
    Task.SIT_TO_STAND: rise_tests,
    Task.FUNCTIONAL_REACH: reach_tests,
    Task.QUIET_STANDING: standing_tests,
}


def results_of(
    analysis: "Analysis | ProtocolAnalysis",
    *,
    circumstances: Circumstances = _UNTOLD,
    tested_on: date | None = None,
    pace: Literal["comfortable", "fast"] | None = None,
) -> tuple[Result, ...]:
    """Make results of the tests that an analysed recording or protocol holds.

    Parameters
    ----------
    analysis
        Of a recording, or of a protocol of standing.
    circumstances
        What the recording cannot know: aid, help, shoes. Its device and layout are filled in.
    tested_on
        The day; None takes the recording's own.
    pace
        Of a walk; None takes it as comfortable, and says so.

    Returns
    -------
    tuple
        One result for each test; a test that was looked for and not found is not done, with the
        reason. Empty where the task is no test.

    Raises
    ------
    ContentError
        No day, or circumstances that a test needs are not told.
    """
    found = _found_in(analysis, pace=pace)
    if not found:
        return ()
    day = tested_on or _day_of(analysis)
    doubts = _doubts(analysis.quality)
    return tuple(
        _result(each, told=_filled(each, circumstances, analysis.person), day=day, doubts=doubts)
        for each in found
    )


def _found_in(
    analysis: "Analysis | ProtocolAnalysis", *, pace: str | None
) -> tuple[RecordedTest, ...]:
    from restride.analysis.analysis import WalkAnalysis
    from restride.analysis.protocol_analysis import ProtocolAnalysis

    if isinstance(analysis, ProtocolAnalysis):
        return protocol_tests(analysis)
    if isinstance(analysis, WalkAnalysis):
        return walk_tests(analysis, pace=pace)
    read = _READERS.get(analysis.task)
    return () if read is None else read(analysis)


def _result(
    test: RecordedTest, *, told: Circumstances, day: date, doubts: tuple[str, ...]
) -> Result:
    missing = test.missing_reason
    entry = Entry(
        instrument=test.instrument,
        tested_on=day,
        state=ResultState.DONE if missing is None else ResultState.NOT_DONE,
        circumstances=told,
        trials=test.trials,
        scores=test.scores,
        reason=None if missing is None else f"Not found in the recording: {missing}",
    )
    made = score(entry, find_instrument(test.instrument))
    return replace(
        made,
        scores=tuple(replace(each, origin=MEASURED) for each in made.scores),
        notes=(*made.notes, *test.notes, *doubts),
    )


def _filled(test: RecordedTest, told: Circumstances, person: Person) -> Circumstances:
    """Add what the recording knows to what a person told; what was told stays."""
    walks_alone = person.walking_aid is WalkingAid.NONE
    return replace(
        told,
        aid=told.aid or (Aid.NONE if walks_alone else None),
        floor=told.floor or test.floor,
        protocol=told.protocol or test.protocol,
        measured_with=told.measured_with or test.measured_with,
    )


def _day_of(analysis: "Analysis | ProtocolAnalysis") -> date:
    from restride.analysis.protocol_analysis import ProtocolAnalysis

    if isinstance(analysis, ProtocolAnalysis):
        trials = [trial for each in analysis.conditions for trial in each.trials]
        recordings = [each.analysis.recording for each in trials if each.analysis is not None]
    else:
        recordings = [analysis.recording]
    for each in recordings:
        try:
            return date.fromisoformat((each.started_at or "")[:10])
        except ValueError:
            continue
    raise ContentError(
        "The day of the test is needed, and the recording does not tell when it was made. Give "
        "tested_on."
    )


def _doubts(quality: tuple[QualityFinding, ...]) -> tuple[str, ...]:
    """Carry warnings, and that nobody moved, to the reader of the score."""
    told = [
        each
        for each in quality
        if each.severity is not Severity.NOTE or each.code == SIMULATED.code
    ]
    return tuple(f"{each.found} {each.done}" for each in told)
