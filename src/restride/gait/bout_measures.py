"""A few measures of each walking bout, for a whole day of bouts at once.

Over all strides of the bout, as the definition of a bout's speed asks [kluge2021]: most bouts are
too short to leave strides out.
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.gait.intervals import (
    COUNTED,
    NOTHING_MEASURED,
    distance_uncertainty,
    interval,
    no_published_error,
)
from restride.gait.measure_definitions import GAIT_MEASURES
from restride.gait.stride_columns import Columns, stride_columns
from restride.gait.uncertainty import NORMAL_QUANTILE, t_quantile
from restride.gait.validation_errors import MeasuringContext, method_error
from restride.measure import Measure, NotComputed, Uncertainty
from restride.recording.events import WalkingBout
from restride.terms import EventSource

BOUT_MEANS: Final = (
    "walking_speed_mps",
    "cadence_spm",
    "stride_length_m",
    "stride_duration_s",
    "stance_s",
    "swing_s",
    "single_support_s",
    "double_support_s",
)
_NO_VALUE: Final = "No stride of this bout gives it."
_ONE_STRIDE: Final = NotComputed(reason="one stride has no spread; two are needed")


def bout_measures(
    bout: WalkingBout, *, context: MeasuringContext | None = None
) -> tuple[Measure, ...]:
    """Measure one bout; for many, ``measures_by_bout`` is faster."""
    return measures_by_bout((bout,), context=context)[0]


def measures_by_bout(
    bouts: Sequence[WalkingBout],
    *,
    context: MeasuringContext | None = None,
    strides: Columns | None = None,
) -> tuple[tuple[Measure, ...], ...]:
    """Measure each bout over all its strides, whose columns may be at hand already."""
    if not bouts:
        return ()
    context = context or context_of(bouts)
    strides = strides or stride_columns(bouts)
    rows = [_means(key, strides, len(bouts), context) for key in BOUT_MEANS]
    count = np.bincount(strides.bout_indices, minlength=len(bouts)).astype(np.intp)
    rows += [_distances(strides, count, context), _counts(count)]
    return tuple(zip(*rows, strict=True))


def context_of(bouts: Sequence[WalkingBout]) -> MeasuringContext:
    """Tell from the contacts what they were found from; the lower back where there are none."""
    sources = (contact.source for bout in bouts for contact in bout.initial_contacts)
    return MeasuringContext(source=next(sources, EventSource.LOWER_BACK))


def distance_by_bout(strides: Columns, bouts_count: int) -> FloatArray:
    """Multiply each bout's mean stride speed with the time its strides cover; NaN where unknown."""
    speed_mps = strides.values["walking_speed_mps"]
    known = np.isfinite(speed_mps)
    if not len(strides):
        return np.full(bouts_count, np.nan)
    reached_s = np.maximum.accumulate(strides.end_s)
    before_s = np.concatenate((strides.start_s[:1], reached_s[:-1]))
    covered_s = np.maximum(reached_s - np.maximum(strides.start_s, before_s), 0.0)
    seconds = np.bincount(strides.bout_indices, covered_s, bouts_count)
    total = np.bincount(strides.bout_indices[known], speed_mps[known], bouts_count)
    count = np.bincount(strides.bout_indices[known], minlength=bouts_count)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(seconds * total / count)


def _means(
    key: str, strides: Columns, bouts_count: int, context: MeasuringContext
) -> list[Measure]:
    known = np.isfinite(strides.values[key])
    values, bouts = strides.values[key][known], strides.bout_indices[known]
    count = np.bincount(bouts, minlength=bouts_count)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(bouts, values, bouts_count) / count
        squares = np.bincount(bouts, (values - mean[bouts]) ** 2, bouts_count)
        of_repeats = t_quantile(count - 1.0) * np.sqrt(squares / (count - 1) / count)
    return [
        _mean(key, value, half_width, repeats_count=repeats_count, context=context)
        for value, half_width, repeats_count in zip(
            mean.tolist(), of_repeats.tolist(), count.tolist(), strict=True
        )
    ]


def _mean(
    key: str, value: float, of_repeats: float, *, repeats_count: int, context: MeasuringContext
) -> Measure:
    definition = GAIT_MEASURES[key]
    if repeats_count == 0:
        return Measure(
            definition=definition, value=None, uncertainty=NOTHING_MEASURED, note=_NO_VALUE
        )
    method = method_error(key, value, context=context)
    uncertainty: Uncertainty
    if method is None:
        uncertainty = no_published_error(context)
    elif repeats_count < 2 and method.standard_deviation == 0:
        uncertainty = _ONE_STRIDE
    else:
        of_method = NORMAL_QUANTILE * method.standard_deviation
        spread = of_repeats if repeats_count > 1 else 0.0
        half_width = math.hypot(spread, of_method)
        basis = f"spread of {repeats_count} strides; {method.words}"
        uncertainty = interval(key, value, half_width=half_width, basis=basis)
    return Measure(
        definition=definition, value=value, repeats_count=repeats_count, uncertainty=uncertainty
    )


def _distances(strides: Columns, count: SampleArray, context: MeasuringContext) -> list[Measure]:
    lengths_m = strides.values["stride_length_m"]
    known = np.isfinite(lengths_m)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_m = np.bincount(
            strides.bout_indices[known], lengths_m[known], len(count)
        ) / np.bincount(strides.bout_indices[known], minlength=len(count))
    return [
        _distance(distance_m, stride_length_m, strides_count, context)
        for distance_m, stride_length_m, strides_count in zip(
            distance_by_bout(strides, len(count)).tolist(),
            mean_m.tolist(),
            count.tolist(),
            strict=True,
        )
    ]


def _distance(
    distance_m: float, stride_length_m: float, strides_count: int, context: MeasuringContext
) -> Measure:
    is_known = np.isfinite(distance_m)
    return Measure(
        definition=GAIT_MEASURES["distance_m"],
        value=distance_m if is_known else None,
        repeats_count=strides_count,
        uncertainty=distance_uncertainty(
            distance_m, stride_length_m=stride_length_m, context=context
        )
        if is_known
        else NOTHING_MEASURED,
        note=None if is_known else _NO_VALUE,
    )


def _counts(count: SampleArray) -> list[Measure]:
    definition = GAIT_MEASURES["strides_count"]
    return [
        Measure(definition=definition, value=float(each), repeats_count=each, uncertainty=COUNTED)
        for each in count.tolist()
    ]
