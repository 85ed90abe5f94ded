"""Finished scores: what belongs together must agree, and what follows from them is made."""

from typing import Final

from restride.clinical.instrument import Instrument, Item, Score
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.converted import converted_entered
from restride.clinical.scoring.entered import entered
from restride.clinical.scoring.entry import Entry, split_key
from restride.clinical.scoring.item_sum import subscale_items
from restride.clinical.scoring.scored import COMPUTED, Method, Scored
from restride.clinical.scoring.walking_aid import bbs_entered, fga_entered
from restride.errors import ContentError

#: Units of which there are only whole ones, where the score shows no digits.
_WHOLE_UNITS: Final = ("points", "level", "answers")

#: Instruments whose finished scores are worked on further, by id.
_OWN: Final[dict[str, Method]] = {
    "bbs": bbs_entered,
    "fga": fga_entered,
    "hoosjr": converted_entered,
    "koosjr": converted_entered,
}


def finished(entry: Entry, instrument: Instrument) -> Scored:
    """Take finished scores; subscales must add up to the total, and make it where it is left out.

    Raises
    ------
    ContentError
        A score needs its items, a fraction of a point, or parts that do not add up.
    """
    for score in instrument.scores:
        _refuse_each_item(score, entry, instrument)
        _refuse_fraction(score, entry, instrument)
    parts = _parts(instrument)
    if parts and entry.scores.get(instrument.main_score) is not None:
        _refuse_other_total(parts, entry, instrument)
    scored = _OWN.get(instrument.id, entered)(entry, instrument)
    return _with_total(scored, parts, instrument=instrument) if parts else scored


def _refuse_each_item(score: Score, entry: Entry, instrument: Instrument) -> None:
    if score.each_item and any(split_key(key)[0] == score.id for key in entry.scores):
        raise ContentError(
            f"{instrument.id}, scores: {score.id} belongs to each item, and none is named. Enter "
            f"items: {', '.join(item.id for item in instrument.items)}."
        )


def _refuse_fraction(score: Score, entry: Entry, instrument: Instrument) -> None:
    value = entry.scores.get(score.id)
    if value is None or score.decimals or score.unit not in _WHOLE_UNITS:
        return
    step = _step(_items_of(score, instrument))
    if value % step:
        needed = "a whole number" if step == 1 else f"a multiple of {step:g}"
        raise ContentError(
            f"{instrument.id}, scores, {score.id}: {needed} is needed, and there is {value:g}. "
            "Correct it."
        )


def _items_of(score: Score, instrument: Instrument) -> tuple[Item, ...]:
    return subscale_items(instrument).get(score.id, instrument.items)


def _step(items: tuple[Item, ...]) -> float:
    """Tell what every sum of the items is a multiple of."""
    even = bool(items) and all(item.values for item in items)
    return 2 if even and all(value % 2 == 0 for item in items for value in item.values) else 1


def _parts(instrument: Instrument) -> dict[str, Score]:
    """Give the subscales that together hold every item of the total."""
    groups = subscale_items(instrument)
    if sum(map(len, groups.values())) != len(instrument.items):
        return {}
    return {score.id: score for score in instrument.scores if score.id in groups}


def _refuse_other_total(parts: dict[str, Score], entry: Entry, instrument: Instrument) -> None:
    total = entry.scores[instrument.main_score] or 0.0
    given = {name: value for name in parts if (value := entry.scores.get(name)) is not None}
    rest = sum(score.maximum or 0.0 for name, score in parts.items() if name not in given)
    low = sum(given.values())
    if not low <= total <= low + rest:
        shown = ", ".join(f"{name} {value:g}" for name, value in given.items())
        allowed = f"{low:g}" if not rest else f"{low:g} to {low + rest:g}"
        raise ContentError(
            f"{instrument.id}, scores: the subscales ({shown}) make a total of {allowed}, and "
            f"{instrument.main_score} is {total:g}. Correct one of them."
        )


def _with_total(scored: Scored, parts: dict[str, Score], *, instrument: Instrument) -> Scored:
    """Make the total of the subscales where all of them are there and it is not."""
    values = {each.score: each.value for each in scored.scores if each.value is not None}
    if instrument.main_score in values or not parts.keys() <= values.keys():
        return scored
    total = ScoreValue(
        score=instrument.main_score,
        value=sum(values[name] for name in parts),
        origin=COMPUTED,
        note="sum of the subscales",
    )
    rest = tuple(each for each in scored.scores if each.score != instrument.main_score)
    return Scored(scores=(total, *rest), notes=scored.notes)
