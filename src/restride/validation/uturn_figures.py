"""The figures of the walks with a U-turn, from the back sensor and from the foot sensors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.recording.events import Walk
from restride.validation.figures import MeasuredFigure
from restride.validation.label_sides import SidePatterns, are_swapped
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
#: Labels that part so soon after the turn may have done so in it: few contacts tell when.
_AFTER_TURN_S: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class UturnTrial:
    """One walk with a U-turn as found from each place; None where no sensor was there."""

    reference: UturnReference
    back: Walk | None
    feet: Walk | None
    #: Where labels and signal part because samples were lost; None where they hold to the end.
    back_holds_until_s: float | None = None
    feet_holds_until_s: float | None = None
    #: What the raw signals look like left and right; None where that was not looked at.
    patterns: SidePatterns | None = None

    @property
    def is_turn_whole(self) -> bool:
        """Whether labels and the back sensor still agree a second after the turn."""
        until_s = self.back_holds_until_s
        return until_s is None or self.reference.turn_end_s + _AFTER_TURN_S <= until_s


def uturn_figures(trials: Sequence[UturnTrial]) -> tuple[MeasuredFigure, ...]:
    """Measure every figure that can be had: on all labels, and where the labels hold."""
    whole = [replace(each, back_holds_until_s=None, feet_holds_until_s=None) for each in trials]
    figures = [*_figures(whole, "uturn"), *_figures(trials, "uturn_holding")]
    back = [each for each in trials if each.back is not None]
    unswapped = (_unswapped_side(back),) if back else ()
    return (*(figure for figure in figures if figure.value is not None), *unswapped)


def _figures(trials: Sequence[UturnTrial], prefix: str) -> list[MeasuredFigure]:
    back = [each for each in trials if each.back is not None]
    feet = [each for each in trials if each.feet is not None]
    figures: list[MeasuredFigure] = []
    if back:
        figures += _back(_pooled(back, "back", score_initial_contacts), prefix, len(back))
        turning = [each for each in back if each.is_turn_whole]
        figures += _turns([_turn(each) for each in turning], prefix)
    if feet:
        figures += _feet(_pooled(feet, "feet", score_initial_contacts), f"{prefix}_feet_initial")
        figures += _feet(_pooled(feet, "feet", score_final_contacts), f"{prefix}_feet_final")
    return figures


def _pooled(
    trials: Sequence[UturnTrial], place: str, score: Callable[..., EventScore]
) -> EventScore:
    return pool_events(
        [
            score(
                getattr(each, place),
                each.reference,
                until_s=getattr(each, f"{place}_holds_until_s"),
            )
            for each in trials
        ]
    )


def _turn(trial: UturnTrial) -> UturnScore:
    turns = () if trial.back is None else trial.back.turns
    return score_uturn(turns, trial.reference)


def _back(score: EventScore, prefix: str, walks_count: int) -> list[MeasuredFigure]:
    note = (
        f"{walks_count} walks: {score.reference_count} contacts, {score.found_count} found, "
        f"{score.matched_count} matched"
    )
    return [
        MeasuredFigure(key=f"{prefix}_back_contacts", value=score.f1_share, note=note),
        _timing(f"{prefix}_back_timing", score),
        MeasuredFigure(
            key=f"{prefix}_back_side",
            value=score.side_share,
            note=f"{score.same_side_count} of {score.sided_count}",
        ),
    ]


def _unswapped_side(trials: Sequence[UturnTrial]) -> MeasuredFigure:
    """Judge the sides where labels hold, without the walks whose sides are swapped."""
    swapped = _swapped_names(trials)
    key = "uturn_holding_back_side_unswapped"
    if swapped is None:
        return MeasuredFigure(key=key, value=None, note="too few walks of a person to compare")
    kept = [each for each in trials if each.reference.name not in swapped]
    score = _pooled(kept, "back", score_initial_contacts)
    note = f"{score.same_side_count} of {score.sided_count}, left out: {', '.join(swapped) or '-'}"
    return MeasuredFigure(key=key, value=score.side_share, note=note)


def _swapped_names(trials: Sequence[UturnTrial]) -> tuple[str, ...] | None:
    """Name the walks whose sides are swapped; None where it can be told of no person."""
    by_person: dict[str, list[UturnTrial]] = {}
    for each in trials:
        if each.patterns is not None:
            by_person.setdefault(each.reference.subject, []).append(each)
    told: list[tuple[str, bool | None]] = []
    for walks in by_person.values():
        swapped = are_swapped([each.patterns for each in walks if each.patterns is not None])
        told += zip([each.reference.name for each in walks], swapped, strict=True)
    if all(is_swapped is None for _, is_swapped in told):
        return None
    return tuple(name for name, is_swapped in told if is_swapped)


def _feet(score: EventScore, key: str) -> list[MeasuredFigure]:
    note = (
        f"{score.reference_count} contacts, {score.found_count} found, "
        f"{score.matched_count} matched, side {score.side_share or 0:.3f}"
    )
    return [
        MeasuredFigure(key=key, value=score.f1_share, note=note),
        _timing(f"{key}_timing", score),
    ]


def _timing(key: str, score: EventScore) -> MeasuredFigure:
    if score.mae_s is None or score.bias_s is None:
        return MeasuredFigure(key=key, value=None, note="no contact matched")
    note = f"bias {score.bias_s * _MS_IN_S:+.0f} ms"
    return MeasuredFigure(key=key, value=score.mae_s * _MS_IN_S, note=note)


def _turns(scores: Sequence[UturnScore], prefix: str) -> list[MeasuredFigure]:
    if not scores:
        return []
    found_count = sum(score.is_found for score in scores)
    share = MeasuredFigure(
        key=f"{prefix}_found",
        value=found_count / len(scores),
        note=f"{found_count} of {len(scores)} turns",
    )
    return [share, *_found_turns([score for score in scores if score.is_found], prefix)]


def _found_turns(scores: Sequence[UturnScore], prefix: str) -> list[MeasuredFigure]:
    starts_s = np.array([each.start_off_s for each in scores if each.start_off_s is not None])
    ends_s = np.array([each.end_off_s for each in scores if each.end_off_s is not None])
    angles_deg = np.array([each.angle_deg for each in scores if each.angle_deg is not None])
    if not len(angles_deg):
        return []
    return [
        MeasuredFigure(
            key=f"{prefix}_edges",
            value=float(np.mean(np.abs(np.concatenate([starts_s, ends_s])))),
            note=f"start {np.mean(np.abs(starts_s)):.3f} (bias {np.mean(starts_s):+.3f}), "
            f"end {np.mean(np.abs(ends_s)):.3f} (bias {np.mean(ends_s):+.3f})",
        ),
        MeasuredFigure(
            key=f"{prefix}_angle_bias",
            value=float(np.mean(angles_deg)) - TURN_ANGLE_DEG,
            note=f"mean {np.mean(angles_deg):.1f}, {angles_deg.min():.0f} to "
            f"{angles_deg.max():.0f}",
        ),
        MeasuredFigure(key=f"{prefix}_angle_spread", value=float(np.std(angles_deg))),
    ]
