"""Body charts: a value for each part and side; and the force of muscles beside body and side."""

from collections.abc import Iterator

from restride.clinical.instrument import Instrument, Item
from restride.clinical.result import ScoreValue
from restride.clinical.scoring.entry import Entry, key_of
from restride.clinical.scoring.scored import COMPUTED, Scored
from restride.clinical.scoring.symmetry import symmetry_percent
from restride.clinical.scoring.trials import counted, sides_of
from restride.errors import ContentError
from restride.measure import Better
from restride.terms import Side

_PAINFUL = "painful"


def body_chart(entry: Entry, instrument: Instrument) -> Scored:
    """Score each part; a part that was not tested has no score, which is neither 0 nor the best."""
    each_item = next(score for score in instrument.scores if score.each_item)
    own = {score.id for score in instrument.scores if not score.each_item}
    scores = tuple(
        ScoreValue(
            score=item.id if item.id in own else each_item.id,
            value=value,
            item=None if item.id in own else item.id,
            side=side,
            note=_pain(entry, item, side),
        )
        for item, side, value in _tested(entry, instrument)
    )
    return Scored(scores=scores, notes=_not_tested(entry, instrument))


def dynamometer(entry: Entry, instrument: Instrument) -> Scored:
    """Score forces: the peak of the pushes, for the body mass, and one side of the other.

    Raises
    ------
    ContentError
        No group has a force.
    """
    mass_kg = entry.item("body_mass_kg")
    scores: list[ScoreValue] = []
    for item in instrument.items:
        if item.sided:
            peaks_n = {
                side: counted(tries, rule=instrument.scoring.trial_rule, better=Better.HIGHER)
                for side in Side
                if (tries := entry.tries(item.id, side=side))
            }
            scores += _forces(item, peaks_n, entry=entry, mass_kg=mass_kg)
    if not scores:
        raise ContentError(
            f"{instrument.id}: the force of at least one group is needed, and there is none. "
            "Enter it, or say why the test was not done."
        )
    notes = () if mass_kg is not None else ("No body mass: N/kg is not given.",)
    return Scored(scores=tuple(scores), notes=(*notes, *_not_tested(entry, instrument)))


def _forces(
    item: Item, peaks_n: dict[Side, float], *, entry: Entry, mass_kg: float | None
) -> Iterator[ScoreValue]:
    for side, peak_n in peaks_n.items():
        values = {"force_n": peak_n}
        if mass_kg is not None:
            values["force_npkg"] = peak_n / mass_kg
        for score, value in values.items():
            yield ScoreValue(
                score=score,
                value=value,
                item=item.id,
                side=side,
                origin=COMPUTED,
                note=_pain(entry, item, side),
            )
    symmetry = symmetry_percent(peaks_n, involved_side=entry.involved_side, better=Better.HIGHER)
    if peaks_n:
        yield ScoreValue(
            score="symmetry_percent",
            value=symmetry.value,
            item=item.id,
            origin=COMPUTED,
            note=symmetry.words,
        )


def _tested(entry: Entry, instrument: Instrument) -> Iterator[tuple[Item, Side | None, float]]:
    for item in instrument.items:
        for side in sides_of(item):
            tries = entry.tries(item.id, side=side)
            if tries:
                yield item, side, tries[-1]


def _pain(entry: Entry, item: Item, side: Side | None) -> str | None:
    return _PAINFUL if key_of(item.id, side) in entry.painful else None


def _not_tested(entry: Entry, instrument: Instrument) -> tuple[str, ...]:
    keys = [key_of(item.id, side) for item in instrument.items for side in sides_of(item)]
    missing = [
        key for key in keys if entry.items.get(key) is None and key not in entry.named_trials
    ]
    return (f"Not tested: {', '.join(missing)}.",) if missing else ()
