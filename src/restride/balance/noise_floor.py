"""How much of a sway the device itself makes up: its floor, and which numbers are near it.

A floor is measured on the same device with nobody on it: a dead weight on a plate, an empty plate,
a sensor on a table. It is never taken off a number: it says which numbers to doubt.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.measure import Measure
from restride.recording.quality import QualityFinding
from restride.terms import Severity

#: A floor above this part of a value is near it: noise adds to a path like the sides of a right
#: angle, so that a fifth lifts it by 2 %. House choice: docs/decisions/0082-the-noise-floor.md
NEAR_SHARE: Final = 0.2
#: How far from the middle the load cells of an empty plate stand: half of a common plate of
#: 400 x 600 mm, between its two halves. House choice: docs/decisions/0082.
LEVER_MM: Final = 250.0
#: Measures of size are held against the floor's own. All others, such as frequencies and shapes,
#: are doubted where the path is near it.
_UNITS_OF_SIZE: Final = frozenset(
    ("mm", "mm2", "mmps", "mm2ps", "mps", "mps2", "mps3", "m2ps4", "m2ps5")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseFloor:
    """What the same measures give with nobody on the device."""

    name: str
    #: "a dead weight of 200 N on the plate".
    basis: str
    #: By the key of the measure.
    values: Mapping[str, float]
    #: Key of the measure that tells how much of the path is noise.
    path_key: str


def unloaded_path_mm(force_n: FloatArray, *, weight_n: float) -> FloatArray:
    """Tell how the centre of pressure of a person would tremble from the noise of an empty plate.

    Each load cell trembles alike: over a lever the force's noise becomes a moment of the same size
    about both axes, and the weight makes it a distance. The second axis is the first, half a
    recording later: as large, and independent.

    Parameters
    ----------
    force_n : (n_samples,)
        Of the empty plate.
    weight_n
        Of the person whose sway is measured.
    """
    noise_mm = (force_n - force_n.mean()) * LEVER_MM / weight_n
    return np.column_stack((noise_mm, np.roll(noise_mm, len(noise_mm) // 2)))


def mark_near_floor(
    measures: Iterable[Measure], floor: NoiseFloor
) -> tuple[tuple[Measure, ...], tuple[QualityFinding, ...]]:
    """Note beside each measure that is near the floor how near it is, and find it doubtful."""
    measures = tuple(measures)
    path_share = _path_share(measures, floor)
    marked = tuple(_marked(measure, floor, path_share) for measure in measures)
    near = [new for new, old in zip(marked, measures, strict=True) if new is not old]
    return marked, (_finding(near, floor, path_share),) if near else ()


def _path_share(measures: tuple[Measure, ...], floor: NoiseFloor) -> float:
    for measure in measures:
        if measure.definition.key == floor.path_key and measure.value:
            return floor.values.get(floor.path_key, 0.0) / measure.value
    return 0.0


def _marked(measure: Measure, floor: NoiseFloor, path_share: float) -> Measure:
    key, value = measure.definition.key, measure.value
    if value is None:
        return measure
    if measure.definition.unit.suffix not in _UNITS_OF_SIZE:
        if path_share <= NEAR_SHARE:
            return measure
        note = f"The device alone makes {path_share:.0%} of the path this is drawn from."
        return _noted(measure, note)
    of_device = floor.values.get(key)
    if of_device is None or of_device <= NEAR_SHARE * value:
        return measure
    unit = measure.definition.unit.shown
    how = "At or below" if value <= of_device else "Near"
    return _noted(
        measure, f"{how} the device's noise floor: {of_device:.3g} of {value:.3g} {unit}.".strip()
    )


def _noted(measure: Measure, note: str) -> Measure:
    return replace(measure, note=f"{measure.note} {note}" if measure.note else note)


def _finding(near: list[Measure], floor: NoiseFloor, path_share: float) -> QualityFinding:
    is_drowned = path_share >= 1
    names = ", ".join(dict.fromkeys(measure.definition.title for measure in near))
    return QualityFinding(
        code="near-noise-floor",
        severity=Severity.SERIOUS if is_drowned else Severity.WARNING,
        sensor=None,
        start_s=None,
        end_s=None,
        found=f"{len(near)} measures are near what the device shows with nobody on it "
        f"({floor.basis}; {path_share:.0%} of the velocity): {names}.",
        done="They are marked; nothing was taken off them.",
    )
