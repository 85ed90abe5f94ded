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
from restride.simulate.footsteps import schedule
from restride.simulate.pelvis import pelvis_path
from restride.simulate.plan import Plan, back_and_forth
from restride.simulate.sensors import SensorSettings, sensed
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
    streams = np.random.default_rng(walker.seed).spawn(5)
    scheduled = schedule(walker, plan, random=streams[0])
    style = drawn_style(walker, random=streams[1])
    pelvis = pelvis_path(walker, scheduled, style=style, random=streams[2])
    swings = {side: swings_of(walker, scheduled, side, random=streams[3]) for side in Side}
    soles = {
        side: foot_path(
            walker, swings[side], side=side, duration_s=scheduled.duration_s, random=streams[3]
        )
        for side in Side
    }
    instep_m = np.array([_INSTEP_SHARE * FOOT_LENGTH_SHARE * walker.height_m, 0, _INSTEP_HEIGHT_M])
    places = {
        Placement.LOWER_BACK: pelvis.point(np.array(_BACK_OFFSET_M)),
        Placement.LEFT_FOOT: soles[Side.LEFT].point(instep_m),
        Placement.RIGHT_FOOT: soles[Side.RIGHT].point(instep_m),
    }
    truth = true_walk(
        scheduled,
        swings=swings,
        foot_sensors={
            Side.LEFT: places[Placement.LEFT_FOOT],
            Side.RIGHT: places[Placement.RIGHT_FOOT],
        },
        pelvis=pelvis,
    )
    contacts = true_contacts(scheduled)
    paths = tuple(places[each.placement] for each in sensors)
    recorded = tuple(
        sensed(path, each, name=str(each.placement), random=stream)
        for path, each, stream in zip(paths, sensors, streams[4].spawn(len(sensors)), strict=True)
    )
    recording = Recording(
        name=f"simulated-walk-{walker.seed}",
        sensors=recorded,
        person=Person(height_m=walker.height_m, sensor_height_m=walker.back_height_m),
        findings=(_SIMULATED,),
        is_simulated=True,
    )
    return SimulatedWalk(
        walker=walker,
        plan=plan,
        recording=recording,
        truth=truth,
        contacts=contacts,
        sensor_paths=paths,
        walked_length_m=float(sum(run.lengths_m.sum() for run in scheduled.runs)),
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
