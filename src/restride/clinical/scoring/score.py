"""Score a test: check what was entered, choose the method, say what came of it."""

from typing import Final

from restride.clinical.instrument import Instrument, ScoringMethod
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.clinical.scoring.entered import entered
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.entry_checks import check_entry
from restride.clinical.scoring.scored import COMPUTED, Method, Scored
from restride.clinical.scoring.trials import trials

#: Methods that many instruments share.
_SHARED: Final[dict[ScoringMethod, Method]] = {
    ScoringMethod.ENTERED: entered,
    ScoringMethod.TRIALS: trials,
}

#: Methods of one instrument alone, by its id.
_OWN: Final[dict[str, Method]] = {}


def score(entry: Entry, instrument: Instrument) -> Result:
    """Turn what was entered into a result.

    Raises
    ------
    ContentError
        Something entered is not as the instrument needs it; the message names the field, the
        value and what is allowed.
    """
    check_entry(entry, instrument)
    scored = _scored(entry, instrument)
    plain = [value for values in entry.named_trials.values() for value in values]
    return Result(
        instrument=instrument.id,
        version=instrument.version,
        tested_on=entry.tested_on,
        state=entry.state,
        circumstances=entry.circumstances,
        scores=scored.scores,
        items=entry.answered(),
        trials=(*entry.plain_trials, *plain),
        reason=entry.reason,
        rater=entry.rater,
        notes=scored.notes,
    )


def _scored(entry: Entry, instrument: Instrument) -> Scored:
    if entry.state is not ResultState.DONE:
        return _without_values(entry, instrument)
    if entry.scores:
        return entered(entry, instrument)
    return _method_of(instrument)(entry, instrument)


def _method_of(instrument: Instrument) -> Method:
    method = instrument.scoring.method
    return _OWN[instrument.id] if method is ScoringMethod.OWN else _SHARED[method]


def _without_values(entry: Entry, instrument: Instrument) -> Scored:
    """Score a person who tried and could not, where the instrument says what that is worth."""
    unable = instrument.scoring.unable_value
    if entry.state is not ResultState.UNABLE or unable is None:
        return Scored(scores=())
    words = instrument.scoring.unable_words
    value = ScoreValue(
        score=instrument.main_score, value=unable, origin=COMPUTED, note="tried and could not"
    )
    return Scored(scores=(value,), notes=() if words is None else (words,))
