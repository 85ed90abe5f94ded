"""Squats of the virtual person: landmarks in space, two plates, a sensor, and exact truth."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.person import Person
from restride.recording.movements import Repetition
from restride.recording.recording import Recording
from restride.simulate.body import GRID_RATE_HZ, BodyPath
from restride.simulate.landmarks import LandmarkSettings
from restride.simulate.limits import refuse_outside
from restride.simulate.on_two_feet import (
    Recorder,
    load_share,
    recorded_in_place,
    refuse_count,
    standing_body,
    wandering_share,
)
from restride.simulate.plates import PlateLoad, PlateSettings, foot_loads
from restride.simulate.sensors import SensorSettings
from restride.simulate.shapes import smooth_rise, steady_rise
from restride.simulate.skeleton import (
    SHANK_SHARE,
    THIGH_SHARE,
    Skeleton,
    centre_of_mass,
    skeleton_of,
)
from restride.simulate.whole_body import BACK_SENSOR, WholeBody, hips_below_m
from restride.terms import Side, Task

_LIMITS: Final[dict[str, tuple[float, float]]] = {
    "depth_deg": (15.0, 130.0),
    "down_s": (0.4, 10.0),
    "hold_s": (0.0, 60.0),
    "up_s": (0.4, 10.0),
    "pause_s": (0.0, 60.0),
    "rest_s": (0.5, 60.0),
    "variation_ratio": (0.0, 0.4),
    "slowing_ratio": (0.0, 2.0),
    "left_share": (0.0, 1.0),
    "shift_m": (-0.1, 0.1),
    "trunk_share": (0.0, 0.9),
    "height_m": (0.8, 2.4),
    "body_mass_kg": (15.0, 250.0),
    "stance_width_m": (0.05, 0.7),
}
#: A squat begins and ends where the knees bend or straighten faster. House choice, as for rises.
MOVING_DPS: Final = 5.0
#: A hold is the time within this part of the range from the deepest point. House choice.
HOLD_SHARE: Final = 0.10
#: The knees of a person who stands upright are bent a little.
_STANDING_DEG: Final = 7.0
#: The shank leans forward by this part of the bend of the knee, at most so far.
_SHANK_SHARE: Final = 0.40
_SHANK_AT_MOST_DEG: Final = 36.0
#: The pelvis takes this part of the trunk's lean.
_PELVIS_SHARE: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class SquatSettings:
    """How the virtual person squats. Defaults: a healthy adult, thighs not quite level."""

    #: Bend of the knees at the deepest point.
    depth_deg: float = 90.0
    down_s: float = 1.2
    #: Still at the deepest point.
    hold_s: float = 0.2
    up_s: float = 1.1
    #: Upright between two squats.
    pause_s: float = 0.6
    #: Standing still before and after.
    rest_s: float = 2.0
    #: Standard deviation of each duration and depth, over its mean.
    variation_ratio: float = 0.06
    #: How much longer the last squat takes than the first, in parts of it.
    slowing_ratio: float = 0.1
    #: The left leg's part of the load.
    left_share: float = 0.5
    #: How far the hips shift to the left at the deepest point.
    shift_m: float = 0.0
    #: Lean of the trunk over the bend of the knees.
    trunk_share: float = 0.45
    height_m: float = 1.72
    body_mass_kg: float = 72.0
    stance_width_m: float = 0.34
    seed: int = 0

    def __post_init__(self) -> None:
        refuse_outside(self, _LIMITS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedSquats:
    """Squats that nobody made, and what is true of them."""

    settings: SquatSettings
    recording: Recording
    repetitions: tuple[Repetition, ...]
    #: The left leg's part of the force of both feet, over all squats.
    left_load_share: float
    #: Bend of the knees on the grid of the body, each (n_samples,).
    knee_bends_deg: dict[Side, FloatArray]
    loads: dict[Side, PlateLoad]
    sensor_paths: tuple[BodyPath, ...]
    mass_path: BodyPath
    skeleton: Skeleton


@dataclass(frozen=True, slots=True, kw_only=True)
class _Squat:
    start_s: float
    down_s: float
    hold_s: float
    up_s: float
    depth_deg: float
    ramp_share: float

    @property
    def end_s(self) -> float:
        return self.start_s + self.down_s + self.hold_s + self.up_s


def random_squats(seed: int) -> SquatSettings:
    """Draw a person and a way of squatting."""
    random = np.random.default_rng([seed, 28])
    return SquatSettings(
        depth_deg=float(random.uniform(45.0, 115.0)),
        down_s=float(random.uniform(0.8, 2.2)),
        hold_s=float(random.choice([0.0, 0.2, 1.0, 3.0])),
        up_s=float(random.uniform(0.7, 2.0)),
        pause_s=float(random.uniform(0.0, 1.5)),
        rest_s=float(random.uniform(1.0, 3.0)),
        variation_ratio=float(random.uniform(0.02, 0.12)),
        slowing_ratio=float(random.uniform(0.0, 0.4)),
        left_share=float(np.clip(random.normal(0.5, 0.05), 0.3, 0.7)),
        shift_m=float(np.clip(random.normal(0.0, 0.01), -0.04, 0.04)),
        trunk_share=float(random.uniform(0.3, 0.6)),
        height_m=float(np.clip(random.normal(1.70, 0.09), 1.46, 1.96)),
        body_mass_kg=float(np.clip(random.normal(73.0, 13.0), 45.0, 120.0)),
        stance_width_m=float(random.uniform(0.22, 0.42)),
        seed=seed,
    )


def simulate_squats(
    count: int = 5,
    *,
    settings: SquatSettings | None = None,
    seed: int = 0,
    sensors: tuple[SensorSettings, ...] = BACK_SENSOR,
    plates: PlateSettings | None = None,
    landmarks: LandmarkSettings | None = None,
) -> SimulatedSquats:
    """Let the virtual person squat so many times, and record it.

    Parameters
    ----------
    settings
        Another person for every seed when not given; a seed stands for nothing else.
    """
    refuse_count(count)
    settings = settings or random_squats(seed)
    streams = np.random.default_rng([settings.seed, 29]).spawn(4)
    for_squats, for_body, for_load, recording_stream = streams
    squats = _squats(settings, count, random=for_squats)
    body = _squatted(settings, squats, random=for_body)
    skeleton = skeleton_of(body)
    mass = centre_of_mass(skeleton)
    loads = _loads(settings, mass, skeleton, random=for_load)
    bends_deg = {side: knee_bend_deg(skeleton, side) for side in Side}
    repetitions = tuple(_repetition(each, squats, bends_deg, skeleton.times_s) for each in squats)
    spans_s = [(each.start_s, each.end_s) for each in repetitions]
    recorder = Recorder(
        sensors=sensors,
        plates=plates or PlateSettings(),
        landmarks=landmarks or LandmarkSettings(),
    )
    paths = tuple(body.place(each.placement) for each in sensors)
    return SimulatedSquats(
        settings=settings,
        recording=recorded_in_place(
            f"simulated-squats-{settings.seed}",
            skeleton,
            task=Task.REPETITIONS,
            person=_person(settings, body),
            paths=paths,
            loads=loads,
            recorder=recorder,
            random=recording_stream,
        ),
        repetitions=repetitions,
        left_load_share=load_share(loads, spans_s, times_s=skeleton.times_s),
        knee_bends_deg=bends_deg,
        loads=loads,
        sensor_paths=paths,
        mass_path=mass,
        skeleton=skeleton,
    )


def _loads(
    settings: SquatSettings, mass: BodyPath, skeleton: Skeleton, *, random: np.random.Generator
) -> dict[Side, PlateLoad]:
    times_s = skeleton.times_s
    return foot_loads(
        mass,
        body_mass_kg=settings.body_mass_kg,
        ankles_m={side: skeleton.of(side, "ankle")[0] for side in Side},
        feet_share=np.ones(len(times_s)),
        left_share=wandering_share(settings.left_share, times_s=times_s, random=random),
    )


def _person(settings: SquatSettings, body: WholeBody) -> Person:
    return Person(
        height_m=settings.height_m,
        sensor_height_m=body.back_height_m,
        body_mass_kg=settings.body_mass_kg,
    )


def knee_bend_deg(skeleton: Skeleton, side: Side) -> FloatArray:
    """Tell how far a knee is bent, 0 where it is straight, (n_samples,)."""
    hip_m, knee_m, ankle_m = (skeleton.of(side, part) for part in ("hip", "knee", "ankle"))
    thigh_m, shank_m = knee_m - hip_m, ankle_m - knee_m
    lengths = np.linalg.norm(thigh_m, axis=1) * np.linalg.norm(shank_m, axis=1)
    cosine = np.clip(np.sum(thigh_m * shank_m, axis=1) / lengths, -1.0, 1.0)
    bend_deg: FloatArray = np.rad2deg(np.arccos(cosine))
    return bend_deg


def _squats(
    settings: SquatSettings, count: int, *, random: np.random.Generator
) -> tuple[_Squat, ...]:
    squats: list[_Squat] = []
    now_s = settings.rest_s

    def varied(mean: float) -> float:
        drawn = float(np.clip(random.standard_normal(), -2.0, 2.0))
        return mean * max(0.4, 1 + settings.variation_ratio * drawn)

    for index in range(count):
        slower = 1 + settings.slowing_ratio * index / max(1, count - 1)
        squat = _Squat(
            start_s=now_s,
            down_s=varied(settings.down_s * slower),
            hold_s=varied(settings.hold_s),
            up_s=varied(settings.up_s * slower),
            depth_deg=min(varied(settings.depth_deg), 135.0),
            ramp_share=float(random.uniform(0.35, 0.6)),
        )
        squats.append(squat)
        now_s = squat.end_s + varied(settings.pause_s)
    return tuple(squats)


def _squatted(
    settings: SquatSettings, squats: tuple[_Squat, ...], *, random: np.random.Generator
) -> WholeBody:
    """Bend the knees, and put hips and trunk where that takes them."""
    standing = standing_body(
        height_m=settings.height_m,
        stance_width_m=settings.stance_width_m,
        duration_s=squats[-1].end_s + settings.rest_s,
        random=random,
    )
    pelvis = standing.pelvis
    times_s = pelvis.times_s
    bend_rad = np.deg2rad(_bend_deg(squats, times_s))
    still_rad = np.full(1, np.deg2rad(_STANDING_DEG))
    way_m = _hip_way(bend_rad, settings.height_m) - _hip_way(still_rad, settings.height_m)
    deep = (bend_rad - still_rad) / np.deg2rad(settings.depth_deg)
    position_m, angles_rad = pelvis.position_m.copy(), pelvis.angles_rad.copy()
    lean_rad = settings.trunk_share * (bend_rad - still_rad)
    tipped_rad = _PELVIS_SHARE * lean_rad
    swung_m = hips_below_m(standing)
    position_m[:, 0] += way_m[:, 0] + swung_m * np.sin(tipped_rad)
    position_m[:, 1] += settings.shift_m * deep
    position_m[:, 2] += way_m[:, 1] + swung_m * (np.cos(tipped_rad) - 1.0)
    angles_rad[:, 1] += tipped_rad
    return replace(
        standing,
        pelvis=replace(pelvis, position_m=position_m, angles_rad=angles_rad),
        trunk_rad=standing.trunk_rad + lean_rad,
    )


def _bend_deg(squats: tuple[_Squat, ...], times_s: FloatArray) -> FloatArray:
    bend_deg = np.full(len(times_s), _STANDING_DEG)
    for squat in squats:
        down = steady_rise(
            (times_s - squat.start_s) / squat.down_s,
            ramp_share=squat.ramp_share,
            last_ramp_share=1.0 - squat.ramp_share,
        )
        begin_s = squat.end_s - squat.up_s
        up = smooth_rise(times_s, start_s=begin_s, end_s=squat.end_s)
        bend_deg += (squat.depth_deg - _STANDING_DEG) * (down - up)
    return bend_deg


def _hip_way(bend_rad: FloatArray, height_m: float) -> FloatArray:
    """Tell where the hip is, forward and up of the ankle, for a bend of the knee."""
    most_rad = np.deg2rad(_SHANK_AT_MOST_DEG)
    shank_rad = most_rad * np.tanh(_SHANK_SHARE * bend_rad / most_rad)
    thigh_rad = bend_rad - shank_rad
    forward_m = SHANK_SHARE * np.sin(shank_rad) - THIGH_SHARE * np.sin(thigh_rad)
    up_m = SHANK_SHARE * np.cos(shank_rad) + THIGH_SHARE * np.cos(thigh_rad)
    return np.column_stack([forward_m, up_m]) * height_m


def _repetition(
    squat: _Squat,
    squats: tuple[_Squat, ...],
    bends_deg: dict[Side, FloatArray],
    times_s: FloatArray,
) -> Repetition:
    bend_deg = (bends_deg[Side.LEFT] + bends_deg[Side.RIGHT]) / 2
    planned_deg = _bend_deg(squats, times_s)
    span = slice(
        int(np.searchsorted(times_s, squat.start_s)), int(np.searchsorted(times_s, squat.end_s))
    )
    rate_dps = np.abs(np.gradient(planned_deg[span])) * GRID_RATE_HZ
    fast = np.flatnonzero(rate_dps > MOVING_DPS) + span.start
    inside_deg = planned_deg[span]
    held = inside_deg >= inside_deg.max() - HOLD_SHARE * np.ptp(inside_deg)
    turning_s = squat.start_s + squat.down_s + squat.hold_s / 2
    return Repetition(
        start_s=float(times_s[fast[0]]),
        turning_point_s=turning_s,
        end_s=float(times_s[fast[-1]]),
        hold_s=float(held.sum()) / GRID_RATE_HZ,
        range_deg=float(np.ptp(bend_deg[span])),
    )
