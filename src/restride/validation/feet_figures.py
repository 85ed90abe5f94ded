"""The figures of foot sensors against markers on the shoes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.events import Walk
from restride.terms import Side
from restride.validation.feet import (
    StrideErrors,
    final_contact_borders_s,
    score_marker_segmentation,
    score_segmentation,
    stride_errors,
)
from restride.validation.figures import MeasuredFigure
from restride.validation.references.feet import FeetReference
from restride.validation.scoring import pool_events

_MS_IN_S: Final = 1000.0
_CM_IN_M: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeetTrial:
    """One sample of two feet: what we found, and what markers and a person saw."""

    reference: FeetReference
    found: Walk
    #: By foot, (n_strides, 2): where the walking was cut, as people mark it by hand.
    borders_s: Mapping[Side, FloatArray]


def feet_figures(trials: Sequence[FeetTrial]) -> tuple[MeasuredFigure, ...]:
    """Measure every figure that can be had from these samples."""
    if not trials:
        return ()
    strides = [each for trial in trials for each in stride_errors(trial.found, trial.reference)]
    reference_count = sum(len(trial.reference.strides) for trial in trials)
    return (*_segmentation(trials), *_lengths(strides, reference_count), *_biases(strides))


def _segmentation(trials: Sequence[FeetTrial]) -> list[MeasuredFigure]:
    ceiling = pool_events([score_marker_segmentation(each.reference) for each in trials])
    scores = {
        "feet_segmentation": [
            score_segmentation(each.borders_s, each.reference) for each in trials
        ],
        "feet_segmentation_final": [
            score_segmentation(final_contact_borders_s(each.found), each.reference)
            for each in trials
        ],
    }
    pooled = {key: pool_events(each) for key, each in scores.items()}
    return [
        MeasuredFigure(
            key=key,
            value=borders.f1_share,
            ceiling=ceiling.f1_share,
            note=f"{borders.reference_count} strides, {borders.found_count} found, "
            f"{borders.matched_count} matched",
        )
        for key, borders in pooled.items()
    ]


def _lengths(strides: Sequence[StrideErrors], reference_count: int) -> list[MeasuredFigure]:
    straight = [each for each in strides if each.is_straight]
    return [
        _length("feet_stride_length", strides, f"of {reference_count} strides"),
        _length("feet_stride_length_straight", straight, "strides"),
    ]


def _length(key: str, strides: Sequence[StrideErrors], words: str) -> MeasuredFigure:
    errors_cm = [each.length_m * _CM_IN_M for each in strides if each.length_m is not None]
    if not errors_cm:
        return MeasuredFigure(key=key, value=None, note="no stride matched")
    return MeasuredFigure(
        key=key,
        value=float(np.mean(np.abs(errors_cm))),
        note=f"{len(errors_cm)} {words}, bias {np.mean(errors_cm):+.1f} cm",
    )


def _biases(strides: Sequence[StrideErrors]) -> list[MeasuredFigure]:
    initial_s = [each.initial_contact_s for each in strides]
    final_s = [each.final_contact_s for each in strides if each.final_contact_s is not None]
    return [_bias("feet_initial_bias", initial_s), _bias("feet_final_bias", final_s)]


def _bias(key: str, off_s: Sequence[float]) -> MeasuredFigure:
    if not off_s:
        return MeasuredFigure(key=key, value=None, note="no contact matched")
    off_ms = np.array(off_s) * _MS_IN_S
    return MeasuredFigure(
        key=key,
        value=float(off_ms.mean()),
        note=f"{len(off_ms)} contacts, MAE {np.mean(np.abs(off_ms)):.0f} ms",
    )
