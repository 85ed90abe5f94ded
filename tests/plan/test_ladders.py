"""Ladders lead up, both ways, and never in a circle."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.plan.exercise import Axis, Exercise, Ladder
from restride.plan.ladders import LinkFault, broken_links, find_circle, longest_climb, rises
from restride.plan.library import exercises

PATTERN = exercises()["str_mini_squat"]


def rung(name: str, level: int, **links: object) -> Exercise:
    ladder = Ladder(axes=(Axis.LOAD,), **links)  # type: ignore[arg-type]
    return replace(PATTERN, id=name, level=level, ladder=ladder)


def library(*rows: Exercise) -> dict[str, Exercise]:
    return {row.id: row for row in rows}


def faults(*rows: Exercise) -> list[tuple[str, str, LinkFault]]:
    return [(each.exercise, each.other, each.fault) for each in broken_links(library(*rows))]


def test_a_link_up_and_back_down_is_sound():
    assert faults(rung("low", 1, harder=("high",)), rung("high", 2, easier=("low",))) == []


def test_a_link_to_nothing_is_told():
    assert faults(rung("low", 1, harder=("ghost",))) == [("low", "ghost", LinkFault.UNKNOWN)]


def test_a_way_up_without_a_way_down_is_told():
    found = faults(rung("low", 1, harder=("high",)), rung("high", 2))

    assert found == [("low", "high", LinkFault.ONE_WAY)]


def test_a_way_down_without_a_way_up_is_told():
    found = faults(rung("low", 1), rung("high", 2, easier=("low",)))

    assert found == [("high", "low", LinkFault.ONE_WAY)]


@pytest.mark.parametrize(
    ("level", "changed", "is_sound"),
    [
        (4, None, True),
        (3, None, False),
        (3, {"high": Axis.POSITION}, True),
        (2, {"high": Axis.POSITION}, False),
    ],
    ids=["just above", "at, no axis", "at, with its axis", "below, with an axis"],
)
def test_a_step_up_raises_the_level_or_names_the_axis(level, changed, is_sound):
    low = rung("low", 3, harder=("high",), changed=changed)
    high = rung("high", level, easier=("low",))

    assert rises(low, high) is is_sound
    expected = [] if is_sound else [("low", "high", LinkFault.FLAT)]
    assert faults(low, high) == expected


def test_an_axis_for_a_link_that_is_not_there_is_told():
    found = faults(rung("low", 1, changed={"high": Axis.LOAD}), rung("high", 2))

    assert found == [("low", "high", LinkFault.IDLE_AXIS)]


def test_a_circle_is_told_once_and_in_full():
    same = (
        {"changed": {"b": Axis.LOAD}},
        {"changed": {"c": Axis.HOLD}},
        {"changed": {"a": Axis.TEMPO}},
    )
    rows = library(
        rung("a", 2, harder=("b",), easier=("c",), **same[0]),
        rung("b", 2, harder=("c",), easier=("a",), **same[1]),
        rung("c", 2, harder=("a",), easier=("b",), **same[2]),
    )
    found = broken_links(rows)

    assert [each.fault for each in found] == [LinkFault.CIRCLE]
    assert found[0].words.endswith("a -> b -> c -> a")


def test_two_ways_to_the_same_place_are_no_circle():
    rows = library(
        rung("a", 1, harder=("b", "c")),
        rung("b", 2, harder=("d",), easier=("a",)),
        rung("c", 2, harder=("d",), easier=("a",)),
        rung("d", 3, easier=("b", "c")),
    )
    assert find_circle(rows) == ()
    assert longest_climb(rows) == ("a", "b", "d")


def test_a_climb_stays_among_the_exercises_that_are_left():
    rows = library(
        rung("a", 1, harder=("b",)),
        rung("b", 2, harder=("c",), easier=("a",)),
        rung("c", 3, easier=("b",)),
    )
    del rows["b"]

    assert longest_climb(rows) == ("a",)
    assert longest_climb({}) == ()


@given(links=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30))
def test_links_that_only_rise_never_make_a_circle(links):
    up = {(min(pair), max(pair)) for pair in links if pair[0] != pair[1]}
    rows = library(
        *(
            rung(
                str(level),
                level,
                harder=tuple(str(high) for low, high in sorted(up) if low == level),
                easier=tuple(str(low) for low, high in sorted(up) if high == level),
            )
            for level in range(12)
        )
    )
    climb = longest_climb(rows)

    assert broken_links(rows) == ()
    assert all((int(low), int(high)) in up for low, high in itertools.pairwise(climb))
    assert len(climb) >= (2 if up else 1)


@given(start=st.integers(0, 5), length=st.integers(1, 6))
def test_a_ring_of_any_length_is_found(start, length):
    names = [f"{number}" for number in range(start, start + length)]
    rows = library(
        *(rung(name, 1, harder=(names[(place + 1) % length],)) for place, name in enumerate(names))
    )
    way = find_circle(rows)

    assert way[0] == way[-1]
    assert set(way) == set(names)
