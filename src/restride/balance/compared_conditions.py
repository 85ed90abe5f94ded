"""How much more a person sways without sight, or on foam: ratios of one number across conditions.

Source: [prieto1996] for comparing eyes closed with open. Differs in: the ratio bears the interval
that follows from how far each of the two numbers differs from trial to trial.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from restride.balance.conditions import StandingCondition
from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.balance.repeatability import NOTHING_MEASURED, trial_uncertainty
from restride.errors import OptionError
from restride.measure import Better, Interval, Measure, MeasureDefinition, NotComputed, Uncertainty


class Contrast(StrEnum):
    """What differs between two conditions."""

    EYES = "eyes"
    SURFACE = "surface"


_WORDS: Final = {
    Contrast.EYES: ("Romberg ratio", "with eyes closed over that with eyes open"),
    Contrast.SURFACE: ("Surface ratio", "on foam over that on a firm surface"),
}


def ratio_definition(measure: MeasureDefinition, *, contrast: Contrast) -> MeasureDefinition:
    """Write the row of the ratio of a measure across two conditions."""
    name, between = _WORDS[contrast]
    stem = measure.key.rsplit("_", 1)[0]
    title = measure.title[0].lower() + measure.title[1:]
    return MeasureDefinition(
        key=f"{stem}_{contrast}_ratio",
        title=f"{name}, {title}",
        definition=f"{measure.title} {between}; all else the same. Each: {measure.definition}",
        decimals=2,
        better=Better.NEITHER,
        source=measure.source,
    )


def condition_ratio(harder: Measure, easier: Measure, *, contrast: Contrast) -> Measure:
    """Divide a number under the harder condition by the same number under the easier one.

    Parameters
    ----------
    harder
        With eyes closed, or on foam.
    easier
        With eyes open, or on a firm surface; the rest of the condition is the same.

    Raises
    ------
    OptionError
        Where the two are different measures.
    """
    definition = ratio_definition(harder.definition, contrast=contrast)
    if harder.definition.key != easier.definition.key:
        raise OptionError(
            f"A ratio needs one measure twice, and got {harder.definition.key} and "
            f"{easier.definition.key}. Choose the same key of both trials."
        )
    over, under = harder.value, easier.value
    notes = tuple(dict.fromkeys(each.note for each in (harder, easier) if each.note))
    if over is None or under is None or under == 0:
        return Measure(
            definition=definition,
            value=None,
            uncertainty=NOTHING_MEASURED,
            note=" ".join(("One of the two conditions gives no number.", *notes)),
        )
    value = over / under
    return Measure(
        definition=definition,
        value=value,
        repeats_count=min(harder.repeats_count, easier.repeats_count),
        uncertainty=_of_ratio(value, harder.uncertainty, easier.uncertainty),
        note=" ".join(notes) or None,
    )


def mean_of_trials(
    trials: Sequence[Measure], *, condition: StandingCondition, duration_s: float
) -> Measure:
    """Average one measure over trials of the same condition, those without a value left out.

    Parameters
    ----------
    trials
        At least one, all of one key.
    duration_s
        Of one trial.
    """
    first = trials[0]
    values = [each.value for each in trials if each.value is not None]
    notes = tuple(dict.fromkeys(each.note for each in trials if each.note))
    if not values:
        return replace(first, note=" ".join(notes) or None)
    missing_count = len(trials) - len(values)
    if missing_count:
        notes = (f"{missing_count} of {len(trials)} trials give no number.", *notes)
    value = math.fsum(values) / len(values)
    return replace(
        first,
        value=value,
        repeats_count=len(values),
        uncertainty=trial_uncertainty(
            first.definition.key,
            value,
            condition=condition,
            duration_s=duration_s,
            trials_count=len(values),
        ),
        note=" ".join(notes) or None,
    )


def _of_ratio(value: float, over: Uncertainty, under: Uncertainty) -> Uncertainty:
    """Add the two spreads, on a logarithmic scale."""
    for each in (over, under):
        if isinstance(each, NotComputed):
            return each
    if not (isinstance(over, Interval) and isinstance(under, Interval)):
        return NOTHING_MEASURED
    widths = [math.log(each.high / each.low) / 2 for each in (over, under)]
    factor = math.exp(math.hypot(*widths))
    basis = over.basis if over.basis == under.basis else f"{over.basis}; and {under.basis}"
    return Interval(low=value / factor, high=value * factor, basis=basis)


#: The ratios of the numbers that are read first, by key, for both contrasts.
RATIO_MEASURES: Final[dict[str, MeasureDefinition]] = {
    row.key: row
    for contrast in Contrast
    for key in ("mean_velocity_mmps", "sway_area_mm2")
    for row in (ratio_definition(BALANCE_MEASURES[key], contrast=contrast),)
}
