"""Identifiers are in the order of their making, never the same, and of version 7."""

import time
from concurrent.futures import ThreadPoolExecutor

from restride.records import identity
from restride.records.identity import new_id


def test_identifiers_are_in_the_order_of_their_making():
    made = [new_id() for _ in range(20_000)]

    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {each.version for each in made} == {7}


def test_threads_never_make_the_same():
    with ThreadPoolExecutor(8) as threads:
        parts = list(threads.map(lambda _: [new_id() for _ in range(500)], range(8)))

    assert len({each for part in parts for each in part}) == 4000
    assert all(part == sorted(part) for part in parts)


def test_a_clock_that_is_set_back_does_not_turn_the_order(monkeypatch):
    before = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000_000_000_000)
    assert identity.time.time_ns() == 1_000_000_000_000_000_000

    assert new_id() > before
