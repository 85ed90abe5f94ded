"""What a sensor fixed to a moving part would have recorded, faults included."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.recording.clock import Clock
from restride.recording.recording import Sensor
from restride.simulate.body import GRID_RATE_HZ, BodyPath, rotations, to_part
from restride.simulate.shapes import damped_ring
from restride.terms import Placement
from restride.units import STANDARD_GRAVITY_MPS2

_DIRECTIONS: Final[dict[str, tuple[float, float, float]]] = {
    "forward": (1.0, 0.0, 0.0),
    "backward": (-1.0, 0.0, 0.0),
    "left": (0.0, 1.0, 0.0),
    "right": (0.0, -1.0, 0.0),
    "up": (0.0, 0.0, 1.0),
    "down": (0.0, 0.0, -1.0),
}
_RATE_RANGE_HZ: Final = (5.0, GRID_RATE_HZ)
#: Soft tissue under a belt swings at about this frequency and dies away within a few swings.
_WOBBLE_HZ: Final = 9.0
_WOBBLE_DECAY_S: Final = 0.07
_LONGEST_JITTER_SHARE: Final = 0.45
_LARGEST_NOISE: Final = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorSettings:
    """One sensor: where and how it is worn, and what is wrong with it."""

    placement: Placement = Placement.LOWER_BACK
    sampling_rate_hz: float = 100.0
    #: Which way x, y, z point on the body before any rotation: right-handed.
    axes: tuple[str, str, str] = ("forward", "left", "up")
    #: Whether the recording says so.
    states_axes: bool = False
    #: Turned as worn about the body's forward, then left, then up axis.
    rotation_deg: tuple[float, float, float] = (0.0, 0.0, 0.0)
    #: White noise of each sample. As small sensors of today: 100 ug and 0.01 deg/s per root hertz.
    acceleration_noise_mps2: float = 0.02
    angular_velocity_noise_dps: float = 0.1
    acceleration_bias_mps2: tuple[float, float, float] = (0.0, 0.0, 0.0)
    angular_velocity_bias_dps: tuple[float, float, float] = (0.0, 0.0, 0.0)
    #: Signals are cut off here, as 16 g and 2000 deg/s sensors do.
    acceleration_range_mps2: float = 16 * STANDARD_GRAVITY_MPS2
    angular_velocity_range_dps: float = 2000.0
    #: Standard deviation of the time between two samples being off, in parts of it.
    jitter_share: float = 0.0
    #: The sensor's clock shows ``true * (1 + drift) + offset``.
    clock_drift_ratio: float = 0.0
    clock_offset_s: float = 0.0
    #: (start, end) of stretches that were not recorded, in true time.
    gaps_s: tuple[tuple[float, float], ...] = ()
    #: Gaps are rows without numbers; otherwise the rows are absent.
    has_rows_in_gaps: bool = True
    #: How far soft tissue lets the sensor quiver after each landing.
    wobble_m: float = 0.0
    has_gyroscope: bool = True

    def __post_init__(self) -> None:
        low_hz, high_hz = _RATE_RANGE_HZ
        if not low_hz <= self.sampling_rate_hz <= high_hz:
            raise OptionError(
                f"sampling_rate_hz must lie between {low_hz:g} and {high_hz:g}, and is "
                f"{self.sampling_rate_hz:g}. Choose a rate within these limits."
            )
        if not 0 <= self.jitter_share <= _LONGEST_JITTER_SHARE:
            raise OptionError(
                f"jitter_share must lie between 0 and {_LONGEST_JITTER_SHARE:g}, so that time does "
                f"not run backwards, and is {self.jitter_share:g}. Choose a smaller one."
            )
        if self.placement is Placement.UNKNOWN:
            raise OptionError(
                "A simulated sensor needs a place on the body, and got 'unknown'. "
                "Choose lower-back, left-foot or right-foot."
            )
        self._refuse_crooked_axes()
        self._refuse_odd_faults()

    @property
    def mounting(self) -> FloatArray:
        """Turn body axes into sensor axes, (3, 3)."""
        stated = np.array([_DIRECTIONS[name] for name in self.axes])
        worn = rotations(np.deg2rad([self.rotation_deg]))[0]
        mounting: FloatArray = stated @ worn.T
        return mounting

    def _refuse_odd_faults(self) -> None:
        for name in ("acceleration_noise_mps2", "angular_velocity_noise_dps"):
            if not 0 <= getattr(self, name) <= _LARGEST_NOISE:
                raise OptionError(
                    f"{name} must lie between 0 and {_LARGEST_NOISE:g}, and is "
                    f"{getattr(self, name):g}. Choose a value within these limits."
                )
        if not all(abs(angle_deg) <= 360 for angle_deg in self.rotation_deg):
            raise OptionError(
                f"A sensor is turned by at most 360 degrees about each axis, and got "
                f"{self.rotation_deg}. Choose smaller angles."
            )
        for start_s, end_s in self.gaps_s:
            if not 0 <= start_s < end_s:
                raise OptionError(
                    f"A gap must end after it starts, at 0 s or later, and goes from {start_s:g} "
                    f"to {end_s:g} s. Give its start, then its end."
                )

    def _refuse_crooked_axes(self) -> None:
        known = all(name in _DIRECTIONS for name in self.axes)
        if known:
            x, y, z = (np.array(_DIRECTIONS[name]) for name in self.axes)
            known = bool(np.array_equal(np.cross(x, y), z))
        if not known:
            raise OptionError(
                f"axes must be three right-handed directions out of {', '.join(_DIRECTIONS)}, "
                f"and are {self.axes}. Name where x, y and z point, such as forward, left, up."
            )


def wobbled(
    path: BodyPath,
    settings: SensorSettings,
    *,
    landings_s: FloatArray,
    random: np.random.Generator,
) -> BodyPath:
    """Let the sensor quiver on its soft tissue after each landing."""
    if not settings.wobble_m:
        return path
    times_s, position_m = path.times_s, path.position_m.copy()
    for landing_s in landings_s:
        first, last = np.searchsorted(times_s, [landing_s, landing_s + 8 * _WOBBLE_DECAY_S])
        ring = damped_ring(
            times_s[first:last] - landing_s,
            frequency_hz=_WOBBLE_HZ,
            decay_s=_WOBBLE_DECAY_S,
            rise_s=0.03,
        )
        position_m[first:last] += ring[:, None] * random.normal(0.0, settings.wobble_m, size=3)
    return replace(path, position_m=position_m)


def sensed(
    path: BodyPath, settings: SensorSettings, *, name: str, random: np.random.Generator
) -> Sensor:
    """Record a part's motion: each sample is the mean over its own interval, as filters give it."""
    true_s = _sample_times(path, settings, random=random)
    gravity = np.array([0.0, 0.0, STANDARD_GRAVITY_MPS2])
    felt = to_part(path.acceleration_mps2() + gravity, path.angles_rad)
    felt = _turned(felt, settings.mounting)
    turning = _turned(np.rad2deg(path.angular_velocity_radps()), settings.mounting)
    means = _means(np.hstack([felt, turning]), at_s=true_s - path.start_s, settings=settings)
    acceleration_mps2 = _disturbed(
        means[:, :3],
        noise=settings.acceleration_noise_mps2,
        bias=settings.acceleration_bias_mps2,
        limit=settings.acceleration_range_mps2,
        random=random,
    )
    angular_velocity_dps = _disturbed(
        means[:, 3:],
        noise=settings.angular_velocity_noise_dps,
        bias=settings.angular_velocity_bias_dps,
        limit=settings.angular_velocity_range_dps,
        random=random,
    )
    kept = np.ones(len(true_s), dtype=bool)
    for start_s, end_s in settings.gaps_s:
        kept &= ~((true_s >= start_s) & (true_s < end_s))
    if settings.has_rows_in_gaps:
        acceleration_mps2[~kept] = np.nan
        angular_velocity_dps[~kept] = np.nan
        kept[:] = True
    return Sensor(
        name=name,
        placement=settings.placement,
        clock=_clock(true_s, settings, kept=kept),
        acceleration_mps2=acceleration_mps2[kept],
        angular_velocity_dps=angular_velocity_dps[kept] if settings.has_gyroscope else None,
        stated_axes=settings.axes if settings.states_axes else None,
        acceleration_range_mps2=settings.acceleration_range_mps2,
        angular_velocity_range_dps=settings.angular_velocity_range_dps,
    )


