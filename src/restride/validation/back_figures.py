"""The figures of the lower back: every trial against both of its references."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from restride.validation.figures import MeasuredFigure
from restride.validation.lower_back import BackScore, BoutErrors, score_back_walk
from restride.validation.references.lower_back import SYSTEMS, BackReference, WalkFigures
from restride.validation.scoring import (
    EventScore,
    OverlapScore,
    pool_events,
    pool_overlaps,
)

Kind = Literal["straight", "daily"]
KINDS: Final[tuple[Kind, ...]] = ("straight", "daily")
_MS_IN_S: Final = 1000.0
_CM_IN_M: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTrial:
    """One trial: what we found, and what its references say."""

    reference: BackReference
    found: WalkFigures

    def is_of(self, kind: Kind) -> bool:
        """Tell which of the tests it is."""
        return self.reference.is_straight if kind == "straight" else self.reference.is_daily


def back_figures(trials: Sequence[BackTrial]) -> tuple[MeasuredFigure, ...]:
    """Measure every figure that can be had from these trials."""
    figures: list[MeasuredFigure] = []
    for system in SYSTEMS:
        scores = against(trials, system)
        ceilings = _between_references(trials, system)
        figures += _bouts(scores, ceilings, system)
        figures.append(_side(scores, ceilings, system))
    for kind in KINDS:
        figures += _of_kind([trial for trial in trials if trial.is_of(kind)], kind)
    return tuple(figure for figure in figures if figure.value is not None)


def against(trials: Sequence[BackTrial], system: str) -> tuple[BackScore, ...]:
    """Score what we found against one reference system, where a trial has it."""
    return tuple(
        score_back_walk(trial.found, trial.reference.systems[system])
        for trial in trials
        if system in trial.reference.systems
    )


def contacts_against(trials: Sequence[BackTrial], system: str) -> EventScore:
    """Pool the contacts of several trials."""
    return pool_events([score.contacts for score in against(trials, system)])


def _between_references(trials: Sequence[BackTrial], system: str) -> tuple[BackScore, ...]:
    """Score the other reference system against this one, as if it were ours."""
    both = [trial.reference.systems for trial in trials if len(trial.reference.systems) == 2]
    return tuple(
        score_back_walk(next(walk for name, walk in walks.items() if name != system), walks[system])
        for walks in both
    )


def _of_kind(trials: Sequence[BackTrial], kind: Kind) -> list[MeasuredFigure]:
    figures: list[MeasuredFigure] = []
    for system in SYSTEMS:
        scores, ceilings = against(trials, system), _between_references(trials, system)
        if not scores:
            continue
        contacts = _contacts(scores)
        ceiling = _contacts(ceilings) if ceilings else None
        note = f"{contacts.reference_count} contacts of {len(scores)} trials"
        shares = {
            f"{kind}_precision_{system}": (contacts.precision_share, "precision_share"),
            f"{kind}_recall_{system}": (contacts.recall_share, "recall_share"),
            f"{kind}_contacts_{system}": (contacts.f1_share, "f1_share"),
        }
        figures += [
            MeasuredFigure(
                key=key,
                value=value,
                ceiling=None if ceiling is None else getattr(ceiling, name),
                note=note,
            )
            for key, (value, name) in shares.items()
        ]
        figures.append(_timing(f"{kind}_timing_{system}", contacts, ceiling))
        figures.append(_walking(f"{kind}_walking_{system}", scores, ceilings))
    return figures + _better_walking(figures, kind)


def _timing(key: str, contacts: EventScore, ceiling: EventScore | None) -> MeasuredFigure:
    bias_ms = _scaled(contacts.bias_s, _MS_IN_S)
    note = f"{contacts.matched_count} matches"
    return MeasuredFigure(
        key=key,
        value=_scaled(contacts.mae_s, _MS_IN_S),
        ceiling=_scaled(ceiling.mae_s, _MS_IN_S) if ceiling else None,
        note=note if bias_ms is None else f"{note}, bias {bias_ms:+.0f} ms",
    )


def _walking(
    key: str, scores: Sequence[BackScore], ceilings: Sequence[BackScore]
) -> MeasuredFigure:
    ours = _overlap(scores)
    return MeasuredFigure(
        key=key,
        value=ours.f1_share,
        ceiling=_overlap(ceilings).f1_share if ceilings else None,
        note=f"found {ours.found_s:.1f} s, reference {ours.reference_s:.1f} s, "
        f"both {ours.shared_s:.1f} s",
    )


def _better_walking(figures: Sequence[MeasuredFigure], kind: Kind) -> list[MeasuredFigure]:
    both = [each for each in figures if each.key.startswith(f"{kind}_walking_")]
    values = [each.value for each in both if each.value is not None]
    if not values:
        return []
    return [
        MeasuredFigure(key=f"{kind}_walking_better", value=max(values), ceiling=both[0].ceiling)
    ]


def _bouts(
    scores: Sequence[BackScore], ceilings: Sequence[BackScore], system: str
) -> list[MeasuredFigure]:
    names: dict[str, tuple[str, float]] = {
        "walking_speed_mps": (f"bout_speed_{system}", 1.0),
        "stride_length_m": (f"bout_stride_length_{system}", _CM_IN_M),
        "cadence_spm": (f"bout_cadence_{system}", 1.0),
    }
    bouts = [bout for score in scores for bout in score.bouts]
    between = [bout for score in ceilings for bout in score.bouts]
    reference_count = sum(score.reference_bout_count for score in scores)
    return [
        MeasuredFigure(
            key=key,
            value=_scaled(_mae(bouts, name), factor),
            ceiling=_scaled(_mae(between, name), factor),
            note=f"{len(bouts)} of {reference_count} bouts, bias "
            f"{(_mean(bouts, name) or 0.0) * factor:+.3g}",
        )
        for name, (key, factor) in names.items()
    ]


def _side(
    scores: Sequence[BackScore], ceilings: Sequence[BackScore], system: str
) -> MeasuredFigure:
    contacts = _contacts(scores)
    return MeasuredFigure(
        key=f"side_{system}",
        value=contacts.side_share,
        ceiling=_contacts(ceilings).side_share,
        note=f"{contacts.same_side_count} of {contacts.sided_count}",
    )


def _contacts(scores: Sequence[BackScore]) -> EventScore:
    return pool_events([score.contacts for score in scores])


def _overlap(scores: Sequence[BackScore]) -> OverlapScore:
    return pool_overlaps([score.walking for score in scores])


def _errors(bouts: Sequence[BoutErrors], name: str) -> list[float]:
    return [error for error in (getattr(bout, name) for bout in bouts) if error is not None]


def _mae(bouts: Sequence[BoutErrors], name: str) -> float | None:
    errors = _errors(bouts, name)
    return float(np.mean(np.abs(errors))) if errors else None


def _mean(bouts: Sequence[BoutErrors], name: str) -> float | None:
    errors = _errors(bouts, name)
    return float(np.mean(errors)) if errors else None


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor
