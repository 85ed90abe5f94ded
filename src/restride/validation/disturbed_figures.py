"""What it costs to wear the sensor otherwise, and to lose 5 s of signal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from restride.analysis.analysis import WalkAnalysis
from restride.recording.events import Walk, WalkingBout
from restride.recording.recording import Recording
from restride.validation.back_figures import KINDS, BackTrial, contacts_against
from restride.validation.disturbances import WEARINGS, Wearing, lose_samples, wear
from restride.validation.figures import MeasuredFigure
from restride.validation.lower_back import BackRules, bout_stretches, initial_contacts
from restride.validation.recordings import walk_figures
from restride.validation.references.lower_back import SYSTEMS
from restride.validation.scoring import match_stretches, score_events

#: None where the recording cannot be analysed at all.
Analyze = Callable[[Recording], WalkAnalysis | None]

#: The figures to reach.
GAP_S: Final = 5.0
#: Far enough from the gap for a bout not to be touched by it: the longest break of a bout.
_AWAY_S: Final = 3.0
#: A contact found again is found at nearly the same instant. House choice: half a step is 250 ms.
_SAME_S: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedTrial:
    """A trial as worn, with its signal, so that it can be disturbed."""

    trial: BackTrial
    recording: Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loss:
    """The most that one way to wear the sensor costs, and where."""

    f1_share: float
    where: str


def worn_figures(
    recorded: Sequence[RecordedTrial], *, analyze: Analyze
) -> tuple[MeasuredFigure, ...]:
    """Measure the loss of F1 for each way to wear the sensor, the worst of all tests counting."""
    as_worn = _f1_shares([each.trial for each in recorded])
    if not as_worn:
        return ()
    figures = []
    for key, wearings in WEARINGS.items():
        losses = [_loss(recorded, wearing, as_worn, analyze) for wearing in wearings]
        worst = max(losses, key=lambda loss: loss.f1_share)
        figures.append(
            MeasuredFigure(key=f"worn_{key}", value=max(worst.f1_share, 0.0), note=worst.where)
        )
    return tuple(figures)


def gap_figures(
    recorded: Sequence[RecordedTrial], *, analyze: Analyze
) -> tuple[MeasuredFigure, ...]:
    """Lose 5 s in every bout and in every pause of the daily activities, one at a time."""
    kept: list[bool] = []
    found: list[bool] = []
    reported: list[bool] = []
    for each in recorded:
        if not each.trial.reference.is_daily:
            continue
        whole = each.trial.found.walk
        for start_s in _gap_starts_s(whole):
            end_s = start_s + GAP_S
            analysis = analyze(lose_samples(each.recording, start_s=start_s, end_s=end_s))
            again = walk_figures(analysis).walk
            away = _bouts_away(whole, start_s, end_s)
            kept += [_is_found_again(bout, again) for bout in away]
            found += _are_found_by_half(away, again)
            reported.append(_is_reported(analysis, start_s, end_s))
    if not reported:
        return ()
    bouts = f"bouts, {len(reported)} gaps one at a time"
    return (
        _share("gap_bouts_kept", kept, bouts),
        _share("gap_bouts_found", found, bouts),
        _share("gap_reported", reported, "gaps"),
    )


def _share(key: str, are_so: Sequence[bool], of_what: str) -> MeasuredFigure:
    return MeasuredFigure(
        key=key,
        value=float(np.mean(are_so)) if are_so else None,
        note=f"{sum(are_so)} of {len(are_so)} {of_what}",
    )


def _f1_shares(trials: Sequence[BackTrial]) -> dict[tuple[str, str], float]:
    shares: dict[tuple[str, str], float] = {}
    for kind in KINDS:
        of_kind = [trial for trial in trials if trial.is_of(kind)]
        for system in SYSTEMS:
            score = contacts_against(of_kind, system)
            if score.reference_count:
                shares[kind, system] = score.f1_share
    return shares


def _loss(
    recorded: Sequence[RecordedTrial],
    wearing: Wearing,
    as_worn: Mapping[tuple[str, str], float],
    analyze: Analyze,
) -> _Loss:
    worn = _f1_shares(
        [
            replace(each.trial, found=walk_figures(analyze(wear(each.recording, wearing))))
            for each in recorded
        ]
    )
    losses = {of: as_worn[of] - worn[of] for of in as_worn}
    (kind, system), loss = max(losses.items(), key=lambda item: item[1])
    return _Loss(
        f1_share=loss,
        where=f"worst {wearing.angle_deg:g} degrees {wearing.name}: {kind} against {system}",
    )


def _gap_starts_s(walk: Walk) -> list[float]:
    """Put a gap in the middle of each bout and of each pause long enough to hold it."""
    in_bouts = [(bout.start_s + bout.end_s - GAP_S) / 2 for bout in walk.bouts]
    pauses = ((a.end_s, b.start_s) for a, b in pairwise(walk.bouts))
    in_pauses = [
        (start_s + end_s - GAP_S) / 2
        for start_s, end_s in pauses
        if end_s - start_s >= GAP_S + 2 * _AWAY_S
    ]
    return sorted(start_s for start_s in in_bouts + in_pauses if start_s > 0)


def _bouts_away(whole: Walk, start_s: float, end_s: float) -> tuple[WalkingBout, ...]:
    return tuple(
        bout
        for bout in whole.bouts
        if bout.end_s < start_s - _AWAY_S or bout.start_s > end_s + _AWAY_S
    )


def _are_found_by_half(bouts: tuple[WalkingBout, ...], found: Walk) -> list[bool]:
    """Tell of each bout whether one was found that shares half of the longer of the two."""
    bouts_s = bout_stretches(Walk(bouts=bouts, turns=()))
    share = BackRules().overlap_share
    again = {k for _, k in match_stretches(bout_stretches(found), bouts_s, overlap_share=share)}
    return [k in again for k in range(len(bouts))]


def _is_found_again(bout: WalkingBout, found: Walk) -> bool:
    times_s = np.array([each.time_s for each in bout.initial_contacts])
    again_s = np.array([each.time_s for each in initial_contacts(found)])
    is_near = (again_s >= bout.start_s - _SAME_S) & (again_s <= bout.end_s + _SAME_S)
    score = score_events(again_s[is_near], times_s, tolerance_s=_SAME_S)
    return score.f1_share == 1.0


def _is_reported(analysis: WalkAnalysis | None, start_s: float, end_s: float) -> bool:
    return analysis is not None and any(
        finding.start_s is not None
        and finding.end_s is not None
        and finding.start_s < end_s
        and finding.end_s > start_s
        for finding in analysis.quality
    )
