"""One simulated walk: the recording, and the truth behind it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.errors import OptionError
from restride.person import Person
from restride.recording.events import Contact, Walk
from restride.recording.quality import QualityFinding
from restride.recording.recording import Recording
from restride.simulate.body import BodyPath
from restride.simulate.feet import FOOT_LENGTH_SHARE, foot_path, swings_of
from restride.simulate.footsteps import Schedule, schedule
from restride.simulate.pelvis import pelvis_path
from restride.simulate.plan import Plan, back_and_forth
from restride.simulate.sensors import SensorSettings, sensed, wobbled
from restride.simulate.style import drawn_style
from restride.simulate.truth import true_contacts, true_walk
from restride.simulate.walker import WalkerSettings
from restride.terms import Placement, Severity, Side

#: Where the sensors sit on their part of the body: behind the pelvis' centre, on the instep.
_BACK_OFFSET_M: Final = (-0.10, 0.0, 0.0)
_INSTEP_SHARE: Final = 0.25
_INSTEP_HEIGHT_M: Final = 0.07

#: Lower back and both feet at 100 Hz.
USUAL_SENSORS: Final = (
    SensorSettings(placement=Placement.LOWER_BACK, axes=("up", "right", "forward")),
    SensorSettings(placement=Placement.LEFT_FOOT),
    SensorSettings(placement=Placement.RIGHT_FOOT),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedWalk:
    """A recording nobody walked, and what is true of it. Truth is in true time."""

    walker: WalkerSettings
    plan: Plan
    recording: Recording
    truth: Walk
    #: Every contact, those outside of bouts too.
    contacts: tuple[Contact, ...]
    #: The true way of each sensor, in the order of the recording's sensors.
    sensor_paths: tuple[BodyPath, ...]
    #: Length of the path the body took.
    walked_length_m: float


def simulate_walk(
    walker: WalkerSettings | None = None,
    *,
    plan: Plan | None = None,
    sensors: tuple[SensorSettings, ...] = USUAL_SENSORS,
) -> SimulatedWalk:
    """Let the virtual walker carry out a plan, and record it.

    Parameters
    ----------
    plan
        A walk of 20 m, a half turn and the way back when not given.

    Raises
    ------
    OptionError
        Where there is nothing to do or nothing to record it with.
    """
    walker = walker or WalkerSettings()
    plan = back_and_forth(length_m=20.0, turns_count=1) if plan is None else plan
    if not plan or not sensors:
        raise OptionError(
            "A simulated walk needs at least 1 segment in its plan and 1 sensor, and got "
            f"{len(plan)} and {len(sensors)}. Add what is missing."
        )
    *drawing, wobbling, sensing = np.random.default_rng(walker.seed).spawn(5)
    moved = _moved(walker, plan, streams=drawing)
    paths = tuple(
        wobbled(
            moved.places[each.placement],
            each,
            landings_s=moved.plan.landings_s(each.placement.side),
            random=stream,
        )
        for each, stream in zip(sensors, wobbling.spawn(len(sensors)), strict=True)
    )
    return SimulatedWalk(
        walker=walker,
        plan=plan,
        recording=_recorded(walker, paths, sensors=sensors, random=sensing),
        truth=moved.truth,
        contacts=true_contacts(moved.plan),
        sensor_paths=paths,
        walked_length_m=float(sum(run.lengths_m.sum() for run in moved.plan.runs)),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Moved:
    """What the body did, and the paths of the places where sensors are worn."""

    plan: Schedule
    truth: Walk
    places: dict[Placement, BodyPath]


def _moved(walker: WalkerSettings, plan: Plan, *, streams: list[np.random.Generator]) -> _Moved:
    for_plan, for_trunk, for_feet = streams
    scheduled = schedule(walker, plan, random=for_plan)
    style = drawn_style(walker, random=for_trunk)
    pelvis = pelvis_path(walker, scheduled, style=style, random=for_trunk)
    swings = {side: swings_of(walker, scheduled, side=side, random=for_feet) for side in Side}
    instep_m = np.array([_INSTEP_SHARE * FOOT_LENGTH_SHARE * walker.height_m, 0, _INSTEP_HEIGHT_M])
    insteps = {
        side: foot_path(
            walker, swings[side], side=side, duration_s=scheduled.duration_s, random=for_feet
        ).point(instep_m)
        for side in Side
    }
    truth = true_walk(scheduled, swings=swings, foot_sensors=insteps, pelvis=pelvis)
    places = {
        Placement.LOWER_BACK: pelvis.point(np.array(_BACK_OFFSET_M)),
        Placement.LEFT_FOOT: insteps[Side.LEFT],
        Placement.RIGHT_FOOT: insteps[Side.RIGHT],
    }
    return _Moved(plan=scheduled, truth=truth, places=places)


def _recorded(
    walker: WalkerSettings,
    paths: tuple[BodyPath, ...],
    *,
    sensors: tuple[SensorSettings, ...],
    random: np.random.Generator,
) -> Recording:
    streams = random.spawn(len(sensors))
    return Recording(
        name=f"simulated-walk-{walker.seed}",
        sensors=tuple(
            sensed(path, each, name=str(each.placement), random=stream)
            for path, each, stream in zip(paths, sensors, streams, strict=True)
        ),
        person=Person(height_m=walker.height_m, sensor_height_m=walker.back_height_m),
        findings=(_SIMULATED,),
        is_simulated=True,
    )


_SIMULATED: Final = QualityFinding(
    code="simulated",
    severity=Severity.NOTE,
    sensor=None,
    start_s=None,
    end_s=None,
    found="The recording is made by the virtual walker; nobody walked.",
    done="Every number below describes the simulation, not a person.",
)
