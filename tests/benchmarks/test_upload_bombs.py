"""The table of upload bombs is reached only where every bomb is refused, in time and in room."""

from pathlib import Path

import pytest

RELIABILITY = Path(__file__).parents[2] / "benchmarks/reliability"


@pytest.fixture(autouse=True)
def reliability(monkeypatch):
    monkeypatch.syspath_prepend(str(RELIABILITY))


def _sent(**said):
    from upload_bombs import Sent

    usual = {
        "kind": "zip",
        "name": "one",
        "wall_s": 2.0,
        "peak_mb": 256.0,
        "verdict": "damaged",
        "is_refused": True,
        "is_nothing_left": True,
    }
    return Sent(**usual | said)


def test_what_stands_on_its_limit_is_reached():
    from upload_bombs import rows_of

    assert all(row["is_reached"] for row in rows_of([_sent(), _sent(wall_s=0.1)]))


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"wall_s": 2.01}, "slowest refusal (one)"),
        ({"peak_mb": 256.1}, "largest refusal (one)"),
        ({"is_refused": False}, "bombs refused"),
        ({"is_nothing_left": False}, "bombs that left nothing"),
    ],
)
def test_one_bomb_that_misses_is_named(said, what):
    from upload_bombs import rows_of

    missed = [row["what"] for row in rows_of([_sent(**said)]) if not row["is_reached"]]

    assert missed == [what]


def test_every_row_says_what_was_got_and_what_must_be():
    from upload_bombs import rows_of

    for row in rows_of([_sent()]):
        assert row.keys() == {"what", "got", "must", "is_reached"}
