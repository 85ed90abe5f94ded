"""Quiet standing of the virtual person: plates, a sensor on the back, and exact truth.

The person is an inverted pendulum, turning about the ankles to and fro and shifting over both
legs to the sides. The centre of pressure drives it; the centre of mass, the forces of both feet
and what a sensor on the back feels follow. Sizes: docs/decisions/0022.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.person import Person
from restride.recording.plates import Plate
from restride.recording.quality import SIMULATED
from restride.recording.recording import Recording
from restride.simulate.body import GRID_RATE_HZ, BodyPath
from restride.simulate.limits import refuse_outside
from restride.simulate.plates import PlateLoad, PlateSettings, ground_force_n, recorded_plate
from restride.simulate.sensors import SensorSettings, sensed
from restride.simulate.stand_truth import StandTruth, stand_truth
from restride.simulate.sway_spectrum import SwaySpectrum, pendulum_sway, plain_sway
from restride.simulate.whole_body import BACK_SENSOR
from restride.terms import Eyes, Placement, Side, Surface, Task

_LIMITS: Final[dict[str, tuple[float, float]]] = {
    "duration_s": (1.0, 3600.0),
    "height_m": (0.8, 2.4),
    "body_mass_kg": (15.0, 250.0),
    "sway_forward_mm": (0.01, 80.0),
    "sway_sideways_mm": (0.01, 80.0),
    "corner_hz": (0.1, 3.0),
    "steep_slope": (2.5, 6.0),
    "stance_width_m": (0.02, 0.6),
    "left_share": (0.05, 0.95),
    "trunk_sway_deg": (0.0, 5.0),
    "seed": (0, 2**53),
}
#: Height of the centre of mass of all but the feet above the ankles, over body height.
#: [winter1995]
_MASS_HEIGHT_SHARE: Final = 0.52
#: People stand with their weight about this far before the ankles.
_AHEAD_OF_ANKLES_M: Final = 0.045
#: Over two legs the pelvis shifts sideways and tips only this part of what the leg does.
_TIPPING_SHARE: Final = 0.25
#: Where the sensor sits behind the middle of the pelvis.
_BEHIND_M: Final = 0.10
#: The feet share the load fore and aft unevenly: how far they differ.
_FEET_DIFFER_M: Final = 0.004
#: How standing changes without sight and on foam: forward, sideways and corner, over the first.
_CONDITIONS: Final[dict[tuple[Eyes, Surface], tuple[float, float, float]]] = {
    (Eyes.OPEN, Surface.FIRM): (1.0, 1.0, 1.0),
    (Eyes.CLOSED, Surface.FIRM): (1.15, 1.1, 1.15),
    (Eyes.OPEN, Surface.FOAM): (1.7, 2.0, 1.1),
    (Eyes.CLOSED, Surface.FOAM): (2.6, 3.0, 1.3),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandSettings:
    """How the virtual person stands. Defaults: a healthy adult, eyes open, firm ground."""

    duration_s: float = 60.0
    height_m: float = 1.72
    body_mass_kg: float = 72.0
    #: Standard deviation of the centre of pressure.
    sway_forward_mm: float = 4.5
    sway_sideways_mm: float = 2.6
    #: Where the spectrum turns steep, and how steep: what sets the speed for a given size.
    corner_hz: float = 0.55
    steep_slope: float = 3.8
    #: Between the middles of both feet.
    stance_width_m: float = 0.20
    #: The left leg's part of the weight, on average.
    left_share: float = 0.5
    #: How much the trunk sways on its own, about the hips.
    trunk_sway_deg: float = 0.12
    #: Borne by the recording; they change nothing by themselves.
    eyes: Eyes = Eyes.OPEN
    surface: Surface = Surface.FIRM
    seed: int = 0

    def __post_init__(self) -> None:
        refuse_outside(self, _LIMITS)

    @property
    def pendulum_m(self) -> float:
        """Length of the pendulum."""
        return _MASS_HEIGHT_SHARE * self.height_m


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedStand:
    """Standing that nobody did, and what is true of it."""

    settings: StandSettings
    recording: Recording
    #: On the grid of the body: (n_samples, 2), forward and right of the middle between the feet.
    times_s: FloatArray
    centre_of_pressure_mm: FloatArray
    centre_of_mass_mm: FloatArray
    truth: StandTruth
    #: The true loads of both feet, forward and left in the world.
    loads: dict[Side, PlateLoad]
    #: The true way of each sensor, in the order of the recording's sensors.
    sensor_paths: tuple[BodyPath, ...]


def stander(
    eyes: Eyes = Eyes.OPEN, surface: Surface = Surface.FIRM, *, seed: int = 0, **changes: Any
) -> StandSettings:
    """Draw a person who stands with eyes open or closed, on firm ground or foam.

    One seed is one person: conditions of the same seed share height, mass and size of the sway.
    """
    random = np.random.default_rng([seed, 25])
    forward, sideways, corner = _CONDITIONS[eyes, surface]
    size = float(np.exp(0.3 * np.clip(random.standard_normal(), -2, 2)))
    drawn = StandSettings(
        height_m=float(np.clip(random.normal(1.69, 0.09), 1.46, 1.96)),
        body_mass_kg=float(np.clip(random.normal(72.0, 13.0), 45.0, 120.0)),
        sway_forward_mm=4.5 * size * forward,
        sway_sideways_mm=2.6 * size * sideways * float(random.uniform(0.7, 1.3)),
        corner_hz=float(random.uniform(0.4, 0.75)) * corner,
        steep_slope=float(random.uniform(3.4, 4.3)),
        left_share=float(np.clip(random.normal(0.5, 0.02), 0.4, 0.6)),
        eyes=eyes,
        surface=surface,
        seed=seed,
    )
    return replace(drawn, **changes)


def simulate_stand(
    settings: StandSettings | None = None,
    *,
    sensors: tuple[SensorSettings, ...] = BACK_SENSOR,
    plate: PlateSettings | None = None,
    has_two_plates: bool = False,
) -> SimulatedStand:
    """Let the virtual person stand, and record it.

    Parameters
    ----------
    has_two_plates
        A plate under each foot; otherwise one under both.
    """
    settings = settings or StandSettings()
    if any(each.placement is not Placement.LOWER_BACK for each in sensors):
        raise OptionError(
            "Feet stand still, so that a standing person is recorded at 1 place, the lower back, "
            f"and got {', '.join(each.placement for each in sensors)}. Leave the feet out."
        )
    condition = [list(Eyes).index(settings.eyes), list(Surface).index(settings.surface)]
    streams = np.random.default_rng([settings.seed, 26, *condition]).spawn(5)
    for_sway, for_trunk, for_feet, sensing, weighing = streams
    pressure_m, mass_m = _swayed(settings, random=for_sway)
    mass = _mass_path(settings, mass_m)
    loads = _loads(settings, mass, pressure_m, random=for_feet)
    back = _back_path(settings, mass_m, random=for_trunk)
    paths = tuple(back for _ in sensors)
    plate = plate or PlateSettings()
    plates = _plates(loads, plate, has_two_plates=has_two_plates, random=weighing)
    sides = np.array([1.0, -1.0])
    times_s = np.arange(len(pressure_m)) / GRID_RATE_HZ
    pressure_mm = 1000.0 * pressure_m * sides
    return SimulatedStand(
        settings=settings,
        recording=_recording(settings, plates, paths, sensors=sensors, random=sensing),
        times_s=times_s,
        centre_of_pressure_mm=pressure_mm,
        centre_of_mass_mm=1000.0 * mass_m * sides,
        truth=stand_truth(times_s, pressure_mm, sampling_rate_hz=plate.sampling_rate_hz, back=back),
        loads=loads,
        sensor_paths=paths,
    )


def _swayed(
    settings: StandSettings, *, random: np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Draw both directions, forward and left: centre of pressure and of mass, (n_samples, 2)."""
    samples_count = round(settings.duration_s * GRID_RATE_HZ) + 1
    sizes_m = (settings.sway_forward_mm / 1000.0, settings.sway_sideways_mm / 1000.0)
    sways = [
        pendulum_sway(
            SwaySpectrum(
                size_m=size_m, corner_hz=settings.corner_hz, steep_slope=settings.steep_slope
            ),
            samples_count=samples_count,
            length_m=settings.pendulum_m,
            random=random,
        )
        for size_m in sizes_m
    ]
    shifted_m = np.array(
        [_AHEAD_OF_ANKLES_M, settings.stance_width_m * (settings.left_share - 0.5)]
    )
    pressure_m = np.column_stack([each.pressure_m for each in sways]) + shifted_m
    return pressure_m, np.column_stack([each.mass_m for each in sways]) + shifted_m


