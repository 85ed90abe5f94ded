"""Sway over the last few seconds, as the samples come: for feedback while a person stands.

``step`` takes a state and a sample and gives the next state; ``read_window`` reads the numbers. The
window is the end of one block and the beginning of the next, each summed up by adding only, so that
hours of rounding add up to nothing, and the memory is two windows.

Source: [vanherk1992] for the two blocks; the numbers as in ``sway``. Differs in: a low-pass of
10 Hz before all, which costs 22 ms; see docs/decisions/0060-numbers-while-standing.md.
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np

from restride.arrays import FloatArray
from restride.errors import OptionError
from restride.signal.ellipse import prediction_scale
from restride.signal.low_pass import LowPass, Memory, low_pass_step, prepare_low_pass

#: Fewer samples than this have no ellipse.
_FEWEST_COUNT: Final = 3
#: Summing up a full block holds up the sample that follows it, by 1 us for each sample of it. House
#: choice: docs/decisions/0060.
_MOST_COUNT: Final = 10_000
#: Sums of x, y, xx, yy, xy; lowest and highest x, and y; length of the path.
_Sums: TypeAlias = tuple[float, float, float, float, float, float, float, float, float, float]
#: The samples of a block, newest first, each holding on to the one before.
_Chain: TypeAlias = "tuple[float, float, _Chain] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSettings:
    """What is measured while somebody stands."""

    #: House choice: docs/decisions/0060.
    window_s: float = 5.0
    #: Of the low-pass before all; None for none. House choice: docs/decisions/0060.
    cutoff_hz: float | None = 10.0
    #: Of the ellipse. [santos2016]
    coverage_share: float = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSway:
    """The sway of the last seconds."""

    #: How much the numbers rest on: less than the window at first, and after a gap.
    duration_s: float
    rms_distance_anteroposterior_mm: float
    rms_distance_mediolateral_mm: float
    range_anteroposterior_mm: float
    range_mediolateral_mm: float
    mean_velocity_mmps: float
    sway_area_mm2: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Full:
    """A block that is full, of which the window still holds the end."""

    #: (window_count, 10), sums from each sample of the block to its end.
    sums: FloatArray
    end: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Filling:
    """A block that is being filled."""

    sums: _Sums
    start: tuple[float, float]
    chain: _Chain
    count: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WindowState:
    """All that is remembered between two samples."""

    sampling_rate_hz: float
    window_count: int
    coverage_share: float
    low_pass: LowPass | None
    #: Taken off every sample, so that the sums stay small: the first one.
    origin_mm: tuple[float, float] | None = None
    memories: tuple[Memory, Memory] = ((0.0, 0.0), (0.0, 0.0))
    full: _Full | None = None
    filling: _Filling | None = None

    @property
    def delay_s(self) -> float:
        """How late slow sway is shown: the low-pass."""
        return 0.0 if self.low_pass is None else self.low_pass.delay_s


def open_window(*, sampling_rate_hz: float, settings: WindowSettings | None = None) -> WindowState:
    """Prepare the state before the first sample.

    Raises
    ------
    OptionError
        Where the window holds too few or too many samples, or the low-pass does not fit the rate.
    """
    settings = settings or WindowSettings()
    window_count = round(settings.window_s * sampling_rate_hz)
    if not _FEWEST_COUNT <= window_count <= _MOST_COUNT:
        raise OptionError(
            f"A window needs {_FEWEST_COUNT} to {_MOST_COUNT} samples, and {settings.window_s:g} s "
            f"at {sampling_rate_hz:g} Hz hold {window_count}. Choose another length."
        )
    cutoff_hz = settings.cutoff_hz
    return WindowState(
        sampling_rate_hz=sampling_rate_hz,
        window_count=window_count,
        coverage_share=settings.coverage_share,
        low_pass=None
        if cutoff_hz is None
        else prepare_low_pass(cutoff_hz, sampling_rate_hz=sampling_rate_hz),
    )


def step(state: WindowState, sample_mm: tuple[float, float]) -> WindowState:
    """Take one sample, forward and right. A missing one (NaN) empties the window."""
    x, y = sample_mm
    if not (math.isfinite(x) and math.isfinite(y)):
        return replace(
            state, origin_mm=None, memories=((0.0, 0.0), (0.0, 0.0)), full=None, filling=None
        )
    origin_mm = state.origin_mm or (x, y)
    x, y = x - origin_mm[0], y - origin_mm[1]
    memories = state.memories
    if state.low_pass is not None:
        x, forward = low_pass_step(state.low_pass, x, memory=memories[0])
        y, right = low_pass_step(state.low_pass, y, memory=memories[1])
        memories = (forward, right)
    full, filling = _added(state, x, y)
    return replace(state, origin_mm=origin_mm, memories=memories, full=full, filling=filling)


def step_block(state: WindowState, samples_mm: FloatArray) -> WindowState:
    """Take several samples (n_samples, 2), the same as one after the other."""
    for x, y in samples_mm.tolist():
        state = step(state, (x, y))
    return state


def read_window(state: WindowState) -> WindowSway | None:
    """Read the numbers of the window; None before the third sample."""
    sums, count = _whole(state)
    if sums is None or count < _FEWEST_COUNT:
        return None
    x, y, xx, yy, xy, x_low, x_high, y_low, y_high, length_mm = sums
    x_square = max(0.0, xx - x * x / count)
    y_square = max(0.0, yy - y * y / count)
    product = xy - x * y / count
    area_mm2 = math.sqrt(max(0.0, x_square * y_square - product * product)) / (count - 1)
    duration_s = count / state.sampling_rate_hz
    return WindowSway(
        duration_s=duration_s,
        rms_distance_anteroposterior_mm=math.sqrt(x_square / count),
        rms_distance_mediolateral_mm=math.sqrt(y_square / count),
        range_anteroposterior_mm=x_high - x_low,
        range_mediolateral_mm=y_high - y_low,
        mean_velocity_mmps=length_mm / duration_s,
        sway_area_mm2=math.pi * area_mm2 * _scale(state.coverage_share, count),
    )


@lru_cache(maxsize=1024)
def _scale(coverage_share: float, count: int) -> float:
    return prediction_scale(coverage_share, samples_count=count)


def _added(state: WindowState, x: float, y: float) -> tuple[_Full | None, _Filling]:
    """Add a sample to the block that is being filled; begin a new one where it is full."""
    filling = state.filling
    alone: _Sums = (x, y, x * x, y * y, x * y, x, x, y, y, 0.0)
    if filling is None:
        return state.full, _Filling(sums=alone, start=(x, y), chain=(x, y, None), count=1)
    if filling.count == state.window_count:
        chain: _Chain = (x, y, None)
        return _ended(filling), _Filling(sums=alone, start=(x, y), chain=chain, count=1)
    last = filling.chain
    step_mm = 0.0 if last is None else math.hypot(x - last[0], y - last[1])
    return state.full, _Filling(
        sums=_joined(filling.sums, alone, step_mm),
        start=filling.start,
        chain=(x, y, last),
        count=filling.count + 1,
    )


def _joined(early: _Sums, late: _Sums, step_mm: float) -> _Sums:
    """Sum up two pieces that follow each other, and the step between them."""
    return (
        early[0] + late[0],
        early[1] + late[1],
        early[2] + late[2],
        early[3] + late[3],
        early[4] + late[4],
        min(early[5], late[5]),
        max(early[6], late[6]),
        min(early[7], late[7]),
        max(early[8], late[8]),
        early[9] + late[9] + step_mm,
    )


def _whole(state: WindowState) -> tuple[_Sums | None, int]:
    """Sum up the window: the end of the full block, and all of the one being filled."""
    full, filling = state.full, state.filling
    if filling is None or full is None or filling.count == state.window_count:
        return (None, 0) if filling is None else (filling.sums, filling.count)
    end: _Sums = tuple(full.sums[filling.count].tolist())
    step_mm = math.hypot(filling.start[0] - full.end[0], filling.start[1] - full.end[1])
    return _joined(end, filling.sums, step_mm), state.window_count


def _ended(filling: _Filling) -> _Full:
    """Sum up a block from each of its samples to its end."""
    newest_first = []
    link = filling.chain
    while link is not None:
        newest_first.append(link[:2])
        link = link[2]
    x, y = np.array(newest_first).T
    sums = np.empty((filling.count, 10))
    for column, values in enumerate((x, y, x * x, y * y, x * y)):
        np.cumsum(values, out=sums[:, column])
    for column, values in ((5, x), (7, y)):
        np.minimum.accumulate(values, out=sums[:, column])
        np.maximum.accumulate(values, out=sums[:, column + 1])
    sums[0, 9] = 0.0
    np.cumsum(np.hypot(np.diff(x), np.diff(y)), out=sums[1:, 9])
    return _Full(sums=sums[::-1], end=newest_first[0])
