"""Whether what a plate shows can be the sway of a standing person: unit, axes, rate and length."""

from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.recording.checks.plate_jumps import check_plate_jumps
from restride.recording.checks.plate_values import UNLOADED_BELOW_N, plate_found
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.signal.centre_of_pressure import is_loaded
from restride.terms import Severity

#: What stabilometry asks for [scoppa2013].
_LEAST_RATE_HZ: Final = 50.0
_LEAST_DURATION_S: Final = 25.0
#: A load that varies by less than this stands. House choice: sitting down, squatting and walking
#: vary it by a fifth and more, quiet standing by a hundredth.
_STEADY_RATIO: Final = 0.1
#: Parts at the start and the end in which somebody steps on or off. House choice.
_EDGE_SHARE: Final = 0.2
#: Of the samples that must be loaded for that. House choice.
_LOADED_SHARE: Final = 0.8
#: Nobody sways less or more, over the middle 98 % of the samples: docs/decisions/
#: 0066-sway-that-nobody-has.md
_LEAST_SWAY_MM: Final = 3.0
_MOST_SWAY_MM: Final = 400.0
#: Less or more than in any of 60 public trials is a doubt. The same page.
_UNUSUAL_BELOW_MM: Final = 7.0
_UNUSUAL_ABOVE_MM: Final = 150.0
_SHORTEST_SWAY_S: Final = 10.0
#: The lightest person a small sway is held against: less is a dead weight. The same page.
_LIGHTEST_N: Final = 150.0
#: To the side at most 1.4 times as far as forward in 60 public trials of comfortable standing
#: [santos2016]. House choice of the doubt: the same page.
_SIDEWAYS_RATIO: Final = 2.0
#: Slower sway than this is left out where force and sway are held against each other.
_SLOW_S: Final = 4.0
#: Correlation from which force and sway clearly go together. House choice.
_TOGETHER: Final = 0.5


def check_plate_sway(plate: Plate, findings: list[QualityFinding]) -> None:
    """Say what about a plate on which somebody stands is doubtful."""
    if not stands(plate):
        return
    centre_mm = plate.centre_of_pressure_mm
    centre_mm = centre_mm[np.isfinite(centre_mm).all(axis=1)]
    duration_s = len(centre_mm) / plate.clock.sampling_rate_hz
    _check_clock(plate, findings, duration_s=duration_s)
    _check_stepping(plate, findings)
    check_plate_jumps(plate, findings)
    if duration_s < _SHORTEST_SWAY_S:
        return
    low_mm, high_mm = np.percentile(centre_mm, [1, 99], axis=0)
    forward_mm, right_mm = (float(each) for each in high_mm - low_mm)
    _check_size(plate, findings, sway_mm=max(forward_mm, right_mm))
    _check_axes(plate, findings, forward_mm=forward_mm, right_mm=right_mm)
    _check_push(plate, findings)


def stands(plate: Plate) -> bool:
    """Tell whether somebody, or something, stands on the plate nearly all the time."""
    known: BoolArray = np.asarray(np.isfinite(plate.centre_of_pressure_mm).all(axis=1))
    if np.count_nonzero(known) < max(2, _LOADED_SHARE * len(known)):
        return False
    if plate.vertical_force_n is None:
        return True
    loads_n = plate.vertical_force_n[known & np.isfinite(plate.vertical_force_n)]
    if not len(loads_n):
        return False
    middle_n = float(np.median(loads_n))
    low_n, high_n = np.percentile(loads_n, [5, 95])
    return middle_n > UNLOADED_BELOW_N and (high_n - low_n) / 3.3 < _STEADY_RATIO * middle_n


def _check_clock(plate: Plate, findings: list[QualityFinding], *, duration_s: float) -> None:
    rate_hz = plate.clock.sampling_rate_hz
    if rate_hz < _LEAST_RATE_HZ * 0.99:
        findings.append(
            plate_found(
                "rate-low",
                plate,
                severity=Severity.WARNING,
                found=f"There are {rate_hz:.4g} samples a second; stabilometry asks for at least "
                f"{_LEAST_RATE_HZ:g}.",
                done="Nothing: lengths, velocities and frequencies are not comparable.",
            )
        )
    if duration_s < _LEAST_DURATION_S:
        findings.append(
            plate_found(
                "trial-short",
                plate,
                severity=Severity.WARNING,
                found=f"Somebody stands for {duration_s:.1f} s; stabilometry asks for at least "
                f"{_LEAST_DURATION_S:g} s.",
                done="Nothing: areas, ranges and velocities depend on the duration, and are "
                "comparable only at the same one.",
            )
        )


def _check_stepping(plate: Plate, findings: list[QualityFinding]) -> None:
    """Say where the load still changes at the start, or changes again at the end."""
    vertical_n = plate.vertical_force_n
    if vertical_n is None:
        return
    middle_n = float(np.median(vertical_n[np.isfinite(vertical_n)]))
    is_off = np.abs(vertical_n - middle_n) > _STEADY_RATIO * middle_n
    changes = np.flatnonzero(is_off & is_loaded(vertical_n))
    times_s, half = plate.clock.times_s, len(vertical_n) // 2
    on, off = changes[changes < half], changes[changes >= half]
    at_start = on[on < _EDGE_SHARE * len(vertical_n)]
    at_end = off[off >= (1 - _EDGE_SHARE) * len(vertical_n)]
    told = []
    if len(at_start):
        told.append(f"up to {times_s[at_start[-1]]:.2f} s")
    if len(at_end):
        told.append(f"from {times_s[at_end[0]]:.2f} s on")
    if told:
        findings.append(
            plate_found(
                "stepping-on",
                plate,
                severity=Severity.NOTE,
                found=f"The load is more than {_STEADY_RATIO:.0%} off the {middle_n:.0f} N of "
                f"standing {' and '.join(told)}: stepping on or off.",
                done="Nothing: leave that part out of what is measured.",
            )
        )


