"""From sitting to standing and back: when the trunk gains or loses the height of a chair.

A rise is a stretch of upward speed that gains enough height; sitting down is the same with time
run backwards. The trunk leans forward in both, out of sitting and back into it, which tells which
side is front and where the movement begins and ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.movement.lobes import Lobe, find_lobes, mirrored
from restride.movement.transition_settings import TransitionSettings
from restride.movement.trunk_course import TrunkCourse

#: What rolling back counts for beside straightening up: it decides where somebody hardly leans to
#: rise, and not where rises follow each other without rest. House choice:
#: docs/decisions/0090-rising-from-the-back.md
_ROLLED_WEIGHT: Final = 0.25


#: A usual rise gains this, and leans forward so far; without any lean it is less than half as sure.
#: House choice: docs/decisions/0090-rising-from-the-back.md
_USUAL_HEIGHT_M: Final = 0.3
_USUAL_LEAN_DEG: Final = 25.0
_LEAN_WEIGHT: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One change between sitting and standing; times in seconds from the first sample."""

    is_rise: bool
    #: Rising: the trunk leaves its rest. Sitting down: it begins to bend or to sink.
    start_s: float
    #: Rising: upright. Sitting down: the trunk back at rest.
    end_s: float
    #: Height gained or lost, positive.
    height_m: float
    peak_velocity_mps: float
    #: Largest forward lean against sitting.
    lean_deg: float

    @property
    def confidence(self) -> float:
        """0 to 1: how near height and lean come to those of a usual rise."""
        leant = min(1.0, self.lean_deg / _USUAL_LEAN_DEG)
        risen = min(1.0, self.height_m / _USUAL_HEIGHT_M)
        return float(risen * (1.0 - _LEAN_WEIGHT * (1.0 - leant)))


def find_transitions(
    course: TrunkCourse, *, settings: TransitionSettings | None = None
) -> tuple[Transition, ...]:
    """Find every rise and every sitting down, in order of time."""
    settings = settings or TransitionSettings()
    rises = find_lobes(course, settings)
    sits = [mirrored(lobe, course) for lobe in find_lobes(course.reversed(), settings)]
    if not rises and not sits:
        return ()
    usual_m = float(np.median([lobe.height_m for lobe in (*rises, *sits)]))
    least_m = settings.least_height_share * usual_m
    rises = [lobe for lobe in rises if lobe.height_m >= least_m]
    sits = [lobe for lobe in sits if lobe.height_m >= least_m]
    facing = facing_forward(course, rises=rises, sits=sits)
    backwards = facing.reversed()
    found = _transitions(facing, rises, others=sits, settings=settings)
    found += [
        _run_backwards(each, course)
        for each in _transitions(
            backwards,
            [mirrored(lobe, course) for lobe in sits],
            others=[mirrored(lobe, course) for lobe in rises],
            settings=settings,
        )
    ]
    return tuple(sorted(found, key=lambda each: each.start_s))


def _transitions(
    course: TrunkCourse, lobes: list[Lobe], *, others: list[Lobe], settings: TransitionSettings
) -> list[Transition]:
    """Measure each rise; none begins before the sitting down that precedes it has ended."""
    return [
        _transition(
            course,
            lobe,
            floor_samples=max(
                (each.end_samples for each in others if each.end_samples <= lobe.first_samples),
                default=0,
            ),
            settings=settings,
        )
        for lobe in lobes
    ]


def facing_forward(
    course: TrunkCourse, *, rises: Sequence[Lobe], sits: Sequence[Lobe]
) -> TrunkCourse:
    """Turn the lean so that forward is positive.

    From where a rise is fastest to where it ends the trunk straightens up; sitting down it bends
    forward from where it begins to where it is fastest. Posture tells too: sitting, the pelvis
    mostly rolls back. Without a gyroscope the lean is too slow to show the first, and posture alone
    is asked.
    """
    rolled_deg = sum(_rolled_deg(course, lobe) for lobe in rises)
    rolled_deg -= sum(_rolled_deg(course, lobe) for lobe in sits)
    if course.second_height_m is not None:
        return course if rolled_deg >= 0 else course.turned_round()
    lean_deg, evidence_deg = course.lean_deg, _ROLLED_WEIGHT * rolled_deg
    for lobes, speed, far_end in (
        (rises, course.velocity_mps, -1),
        (sits, -course.velocity_mps, 0),
    ):
        for lobe in lobes:
            span = slice(lobe.first_samples, lobe.end_samples)
            evidence_deg += float(lean_deg[span][np.argmax(speed[span])] - lean_deg[span][far_end])
    return course if evidence_deg >= 0 else course.turned_round()


def _rolled_deg(course: TrunkCourse, lobe: Lobe) -> float:
    """Tell how much further forward the trunk leans a second after than a second before."""
    second = round(course.sampling_rate_hz)
    before, after = lobe.first_samples - second, lobe.end_samples + second
    last = course.samples_count - 1
    return float(course.lean_deg[min(after, last)] - course.lean_deg[max(before, 0)])


def _transition(
    course: TrunkCourse, lobe: Lobe, *, floor_samples: int, settings: TransitionSettings
) -> Transition:
    """Find where a rise begins and ends, no earlier than the floor."""
    rate_hz = course.sampling_rate_hz
    fastest = lobe.first_samples + int(
        np.argmax(course.velocity_mps[lobe.first_samples : lobe.end_samples])
    )
    peak_mps = float(course.quick_velocity_mps[lobe.first_samples : lobe.end_samples].max())
    leaning = _furthest_lean(course, lobe, fastest, floor_samples=floor_samples)
    start, rest_deg = _start(course, lobe, leaning, floor_samples=floor_samples, settings=settings)
    end = _end(course, lobe, fastest=fastest, leaning=leaning, settings=settings)
    return Transition(
        is_rise=True,
        start_s=start / rate_hz,
        end_s=end / rate_hz,
        height_m=lobe.height_m,
        peak_velocity_mps=peak_mps,
        lean_deg=max(0.0, float(course.lean_deg[leaning]) - rest_deg),
    )


