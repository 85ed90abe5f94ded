"""What goes home: a card of safety, one block for each exercise, and what to know."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from restride.clinical.care import Setting, Supervision, WeightBearing
from restride.clinical.precautions import Presence, precautions
from restride.plan.cases.worked_case import WorkedCase
from restride.plan.education import EducationTopic
from restride.plan.library import StopDegree, StopRule, equipment, find_exercise
from restride.plan.plan import Prescription
from restride.plan.stop_rules import stop_rules_for
from restride.report.case.exercise_cards import picture
from restride.report.case.plain_words import (
    CALL_SENTENCES,
    FAINT_WHERE_DIZZY,
    HELPER_WORDS,
    LEG_SENTENCES,
    NEED_SENTENCES,
    ONLY_WITH,
    READ_SAFETY,
    STOP_SENTENCES,
    dose_sentences,
    without_clinic_words,
)
from restride.report.case.words import first_letter_up

#: What a therapist would not let go home without. House choice:
#: docs/decisions/0144-what-goes-home.md
_ALWAYS_STOP = ("faint", "breathless", "pain_sharp")
_ALWAYS_CALL = ("chest_pain", "fainting_or_confusion", "new_neurological_sign")
#: Exercises that bring on some dizziness have these.
_DIZZY_RULES = frozenset({"symptom_rise", "symptom_rise_after_concussion"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeExercise:
    """One exercise as it goes home."""

    number: int
    name: str
    purpose: str
    picture: Markup
    side: str
    steps: tuple[str, ...]
    dose: tuple[tuple[str, str], ...]
    things: str
    safety: str
    #: Limits of the person.
    care: tuple[str, ...]
    helper: str
    needs_helper: bool
    setting_up: tuple[str, ...]
    #: Why this exercise in particular ends, beside the card of safety.
    stop: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationCard:
    """What to know about one thing."""

    title: str
    intro: str
    points: tuple[str, ...]
    emergency: tuple[str, ...]
    call: tuple[str, ...]
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """The pages that go home."""

    exercises: tuple[HomeExercise, ...]
    #: Walks and the like, offered besides.
    activities: tuple[HomeExercise, ...]
    #: Nothing is to be started at home yet.
    is_held_back: bool
    #: What a leg may carry and how far a joint may bend.
    limits: tuple[str, ...]
    stop: tuple[str, ...]
    emergency: tuple[str, ...]
    call: tuple[str, ...]
    cards: tuple[EducationCard, ...]


def handout_of(worked: WorkedCase) -> Handout:
    """Word the pages that go home."""
    rows = [each for each in worked.plan.prescriptions if each.setting is Setting.HOME]
    rules = tuple(_rules([*rows, *_activities(worked)], worked))
    shared = [each for each in rules if _is_shared(each)]
    topics = [each.topic for each in worked.education]
    emergency = [
        *(STOP_SENTENCES[each] for each in _ALWAYS_CALL),
        *(_plain(each) for each in rules if each.degree is StopDegree.CALL),
    ]
    return Handout(
        exercises=tuple(
            _exercise(row, number=number, worked=worked, shared=shared)
            for number, row in enumerate(rows, start=1)
        ),
        activities=tuple(
            _exercise(row, number=number, worked=worked, shared=shared)
            for number, row in enumerate(_activities(worked), start=len(rows) + 1)
        ),
        is_held_back=worked.gate.is_closed,
        limits=tuple(_limits(worked)),
        stop=_stops(shared, rules),
        emergency=_once(emergency),
        call=CALL_SENTENCES,
        cards=tuple(_card(each) for each in topics),
    )


def _stops(shared: Iterable[StopRule], rules: Iterable[StopRule]) -> tuple[str, ...]:
    """Say when to stop; who trains with mild dizziness is not stopped by it."""
    words = _once([*(STOP_SENTENCES[each] for each in _ALWAYS_STOP), *map(_plain, shared)])
    if not any(rule.id in _DIZZY_RULES for rule in rules):
        return words
    return tuple(FAINT_WHERE_DIZZY if each == STOP_SENTENCES["faint"] else each for each in words)


def _activities(worked: WorkedCase) -> list[Prescription]:
    return [each for each in worked.plan.activities if each.setting is Setting.HOME]


def _limits(worked: WorkedCase) -> Iterator[str]:
    """Yield the orders for legs and joints."""
    for order in worked.patient.weight_bearing_orders:
        if order.grade is WeightBearing.FULL:
            continue
        most = order.at_most_percent
        percent = "" if not most else f" At most {most:g} % of your weight."
        yield LEG_SENTENCES[order.grade].format(side=order.side) + percent
    for answer in worked.patient.precaution_answers:
        row = precautions()[answer.code]
        if answer.bound is not None and row.unit == "deg":
            yield f"{row.name}: {answer.bound:g} degrees, no further."


def _rules(rows: Iterable[Prescription], worked: WorkedCase) -> Iterator[StopRule]:
    """Yield the rules of all home exercises that a person can tell without an instrument."""
    seen = set()
    for row in rows:
        for rule in _rules_of(row, worked):
            if rule.id not in seen:
                seen.add(rule.id)
                yield rule


def _rules_of(row: Prescription, worked: WorkedCase) -> Iterator[StopRule]:
    stop_set = find_exercise(row.exercise).stop_set
    for rule in stop_rules_for(stop_set, worked.patient, day=worked.case.day):
        if rule.id in STOP_SENTENCES and not _is_for_others(rule, worked):
            yield rule


def _is_for_others(rule: StopRule, worked: WorkedCase) -> bool:
    """Whether it is about a medicine that the person is known not to take."""
    code = ONLY_WITH.get(rule.id)
    if code is None:
        return False
    return worked.patient.answer(code, day=worked.case.day).presence is Presence.ABSENT


def _is_shared(rule: StopRule) -> bool:
    """Whether it stands on the card of safety rather than beside an exercise."""
    return rule.degree is StopDegree.END_SESSION or rule.id.startswith("pain")


def _plain(rule: StopRule) -> str:
    return STOP_SENTENCES[rule.id]


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _exercise(
    row: Prescription, *, number: int, worked: WorkedCase, shared: Iterable[StopRule]
) -> HomeExercise:
    exercise = find_exercise(row.exercise)
    told = {*(each.id for each in shared), *_ALWAYS_STOP, *_ALWAYS_CALL}
    own = [
        rule
        for rule in _rules_of(row, worked)
        if rule.id not in told and rule.degree is not StopDegree.CALL
    ]
    return HomeExercise(
        number=number,
        name=exercise.name,
        purpose=exercise.purpose,
        picture=picture(row, place="home", width_px=360),
        side=_side(row),
        steps=tuple(without_clinic_words(each) for each in exercise.steps),
        dose=tuple(dose_sentences(row.dose)),
        things=", ".join(_things(exercise.equipment)),
        safety=without_clinic_words(exercise.safety),
        care=tuple(_sentence(each) for each in row.limits),
        helper=_helper(row),
        needs_helper=_helper(row) != HELPER_WORDS[Supervision.NONE],
        setting_up=_once(NEED_SENTENCES[each] for each in row.needs),
        stop=_once(_plain(each) for each in own),
    )


def _helper(row: Prescription) -> str:
    """Say who must be there, never less than the safety line of the exercise says."""
    is_alone = row.supervision is Supervision.NONE
    if is_alone and "helper" in find_exercise(row.exercise).safety.lower():
        return READ_SAFETY
    return HELPER_WORDS[row.supervision]


def _side(row: Prescription) -> str:
    if row.side is not None:
        return f"With the {row.side} side"
    return "With each side" if find_exercise(row.exercise).one_sided else ""


def _things(ids: Iterable[str]) -> Iterator[str]:
    for each in ids:
        name = equipment()[each].name
        yield name[:1].lower() + name[1:]


def _sentence(words: str) -> str:
    plain = first_letter_up(words).replace(" deg", " degrees")
    return plain if plain.endswith(".") else plain + "."


def _card(topic: EducationTopic) -> EducationCard:
    return EducationCard(
        title=topic.title,
        intro=topic.intro,
        points=topic.points,
        emergency=topic.get_help.emergency,
        call=topic.get_help.call,
        question=topic.check.question,
        answer=topic.check.answer,
    )
