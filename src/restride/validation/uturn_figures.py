"""The figures of the walks with a U-turn, from the back sensor and from the foot sensors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.recording.events import Walk
from restride.validation.figures import MeasuredFigure
from restride.validation.references.uturn_walks import UturnReference
from restride.validation.scoring import EventScore, pool_events
from restride.validation.uturn_walks import (
    TURN_ANGLE_DEG,
    UturnScore,
    score_final_contacts,
    score_initial_contacts,
    score_uturn,
)

_MS_IN_S: Final = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UturnTrial:
    """One walk with a U-turn as found from each place; None where no sensor was there."""

    reference: UturnReference
    back: Walk | None
    feet: Walk | None


def uturn_figures(trials: Sequence[UturnTrial]) -> tuple[MeasuredFigure, ...]:
    """Measure every figure that can be had from these walks."""
    back = [(each.back, each.reference) for each in trials if each.back is not None]
    feet = [(each.feet, each.reference) for each in trials if each.feet is not None]
    figures: list[MeasuredFigure] = []
    if back:
        figures += _back(pool_events([score_initial_contacts(*each) for each in back]), len(back))
        figures += _turns([score_uturn(walk.turns, reference) for walk, reference in back])
    if feet:
        initial = pool_events([score_initial_contacts(*each) for each in feet])
        final = pool_events([score_final_contacts(*each) for each in feet])
        figures += _feet(initial, "initial") + _feet(final, "final")
    return tuple(figures)


def _back(score: EventScore, walks_count: int) -> list[MeasuredFigure]:
    note = (
        f"{walks_count} walks: {score.reference_count} contacts, {score.found_count} found, "
        f"{score.matched_count} matched"
    )
    return [
        MeasuredFigure(key="uturn_back_contacts", value=score.f1_share, note=note),
        _timing("uturn_back_timing", score),
        MeasuredFigure(
            key="uturn_back_side",
            value=score.side_share,
            note=f"{score.same_side_count} of {score.sided_count}",
        ),
    ]


def _feet(score: EventScore, kind: str) -> list[MeasuredFigure]:
    note = (
        f"{score.reference_count} contacts, {score.found_count} found, "
        f"{score.matched_count} matched, side {score.side_share or 0:.3f}"
    )
    return [
        MeasuredFigure(key=f"uturn_feet_{kind}", value=score.f1_share, note=note),
        _timing(f"uturn_feet_{kind}_timing", score),
    ]


def _timing(key: str, score: EventScore) -> MeasuredFigure:
    if score.mae_s is None or score.bias_s is None:
        return MeasuredFigure(key=key, value=None, note="no contact matched")
    note = f"bias {score.bias_s * _MS_IN_S:+.0f} ms"
    return MeasuredFigure(key=key, value=score.mae_s * _MS_IN_S, note=note)


def _turns(scores: Sequence[UturnScore]) -> list[MeasuredFigure]:
    found_count = sum(score.is_found for score in scores)
    share = MeasuredFigure(
        key="uturn_found",
        value=found_count / len(scores),
        note=f"{found_count} of {len(scores)} turns",
    )
    return [share, *_found_turns([score for score in scores if score.is_found])]


def _found_turns(scores: Sequence[UturnScore]) -> list[MeasuredFigure]:
    starts_s = np.array([each.start_off_s for each in scores if each.start_off_s is not None])
    ends_s = np.array([each.end_off_s for each in scores if each.end_off_s is not None])
    angles_deg = np.array([each.angle_deg for each in scores if each.angle_deg is not None])
    if not len(angles_deg):
        return []
    return [
        MeasuredFigure(
            key="uturn_edges",
            value=float(np.mean(np.abs(np.concatenate([starts_s, ends_s])))),
            note=f"start {np.mean(np.abs(starts_s)):.3f} (bias {np.mean(starts_s):+.3f}), "
            f"end {np.mean(np.abs(ends_s)):.3f} (bias {np.mean(ends_s):+.3f})",
        ),
        MeasuredFigure(
            key="uturn_angle_bias",
            value=float(np.mean(angles_deg)) - TURN_ANGLE_DEG,
            note=f"mean {np.mean(angles_deg):.1f}, {angles_deg.min():.0f} to "
            f"{angles_deg.max():.0f}",
        ),
        MeasuredFigure(key="uturn_angle_spread", value=float(np.std(angles_deg))),
    ]
