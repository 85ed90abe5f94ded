"""The figures of signing in, in short; ``make reliability`` takes the full ones."""

from pathlib import Path

import pytest

RELIABILITY = Path(__file__).parents[4] / "benchmarks" / "reliability"


@pytest.fixture
def sign_in(monkeypatch):
    monkeypatch.syspath_prepend(str(RELIABILITY))
    import sign_in

    return sign_in


def test_guesses_are_few_and_revoked_sessions_dead(sign_in):
    names = sign_in.make_people(4)

    rows = [
        sign_in.guesses_row(names[0], most=10),
        sign_in.revoked_row(names[1]),
        *sign_in.time_rows(names, 2),
    ]

    # How even the times are depends on what else this machine does: only the full run judges it.
    assert [each["is_reached"] for each in rows[:2]] == [True, True], rows
    assert len(rows) == 5


def test_the_difference_of_times_is_that_of_medians(sign_in, monkeypatch):
    moments = iter([0, 0.1, 1, 1.2, 2, 2.1, 3, 3.2])
    monkeypatch.setattr(sign_in, "SEED", 2)  # draws the known one first, twice
    monkeypatch.setattr(sign_in.time, "perf_counter", lambda: next(moments))

    found = sign_in.difference_row("x", ["a", "b"], ["c", "d"], ask=str)

    assert (found["got"], found["is_reached"]) == (50.0, False)
