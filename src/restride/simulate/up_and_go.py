"""The timed up and go of the virtual person: sensors, and the truth of every phase."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.person import Person
from restride.recording.events import Contact, Turn
from restride.recording.movements import Phase, UpAndGo
from restride.recording.quality import SIMULATED
from restride.recording.recording import Recording
from restride.simulate.body import BodyPath
from restride.simulate.chair import RiseMove, SeatedPose, SitMove, drawn_rise, drawn_sit, pose_on
from restride.simulate.footsteps import Run, Schedule, beside, heading_along, schedule
from restride.simulate.plan import Stand, TurnBy, WalkAhead
from restride.simulate.seating import Seating, lean_deg, seated, velocity_up_mps
from restride.simulate.sensors import SensorSettings, sensed, wobbled
from restride.simulate.truth import true_contacts, true_turn
from restride.simulate.up_and_go_people import UpAndGoSettings, random_up_and_go
from restride.simulate.walker import WalkerSettings
from restride.simulate.whole_body import BACK_SENSOR, WholeBody, body_along
from restride.terms import ContactKind, PhaseKind, Placement, Task

#: How long a failed attempt takes, over the rise that succeeds, and the pause after it.
_ATTEMPT_SHARE: Final = 0.8
_AFTER_ATTEMPT_S: Final = (0.4, 1.6)
#: The last foot lands so long before the hips reach the seat, in parts of sitting down.
_FEET_STAND_SHARE: Final = 0.10
#: So long people turn on after the last foot has landed, most of them not at all.
_TURNING_ON_S: Final = (-0.6, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedUpAndGo:
    """A timed up and go that nobody did, and what is true of it. Truth is in true time."""

    settings: UpAndGoSettings
    recording: Recording
    truth: UpAndGo
    #: When failed attempts at rising began; they are no part of the rise.
    attempts_s: tuple[float, ...]
    #: Every contact, final ones too.
    contacts: tuple[Contact, ...]
    #: The true way of each sensor, in the order of the recording's sensors.
    sensor_paths: tuple[BodyPath, ...]
    body: WholeBody


def simulate_up_and_go(
    settings: UpAndGoSettings | None = None,
    *,
    seed: int = 0,
    sensors: tuple[SensorSettings, ...] = BACK_SENSOR,
) -> SimulatedUpAndGo:
    """Let the virtual person rise, walk, turn, walk back, turn and sit down, and record it.

    Parameters
    ----------
    settings
        Another person for every seed when not given; a seed stands for nothing else.
    """
    settings = settings or random_up_and_go(seed)
    streams = np.random.default_rng([settings.seed, 22]).spawn(6)
    for_plan, for_trunk, for_feet, for_chair, wobbling, sensing = streams
    walker = settings.walker
    rising = _rises(settings, random=for_chair)
    scheduled = _scheduled(settings, start_s=_start_s(settings, rising[-1]), random=for_plan)
    contacts = true_contacts(scheduled)
    turns = [true_turn(each, contacts) for each in scheduled.turns]
    sit = _sit(settings, scheduled, turns[1], random=for_chair)
    scheduled = replace(scheduled, duration_s=sit.end_s + settings.rest_after_s)
    body = body_along(walker, scheduled, for_trunk=for_trunk, for_feet=for_feet)
    pose = _pose(settings)
    seating = seated(
        body,
        (*rising, sit),
        poses=(pose, replace(pose, slump_rad=pose.slump_rad + for_chair.normal(0.0, 0.06))),
        hardness_mps2=settings.hardness_mps2,
        fidgets_count=settings.fidgets_count,
        random=for_chair,
    )
    paths = tuple(
        wobbled(
            seating.body.place(each.placement),
            each,
            landings_s=scheduled.landings_s(each.placement.side),
            random=stream,
        )
        for each, stream in zip(sensors, wobbling.spawn(len(sensors)), strict=True)
    )
    return SimulatedUpAndGo(
        settings=settings,
        recording=_recorded(settings, paths, sensors=sensors, random=sensing),
        truth=_truth(seating, turns=(turns[0], turns[1]), contacts=contacts),
        attempts_s=tuple(start_s for start_s, _ in seating.edges_s[: len(rising) - 1]),
        contacts=contacts,
        sensor_paths=paths,
        body=seating.body,
    )


def _pose(settings: UpAndGoSettings) -> SeatedPose:
    return pose_on(
        settings.walker.height_m,
        seat_height_m=settings.seat_height_m,
        slump_deg=settings.slump_deg,
        trunk_rest_deg=settings.trunk_rest_deg,
    )


def _rises(settings: UpAndGoSettings, *, random: np.random.Generator) -> tuple[RiseMove, ...]:
    rises = []
    start_s = settings.rest_before_s
    for _ in range(settings.attempts_count):
        attempt = drawn_rise(
            start_s=start_s,
            duration_s=_ATTEMPT_SHARE * settings.rise_s * float(random.uniform(0.8, 1.2)),
            lean_deg=settings.rise_lean_deg * float(random.uniform(0.6, 0.95)),
            hesitation_ratio=0.0,
            random=random,
        )
        rises.append(replace(attempt, reached_share=float(random.uniform(0.08, 0.3))))
        start_s = attempt.end_s + float(random.uniform(*_AFTER_ATTEMPT_S))
    rise = drawn_rise(
        start_s=start_s,
        duration_s=settings.rise_s,
        lean_deg=settings.rise_lean_deg,
        hesitation_ratio=settings.hesitation_ratio,
        random=random,
    )
    return (*rises, rise)


def _start_s(settings: UpAndGoSettings, rise: RiseMove) -> float:
    """Tell when the run begins: its first half second only shifts weight."""
    return max(rise.end_s + settings.step_off_s - 0.45, rise.seat_off_s + 0.1)


def _scheduled(
    settings: UpAndGoSettings, *, start_s: float, random: np.random.Generator
) -> Schedule:
    walker = settings.walker
    turning_m = 0.0 if settings.is_turn_in_place else 0.2
    ahead = WalkAhead(length_m=max(settings.length_m - turning_m, walker.step_m))
    back = WalkAhead(length_m=max(settings.length_m - 0.3, walker.step_m))
    in_place = settings.is_turn_in_place
    plan = (
        Stand(duration_s=start_s),
        ahead,
        TurnBy(angle_deg=settings.turn_deg, is_in_place=in_place),
        back,
        TurnBy(angle_deg=settings.sit_turn_deg, is_in_place=bool(random.random() < 0.5)),
    )
    scheduled = schedule(walker, plan, random=random)
    (run,) = scheduled.runs
    return replace(scheduled, runs=(_back_to_chair(walker, run, random=random),))


def _back_to_chair(walker: WalkerSettings, run: Run, *, random: np.random.Generator) -> Run:
    """Lead the way back to the chair, turning on while the last foot is put down."""
    first, last = run.turns
    # Some turn on while the trailing foot is put beside the other one.
    extra_s = float(random.uniform(0.2, 1.0)) * (float(run.landings_s[-1]) - last.end_s)
    # Some still turn on both feet, while they sit down.
    on_feet_s = max(0.0, float(random.uniform(*_TURNING_ON_S)))
    turns = (first, replace(last, end_s=last.end_s + max(0.0, extra_s) + on_feet_s))
    out_count = int(np.searchsorted(run.landings_s, first.end_s))
    steps = np.arange(len(run.landings_s)) + 1.0
    share = np.clip((steps - out_count) / (len(steps) - 1 - out_count), 0.0, 1.0)
    body_m = run.body_m - share[:, None] * run.body_m[-1]
    headings_rad = heading_along(turns, run.landings_s + 0.4 * walker.step_s)
    return replace(
        run,
        body_m=body_m,
        places_m=body_m + beside(walker, run.sides, headings_rad=headings_rad),
        headings_rad=headings_rad,
        turns=turns,
    )


def _sit(
    settings: UpAndGoSettings, scheduled: Schedule, turn: Turn, *, random: np.random.Generator
) -> SitMove:
    sit = drawn_sit(
        start_s=turn.end_s + settings.sit_delay_s,
        duration_s=settings.sit_s,
        lean_deg=settings.sit_lean_deg,
        softness_share=settings.softness_share,
        random=random,
    )
    # Nobody sinks onto the seat while still stepping about.
    last_landing_s = float(scheduled.runs[0].landings_s[-1])
    soonest_s = last_landing_s - (sit.contact_share - _FEET_STAND_SHARE) * settings.sit_s
    return replace(sit, start_s=max(sit.start_s, soonest_s))


def _recorded(
    settings: UpAndGoSettings,
    paths: tuple[BodyPath, ...],
    *,
    sensors: tuple[SensorSettings, ...],
    random: np.random.Generator,
) -> Recording:
    walker = settings.walker
    streams = random.spawn(len(sensors))
    return Recording(
        name=f"simulated-tug-{settings.seed}",
        sensors=tuple(
            sensed(path, each, name=str(each.placement), random=stream)
            for path, each, stream in zip(paths, sensors, streams, strict=True)
        ),
        person=Person(height_m=walker.height_m, sensor_height_m=walker.back_height_m),
        findings=(SIMULATED,),
        is_simulated=True,
        task=Task.TIMED_UP_AND_GO,
    )


def _truth(seating: Seating, *, turns: tuple[Turn, Turn], contacts: tuple[Contact, ...]) -> UpAndGo:
    (rise_start_s, rise_end_s), (sit_start_s, sit_end_s) = seating.edges_s[-2:]
    turn, turn_to_sit = turns
    spans_s = {
        PhaseKind.RISE: (rise_start_s, rise_end_s),
        PhaseKind.WALK_OUT: (rise_end_s, turn.start_s),
        PhaseKind.TURN: (turn.start_s, turn.end_s),
        PhaseKind.WALK_BACK: (turn.end_s, turn_to_sit.start_s),
        PhaseKind.TURN_TO_SIT: (turn_to_sit.start_s, turn_to_sit.end_s),
        PhaseKind.SIT: (sit_start_s, sit_end_s),
    }
    back = seating.body.place(Placement.LOWER_BACK)
    return UpAndGo(
        phases=tuple(
            Phase(kind=kind, start_s=start_s, end_s=end_s)
            for kind, (start_s, end_s) in spans_s.items()
        ),
        turns=turns,
        initial_contacts=tuple(
            each
            for each in contacts
            if each.kind is ContactKind.INITIAL and rise_start_s <= each.time_s <= sit_end_s
        ),
        peak_rise_velocity_mps=float(
            velocity_up_mps(back, start_s=rise_start_s, end_s=rise_end_s).max()
        ),
        peak_sit_velocity_mps=float(
            -velocity_up_mps(back, start_s=sit_start_s, end_s=sit_end_s).min()
        ),
        rise_lean_deg=lean_deg(back, start_s=rise_start_s, end_s=rise_end_s),
        confidence=1.0,
    )
