"""Standing in one place on two plates: what rises and squats have in common."""

from dataclasses import dataclass, field

import numpy as np

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.person import Person
from restride.recording.quality import SIMULATED
from restride.recording.recording import Recording
from restride.simulate.body import BodyPath
from restride.simulate.footsteps import Schedule
from restride.simulate.landmarks import LandmarkSettings, seen_landmarks
from restride.simulate.plates import PlateLoad, PlateSettings, recorded_plate
from restride.simulate.sensors import SensorSettings, sensed
from restride.simulate.shapes import smoothed
from restride.simulate.skeleton import Skeleton
from restride.simulate.walker import WalkerSettings
from restride.simulate.whole_body import WholeBody, body_along
from restride.terms import Side, Task

#: How far the load wanders between both legs, as a standard deviation. House choice.
_WANDERING_SHARE = 0.01
_MOST_COUNT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """What records a person who stays in place."""

    sensors: tuple[SensorSettings, ...]
    plates: PlateSettings = field(default_factory=PlateSettings)
    landmarks: LandmarkSettings = field(default_factory=LandmarkSettings)


def refuse_count(count: int) -> None:
    """Refuse what nobody repeats."""
    if not 1 <= count <= _MOST_COUNT:
        raise OptionError(
            f"A movement is repeated between 1 and {_MOST_COUNT} times, and got {count}. "
            "Choose a number within these limits."
        )


def standing_body(
    *,
    height_m: float,
    stance_width_m: float,
    duration_s: float,
    random: np.random.Generator,
) -> WholeBody:
    """Let a body stand upright, both ankles beside the world's origin."""
    walker = WalkerSettings(height_m=height_m, step_width_m=stance_width_m, trunk_lean_deg=0.0)
    for_trunk, for_feet = random.spawn(2)
    return body_along(
        walker,
        Schedule(duration_s=duration_s, runs=(), activities=()),
        for_trunk=for_trunk,
        for_feet=for_feet,
    )


def wandering_share(
    left_share: float, *, times_s: FloatArray, random: np.random.Generator
) -> FloatArray:
    """Let the load wander a little between both legs."""
    drift = smoothed(random.standard_normal((len(times_s), 1)), width_samples=401)[:, 0]
    drift = _WANDERING_SHARE * drift / max(float(np.std(drift)), 1e-9)
    shared: FloatArray = np.clip(left_share + drift, 0.0, 1.0)
    return shared


def load_share(
    loads: dict[Side, PlateLoad], spans_s: list[tuple[float, float]], *, times_s: FloatArray
) -> float:
    """Tell the left leg's part of the force of both feet within stretches of time."""
    within = np.zeros(len(times_s), dtype=bool)
    for start_s, end_s in spans_s:
        within |= (times_s >= start_s) & (times_s <= end_s)
    left_n, right_n = (float(loads[side].force_n[within, 2].sum()) for side in Side)
    return left_n / (left_n + right_n)


def recorded_in_place(
    name: str,
    skeleton: Skeleton,
    *,
    task: Task,
    person: Person,
    paths: tuple[BodyPath, ...],
    loads: dict[Side, PlateLoad],
    recorder: Recorder,
    random: np.random.Generator,
) -> Recording:
    """Record sensors, a plate under each foot, and landmarks in space."""
    sensing, weighing, seeing = random.spawn(3)
    sensors = recorder.sensors
    streams = sensing.spawn(len(sensors)) if sensors else []
    return Recording(
        name=name,
        sensors=tuple(
            sensed(path, each, name=str(each.placement), random=stream)
            for path, each, stream in zip(paths, sensors, streams, strict=True)
        ),
        plates=tuple(
            recorded_plate(
                loads[side], recorder.plates, name=f"{side} foot", side=side, random=stream
            )
            for side, stream in zip(Side, weighing.spawn(2), strict=True)
        ),
        landmarks=(seen_landmarks(skeleton, recorder.landmarks, random=seeing),),
        person=person,
        findings=(SIMULATED,),
        is_simulated=True,
        task=task,
    )
