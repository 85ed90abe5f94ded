"""The rows of interpretation: cut-offs, references, detectable and important changes, remarks."""

from dataclasses import dataclass
from enum import StrEnum

from restride.clinical.evidence import Evidence
from restride.clinical.population import Population
from restride.errors import ContentError


class Operator(StrEnum):
    """On which side of a value a cut-off is crossed; or the bands of a scale."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    BANDS = "bands"


class Crossing(StrEnum):
    """What it means to lie beyond a cut-off."""

    CONCERN = "concern"
    FAVOURABLE = "favourable"
    #: It names a class, and is neither.
    CLASS = "class"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A part of a scale, from ``low`` up to below ``high``; None is open."""

    low: float
    high: float | None = None
    words: str
    concern: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """A value beyond which a published study saw something else."""

    id: str
    instrument: str
    score: str
    #: Of body charts; None is every item.
    item: str | None = None
    population: Population
    operator: Operator
    value: float | None = None
    #: The other end where published values span a range; ``value`` is the one that is used.
    value_to: float | None = None
    bands: tuple[Band, ...] = ()
    #: The upper end of a band belongs to it, not the lower.
    upper_included: bool = False
    crossing: Crossing = Crossing.CONCERN
    #: As the score is written; empty where it has none.
    unit: str = ""
    meaning: str
    sensitivity_percent: float | None = None
    specificity_percent: float | None = None
    #: None is any.
    protocol: str | None = None
    evidence: Evidence

    def __post_init__(self) -> None:
        has_bands = self.operator is Operator.BANDS
        if has_bands == (self.value is not None) or has_bands != bool(self.bands):
            raise ContentError(
                f"bands need bands and no value, {self.operator.value!r} needs a value and no "
                f"bands, and there are {len(self.bands)} bands and the value {self.value}. "
                "Correct the row."
            )
        for one, following in zip(self.bands, self.bands[1:], strict=False):
            if one.high is None or not one.low < one.high <= following.low:
                raise ContentError(
                    f"bands must rise and not overlap, and {one.words!r} lies from {one.low:g} to "
                    f"{one.high} before {following.low:g}. Order them."
                )


class TermKind(StrEnum):
    """What a factor of a prediction is multiplied with."""

    CONSTANT = "constant"
    AGE = "age_years"
    AGE_SQUARED = "age_years_squared"
    HEIGHT = "height_cm"
    MASS = "mass_kg"
    AGE_TIMES_HEIGHT = "age_years_times_height_cm"
    #: 1 in physically active people, 0 in others.
    ACTIVE = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a prediction."""

    kind: TermKind
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What people like this person reach."""

    id: str
    instrument: str
    score: str
    item: str | None = None
    population: Population
    mean: float | None = None
    sd: float | None = None
    #: Whether the values may be taken as normally distributed; z and percentile need it.
    near_normal: bool = False
    #: 95 % interval of the mean: not of people.
    mean_low: float | None = None
    mean_high: float | None = None
    #: A one-sided limit, in the worse direction.
    limit: float | None = None
    limit_words: str | None = None
    #: The middle half of people: percentiles 25 and 75.
    quartile_low: float | None = None
    quartile_high: float | None = None
    #: What was seen in the sample, or a usual range as the source gives it.
    low: float | None = None
    high: float | None = None
    range_words: str | None = None
    #: Predicted from the person; the sum of the terms.
    prediction: tuple[Term, ...] = ()
    #: The prediction is a one-sided limit, not what is expected.
    predicts_limit: bool = False
    #: As the score is written; empty where it has none.
    unit: str = ""
    protocol: str | None = None
    evidence: Evidence

    def __post_init__(self) -> None:
        known = (self.mean, self.limit, self.quartile_low, self.low)
        if not self.prediction and all(each is None for each in known):
            raise ContentError(
                "a reference needs a mean, a limit, quartiles, a range or a prediction, and has "
                "none. Add one, or make it a remark."
            )
        has_limit = self.limit is not None or self.predicts_limit
        if has_limit != (self.limit_words is not None):
            raise ContentError(
                f"limit and limit_words belong together, and there is {self.limit} and "
                f"{self.limit_words!r}. Add the other."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class MdcRow:
    """The change that a single person must exceed before it is more than measurement error."""

    id: str
    instrument: str
    score: str
    item: str | None = None
    population: Population
    #: In the unit of the score, or per cent of the baseline.
    value: float
    #: The smaller end where a range is published; ``value`` is the larger.
    value_from: float | None = None
    of_baseline: bool = False
    #: 95 or 90.
    level_percent: float = 95.0
    #: Standard error of measurement, where the source gives it.
    sem: float | None = None
    #: As the score is written; empty where it has none.
    unit: str = ""
    protocol: str | None = None
    evidence: Evidence

    def __post_init__(self) -> None:
        if self.level_percent not in (90.0, 95.0):
            raise ContentError(
                f"level_percent must be 90 or 95, and is {self.level_percent:g}. Correct it."
            )
        if self.value <= 0 or (self.of_baseline and self.unit != "%"):
            raise ContentError(
                f"a detectable change must be above 0, in % where it is of the baseline, and is "
                f"{self.value:g} {self.unit}. Correct it."
            )


class ChangeSize(StrEnum):
    """How large a change that matters is."""

    MINIMAL = "minimal"
    SUBSTANTIAL = "substantial"


@dataclass(frozen=True, slots=True, kw_only=True)
class McidRow:
    """A change that people, or their clinicians, found to matter."""

    id: str
    instrument: str
    score: str
    item: str | None = None
    population: Population
    value: float
    #: The smaller end where a range is published; ``value`` is the larger.
    value_from: float | None = None
    size: ChangeSize = ChangeSize.MINIMAL
    #: As the score is written; empty where it has none.
    unit: str = ""
    method: str | None = None
    protocol: str | None = None
    evidence: Evidence

    def __post_init__(self) -> None:
        if self.value <= 0:
            raise ContentError(
                f"an important change must be above 0, and is {self.value:g}. The direction comes "
                "from the score. Correct it."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A published fact that cannot be applied to a score, and is only shown."""

    id: str
    #: None where the package holds no such instrument.
    instrument: str | None = None
    about: str
    words: str
    evidence: Evidence


class GaitFigureKind(StrEnum):
    """What a figure about walking is."""

    NORM = "norm"
    ANGLE = "angle"
    #: A limit, or how much falls rise with a measure.
    THRESHOLD = "threshold"
    IMPORTANT_CHANGE = "important_change"
    #: Where a measure must not be read.
    CAVEAT = "caveat"


@dataclass(frozen=True, slots=True, kw_only=True)
class GaitReference:
    """A published figure about a measure of walking."""

    id: str
    kind: GaitFigureKind
    #: "cadence", "step_width": the word of the literature, its unit beside it.
    parameter: str
    population: Population
    #: "comfortable", "fast", "slow" or "any".
    pace: str
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    #: Above or below which it is marked.
    flag_above: float | None = None
    flag_below: float | None = None
    words: str
    evidence: Evidence

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ContentError(
                f"low must not lie above high, and {self.low:g} lies above {self.high:g}. "
                "Exchange them."
            )
