"""Words and signs of a case's pages; every sign stands beside its word, so that grey is enough."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from restride.clinical.aims import Category
from restride.clinical.care import WeightBearing
from restride.clinical.change.verdict import Verdict
from restride.clinical.evidence import Confidence, Reading
from restride.clinical.falls.walking import ComponentState
from restride.clinical.finding import FindingWeight
from restride.clinical.result import ResultState
from restride.clinical.safety.gate import GateLevel
from restride.plan.exercise import Need
from restride.plan.library import StopDegree

GATE_SIGN: Final[Mapping[GateLevel, str]] = {
    GateLevel.STOP: "■ Stop",
    GateLevel.ASK: "? Ask",
    GateLevel.CARE: "! Care",
}
WEIGHT_SIGN: Final[Mapping[FindingWeight, str]] = {
    FindingWeight.STOP: "■ Stop",
    FindingWeight.MAJOR: "▲ Major",
    FindingWeight.MINOR: "△ Minor",
    FindingWeight.NOTE: "· Note",
}
STATE_WORDS: Final[Mapping[ResultState, str]] = {
    ResultState.DONE: "done",
    ResultState.UNABLE: "✕ unable: tried and could not",
    ResultState.UNSAFE: "⚠\ufe0e unsafe: not tried or stopped",
    ResultState.DECLINED: "◇ declined",
    ResultState.NOT_DONE: "○ not done",
}
VERDICT_SIGN: Final[Mapping[Verdict, str]] = {
    Verdict.REAL_IMPROVEMENT: "▲",
    Verdict.LIKELY_MEANINGFUL: "△",
    Verdict.WITHIN_ERROR: "≈",
    Verdict.REAL_WORSENING: "▼",
    Verdict.NOT_COMPARABLE: "≠",
    Verdict.NO_MDC_KNOWN: "?",
}
COMPONENT_SIGN: Final[Mapping[ComponentState, str]] = {
    ComponentState.PRESENT: "■ present",
    ComponentState.ABSENT: "□ absent",
    ComponentState.NOT_ASSESSED: "? not assessed",
}
CONFIDENCE_SIGN: Final[Mapping[Confidence, str]] = {
    Confidence.VERIFIED: "●",
    Confidence.COMPUTED: "◐",
    Confidence.MEMORY: "○",
}
READING_WORDS: Final[Mapping[Reading, str]] = {
    Reading.TEXT: "read",
    Reading.SECOND_HAND: "read as quoted elsewhere",
    Reading.NOT_READ: "not read",
}
CATEGORY_WORDS: Final[Mapping[Category, str]] = {
    Category.STRENGTH: "Strength",
    Category.PROPRIOCEPTION_COORDINATION: "Balance and coordination",
    Category.GAIT_TRAINING: "Walking",
    Category.POSTURE_CORE: "Posture and core",
    Category.ASSISTIVE_DEVICE: "Walking aid",
}
NEED_WORDS: Final[Mapping[Need, str]] = {
    Need.HARNESS: "harness",
    Need.GAIT_BELT: "gait belt",
    Need.STEADY_SUPPORT: "rail, counter or bars within reach",
    Need.CORNER_OR_RAIL: "a helper and a corner or rail",
    Need.DEVICE_FITTED: "aid fitted",
    Need.VITALS_BEFORE: "vital signs before",
    Need.HEART_RATE_MONITOR: "heart-rate monitor",
    Need.MEDICAL_CLEARANCE: "medical clearance",
    Need.BEAT_RESPONSE_TEST: "response test with a beat",
    Need.SYMPTOM_SCORE: "symptom score before and after",
    Need.WEIGHT_BEARING_ORDER: "weight-bearing order",
    Need.THERAPIST_PROCEDURE: "the therapist's own hands",
}
DEGREE_WORDS: Final[Mapping[StopDegree, str]] = {
    StopDegree.CALL: "■ Stop and call",
    StopDegree.END_SESSION: "■ End the session",
    StopDegree.END_EXERCISE: "▲ End the exercise",
    StopDegree.END_SET: "△ End the set",
    StopDegree.SLOW_DOWN: "· Slow down",
}
GRADE_WORDS: Final[Mapping[WeightBearing, str]] = {
    WeightBearing.NON: "no weight (NWB)",
    WeightBearing.TOE_TOUCH: "touch of the toes (TTWB)",
    WeightBearing.PARTIAL: "part of the weight (PWB)",
    WeightBearing.AS_TOLERATED: "as much as is comfortable (WBAT)",
    WeightBearing.FULL: "all of the weight (FWB)",
}
#: Why exercises were kept out, by the rule that did it.
RULE_WORDS: Final[Mapping[str, str]] = {
    "red_flag": "A red flag must be settled first",
    "weight_bearing": "More load on a leg than its order allows",
    "precaution": "Ruled out by a precaution",
    "unanswered": "Waiting for an answer",
    "not_for_condition": "Wrong for a condition",
    "too_early": "Too early after onset or surgery",
    "order_missing": "Waiting for an order",
    "advised_against": "Advised against",
    "setting": "Not done in the places of this care",
    "supervision": "Closer supervision than there is",
    "equipment": "A thing that is not there",
    "gate_closed": "The safety gate is closed",
    "later": "Later: above the level at which training starts",
}
_SIGNS: Final = (
    (">= ", "≥\u00a0"),
    ("<= ", "≤\u00a0"),
    ("> ", ">\u00a0"),
    ("< ", "<\u00a0"),
)


def signed_text(text: str) -> str:
    """Write comparisons as people print them: "≥ 13.6 s"."""
    for plain, printed in _SIGNS:
        text = text.replace(plain, printed)
    return text


def plain_word(word: object) -> str:
    """Write a word of the files as people do: "single cane"."""
    return str(word).replace("_", " ")


def long_date(day: date) -> str:
    """Write a day so that no country reads it otherwise: "4 May 2026"."""
    return f"{day.day} {day:%B %Y}"


def since_words(days: int) -> str:
    """Say how long ago: "10 days", "7 weeks", "10 months", "3 years"."""
    for unit, length_days, least in (("year", 365.25, 2.0), ("month", 30.44, 3.0), ("week", 7, 3)):
        if days >= length_days * least:
            return f"{int(days / length_days)} {unit}s"
    return f"{days} day" + ("" if days == 1 else "s")


def first_letter_up(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


_CONFIDENCES: Final = tuple(each.words for each in Confidence)


def without_confidence(text: str) -> str:
    """Leave out how sure a figure is where the dot beside the line says so, and the full stop."""
    for words in _CONFIDENCES:
        text = text.replace(f"; {words})", ")").replace(f" ({words})", "")
    return signed_text(text.removesuffix("."))