def _check_size(plate: Plate, findings: list[QualityFinding], *, sway_mm: float) -> None:
    if _UNUSUAL_BELOW_MM <= sway_mm <= _UNUSUAL_ABOVE_MM:
        return
    vertical_n = plate.vertical_force_n
    load_n = None if vertical_n is None else float(np.median(vertical_n[np.isfinite(vertical_n)]))
    if sway_mm < _LEAST_SWAY_MM and load_n is not None and load_n < _LIGHTEST_N:
        severity = Severity.NOTE
        found = (
            f"The centre of pressure moves over {sway_mm:.2g} mm under {load_n:.3g} N: a dead "
            "weight, not a person."
        )
        done = "Nothing: it can serve as the noise floor of the device."
    else:
        severity, limit = _how_unusual(sway_mm)
        found = f"The centre of pressure moves over {sway_mm:.3g} mm, and {limit}. "
        found += _other_unit(sway_mm)
        done = "Nothing: if the unit is another, say it with --length-unit."
    findings.append(
        plate_found("units-contradict", plate, severity=severity, found=found, done=done)
    )


def _how_unusual(sway_mm: float) -> tuple[Severity, str]:
    """Tell how grave it is, and which limit was passed, in words."""
    if sway_mm < _LEAST_SWAY_MM:
        return Severity.SERIOUS, f"nobody stands with less than {_LEAST_SWAY_MM:g} mm"
    if sway_mm > _MOST_SWAY_MM:
        return Severity.SERIOUS, f"nobody stands with more than {_MOST_SWAY_MM:g} mm"
    if sway_mm < _UNUSUAL_BELOW_MM:
        return Severity.WARNING, f"less than {_UNUSUAL_BELOW_MM:g} mm is unusual"
    return Severity.WARNING, f"more than {_UNUSUAL_ABOVE_MM:g} mm is unusual without leaning"


def _other_unit(sway_mm: float) -> str:
    """Say what the sway would be if centimetres, metres or millimetres had been mixed up."""
    for factor in (10.0, 0.1, 1000.0, 0.001, 100.0, 0.01):
        other_mm = sway_mm * factor
        if 2 * _LEAST_SWAY_MM < other_mm < _MOST_SWAY_MM / 4:
            return f"With a unit {factor:g} times as large it would be {other_mm:.3g} mm."
    return "No unit would make it usual."


def _check_axes(
    plate: Plate, findings: list[QualityFinding], *, forward_mm: float, right_mm: float
) -> None:
    if right_mm <= _SIDEWAYS_RATIO * forward_mm or right_mm < _LEAST_SWAY_MM:
        return
    findings.append(
        plate_found(
            "axes-doubtful",
            plate,
            severity=Severity.WARNING,
            found=f"The sway to the side, over {right_mm:.3g} mm, is much larger than forward and "
            f"back, {forward_mm:.3g} mm.",
            done="Nothing: in comfortable standing it is smaller. If the axes are swapped, say so "
            "with --plate-axes.",
        )
    )


def _check_push(plate: Plate, findings: list[QualityFinding]) -> None:
    """Hold sway against the horizontal force: the ground pushes back against it."""
    horizontal_n = plate.horizontal_force_n
    if horizontal_n is None:
        return
    known = np.isfinite(plate.centre_of_pressure_mm).all(axis=1)
    known &= np.isfinite(horizontal_n).all(axis=1)
    window = max(3, round(_SLOW_S * plate.clock.sampling_rate_hz))
    if np.count_nonzero(known) < 2 * window:
        return
    sway = _without_slow(plate.centre_of_pressure_mm[known], window)
    push = _without_slow(horizontal_n[known], window)
    together = [_correlation(sway[:, axis], push[:, axis]) for axis in (0, 1)]
    crossed = [_correlation(sway[:, axis], push[:, 1 - axis]) for axis in (0, 1)]
    wrong = [
        way
        for way, value in zip(("forward", "to the right"), together, strict=True)
        if value > _TOGETHER
    ]
    if min(abs(each) for each in crossed) > _TOGETHER > max(abs(each) for each in together):
        found = "The horizontal force follows the sway of the other axis."
    elif wrong:
        found = (
            f"The ground pushes with the sway {' and '.join(wrong)}, and it pushes back against it "
            "in everybody who stands."
        )
    else:
        return
    findings.append(
        plate_found(
            "axes-contradict",
            plate,
            severity=Severity.WARNING,
            found=found,
            done="Nothing: check the axes of the plate, and whether its forces are those of the "
            "ground or on it.",
        )
    )


def _without_slow(signal: FloatArray, window: int) -> FloatArray:
    """Take out what is slower than a window, by a running mean; the ends are left off."""
    cumulated = np.cumsum(np.insert(signal, 0, 0.0, axis=0), axis=0)
    slow = (cumulated[window:] - cumulated[:-window]) / window
    start = window // 2
    return np.asarray(signal[start : start + len(slow)] - slow)


def _correlation(first: FloatArray, second: FloatArray) -> float:
    first, second = first - first.mean(), second - second.mean()
    size = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second) / size if size > 0 else 0.0
