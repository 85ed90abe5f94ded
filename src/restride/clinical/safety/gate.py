"""The gate before any training: what stops, what must be asked, what needs care."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from restride.clinical.care import Supervision, WeightBearing
from restride.clinical.evidence import Confidence, Evidence
from restride.clinical.patient import Patient, WeightBearingOrder
from restride.clinical.precautions import (
    Answerer,
    Precaution,
    PrecautionAnswer,
    PrecautionKind,
    Presence,
    precautions,
)
from restride.clinical.safety.orders import (
    OrderedActivity,
    missing_bounds,
    missing_weight_bearing_orders,
    refuse_contradictions,
)
from restride.clinical.safety.vital_limits import Moment
from restride.clinical.safety.vitals import CrossedLimit, Vitals, crossed_limits


class GateLevel(StrEnum):
    """What a line of the gate asks for, the gravest first."""

    #: Nothing is trained.
    STOP = "stop"
    #: Somebody must answer; until then it counts as present.
    ASK = "ask"
    #: Training goes on with care.
    CARE = "care"

    @property
    def rank(self) -> int:
        """Lower is graver."""
        return list(GateLevel).index(self)


class GateKind(StrEnum):
    """What a line is about."""

    RED_FLAG = "red_flag"
    VITAL = "vital"
    ORDER = "order"
    PRECAUTION = "precaution"

    @property
    def rank(self) -> int:
        """Lower is read first."""
        return list(GateKind).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """One thing that stops, is asked, or needs care."""

    level: GateLevel
    kind: GateKind
    #: Of a precaution, a limit or an order: "chest_pain_or_faint", "weight_bearing:left".
    code: str
    words: str
    action: str
    question: str | None = None
    answered_by: Answerer | None = None
    needs_supervision: Supervision | None = None
    #: Of a range, in the unit of the precaution.
    bound: float | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What must hold on a day, above every rule of a plan."""

    day: date
    #: The gravest first.
    lines: tuple[GateLine, ...]

    @property
    def stops(self) -> tuple[GateLine, ...]:
        """Why nothing is trained."""
        return tuple(each for each in self.lines if each.level is GateLevel.STOP)

    @property
    def asks(self) -> tuple[GateLine, ...]:
        """What must be answered."""
        return tuple(each for each in self.lines if each.level is GateLevel.ASK)

    @property
    def cares(self) -> tuple[GateLine, ...]:
        """What training must take care of."""
        return tuple(each for each in self.lines if each.level is GateLevel.CARE)

    @property
    def is_closed(self) -> bool:
        """Whether nothing may be trained on this day."""
        return bool(self.stops)

    @property
    def needs_supervision(self) -> Supervision:
        """The closest supervision that any line demands."""
        needed = [each.needs_supervision for each in self.lines if each.needs_supervision]
        return max(needed, key=lambda each: each.rank, default=Supervision.NONE)


#: An order in words, with the letters that therapists write.
_OF_GRADE: Final = {
    WeightBearing.NON: "nothing (NWB)",
    WeightBearing.TOE_TOUCH: "a touch of the toes (TTWB)",
    WeightBearing.PARTIAL: "part of the weight (PWB)",
    WeightBearing.AS_TOLERATED: "as much as is comfortable (WBAT)",
}
#: What the house asks for without a publication.
_CONVENTION: Final = Evidence(sources=("convention",), confidence=Confidence.MEMORY)
#: What is measured before everybody trains. House choice: docs/decisions/0121-vital-signs.md
_ALWAYS_MEASURED: Final = {
    "systolic_mmhg": "blood pressure",
    "heart_rate_bpm": "heart rate",
}


def safety_gate(
    patient: Patient,
    vitals: Vitals | None = None,
    *,
    day: date,
    activities: tuple[OrderedActivity, ...] = (),
) -> Gate:
    """Tell what stops, what must be asked and what needs care before a person trains.

    Whatever restricts acts, whatever its confidence. What was not answered is asked, and counts as
    present meanwhile; vital signs of another day count as not measured.

    Raises
    ------
    ContentError
        Orders or answers contradict each other.
    """
    refuse_contradictions(patient, day=day, activities=activities)
    today = vitals if vitals is not None and vitals.taken_on == day else None
    lines = (
        *_lines_of_precautions(patient, day),
        *_lines_of_vitals(patient, today, day),
        *_lines_of_orders(patient, day),
    )
    return Gate(day=day, lines=tuple(sorted(lines, key=_order)))


