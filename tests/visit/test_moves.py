"""States follow each other by one table, and what is not written there is refused with the ways."""

from enum import StrEnum

import pytest

from restride.visit import states
from restride.visit.moves import MOVES, ImpossibleMove, moved
from restride.visit.states import DocumentState, EpisodeState, PlanState

KINDS = [
    each for each in vars(states).values() if isinstance(each, type) and issubclass(each, StrEnum)
]


def test_a_state_follows_where_it_may():
    assert moved("planned", EpisodeState.ACTIVE, thing="episode") is EpisodeState.ACTIVE


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (EpisodeState.PLANNED, EpisodeState.DISCHARGED, "It can become active, cancelled"),
        (DocumentState.SIGNED, DocumentState.DRAFT, "It can become amended, sent"),
        (PlanState.STOPPED, PlanState.ACTIVE, "Its state no longer changes"),
    ],
)
def test_what_cannot_follow_is_refused_with_what_can(before, after, words):
    with pytest.raises(ImpossibleMove, match=words) as refusal:
        moved(before, after, thing="thing")

    assert (refusal.value.before, refusal.value.after) == (str(before), str(after))


def test_every_kind_of_state_that_moves_has_its_table_and_nothing_else():
    for kind, table in MOVES.items():
        assert kind in KINDS
        assert all(isinstance(each, kind) for each in table), kind
        assert all(isinstance(each, kind) for after in table.values() for each in after), kind


def test_every_state_can_be_reached_from_the_first():
    for kind, table in MOVES.items():
        reached = {next(iter(kind))}
        while more := {each for one in reached for each in table.get(one, ())} - reached:
            reached |= more
        assert reached == set(kind), kind
