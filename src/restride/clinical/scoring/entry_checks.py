"""What an entry must be before it is scored; each fault is named by field, value and remedy."""

from collections.abc import Iterable
from math import isfinite

from restride.clinical.instrument import Instrument, Item, Score, ScoringMethod
from restride.clinical.result import ResultState
from restride.clinical.scoring.entry import Entry, split_key
from restride.errors import ContentError
from restride.terms import Side


def check_entry(entry: Entry, instrument: Instrument) -> None:
    """Refuse an entry that contradicts itself or the instrument.

    Raises
    ------
    ContentError
        The message names the field, the value found and what is allowed.
    """
    if entry.instrument != instrument.id:
        raise ContentError(
            f"The entry is of {entry.instrument!r}, and the instrument given is "
            f"{instrument.id!r}. Find the instrument by the entry's own id."
        )
    _check_state(entry, instrument)
    if entry.state in (ResultState.DONE, ResultState.UNABLE):
        _check_circumstances(entry, instrument)
    _check_items(entry, instrument)
    _check_trials(entry, instrument)
    _check_scores(entry, instrument)
    for key in entry.painful:
        _item_of(key, instrument, field="painful")
    for key in entry.words:
        _item_of(key, instrument, field="words")


def _check_state(entry: Entry, instrument: Instrument) -> None:
    if entry.state is ResultState.DONE:
        if entry.is_empty:
            raise ContentError(
                f"{instrument.id}: a test that was done needs items, trials or scores, and there "
                f"is nothing. Enter them, or say what happened: {_other_states()}."
            )
        return
    if entry.reason is None:
        raise ContentError(
            f"{instrument.id}: the state {entry.state} needs a reason, and there is none. Add "
            "'reason' in a few words."
        )
    if not entry.is_empty:
        raise ContentError(
            f"{instrument.id}: the state is {entry.state}, and values are entered too. Remove "
            "the values, or say that it was done."
        )


def _other_states() -> str:
    return ", ".join(state for state in ResultState if state is not ResultState.DONE)


def _check_circumstances(entry: Entry, instrument: Instrument) -> None:
    missing = [
        name
        for name in instrument.needs_circumstances
        if getattr(entry.circumstances, name) is None
    ]
    if missing:
        raise ContentError(
            f"{instrument.id}: circumstances need {', '.join(instrument.needs_circumstances)}, and "
            f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not there. Add what the "
            "test was done with; without it no later test can be compared."
        )


def _check_items(entry: Entry, instrument: Instrument) -> None:
    for key, value in entry.items.items():
        item = _item_of(key, instrument, field="items")
        if value is not None:
            _check_value(value, item, where=f"{instrument.id}, items, {key}")


def _check_trials(entry: Entry, instrument: Instrument) -> None:
    if entry.plain_trials:
        _check_plain_trials(entry.plain_trials, instrument)
        if entry.item(instrument.main_score) is not None:
            _refuse_both(instrument, f"trials without names and {instrument.main_score}")
    for key, tries in entry.named_trials.items():
        item = _item_of(key, instrument, field="trials")
        if entry.items.get(key) is not None:
            _refuse_both(instrument, f"trials and an item of {key}")
        _check_count(tries, instrument, where=f"{instrument.id}, trials, {key}")
        for value in tries:
            _check_value(value, item, where=f"{instrument.id}, trials, {key}")


def _check_plain_trials(tries: tuple[float, ...], instrument: Instrument) -> None:
    """Trials without names are of the main score, where the test has one part only."""
    if not _has_one_part(instrument):
        names = ", ".join(_keys(instrument.items)) or "none; enter finished scores"
        raise ContentError(
            f"{instrument.id}: the test has several parts or sides, and the trials bear no names. "
            f"Write trials by name: {names}."
        )
    where = f"{instrument.id}, trials"
    _check_count(tries, instrument, where=where)
    for value in tries:
        _check_score_value(value, _score_of(instrument.main_score, instrument), where=where)


def _has_one_part(instrument: Instrument) -> bool:
    """Tell whether trials can only be of the main score; what else is entered scores nothing."""
    scores = {score.id for score in instrument.scores}
    parts = [(item.id, item.sided) for item in instrument.items if item.id in scores]
    is_plain = not instrument.items or parts == [(instrument.main_score, False)]
    return instrument.scoring.method is ScoringMethod.TRIALS and is_plain