def _turned(vectors: FloatArray, matrix: FloatArray) -> FloatArray:
    """Turn every row by one matrix; by hand, since threads cost more than they save here."""
    x, y, z = vectors.T
    return np.column_stack([row[0] * x + row[1] * y + row[2] * z for row in matrix])


def _sample_times(
    path: BodyPath, settings: SensorSettings, *, random: np.random.Generator
) -> FloatArray:
    duration_s = (len(path.position_m) - 1) / GRID_RATE_HZ
    count = int(duration_s * settings.sampling_rate_hz + 1e-9)
    off_samples = np.zeros(count)
    if settings.jitter_share:
        drawn = np.clip(random.standard_normal(count), -1.0, 1.0)
        off_samples = settings.jitter_share * drawn
        off_samples[0] = 0.0
    return path.start_s + (np.arange(count) + off_samples) / settings.sampling_rate_hz


def _clock(true_s: FloatArray, settings: SensorSettings, *, kept: FloatArray) -> Clock:
    pace = 1 + settings.clock_drift_ratio
    is_even = not settings.jitter_share and bool(np.all(kept))
    shown_s = (true_s * pace + settings.clock_offset_s)[kept]
    return Clock(
        sampling_rate_hz=settings.sampling_rate_hz / pace,
        samples_count=len(shown_s),
        start_s=float(shown_s[0]) if len(shown_s) else settings.clock_offset_s,
        stamps_s=None if is_even else shown_s,
    )


