"""What a test or questionnaire is: how it is given, what is entered, and how it is scored."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from restride.clinical.content import names_in, read_content
from restride.clinical.evidence import Evidence
from restride.errors import ContentError
from restride.measure import Better


class InstrumentKind(StrEnum):
    """Who or what gives the answer."""

    PERFORMANCE = "performance"
    CLINICIAN = "clinician"
    PATIENT_REPORTED = "patient_reported"
    INSTRUMENTED = "instrumented"
    SCREEN = "screen"


class LicenceTier(StrEnum):
    """How much of an instrument the package may hold."""

    FULL_TEXT = "full_text"
    OWN_WORDS_PROCEDURE = "own_words_procedure"
    ITEM_SCORES_ONLY = "item_scores_only"
    TOTAL_SCORE_ONLY = "total_score_only"

    @property
    def holds_wording(self) -> bool:
        """Whether wordings of items may stand in the package."""
        return self is LicenceTier.FULL_TEXT

    @property
    def holds_items(self) -> bool:
        """Whether items may be entered one by one without a licence pack."""
        return self is not LicenceTier.TOTAL_SCORE_ONLY


class ScoringMethod(StrEnum):
    """How entries become scores; each is a function of ``scoring``."""

    ITEM_SUM = "item_sum"
    ITEM_MEAN = "item_mean"
    #: Totals, subscales or a number are entered as they are.
    ENTERED = "entered"
    #: Trials of a timed, counted or measured test.
    TRIALS = "trials"
    #: A value for each body part and side.
    BODY_CHART = "body_chart"
    #: Written for this instrument alone, in ``scoring/<id>.py``.
    OWN = "own"


class TrialRule(StrEnum):
    """Which trial counts."""

    MEAN = "mean"
    BEST = "best"
    LAST = "last"
    MEAN_OF_LAST_TWO = "mean_of_last_two"
    WORST_SIDE = "worst_side"


#: Labels of items of which nothing but the number is told: "Item 1", "Daily item 12".
_NUMBERED: Final = re.compile(r"([A-Z][a-z]+ i|I)tem [0-9.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """On what terms an instrument may be shipped."""

    tier: LicenceTier
    status: str
    note: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a scale, or one part of the body."""

    id: str
    #: Our own short and neutral label, never the wording of a protected item.
    label: str
    minimum: float
    maximum: float
    #: The only values allowed, where not every whole number between the ends is.
    values: tuple[float, ...] = ()
    subscale: str | None = None
    #: Entered left and right.
    sided: bool = False
    #: Of what is measured: as people write it, "s", "cm"; points have none.
    unit: str | None = None
    #: Digits that may be entered; 0 takes whole numbers only.
    decimals: int = 0
    #: Only where the tier is full_text.
    wording: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A number that an instrument gives."""

    id: str
    title: str
    #: As people write it: "s", "m/s", "points", "%"; empty for counts and ratios.
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    #: Digits shown; what is judged is what is shown.
    decimals: int
    better: Better
    #: Of body charts: a score for each item and side.
    each_item: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Where a scale stops telling people apart."""

    score: str
    #: At or beyond it, in the better direction for a ceiling, the worse for a floor.
    value: float
    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """How entries become scores."""

    method: ScoringMethod
    trial_rule: TrialRule | None = None
    trials_count: int | None = None
    #: Items that may be missing; the rest is then scaled or averaged as ``missing_words`` says.
    missing_allowed_count: int = 0
    missing_words: str
    #: The score of a person who tried and could not.
    unable_value: float | None = None
    unable_words: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of LOINC; only where it is known."""

    code: str
    display: str
    #: Which score it is for.
    score: str | None = None
    note: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A test or questionnaire."""

    id: str
    name: str
    #: Of this definition; a change of items or scoring raises it.
    version: str
    kind: InstrumentKind
    domain: str
    what: str
    #: Least and most minutes.
    minutes: tuple[float, float]
    equipment: tuple[str, ...] = ()
    #: How to set up, in our own words.
    set_up: tuple[str, ...] = ()
    #: What is said to the person; empty for scales whose words are protected.
    script: str | None = None
    #: What the tester does, in our own words.
    steps: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    #: When a trial ends or does not count.
    stop_rules: tuple[str, ...] = ()
    #: Names of ``Circumstances`` without which a result is not accepted.
    needs_circumstances: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    scores: tuple[Score, ...]
    #: The score that goals and trends use.
    main_score: str
    scoring: Scoring
    ceilings: tuple[Limit, ...] = ()
    floors: tuple[Limit, ...] = ()
    codes: tuple[Code, ...] = ()
    licence: Licence
    evidence: Evidence

    def __post_init__(self) -> None:
        _refuse_protected_words(self)


def _refuse_protected_words(instrument: Instrument) -> None:
    """Refuse words that the licence tier does not let the package hold."""
    tier = instrument.licence.tier
    worded = [item.id for item in instrument.items if item.wording is not None]
    if worded and not tier.holds_wording:
        raise ContentError(
            f"wordings may stand only where the tier is full_text, and {instrument.id} is {tier} "
            f"with a wording of {worded[0]}. Move it to a licence pack."
        )
    named = [item for item in instrument.items if _NUMBERED.fullmatch(item.label) is None]
    if named and not tier.holds_items:
        raise ContentError(
            f"items of a {tier} instrument are named by number alone ('Item 1'), and "
            f"{instrument.id} has {named[0].label!r}. Write its number."
        )


@cache
def instruments() -> dict[str, Instrument]:
    """Read every instrument; once a process."""
    rows = [
        row
        for name in names_in("clinical", "instruments")
        for row in read_content(Instrument, room="clinical", name=name).rows
    ]
    return {row.id: row for row in rows}


def find_instrument(instrument_id: str) -> Instrument:
    """Find an instrument.

    Raises
    ------
    ContentError
        Nothing bears the id.
    """
    known = instruments()
    if instrument_id not in known:
        raise ContentError(
            f"An instrument must be one of {', '.join(sorted(known))}, and {instrument_id!r} is "
            "none of them. Use one of these."
        )
    return known[instrument_id]