def _mass_path(settings: StandSettings, mass_m: FloatArray) -> BodyPath:
    # The pendulum moves level: its rise and fall is far below what a plate can tell.
    height_m = np.full(len(mass_m), settings.pendulum_m)
    position_m = np.column_stack([mass_m, height_m])
    return BodyPath(start_s=0.0, position_m=position_m, angles_rad=np.zeros_like(position_m))


def _loads(
    settings: StandSettings,
    mass: BodyPath,
    pressure_m: FloatArray,
    *,
    random: np.random.Generator,
) -> dict[Side, PlateLoad]:
    """Share the load so that both feet together press where the body does."""
    force_n = ground_force_n(mass, body_mass_kg=settings.body_mass_kg)
    width_m = settings.stance_width_m
    left_share = np.clip(0.5 + pressure_m[:, 1] / width_m, 0.02, 0.98)
    differ = plain_sway(
        SwaySpectrum(size_m=_FEET_DIFFER_M), samples_count=len(pressure_m), random=random
    )
    # What the shares leave over sideways, each foot does itself.
    own_m = pressure_m[:, 1] - width_m * (left_share - 0.5)
    shares = {Side.LEFT: left_share, Side.RIGHT: 1.0 - left_share}
    loads = {}
    for side, out in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
        forward_m = pressure_m[:, 0] + out * shares[side.other] * differ
        centre_m = np.column_stack([forward_m, out * width_m / 2 + own_m])
        loads[side] = PlateLoad(centre_m=centre_m, force_n=force_n * shares[side][:, None])
    return loads


