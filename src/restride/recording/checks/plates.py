"""Checks on plates: who stood on which, where, and whether it can be so."""

from typing import Final

import numpy as np

from restride.arrays import BoolArray
from restride.errors import SignalNotUsable
from restride.recording.checks.plate_sway import check_plate_sway, stands
from restride.recording.checks.plate_values import (
    UNLOADED_BELOW_N,
    check_plate_values,
    plate_found,
)
from restride.recording.checks.values import runs
from restride.recording.net_plate import net_plate
from restride.recording.plates import Plate
from restride.recording.quality import QualityFinding
from restride.signal.centre_of_pressure import is_loaded
from restride.terms import Severity, Side

#: A plate that carries less of the weight has nobody's foot on it. House choice: docs/decisions/
#: 0067-one-plate-of-two.md
_LEAST_CARRIED_SHARE: Final = 0.05
#: Two centres of pressure nearer to each other than this may be feet side by side on either side.
#: House choice: half the width of a foot.
_APART_MM: Final = 50.0


def check_plates(
    plates: tuple[Plate, ...], findings: list[QualityFinding], *, has_others: bool = False
) -> tuple[Plate, ...]:
    """Check all plates of a recording; one that nobody stepped on is left out.

    Parameters
    ----------
    findings
        What is doubtful is added to it.
    has_others
        Whether the recording holds something besides its plates.

    Raises
    ------
    SignalNotUsable
        Where nobody stepped on any plate, and nothing else was recorded.
    """
    repaired = tuple(check_plate_values(plate, findings) for plate in plates)
    used = tuple(plate for plate in repaired if _is_used(plate))
    if plates and not used and not has_others:
        raise SignalNotUsable(_nobody(repaired))
    unused = [plate for plate in repaired if not _is_used(plate)]
    findings.extend(_unused(each, is_sided=each.side is not None and bool(used)) for each in unused)
    for plate in used:
        _say_unloaded(plate, findings)
    net = net_plate(used)
    for plate in (net,) if net is not None else used:
        check_plate_sway(plate, findings)
    _check_sides(used, findings, net=net)
    return used


def _is_used(plate: Plate) -> bool:
    vertical_n = plate.vertical_force_n
    if vertical_n is not None and is_loaded(vertical_n).any():
        return True
    return bool(np.isfinite(plate.centre_of_pressure_mm).all(axis=1).any())


def _largest_n(plate: Plate) -> float | None:
    vertical_n = plate.vertical_force_n
    if vertical_n is None or not np.isfinite(vertical_n).any():
        return None
    return float(np.nanmax(vertical_n))


def _nobody(plates: tuple[Plate, ...]) -> str:
    loads_n = [load_n for plate in plates if (load_n := _largest_n(plate)) is not None]
    names = ", ".join(plate.name for plate in plates)
    if not loads_n:
        return (
            f"A centre of pressure is needed, and {names} holds no number at all. Check the export "
            "or the device, and record again."
        )
    return (
        f"Somebody standing on a plate is needed, and the largest load on {names} is "
        f"{max(loads_n):.3g} N; {UNLOADED_BELOW_N:g} N and more count as a load. Check that the "
        "right plate was recorded, and its zero."
    )


def _unused(plate: Plate, *, is_sided: bool) -> QualityFinding:
    largest_n = _largest_n(plate)
    load = "no number" if largest_n is None else f"at most {largest_n:.3g} N"
    both = " Both feet stood on the other plate, or one leg was lifted." if is_sided else ""
    return plate_found(
        "plate-unused",
        plate,
        severity=Severity.WARNING if is_sided else Severity.NOTE,
        found=f"Nobody stepped on {plate.name}: it shows {load}.{both}",
        done="It was left out.",
    )


