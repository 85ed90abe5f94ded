"""Whether the clocks of the two feet agree, told by walking itself, and their alignment.

While one foot swings the other stands: seen from one foot, the swings of the other lie in the
middle of its strides, at a phase of one half. Clocks apart by an offset shift that phase, clocks of
different speed let it wander. A straight line of time that brings the phase back is found by trying
speeds; whole strides, which the phase cannot tell, are told by where walking begins and ends.

Source: our own, docs/decisions/0003-foot-contacts.md.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import ClocksDisagree
from restride.gait.feet.settings import ClockSettings
from restride.gait.feet.swings import Swings

#: A stride that differs more from the usual one does not tell the phase. House choice.
_USUAL_SHARE: Final = 0.3
#: So many phases, evenly chosen, are enough to try drifts on. House choice.
_PHASES_FOR_DRIFT_COUNT: Final = 2000
#: How far and how far round the feet went is compared in steps of this time. House choice.
_STEP_S: Final = 0.2
#: A stride and a turn that weigh the same in that. House choice.
_USUAL_STRIDE_M: Final = 1.0
_USUAL_TURN_DEG: Final = 45.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """Time of the left foot = time of the right + offset + drift * (time of the right - middle)."""

    offset_s: float = 0.0
    drift_ratio: float = 0.0
    middle_s: float = 0.0

    def to_left(self, right_s: FloatArray) -> FloatArray:
        """Bring times of the right foot's clock to the left foot's."""
        return right_s + self.offset_s + self.drift_ratio * (right_s - self.middle_s)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Phases:
    """Where swings of the right foot lie in strides of the left one, (n,)."""

    times_s: FloatArray
    phase_share: FloatArray
    stride_s: FloatArray


def find_clock_line(
    left: Swings, right: Swings, *, settings: ClockSettings | None = None
) -> ClockLine | None:
    """Find how the right foot's clock differs from the left's.

    Parameters
    ----------
    left, right
        The steps of each foot, in order.

    Returns
    -------
    ClockLine | None
        None where the clocks agree, or too few strides tell.

    Raises
    ------
    ClocksDisagree
        Where no straight line of time brings the feet to alternate.
    """
    settings = settings or ClockSettings()
    lefts_s, rights_s = _middles(left), _middles(right)
    phases = _phases(lefts_s, rights_s)
    if len(phases.times_s) < settings.fewest_strides_count:
        return None
    drift_ratio = _clear_drift(phases, settings)
    unity = _unity(phases, drift_ratio)
    if abs(unity) < settings.least_unity_share:
        raise ClocksDisagree(
            "Two sensors need one time, told by feet that swing in turn: by at least "
            f"{settings.least_unity_share:g} of 1. Here they do by {abs(unity):.2f} over "
            f"{len(phases.times_s)} strides, whatever steady difference of the clocks is assumed: "
            "samples of one sensor may be lost. Analyse each foot on its own, or record again."
        )
    stride_s = float(np.median(phases.stride_s))
    centred = ClockLine(
        offset_s=(0.5 - _share(unity)) * stride_s,
        drift_ratio=drift_ratio,
        middle_s=float(phases.times_s.mean()),
    )
    if drift_ratio == 0 and abs(_share(unity) - 0.5) <= settings.largest_shift_share:
        as_is = _whole_strides(left, right, ClockLine(), stride_s, settings)
        if as_is.offset_s == 0:
            return None
    return _whole_strides(left, right, centred, stride_s, settings)


def _middles(swings: Swings) -> FloatArray:
    return (swings.final_contact_s + swings.initial_contact_s) / 2


def _phases(lefts_s: FloatArray, rights_s: FloatArray) -> _Phases:
    """Place each swing of the right foot in its stride of the left, where that is a usual one."""
    if len(lefts_s) < 2:
        return _Phases(times_s=np.zeros(0), phase_share=np.zeros(0), stride_s=np.zeros(0))
    before = np.searchsorted(lefts_s, rights_s) - 1
    is_inside = (before >= 0) & (before < len(lefts_s) - 1)
    before, inside_s = before[is_inside], rights_s[is_inside]
    durations_s = np.diff(lefts_s)
    stride_s = durations_s[before]
    is_usual = np.abs(stride_s / np.median(durations_s) - 1) < _USUAL_SHARE
    return _Phases(
        times_s=inside_s[is_usual],
        phase_share=((inside_s - lefts_s[before]) / stride_s)[is_usual],
        stride_s=stride_s[is_usual],
    )


def _unity(phases: _Phases, drift_ratio: float) -> complex:
    """Average the phases on the circle: long where they hold together, pointing to their mean."""
    wander_share = drift_ratio * (phases.times_s - phases.times_s.mean()) / phases.stride_s
    return complex(np.exp(2j * np.pi * (phases.phase_share + wander_share)).mean())


def _share(unity: complex) -> float:
    return float(np.angle(unity) / (2 * np.pi)) % 1.0


def _best_drift(phases: _Phases, settings: ClockSettings) -> float:
    """Try drifts so fine that the phase moves by a twentieth of a stride from one to the next."""
    span_s = max(float(np.ptp(phases.times_s)), 1.0)
    step_ratio = float(np.median(phases.stride_s)) / (20 * span_s)
    count = int(np.ceil(settings.largest_drift_ratio / step_ratio))
    drifts = np.linspace(-1, 1, 2 * count + 1) * settings.largest_drift_ratio
    some = _some(phases)
    unities = [abs(_unity(some, float(drift))) for drift in drifts]
    best = int(np.argmax(unities))
    finer = drifts[best] + np.linspace(-1, 1, 41) * step_ratio
    return float(finer[int(np.argmax([abs(_unity(phases, float(drift))) for drift in finer]))])


def _some(phases: _Phases) -> _Phases:
    step = max(1, len(phases.times_s) // _PHASES_FOR_DRIFT_COUNT)
    return _Phases(
        times_s=phases.times_s[::step],
        phase_share=phases.phase_share[::step],
        stride_s=phases.stride_s[::step],
    )


def _clear_drift(phases: _Phases, settings: ClockSettings) -> float:
    """Find the drift, 0 where it is none of clocks."""
    drift_ratio = _best_drift(phases, settings)
    wander_s = abs(drift_ratio) * float(np.ptp(phases.times_s))
    scatter, left_over = (1 - abs(_unity(phases, each)) for each in (0.0, drift_ratio))
    is_clear = scatter > settings.clear_gain_ratio * left_over
    return drift_ratio if is_clear and wander_s >= settings.smallest_wander_s else 0.0


def _whole_strides(
    left: Swings, right: Swings, line: ClockLine, stride_s: float, settings: ClockSettings
) -> ClockLine:
    """Shift a line by the whole strides after which both feet go and turn at the same times."""
    strides_count = int(settings.largest_offset_s / stride_s)
    candidates = [
        replace(line, offset_s=line.offset_s + shift * stride_s)
        for shift in range(-strides_count, strides_count + 1)
    ]
    first_s = float(left.final_contact_s[0])
    times_s = np.arange(first_s, float(left.initial_contact_s[-1]), _STEP_S)
    of_left = _courses(left, left.final_contact_s, left.initial_contact_s, times_s)
    scatters = []
    for candidate in candidates:
        final_s = candidate.to_left(right.final_contact_s)
        initial_s = candidate.to_left(right.initial_contact_s)
        apart = of_left - _courses(right, final_s, initial_s, times_s)
        scatters.append(float(np.sum(np.std(apart, axis=1) / (_USUAL_STRIDE_M, _USUAL_TURN_DEG))))
    nearest = int(np.argmin([abs(each.offset_s) for each in candidates]))
    best = int(np.argmin(scatters))
    is_clear = scatters[best] < settings.clear_fit_ratio * scatters[nearest]
    return candidates[best if is_clear else nearest]


def _courses(
    swings: Swings, final_s: FloatArray, initial_s: FloatArray, times_s: FloatArray
) -> FloatArray:
    """Follow how far a foot has gone and how far it has turned, (2, n_times)."""
    knots_s = np.stack((final_s, initial_s), axis=1).ravel()
    courses = []
    for each in (swings.length_m, swings.turn_deg):
        total = np.concatenate(([0.0], np.cumsum(each)))
        values = np.stack((total[:-1], total[1:]), axis=1).ravel()
        courses.append(np.interp(times_s, knots_s, values))
    return np.stack(courses)
