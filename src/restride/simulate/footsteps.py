"""Where and when each foot lands and lifts: the walker's plan turned into footfalls."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.simulate.plan import Activity, Climb, Plan, Segment, Stand, TurnBy, WalkAhead
from restride.simulate.shapes import steady_rise
from restride.simulate.walker import SHORTEST_SWING_S, WalkerSettings
from restride.terms import Side, Terrain

#: Weight is shifted for this long before the first foot lifts. House choice.
_ANTICIPATION_S: Final = 0.45
#: After the last landing the body comes to rest. House choice.
_SETTLING_S: Final = 0.7
#: Step lengths while starting and stopping, over those of steady walking. House choice.
_FIRST_STEPS: Final = (0.70, 0.92)
_LAST_STEP: Final = 0.85
#: A turn's rate ramps up and down over this part of its duration. House choice, by the shape of
#: published yaw rates of turns. [elgohary2014]
TURN_RAMP_SHARE: Final = 0.35
#: A step that covers this much heading in a walked turn is half as long as a straight one.
_HALVING_TURN_DEG: Final = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTurn:
    """A turn in true time."""

    start_s: float
    end_s: float
    angle_deg: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """Walking without a stop: one entry a step, in order of time."""

    start_s: float
    end_s: float
    #: Side of the foot that lands.
    sides: tuple[Side, ...]
    terrains: tuple[Terrain, ...]
    #: (n_steps,), the landing foot leaves the ground, and lands.
    lifts_s: FloatArray
    landings_s: FloatArray
    #: (n_steps,), distance gained over the foot that stands, and height gained.
    lengths_m: FloatArray
    #: (n_steps, 3), where the middle of the body's path is at each landing.
    body_m: FloatArray
    #: (n_steps, 3), where the sole comes to stand, and its heading.
    places_m: FloatArray
    headings_rad: FloatArray
    turns: tuple[PlannedTurn, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schedule:
    """All that happens, in order of time."""

    duration_s: float
    runs: tuple[Run, ...]
    #: Activities with their start.
    activities: tuple[tuple[float, Activity], ...]

    @property
    def turns(self) -> tuple[PlannedTurn, ...]:
        """The turns of all runs."""
        return tuple(turn for run in self.runs for turn in run.turns)

    def landings_s(self, side: Side | None) -> FloatArray:
        """List the landings of one foot, or of both."""
        return np.array(
            [
                float(landing_s)
                for run in self.runs
                for landing_s, landed in zip(run.landings_s, run.sides, strict=True)
                if side is None or landed is side
            ]
        )

    def heading_rad(self, times_s: FloatArray) -> FloatArray:
        """Tell where the body heads; 0 is the world's x axis, positive to the left."""
        return heading_along(self.turns, times_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlannedStep:
    factor: float = 1.0
    terrain: Terrain = Terrain.LEVEL
    rise_m: float = 0.0
    #: Set where the stairs, not the person, say how far the next step is.
    run_m: float | None = None


def schedule(walker: WalkerSettings, plan: Plan, *, random: np.random.Generator) -> Schedule:
    """Turn the plan into footfalls with their times and places."""
    runs: list[Run] = []
    activities: list[tuple[float, Activity]] = []
    now_s = 0.0
    for group in _groups(plan):
        first = group[0]
        if isinstance(first, Stand | Activity):
            if isinstance(first, Activity):
                activities.append((now_s, first))
            now_s += first.duration_s
            continue
        start_m, turned = _state_after(runs)
        run = _run(walker, group, random=random, start_s=now_s, start_m=start_m, before=turned)
        runs.append(run)
        now_s = run.end_s
    return Schedule(duration_s=now_s, runs=tuple(runs), activities=tuple(activities))


def _groups(plan: Plan) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    for segment in plan:
        is_walk = not isinstance(segment, Stand | Activity)
        if is_walk and groups and not isinstance(groups[-1][0], Stand | Activity):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return groups


def _state_after(runs: list[Run]) -> tuple[FloatArray, tuple[PlannedTurn, ...]]:
    turns = tuple(turn for run in runs for turn in run.turns)
    return (runs[-1].body_m[-1] if runs else np.zeros(3)), turns


def _run(
    walker: WalkerSettings,
    group: list[Segment],
    *,
    random: np.random.Generator,
    start_s: float,
    start_m: FloatArray,
    before: tuple[PlannedTurn, ...],
) -> Run:
    steps, spans = _planned_steps(walker, group)
    sides = _sides(walker, len(steps), random=random)
    durations_s, lengths_m = _drawn(walker, steps, sides=sides, random=random)
    varied = 1 + 0.3 * walker.stride_time_variation_ratio * _normal(random, len(steps))
    both_s = durations_s * np.minimum(walker.both_feet_share * varied, 0.75)
    first_swing_s = durations_s[0] - both_s[0]
    landings_s = start_s + _ANTICIPATION_S + first_swing_s + np.cumsum(durations_s) - durations_s[0]
    lifts_s = np.r_[start_s + _ANTICIPATION_S, landings_s[:-1] + both_s[1:]]
    onsets_s = np.r_[lifts_s[0], landings_s]
    turns = tuple(
        PlannedTurn(
            start_s=float(onsets_s[first]), end_s=float(onsets_s[last]), angle_deg=turn.angle_deg
        )
        for turn, first, last in spans
    )
    body_m, places_m, headings_rad = _places(
        walker,
        steps,
        sides=sides,
        lengths_m=lengths_m,
        landings_s=landings_s,
        start_m=start_m,
        turns=(*before, *turns),
    )
    return Run(
        start_s=start_s,
        end_s=float(landings_s[-1]) + _SETTLING_S,
        sides=sides,
        terrains=tuple(step.terrain for step in steps),
        lifts_s=lifts_s,
        landings_s=landings_s,
        lengths_m=lengths_m,
        body_m=body_m,
        places_m=places_m,
        headings_rad=headings_rad,
        turns=turns,
    )


def _planned_steps(
    walker: WalkerSettings, group: list[Segment]
) -> tuple[list[_PlannedStep], list[tuple[TurnBy, int, int]]]:
    steps: list[_PlannedStep] = []
    spans: list[tuple[TurnBy, int, int]] = []
    for segment in group:
        first = len(steps)
        steps.extend(_steps_of(walker, segment))
        if isinstance(segment, TurnBy):
            spans.append((segment, first, len(steps)))
    for index, factor in enumerate(_FIRST_STEPS[: len(steps)]):
        steps[index] = _scaled(steps[index], factor)
    steps[-1] = _scaled(steps[-1], _LAST_STEP)
    # The trailing foot is put beside the other one.
    steps.append(_PlannedStep(factor=0.0))
    return steps, spans


def _scaled(step: _PlannedStep, factor: float) -> _PlannedStep:
    if step.run_m is not None:
        return step
    return _PlannedStep(factor=step.factor * factor, terrain=step.terrain)


def _steps_of(walker: WalkerSettings, segment: Segment) -> list[_PlannedStep]:
    if isinstance(segment, WalkAhead):
        if segment.length_m is not None:
            count = round(segment.length_m / walker.step_m)
        else:
            count = round((segment.duration_s or 0.0) / walker.step_s)
        return [_PlannedStep()] * max(1, count)
    if isinstance(segment, TurnBy):
        count = segment.steps_count or max(2, round(abs(segment.angle_deg) / walker.turn_step_deg))
        sharpness = abs(segment.angle_deg) / count / _HALVING_TURN_DEG
        factor = 0.0 if segment.is_in_place else max(0.35, 1.0 - 0.5 * sharpness)
        return [_PlannedStep(factor=factor)] * count
    if isinstance(segment, Climb):
        terrain = Terrain.STAIRS_UP if segment.rise_m > 0 else Terrain.STAIRS_DOWN
        stair = _PlannedStep(terrain=terrain, rise_m=segment.rise_m, run_m=segment.run_m)
        return [stair] * segment.steps_count
    return []


def _sides(walker: WalkerSettings, count: int, *, random: np.random.Generator) -> tuple[Side, ...]:
    drawn = Side.LEFT if random.random() < 0.5 else Side.RIGHT
    first = walker.first_side or drawn
    return tuple(first if index % 2 == 0 else first.other for index in range(count))


def _drawn(
    walker: WalkerSettings,
    steps: list[_PlannedStep],
    *,
    sides: tuple[Side, ...],
    random: np.random.Generator,
) -> tuple[FloatArray, FloatArray]:
    # A stride is two steps: each varies by the square root of two more than the stride does.
    spread = np.sqrt(2.0)
    durations_s = np.array([walker.step_s_of(side) for side in sides])
    durations_s *= 1 + spread * walker.stride_time_variation_ratio * _normal(random, len(steps))
    shortest_s = SHORTEST_SWING_S / (1.0 - min(1.2 * walker.both_feet_share, 0.75))
    lengths_m = np.array(
        [
            walker.step_m_of(side) * step.factor if step.run_m is None else step.run_m
            for side, step in zip(sides, steps, strict=True)
        ]
    )
    is_free = np.array([step.run_m is None for step in steps])
    varied = 1 + spread * walker.stride_length_variation_ratio * _normal(random, len(steps))
    lengths_m *= np.where(is_free, np.maximum(varied, 0.1), 1.0)
    return np.maximum(durations_s, shortest_s), lengths_m


def _normal(random: np.random.Generator, count: int) -> FloatArray:
    return np.clip(random.standard_normal(count), -2.5, 2.5)


def _places(
    walker: WalkerSettings,
    steps: list[_PlannedStep],
    *,
    sides: tuple[Side, ...],
    lengths_m: FloatArray,
    landings_s: FloatArray,
    start_m: FloatArray,
    turns: tuple[PlannedTurn, ...],
) -> tuple[FloatArray, FloatArray, FloatArray]:
    midway_rad = heading_along(turns, landings_s - 0.3 * walker.step_s)
    ahead_m = np.column_stack(
        [
            lengths_m * np.cos(midway_rad),
            lengths_m * np.sin(midway_rad),
            [step.rise_m for step in steps],
        ]
    )
    body_m = start_m + np.cumsum(ahead_m, axis=0)
    # A foot is put down in the direction that the body will have while it stands on it.
    headings_rad = heading_along(turns, landings_s + 0.4 * walker.step_s)
    return body_m, body_m + beside(walker, sides, headings_rad=headings_rad), headings_rad


def beside(
    walker: WalkerSettings, sides: tuple[Side, ...], *, headings_rad: FloatArray
) -> FloatArray:
    """Tell how far each foot stands from the middle of the path, (n_steps, 3)."""
    outwards_m: FloatArray = np.array([0.5 if side is Side.LEFT else -0.5 for side in sides])
    outwards_m = outwards_m * walker.step_width_m
    left = np.column_stack(
        [-np.sin(headings_rad), np.cos(headings_rad), np.zeros_like(headings_rad)]
    )
    offset_m: FloatArray = outwards_m[:, None] * left
    return offset_m


def heading_along(turns: tuple[PlannedTurn, ...], times_s: FloatArray) -> FloatArray:
    """Tell the heading at times in order: all turns, in order of time, added up."""
    changes_rad = np.zeros(len(times_s) + 1)
    heading_rad = np.zeros(len(times_s))
    for turn in turns:
        first, last = np.searchsorted(times_s, [turn.start_s, turn.end_s])
        share = (times_s[first:last] - turn.start_s) / (turn.end_s - turn.start_s)
        angle_rad = np.deg2rad(turn.angle_deg)
        heading_rad[first:last] += angle_rad * steady_rise(share, ramp_share=TURN_RAMP_SHARE)
        changes_rad[last] += angle_rad
    heading_rad += np.cumsum(changes_rad[:-1])
    return heading_rad