def _check_count(tries: tuple[float, ...], instrument: Instrument, *, where: str) -> None:
    most = instrument.scoring.trials_count
    if not tries or (most is not None and len(tries) > most):
        allowed = "at least 1" if most is None else f"1 to {most}"
        raise ContentError(
            f"{where}: {allowed} trials are needed, and there are {len(tries)}. Leave practice "
            "trials out."
        )


def _refuse_both(instrument: Instrument, what: str) -> None:
    raise ContentError(
        f"{instrument.id}: {what} are both given, and which counts cannot be told. Keep one."
    )


def _check_scores(entry: Entry, instrument: Instrument) -> None:
    if entry.scores and (entry.items or entry.trials):
        _refuse_both(instrument, "finished scores and items or trials")
    for key, value in entry.scores.items():
        name, _ = split_key(key)
        score = _score_of(name, instrument)
        if value is not None:
            _check_score_value(value, score, where=f"{instrument.id}, scores, {key}")


def _score_of(name: str, instrument: Instrument) -> Score:
    for score in instrument.scores:
        if score.id == name:
            return score
    known = ", ".join(score.id for score in instrument.scores)
    raise ContentError(
        f"{instrument.id}, scores: a name must be one of {known}, and one is {name!r}. Correct it."
    )


def _check_score_value(value: float, score: Score, *, where: str) -> None:
    least, most = score.minimum, score.maximum
    _check_number(value, where=where)
    if (least is not None and value < least) or (most is not None and value > most):
        raise ContentError(
            f"{where}: {_range_words(least, most)} {score.unit} is needed, and there is {value:g}. "
            "Correct it."
        )
    if score.id.endswith("_count") and value != int(value):
        raise ContentError(f"{where}: a whole number is needed, and there is {value:g}. Count it.")


def _check_number(value: float, *, where: str) -> None:
    if not isfinite(value):
        raise ContentError(f"{where}: a number is needed, and there is {value}. Correct it.")


def _range_words(least: float | None, most: float | None) -> str:
    if most is None:
        return f"at least {least:g}"
    return f"at most {most:g}" if least is None else f"{least:g} to {most:g}"


def _item_of(key: str, instrument: Instrument, *, field: str) -> Item:
    """Find the item of a key; the side must stand exactly where the item has sides."""
    name, side = split_key(key)
    for item in instrument.items:
        if item.id == name:
            _check_side(key, side, item, where=f"{instrument.id}, {field}")
            return item
    known = ", ".join(_keys(instrument.items)) or "none: enter trials or scores"
    raise ContentError(
        f"{instrument.id}, {field}: a key must be one of {known}; and one is {key!r}. Correct it."
    )


def _keys(items: Iterable[Item]) -> list[str]:
    return [f"left:{item.id} / right:{item.id}" if item.sided else item.id for item in items]


def _check_side(key: str, side: Side | None, item: Item, *, where: str) -> None:
    if item.sided and side is None:
        raise ContentError(
            f"{where}: {item.id} needs a side, and {key!r} has none. Write 'left:{item.id}' or "
            f"'right:{item.id}'."
        )
    if not item.sided and side is not None:
        raise ContentError(
            f"{where}: {item.id} has no sides, and {key!r} has one. Write {item.id!r}."
        )


def _check_value(value: float, item: Item, *, where: str) -> None:
    unit = f" {item.unit}" if item.unit else ""
    _check_number(value, where=where)
    if item.values and value not in item.values:
        allowed = ", ".join(f"{each:g}" for each in item.values)
        raise ContentError(
            f"{where}: one of {allowed} is needed, and there is {value:g}. Correct it."
        )
    if not item.minimum <= value <= item.maximum:
        raise ContentError(
            f"{where}: {item.minimum:g} to {item.maximum:g}{unit} is needed, and there is "
            f"{value:g}. Correct it."
        )
    if not item.values and item.decimals == 0 and value != int(value):
        raise ContentError(
            f"{where}: a whole number is needed, and there is {value:g}. Correct it."
        )
