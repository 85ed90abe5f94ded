"""One test that a recording holds, before it is scored."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean
from typing import Final

from restride.clinical.circumstances import Floor
from restride.measure import Measure
from restride.terms import EventSource

_DEVICES: Final[dict[EventSource, str]] = {
    EventSource.LOWER_BACK: "lower-back sensor",
    EventSource.FOOT: "foot sensors",
    EventSource.PLATE: "force plate",
    EventSource.MARKERS: "markers",
    EventSource.LANDMARKS: "camera",
    EventSource.JOINT_ANGLES: "joint angles",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedTest:
    """One test that a recording holds: its trials or scores, or why there are none."""

    instrument: str
    #: What was done, in words that stay the same from visit to visit.
    protocol: str
    measured_with: str
    trials: tuple[float, ...] | dict[str, tuple[float, ...]] = ()
    scores: dict[str, float | None] = field(default_factory=dict)
    floor: Floor | None = None
    notes: tuple[str, ...] = ()
    #: Set where the test is not there.
    missing_reason: str | None = None


def device_of(source: EventSource) -> str:
    """Say what a number was measured with."""
    return _DEVICES.get(source, str(source))


def missing(instrument: str, *, protocol: str, device: str, reason: str) -> RecordedTest:
    """Say that a test was looked for and is not there."""
    return RecordedTest(
        instrument=instrument, protocol=protocol, measured_with=device, missing_reason=reason
    )


def measure_named(measures: Iterable[Measure], key: str) -> Measure | None:
    """Find the first measure of a key."""
    return next((each for each in measures if each.definition.key == key), None)


def value_of(measures: Iterable[Measure], key: str) -> float | None:
    """Give a measure over both sides: the one of the whole, else the mean of left and right."""
    found = [each for each in measures if each.definition.key == key and each.value is not None]
    whole = [each.value for each in found if each.side is None and each.value is not None]
    sides = [each.value for each in found if each.side is not None and each.value is not None]
    if whole:
        return whole[0]
    return fmean(sides) if sides else None
