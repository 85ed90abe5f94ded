"""A digest is of the content alone, in whatever order it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.visit.signing import digest_of_content

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)
CONTENT = st.dictionaries(st.text(), PLAIN, max_size=5)


@given(content=CONTENT)
def test_the_order_of_keys_does_not_matter(content):
    turned = dict(reversed(content.items()))

    assert digest_of_content(turned) == digest_of_content(content)


@given(content=CONTENT, other=CONTENT)
def test_what_differs_has_another_digest(content, other):
    if content != other:
        assert digest_of_content(content) != digest_of_content(other)


def test_the_digest_of_a_known_content_stays_what_it_is():
    digest = digest_of_content({"note": "Grüße", "minutes": [20, 15]})

    assert digest == "d82967bfad663afacc45beba44f17dfa5ea6cac3ba3b174d45d2a96c3f65d41d"


def test_what_is_no_number_is_not_signed():
    with pytest.raises(ValueError, match="Out of range float"):
        digest_of_content({"value": float("nan")})
