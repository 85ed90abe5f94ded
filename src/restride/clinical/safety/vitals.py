"""Vital signs of one person, held against the one table."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from restride.clinical.patient import Patient
from restride.clinical.precautions import Presence
from restride.clinical.safety.vital_limits import (
    Moment,
    OnlyIf,
    VitalLimit,
    VitalSign,
    vital_limits,
)
from restride.errors import ContentError

#: Values that no living, awake person has, or that only a slip of the pen gives.
#: House choice: docs/decisions/0121-vital-signs.md
_POSSIBLE: Final = {
    "systolic_mmhg": (40.0, 300.0),
    "diastolic_mmhg": (20.0, 200.0),
    "systolic_fall_under_load_mmhg": (-150.0, 150.0),
    "systolic_drop_on_standing_mmhg": (-150.0, 150.0),
    "diastolic_drop_on_standing_mmhg": (-100.0, 100.0),
    "heart_rate_bpm": (20.0, 250.0),
    "heart_rate_above_zone_bpm": (-200.0, 200.0),
    "saturation_percent": (40.0, 100.0),
    "own_saturation_percent": (85.0, 100.0),
    "glucose_mgpdl": (10.0, 1000.0),
    "dragging_steps_count": (0.0, 10_000.0),
}
#: How near a value must be to the person's usual one to be usual.
#: House choice: docs/decisions/0121-vital-signs.md
_USUAL_WITHIN_BPM: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What was measured; None is "not measured", never normal."""

    taken_on: date
    systolic_mmhg: float | None = None
    diastolic_mmhg: float | None = None
    systolic_fall_under_load_mmhg: float | None = None
    systolic_drop_on_standing_mmhg: float | None = None
    diastolic_drop_on_standing_mmhg: float | None = None
    heart_rate_bpm: float | None = None
    heart_rate_above_zone_bpm: float | None = None
    #: How long the heart rate has been above the zone.
    above_zone_s: float | None = None
    saturation_percent: float | None = None
    #: The saturation that a physician allows this person to fall to.
    own_saturation_percent: float | None = None
    glucose_mgpdl: float | None = None
    ketones: bool | None = None
    #: Light-headed, sick, pale, short of breath.
    symptoms: bool | None = None
    dragging_steps_count: int | None = None

    def __post_init__(self) -> None:
        for name, (low, high) in _POSSIBLE.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise ContentError(
                    f"{name} must lie between {low:g} and {high:g}, and is {value:g}. Correct it."
                )
        if (
            self.systolic_mmhg is not None
            and self.diastolic_mmhg is not None
            and self.diastolic_mmhg >= self.systolic_mmhg
        ):
            raise ContentError(
                f"diastolic_mmhg must be less than systolic_mmhg, and is {self.diastolic_mmhg:g} "
                f"of {self.systolic_mmhg:g}. Exchange or correct them."
            )

    def value(self, sign: VitalSign) -> float | None:
        """Tell what was measured of a sign."""
        if sign is VitalSign.KETONES:
            return None if self.ketones is None else float(self.ketones)
        value: float | None = getattr(self, sign.value)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedLimit:
    """A limit that a value lies beyond."""

    limit: VitalLimit
    value: float
    #: The limit that was used, where the person has one of their own.
    own_limit_percent: float | None = None
    #: What was not known and counted as so.
    counted_as_so: OnlyIf | None = None

    @property
    def words(self) -> str:
        """What a reader is told."""
        own = "" if self.own_limit_percent is None else f" (own limit {self.own_limit_percent:g})"
        unknown = (
            ""
            if self.counted_as_so is None
            else f"; {self.counted_as_so.replace('_', ' ')} not known, counted as so"
        )
        return f"{self.limit.words}: {self.value:g}{own}{unknown}"


def crossed_limits(
    vitals: Vitals, patient: Patient, *, day: date, when: Moment
) -> tuple[CrossedLimit, ...]:
    """Name every limit of the table that the values lie beyond, in the order of the table."""
    found = []
    for limit in vital_limits().values():
        value = vitals.value(limit.sign)
        if limit.when is not when or value is None or not _lasts(limit, vitals):
            continue
        own_percent = vitals.own_saturation_percent if limit.own_limit_first else None
        beyond = limit.is_crossed(value) if own_percent is None else value < own_percent
        so = _is_so(limit, vitals, patient, day) if beyond else False
        if so is not False:
            found.append(
                CrossedLimit(
                    limit=limit,
                    value=value,
                    own_limit_percent=own_percent,
                    counted_as_so=limit.only_if if so is None else None,
                )
            )
    return tuple(found)


def _lasts(limit: VitalLimit, vitals: Vitals) -> bool:
    """Whether it has lasted long enough; how long not known counts as long enough."""
    if limit.for_s is None or vitals.above_zone_s is None:
        return True
    return vitals.above_zone_s >= limit.for_s


def _is_so(limit: VitalLimit, vitals: Vitals, patient: Patient, day: date) -> bool | None:
    """Whether the further condition of a limit holds; None where nobody knows."""
    match limit.only_if:
        case OnlyIf.SYMPTOMS:
            return vitals.symptoms
        case OnlyIf.KETONES:
            return vitals.ketones
        case OnlyIf.NOT_USUAL:
            return not _is_usual(vitals, patient)
        case OnlyIf.GLUCOSE_LOWERING_MEDICINE:
            presence = patient.answer("glucose_lowering_medicine", day=day).presence
            return {Presence.PRESENT: True, Presence.ABSENT: False}.get(presence)
    return True


def _is_usual(vitals: Vitals, patient: Patient) -> bool:
    usual_bpm, now_bpm = patient.resting_heart_rate_bpm, vitals.heart_rate_bpm
    if usual_bpm is None or now_bpm is None:
        return False
    return abs(now_bpm - usual_bpm) <= _USUAL_WITHIN_BPM
