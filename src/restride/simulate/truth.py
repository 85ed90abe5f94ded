"""What really happened: every contact, stride, turn and bout, from the footfalls and the paths."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.recording.events import Contact, Step, Stride, Turn, Walk, WalkingBout
from restride.simulate.body import GRID_RATE_HZ, BodyPath
from restride.simulate.feet import Swing
from restride.simulate.footsteps import TURN_RAMP_SHARE, PlannedTurn, Schedule
from restride.simulate.shapes import steady_rise
from restride.terms import ContactKind, EndReason, EventSource, Side

#: Walking bouts: at least so many strides, of each side so many, breaks no longer; strides that
#: are shorter or take longer do not count, as in a turn in place. [kluge2021]
_LEAST_STRIDES: Final = 4
_LEAST_STRIDES_PER_SIDE: Final = 3
_LONGEST_BREAK_S: Final = 3.0
_SHORTEST_STRIDE_M: Final = 0.15
_LONGEST_STRIDE_S: Final = 3.0
#: Strides left out of steady walking at each end of a bout, on each side. House choice.
_END_STRIDES: Final = 1
#: The edges of a turn stand where this share of its rate is reached. House choice: there the
#: hand-checked turns of real walks begin and end; MEASUREMENT.md section 1.
_EDGE_RATE_SHARE: Final = 0.4


def true_contacts(plan: Schedule) -> tuple[Contact, ...]:
    """List each lift and each landing, in order of time."""
    contacts = []
    for run in plan.runs:
        for side, lift_s, landing_s in zip(run.sides, run.lifts_s, run.landings_s, strict=True):
            contacts.append(_contact(float(lift_s), ContactKind.FINAL, side))
            contacts.append(_contact(float(landing_s), ContactKind.INITIAL, side))
    return tuple(sorted(contacts, key=lambda each: each.time_s))


def true_walk(
    plan: Schedule,
    *,
    swings: dict[Side, list[Swing]],
    foot_sensors: dict[Side, BodyPath],
    pelvis: BodyPath,
) -> Walk:
    """Put the truth into the types that the analysis fills from signals."""
    contacts = true_contacts(plan)
    turns = tuple(true_turn(turn, contacts) for turn in plan.turns)
    strides = [
        stride
        for side in Side
        for stride in _strides(
            swings[side],
            other=swings[side.other],
            sensor=foot_sensors[side],
            pelvis=pelvis,
            plan=plan,
        )
    ]
    strides.sort(key=lambda each: (each.start_s, each.end_s))
    bouts = tuple(_bouts(plan, contacts=contacts, strides=strides, turns=turns))
    reason = (
        None
        if bouts
        else (
            f"The plan holds no walking of at least {_LEAST_STRIDES} strides, "
            f"{_LEAST_STRIDES_PER_SIDE} of each side."
        )
    )
    return Walk(bouts=bouts, turns=turns, no_walking_reason=reason)


def _contact(time_s: float, kind: ContactKind, side: Side) -> Contact:
    return Contact(
        time_s=time_s, kind=kind, side=side, source=EventSource.SIMULATION, confidence=1.0
    )


def true_turn(turn: PlannedTurn, contacts: tuple[Contact, ...]) -> Turn:
    """Tell a turn's edges, size and steps."""
    duration_s = turn.end_s - turn.start_s
    edge_s = duration_s * _edge_share()
    start_s, end_s = turn.start_s + edge_s, turn.end_s - edge_s
    steps_count = sum(
        start_s <= each.time_s < end_s for each in contacts if each.kind is ContactKind.INITIAL
    )
    return Turn(
        start_s=start_s,
        end_s=end_s,
        angle_deg=turn.angle_deg,
        peak_angular_velocity_dps=abs(turn.angle_deg) / duration_s / (1 - TURN_RAMP_SHARE),
        steps_count=steps_count,
    )


def _edge_share() -> float:
    shares = np.linspace(0.0, 0.5, 501)
    rate = np.gradient(steady_rise(shares, ramp_share=TURN_RAMP_SHARE))
    return float(shares[np.argmax(rate >= _EDGE_RATE_SHARE * rate.max())])


def _strides(
    swings: list[Swing],
    *,
    other: list[Swing],
    sensor: BodyPath,
    pelvis: BodyPath,
    plan: Schedule,
) -> list[Stride]:
    run_starts_s = np.array([run.start_s for run in plan.runs])
    air_s = np.array([(each.lift_s, each.landing_s) for each in other]).reshape(-1, 2)
    strides = []
    for before, swing in pairwise(swings):
        if np.any((run_starts_s > before.landing_s) & (run_starts_s < swing.landing_s)):
            continue
        strides.append(_stride(before, swing, other_air_s=air_s, sensor=sensor, pelvis=pelvis))
    return strides


