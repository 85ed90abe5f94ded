"""The graphs about falls as data: whole, sourced, without a circle."""

from dataclasses import replace

import pytest

from restride.clinical.evidence import cited_sources
from restride.clinical.falls import falls_graphs, find_falls_graph
from restride.clinical.falls.graph import Component, FallsGraph, Node
from restride.clinical.interpretation.rows import cut_offs
from restride.errors import ContentError

GRAPHS = falls_graphs()
QUESTIONS = [(graph.id, each) for graph in GRAPHS.values() for each in graph.questions]
CUT_OFFS = {row.id for rows in cut_offs().values() for row in rows}
WFG = GRAPHS["world_falls_guidelines_2022"]


@pytest.mark.parametrize(
    ("graph", "question"), QUESTIONS, ids=lambda each: getattr(each, "id", each)
)
def test_a_question_has_sources_and_limits_that_are_there(graph, question):
    assert set(question.evidence.sources) <= cited_sources().keys(), graph
    assert {each.cut_off for each in question.known_by if each.cut_off} <= CUT_OFFS


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=lambda each: each.id)
def test_every_question_is_asked_somewhere(graph):
    asked = {each for node in graph.nodes for each in node.questions}
    looked_at = {each.question for each in graph.components}

    assert {each.id for each in graph.questions} == asked | looked_at


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=lambda each: each.id)
def test_every_place_is_reached(graph):
    reached = {graph.start, *(way for node in graph.nodes for way in node.ways)}

    assert reached == {each.id for each in graph.nodes}


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=lambda each: each.id)
def test_no_graph_speaks_of_a_probability_or_a_score_of_risk(graph):
    words = " ".join(
        [*(each.words for each in graph.nodes), *(a for n in graph.nodes for a in n.do)]
    )

    assert "probab" not in words.lower()
    assert "score" not in words.lower()


def test_a_question_is_read_with_the_limit_of_its_cut_off():
    assert WFG.question("slow_walk").words == "Walking speed at the own pace of 0.8 m/s or less?"
    assert WFG.question("slow_up_and_go").words == "Up and go above 15 s?"


def test_an_unknown_graph_is_refused():
    with pytest.raises(ContentError, match="must be one of steadi, .* and 'stedi' is none"):
        find_falls_graph("stedi")


def with_nodes(
    *nodes: Node, start: str = "a", components: tuple[Component, ...] = ()
) -> FallsGraph:
    return replace(WFG, start=start, nodes=nodes, components=components)


END = Node(id="end", words="End", group="low")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: with_nodes(END, start="b"), "start must be one of end, and is 'b'"),
        (
            lambda: with_nodes(Node(id="a", words="A", then="x")),
            "'a' leads to 'x', which is no node",
        ),
        (
            lambda: with_nodes(
                Node(id="a", words="A", questions=("q",), enough=(("q",),), yes="end", no="end"),
                END,
            ),
            "'a' asks 'q', which is no question",
        ),
        (
            lambda: with_nodes(Node(id="a", words="A", questions=("fallen",), yes="end"), END),
            "'a': questions, enough, yes and no belong together",
        ),
        (lambda: with_nodes(Node(id="a", words="A")), "'a' needs questions, a way on"),
        (
            lambda: with_nodes(
                Node(id="a", words="A", then="b"), Node(id="b", words="B", then="a")
            ),
            "lead in a circle",
        ),
        (
            lambda: with_nodes(
                END,
                start="end",
                components=(Component(id="c", words="C", question="q", action="D"),),
            ),
            "component 'c' asks 'q'",
        ),
    ],
)
def test_a_broken_graph_is_refused(make, words):
    with pytest.raises(ContentError, match=words):
        make()
