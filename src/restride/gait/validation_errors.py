"""How far published methods of the same kind are off, by measure and place of the sensor."""

import csv
import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from restride.terms import EventSource
from restride.units import unit_of

#: A mean absolute error is this part of the standard deviation of normal errors around zero.
_ABSOLUTE_PER_SD: Final = math.sqrt(2 / math.pi)


class Setting(StrEnum):
    """Where somebody walked: a task in front of somebody, or whatever the day brought."""

    LABORATORY = "laboratory"
    DAILY_LIFE = "daily-life"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuringContext:
    """What decides how far off a measure may be."""

    source: EventSource
    setting: Setting = Setting.LABORATORY
    #: A personal stride-length factor was used.
    is_calibrated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationError:
    """One published figure of how far a measure is off."""

    key: str
    source_of_event: EventSource
    setting: Setting
    is_calibrated: bool
    kind: str
    # In the unit of the measure named by the key.
    value: float
    population: str
    repeats: str
    source: str
    confidence: str

    @property
    def standard_deviation(self) -> float:
        """The figure as a standard deviation, in the unit of the measure."""
        return self.value / _ABSOLUTE_PER_SD if "absolute" in self.kind else self.value

    @property
    def words(self) -> str:
        """The figure for people."""
        measure = self.key.rsplit("_", 1)[0].replace("_", " ")
        return (
            f"published {self.kind} of {measure} {self.value:g} {unit_of(self.key).shown} "
            f"({self.population}, {self.repeats} [{self.source}])"
        )


@cache
def validation_errors() -> tuple[ValidationError, ...]:
    """Read the table; once a process."""
    table = files("restride.gait") / "knowledge" / "validation_errors.csv"
    with table.open(encoding="utf-8") as lines:
        return tuple(
            ValidationError(
                key=row["key"],
                source_of_event=EventSource(row["source_of_event"]),
                setting=Setting(row["setting"]),
                is_calibrated=row["is_calibrated"] == "yes",
                kind=row["kind"],
                value=float(row["value"]),
                population=row["population"],
                repeats=row["repeats"],
                source=row["source"],
                confidence=row["confidence"],
            )
            for row in csv.DictReader(lines)
        )


@cache
def validation_error(key: str, context: MeasuringContext) -> ValidationError | None:
    """Find the figure closest to how a measure was taken; None where nobody published one."""
    fitting = [
        row
        for row in validation_errors()
        if row.key == key
        and row.source_of_event is context.source
        and (context.is_calibrated or not row.is_calibrated)
    ]
    # The setting weighs more than the calibration: calibrating does not help daily life.
    fitting.sort(key=lambda row: (row.setting is context.setting, row.is_calibrated), reverse=True)
    return fitting[0] if fitting else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodError:
    """How far the method may be off for one measure, beside the spread of its repeats."""

    # In the unit of the measure; 0 where the method adds nothing.
    standard_deviation: float
    words: str


#: Whole measures that the spread of repeats speaks for, and why.
_REPEATS_SPEAK: Final = {
    EventSource.LOWER_BACK: "it is defined on the sensor's own signal",
    EventSource.FOOT: "a constant delay of the contacts cancels between contacts of one kind",
    EventSource.LANDMARKS: "a constant delay of the contacts cancels between contacts of one kind",
}
#: The estimator shows the leg in front and the leg behind differently: a smaller difference between
#: left and right cannot be told from that. House choice: docs/decisions/0012.
_SIDES_DIFFER_S: Final = {EventSource.LANDMARKS: 0.025}
_DEFINED_ON_SIGNAL: Final = frozenset(
    {
        "vertical_harmonic_ratio",
        "forward_harmonic_ratio",
        "sideways_harmonic_ratio",
        "trunk_roll_range_deg",
        "trunk_pitch_range_deg",
        "trunk_yaw_range_deg",
        "turn_peak_speed_dps",
        "turn_duration_s",
        "turn_steps_count",
    }
)
_DELAY_CANCELS: Final = frozenset({"cadence_spm", "stride_duration_s", "step_duration_s"})


def method_error(key: str, value: float, *, context: MeasuringContext) -> MethodError | None:
    """Tell how far a method may be off; None where nobody published a figure.

    Parameters
    ----------
    value
        Of the measure, in its unit: an error of cadence is one of durations at that cadence.
    """
    if context.source not in _REPEATS_SPEAK:
        return MethodError(standard_deviation=0.0, words=f"contacts are given by {context.source}")
    published = _published(key, context)
    if published is not None:
        return published
    if key in _DEFINED_ON_SIGNAL:
        return MethodError(standard_deviation=0.0, words=_REPEATS_SPEAK[EventSource.LOWER_BACK])
    if key in _DELAY_CANCELS and context.source is not EventSource.LOWER_BACK:
        return MethodError(standard_deviation=0.0, words=_REPEATS_SPEAK[context.source])
    return _from_another(key, value, context)


def sides_differ_s(context: MeasuringContext) -> float:
    """Tell how far left and right may differ by how they are seen alone; 0 where they do not."""
    return _SIDES_DIFFER_S.get(context.source, 0.0)


def _from_another(key: str, value: float, context: MeasuringContext) -> MethodError | None:
    """Carry a published figure over by the formula that links two measures."""
    links = {
        "stride_duration_s": ("cadence_spm", value**2 / 120),
        "step_duration_s": ("cadence_spm", value**2 / 60),
        "step_length_m": ("stride_length_m", 0.5),
    }
    if key not in links:
        return None
    other, factor = links[key]
    published = _published(other, context)
    if published is None:
        return None
    return MethodError(
        standard_deviation=published.standard_deviation * factor, words=published.words
    )


@cache
def _published(key: str, context: MeasuringContext) -> MethodError | None:
    row = validation_error(key, context)
    if row is None:
        return None
    return MethodError(standard_deviation=row.standard_deviation, words=row.words)
