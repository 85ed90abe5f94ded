"""Walking from a sensor on each foot, or on one: the call that joins the parts."""

from dataclasses import dataclass, fields

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.errors import MissingChannel
from restride.gait.bouts import SIDE_CODES, BoutRules, JoinedBout, join_into_bouts
from restride.gait.feet.foot import Foot, read_foot
from restride.gait.feet.one_clock import on_one_clock
from restride.gait.feet.settings import FeetSettings
from restride.gait.feet.strides import (
    SidedSwings,
    StrideBorders,
    StridePairs,
    make_contacts,
    make_steps,
    make_stride,
    pair_strides,
    steps_among,
    stride_borders,
)
from restride.gait.feet.swings import Swings
from restride.gait.feet.turning import find_foot_turns
from restride.gait.steady import mark_steady
from restride.gait.turns import turns_of_bouts
from restride.recording.events import Walk, WalkingBout
from restride.recording.quality import QualityFinding
from restride.recording.recording import Sensor
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class FeetWalk:
    """The walking found from the feet, and what was noticed on the way."""

    walk: Walk
    findings: tuple[QualityFinding, ...]
    #: The strides of the bouts cut from push-off to push-off, as people label them by hand.
    stride_borders: tuple[StrideBorders, ...] = ()


def find_feet_walk(
    left: Sensor | None, right: Sensor | None, *, settings: FeetSettings | None = None
) -> FeetWalk:
    """Find walking bouts, contacts, strides and turns from one sensor on each foot, or on one foot.

    The sensors may be mounted in any orientation; each is worked on at its own rate.

    Parameters
    ----------
    left, right
        One of them may be None; without the other foot there is no double support and no step.

    Returns
    -------
    FeetWalk
        Without bouts where nobody walks, with the reason.

    Raises
    ------
    MissingChannel
        Neither foot has a sensor, or one has no gyroscope.
    SignalTooShort, SignalNotUsable
        A sensor has nothing to look at.
    ClocksDisagree
        The two sensors cannot be brought to one time.
    """
    settings = settings or FeetSettings()
    feet = [
        read_foot(sensor, side=side, settings=settings)
        for sensor, side in ((left, Side.LEFT), (right, Side.RIGHT))
        if sensor is not None
    ]
    if not feet:
        raise MissingChannel(
            "Walking from the feet needs a sensor on at least one foot, and none was given. "
            "Name the placement left-foot or right-foot."
        )
    findings = [finding for foot in feet for finding in foot.findings]
    feet, clock_findings = on_one_clock(feet, settings=settings)
    findings += clock_findings
    steps = _sided_steps(feet, settings)
    gaps_s = _merged(np.concatenate([foot.gaps_s for foot in feet]))
    pairs = pair_strides(steps)
    joined = _join(steps, pairs, gaps_s, feet)
    bouts = _make_bouts(joined, steps, pairs, settings)
    if not bouts:
        reason = _reason(feet, steps)
        return FeetWalk(
            walk=Walk(bouts=(), turns=(), no_walking_reason=reason), findings=tuple(findings)
        )
    turns = turns_of_bouts(find_foot_turns(steps, feet_count=len(feet)), bouts)
    walk = mark_steady(Walk(bouts=bouts, turns=turns))
    longest_s = BoutRules().longest_stride_s
    borders = stride_borders(steps, is_walking=_is_inside(steps, bouts), longest_s=longest_s)
    return FeetWalk(walk=walk, findings=tuple(findings), stride_borders=borders)


def _is_inside(steps: SidedSwings, bouts: tuple[WalkingBout, ...]) -> BoolArray:
    inside = np.zeros(len(steps.side_codes), dtype=bool)
    landings_s = steps.swings.initial_contact_s
    for bout in bouts:
        inside |= (landings_s >= bout.start_s) & (landings_s <= bout.end_s)
    return inside


def _sided_steps(feet: list[Foot], settings: FeetSettings) -> SidedSwings:
    by_foot = [steps_among(foot.swings, settings=settings.swings) for foot in feet]
    codes = np.concatenate(
        [
            np.full(len(swings.length_m), SIDE_CODES[foot.side], dtype=np.int8)
            for foot, swings in zip(feet, by_foot, strict=True)
        ]
    )
    swings = Swings(
        **{
            each.name: np.concatenate([getattr(swings, each.name) for swings in by_foot])
            for each in fields(Swings)
        }
    )
    order = np.argsort(swings.initial_contact_s, kind="stable")
    return SidedSwings(swings=swings.chosen(order), side_codes=codes[order])


