"""When each foot lands and leaves the ground, from how far it is ahead of the body.

Source: a foot lands near its foremost and leaves the ground near its hindmost place against the
pelvis, Zeni et al. 2008 [zeni2008].
Differs in: steps are told from the opening of the legs, so that sides alternate; several points of
a foot are timed and averaged, each with its own usual delay (docs/decisions/0012).
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.gait.bouts import SIDE_CODES, SideCodes
from restride.gait.landmarks.forward import INNER_RATE_HZ, SideView
from restride.gait.landmarks.frames import ANKLES, HEELS, TOES
from restride.gait.landmarks.settings import LandmarkContactSettings
from restride.recording.landmarks import Landmark
from restride.signal.extremes import between_samples, find_dips
from restride.signal.smoothing import bell_smoothed
from restride.terms import Side

#: Where a foot's foremost place is looked for around the widest opening of the legs, in steps.
#: House choice.
_AROUND_SHARE = 0.35
#: Where a foot's hindmost place is looked for after the other foot's widest opening, in steps.
#: House choice: double support takes up to a third of a step; slow ones more.
_LIFT_BEFORE_SHARE = 0.3
_LIFT_AFTER_SHARE = 0.6
#: A foremost or hindmost place is seen from so many samples before to so many after. House choice.
_SEEN_SAMPLES = 8
#: With fewer openings it is not known how wide they usually are. House choice.
_FEWEST_FOR_ENDS_COUNT = 2
#: An opening at the end of a stretch is at least this part of the usual one. House choice: the feet
#: of somebody who stands are closer.
_END_OPENING_SHARE = 0.6
#: Nearer to the end of a stretch than this, smoothing moves the widest place. House choice.
_END_SAMPLES = 5
#: With fewer landings it is not known how long strides usually are. House choice: four strides.
_FEWEST_FOR_REGULAR_COUNT = 6
#: A highest place has a lower one on either side.
_FEWEST_SAMPLES = 3
#: Somebody who does not step for so many usual steps stands. House choice: a step is missed by a
#: hair's breadth at the edge of a stretch.
_STANDING_STEPS = 1.6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Landings:
    """The landings of one stretch, in order; sides alternate where ``follows`` is true."""

    #: (n_landings,), seconds of the recording.
    landing_s: FloatArray
    sides: SideCodes
    #: When the foot that lands left the ground before; NaN where it was not seen to.
    lift_s: FloatArray
    #: How far the landing foot is ahead of the other, over the height of the body.
    step_ratio: FloatArray
    confidence: FloatArray
    #: (n_landings,), whether somebody who stood begins to walk with it, or who stops ends.
    is_first: BoolArray
    is_last: BoolArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Samples of a view that can be looked at in one go, half-open."""

    first: int
    end: int


def find_landings(
    view: SideView, stretch: Stretch, *, settings: LandmarkContactSettings
) -> Landings:
    """Find the steps of a stretch and time them; empty where the legs do not open and close."""
    feet = _Feet.of(view, stretch, settings=settings)
    places, codes = _openings(feet, settings)
    if len(places) < 2:
        return _none()
    usual = float(np.median(np.diff(places)))
    landing = _landings(feet, places, codes, usual=usual)
    lift = _lifts(feet, places, codes, settings=settings)
    drift_s = settings.landing_drift_hz * feet.widening_s2
    landing = landing + (settings.landing_delay_s - drift_s) * INNER_RATE_HZ
    lift = np.where(lift < landing, lift, np.nan)
    after_start, before_stop = _beside_standing(places, stretch, usual=usual)
    # One that was not seen well enough to be timed is NaN, and left out with them.
    inside = (landing <= stretch.end - stretch.first - 1) & ~after_start & ~before_stop
    step_ratio = _steps(feet, landing, codes)
    confidence = _confidence(view, stretch, feet, places)
    inside &= _is_regular(landing, inside, settings)
    start_s = view.start_s + stretch.first / INNER_RATE_HZ
    return Landings(
        landing_s=(start_s + landing / INNER_RATE_HZ)[inside],
        sides=codes[inside],
        lift_s=(start_s + lift / INNER_RATE_HZ)[inside],
        step_ratio=step_ratio[inside],
        confidence=confidence[inside],
        is_first=np.concatenate(([False], after_start[:-1]))[inside],
        is_last=np.concatenate((before_stop[1:], [False]))[inside],
    )


def _beside_standing(
    places: SampleArray, stretch: Stretch, *, usual: float
) -> tuple[BoolArray, BoolArray]:
    """Tell which landings follow a stand, and which precede one.

    There the body speeds up or slows down, and the foremost place of the foot lies up to 60 ms
    away from where it lies in steady walking: such landings are left out.
    """
    waited = np.diff(np.concatenate(([0], places)))
    waits = np.diff(np.concatenate((places, [stretch.end - stretch.first])))
    return waited > _STANDING_STEPS * usual, waits > _STANDING_STEPS * usual


