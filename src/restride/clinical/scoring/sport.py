"""Hops and reaches of athletes: each leg, and one leg beside the other."""

from typing import Final

from restride.clinical.instrument import Instrument
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.clinical.scoring.symmetry import symmetry_percent
from restride.clinical.scoring.trials import score_named, scored_items, trial_value
from restride.errors import ContentError
from restride.terms import Side

_DIRECTIONS: Final = ("anterior_cm", "posteromedial_cm", "posterolateral_cm")


def hops(entry: Entry, instrument: Instrument) -> Scored:
    """Score every hop on each leg, its symmetry, and the lowest symmetry."""
    scores: list[ScoreValue] = []
    symmetries: list[ScoreValue] = []
    for item in scored_items(instrument):
        sides = _sides(entry, instrument, item.id)
        if not sides:
            continue
        scores += sides.values()
        symmetry = symmetry_percent(
            {side: each.value for side, each in sides.items() if each.value is not None},
            involved_side=entry.involved_side,
            better=score_named(instrument, item.id).better,
        )
        symmetries.append(
            ScoreValue(
                score="symmetry_percent",
                value=symmetry.value,
                item=item.id,
                origin=COMPUTED,
                note=symmetry.words,
            )
        )
    _refuse_nothing(scores, instrument)
    return Scored(scores=(*scores, *symmetries, _lowest(symmetries)))


def _lowest(symmetries: list[ScoreValue]) -> ScoreValue:
    known = [(each.value, each.item) for each in symmetries if each.value is not None]
    if not known:
        return ScoreValue(
            score="symmetry_percent",
            value=None,
            origin=COMPUTED,
            note="no hop was done on both legs",
        )
    value, item = min(known, key=lambda each: each[0])
    note = f"lowest of {len(known)} hops: {item}"
    return ScoreValue(score="symmetry_percent", value=value, origin=COMPUTED, note=note)


def reaches(entry: Entry, instrument: Instrument) -> Scored:
    """Score every reach, the composite of each leg, and the difference forward."""
    scores: list[ScoreValue] = []
    for direction in _DIRECTIONS:
        scores += _sides(entry, instrument, direction).values()
    _refuse_nothing(scores, instrument)
    return Scored(
        scores=(
            *scores,
            *(_composite(entry, scores, side=side) for side in Side if _has(scores, side)),
            _difference(scores),
        )
    )


def _has(scores: list[ScoreValue], side: Side) -> bool:
    return any(each.side is side for each in scores)


def _composite(entry: Entry, scores: list[ScoreValue], *, side: Side) -> ScoreValue:
    reached_cm = [each.value for each in scores if each.side is side and each.value is not None]
    leg_cm = entry.item("leg_length_cm", side=side)
    if leg_cm is None or len(reached_cm) < len(_DIRECTIONS):
        needs = "the leg's length" if leg_cm is None else "all three directions"
        value, note = None, f"needs {needs}"
    else:
        value, note = 100.0 * sum(reached_cm) / (len(_DIRECTIONS) * leg_cm), None
    return ScoreValue(score="composite_percent", value=value, side=side, origin=COMPUTED, note=note)


def _difference(scores: list[ScoreValue]) -> ScoreValue:
    forward_cm = [
        each.value for each in scores if each.score == _DIRECTIONS[0] and each.value is not None
    ]
    both = len(forward_cm) == 2
    return ScoreValue(
        score="anterior_difference_cm",
        value=abs(forward_cm[0] - forward_cm[1]) if both else None,
        origin=COMPUTED,
        note=None if both else "needs both legs",
    )


def _sides(entry: Entry, instrument: Instrument, item_id: str) -> dict[Side, ScoreValue]:
    return {
        side: trial_value(tries, instrument, score_id=item_id, side=side)
        for side in Side
        if (tries := entry.tries(item_id, side=side))
    }


def _refuse_nothing(scores: list[ScoreValue], instrument: Instrument) -> None:
    if not scores:
        names = ", ".join(item.id for item in scored_items(instrument))
        raise ContentError(
            f"{instrument.id}: at least one of {names} is needed, and there is none. Enter it, or "
            "say why the test was not done."
        )