def _merged(gaps_s: FloatArray) -> FloatArray:
    """Unite stretches that overlap."""
    merged: list[list[float]] = []
    for start_s, end_s in gaps_s[np.argsort(gaps_s[:, 0], kind="stable")]:
        if merged and start_s <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], float(end_s))
        else:
            merged.append([float(start_s), float(end_s)])
    return np.array(merged, dtype=float).reshape(-1, 2)


def _join(
    steps: SidedSwings, pairs: StridePairs, gaps_s: FloatArray, feet: list[Foot]
) -> tuple[JoinedBout, ...]:
    return join_into_bouts(
        steps.swings.initial_contact_s[pairs.before_indices],
        steps.swings.initial_contact_s[pairs.own_indices],
        length_m=steps.swings.length_m[pairs.own_indices],
        sides=steps.side_codes[pairs.own_indices],
        gaps_s=gaps_s,
        recording_end_s=min(foot.end_s for foot in feet),
        is_one_foot=len(feet) == 1,
    )


def _make_bouts(
    joined: tuple[JoinedBout, ...], steps: SidedSwings, pairs: StridePairs, settings: FeetSettings
) -> tuple[WalkingBout, ...]:
    bouts = []
    free_from = 0
    for bout in joined:
        members = _members(bout, steps, pairs, free_from, settings)
        free_from = int(members[-1]) + 1
        initial, final = make_contacts(steps, members)
        strides = tuple(
            make_stride(
                steps,
                before=int(pairs.before_indices[index]),
                own=int(pairs.own_indices[index]),
                settings=settings.swings,
            )
            for index in bout.stride_indices
        )
        bouts.append(
            WalkingBout(
                start_s=min(final[0].time_s, initial[0].time_s),
                end_s=max(final[-1].time_s, initial[-1].time_s),
                end_reason=bout.end_reason,
                initial_contacts=tuple(initial),
                final_contacts=tuple(final),
                strides=strides,
                steps=make_steps(initial, longest_s=BoutRules().longest_stride_s),
            )
        )
    return tuple(bouts)


def _members(
    bout: JoinedBout,
    steps: SidedSwings,
    pairs: StridePairs,
    free_from: int,
    settings: FeetSettings,
) -> SampleArray:
    """Find the swings of a bout: those of its strides, all between, and the first and last step."""
    first = int(pairs.before_indices[bout.stride_indices].min())
    last = int(pairs.own_indices[bout.stride_indices].max())
    swings, wait_s = steps.swings, settings.swings.longest_wait_s
    for _ in range(settings.swings.outer_steps_count):
        if first > free_from:
            waited_s = swings.final_contact_s[first] - swings.initial_contact_s[first - 1]
            first -= int(waited_s <= wait_s)
        if last + 1 < len(steps.side_codes):
            waited_s = swings.final_contact_s[last + 1] - swings.initial_contact_s[last]
            last += int(waited_s <= wait_s)
    return np.arange(max(first, free_from), last + 1)


def _reason(feet: list[Foot], steps: SidedSwings) -> str:
    rules = BoutRules()
    moves_count = sum(len(foot.swings.length_m) for foot in feet)
    is_one_foot = len(feet) == 1
    fewest = rules.fewest_strides_per_side_count if is_one_foot else rules.fewest_strides_count
    of_each = "" if is_one_foot else f"({rules.fewest_strides_per_side_count} of each foot) "
    needed = (
        f"A walking bout has at least {fewest} strides {of_each}of at least "
        f"{rules.shortest_stride_m:g} m"
    )
    if not moves_count:
        return (
            f"{needed}; no move from a rest to a rest was found: the feet stood still throughout, "
            "or never did."
        )
    return (
        f"{needed}; the feet moved {moves_count} times, {len(steps.side_codes)} of these carried a "
        f"foot on like a step, and they made no {fewest} strides in a row."
    )
