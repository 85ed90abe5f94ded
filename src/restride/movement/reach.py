"""Functional reach: how far a raised hand goes forward while the feet stay.

Source: Duncan et al. 1990 [duncan1990].
Differs in: the wrist, or the finger where it is seen, stands for the knuckles on the yardstick; the
furthest point counts where it is held for a moment.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.errors import SignalNotUsable
from restride.measure import Measure
from restride.movement.body_track import BodyScale, BodyTrack, follow_body, scale_of
from restride.movement.even_signals import EvenClock
from restride.movement.movement_measure import measured
from restride.movement.plane_angles import body_planes
from restride.movement.settings import ReachSettings
from restride.movement.view import Seen, View, view_of
from restride.recording.landmarks import Landmark, Landmarks
from restride.signal.tracks import stretches
from restride.terms import Side

#: Fewer samples have no speed.
_FEWEST_SAMPLES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One reach, or the reason why there is none."""

    #: Of the hand that reaches.
    side: Side | None
    #: The hand is raised and still.
    start_s: float | None
    #: The hand is furthest, and kept there.
    furthest_s: float | None
    measures: tuple[Measure, ...]
    #: Set where no reach can be given.
    none_found_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """From the raised hand at rest to its furthest point; places are samples."""

    side: Side
    first: int
    furthest: int
    #: In the unit of the track.
    size: float
    hold_s: float


def reach_of(
    landmarks: Landmarks, *, height_m: float | None = None, settings: ReachSettings | None = None
) -> Reach:
    """Measure the furthest reach of the recording.

    Raises
    ------
    SignalNotUsable
        Where a picture does not show the person from the side, or metres cannot be told.
    """
    settings = settings or ReachSettings()
    track = follow_body(landmarks, settings=settings.seen)
    seen = view_of(track)
    _refuse_view(seen)
    scale = scale_of(track, height_m=height_m)
    if scale.metres_factor is None or scale.length is None:
        raise SignalNotUsable(
            f"A reach is a length, and {scale.words}. Give the height with --height-m, and film "
            "the whole person."
        )
    ways = [_way(track, side, seen, scale, settings) for side in Side]
    found = [way for way in ways if way is not None]
    if not found:
        return _none(
            "No hand is raised to the height of the shoulder, kept still there, and moved forward."
        )
    return _measured(max(found, key=lambda way: way.size), track, scale, settings)


def _refuse_view(seen: Seen) -> None:
    if seen.view is View.SPACE:
        return
    if seen.view is not View.SIDE or seen.facing_factor is None:
        words = "nothing tells which way the person faces" if seen.view is View.SIDE else seen.words
        raise SignalNotUsable(
            f"A reach forward needs a picture from the side, and {words}. Film the person from the "
            "side, from head to feet."
        )


def _none(reason: str) -> Reach:
    return Reach(
        side=None,
        start_s=None,
        furthest_s=None,
        measures=(measured("reach_m", None, note=reason),),
        none_found_reason=reason,
    )


def _measured(way: _Way, track: BodyTrack, scale: BodyScale, settings: ReachSettings) -> Reach:
    factor = scale.metres_factor or 0.0
    moved_m = _feet_moved(track, way) * factor
    start_s, furthest_s = track.clock.time_s(way.first), track.clock.time_s(way.furthest)
    if moved_m > settings.step_m:
        reason = (
            f"A step was taken: a foot moves by {moved_m:.2f} m, and at most {settings.step_m:g} m "
            "is taken as standing. Repeat the trial with the feet kept."
        )
        return Reach(
            side=way.side,
            start_s=start_s,
            furthest_s=furthest_s,
            measures=(measured("reach_m", None, side=way.side, note=reason),),
            none_found_reason=reason,
        )
    note = None if not track.is_flat else f"Metres: {scale.words}."
    return Reach(
        side=way.side,
        start_s=start_s,
        furthest_s=furthest_s,
        measures=(
            measured("reach_m", way.size * factor, side=way.side, note=note),
            measured("reach_hold_s", way.hold_s, side=way.side),
        ),
    )


