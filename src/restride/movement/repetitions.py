"""Counts squats, lifts and other movements out and back, from landmarks or joint angles.

A movement counts when it goes from under 25 % to over 80 % of the person's own range and back: see
``excursions``. The person's own range is what most of the large swings span, so that one deep
movement does not hide the others. A movement over whose way something was not seen for long is not
counted, and said.

Source: House choice: docs/decisions/0075.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from restride.arrays import FloatArray
from restride.movement.body_track import BodyTrack, follow_body, scale_of
from restride.movement.chair_rises import FoundRises
from restride.movement.excursions import Excursion, OwnRange, find_excursions, own_range
from restride.movement.gap_bridges import longest_bridge_s
from restride.movement.plate_force import load_of
from restride.movement.plate_rises import rises_of_plates, squat_signal
from restride.movement.rep_signals import RepSignal, signals_of_angles, signals_of_body
from restride.movement.repetition_angles import with_angles
from restride.movement.repetition_times import timed_repetition
from restride.movement.settings import RepetitionSettings
from restride.recording.joint_angles import JointAngles
from restride.recording.landmarks import Landmarks
from restride.recording.movements import Repetition
from restride.recording.plates import Plate
from restride.signal.tracks import stretches


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRepetitions:
    """Every repetition of one movement, and what it was counted on."""

    counted_on: str
    repetitions: tuple[Repetition, ...]
    #: Stretches in which the signal was not known for long, inside the recording.
    unseen_s: tuple[tuple[float, float], ...] = ()
    #: Longer gaps than usual that were bridged, since this person's movement does not fit in.
    bridged_s: tuple[tuple[float, float], ...] = ()
    #: Movements out and back that went less far than a repetition must.
    shallow_count: int = 0
    #: Set where there is none.
    none_found_reason: str | None = None


def repetitions_of_landmarks(
    landmarks: Landmarks,
    *,
    height_m: float | None = None,
    settings: RepetitionSettings | None = None,
) -> CountedRepetitions:
    """Count the repetitions of the movement that goes furthest, told from landmarks.

    Parameters
    ----------
    height_m
        Of the person: gives ranges in metres where the landmarks lie in a picture.
    """
    settings = settings or RepetitionSettings()
    first = _seen_repetitions(landmarks, height_m, settings)
    longest_s = longest_bridge_s([each.duration_s for each in first.repetitions], settings.seen)
    if not first.unseen_s or longest_s <= settings.seen.longest_gap_s:
        return first
    wider = replace(settings, seen=replace(settings.seen, longest_gap_s=longest_s))
    return _with_bridges(first, _seen_repetitions(landmarks, height_m, wider))


def _with_bridges(first: CountedRepetitions, wider: CountedRepetitions) -> CountedRepetitions:
    """Keep which gaps are bridged only because they are too short for this person's movement."""
    bridged = tuple(each for each in first.unseen_s if each not in wider.unseen_s)
    return replace(wider, bridged_s=bridged)


def _seen_repetitions(
    landmarks: Landmarks, height_m: float | None, settings: RepetitionSettings
) -> CountedRepetitions:
    track = follow_body(landmarks, settings=settings.seen)
    scale = scale_of(track, height_m=height_m)
    counted = _count_best(signals_of_body(track, scale=scale, settings=settings), settings)
    bent = with_angles(counted.repetitions, counted_on=counted.counted_on, track=track)
    seen = tuple(_with_confidence(each, track) for each in bent)
    return replace(counted, repetitions=seen)


def repetitions_of_angles(
    angles: JointAngles, *, settings: RepetitionSettings | None = None
) -> CountedRepetitions:
    """Count the repetitions of the movement that goes furthest, told from angles of joints."""
    settings = settings or RepetitionSettings()
    return _count_best(signals_of_angles(angles, settings=settings), settings)


def repetitions_of_plates(
    plates: Sequence[Plate], *, settings: RepetitionSettings | None = None
) -> CountedRepetitions:
    """Count squats where the weight stays on the plates, and rises from a chair where it leaves."""
    settings = settings or RepetitionSettings()
    load = load_of(plates)
    signal = None if load is None else squat_signal(load, settings=settings)
    if load is not None and signal is None:
        return _risings(rises_of_plates(plates))
    if signal is None:
        return CountedRepetitions(
            counted_on="nothing",
            repetitions=(),
            none_found_reason="Nobody stands on the plates.",
        )
    return count_on(signal, settings=settings)


def _risings(found: FoundRises) -> CountedRepetitions:
    """Take rises from a chair and back as repetitions; standing is their turning point."""
    repetitions = tuple(
        Repetition(
            start_s=rise.start_s,
            turning_point_s=rise.end_s,
            end_s=rise.sit_end_s,
            hold_s=rise.sit_start_s - rise.end_s,
        )
        for rise in found.rises
        if rise.sit_start_s is not None and rise.sit_end_s is not None
    )
    return CountedRepetitions(
        counted_on=found.seen_on,
        repetitions=repetitions,
        unseen_s=found.unseen_s,
        none_found_reason=None
        if repetitions
        else found.none_found_reason or "No rise is followed by sitting down again.",
    )


def _with_confidence(repetition: Repetition, track: BodyTrack) -> Repetition:
    share = track.seen_between(repetition.start_s, repetition.end_s, parts=("hip", "knee"))
    return replace(repetition, confidence=share)


