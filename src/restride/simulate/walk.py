"""One simulated walk: the recording, and the truth behind it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.errors import OptionError
from restride.person import Person
from restride.recording.events import Contact, Walk
from restride.recording.quality import SIMULATED
from restride.recording.recording import Recording
from restride.simulate.body import BodyPath
from restride.simulate.footsteps import schedule
from restride.simulate.plan import Plan, back_and_forth
from restride.simulate.sensors import SensorSettings, sensed, wobbled
from restride.simulate.truth import true_contacts, true_walk
from restride.simulate.walker import WalkerSettings
from restride.simulate.whole_body import WholeBody, body_along
from restride.terms import Placement, Side, Task

_FEET: Final = {Side.LEFT: Placement.LEFT_FOOT, Side.RIGHT: Placement.RIGHT_FOOT}
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
    #: How pelvis and soles moved.
    body: WholeBody


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
    streams = np.random.default_rng(walker.seed).spawn(5)
    for_plan, for_trunk, for_feet, wobbling, sensing = streams
    scheduled = schedule(walker, plan, random=for_plan)
    body = body_along(walker, scheduled, for_trunk=for_trunk, for_feet=for_feet)
    paths = tuple(
        wobbled(
            body.place(each.placement),
            each,
            landings_s=scheduled.landings_s(each.placement.side),
            random=stream,
        )
        for each, stream in zip(sensors, wobbling.spawn(len(sensors)), strict=True)
    )
    return SimulatedWalk(
        walker=walker,
        plan=plan,
        recording=_recorded(walker, paths, sensors=sensors, random=sensing),
        truth=true_walk(
            scheduled,
            swings=body.swings,
            foot_sensors={side: body.place(_FEET[side]) for side in Side},
            pelvis=body.pelvis,
        ),
        contacts=true_contacts(scheduled),
        sensor_paths=paths,
        walked_length_m=float(sum(run.lengths_m.sum() for run in scheduled.runs)),
        body=body,
    )


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
        findings=(SIMULATED,),
        is_simulated=True,
        task=Task.WALK,
    )