def _stride(
    before: Swing, swing: Swing, *, other_air_s: FloatArray, sensor: BodyPath, pelvis: BodyPath
) -> Stride:
    start_s, end_s = before.landing_s, swing.landing_s
    overlap_s = np.minimum(other_air_s[:, 1], swing.lift_s) - np.maximum(other_air_s[:, 0], start_s)
    alone_s = float(np.sum(np.maximum(overlap_s, 0.0)))
    gone_m = swing.to_m - swing.from_m
    clearance_m, circumduction_m = _swing_shape(swing, sensor)
    roll, pitch, yaw = _trunk_ranges(pelvis, start_s, end_s)
    return Stride(
        side=swing.side,
        start_s=start_s,
        final_contact_s=swing.lift_s,
        end_s=end_s,
        length_m=float(np.hypot(gone_m[0], gone_m[1])),
        double_support_s=swing.lift_s - start_s - alone_s,
        single_support_s=alone_s,
        turn_deg=float(np.rad2deg(swing.to_heading_rad - swing.from_heading_rad)),
        terrain=swing.terrain,
        clearance_m=clearance_m,
        circumduction_m=circumduction_m,
        contact_angle_deg=float(np.rad2deg(swing.contact_rad)),
        lift_angle_deg=float(np.rad2deg(swing.lift_rad)),
        height_change_m=float(gone_m[2]),
        trunk_roll_range_deg=roll,
        trunk_pitch_range_deg=pitch,
        trunk_yaw_range_deg=yaw,
    )


def _swing_shape(swing: Swing, sensor: BodyPath) -> tuple[float, float]:
    """Highest rise above, and widest way outwards of, the line between the two rests."""
    first, last = _span(
        sensor, swing.lift_s - 0.3 * swing.stride_s, swing.landing_s + 0.12 * swing.stride_s
    )
    way_m = sensor.position_m[first:last] - sensor.position_m[first]
    line_m = way_m[-1]
    length_m = max(float(np.hypot(line_m[0], line_m[1])), 1e-6)
    along = (way_m[:, :2] @ line_m[:2]) / length_m**2
    above_m = way_m[:, 2] - along * line_m[2]
    aside_m = (line_m[0] * way_m[:, 1] - line_m[1] * way_m[:, 0]) / length_m
    outwards_m = aside_m if swing.side is Side.LEFT else -aside_m
    return float(above_m.max()), float(outwards_m.max())


def _trunk_ranges(pelvis: BodyPath, start_s: float, end_s: float) -> tuple[float, float, float]:
    first, last = _span(pelvis, start_s, end_s)
    angles_deg = np.rad2deg(pelvis.angles_rad[first:last])
    # Turning on is no trunk rotation: yaw is counted from the straight line through the stride.
    angles_deg = angles_deg - np.linspace(0, 1, len(angles_deg))[:, None] * (
        angles_deg[-1] - angles_deg[0]
    )
    roll, pitch, yaw = np.ptp(angles_deg, axis=0)
    return float(roll), float(pitch), float(yaw)


def _span(path: BodyPath, start_s: float, end_s: float) -> tuple[int, int]:
    first = max(0, round((start_s - path.start_s) * GRID_RATE_HZ))
    last = min(len(path.position_m), round((end_s - path.start_s) * GRID_RATE_HZ) + 1)
    return first, last


def _bouts(
    plan: Schedule,
    *,
    contacts: tuple[Contact, ...],
    strides: list[Stride],
    turns: tuple[Turn, ...],
) -> list[WalkingBout]:
    spans: list[list[float]] = []
    for run in plan.runs:
        start_s, end_s = float(run.landings_s[0]), float(run.landings_s[-1])
        if spans and start_s - spans[-1][1] <= _LONGEST_BREAK_S:
            spans[-1][1] = end_s
        else:
            spans.append([start_s, end_s])
    bouts = []
    for start_s, end_s in spans:
        inside = [each for each in strides if start_s <= each.start_s and each.end_s <= end_s]
        if not _is_bout(inside):
            continue
        is_last = end_s + _LONGEST_BREAK_S > plan.duration_s
        bouts.append(
            WalkingBout(
                start_s=start_s,
                end_s=end_s,
                end_reason=EndReason.RECORDING_ENDS if is_last else EndReason.PAUSE,
                initial_contacts=_between(contacts, ContactKind.INITIAL, start_s, end_s),
                final_contacts=_between(contacts, ContactKind.FINAL, start_s, end_s),
                strides=tuple(_marked_steady(inside, turns)),
                steps=tuple(_steps(plan, start_s, end_s)),
            )
        )
    return bouts


def _is_bout(strides: list[Stride]) -> bool:
    counted = [
        each.side
        for each in strides
        if (each.length_m or 0.0) >= _SHORTEST_STRIDE_M and each.duration_s <= _LONGEST_STRIDE_S
    ]
    fewest = min(counted.count(side) for side in Side)
    return len(counted) >= _LEAST_STRIDES and fewest >= _LEAST_STRIDES_PER_SIDE


def _between(
    contacts: tuple[Contact, ...], kind: ContactKind, start_s: float, end_s: float
) -> tuple[Contact, ...]:
    return tuple(each for each in contacts if each.kind is kind and start_s <= each.time_s <= end_s)


def _steps(plan: Schedule, start_s: float, end_s: float) -> list[Step]:
    steps = []
    for run in plan.runs:
        for index in range(1, len(run.sides)):
            first_s, last_s = float(run.landings_s[index - 1]), float(run.landings_s[index])
            if start_s <= first_s and last_s <= end_s:
                steps.append(
                    Step(
                        side=run.sides[index],
                        start_s=first_s,
                        end_s=last_s,
                        length_m=float(run.lengths_m[index]),
                    )
                )
    return steps


def _marked_steady(strides: list[Stride], turns: tuple[Turn, ...]) -> list[Stride]:
    edge = 2 * _END_STRIDES
    return [
        replace(
            stride,
            is_steady=edge <= index < len(strides) - edge
            and not any(t.start_s < stride.end_s and stride.start_s < t.end_s for t in turns),
        )
        for index, stride in enumerate(strides)
    ]
