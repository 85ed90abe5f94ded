"""How long a position was kept: from when the person stands until they step off.

A position that was not kept is a time, not a gap: single-leg stance and the harder levels of a
protocol are scored by it.
"""

from dataclasses import dataclass

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.balance.net_pressure import UNLOADED_BELOW_N, NetPressure
from restride.errors import SignalNotUsable
from restride.recording.clock import Clock
from restride.terms import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSettings:
    """When a person stands. All are house choices: docs/decisions/0080."""

    #: Standing is to carry at least this part of the own weight: quiet sway moves it by a few per
    #: cent, a foot beside the plate takes a quarter of it and more.
    least_load_share: float = 0.8
    #: Shorter drops of the load, such as frames without force, end nothing.
    longest_drop_s: float = 0.2
    #: A shorter stretch on the plate is stepping on, not standing.
    least_held_s: float = 2.0
    #: Left out after stepping on: the sway of the step itself.
    settling_s: float = 1.0
    #: Left out before stepping off.
    leaving_s: float = 0.5
    #: A second in which the vertical acceleration varies by more than this is a step or a jolt:
    #: standing shows a tenth of it, walking four times as much.
    stillest_step_mps2: float = 0.5
    #: The lifted leg touches down where its plate carries this part of the weight.
    touch_share: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPosition:
    """A position that was kept, and how it began and ended."""

    start_s: float
    end_s: float
    has_stepped_on: bool
    has_stepped_off: bool
    #: Of further stretches on the plate, after the first was left.
    later_s: float = 0.0

    @property
    def held_s(self) -> float:
        """How long it was kept."""
        return self.end_s - self.start_s


def find_held(
    pressure: NetPressure, *, leg: Side | None = None, settings: HeldSettings | None = None
) -> HeldPosition:
    """Find how long the person stood, the first time that they did.

    Parameters
    ----------
    leg
        The one stood on, where one leg is lifted and each foot has its own plate: a touch of the
        other foot ends the position.

    Raises
    ------
    SignalNotUsable
        Where nobody ever stood on the plate.
    """
    settings = settings or HeldSettings()
    _refuse_never_loaded(pressure)
    rate_hz = pressure.clock.sampling_rate_hz
    longest_samples = round(settings.longest_drop_s * rate_hz)
    stands = _bridged(_stands(pressure, leg=leg, settings=settings), longest_samples)
    starts, ends = _runs(stands)
    first_s = pressure.clock.start_s
    if not len(starts):
        return HeldPosition(
            start_s=first_s, end_s=first_s, has_stepped_on=False, has_stepped_off=True
        )
    # A hair is given: a stretch of exactly the least is long enough.
    is_long = (ends - starts) / rate_hz >= settings.least_held_s - 1e-9
    if not is_long.any():
        is_long = (ends - starts) == (ends - starts).max(initial=0)
    kept = np.flatnonzero(is_long)
    start, end = int(starts[kept[0]]), int(ends[kept[0]])
    return HeldPosition(
        start_s=first_s + start / rate_hz,
        end_s=first_s + end / rate_hz,
        has_stepped_on=start > longest_samples,
        has_stepped_off=end < len(stands) - longest_samples,
        later_s=float((ends - starts)[kept[1:]].sum() / rate_hz),
    )


def find_still(
    acceleration_mps2: FloatArray, *, clock: Clock, settings: HeldSettings | None = None
) -> HeldPosition:
    """Find how long the person stood, from a sensor on the trunk: without a step.

    Parameters
    ----------
    acceleration_mps2 : (n_samples, 3)
        Specific force in the sensor's own axes.
    """
    settings = settings or HeldSettings()
    size = np.linalg.norm(acceleration_mps2, axis=1)
    window = max(2, min(round(clock.sampling_rate_hz), len(size)))
    seconds = size[: len(size) // window * window].reshape(-1, window)
    # A second with a gap tells by what is there.
    deviation = np.array([_deviation(each) for each in seconds])
    starts, ends = _runs(deviation <= settings.stillest_step_mps2)
    times_s = clock.times_s
    if not len(starts):
        first_s = clock.first_s
        return HeldPosition(
            start_s=first_s, end_s=first_s, has_stepped_on=False, has_stepped_off=True
        )
    is_long = ends - starts >= settings.least_held_s
    first = int(np.argmax(is_long)) if is_long.any() else int(np.argmax(ends - starts))
    start, end = int(starts[first]), int(ends[first])
    is_last = end == len(seconds)
    return HeldPosition(
        start_s=float(times_s[start * window]),
        end_s=clock.end_s if is_last else float(times_s[end * window]),
        has_stepped_on=start > 0,
        has_stepped_off=not is_last,
        later_s=float((ends - starts)[first + 1 :].sum()),
    )


def _deviation(values: FloatArray) -> float:
    seen = values[np.isfinite(values)]
    return float(seen.std()) if len(seen) > 1 else 0.0


def _refuse_never_loaded(pressure: NetPressure) -> None:
    if pressure.loaded.any():
        return
    force_n = pressure.vertical_force_n
    if force_n is None or not np.isfinite(force_n).any():
        raise SignalNotUsable(
            "Standing needs a centre of pressure, and none of the "
            f"{len(pressure.centre_of_pressure_mm)} samples holds one. Check the columns of the "
            "file, and whether anybody stood on the plate."
        )
    raise SignalNotUsable(
        f"Standing needs at least {UNLOADED_BELOW_N:g} N on the plate, and the most in this "
        f"recording is {np.nanmax(force_n):.1f} N: nobody stepped on it. Check which plate was "
        "recorded, and the unit of its force; an empty plate can be given as --noise-floor."
    )


def _stands(pressure: NetPressure, *, leg: Side | None, settings: HeldSettings) -> BoolArray:
    loaded = pressure.loaded
    force_n = pressure.vertical_force_n
    if force_n is None:
        return loaded
    weight_n = float(np.median(force_n[loaded]))
    stands = np.nan_to_num(force_n) >= settings.least_load_share * weight_n
    other_n = None if leg is None else pressure.force_by_side_n.get(leg.other)
    if other_n is not None:
        stands &= np.nan_to_num(other_n) < settings.touch_share * weight_n
    return np.asarray(stands)


def _bridged(stands: BoolArray, longest_samples: int) -> BoolArray:
    """Close short breaks between two stretches of standing."""
    starts, ends = _runs(~stands)
    bridged = stands.copy()
    for start, end in zip(starts, ends, strict=True):
        if start > 0 and end < len(stands) and end - start <= longest_samples:
            bridged[start:end] = True
    return bridged


def _runs(holds: BoolArray) -> tuple[SampleArray, SampleArray]:
    """Tell where each run of true begins and ends, half-open."""
    edges = np.diff(np.concatenate(([0], holds.astype(np.int8), [0])))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