def _back_path(
    settings: StandSettings, mass_m: FloatArray, *, random: np.random.Generator
) -> BodyPath:
    """Carry the sensor along: it goes with the pendulum and tips with it."""
    sensor_m = 0.6 * settings.height_m
    ratio = sensor_m / settings.pendulum_m
    trunk = SwaySpectrum(size_m=float(np.deg2rad(settings.trunk_sway_deg)), corner_hz=0.4)
    own_rad = [plain_sway(trunk, samples_count=len(mass_m), random=random) for _ in range(3)]
    position_m = np.column_stack([mass_m * ratio, np.full(len(mass_m), sensor_m)]) - np.array(
        [_BEHIND_M, 0.0, 0.0]
    )
    angles_rad = np.column_stack(
        [
            -_TIPPING_SHARE * mass_m[:, 1] / settings.pendulum_m + own_rad[0],
            mass_m[:, 0] / settings.pendulum_m + own_rad[1],
            own_rad[2],
        ]
    )
    return BodyPath(start_s=0.0, position_m=position_m, angles_rad=angles_rad)


def _plates(
    loads: dict[Side, PlateLoad],
    settings: PlateSettings,
    *,
    has_two_plates: bool,
    random: np.random.Generator,
) -> tuple[Plate, ...]:
    if not has_two_plates:
        both = _joined(loads)
        return (recorded_plate(both, settings, name="plate", side=None, random=random),)
    return tuple(
        recorded_plate(loads[side], settings, name=f"{side} foot", side=side, random=stream)
        for side, stream in zip(Side, random.spawn(2), strict=True)
    )


def _joined(loads: dict[Side, PlateLoad]) -> PlateLoad:
    left, right = loads[Side.LEFT], loads[Side.RIGHT]
    force_n = left.force_n + right.force_n
    moments = left.centre_m * left.force_n[:, 2:] + right.centre_m * right.force_n[:, 2:]
    return PlateLoad(centre_m=moments / force_n[:, 2:], force_n=force_n)


def _recording(
    settings: StandSettings,
    plates: tuple[Plate, ...],
    paths: tuple[BodyPath, ...],
    *,
    sensors: tuple[SensorSettings, ...],
    random: np.random.Generator,
) -> Recording:
    streams = random.spawn(len(sensors)) if sensors else []
    return Recording(
        name=f"simulated-stand-{settings.seed}",
        sensors=tuple(
            sensed(path, each, name=str(each.placement), random=stream)
            for path, each, stream in zip(paths, sensors, streams, strict=True)
        ),
        plates=plates,
        person=Person(
            height_m=settings.height_m,
            sensor_height_m=0.6 * settings.height_m,
            body_mass_kg=settings.body_mass_kg,
        ),
        findings=(SIMULATED,),
        is_simulated=True,
        task=Task.QUIET_STANDING,
    )
