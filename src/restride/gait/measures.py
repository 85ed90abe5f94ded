"""Measures of a whole walk: means, variability, asymmetry, amounts and turns.

Means and spreads rest on steady strides; where too few are steady, on all, and the note says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.gait.bout_measures import (
    bout_measures,
    context_of,
    distance_by_bout,
    measures_by_bout,
)
from restride.gait.intervals import (
    COUNTED,
    NOTHING_MEASURED,
    deviation_uncertainty,
    distance_uncertainty,
    interval,
    mean_uncertainty,
)
from restride.gait.measure_definitions import (
    COMPARED,
    FOOT_MEANS,
    GAIT_MEASURES,
    STEP_MEANS,
    STRIDE_MEANS,
    TRUNK_MEANS,
    VARIED,
)
from restride.gait.stride_columns import Columns, step_columns, stride_columns
from restride.gait.turn_measures import turn_measures
from restride.gait.uncertainty import asymmetry_of, spread_of
from restride.gait.validation_errors import MeasuringContext, sides_differ_s
from restride.gait.variability import own_spread
from restride.measure import Measure, MeasureDefinition, NotComputed
from restride.recording.events import Walk
from restride.terms import Side

__all__ = ["bout_measures", "measures_by_bout", "walk_measures"]

#: Fewer steady strides than this, and all are measured: three of each foot. House choice:
#: docs/decisions/0005-uncertainty.md
_FEWEST_STEADY_COUNT: Final = 6
#: Fewer strides are said to be few beside a variability. [galna2013]
_ADVISED_FOR_VARIABILITY_COUNT: Final = 30
#: Measures of the whole body, that have no side.
_SIDELESS: Final = frozenset(
    {"walking_speed_mps", "cadence_spm", "walk_ratio_mmpspm", "double_support_s"}
    | {"double_support_share"}
    | {row.key for row in TRUNK_MEANS}
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Measured:
    """What measures are drawn from, side by side, and what is to be said about it."""

    strides: Columns
    steps: Columns
    context: MeasuringContext
    note: str | None

    def of(self, key: str) -> tuple[Columns, str]:
        """Find the rows that a measure's column is in, and what they are called."""
        return (self.steps, "steps") if key in self.steps.values else (self.strides, "strides")


def walk_measures(
    walk: Walk, *, context: MeasuringContext | None = None, strides: Columns | None = None
) -> tuple[Measure, ...]:
    """Measure a whole walk.

    Parameters
    ----------
    walk
        With its steady strides marked, see ``mark_steady``.
    context
        What the contacts were found from and where; told from the contacts where not given.
    strides
        From ``stride_columns``, where they are at hand.

    Returns
    -------
    tuple[Measure, ...]
        Amounts only where nobody walks. ``value`` is None where no stride gives a measure.
    """
    context = context or context_of(walk.bouts)
    strides, steps = strides or stride_columns(walk.bouts), step_columns(walk.bouts)
    amounts = tuple(_amounts(walk, strides, context))
    if not len(strides):
        return amounts
    measured = _steady_part(strides, steps, context)
    return (
        *_means(measured),
        *_variability(measured),
        *_asymmetry(measured),
        *amounts,
        *turn_measures(walk, context=context),
    )


def _steady_part(strides: Columns, steps: Columns, context: MeasuringContext) -> _Measured:
    steady_count = int(strides.is_steady.sum())
    if steady_count < _FEWEST_STEADY_COUNT:
        note = (
            f"Only {steady_count} strides are steady: all {len(strides)} are measured, the first "
            "and the last and those in turns too."
        )
        return _Measured(
            strides=strides.by_side(), steps=steps.by_side(), context=context, note=note
        )
    return _Measured(
        strides=strides.where(strides.is_steady).by_side(),
        steps=steps.where(steps.is_steady).by_side(),
        context=context,
        note=None,
    )


def _means(measured: _Measured) -> Iterator[Measure]:
    # What only one place of the sensor gives is listed only where it was given.
    own = (
        row
        for row in (*FOOT_MEANS, *TRUNK_MEANS)
        if np.isfinite(measured.strides.values[row.key]).any()
    )
    for definition in (*STRIDE_MEANS, *STEP_MEANS, *own):
        sides = (None,) if definition.key in _SIDELESS else (None, Side.LEFT, Side.RIGHT)
        for side in sides:
            yield _mean(definition, side, measured)


def _mean(definition: MeasureDefinition, side: Side | None, measured: _Measured) -> Measure:
    rows, repeats = measured.of(definition.key)
    column = rows.values[definition.key]
    keeps = rows.of_side(side) & np.isfinite(column)
    spread = spread_of(column[keeps], group_indices=(rows.bout_indices * 4 + rows.sides)[keeps])
    if spread is None:
        return _absent(definition, side, f"None of the {repeats} gives it.")
    return Measure(
        definition=definition,
        value=spread.mean,
        side=side,
        repeats_count=spread.repeats_count,
        uncertainty=mean_uncertainty(
            definition.key, spread, repeats=repeats, context=measured.context
        ),
        note=measured.note,
    )


