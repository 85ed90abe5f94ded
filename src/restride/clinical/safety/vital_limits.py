"""The one table of vital signs: when not to start, when to stop, when to slow down."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.errors import ContentError


class VitalSign(StrEnum):
    """What is measured before or while a person trains; each is a field of ``Vitals``."""

    SYSTOLIC = "systolic_mmhg"
    DIASTOLIC = "diastolic_mmhg"
    #: How far the systolic pressure fell while the load rose.
    SYSTOLIC_FALL_UNDER_LOAD = "systolic_fall_under_load_mmhg"
    SYSTOLIC_DROP_ON_STANDING = "systolic_drop_on_standing_mmhg"
    DIASTOLIC_DROP_ON_STANDING = "diastolic_drop_on_standing_mmhg"
    HEART_RATE = "heart_rate_bpm"
    HEART_RATE_ABOVE_ZONE = "heart_rate_above_zone_bpm"
    SATURATION = "saturation_percent"
    GLUCOSE = "glucose_mgpdl"
    #: 1 where they were found, 0 where they were not.
    KETONES = "ketones_count"
    #: Steps running in which a foot drags.
    DRAGGING_STEPS = "dragging_steps_count"


class Moment(StrEnum):
    """When a limit holds."""

    BEFORE = "before"
    DURING = "during"


class VitalAct(StrEnum):
    """What a crossed limit asks for, the gravest first."""

    DO_NOT_START = "do_not_start"
    STOP = "stop"
    SLOW_DOWN = "slow_down"
    CAUTION = "caution"

    @property
    def ends(self) -> bool:
        """Whether nothing more is trained now."""
        return self in (VitalAct.DO_NOT_START, VitalAct.STOP)


class OnlyIf(StrEnum):
    """What else must be so for a limit to hold; not known counts as so."""

    SYMPTOMS = "symptoms"
    KETONES = "ketones"
    #: The person takes insulin or tablets that lower the sugar.
    GLUCOSE_LOWERING_MEDICINE = "glucose_lowering_medicine"
    #: The value is not what is usual for this person.
    NOT_USUAL = "not_usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalLimit:
    """One row of the table."""

    id: str
    words: str
    sign: VitalSign
    when: Moment
    at_or_above: float | None = None
    above: float | None = None
    at_or_below: float | None = None
    below: float | None = None
    only_if: OnlyIf | None = None
    #: A limit prescribed for this person stands in its place.
    own_limit_first: bool = False
    #: How long it must last to count.
    for_s: float | None = None
    act: VitalAct
    action: str
    evidence: Evidence

    def __post_init__(self) -> None:
        ends = (self.at_or_above, self.above, self.at_or_below, self.below)
        if sum(end is not None for end in ends) != 1:
            raise ContentError(
                f"a limit needs exactly one of at_or_above, above, at_or_below and below, and "
                f"{self.id!r} has {sum(end is not None for end in ends)}. Give one."
            )

    def is_crossed(self, value: float) -> bool:
        """Whether a value lies beyond the limit."""
        return (
            (self.at_or_above is not None and value >= self.at_or_above)
            or (self.above is not None and value > self.above)
            or (self.at_or_below is not None and value <= self.at_or_below)
            or (self.below is not None and value < self.below)
        )


@cache
def vital_limits() -> dict[str, VitalLimit]:
    """Read the table; once a process."""
    return {
        row.id: row for row in read_content(VitalLimit, room="clinical", name="vital_limits").rows
    }