def _furthest_lean(course: TrunkCourse, lobe: Lobe, fastest: int, *, floor_samples: int) -> int:
    """Find where the trunk leans furthest forward: near the seat, as the height begins to grow."""
    rate_hz = course.sampling_rate_hz
    first = max(floor_samples, lobe.first_samples - round(0.6 * rate_hz))
    last = min(course.samples_count, fastest + round(0.2 * rate_hz) + 1)
    at = first + int(np.argmax(course.lean_deg[first:last]))
    # Where the window begins on a slope, the peak stands before it.
    while at > floor_samples and at <= first and course.lean_deg[at - 1] >= course.lean_deg[at]:
        at -= 1
        first = at
    return at


def _start(
    course: TrunkCourse,
    lobe: Lobe,
    leaning: int,
    *,
    floor_samples: int,
    settings: TransitionSettings,
) -> tuple[int, float]:
    """Find where the trunk leaves its rest, and how it leant there."""
    rate_hz = course.sampling_rate_hz
    earliest = max(floor_samples, leaning - round(settings.longest_lean_s * rate_hz))
    before = course.lean_deg[earliest : leaning + 1]
    steady = np.flatnonzero(course.is_steady[earliest : leaning + 1])
    if len(steady):
        last = int(steady[-1])
        rest_deg = float(before[max(0, last - round(0.5 * rate_hz)) : last + 1].mean())
    else:
        rest_deg = float(before.min())
    way_deg = max(0.0, float(before[-1]) - rest_deg)
    by_lean = leaning
    if way_deg > 2 * settings.rest_edge_deg:
        by_lean = earliest + _leaves_rest(before, rest_deg, rate_hz=rate_hz, settings=settings)
        quick = earliest + _quickens(course.lean_rate_dps[earliest : leaning + 1], settings)
        # Whoever shifts on the seat before leaning has left rest, and not begun to rise; whoever
        # pauses half way has.
        if course.lean_deg[quick] - rest_deg <= settings.pause_share * way_deg:
            by_lean = max(by_lean, quick)
    by_height = _first_fast(course, lobe, settings)
    return min(by_lean, max(by_height, floor_samples)), rest_deg


def _leaves_rest(
    lean_deg: FloatArray, rest_deg: float, *, rate_hz: float, settings: TransitionSettings
) -> int:
    """Find where a lean that ends at its furthest began, from how it grows near rest."""
    way_deg = float(lean_deg[-1]) - rest_deg

    def last_below(part_deg: float) -> int:
        below = np.flatnonzero(lean_deg <= rest_deg + part_deg)
        return int(below[-1]) if len(below) else 0

    edge = last_below(max(settings.rest_edge_share * way_deg, settings.rest_edge_deg))
    second = last_below(max(settings.second_edge_share * way_deg, 2 * settings.rest_edge_deg))
    before = min((second - edge) / 2, settings.longest_before_edge_s * rate_hz)
    return max(0, edge - round(before))


def _quickens(lean_rate_dps: FloatArray, settings: TransitionSettings) -> int:
    """Find the last moment before the trunk bends fastest at which it hardly bends."""
    fastest = int(np.argmax(lean_rate_dps))
    least_dps = max(settings.quick_share * float(lean_rate_dps[fastest]), settings.least_quick_dps)
    slow = np.flatnonzero(lean_rate_dps[: fastest + 1] < least_dps)
    return int(slow[-1]) if len(slow) else 0


def _first_fast(course: TrunkCourse, lobe: Lobe, settings: TransitionSettings) -> int:
    """Find where the speed begins to grow to its peak."""
    speed = course.velocity_mps[lobe.first_samples : lobe.end_samples]
    fastest = int(np.argmax(speed))
    slow = np.flatnonzero(speed[:fastest] < settings.edge_velocity_share * speed[fastest])
    return lobe.first_samples + (int(slow[-1]) + 1 if len(slow) else 0)


def _end(
    course: TrunkCourse, lobe: Lobe, *, fastest: int, leaning: int, settings: TransitionSettings
) -> int:
    """Find where the trunk has stopped rising and has straightened up."""
    rate_hz = course.sampling_rate_hz
    speed = course.velocity_mps[fastest:]
    slow = np.flatnonzero(speed < settings.edge_velocity_share * speed[0])
    by_height = fastest + (int(slow[0]) if len(slow) else len(speed) - 1)
    rising = lobe.end_samples - lobe.first_samples
    longest = max(
        settings.longest_straightening_s * rate_hz, settings.longest_straightening_share * rising
    )
    latest = min(course.samples_count, by_height + round(longest) + 1)
    after = course.lean_deg[fastest:latest]
    upright_deg = float(after.min())
    way_deg = float(course.lean_deg[leaning]) - upright_deg
    edge_deg = upright_deg + max(settings.upright_edge_share * way_deg, settings.upright_edge_deg)
    by_lean = fastest + int(np.argmax(after <= edge_deg))
    return max(by_height, by_lean)


def _run_backwards(rise: Transition, course: TrunkCourse) -> Transition:
    last_s = (course.samples_count - 1) / course.sampling_rate_hz
    return replace(rise, is_rise=False, start_s=last_s - rise.end_s, end_s=last_s - rise.start_s)