def _is_regular(
    landing: FloatArray, inside: BoolArray, settings: LandmarkContactSettings
) -> BoolArray:
    """Leave out a first or a last landing whose stride is not like the others.

    At the edge of a picture a foot is guessed, or followed for a part of its way.
    """
    kept = np.flatnonzero(inside)
    regular = np.ones(len(landing), dtype=np.bool_)
    if len(kept) < _FEWEST_FOR_REGULAR_COUNT:
        return regular
    strides = landing[kept[2:]] - landing[kept[:-2]]
    off = np.abs(strides / np.median(strides) - 1.0) > settings.largest_end_change_share
    regular[kept[0]] = not off[0]
    regular[kept[-1]] = not off[-1]
    return regular


def _none() -> Landings:
    nothing = np.zeros(0)
    return Landings(
        landing_s=nothing,
        sides=nothing.astype(np.int8),
        lift_s=nothing,
        step_ratio=nothing,
        confidence=nothing,
        is_first=nothing.astype(np.bool_),
        is_last=nothing.astype(np.bool_),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Feet:
    """The smoothed ways of the points of both feet in a stretch."""

    ankles: dict[Side, FloatArray]
    heels: dict[Side, FloatArray]
    toes: dict[Side, FloatArray]
    #: Left ankle ahead of the right.
    opening: FloatArray
    #: Width squared of the bell they were smoothed under, less that of the usual one.
    widening_s2: float

    @classmethod
    def of(cls, view: SideView, stretch: Stretch, *, settings: LandmarkContactSettings) -> "_Feet":
        raw = {
            point: track[stretch.first : stretch.end] for point, track in view.ahead_ratio.items()
        }
        restless = max(restlessness(raw[point]) for point in ANKLES.values())
        width_s = float(
            np.clip(
                settings.width_s * (restless / settings.restless_ratio) ** 0.4,
                settings.width_s,
                settings.widest_s,
            )
        )
        smooth = {
            point: np.where(
                view.is_timed[point][stretch.first : stretch.end],
                bell_smoothed(track, width_s=width_s, sampling_rate_hz=INNER_RATE_HZ),
                np.nan,
            )
            for point, track in raw.items()
        }
        apart = raw[ANKLES[Side.LEFT]] - raw[ANKLES[Side.RIGHT]]
        return cls(
            ankles=_of_kind(smooth, ANKLES),
            heels=_of_kind(smooth, HEELS),
            toes=_of_kind(smooth, TOES),
            widening_s2=width_s**2 - settings.width_s**2,
            opening=bell_smoothed(
                apart, width_s=settings.opening_width_s, sampling_rate_hz=INNER_RATE_HZ
            ),
        )


def _of_kind(
    tracks: dict[Landmark, FloatArray], kind: dict[Side, Landmark]
) -> dict[Side, FloatArray]:
    both = {side: tracks[point] for side, point in kind.items() if point in tracks}
    return both if len(both) == len(Side) else {}


def restlessness(values: FloatArray) -> float:
    """Tell how far a point jumps about its way, as a standard deviation, in its own unit."""
    if len(values) < 16:
        return 0.0
    smooth = bell_smoothed(values, width_s=0.05, sampling_rate_hz=INNER_RATE_HZ)
    off = np.abs(values - smooth)[4:-4]
    return float(1.4826 * np.median(off))


def _openings(feet: _Feet, settings: LandmarkContactSettings) -> tuple[SampleArray, SideCodes]:
    """Find where the legs are widest open, left ahead and right ahead by turns."""
    opening = feet.opening
    usual = float(np.percentile(opening, 95) - np.percentile(opening, 5)) / 2
    least = max(settings.least_opening_ratio, settings.least_opening_share * usual)
    ahead = {side: sign * opening for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0))}
    found = [
        (int(place), SIDE_CODES[side], float(values[place]))
        for side, values in ahead.items()
        for place in find_dips(-values, shallowest=2 * least).samples
    ]
    kept: list[tuple[int, int, float]] = []
    for each in sorted(found):
        if kept and kept[-1][1] == each[1]:
            if each[2] > kept[-1][2]:
                kept[-1] = each
            continue
        kept.append(each)
    kept = _with_ends(kept, opening)
    places = np.array([each[0] for each in kept], dtype=np.intp)
    return places, np.array([each[1] for each in kept], dtype=np.int8)


def _with_ends(
    found: list[tuple[int, int, float]], opening: FloatArray
) -> list[tuple[int, int, float]]:
    """Add a first and a last opening that the stretch shows only the inner side of."""
    if len(found) < _FEWEST_FOR_ENDS_COUNT:
        return found
    least = _END_OPENING_SHARE * float(np.median([each[2] for each in found]))
    first = _end_opening(opening, (_END_SAMPLES, found[0][0]), other=found[0][1], least=least)
    last_place = len(opening) - _END_SAMPLES
    last = _end_opening(opening, (found[-1][0], last_place), other=found[-1][1], least=least)
    return [*first, *found, *last]


