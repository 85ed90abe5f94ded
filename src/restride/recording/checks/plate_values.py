"""Values of a plate that are none: missing, infinite, standing still, coarse, or cut off."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.recording.checks.values import runs
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.signal.centre_of_pressure import is_loaded
from restride.terms import Severity

#: Beyond these no plate measures a person: 100 m from its origin, and 20 kN. House choice.
_FARTHEST_MM: Final = 1e5
_LARGEST_N: Final = 2e4
#: Under this load nobody stands there: docs/decisions/0065-when-a-plate-is-loaded.md
UNLOADED_BELOW_N: Final = 20.0
#: A centre of pressure that stands still for so long was not measured; with a coarse resolution it
#: takes longer. House choice: it moves by some mm a second in anybody.
_STILL_S: Final = 0.2
_COARSE_STILL_S: Final = 1.0
_STILL_SAMPLES: Final = 5
_FINE_MM: Final = 0.05
#: More of a recording than this standing still is a dead weight. House choice.
_STILL_SHARE: Final = 0.1
#: A range of fewer steps than this is coarse against what moves. House choice.
_FEWEST_STEPS: Final = 50
#: So many samples at the very same extreme are cut off. House choice.
_CUT_SAMPLES: Final = 10
_CUT_SHARE: Final = 0.005
#: Samples looked at to tell the resolution.
_LOOKED_AT: Final = 20_000


def plate_found(
    code: str,
    plate: Plate | None,
    *,
    severity: Severity,
    found: str,
    done: str,
    span_s: tuple[float, float] | None = None,
) -> QualityFinding:
    """Write a finding about a plate, throughout or over a span of time."""
    start_s, end_s = (None, None) if span_s is None else (round(span_s[0], 6), round(span_s[1], 6))
    return QualityFinding(
        code=code,
        severity=severity,
        sensor=None if plate is None else plate.name,
        start_s=start_s,
        end_s=end_s,
        found=found,
        done=done,
    )


def check_plate_values(plate: Plate, findings: list[QualityFinding]) -> Plate:
    """Look at every value of a plate; what is no measurement is NaN afterwards, and said."""
    plate = _without_impossible(plate, findings)
    _say_missing(plate, findings)
    resolution_mm = _resolution_mm(plate)
    _say_coarse(plate, findings, resolution_mm=resolution_mm)
    plate = _without_still(plate, findings, resolution_mm=resolution_mm)
    _say_cut(plate, findings)
    return plate


def _without_impossible(plate: Plate, findings: list[QualityFinding]) -> Plate:
    count = 0

    def _possible(values: FloatArray | None, largest: float) -> FloatArray | None:
        nonlocal count
        if values is None:
            return None
        beyond = np.abs(values) > largest
        if not beyond.any():
            return values
        rows = beyond if beyond.ndim == 1 else beyond.any(axis=1)
        count = max(count, int(np.count_nonzero(rows)))
        return np.where(beyond, np.nan, values)

    centre_mm = _possible(plate.centre_of_pressure_mm, _FARTHEST_MM)
    vertical_n = _possible(plate.vertical_force_n, _LARGEST_N)
    horizontal_n = _possible(plate.horizontal_force_n, _LARGEST_N)
    if not count or centre_mm is None:
        return plate
    findings.append(
        plate_found(
            "infinite-values",
            plate,
            severity=Severity.WARNING,
            found=f"{count} samples hold infinities, or numbers beyond any plate.",
            done="They were taken as missing.",
        )
    )
    return replace(
        plate,
        centre_of_pressure_mm=centre_mm,
        vertical_force_n=vertical_n,
        horizontal_force_n=horizontal_n,
    )


def _say_missing(plate: Plate, findings: list[QualityFinding]) -> None:
    missing: BoolArray = np.asarray(np.isnan(plate.centre_of_pressure_mm).any(axis=1))
    vertical_n = plate.vertical_force_n
    if vertical_n is not None:
        # Without load there is no centre of pressure to miss; without a force nobody knows.
        missing = missing & (is_loaded(vertical_n) | np.isnan(vertical_n))
    if not missing.any() or missing.all():
        return
    spans = runs(missing)
    rate_hz = plate.clock.sampling_rate_hz
    longest_s = float((spans[:, 1] - spans[:, 0]).max()) / rate_hz
    findings.append(
        plate_found(
            "missing-values",
            plate,
            severity=Severity.WARNING,
            found=f"{int(missing.sum())} of {len(missing)} samples in {len(spans)} places have no "
            f"centre of pressure, the longest for {longest_s:.3g} s.",
            done="They stay missing in the recording.",
        )
    )


def _resolution_mm(plate: Plate) -> float:
    """Tell the smallest step between values of the centre of pressure; 0 where it does not move."""
    steps = []
    for column in plate.centre_of_pressure_mm[:_LOOKED_AT].T:
        values = np.unique(column[np.isfinite(column)])
        if len(values) > 1:
            spread_mm = float(values[-1] - values[0])
            apart_mm = np.diff(values)
            # Values that differ by rounding in the last digits are one.
            apart_mm = apart_mm[apart_mm > 1e-9 * max(spread_mm, 1e-9)]
            steps.append(float(apart_mm.min()) if len(apart_mm) else 0.0)
    return max(steps, default=0.0)


def _say_coarse(plate: Plate, findings: list[QualityFinding], *, resolution_mm: float) -> None:
    centre = plate.centre_of_pressure_mm
    finite = centre[np.isfinite(centre).all(axis=1)]
    if resolution_mm <= 0 or len(finite) < 2 * _FEWEST_STEPS:
        return
    range_mm = float(np.ptp(finite, axis=0).max())
    if range_mm / resolution_mm >= _FEWEST_STEPS:
        return
    findings.append(
        plate_found(
            "quantised",
            plate,
            severity=Severity.WARNING,
            found=f"The centre of pressure moves in steps of {resolution_mm:.3g} mm over a range "
            f"of {range_mm:.3g} mm.",
            done="Nothing: lengths and velocities of sway are too large or too small by what the "
            "steps hide. Record with a finer resolution.",
        )
    )


def _without_still(plate: Plate, findings: list[QualityFinding], *, resolution_mm: float) -> Plate:
    """Take stretches in which nothing moves at all as missing."""
    centre = plate.centre_of_pressure_mm
    still_s = _STILL_S if resolution_mm < _FINE_MM else _COARSE_STILL_S
    shortest = max(_STILL_SAMPLES, round(still_s * plate.clock.sampling_rate_hz))
    frozen = np.zeros(len(centre), dtype=bool)
    frozen[1:] = (centre[1:] == centre[:-1]).all(axis=1)
    spans = runs(frozen)
    spans = spans[spans[:, 1] - spans[:, 0] >= shortest - 1]
    still_count = int((spans[:, 1] - spans[:, 0]).sum())
    if not still_count:
        return plate
    share = still_count / max(1, int(np.isfinite(centre).all(axis=1).sum()))
    is_throughout = share > _STILL_SHARE
    first = spans[0]
    times_s = plate.clock.times_s
    findings.append(
        plate_found(
            "dropout",
            plate,
            severity=Severity.SERIOUS if is_throughout else Severity.WARNING,
            span_s=None
            if is_throughout
            else (float(times_s[first[0]]), float(times_s[first[1] - 1])),
            found=f"The centre of pressure stands at one value in {len(spans)} stretches, "
            f"{share:.0%} of the samples, the first from {times_s[first[0]]:.2f} s on.",
            done="Nothing: so much of it may be a dead weight."
            if is_throughout
            else "These samples were taken as missing.",
        )
    )
    if is_throughout:
        return plate
    rows = np.concatenate([np.arange(start, end) for start, end in spans])
    centre = centre.copy()
    centre[rows] = np.nan
    return replace(plate, centre_of_pressure_mm=centre)


def _say_cut(plate: Plate, findings: list[QualityFinding]) -> None:
    signals: tuple[tuple[str, FloatArray | None], ...] = (
        ("centre of pressure forward", plate.centre_of_pressure_mm[:, 0]),
        ("centre of pressure to the right", plate.centre_of_pressure_mm[:, 1]),
        ("vertical force", plate.vertical_force_n),
    )
    for what, signal in signals:
        if signal is None:
            continue
        for end, where in ((np.nanmax, "upper"), (np.nanmin, "lower")):
            count, value = _at_extreme(signal, end)
            if not count:
                continue
            findings.append(
                plate_found(
                    "saturation",
                    plate,
                    severity=Severity.SERIOUS,
                    found=f"The {what} stands at its {where} end, {value:.4g}, in {count} samples: "
                    "it was cut off.",
                    done="Nothing: ranges, areas and velocities are too small. Check the range of "
                    "the device.",
                )
            )


def _at_extreme(signal: FloatArray, end: Callable[[FloatArray], float]) -> tuple[int, float]:
    finite: BoolArray = np.isfinite(signal)
    if np.count_nonzero(finite) < 2 * _CUT_SAMPLES:
        return 0, 0.0
    value = float(end(signal))
    at_end = signal == value
    count = int(np.count_nonzero(at_end))
    least = max(_CUT_SAMPLES, _CUT_SHARE * np.count_nonzero(finite))
    if value == 0 or count < least or len(np.unique(signal[finite][:_LOOKED_AT])) < _FEWEST_STEPS:
        return 0, value
    spans = runs(at_end)
    longest = int((spans[:, 1] - spans[:, 0]).max())
    return (count, value) if longest >= _STILL_SAMPLES else (0, value)
