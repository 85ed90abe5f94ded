"""What a patient is told: topics in plain language, picked by findings, condition and precautions.

See docs/decisions/0126-what-patients-are-told.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from restride.clinical.aims import Aim, Outcome
from restride.clinical.care import Assistance, Setting, Supervision, WeightBearing
from restride.clinical.circumstances import Aid
from restride.clinical.conditions import conditions, is_case_of
from restride.clinical.content import read_content
from restride.clinical.evidence import Evidence
from restride.clinical.finding import Finding, FindingWeight
from restride.clinical.patient import Patient
from restride.clinical.precautions import Presence, precautions
from restride.errors import ContentError
from restride.terms import Side

#: More is not read, and less leaves out what a condition needs: a card takes two to three minutes.
#: House choice: docs/decisions/0126-what-patients-are-told.md
TOPICS_AT_MOST_COUNT: Final = 5

#: Aids that are not carried home.
_CLINIC_AIDS = frozenset({Aid.NONE, Aid.PARALLEL_BARS, Aid.HARNESS})


class Urgency(StrEnum):
    """How soon a topic is needed."""

    #: Holds what keeps a person from harm: given first.
    SAFETY = "safety"
    CORE = "core"
    USEFUL = "useful"

    @property
    def rank(self) -> int:
        """Lower comes first."""
        return list(Urgency).index(self)


class Situation(StrEnum):
    """What a topic may be for, besides conditions and findings."""

    EVERYBODY = "everybody"
    TRAINS_AT_HOME = "trains_at_home"
    USES_AID = "uses_aid"
    HAS_HELPER = "has_helper"
    LIMITED_WEIGHT_BEARING = "limited_weight_bearing"
    TAKES_BETA_BLOCKER = "takes_beta_blocker"


_SITUATION_WORDS: Final = {
    Situation.EVERYBODY: "it is for everybody",
    Situation.TRAINS_AT_HOME: "you train at home",
    Situation.USES_AID: "you use a walking aid",
    Situation.HAS_HELPER: "somebody helps you",
    Situation.LIMITED_WEIGHT_BEARING: "a leg may not carry all of your weight",
    Situation.TAKES_BETA_BLOCKER: "you take a tablet that keeps the pulse low",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GetHelp:
    """When help is needed, and which."""

    #: The emergency number, or the emergency department the same day.
    emergency: tuple[str, ...] = ()
    #: A call to the clinic or the doctor.
    call: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachBack:
    """A question that shows whether a topic was understood, and what a right answer says."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationTopic:
    """One card."""

    id: str
    title: str
    urgency: Urgency
    intro: str
    points: tuple[str, ...]
    #: Numbers of the points that were not read in a source, though the topic's others were.
    memory_points: tuple[int, ...] = ()
    get_help: GetHelp
    check: TeachBack
    #: People with one of these, or a case of one.
    conditions: tuple[str, ...] = ()
    #: But not these cases of them.
    except_conditions: tuple[str, ...] = ()
    #: For the conditions: up to and without this day after onset, injury or surgery.
    to_days: int | None = None
    #: Of findings.
    aims: tuple[Aim, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    #: Codes of precautions that are present.
    precautions: tuple[str, ...] = ()
    situations: tuple[Situation, ...] = ()
    #: Never with one of these conditions: what it says would be wrong for them.
    not_for: tuple[str, ...] = ()
    #: Nor while one of these precautions is present or unanswered.
    not_while: tuple[str, ...] = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedTopic:
    """A card for a person, and why."""

    topic: EducationTopic
    #: Begins with "because".
    because: str
    #: Of the file that the card came from.
    content_version: str


@cache
def education() -> dict[str, EducationTopic]:
    """Read every topic; once a process."""
    content = read_content(EducationTopic, room="plan", name="education")
    return {row.id: row for row in content.rows}


@cache
def education_version() -> str:
    """Tell the version of the topics."""
    return read_content(EducationTopic, room="plan", name="education").version


def select_education(
    patient: Patient,
    findings: Iterable[Finding] = (),
    *,
    day: date,
    at_most_count: int = TOPICS_AT_MOST_COUNT,
) -> tuple[SelectedTopic, ...]:
    """Pick the cards for a person on a day: what keeps from harm first, the nearest reason first.

    Raises
    ------
    ContentError
        A finding names a topic that does not exist.
    """
    grave_first = tuple(sorted(findings, key=lambda each: (each.weight.rank, each.id)))
    _refuse_unknown(grave_first)
    ranked = [
        (topic.urgency.rank, *reason[:2], number, topic, reason[2])
        for number, topic in enumerate(education().values())
        if _fits(topic, patient, day=day)
        and (reason := _nearest_reason(topic, patient, findings=grave_first, day=day))
    ]
    ranked.sort(key=lambda each: each[:4])
    return tuple(
        SelectedTopic(topic=topic, because=f"because {words}", content_version=education_version())
        for *_, topic, words in ranked[:at_most_count]
    )


def _refuse_unknown(findings: tuple[Finding, ...]) -> None:
    for each in findings:
        for name in each.education:
            if name not in education():
                raise ContentError(
                    f"The finding {each.id!r} must name topics of education that exist, and names "
                    f"{name!r}. Use one of {', '.join(education())}."
                )


def _fits(topic: EducationTopic, patient: Patient, *, day: date) -> bool:
    """Whether nothing of the person makes the words of a topic wrong."""
    if patient.all_condition_ids.intersection(topic.not_for):
        return False
    return all(
        patient.answer(code, day=day).presence is Presence.ABSENT for code in topic.not_while
    )


def _nearest_reason(
    topic: EducationTopic, patient: Patient, *, findings: tuple[Finding, ...], day: date
) -> tuple[int, int, str] | None:
    """Tell the nearest reason for a topic after its two ranks; None where there is none.

    The second rank is for conditions: a topic about fewer of them is nearer.
    """
    kinds = (
        (0, _named_by_finding(topic, findings)),
        (len(topic.conditions), _by_condition(topic, patient, day=day)),
        (0, _by_precaution(topic, patient, day=day)),
        (0, _by_aim(topic, findings)),
        (0, _by_situation(topic, patient)),
    )
    for rank, (breadth, reasons) in enumerate(kinds):
        words = next(reasons, None)
        if words is not None:
            return rank, breadth, words
    return None


def _plain(sentence: str) -> str:
    return sentence.rstrip(".")


def _named_by_finding(topic: EducationTopic, findings: tuple[Finding, ...]) -> Iterator[str]:
    return (f"we found: {_plain(each.sentence)}" for each in findings if topic.id in each.education)


def _by_precaution(topic: EducationTopic, patient: Patient, *, day: date) -> Iterator[str]:
    for code in topic.precautions:
        if patient.answer(code, day=day).presence is Presence.PRESENT:
            yield f"you told us, or we know, of this: {_lower(precautions()[code].name)}"


def _by_condition(topic: EducationTopic, patient: Patient, *, day: date) -> Iterator[str]:
    for each in patient.diagnoses:
        days = None if each.since is None else (day - each.since).days
        over = topic.to_days is not None and days is not None and days >= topic.to_days
        left_out = any(is_case_of(each.condition, name) for name in topic.except_conditions)
        if not over and not left_out and _is_any(each.condition, topic.conditions):
            yield f"it is part of your care: {_lower(conditions()[each.condition].name)}"


def _is_any(condition_id: str, wanted: tuple[str, ...]) -> bool:
    return any(is_case_of(condition_id, name) for name in wanted)


def _by_aim(topic: EducationTopic, findings: tuple[Finding, ...]) -> Iterator[str]:
    for each in findings:
        # A finding that names its topics has chosen: being too sure is about confidence, not fear.
        asks = each.weight is not FindingWeight.NOTE and not each.education
        if asks and (set(each.aims) & set(topic.aims) or set(each.outcomes) & set(topic.outcomes)):
            yield f"we found: {_plain(each.sentence)}"


def _by_situation(topic: EducationTopic, patient: Patient) -> Iterator[str]:
    return (_SITUATION_WORDS[each] for each in topic.situations if _is_in(each, patient))


def _is_in(situation: Situation, patient: Patient) -> bool:
    match situation:
        case Situation.EVERYBODY:
            return True
        case Situation.TRAINS_AT_HOME:
            return Setting.HOME in patient.settings
        case Situation.USES_AID:
            return patient.aid is not None and patient.aid not in _CLINIC_AIDS
        case Situation.TAKES_BETA_BLOCKER:
            return patient.beta_blocker is True
        case Situation.HAS_HELPER:
            return _has_helper(patient)
    return any(patient.weight_bearing(side).rank < _TOLERATED for side in Side)


_TOLERATED: Final = WeightBearing.AS_TOLERATED.rank


def _has_helper(patient: Patient) -> bool:
    helped = patient.assistance is not None and patient.assistance.rank > Assistance.SET_UP.rank
    return helped or patient.home.supervision is not Supervision.NONE


def _lower(name: str) -> str:
    """Begin with a small letter, unless it is an abbreviation or somebody's name."""
    first = name.split(maxsplit=1)[0]
    return name if first[1:2].isupper() or "'s" in first else name[:1].lower() + name[1:]


def printed(selected: SelectedTopic) -> str:
    """Write a card as plain text, one thought a line; the report may set it as it likes."""
    topic = selected.topic
    lines = [topic.title, "", topic.intro, f"You get this {selected.because}.", ""]
    lines += [f"- {point}" for point in topic.points]
    if topic.get_help.emergency:
        lines += ["", "Call your emergency number, or go to the emergency department, if:"]
        lines += [f"- {each}" for each in topic.get_help.emergency]
    if topic.get_help.call:
        lines += ["", "Call us or your doctor if:"]
        lines += [f"- {each}" for each in topic.get_help.call]
    lines += ["", f"Check yourself: {topic.check.question}", "", origin(topic)]
    return "\n".join(lines) + "\n"


def origin(topic: EducationTopic) -> str:
    """Say where a card comes from, and how far it was read there."""
    words = f"Sources: {', '.join(topic.evidence.sources)} ({topic.evidence.confidence.words})"
    if not topic.memory_points:
        return words + "."
    numbers = ", ".join(str(number) for number in topic.memory_points)
    return f"{words}; from memory, to be confirmed by a clinician: point {numbers}."
