"""What a decision graph is: questions, ways on, outcomes; read from data and checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from restride.clinical.content import Content, read_content
from restride.clinical.evidence import Evidence
from restride.clinical.findings.rule import Comparison
from restride.clinical.interpretation.rows import cut_offs
from restride.clinical.interpretation.schemas import Operator
from restride.clinical.interpretation.scores import with_unit
from restride.clinical.precautions import Answerer
from restride.errors import ContentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question that is answered yes or no, by what is known or by a person."""

    id: str
    #: {limit} is the limit of the first cut-off that answers it.
    ask: str
    answered_by: Answerer
    #: Any of these answers it, where it is known.
    known_by: tuple[Comparison, ...] = ()
    evidence: Evidence

    @property
    def words(self) -> str:
        """The question as it is read, with its limit."""
        named = next((each.cut_off for each in self.known_by if each.cut_off), None)
        return self.ask if named is None else self.ask.format(limit=_limit_words(named))


_LIMIT_WORDS: Final = {
    Operator.BELOW: "below {}",
    Operator.AT_MOST: "{} or less",
    Operator.ABOVE: "above {}",
    Operator.AT_LEAST: "{} or more",
    Operator.BANDS: "{}",
}


def _limit_words(cut_off_id: str) -> str:
    row = next(each for rows in cut_offs().values() for each in rows if each.id == cut_off_id)
    if row.value is None:
        return "in a band of concern"
    return _LIMIT_WORDS[row.operator].format(with_unit(row.value, row.unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A place in a graph: a question with two ways on, a thing to do, or an end."""

    id: str
    words: str
    #: Any yes is a yes.
    questions: tuple[str, ...] = ()
    #: A no needs every question of one of these lines answered with no.
    enough: tuple[tuple[str, ...], ...] = ()
    yes: str | None = None
    no: str | None = None
    #: The way on of a node without questions.
    then: str | None = None
    do: tuple[str, ...] = ()
    #: What people here are called, at an end.
    group: str | None = None

    @property
    def ways(self) -> tuple[str, ...]:
        """Where it leads."""
        return tuple(each for each in (self.yes, self.no, self.then) if each is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A thing that can make people fall: there, not there, or not looked at."""

    id: str
    words: str
    question: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FallsGraph:
    """A decision graph of a guideline."""

    id: str
    name: str
    start: str
    from_age_years: float | None = None
    nodes: tuple[Node, ...]
    questions: tuple[Question, ...]
    components: tuple[Component, ...] = ()
    #: What is known of how well it tells people apart.
    known_limits: tuple[str, ...] = ()
    evidence: Evidence

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise ContentError(fault)

    def node(self, node_id: str) -> Node:
        """Find a place by its id."""
        return next(each for each in self.nodes if each.id == node_id)

    def question(self, question_id: str) -> Question:
        """Find a question by its id."""
        return next(each for each in self.questions if each.id == question_id)


def _faults(graph: FallsGraph) -> Iterator[str]:
    nodes = {each.id for each in graph.nodes}
    questions = {each.id for each in graph.questions}
    if graph.start not in nodes:
        words = ", ".join(sorted(nodes))
        yield f"start must be one of {words}, and is {graph.start!r}. Correct it."
    for node in graph.nodes:
        for way in node.ways:
            if way not in nodes:
                yield f"node {node.id!r} leads to {way!r}, which is no node. Correct it."
        yield from _faults_of_node(node, questions)
    for component in graph.components:
        if component.question not in questions:
            yield f"component {component.id!r} asks {component.question!r}, which is no question."
    if not _is_acyclic(graph):
        yield "the nodes lead in a circle. Every way must end."


def _faults_of_node(node: Node, questions: set[str]) -> Iterator[str]:
    for question in (*node.questions, *(each for line in node.enough for each in line)):
        if question not in questions:
            yield f"node {node.id!r} asks {question!r}, which is no question. Add or correct it."
    asks = bool(node.questions)
    if asks != (node.yes is not None and node.no is not None and bool(node.enough)):
        yield f"node {node.id!r}: questions, enough, yes and no belong together. Add the others."
    if not asks and (node.then is None) == (node.group is None):
        yield f"node {node.id!r} needs questions, a way on (then) or a group. Give one of them."


def _is_acyclic(graph: FallsGraph) -> bool:
    ways = {each.id: each.ways for each in graph.nodes}
    open_ids, steps_count = {graph.start}, 0
    while open_ids and steps_count <= len(ways):
        open_ids = {way for each in open_ids for way in ways.get(each, ())}
        steps_count += 1
    return not open_ids


@cache
def falls_file() -> Content[FallsGraph]:
    """Read the graphs; once a process."""
    return read_content(FallsGraph, room="clinical", name="falls_graphs")


def falls_graphs() -> dict[str, FallsGraph]:
    """Tell every graph by its id."""
    return {row.id: row for row in falls_file().rows}


def find_falls_graph(graph_id: str) -> FallsGraph:
    """Find a graph.

    Raises
    ------
    ContentError
        Nothing bears the id.
    """
    known = falls_graphs()
    if graph_id not in known:
        raise ContentError(
            f"A graph about falls must be one of {', '.join(sorted(known))}, and {graph_id!r} is "
            "none of them. Use one of these."
        )
    return known[graph_id]
