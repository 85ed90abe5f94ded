"""Rising from a chair and sitting down again, several times: sensors, plates, landmarks, truth."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.person import Person
from restride.recording.movements import ChairRise
from restride.recording.recording import Recording
from restride.simulate.body import BodyPath
from restride.simulate.chair import ChairMove, RiseMove, SitMove, drawn_rise, drawn_sit, pose_on
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
from restride.simulate.seating import Seating, lean_deg, seated, velocity_up_mps
from restride.simulate.sensors import SensorSettings
from restride.simulate.shapes import smooth_rise
from restride.simulate.skeleton import Skeleton, centre_of_mass, skeleton_of
from restride.simulate.whole_body import BACK_SENSOR
from restride.terms import EventSource, Placement, Side, Task

_LIMITS: Final[dict[str, tuple[float, float]]] = {
    "height_m": (0.8, 2.4),
    "body_mass_kg": (15.0, 250.0),
    "seat_height_m": (0.2, 0.7),
    "slump_deg": (-40.0, 10.0),
    "trunk_rest_deg": (-30.0, 20.0),
    "rest_before_s": (0.5, 60.0),
    "rest_after_s": (0.5, 60.0),
    "rise_s": (0.5, 8.0),
    "rise_lean_deg": (10.0, 70.0),
    "stand_s": (0.05, 30.0),
    "sit_s": (0.5, 8.0),
    "sit_lean_deg": (5.0, 60.0),
    "seated_s": (0.0, 30.0),
    "slowing_ratio": (0.0, 2.0),
    "variation_ratio": (0.0, 0.4),
    "attempts_count": (0, 10),
    "left_share": (0.0, 1.0),
    "hardness_mps2": (0.0, 30.0),
    "softness_share": (0.55, 0.97),
    "hesitation_ratio": (0.0, 0.6),
}
#: Feet of a person who sits carry about this part of the weight. House choice.
_SEATED_FEET_SHARE: Final = 0.16
#: How long the seat takes to carry the person again.
_SEAT_TAKES_S: Final = 0.25
_STANCE_WIDTH_M: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class RisesSettings:
    """How the virtual person rises and sits down. Defaults: a healthy adult, arms crossed."""

    height_m: float = 1.72
    body_mass_kg: float = 72.0
    seat_height_m: float = 0.45
    slump_deg: float = -15.0
    trunk_rest_deg: float = -4.0
    rest_before_s: float = 2.5
    rest_after_s: float = 2.5
    rise_s: float = 1.1
    rise_lean_deg: float = 36.0
    #: Upright between rising and sitting down.
    stand_s: float = 0.4
    sit_s: float = 1.3
    sit_lean_deg: float = 30.0
    #: At rest on the seat between two rises.
    seated_s: float = 0.3
    #: How much longer the last rise takes than the first, in parts of it.
    slowing_ratio: float = 0.1
    #: Standard deviation of every duration, over its mean.
    variation_ratio: float = 0.06
    #: Attempts that fall back onto the seat, at places drawn by the seed.
    attempts_count: int = 0
    #: The left leg's part of what the feet carry.
    left_share: float = 0.5
    hardness_mps2: float = 4.0
    softness_share: float = 0.85
    hesitation_ratio: float = 0.08
    #: Whether the recording ends in standing.
    ends_standing: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        refuse_outside(self, _LIMITS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedRises:
    """Rises that nobody made, and what is true of them. Truth is in true time."""

    settings: RisesSettings
    recording: Recording
    rises: tuple[ChairRise, ...]
    #: When attempts that failed began; they are no rises.
    attempts_s: tuple[float, ...]
    #: Lean of the line from hips to neck in each rise, against sitting; the rises themselves tell
    #: that of the lower back.
    trunk_leans_deg: tuple[float, ...]
    #: The left leg's part of the force of both feet, over all rises.
    left_load_share: float
    #: The true loads of both plates, on the grid of the body.
    loads: dict[Side, PlateLoad]
    #: The true way of each sensor, in the order of the recording's sensors.
    sensor_paths: tuple[BodyPath, ...]
    mass_path: BodyPath
    skeleton: Skeleton


def random_rises(seed: int) -> RisesSettings:
    """Draw a person, from quick to slow."""
    random = np.random.default_rng([seed, 23])
    pace = float(random.uniform(0.0, 1.0))
    return RisesSettings(
        height_m=float(np.clip(random.normal(1.69, 0.09), 1.46, 1.96)),
        body_mass_kg=float(np.clip(random.normal(73.0, 13.0), 45.0, 120.0)),
        seat_height_m=float(random.uniform(0.42, 0.48)),
        slump_deg=float(random.uniform(-26.0, 0.0)),
        trunk_rest_deg=float(random.uniform(-14.0, 5.0)),
        rest_before_s=float(random.uniform(1.5, 4.0)),
        rest_after_s=float(random.uniform(1.5, 4.0)),
        rise_s=float(0.85 + 1.6 * pace * random.uniform(0.6, 1.2)),
        rise_lean_deg=float(random.uniform(26.0, 52.0)),
        stand_s=float(random.uniform(0.05, 0.4 + pace)),
        sit_s=float(0.95 + 1.5 * pace * random.uniform(0.6, 1.2)),
        sit_lean_deg=float(random.uniform(20.0, 42.0)),
        seated_s=float(random.uniform(0.0, 0.3 + pace)),
        slowing_ratio=float(random.uniform(0.0, 0.4)),
        variation_ratio=float(random.uniform(0.03, 0.1)),
        attempts_count=int(random.random() < 0.25 * pace),
        left_share=float(np.clip(random.normal(0.5, 0.05), 0.3, 0.7)),
        hardness_mps2=float(random.uniform(1.5, 9.0)),
        softness_share=float(random.uniform(0.65, 0.95)),
        hesitation_ratio=float(0.4 * pace * random.uniform(0.0, 1.0)),
        seed=seed,
    )


def simulate_rises(
    count: int = 5,
    *,
    settings: RisesSettings | None = None,
    seed: int = 0,
    sensors: tuple[SensorSettings, ...] = BACK_SENSOR,
    plates: PlateSettings | None = None,
    landmarks: LandmarkSettings | None = None,
) -> SimulatedRises:
    """Let the virtual person rise and sit down so many times, and record it.

    Parameters
    ----------
    settings
        Another person for every seed when not given; a seed stands for nothing else.
    """
    refuse_count(count)
    settings = settings or random_rises(seed)
    streams = np.random.default_rng([settings.seed, 24]).spawn(4)
    for_moves, for_body, for_seat, recording_stream = streams
    moves = _moves(settings, count, random=for_moves)
    seating = _seating(settings, moves, for_body=for_body, for_seat=for_seat)
    skeleton = skeleton_of(seating.body)
    mass = centre_of_mass(skeleton)
    loads = _loads(settings, mass, skeleton, moves=moves, random=for_seat)
    recorder = Recorder(
        sensors=sensors,
        plates=plates or PlateSettings(),
        landmarks=landmarks or LandmarkSettings(),
    )
    paths = tuple(seating.body.place(each.placement) for each in sensors)
    rises = _rises(seating)
    return SimulatedRises(
        settings=settings,
        recording=recorded_in_place(
            f"simulated-rises-{settings.seed}",
            skeleton,
            task=Task.SIT_TO_STAND,
            person=_person(settings, seating),
            paths=paths,
            loads=loads,
            recorder=recorder,
            random=recording_stream,
        ),
        rises=rises,
        attempts_s=_attempts_s(seating),
        trunk_leans_deg=tuple(_trunk_lean_deg(seating, each) for each in rises),
        left_load_share=load_share(
            loads, [(each.start_s, each.end_s) for each in rises], times_s=skeleton.times_s
        ),
        loads=loads,
        sensor_paths=paths,
        mass_path=mass,
        skeleton=skeleton,
    )


def _loads(
    settings: RisesSettings,
    mass: BodyPath,
    skeleton: Skeleton,
    *,
    moves: tuple[ChairMove, ...],
    random: np.random.Generator,
) -> dict[Side, PlateLoad]:
    times_s = skeleton.times_s
    return foot_loads(
        mass,
        body_mass_kg=settings.body_mass_kg,
        ankles_m={side: skeleton.of(side, "ankle")[0] for side in Side},
        feet_share=_feet_share(moves, times_s=times_s),
        left_share=wandering_share(settings.left_share, times_s=times_s, random=random),
    )


def _person(settings: RisesSettings, seating: Seating) -> Person:
    return Person(
        height_m=settings.height_m,
        sensor_height_m=seating.body.back_height_m,
        body_mass_kg=settings.body_mass_kg,
    )


def _attempts_s(seating: Seating) -> tuple[float, ...]:
    return tuple(
        start_s
        for move, (start_s, _) in zip(seating.moves, seating.edges_s, strict=True)
        if isinstance(move, RiseMove) and move.reached_share < 1.0
    )


def _moves(
    settings: RisesSettings, count: int, *, random: np.random.Generator
) -> tuple[ChairMove, ...]:
    moves: list[ChairMove] = []
    now_s = settings.rest_before_s
    fails_before = random.integers(0, count, size=settings.attempts_count)

    def varied(duration_s: float) -> float:
        drawn = float(np.clip(random.standard_normal(), -2.0, 2.0))
        return duration_s * max(0.4, 1 + settings.variation_ratio * drawn)

    for index in range(count):
        slower = 1 + settings.slowing_ratio * index / max(1, count - 1)
        for _ in range(int(np.sum(fails_before == index))):
            attempt = _rise(settings, now_s, varied(0.8 * settings.rise_s), random=random)
            reached = float(random.uniform(0.08, 0.3))
            moves.append(replace(attempt, reached_share=reached, hesitation_ratio=0.0))
            now_s = attempt.end_s + varied(0.8)
        rise = _rise(settings, now_s, varied(settings.rise_s * slower), random=random)
        moves.append(rise)
        if index == count - 1 and settings.ends_standing:
            break
        sit = drawn_sit(
            start_s=rise.end_s + varied(settings.stand_s),
            duration_s=varied(settings.sit_s * slower),
            lean_deg=settings.sit_lean_deg,
            softness_share=settings.softness_share,
            random=random,
        )
        moves.append(sit)
        now_s = sit.end_s + varied(settings.seated_s)
    return tuple(moves)


def _rise(
    settings: RisesSettings, start_s: float, duration_s: float, *, random: np.random.Generator
) -> RiseMove:
    return drawn_rise(
        start_s=start_s,
        duration_s=duration_s,
        lean_deg=settings.rise_lean_deg,
        hesitation_ratio=settings.hesitation_ratio,
        random=random,
    )


def _seating(
    settings: RisesSettings,
    moves: tuple[ChairMove, ...],
    *,
    for_body: np.random.Generator,
    for_seat: np.random.Generator,
) -> Seating:
    pose = pose_on(
        settings.height_m,
        seat_height_m=settings.seat_height_m,
        slump_deg=settings.slump_deg,
        trunk_rest_deg=settings.trunk_rest_deg,
    )
    stays_count = 1 + sum(isinstance(each, SitMove) for each in moves)
    # Between rises people sit more upright than before and after.
    upright = for_seat.uniform(0.4, 0.9, size=stays_count)
    upright[[0, -1]] = 1.0
    poses = tuple(
        replace(pose, slump_rad=pose.slump_rad * part, trunk_rad=pose.trunk_rad * part)
        for part in upright.tolist()
    )
    return seated(
        standing_body(
            height_m=settings.height_m,
            stance_width_m=_STANCE_WIDTH_M,
            duration_s=moves[-1].end_s + settings.rest_after_s,
            random=for_body,
        ),
        moves,
        poses=poses,
        hardness_mps2=settings.hardness_mps2,
        fidgets_count=1,
        random=for_seat,
    )


def _feet_share(moves: tuple[ChairMove, ...], *, times_s: FloatArray) -> FloatArray:
    share = np.full(len(times_s), _SEATED_FEET_SHARE)
    gained = 1.0 - _SEATED_FEET_SHARE
    for move in moves:
        if isinstance(move, SitMove):
            taken = smooth_rise(
                times_s, start_s=move.contact_s - 0.05, end_s=move.contact_s + _SEAT_TAKES_S
            )
            share -= gained * taken
            continue
        begin_s = move.start_s + 0.3 * move.seat_off_share * move.duration_s
        given = smooth_rise(times_s, start_s=begin_s, end_s=move.seat_off_s + 0.05)
        if move.reached_share < 1.0:
            fall_s = move.start_s + 0.68 * move.duration_s
            given = 0.8 * (given - smooth_rise(times_s, start_s=fall_s, end_s=fall_s + 0.25))
        share += gained * given
    return share


def _rises(seating: Seating) -> tuple[ChairRise, ...]:
    back = seating.body.place(Placement.LOWER_BACK)
    rises: list[ChairRise] = []
    for move, (start_s, end_s) in zip(seating.moves, seating.edges_s, strict=True):
        if isinstance(move, SitMove):
            down_mps = float(-velocity_up_mps(back, start_s=start_s, end_s=end_s).min())
            rises[-1] = replace(
                rises[-1], sit_start_s=start_s, sit_end_s=end_s, peak_sit_velocity_mps=down_mps
            )
        elif move.reached_share == 1.0:
            rises.append(
                ChairRise(
                    start_s=start_s,
                    end_s=end_s,
                    sit_start_s=None,
                    sit_end_s=None,
                    peak_rise_velocity_mps=float(
                        velocity_up_mps(back, start_s=start_s, end_s=end_s).max()
                    ),
                    peak_sit_velocity_mps=None,
                    trunk_lean_deg=lean_deg(back, start_s=start_s, end_s=end_s),
                    source=EventSource.SIMULATION,
                    confidence=1.0,
                )
            )
    return tuple(rises)


def _trunk_lean_deg(seating: Seating, rise: ChairRise) -> float:
    body = seating.body
    first, last = np.searchsorted(body.pelvis.times_s, [rise.start_s, rise.end_s])
    pitch_deg = np.rad2deg(body.trunk_rad[first : last + 1])
    return float(pitch_deg.max() - pitch_deg[0])