def _variability(measured: _Measured) -> Iterator[Measure]:
    for key, stem, _ in VARIED:
        rows, repeats = measured.of(key)
        deviation = GAIT_MEASURES[f"{stem}_sd_{key.rsplit('_', 1)[-1]}"]
        relative = GAIT_MEASURES[f"{stem}_cv_share"]
        found = own_spread(rows.values[key], group_indices=rows.bout_indices * 4 + rows.sides)
        if found is None:
            for definition in (deviation, relative):
                yield _absent(definition, None, f"Too few {repeats} of one side and bout give it.")
            continue
        mean, spread = found
        note = _join_notes(measured.note, _few(spread.repeats_count, repeats))
        for definition, factor in ((deviation, 1.0), (relative, 1 / mean)):
            yield Measure(
                definition=definition,
                value=spread.standard_deviation * factor,
                repeats_count=spread.repeats_count,
                uncertainty=deviation_uncertainty(spread, factor=factor),
                note=note,
            )


def _asymmetry(measured: _Measured) -> Iterator[Measure]:
    for key in COMPARED:
        definition = GAIT_MEASURES[f"{key.rsplit('_', 1)[0]}_asymmetry_ratio"]
        rows, repeats = measured.of(key)
        spreads = [
            spread_of(rows.values[key][rows.of_side(side) & np.isfinite(rows.values[key])])
            for side in (Side.LEFT, Side.RIGHT)
        ]
        left, right = spreads
        if left is None or right is None or left.mean + right.mean <= 0:
            yield _absent(definition, None, f"There are no {repeats} of both sides to compare.")
            continue
        value, half_width = asymmetry_of(left, right)
        seen_s = sides_differ_s(measured.context) if key.endswith("_s") else 0.0
        half_width = float(np.hypot(half_width, 2 * seen_s / (left.mean + right.mean)))
        basis = (
            f"spread of {left.repeats_count} left and {right.repeats_count} right {repeats}; a "
            "constant difference in how the sensor shows the two sides is not in it"
            if not seen_s
            else f"spread of {left.repeats_count} left and {right.repeats_count} right {repeats}; "
            f"{seen_s * 1000:.0f} ms by which a view may show the two sides differently"
        )
        yield Measure(
            definition=definition,
            value=value,
            repeats_count=left.repeats_count + right.repeats_count,
            uncertainty=interval(definition.key, value, half_width=half_width, basis=basis)
            if np.isfinite(half_width)
            else NotComputed(reason=f"two {repeats} of each side are needed for a spread"),
            note=measured.note,
        )


def _amounts(walk: Walk, strides: Columns, context: MeasuringContext) -> Iterator[Measure]:
    distances_m = distance_by_bout(strides, len(walk.bouts))
    known = np.isfinite(distances_m)
    counted = {
        "walking_s": sum(bout.duration_s for bout in walk.bouts),
        "bouts_count": float(len(walk.bouts)),
        "strides_count": float(len(strides)),
    }
    for key, value in counted.items():
        yield Measure(
            definition=GAIT_MEASURES[key],
            value=value,
            repeats_count=len(walk.bouts),
            uncertainty=COUNTED,
        )
    if walk.bouts and not known.any():
        yield _absent(GAIT_MEASURES["distance_m"], None, "No stride has a length.")
        return
    missing_count = int(np.sum(~known))
    distance_m = float(distances_m[known].sum())
    yield Measure(
        definition=GAIT_MEASURES["distance_m"],
        value=distance_m,
        repeats_count=len(strides),
        uncertainty=distance_uncertainty(
            distance_m,
            stride_length_m=float(np.nanmean(strides.values["stride_length_m"])),
            context=context,
        )
        if walk.bouts
        else COUNTED,
        note=f"Without {missing_count} bouts of unknown length." if missing_count else None,
    )


def _absent(definition: MeasureDefinition, side: Side | None, why: str) -> Measure:
    return Measure(
        definition=definition, value=None, side=side, uncertainty=NOTHING_MEASURED, note=why
    )


def _few(repeats_count: int, repeats: str) -> str | None:
    if repeats_count >= _ADVISED_FOR_VARIABILITY_COUNT:
        return None
    return (
        f"From {repeats_count} {repeats}; at least {_ADVISED_FOR_VARIABILITY_COUNT} are advised "
        "for a variability."
    )


def _join_notes(*notes: str | None) -> str | None:
    return " ".join(note for note in notes if note) or None
