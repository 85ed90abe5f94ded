"""How far a joint moves: largest and smallest angle that is kept, and each trial's own range.

Source: House choice: docs/decisions/0079.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.errors import OptionError
from restride.measure import Measure
from restride.movement.joint_angles import angles_of_landmarks
from restride.movement.measure_definitions import MOVED_JOINTS
from restride.movement.movement_measure import measured
from restride.movement.reach import kept_high
from restride.movement.rep_signals import angle_signal, angles_on_clock
from restride.movement.repetitions import count_on
from restride.movement.settings import RangeSettings
from restride.recording.joint_angles import Joint, JointAngles
from restride.recording.landmarks import Landmarks
from restride.recording.movements import Repetition
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class JointRange:
    """One joint of one side over all trials."""

    joint: Joint
    #: None for the trunk and the pelvis.
    side: Side | None
    largest_deg: float
    smallest_deg: float
    #: Each trial, out and back, in order of time.
    trials: tuple[Repetition, ...]
    #: Where the angle was not known for long, inside the recording.
    unseen_s: tuple[tuple[float, float], ...]

    @property
    def range_deg(self) -> float:
        """From the smallest to the largest angle."""
        return self.largest_deg - self.smallest_deg


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRanges:
    """The joints that were measured, or the reason why there is none."""

    ranges: tuple[JointRange, ...]
    #: Set where there is none.
    none_found_reason: str | None = None


def ranges_of_landmarks(
    landmarks: Landmarks, *, settings: RangeSettings | None = None
) -> FoundRanges:
    """Measure a joint's range from landmarks; the one that moves furthest where none is named."""
    settings = settings or RangeSettings()
    body = angles_of_landmarks(landmarks, settings=settings.repetitions.seen)
    found = ranges_of_angles(body.angles, settings=settings)
    if found.ranges:
        return found
    reasons = {reason: None for joint, reason in body.refused.items() if _is(joint, settings)}
    named = settings.joint or "range of any joint"
    return FoundRanges(
        ranges=(),
        none_found_reason=f"The {named} cannot be told: {'; '.join(list(reasons)[-2:])}.",
    )


def ranges_of_angles(angles: JointAngles, *, settings: RangeSettings | None = None) -> FoundRanges:
    """Measure a joint's range on both sides; the one that moves furthest where none is named.

    Raises
    ------
    OptionError
        Where the named joint is none.
    """
    settings = settings or RangeSettings()
    if settings.joint is not None and settings.joint not in JOINT_WORDS:
        raise OptionError(f"'{settings.joint}' is no joint. Name one of: {', '.join(JOINT_WORDS)}.")
    ranges = [
        each
        for each in (
            _range(angles, joint, settings) for joint in angles.joints if _is(joint, settings)
        )
        if each is not None
    ]
    if not ranges:
        return FoundRanges(
            ranges=(),
            none_found_reason="No angle of the joint is known for long enough to tell its range.",
        )
    widest = word_of(max(ranges, key=lambda each: each.range_deg).joint)
    return FoundRanges(ranges=tuple(each for each in ranges if word_of(each.joint) == widest))


def word_of(joint: Joint) -> str:
    """Name a joint without its side, such as ``knee-flexion``."""
    side, _, rest = joint.partition("-")
    return rest if side in {"left", "right"} else str(joint)


#: Every joint that may be named.
JOINT_WORDS: Final = tuple(dict.fromkeys(word_of(joint) for joint in Joint))


def _is(joint: Joint, settings: RangeSettings) -> bool:
    return settings.joint is None or word_of(joint) == settings.joint


def _side(joint: Joint) -> Side | None:
    word = joint.partition("-")[0]
    return Side(word) if word in {"left", "right"} else None


def _range(angles: JointAngles, joint: Joint, settings: RangeSettings) -> JointRange | None:
    column = angles.of(joint)
    if column is None:
        return None
    clock, course = angles_on_clock(angles, settings=settings.repetitions.seen)
    values = course(column)
    window = round(settings.kept_s * clock.sampling_rate_hz)
    high, low = kept_high(values, window=window), -kept_high(-values, window=window)
    if not np.isfinite(high).any():
        return None
    repeating = replace(settings.repetitions, least_angle_deg=settings.least_deg)
    signal = angle_signal(str(joint), values, clock=clock, settings=repeating, side=_side(joint))
    counted = count_on(signal, settings=repeating)
    return JointRange(
        joint=joint,
        side=_side(joint),
        largest_deg=float(np.nanmax(high)),
        smallest_deg=float(np.nanmin(low)),
        trials=counted.repetitions,
        unseen_s=counted.unseen_s,
    )


def range_measures(found: FoundRanges) -> tuple[Measure, ...]:
    """Measure the joint on each side; empty where none was found."""
    measures: list[Measure] = []
    for each in found.ranges:
        word = word_of(each.joint).replace("-", "_")
        if word not in MOVED_JOINTS:
            continue
        count = max(1, len(each.trials))
        measures.extend(
            measured(f"{word}_{part}", getattr(each, part), side=each.side, repeats_count=count)
            for part in ("largest_deg", "smallest_deg", "range_deg")
        )
    return tuple(measures)
