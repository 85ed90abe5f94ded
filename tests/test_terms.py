"""Words: one for one thing."""

import pytest

from restride.terms import TERMS, Placement, Side


def test_the_other_side_of_the_other_side_is_the_side():
    assert Side.LEFT.other is Side.RIGHT
    assert all(side.other.other is side for side in Side)


@pytest.mark.parametrize(
    ("placement", "side", "is_foot"),
    [
        (Placement.LEFT_FOOT, Side.LEFT, True),
        (Placement.RIGHT_FOOT, Side.RIGHT, True),
        (Placement.LOWER_BACK, None, False),
        (Placement.UNKNOWN, None, False),
    ],
)
def test_a_foot_has_a_side(placement, side, is_foot):
    assert placement.side is side
    assert placement.is_foot is is_foot


def test_no_word_is_defined_twice_or_forbidden_elsewhere():
    words = [term.word for term in TERMS]
    not_said = {word for term in TERMS for word in term.not_said}

    assert len(words) == len(set(words))
    assert not not_said & set(words)