def _say_unloaded(plate: Plate, findings: list[QualityFinding]) -> None:
    """Say when nobody stands on a plate: at the start, at the end, and in between."""
    vertical_n = plate.vertical_force_n
    if vertical_n is None:
        return
    unloaded: BoolArray = np.asarray(np.isnan(plate.centre_of_pressure_mm).any(axis=1))
    unloaded = unloaded & np.isfinite(vertical_n) & ~is_loaded(vertical_n)
    spans = runs(unloaded)
    times_s = plate.clock.times_s
    told = []
    for start, end in spans:
        from_s, to_s = float(times_s[start]), float(times_s[end - 1])
        if start == 0:
            told.append(f"up to {to_s:.2f} s, before somebody stepped on it")
        elif end == len(unloaded):
            told.append(f"from {from_s:.2f} s on, to the end")
    between = [(start, end) for start, end in spans if start > 0 and end < len(unloaded)]
    if between:
        count = sum(int(end - start) for start, end in between)
        told.append(f"in {len(between)} places in between, together {count} samples")
    if told:
        found = f"There is no load {', '.join(told)}."
        done = "There is no centre of pressure there."
        findings.append(
            plate_found("plate-unloaded", plate, severity=Severity.NOTE, found=found, done=done)
        )


def _check_sides(
    plates: tuple[Plate, ...], findings: list[QualityFinding], *, net: Plate | None
) -> None:
    left = next((plate for plate in plates if plate.side is Side.LEFT), None)
    right = next((plate for plate in plates if plate.side is Side.RIGHT), None)
    if left is None or right is None or left.clock.samples_count != right.clock.samples_count:
        return
    if net is not None and stands(net):
        _check_share(left, right, findings)
    centres_mm = (left.centre_of_pressure_mm, right.centre_of_pressure_mm)
    both = np.isfinite(centres_mm[0]).all(axis=1) & np.isfinite(centres_mm[1]).all(axis=1)
    # In walking both feet are down for moments, and the person may go any way.
    if np.count_nonzero(both) <= left.clock.samples_count / 2:
        return
    apart_mm = np.median(centres_mm[1][both] - centres_mm[0][both], axis=0)
    front_mm, right_mm = (float(each) for each in apart_mm)
    is_crossed = right_mm <= -_APART_MM
    in_line = abs(front_mm) > 2 * max(abs(right_mm), _APART_MM) and stands(left) and stands(right)
    if not is_crossed and not in_line:
        return
    findings.append(
        plate_found(
            "axes-contradict" if is_crossed else "axes-doubtful",
            None,
            severity=Severity.SERIOUS if is_crossed else Severity.WARNING,
            found=f"The right foot stands {abs(right_mm):.0f} mm to the "
            f"{'left' if right_mm < 0 else 'right'} of the left one, and {abs(front_mm):.0f} mm "
            f"{'behind' if front_mm < 0 else 'in front of'} it.",
            done="Nothing: the sides or the axes of the plates may not be as stated. Say the axes "
            "with --plate-axes, or the sides in a mapping.",
        )
    )


def _check_share(left: Plate, right: Plate, findings: list[QualityFinding]) -> None:
    if left.vertical_force_n is None or right.vertical_force_n is None:
        return
    known: BoolArray = np.isfinite(left.vertical_force_n) & np.isfinite(right.vertical_force_n)
    if not known.any():
        return
    loads_n = [
        float(np.median(each[known])) for each in (left.vertical_force_n, right.vertical_force_n)
    ]
    total_n = sum(loads_n)
    if total_n < UNLOADED_BELOW_N or min(loads_n) >= _LEAST_CARRIED_SHARE * total_n:
        return
    less = left if loads_n[0] < loads_n[1] else right
    findings.append(
        plate_found(
            "plate-one-sided",
            less,
            severity=Severity.SERIOUS,
            found=f"The {less.side} plate carries {max(0.0, min(loads_n)) / total_n:.1%} of "
            f"{total_n:.0f} N: both feet stood on the other plate, or one leg was lifted.",
            done="Nothing: loads of the legs are not comparable.",
        )
    )
