"""What several trials say together: means, times held, and one condition over another.

Source: conditions as Shumway-Cook and Horak 1986 [shumwaycook1986]; the Romberg ratio, eyes closed
over eyes open, as Prieto et al. 1996 [prieto1996] compare them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.balance.back_definitions import PATH_RATE, ROOT_MEAN_SQUARE
from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.measure import Better, Interval, Measure, MeasureDefinition, NotComputed
from restride.terms import Eyes, Side, Surface

#: Measures that are compared between conditions, each with the words of its ratio's key. House
#: choice: velocity first, since it repeats best; docs/decisions/0084-protocols.md
COMPARED: Final[tuple[tuple[str, MeasureDefinition], ...]] = (
    ("velocity", BALANCE_MEASURES["mean_velocity_mmps"]),
    ("area", BALANCE_MEASURES["sway_area_mm2"]),
    ("back_path", PATH_RATE),
    ("back_size", ROOT_MEAN_SQUARE),
)

TIME_HELD: Final = MeasureDefinition(
    key="mean_time_held_s",
    title="Time held, mean",
    definition="Mean over the trials of how long the position was kept, each up to the time that "
    "was asked for. A trial that was left early counts with its time.",
    decimals=1,
    better=Better.HIGHER,
    source="shumwaycook1986",
)
BEST_TIME_HELD: Final = MeasureDefinition(
    key="best_time_held_s",
    title="Time held, best",
    definition="The longest of the trials, each up to the time that was asked for.",
    decimals=1,
    better=Better.HIGHER,
    source="shumwaycook1986",
)

_SHORT_OF: Final = {
    "velocity": "mean velocity",
    "area": "sway area",
    "back_path": "sway path a second of the back",
    "back_size": "sway size of the back",
}


def _ratio_row(name: str, kind: str, where: str) -> MeasureDefinition:
    over = "eyes closed over eyes open" if kind == "romberg" else "foam over firm surface"
    title = "Romberg ratio" if kind == "romberg" else "Surface ratio"
    place = where.replace("_", " ")
    return MeasureDefinition(
        key=f"{kind}_{name}_{where}_ratio",
        title=f"{title} of {_SHORT_OF[name]}, {place}",
        definition=f"The {_SHORT_OF[name]}, mean of the trials, {over}, {place}: 1 is alike, 2 is "
        "twice as much.",
        decimals=2,
        better=Better.NEITHER,
        source="prieto1996" if kind == "romberg" else "shumwaycook1986",
    )


#: By measure, then eyes closed over open on firm and on foam.
ROMBERG: Final = {
    (name, surface): _ratio_row(name, "romberg", f"on_{surface}")
    for name, _ in COMPARED
    for surface in Surface
}
#: By measure, then foam over firm with eyes open and closed.
SURFACE: Final = {
    (name, eyes): _ratio_row(name, "surface", f"eyes_{eyes}")
    for name, _ in COMPARED
    for eyes in Eyes
}
PROTOCOL_MEASURES: Final[dict[str, MeasureDefinition]] = {
    row.key: row for row in (TIME_HELD, BEST_TIME_HELD, *ROMBERG.values(), *SURFACE.values())
}

#: Trials of one ratio may differ so much in length. House choice: docs/decisions/0084-protocols.md
_LENGTHS_RATIO: Final = 1.1

_NO_VALUE: Final = NotComputed(reason="there is no value")
_ONE: Final = NotComputed(reason="one trial has no spread; two are needed")


def mean_of_trials(trials: Sequence[Iterable[Measure]], *, note: str | None) -> tuple[Measure, ...]:
    """Average each measure over the trials that give it, with the spread of the trials."""
    rows: dict[tuple[str, Side | None], list[Measure]] = {}
    for trial in trials:
        for measure in trial:
            rows.setdefault((measure.definition.key, measure.side), []).append(measure)
    return tuple(_mean(each, note) for each in rows.values())


def _mean(each: list[Measure], note: str | None) -> Measure:
    first = each[0]
    values = [measure.value for measure in each if measure.value is not None]
    if not values:
        return Measure(
            definition=first.definition,
            value=None,
            side=first.side,
            uncertainty=_NO_VALUE,
            note=first.note,
        )
    notes = dict.fromkeys(filter(None, (note, *(measure.note for measure in each))))
    return Measure(
        definition=first.definition,
        value=float(np.mean(values)),
        side=first.side,
        repeats_count=len(values),
        uncertainty=_interval(values),
        note=" ".join(notes) or None,
    )


def _interval(values: list[float]) -> Interval | NotComputed:
    if len(values) < 2:
        return _ONE
    half_width = _t_quantile(len(values) - 1) * float(np.std(values, ddof=1)) / len(values) ** 0.5
    mean = float(np.mean(values))
    # What is never below zero has no interval below zero.
    low = mean - half_width if min(values) < 0 else max(0.0, mean - half_width)
    spread = f"{float(np.std(values, ddof=1)):.3g}"
    return Interval(
        low=low,
        high=mean + half_width,
        basis=f"spread of {len(values)} trials (standard deviation {spread})",
    )


def _t_quantile(freedom_count: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom_count, 0.975))


def times_held(held_s: Sequence[float], *, side: Side | None) -> tuple[Measure, ...]:
    """Score the times a position was kept: best and mean."""
    if not held_s:
        return ()
    times_s = list(held_s)
    return (
        Measure(
            definition=BEST_TIME_HELD,
            value=max(times_s),
            side=side,
            repeats_count=len(times_s),
            uncertainty=NotComputed(reason="it is the best of what was timed, not an estimate"),
        ),
        Measure(
            definition=TIME_HELD,
            value=float(np.mean(times_s)),
            side=side,
            repeats_count=len(times_s),
            uncertainty=_interval(times_s),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionValues:
    """One measure of all trials of a condition that were held in full."""

    #: "eyes closed on foam".
    name: str
    values: tuple[float, ...]
    #: Why there are none, where there are none.
    why_none: str | None = None
    #: What is to be known about them, such as that only some trials were held.
    note: str | None = None
    #: How long each trial was measured, where that decides whether they can be compared.
    measured_s: tuple[float, ...] = ()


def ratio_of(
    definition: MeasureDefinition, *, upper: ConditionValues, lower: ConditionValues
) -> Measure:
    """Divide one condition by another; say why not where one is absent."""
    for each in (upper, lower):
        if not each.values:
            return _absent(definition, f"{each.name}: {each.why_none or 'not measured'}.")
    lengths_s = (*upper.measured_s, *lower.measured_s)
    if lengths_s and max(lengths_s) > _LENGTHS_RATIO * min(lengths_s):
        return _absent(
            definition,
            f"Trials of {min(lengths_s):.1f} to {max(lengths_s):.1f} s cannot be compared.",
        )
    above, below = float(np.mean(upper.values)), float(np.mean(lower.values))
    if not below > 0:
        return _absent(definition, f"{lower.name} is {below:g}; nothing can be divided by it.")
    return Measure(
        definition=definition,
        value=above / below,
        repeats_count=len(upper.values) + len(lower.values),
        uncertainty=_ratio_interval(upper.values, lower.values),
        note=" ".join(each.note for each in (upper, lower) if each.note) or None,
    )


def _absent(definition: MeasureDefinition, reason: str) -> Measure:
    return Measure(definition=definition, value=None, uncertainty=_NO_VALUE, note=reason)


def _ratio_interval(upper: tuple[float, ...], lower: tuple[float, ...]) -> Interval | NotComputed:
    """Follow the spread of the trials through the logarithm: a ratio is never below zero."""
    if min(len(upper), len(lower)) < 2:
        return NotComputed(reason="two trials of each condition are needed for a spread")
    logs = [np.log(np.maximum(each, 1e-12)) for each in (upper, lower)]
    freedom_count = len(upper) + len(lower) - 2
    pooled = sum(float(np.square(each - each.mean()).sum()) for each in logs) / freedom_count
    error = (pooled * (1 / len(upper) + 1 / len(lower))) ** 0.5
    reach = float(np.exp(_t_quantile(freedom_count) * error))
    value = float(np.mean(upper) / np.mean(lower))
    return Interval(
        low=value / reach,
        high=value * reach,
        basis=f"spread of {len(upper)} and {len(lower)} trials on the logarithmic scale",
    )
