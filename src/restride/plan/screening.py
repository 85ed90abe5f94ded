"""Whether a person may do an exercise, where, under whose eyes, and within which bounds.

What restricts always acts, whatever its confidence. A precaution that was not answered counts as
present for whatever lies above level 2 or is done unsupervised.
See docs/decisions/0140-what-blocks-an-exercise.md.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from restride.clinical.care import Assistance, Setting, Supervision, WeightBearing
from restride.clinical.conditions import conditions, is_case_of
from restride.clinical.patient import Patient
from restride.clinical.precautions import PrecautionAnswer, PrecautionKind, Presence, precautions
from restride.plan.exercise import Exercise, LimitIf, Need, Position, Release
from restride.plan.library import equipment
from restride.terms import Side

#: Up to this level, and under somebody's eyes, an unanswered question does not block.
#: House choice: docs/decisions/0140
UNANSWERED_LEVEL: Final = 2
#: Positions in which nobody falls.
_OFF_THE_FEET: Final = frozenset({Position.LYING, Position.SITTING})
#: The help that a person needs is the least supervision of what is done upright.
#: House choice: docs/decisions/0150
_SUPERVISION_OF_HELP: Final = {
    Assistance.SUPERVISION: Supervision.SOMEONE_NEAR,
    Assistance.CONTACT_GUARD: Supervision.CONTACT_GUARD,
    Assistance.MINIMAL: Supervision.CONTACT_GUARD,
    Assistance.MODERATE: Supervision.CONTACT_GUARD,
    Assistance.MAXIMAL: Supervision.CONTACT_GUARD,
    Assistance.TOTAL: Supervision.CONTACT_GUARD,
}
#: Things that hold a person who would fall.
_HARNESSES: Final = frozenset({"body_weight_support", "ceiling_harness"})


class BlockRule(StrEnum):
    """Which rule kept an exercise out."""

    RED_FLAG = "red_flag"
    WEIGHT_BEARING = "weight_bearing"
    PRECAUTION = "precaution"
    UNANSWERED = "unanswered"
    NOT_FOR_CONDITION = "not_for_condition"
    TOO_EARLY = "too_early"
    ORDER_MISSING = "order_missing"
    SETTING = "setting"
    SUPERVISION = "supervision"
    EQUIPMENT = "equipment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One thing that keeps an exercise out."""

    rule: BlockRule
    #: The precaution, condition or piece of equipment.
    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """What screening an exercise for a person and a place came to."""

    exercise: str
    blocks: tuple[Block, ...]
    #: The supervision that it takes, which may be more than the exercise's own.
    supervision: Supervision
    #: Bounds to keep to, in words.
    limits: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing keeps it out."""
        return not self.blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Restrictions:
    """All that restricts a person on a day in a place, worked out once for every exercise."""

    patient: Patient
    day: date
    setting: Setting
    #: The closest supervision that is there.
    supervision: Supervision
    equipment: frozenset[str]
    answers: dict[str, PrecautionAnswer]
    #: Red flags and "nothing alone" precautions that are not known to be absent.
    red_flags: tuple[str, ...]
    always_supervised: dict[str, Supervision]
    stricter: WeightBearing
    other: WeightBearing
    #: Exercises that the therapist allows earlier than the content does, and why.
    allowed_early: dict[str, str]


def restrictions(
    patient: Patient,
    *,
    day: date,
    setting: Setting,
    allowed_early: dict[str, str] | None = None,
) -> Restrictions:
    """Work out what restricts a person in a place on a day."""
    left, right = patient.weight_bearing(Side.LEFT), patient.weight_bearing(Side.RIGHT)
    things = _equipment_at(patient, setting)
    answers = _answers(patient, day)
    acting = [code for code, each in answers.items() if each.presence is not Presence.ABSENT]
    rows = precautions()
    return Restrictions(
        patient=patient,
        day=day,
        setting=setting,
        supervision=_supervision_at(patient, setting=setting, things=things),
        equipment=things,
        answers=answers,
        red_flags=tuple(code for code in acting if rows[code].kind is PrecautionKind.RED_FLAG),
        always_supervised={
            code: least for code in acting if (least := rows[code].needs_supervision) is not None
        },
        stricter=min(left, right, key=lambda grade: grade.rank),
        other=max(left, right, key=lambda grade: grade.rank),
        allowed_early=allowed_early or {},
    )


def _answers(patient: Patient, day: date) -> dict[str, PrecautionAnswer]:
    given = {each.code: each.held_on(day) for each in patient.precaution_answers}
    asked = {row.id for row in patient.asked()}
    return {
        code: given.get(code)
        or PrecautionAnswer(
            code=code, presence=Presence.UNANSWERED if code in asked else Presence.ABSENT
        )
        for code in precautions()
    }


def _equipment_at(patient: Patient, setting: Setting) -> frozenset[str]:
    rows = equipment().values()
    if setting is Setting.HOME:
        return frozenset(row.id for row in rows if row.in_every_home) | set(patient.home.equipment)
    if patient.clinic_equipment is not None:
        usual = frozenset(row.id for row in rows if row.in_every_home)
        return usual | set(patient.clinic_equipment)
    return frozenset(row.id for row in rows if row.in_every_clinic or row.in_every_home)


def _supervision_at(patient: Patient, *, setting: Setting, things: frozenset[str]) -> Supervision:
    if setting is Setting.HOME:
        return patient.home.supervision
    if setting is Setting.CLASS:
        return Supervision.SOMEONE_NEAR
    return Supervision.THERAPIST_HARNESS if things & _HARNESSES else Supervision.CONTACT_GUARD


def screen(exercise: Exercise, *, under: Restrictions) -> Screened:
    """Tell whether an exercise may be done, and what keeps it out or bounds it."""
    supervision = _supervision_needed(exercise, under)
    bounds, limits = _bounded(exercise, under)
    blocks = (
        *_red_flags(exercise, under),
        *_not_for(exercise, under),
        *_leg_load(exercise, under),
        *_precautions(exercise, under),
        *bounds,
        *_too_early(exercise, under),
        *_place(exercise, under, supervision=supervision),
    )
    return Screened(
        exercise=exercise.id, blocks=blocks, supervision=supervision, limits=tuple(limits)
    )


def _counts(answer: PrecautionAnswer, exercise: Exercise, under: Restrictions) -> bool:
    """Whether a precaution acts: present, or unanswered where that is not safe enough."""
    if answer.presence is Presence.UNANSWERED:
        unsupervised = under.supervision is Supervision.NONE
        return exercise.level > UNANSWERED_LEVEL or unsupervised
    return answer.presence is Presence.PRESENT


def _supervision_needed(exercise: Exercise, under: Restrictions) -> Supervision:
    """Tell the supervision that the exercise and every releasable precaution ask for."""
    needed = [exercise.supervision]
    assistance = under.patient.assistance
    if assistance is not None and _is_upright(exercise):
        needed.append(_SUPERVISION_OF_HELP.get(assistance, Supervision.NONE))
    for code, release in exercise.blocked_if.items():
        if release is not Release.NEVER and _counts(under.answers[code], exercise, under):
            needed.append(Supervision(release.value))
    for code, least in under.always_supervised.items():
        if _counts(under.answers[code], exercise, under):
            needed.append(least)
    return max(needed, key=lambda each: each.rank)


def _is_upright(exercise: Exercise) -> bool:
    """Whether a person can fall: on the feet, or rising onto them."""
    # The other leg tells of patterns that spare one leg, and of rising from a chair on one.
    carries = exercise.leg_load.other.rank >= WeightBearing.AS_TOLERATED.rank
    return exercise.position not in _OFF_THE_FEET or carries


def _red_flags(exercise: Exercise, under: Restrictions) -> list[Block]:
    return [
        _precaution_block(code, under, rule=BlockRule.RED_FLAG)
        for code in under.red_flags
        if _counts(under.answers[code], exercise, under)
    ]


def _precaution_block(code: str, under: Restrictions, *, rule: BlockRule) -> Block:
    row = precautions()[code]
    if under.answers[code].presence is Presence.UNANSWERED:
        return Block(
            rule=BlockRule.UNANSWERED,
            code=code,
            words=f"not answered, so it counts as present: {row.question}",
        )
    return Block(rule=rule, code=code, words=f"{row.name}: {row.action}")


def _not_for(exercise: Exercise, under: Restrictions) -> list[Block]:
    own = under.patient.condition_ids
    if exercise.only_for and not any(
        is_case_of(each, one) for each in own for one in exercise.only_for
    ):
        names = " or ".join(conditions()[each].name_inside for each in exercise.only_for)
        words = f"only for people with {names}"
        return [Block(rule=BlockRule.NOT_FOR_CONDITION, code=exercise.only_for[0], words=words)]
    return [
        Block(rule=BlockRule.NOT_FOR_CONDITION, code=named, words=why)
        for named, why in (exercise.not_for or {}).items()
        if any(is_case_of(own, named) for own in under.patient.condition_ids)
    ]


def _leg_load(exercise: Exercise, under: Restrictions) -> list[Block]:
    load = exercise.leg_load
    blocks = []
    if under.stricter.rank < load.stricter.rank or under.other.rank < load.other.rank:
        needed = (
            load.stricter
            if load.stricter is load.other
            else f"{load.stricter} on one leg and {load.other} on the other"
        )
        blocks.append(
            Block(
                rule=BlockRule.WEIGHT_BEARING,
                code=under.stricter,
                words=f"needs {needed}; allowed are {under.stricter} and {under.other}",
            )
        )
    if load.only_for and under.stricter not in load.only_for:
        blocks.append(
            Block(
                rule=BlockRule.WEIGHT_BEARING,
                code=under.stricter,
                words=f"only for an order of {', '.join(load.only_for)}; it is {under.stricter}",
            )
        )
    if Need.WEIGHT_BEARING_ORDER in exercise.needs and not under.patient.weight_bearing_orders:
        blocks.append(
            Block(
                rule=BlockRule.ORDER_MISSING,
                code="weight_bearing_order",
                words="the target is the order, and there is no weight-bearing order",
            )
        )
    return blocks


def _precautions(exercise: Exercise, under: Restrictions) -> list[Block]:
    return [
        _precaution_block(code, under, rule=BlockRule.PRECAUTION)
        for code, release in exercise.blocked_if.items()
        if _counts(under.answers[code], exercise, under) and not release.allows(under.supervision)
    ]


def _bounded(exercise: Exercise, under: Restrictions) -> tuple[list[Block], list[str]]:
    blocks, limits = [], []
    for limit in exercise.limit_if:
        answer = under.answers[limit.code]
        if not _counts(answer, exercise, under):
            continue
        unknown = limit.at_most_answer and answer.bound is None
        if answer.presence is Presence.UNANSWERED or unknown:
            blocks.append(_precaution_block(limit.code, under, rule=BlockRule.PRECAUTION))
        else:
            limits.append(_limit_words(limit, answer))
    return blocks, limits


def _limit_words(limit: LimitIf, answer: PrecautionAnswer) -> str:
    if limit.at_most_answer and answer.bound is not None:
        unit = precautions()[limit.code].unit or ""
        return f"{limit.words} (not above {answer.bound:g} {unit})".rstrip()
    return limit.words


def _too_early(exercise: Exercise, under: Restrictions) -> list[Block]:
    if exercise.id in under.allowed_early:
        return []
    blocks = []
    for phase in exercise.allowed_from:
        if not any(is_case_of(own, phase.condition) for own in under.patient.condition_ids):
            continue
        days = under.patient.days_since(phase.condition, day=under.day)
        name = conditions()[phase.condition].name_inside
        words = f"from day {phase.from_days} after {name}: {phase.why}"
        if days is None:
            words = f"{words}; the date is not known"
        over = phase.to_days is not None and days is not None and days > phase.to_days
        if days is None or days < phase.from_days or over:
            blocks.append(Block(rule=BlockRule.TOO_EARLY, code=phase.condition, words=words))
    return blocks


def _place(exercise: Exercise, under: Restrictions, *, supervision: Supervision) -> list[Block]:
    blocks = []
    if under.setting not in exercise.settings:
        words = f"done in {' or '.join(exercise.settings)} only"
        blocks.append(Block(rule=BlockRule.SETTING, code=under.setting, words=words))
    if supervision.rank > under.supervision.rank:
        words = f"needs {supervision.words}; there is {under.supervision.words}"
        blocks.append(Block(rule=BlockRule.SUPERVISION, code=supervision, words=words))
    for thing in exercise.equipment:
        if thing not in under.equipment:
            words = f"needs: {equipment()[thing].name.lower()}"
            blocks.append(Block(rule=BlockRule.EQUIPMENT, code=thing, words=words))
    return blocks