def _end_opening(
    opening: FloatArray, span: tuple[int, int], *, other: int, least: float
) -> list[tuple[int, int, float]]:
    """Find the widest opening to the other side inside a span; nothing where it is at its edge."""
    is_left_next = other != SIDE_CODES[Side.LEFT]
    values = (opening if is_left_next else -opening)[span[0] : span[1]]
    if len(values) < _FEWEST_SAMPLES:
        return []
    best = int(np.argmax(values))
    if best in (0, len(values) - 1) or values[best] < least:
        return []
    code = SIDE_CODES[Side.LEFT if is_left_next else Side.RIGHT]
    return [(span[0] + best, code, float(values[best]))]


def _landings(feet: _Feet, places: SampleArray, codes: SideCodes, *, usual: float) -> FloatArray:
    """Time the foremost place of each landing foot, in samples: mean of ankle and heel."""
    reach = max(2, round(_AROUND_SHARE * usual))
    found = []
    for kind in (feet.ankles, feet.heels):
        if not kind:
            continue
        times = np.full(len(places), np.nan)
        for side, track in kind.items():
            own = codes == SIDE_CODES[side]
            times[own] = _highest(track, places[own] - reach, places[own] + reach)
        found.append(times)
    return _nan_mean(np.stack(found))


def _lifts(
    feet: _Feet, places: SampleArray, codes: SideCodes, *, settings: LandmarkContactSettings
) -> FloatArray:
    """Time when the foot that lands at each place left the ground before it, in samples."""
    lifts = np.full(len(places), np.nan)
    steps = np.diff(places)
    before = places[:-1] - np.rint(_LIFT_BEFORE_SHARE * steps).astype(np.intp)
    after = places[:-1] + np.rint(_LIFT_AFTER_SHARE * steps).astype(np.intp)
    strides = np.convolve(steps, [1.0, 1.0])[: len(steps)]
    strides[0] = 2.0 * steps[0]
    found = []
    ankle_s = settings.ankle_lift_drift_hz * feet.widening_s2
    toe_s = settings.toe_lift_delay_s + settings.toe_lift_drift_hz * feet.widening_s2
    for kind, delay_s, share in (
        (feet.ankles, ankle_s, settings.ankle_lift_delay_share),
        (feet.toes, toe_s, 0.0),
    ):
        if not kind:
            continue
        times = np.full(len(steps), np.nan)
        for side, track in kind.items():
            own = codes[1:] == SIDE_CODES[side]
            times[own] = _highest(-track, before[own], after[own])
        found.append(times + delay_s * INNER_RATE_HZ + share * strides)
    lifts[1:] = _nan_mean(np.stack(found))
    return lifts


def _highest(track: FloatArray, firsts: SampleArray, lasts: SampleArray) -> FloatArray:
    """Find the highest place in each window, between samples; NaN where it is not surely seen."""
    found = np.full(len(firsts), np.nan)
    for index, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        window = track[max(0, int(first)) : max(0, int(last) + 1)]
        if len(window) < _FEWEST_SAMPLES or not np.isfinite(window).any():
            continue
        best = int(np.nanargmax(window))
        near = window[max(0, best - _SEEN_SAMPLES) : best + _SEEN_SAMPLES + 1]
        if 0 < best < len(window) - 1 and np.isfinite(near).all():
            found[index] = max(0, int(first)) + best
    inside = np.isfinite(found)
    found[inside] = between_samples(track, found[inside].astype(np.intp))
    return found


def _nan_mean(stacked: FloatArray) -> FloatArray:
    seen = np.isfinite(stacked)
    total = np.where(seen, stacked, 0.0).sum(axis=0)
    count = seen.sum(axis=0)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def _steps(feet: _Feet, landing: FloatArray, codes: SideCodes) -> FloatArray:
    """Tell how far each landing foot is ahead of the other, by the ankles and the heels."""
    places = np.arange(len(feet.opening))
    apart = [
        np.interp(landing, places, kind[Side.LEFT] - kind[Side.RIGHT])
        for kind in (feet.ankles, feet.heels)
        if kind
    ]
    sign = np.where(codes == SIDE_CODES[Side.LEFT], 1.0, -1.0)
    return np.asarray(sign * _nan_mean(np.stack(apart)))


def _confidence(view: SideView, stretch: Stretch, feet: _Feet, places: SampleArray) -> FloatArray:
    """Say how clearly the legs open, and how much around it was really seen."""
    wide = np.abs(feet.opening[places])
    clear = np.clip(wide / max(float(np.median(wide)), 1e-9), 0.0, 1.0)
    reach = round(0.1 * INNER_RATE_HZ)
    filled = np.concatenate(([0.0], np.cumsum(view.is_filled[stretch.first : stretch.end])))
    first, end = np.maximum(places - reach, 0), np.minimum(places + reach, len(filled) - 1)
    seen = 1.0 - (filled[end] - filled[first]) / np.maximum(end - first, 1)
    return np.asarray(np.clip(clear * (0.5 + 0.5 * seen), 0.0, 1.0))