def _order(line: GateLine) -> tuple[int, int, str]:
    return (line.level.rank, line.kind.rank, line.code)


def _lines_of_precautions(patient: Patient, day: date) -> Iterator[GateLine]:
    for row in precautions().values():
        answer = patient.answer(row.id, day=day)
        if answer.presence is not Presence.ABSENT:
            yield _line_of(row, answer)


def _line_of(row: Precaution, answer: PrecautionAnswer) -> GateLine:
    is_flag = row.kind is PrecautionKind.RED_FLAG
    is_open = answer.presence is Presence.UNANSWERED
    present = GateLevel.STOP if is_flag else GateLevel.CARE
    expired = ", the last answer has expired" if answer.note == "expired" else ""
    bound = "" if answer.bound is None else f": {answer.bound:g} {row.unit}"
    return GateLine(
        level=GateLevel.ASK if is_open else present,
        kind=GateKind.RED_FLAG if is_flag else GateKind.PRECAUTION,
        code=row.id,
        words=f"{row.name}: not answered{expired}" if is_open else f"{row.name}{bound}",
        action=row.action,
        question=row.question,
        answered_by=row.answered_by,
        needs_supervision=row.needs_supervision,
        bound=answer.bound,
        evidence=row.evidence,
    )


def _lines_of_vitals(patient: Patient, vitals: Vitals | None, day: date) -> Iterator[GateLine]:
    before = () if vitals is None else crossed_limits(vitals, patient, day=day, when=Moment.BEFORE)
    yield from (_line_of_limit(each) for each in before)
    if vitals is not None:
        told = {each.limit.sign for each in before}
        during = crossed_limits(vitals, patient, day=day, when=Moment.DURING)
        yield from (_line_of_limit(each) for each in during if each.limit.sign not in told)
    for name, words in _unmeasured(patient, vitals, day):
        yield GateLine(
            level=GateLevel.ASK,
            kind=GateKind.VITAL,
            code=name,
            words=f"{words} not measured today",
            action="Measure before training.",
            question=f"What is the {words} at rest?",
            answered_by=Answerer.THERAPIST,
            evidence=_CONVENTION,
        )


def _line_of_limit(crossed: CrossedLimit) -> GateLine:
    return GateLine(
        level=GateLevel.STOP if crossed.limit.act.ends else GateLevel.CARE,
        kind=GateKind.VITAL,
        code=crossed.limit.id,
        words=crossed.words,
        action=crossed.limit.action,
        evidence=crossed.limit.evidence,
    )


def _unmeasured(patient: Patient, vitals: Vitals | None, day: date) -> Iterator[tuple[str, str]]:
    wanted = dict(_ALWAYS_MEASURED)
    medicine = patient.answer("glucose_lowering_medicine", day=day).presence
    if medicine is Presence.PRESENT:
        wanted["glucose_mgpdl"] = "blood sugar"
    for name, words in wanted.items():
        if vitals is None or getattr(vitals, name) is None:
            yield name, words


def _lines_of_orders(patient: Patient, day: date) -> Iterator[GateLine]:
    for side in missing_weight_bearing_orders(patient):
        yield GateLine(
            level=GateLevel.ASK,
            kind=GateKind.ORDER,
            code=f"weight_bearing:{side}",
            words=f"No weight-bearing order for the {side} leg: it counts as not allowed to carry",
            action=f"Nothing that loads the {side} leg until the order is there.",
            question=f"How much may the {side} leg carry?",
            answered_by=Answerer.SURGEON,
            evidence=_CONVENTION,
        )
    for code in missing_bounds(patient, day=day):
        row = precautions()[code]
        yield GateLine(
            level=GateLevel.ASK,
            kind=GateKind.ORDER,
            code=code,
            words=f"{row.name}: there is a limit, and nobody said how far",
            action="No movement of the joint against load until the limit is known.",
            question=row.question,
            answered_by=row.answered_by,
            evidence=row.evidence,
        )
    for order in patient.weight_bearing_orders:
        if order.grade is not WeightBearing.FULL:
            yield GateLine(
                level=GateLevel.CARE,
                kind=GateKind.ORDER,
                code=f"weight_bearing:{order.side}",
                words=f"The {order.side} leg may carry {_OF_GRADE[order.grade]}{_percent(order)}",
                action="Keep every exercise within the order.",
                evidence=_CONVENTION,
            )


def _percent(order: WeightBearingOrder) -> str:
    most = order.at_most_percent
    return "" if most is None else f", at most {most:g} % of body weight"
