"""A graph walked step by step; it tells where answers come from and stops where one is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from restride.clinical.evidence import Confidence, Evidence
from restride.clinical.falls.graph import FallsGraph, Node, Question, falls_file
from restride.clinical.findings.comparing import Look, look
from restride.clinical.findings.observing import Known, known_of
from restride.clinical.findings.rule import Comparison, How
from restride.clinical.patient import Patient
from restride.clinical.result import Result
from restride.errors import ContentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question, its answer, and where it came from."""

    question: str
    ask: str
    #: None where nobody knows.
    answer: bool | None
    #: "asked", or the values: "time_s 16.0 s".
    origin: str
    #: What says the opposite, where something does.
    conflict: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A place that was passed."""

    node: str
    words: str
    #: None at a place without a question, and where the answer is missing.
    answer: bool | None
    answered: tuple[Answered, ...]
    do: tuple[str, ...]


class ComponentState(StrEnum):
    """Whether a thing that can make people fall is there."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentFound:
    """A component and what is known of it."""

    id: str
    words: str
    state: ComponentState
    origin: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The way through a graph, as far as the answers lead."""

    graph: str
    #: Of the file of graphs.
    version: str
    steps: tuple[Step, ...]
    #: What people here are called; None where an answer is missing.
    group: str | None
    actions: tuple[str, ...]
    #: Questions without which the way cannot go on.
    missing: tuple[str, ...]
    #: Answers that contradict each other; the one that restricts counted.
    conflicts: tuple[str, ...]
    components: tuple[ComponentFound, ...]
    #: Steps that rest on memory alone, to be confirmed by a clinician.
    to_be_confirmed: tuple[str, ...]
    notes: tuple[str, ...] = ()


def walk(
    graph: FallsGraph,
    answers: Mapping[str, bool],
    *,
    results: Sequence[Result],
    patient: Patient,
    day: date,
) -> Path:
    """Walk a graph as far as the answers lead; never guess one.

    Parameters
    ----------
    answers
        Yes or no by the id of the question. What results say is looked up; where the two differ,
        the answer that restricts counts and the conflict is told.
    patient
        Whose precautions, age and sex answer questions too.

    Raises
    ------
    ContentError
        An answer to a question that the graph does not ask.
    """
    _refuse_unknown(graph, answers)
    known = known_of(patient=patient, results=results, measures={}, interpretations=None, day=day)
    told = {each.id: _answered(each, answers, known) for each in graph.questions}
    steps = tuple(_steps(graph, told))
    last = graph.node(steps[-1].node)
    return Path(
        graph=graph.id,
        version=falls_file().version,
        steps=steps,
        group=last.group,
        actions=tuple(action for step in steps for action in step.do),
        missing=tuple(_missing(last, told)) if last.group is None else (),
        conflicts=(
            *(each.conflict for each in told.values() if each.conflict),
            *_differing_tests(graph, steps),
        ),
        components=tuple(_components(graph, told)),
        to_be_confirmed=tuple(_from_memory(steps)),
        notes=tuple(_notes(graph, patient)),
    )


def _refuse_unknown(graph: FallsGraph, answers: Mapping[str, bool]) -> None:
    known = [each.id for each in graph.questions]
    for name in answers:
        if name not in known:
            raise ContentError(
                f"An answer must be to one of {', '.join(known)}, and one is to {name!r}. Correct "
                "the name."
            )


def _answered(question: Question, answers: Mapping[str, bool], known: Known) -> Answered:
    said = answers.get(question.id)
    found = [(each, look(each, known, side=None)) for each in question.known_by]
    voices = [*([] if said is None else [_Voice(says=said, where="asked")]), *_voices(found)]
    answer = any(each.says for each in voices) if voices else None
    origins = [each.where for each in voices if each.says is answer]
    return Answered(
        question=question.id,
        ask=question.words,
        answer=answer,
        origin="; ".join(origins) if origins else "not known",
        conflict=_conflict(question, voices),
        evidence=question.evidence,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voice:
    """One thing that answers a question."""

    says: bool
    where: str


def _voices(found: Sequence[tuple[Comparison, Look]]) -> Iterator[_Voice]:
    """Yield what is known; that a test could be done answers nothing by itself."""
    for comparison, held in found:
        if held.holds is None or (comparison.how is How.NOT_ABLE and not held.holds):
            continue
        shown = ", ".join(each.shown for each in held.seen)
        not_able = " not possible" if comparison.how is How.NOT_ABLE else ""
        yield _Voice(says=held.holds, where=f"{comparison.subject}{not_able} {shown}".strip())


def _conflict(question: Question, voices: Sequence[_Voice]) -> str | None:
    """Tell where what was said and what is known, or two things known, differ."""
    yes = [each.where for each in voices if each.says]
    no = [each.where for each in voices if not each.says]
    if not yes or not no:
        return None
    return f"{question.words} Yes by {', '.join(yes)}; no by {', '.join(no)}. Yes counts."


def _differing_tests(graph: FallsGraph, steps: Sequence[Step]) -> Iterator[str]:
    """Tell where one of several tests that each would answer says yes and another says no."""
    for step in steps:
        alone = {line[0] for line in graph.node(step.node).enough if len(line) == 1}
        tests = [each for each in step.answered if each.question in alone]
        yes = [each.ask for each in tests if each.answer is True]
        no = [each.ask for each in tests if each.answer is False]
        if yes and no:
            yield f"{step.words}: yes to {' '.join(yes)} No to {' '.join(no)} Yes counts."


def _steps(graph: FallsGraph, told: Mapping[str, Answered]) -> Iterator[Step]:
    node: Node | None = graph.node(graph.start)
    while node is not None:
        yield Step(
            node=node.id,
            words=node.words,
            answer=_decided(node, told),
            answered=tuple(told[each] for each in node.questions),
            do=node.do,
        )
        way = _way(node, told)
        node = None if way is None else graph.node(way)


def _way(node: Node, told: Mapping[str, Answered]) -> str | None:
    answer = _decided(node, told)
    if not node.questions:
        return node.then
    if answer is None:
        return None
    return node.yes if answer else node.no


def _decided(node: Node, told: Mapping[str, Answered]) -> bool | None:
    """Answer the question of a place: any yes is a yes; a no needs enough of them."""
    if any(told[each].answer for each in node.questions):
        return True
    if any(all(told[each].answer is False for each in line) for line in node.enough):
        return False
    return None


def _missing(node: Node, told: Mapping[str, Answered]) -> Iterator[str]:
    for each in node.questions:
        if told[each].answer is None:
            yield told[each].ask


def _components(graph: FallsGraph, told: Mapping[str, Answered]) -> Iterator[ComponentFound]:
    states = {True: ComponentState.PRESENT, False: ComponentState.ABSENT}
    for each in graph.components:
        answered = told[each.question]
        state = ComponentState.NOT_ASSESSED if answered.answer is None else states[answered.answer]
        yield ComponentFound(
            id=each.id,
            words=each.words,
            state=state,
            origin=answered.origin,
            action=each.action,
        )


def _from_memory(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        leaned_on = [each for each in step.answered if each.answer is step.answer]
        is_answered = step.answer is not None and bool(leaned_on)
        if is_answered and all(each.evidence.confidence is Confidence.MEMORY for each in leaned_on):
            yield step.words


def _notes(graph: FallsGraph, patient: Patient) -> Iterator[str]:
    age_years = patient.person.age_years
    if graph.from_age_years is not None and (age_years is None or age_years < graph.from_age_years):
        age = "not known" if age_years is None else f"{age_years:g}"
        yield (
            f"The graph is made for people of {graph.from_age_years:g} years and more; the age is "
            f"{age}."
        )
    yield from graph.known_limits
