"""Rows from YAML: what fits is read, what does not is named by its place."""

import contextlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.errors import ContentError
from restride.rows import read_row, read_rows
from restride.yaml_files import parse_yaml


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    radius_m: float
    colour: Colour = Colour.RED


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    id: str
    wheels: tuple[Wheel, ...] = ()
    built_on: date | None = None
    pulled: bool = False
    names: dict[str, int] | None = None
    span: tuple[float, float] | None = None
    kind: Literal["hand", "horse"] = "hand"
    load: tuple[float, ...] | dict[str, float] = ()


def _cart(**content: object) -> Cart:
    return read_row(Cart, {"id": "one", **content}, where="carts.yaml")


def test_a_row_is_read_by_its_annotations():
    text = """
    id: one
    wheels: [{radius_m: 1}, {radius_m: 0.5, colour: blue}]
    built_on: 2026-05-04
    pulled: yes
    names: {left: 2}
    span: [1, 2.5]
    kind: horse
    """
    cart = read_row(Cart, parse_yaml(text, where="carts.yaml"), where="carts.yaml")

    assert cart.wheels == (Wheel(radius_m=1.0), Wheel(radius_m=0.5, colour=Colour.BLUE))
    assert (cart.built_on, cart.pulled, cart.names) == (date(2026, 5, 4), True, {"left": 2})
    assert (cart.span, cart.kind) == ((1.0, 2.5), "horse")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"wheel": []}, r"'wheel'.* Did you mean 'wheels'\?"),
        ({"wheels": [{}]}, r"wheels, 1: 'radius_m' is needed"),
        ({"wheels": [{"radius_m": "wide"}]}, r"wheels, 1, radius_m: a number is needed.*'wide'"),
        ({"wheels": [{"radius_m": True}]}, r"radius_m: a number is needed.*True"),
        ({"wheels": [{"radius_m": float("nan")}]}, r"radius_m: a number is needed.*nan"),
        ({"names": {"left": 10**400}}, r"names, left: a whole number is needed.*10000"),
        ({"wheels": [{"radius_m": 10**400}]}, r"radius_m: a number is needed.*10000"),
        ({"wheels": [{"radius_m": 1, "colour": "blu"}]}, r"red, blue.*'blu'.*mean 'blue'"),
        ({"wheels": 3}, r"wheels: a list is needed, and there is 3"),
        ({"wheels": [4]}, r"wheels, 1: lines of 'key: value'.*radius_m, colour.*4"),
        ({"built_on": "May"}, r"built_on: a day such as 2026-05-31.*'May'"),
        ({"pulled": "perhaps"}, r"pulled: yes or no is needed.*'perhaps'"),
        ({"names": {"left": 1.5}}, r"names, left: a whole number is needed.*1.5"),
        ({"names": [1]}, r"names: lines of 'key: value'"),
        ({"span": [1, 2, 3]}, r"span: a list of 2 is needed.*\[1, 2, 3\]"),
        ({"kind": "dog"}, r"kind: one of hand, horse.*'dog'"),
        ({"load": {"left": "much"}}, r"load, left: a number is needed.*'much'"),
        ({"id": "  "}, r"id: words are needed"),
    ],
)
def test_what_does_not_fit_is_named(content, words):
    with pytest.raises(ContentError, match=words):
        _cart(**content)


def test_the_file_is_named_first():
    with pytest.raises(ContentError, match=r"^carts\.yaml, wheels, 1"):
        _cart(wheels=[None])


def test_a_broken_row_of_a_list_is_found_by_its_name():
    rows = [{"id": "one"}, {"id": "two", "wheels": 5}]
    with pytest.raises(ContentError, match=r"carts\.yaml, two, wheels"):
        read_rows(Cart, rows, where="carts.yaml")


def test_two_rows_of_one_name_are_refused():
    with pytest.raises(ContentError, match="'one' stands twice"):
        read_rows(Cart, [{"id": "one"}, {"id": "one"}], where="carts.yaml")


def test_no_list_of_rows_is_refused():
    with pytest.raises(ContentError, match="a list of rows is needed"):
        read_rows(Cart, {"id": "one"}, where="carts.yaml")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=8,
    )
)
def test_whatever_stands_there_is_read_or_refused(content):
    with contextlib.suppress(ContentError):
        assert isinstance(read_row(Cart, content, where="carts.yaml"), Cart)


def test_a_value_that_grows_without_end_is_shown_in_short():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]" for n in range(1, 12)]
    content = parse_yaml("\n".join(lines), where="wide.yaml")

    with pytest.raises(ContentError, match="built_on: a day such as"):
        _cart(built_on=content["a11"])
    with pytest.raises(ContentError, match="wheels: a list is needed.* Correct it"):
        _cart(wheels={"one": content["a11"]})
