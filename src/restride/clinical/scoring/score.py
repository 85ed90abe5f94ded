"""Score a test: check what was entered, choose the method, say what came of it."""

from typing import Final

from restride.clinical.instrument import Instrument, ScoringMethod
from restride.clinical.licence_pack import LicencePack
from restride.clinical.licences import refuse_unlicensed_items
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.clinical.scoring.body_chart import body_chart, dynamometer
from restride.clinical.scoring.converted import converted
from restride.clinical.scoring.differences import lines_lost, pressure_drop
from restride.clinical.scoring.entered import entered
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.entry_checks import check_entry
from restride.clinical.scoring.faam import faam
from restride.clinical.scoring.fesi import fesi
from restride.clinical.scoring.finished import finished
from restride.clinical.scoring.item_mean import item_mean
from restride.clinical.scoring.item_sum import item_sum
from restride.clinical.scoring.minibest import minibest
from restride.clinical.scoring.one_by_one import one_by_one
from restride.clinical.scoring.scored import COMPUTED, Method, Scored
from restride.clinical.scoring.sport import hops, reaches
from restride.clinical.scoring.sppb import sppb
from restride.clinical.scoring.stances import four_stages, sensory_conditions, single_leg
from restride.clinical.scoring.stay_independent import stay_independent
from restride.clinical.scoring.trials import trials
from restride.clinical.scoring.walk_speed import dual_task, walk_speed
from restride.clinical.scoring.walking_aid import bbs, fga

#: Methods that many instruments share.
_SHARED: Final[dict[ScoringMethod, Method]] = {
    ScoringMethod.ENTERED: entered,
    ScoringMethod.ITEM_MEAN: item_mean,
    ScoringMethod.ITEM_SUM: item_sum,
    ScoringMethod.TRIALS: trials,
    ScoringMethod.BODY_CHART: body_chart,
}

#: Methods of one instrument alone, by its id.
_OWN: Final[dict[str, Method]] = {
    "4stage": four_stages,
    "bbs": bbs,
    "dynamic_visual_acuity": lines_lost,
    "faam": faam,
    "fac": one_by_one,
    "fesi": fesi,
    "fga": fga,
    "gait_speed_10m": walk_speed,
    "hhd": dynamometer,
    "hoosjr": converted,
    "hop_battery": hops,
    "koosjr": converted,
    "mas": one_by_one,
    "mctsib": sensory_conditions,
    "mdsupdrs_gait": one_by_one,
    "minibest": minibest,
    "nprs": one_by_one,
    "orthostatic_bp": pressure_drop,
    "sls": single_leg,
    "sppb": sppb,
    "stay_independent": stay_independent,
    "tug_dt": dual_task,
    "wisci2": one_by_one,
    "y_balance": reaches,
}


def score(entry: Entry, instrument: Instrument, *, pack: LicencePack | None = None) -> Result:
    """Turn what was entered into a result.

    Parameters
    ----------
    entry
        What was written down.
    instrument
        The one it names.
    pack
        The clinic's licence pack, without which the items of some instruments are refused.

    Raises
    ------
    ContentError
        Something entered is not as the instrument needs it; the message names the field, the
        value and what is allowed.
    """
    check_entry(entry, instrument)
    if entry.items:
        refuse_unlicensed_items(instrument, pack=pack, day=entry.tested_on)
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
        words=entry.words,
        trials=(*entry.plain_trials, *plain),
        reason=entry.reason,
        rater=entry.rater,
        notes=scored.notes,
    )


def _scored(entry: Entry, instrument: Instrument) -> Scored:
    if entry.state is not ResultState.DONE:
        return _without_values(entry, instrument)
    if entry.scores:
        return finished(entry, instrument)
    return _method_of(instrument)(entry, instrument)


def _method_of(instrument: Instrument) -> Method:
    method = instrument.scoring.method
    return _OWN[instrument.id] if method is ScoringMethod.OWN else _SHARED[method]


def _without_values(entry: Entry, instrument: Instrument) -> Scored:
    """Score a person who tried and could not, where the instrument says what that is worth."""
    unable = instrument.scoring.unable_value
    if entry.state is not ResultState.UNABLE:
        return Scored(scores=())
    words = instrument.scoring.unable_words
    value = ScoreValue(
        score=instrument.main_score, value=unable, origin=COMPUTED, note="tried and could not"
    )
    return Scored(scores=(value,), notes=() if words is None else (words,))