def _way(
    track: BodyTrack, side: Side, seen: Seen, scale: BodyScale, settings: ReachSettings
) -> _Way | None:
    """Follow a hand from its rest at the height of the shoulder to where it is kept furthest."""
    length = scale.length or 0.0
    hand = _hand(track, side)
    if not np.isfinite(hand).any():
        return None
    shoulder = track.of(Landmark(f"{side}-shoulder"))
    is_raised = np.abs(hand[:, -1] - shoulder[:, -1]) <= settings.level_share * length
    first, last = _first_rest(hand, is_raised, length, track.clock, settings)
    if last == 0:
        return None
    forward = np.nanmedian(body_planes(track, seen).forward[first:last], axis=0)
    ahead = ((hand - np.median(hand[first:last], axis=0)) * forward).sum(axis=1)
    ahead[:first] = np.nan
    ahead[~_kept_up(is_raised, track.clock)] = np.nan
    kept = kept_high(ahead, window=round(settings.kept_s * track.clock.sampling_rate_hz))
    if not np.isfinite(kept).any() or np.nanmax(kept) < settings.least_share * length:
        return None
    furthest = int(np.nanargmax(kept))
    size = float(kept[furthest])
    near = ahead >= 0.9 * size
    hold = next((end - start for start, end in stretches(near) if start <= furthest < end), 0)
    return _Way(
        side=side,
        first=first,
        furthest=furthest,
        size=size,
        hold_s=hold / track.clock.sampling_rate_hz,
    )


def _hand(track: BodyTrack, side: Side) -> FloatArray:
    """Follow the finger where it is mostly seen, else the wrist."""
    finger, wrist = track.of(Landmark(f"{side}-finger")), track.of(Landmark(f"{side}-wrist"))
    seen_count = np.isfinite(finger[:, 0]).sum()
    return finger if seen_count >= 0.9 * np.isfinite(wrist[:, 0]).sum() > 0 else wrist


def _first_rest(
    hand: FloatArray,
    is_raised: BoolArray,
    length: float,
    clock: EvenClock,
    settings: ReachSettings,
) -> tuple[int, int]:
    """Find the first stretch with the hand raised and still; (0, 0) where there is none."""
    rate_hz = clock.sampling_rate_hz
    if len(hand) < _FEWEST_SAMPLES:
        return 0, 0
    speed = np.linalg.norm(np.gradient(hand, axis=0), axis=1) * rate_hz
    is_still = is_raised & (speed <= settings.still_per_s * length)
    least = settings.rest_s * rate_hz
    rests = [(first, last) for first, last in stretches(is_still) if last - first >= least]
    return rests[0] if rests else (0, 0)


def _kept_up(is_raised: BoolArray, clock: EvenClock) -> BoolArray:
    """Widen by a moment: a hand may dip while it reaches."""
    reach = round(0.2 * clock.sampling_rate_hz)
    return np.asarray(np.convolve(is_raised.astype(float), np.ones(2 * reach + 1), "same") > 0.5)


def kept_high(values: FloatArray, *, window: int) -> FloatArray:
    """Tell what is reached and kept for a window around each sample, (n_samples,).

    NaN where the window holds a gap or leaves the signal.
    """
    window = max(1, window)
    kept = np.full(len(values), np.nan)
    if len(values) >= window:
        lowest = np.lib.stride_tricks.sliding_window_view(values, window).min(axis=1)
        kept[window // 2 : window // 2 + len(lowest)] = lowest
    return kept


def _feet_moved(track: BodyTrack, way: _Way) -> float:
    """Measure the furthest level way of an ankle between rest and the furthest point."""
    moved = 0.0
    for foot in track.pair("ankle"):
        part = foot[way.first : way.furthest + 1, :-1]
        part = part[np.isfinite(part).all(axis=1)]
        if len(part):
            off = np.linalg.norm(part - part[: max(1, len(part) // 20)].mean(axis=0), axis=1)
            moved = max(moved, float(np.percentile(off, 98)))
    return moved
