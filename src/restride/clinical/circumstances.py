"""The conditions a test was done under: two results are compared only where they are the same."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from restride.clinical.care import Assistance, WeightBearing
from restride.errors import ContentError

#: Beyond these it is a slip of the pen; nobody's dose of today was taken before yesterday.
#: House choice: docs/decisions/0103-what-is-entered.md
_MOST_HELPERS_COUNT: Final = 6
_LONGEST_MIN: Final = 1440


class Aid(StrEnum):
    """What a person walked or stood with."""

    NONE = "none"
    SINGLE_CANE = "single_cane"
    QUAD_CANE = "quad_cane"
    HEMI_WALKER = "hemi_walker"
    ONE_CRUTCH = "one_crutch"
    TWO_CRUTCHES = "two_crutches"
    PICK_UP_WALKER = "pick_up_walker"
    ROLLING_WALKER = "rolling_walker"
    ROLLATOR = "rollator"
    PARALLEL_BARS = "parallel_bars"
    HARNESS = "harness"
    OTHER = "other"


class Footwear(StrEnum):
    """What was on the feet."""

    SHOES = "shoes"
    BAREFOOT = "barefoot"
    SOCKS = "socks"
    OTHER = "other"


class Floor(StrEnum):
    """What was walked or stood on."""

    FIRM = "firm"
    CARPET = "carpet"
    FOAM = "foam"
    TREADMILL = "treadmill"
    OUTDOORS = "outdoors"
    OTHER = "other"


class Orthosis(StrEnum):
    """What holds a joint or lifts a foot."""

    NONE = "none"
    ANKLE_FOOT = "ankle_foot"
    FUNCTIONAL_STIMULATION = "functional_stimulation"
    KNEE_BRACE = "knee_brace"
    ANKLE_BRACE = "ankle_brace"
    SPINAL_BRACE = "spinal_brace"
    OTHER = "other"


class Vision(StrEnum):
    """What corrected the sight."""

    NO_CORRECTION = "no_correction"
    SINGLE_FOCUS = "single_focus"
    MULTIFOCAL = "multifocal"
    CONTACT_LENSES = "contact_lenses"


class MedicationState(StrEnum):
    """Where a person with Parkinson's is in the cycle of the medicine."""

    ON = "on"
    OFF = "off"
    WEARING_OFF = "wearing_off"
    NOT_APPLICABLE = "not_applicable"


class Stimulation(StrEnum):
    """Whether a deep brain stimulator was on."""

    ON = "on"
    OFF = "off"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The conditions of a test. What was not written down is None, never a guess."""

    aid: Aid | None = None
    assistance: Assistance | None = None
    helpers_count: int | None = None
    footwear: Footwear | None = None
    floor: Floor | None = None
    #: Layout or variant: "6 m of 10 m", "chair 43 cm, arms crossed".
    protocol: str | None = None
    orthosis: Orthosis | None = None
    weight_bearing: WeightBearing | None = None
    vision: Vision | None = None
    medication: MedicationState | None = None
    #: Minutes since the last dose.
    since_dose_min: float | None = None
    stimulation: Stimulation | None = None
    #: How it was measured: "stopwatch", "lower-back sensor".
    measured_with: str | None = None

    def __post_init__(self) -> None:
        for name, most in (
            ("helpers_count", _MOST_HELPERS_COUNT),
            ("since_dose_min", _LONGEST_MIN),
        ):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= most:
                raise ContentError(
                    f"{name} must lie between 0 and {most:g}, and is {value:g}. Correct it, or "
                    "leave it out where it is not known."
                )


def differing(one: Circumstances, other: Circumstances) -> tuple[str, ...]:
    """Name the fields in which two tests differ; unknown on one side only is a difference.

    The minutes since a dose do not decide: the state of the medicine does.
    """
    names = (field.name for field in fields(Circumstances) if field.name != "since_dose_min")
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))