def _count_best(signals: tuple[RepSignal, ...], settings: RepetitionSettings) -> CountedRepetitions:
    """Count on the signal that swings widest beside the least that counts.

    The whole body comes before limbs: hands swing along with a squat.
    """
    moving = [(_width_ratio(signal), signal) for signal in signals]
    moving = [each for each in moving if each[0] >= 1.0]
    if not moving:
        return CountedRepetitions(
            counted_on="nothing", repetitions=(), none_found_reason=_still_words(signals)
        )
    whole = [each for each in moving if each[1].rests_high]
    _, best = max(whole or moving, key=lambda each: each[0])
    partner = [
        signal
        for width, signal in moving
        if best.side and signal.side is best.side.other and _same_part(signal, best)
    ]
    return _joined([count_on(signal, settings=settings) for signal in (best, *partner)])


def _same_part(one: RepSignal, other: RepSignal) -> bool:
    return one.counted_on.replace("left", "right") == other.counted_on.replace("left", "right")


def _joined(counts: list[CountedRepetitions]) -> CountedRepetitions:
    if len(counts) == 1:
        return counts[0]
    repetitions = [each for count in counts for each in count.repetitions]
    return CountedRepetitions(
        counted_on=" and ".join(count.counted_on for count in counts),
        repetitions=tuple(sorted(repetitions, key=lambda each: each.start_s)),
        unseen_s=tuple(sorted({each for count in counts for each in count.unseen_s})),
        shallow_count=sum(count.shallow_count for count in counts),
        none_found_reason=None if repetitions else counts[0].none_found_reason,
    )


def _width_ratio(signal: RepSignal) -> float:
    found = own_range(signal.values, smallest=signal.smallest)
    return 0.0 if found is None else found.size_ratio / signal.smallest


def _still_words(signals: Iterable[RepSignal]) -> str:
    names = ", ".join(signal.counted_on for signal in signals)
    if not names:
        return "No landmark or joint that repetitions are counted on was seen for long enough."
    return f"Nothing moves out and back far enough to count: looked at {names}."


def count_on(signal: RepSignal, *, settings: RepetitionSettings) -> CountedRepetitions:
    """Count the ways out and back of one signal."""
    unseen_s = _unseen(signal)
    levels = own_range(signal.values, smallest=signal.smallest, regular_share=signal.regular_share)
    if levels is None:
        return CountedRepetitions(
            counted_on=signal.counted_on,
            repetitions=(),
            unseen_s=unseen_s,
            none_found_reason=_still_words([signal]),
        )
    share, far_share = _out_of_rest(signal, levels, settings)
    whole = _there_and_back(share, near=settings.near_share, far=far_share)
    repetitions = tuple(
        each
        for each in (
            timed_repetition(way, share=share, signal=signal, levels=levels, settings=settings)
            for way in whole
        )
        if each.duration_s >= settings.shortest_s
    )
    tried = _there_and_back(share, near=settings.near_share, far=settings.tried_share)
    return CountedRepetitions(
        counted_on=signal.counted_on,
        repetitions=repetitions,
        unseen_s=unseen_s,
        shallow_count=max(0, len(tried) - len(whole)),
        none_found_reason=None if repetitions else _no_whole_words(signal),
    )


def _out_of_rest(
    signal: RepSignal, levels: OwnRange, settings: RepetitionSettings
) -> tuple[FloatArray, float]:
    """Tell how far out of rest each sample is, and how far a repetition must come.

    Both in parts of the usual way. A repetition must come as far as 80 % of the smallest regular
    one.
    """
    if _rests_high(signal, levels, settings):
        out, least = levels.high - signal.values, levels.high - levels.highest_low
    else:
        out, least = signal.values - levels.low, levels.lowest_high - levels.low
    return out / levels.size_ratio, settings.far_share * least / levels.size_ratio


def _there_and_back(share: FloatArray, *, near: float, far: float) -> list[Excursion]:
    return [
        each
        for each in find_excursions(share, near=near, far=max(far, near))
        if each.returns is not None
    ]


def _no_whole_words(signal: RepSignal) -> str:
    return (
        f"The {signal.counted_on} changes, but never goes out and back whole within the recording."
    )


def _rests_high(signal: RepSignal, levels: OwnRange, settings: RepetitionSettings) -> bool:
    """Tell at which end the person rests: where the recording begins or ends in a rest, there."""
    known = signal.values[np.isfinite(signal.values)]
    length = round(settings.rest_s * signal.clock.sampling_rate_hz)
    for piece in (known[:length], known[-length:]):
        if np.ptp(piece) > settings.still_share * levels.size_ratio:
            continue
        share = (float(np.median(piece)) - levels.low) / levels.size_ratio
        if share <= settings.near_share or share >= 1 - settings.near_share:
            return share > 0.5
    return signal.rests_high


def _unseen(signal: RepSignal) -> tuple[tuple[float, float], ...]:
    """Give the gaps between the first and the last known sample."""
    known = np.isfinite(signal.values)
    clock = signal.clock
    return tuple(
        (clock.time_s(first), clock.time_s(last))
        for first, last in stretches(~known)
        if first > 0 and last < len(known)
    )
