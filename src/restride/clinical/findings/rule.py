"""What a rule of the findings is: a sentence, when it is said, and what it asks for."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from restride.clinical.aims import Aim, Outcome
from restride.clinical.care import Assistance, WeightBearing
from restride.clinical.content import Content, read_content
from restride.clinical.evidence import Evidence
from restride.clinical.finding import FindingWeight
from restride.clinical.interpretation.schemas import Operator
from restride.errors import ContentError


class How(StrEnum):
    """How something known is looked at."""

    #: The value against a number.
    NUMBER = "number"
    #: The size of the value, whichever its sign, against a number.
    SIZE = "size"
    #: Left and right apart, in the unit of the value.
    SIDES_APART = "sides_apart"
    #: The weaker side short of the other, in per cent of the other.
    SIDE_SHORT_PERCENT = "side_short_percent"
    #: A published cut-off for people like this one is crossed, and means concern.
    CUT_OFF = "cut_off"
    #: Cut-offs for people like this one are known, and none that means concern is crossed.
    NO_CUT_OFF = "no_cut_off"
    #: Worse than the limit, or the range, of people like this one.
    WORSE_THAN_REFERENCE = "worse_than_reference"
    #: Tried and could not, or not safe.
    NOT_ABLE = "not_able"
    #: There is a value.
    KNOWN = "known"
    #: There is none.
    MISSING = "missing"
    PRECAUTION = "precaution"
    #: The person needs at least so much help.
    ASSISTANCE = "assistance"
    #: The test took so many helpers.
    HELPERS = "helpers"
    #: The stricter weight-bearing order is this one.
    ORDER = "order"


class Which(StrEnum):
    """Which side a rule looks at."""

    #: The side the rule is tried for; no side where it is tried for none.
    SAME = "same"
    OTHER = "other"
    #: The value has no side, though the rule has one.
    NONE = "none"


_WITH_NUMBER = (How.NUMBER, How.SIZE, How.SIDES_APART, How.SIDE_SHORT_PERCENT, How.HELPERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One look at one thing that may be known."""

    how: How = How.NUMBER
    instrument: str | None = None
    score: str | None = None
    item: str | None = None
    #: Key of a measure of a recording.
    measure: str | None = None
    precaution: str | None = None
    operator: Operator | None = None
    value: float | None = None
    side: Which = Which.SAME
    #: Only this cut-off; None is any that fits the person.
    cut_off: str | None = None
    #: Of those that fit the person, not these.
    except_cut_offs: tuple[str, ...] = ()
    assistance: Assistance | None = None
    order: WeightBearing | None = None
    #: Not known counts as so.
    unknown_holds: bool = False

    def __post_init__(self) -> None:
        subjects = (self.instrument, self.measure, self.precaution, self.assistance, self.order)
        if sum(each is not None for each in subjects) != 1:
            raise ContentError(
                "a comparison looks at exactly one of instrument, measure, precaution, assistance "
                f"and order, and there are {sum(each is not None for each in subjects)}. Name one."
            )
        has_number = self.operator is not None and self.value is not None
        if (self.how in _WITH_NUMBER) != has_number:
            raise ContentError(
                f"{self.how.value!r} {'takes no' if has_number else 'needs'} operator and value, "
                f"and there are {self.operator} and {self.value}. Correct it."
            )

    @property
    def subject(self) -> str:
        """What is looked at, for the rule in words."""
        parts = (self.instrument, self.score, self.item)
        if self.instrument is not None:
            return ".".join(each for each in parts if each)
        return str(self.measure or self.precaution or self.assistance or self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """What would let a rule say more, and the words where it is not there."""

    about: Comparison
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A sentence and when it is said."""

    id: str
    #: Fields: {value} {value2} ... with units, {number} {number2} ... without, {side}, {other},
    #: {study} (the cut-off or reference that holds), {names} (of all items seen).
    sentence: str
    #: Every line must hold, each by any of its comparisons.
    when: tuple[tuple[Comparison, ...], ...]
    #: Tried for the left and for the right.
    sided: bool = False
    #: Only for people with any of these; empty is everybody.
    conditions: tuple[str, ...] = ()
    weight: FindingWeight
    aims: tuple[Aim, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    education: tuple[str, ...] = ()
    wants: tuple[Want, ...] = ()
    #: It repeats what was entered, on the scale it was entered on, without a limit of a study.
    states_entry: bool = False
    evidence: Evidence
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.when or not all(self.when):
            raise ContentError("a rule needs at least one comparison in every line. Add one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How people with a condition tend to walk, as a limit on one measure."""

    id: str
    #: The people as the source names them.
    people: str
    conditions: tuple[str, ...]
    #: What the source calls it.
    parameter: str
    #: Our measure; None where the analysis does not give it.
    measure: str | None = None
    instrument: str | None = None
    score: str | None = None
    how: How = How.NUMBER
    operator: Operator | None = None
    #: In the unit of our measure.
    value: float | None = None
    #: In the words of the source.
    limit_words: str
    sided: bool = False
    sentence: str | None = None
    weight: FindingWeight = FindingWeight.MINOR
    aims: tuple[Aim, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    education: tuple[str, ...] = ()
    #: Why there is no measure, or how ours differs.
    note: str | None = None
    evidence: Evidence

    def __post_init__(self) -> None:
        is_used = self.sentence is not None
        if is_used != (self.measure is not None or self.instrument is not None):
            raise ContentError(
                "sentence and measure belong together: a signature that our analysis gives is "
                "said, the others are kept with a note. Add or remove one."
            )
        if not is_used and self.note is None:
            raise ContentError("a signature without a measure needs a note that says why. Add it.")

    def as_rule(self) -> Rule | None:
        """Turn it into a rule; None where our analysis does not give the measure."""
        if self.sentence is None:
            return None
        comparison = Comparison(
            how=self.how,
            measure=self.measure,
            instrument=self.instrument,
            score=self.score,
            operator=self.operator,
            value=self.value,
        )
        return Rule(
            id=self.id,
            sentence=self.sentence,
            when=((comparison,),),
            sided=self.sided,
            conditions=self.conditions,
            weight=self.weight,
            aims=self.aims,
            outcomes=self.outcomes,
            education=self.education,
            evidence=self.evidence,
        )


@cache
def rule_file() -> Content[Rule]:
    """Read the rules; once a process."""
    return read_content(Rule, room="clinical", name="finding_rules")


@cache
def signature_file() -> Content[Signature]:
    """Read the signatures; once a process."""
    return read_content(Signature, room="clinical", name="gait_signatures")


@cache
def rules_in_order() -> tuple[tuple[str, Rule], ...]:
    """List every rule that can be tried, with the version of its file, in the fixed order."""
    signatures = ((signature_file().version, row.as_rule()) for row in signature_file().rows)
    return (
        *((rule_file().version, row) for row in rule_file().rows),
        *((version, rule) for version, rule in signatures if rule is not None),
    )