def _means(signals: FloatArray, *, at_s: FloatArray, settings: SensorSettings) -> FloatArray:
    """Average each column over the sample's own interval around each time."""
    half_s = 0.5 / settings.sampling_rate_hz
    if settings.jitter_share:
        edges_s = np.concatenate((at_s - half_s, at_s + half_s))
        starts, ends = np.split(np.arange(len(edges_s)), 2)
    else:
        # One sample ends where the next one begins.
        edges_s = np.append(at_s[:1] - half_s, at_s + half_s)
        starts, ends = np.arange(len(at_s)), np.arange(1, len(at_s) + 1)
    integrals = np.column_stack(
        [_integral(np.ascontiguousarray(column), edges_s * GRID_RATE_HZ) for column in signals.T]
    )
    means: FloatArray = (integrals[ends] - integrals[starts]) / (2 * half_s * GRID_RATE_HZ)
    return means


def _integral(signal: FloatArray, at: FloatArray) -> FloatArray:
    """Integrate a signal from its start to places between its samples."""
    # The running integral is known with its slope at each sample: a cubic between two samples.
    steps = 13.0 * (signal[1:] + signal[:-1])
    steps[1:] -= signal[:-2]
    steps[:-1] -= signal[2:]
    steps[0] -= signal[0]
    steps[-1] -= signal[-1]
    total = np.concatenate((np.zeros(1), np.cumsum(steps / 24.0)))
    last = len(signal) - 1
    inside = np.minimum(np.maximum(at, 0.0), last)
    index = np.minimum(inside.astype(np.intp), last - 1)
    u = inside - index
    start, end = signal[index], signal[index + 1]
    rise = total[index + 1] - total[index]
    curve: FloatArray = total[index] + u * (
        start + u * (3 * rise - 2 * start - end + u * (start + end - 2 * rise))
    )
    # Before the first and after the last sample everything stands still.
    beyond = at - inside
    curve += np.minimum(beyond, 0.0) * signal[0] + np.maximum(beyond, 0.0) * signal[-1]
    return curve


def _disturbed(
    signal: FloatArray,
    *,
    noise: float,
    bias: tuple[float, float, float],
    limit: float,
    random: np.random.Generator,
) -> FloatArray:
    noisy = signal + np.asarray(bias)
    if noise:
        noisy = noisy + noise * random.standard_normal(signal.shape)
    limited: FloatArray = np.clip(noisy, -limit, limit)
    return limited
