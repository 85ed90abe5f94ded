"""The reliability figures of the log, in short; ``make reliability`` takes the full ones."""

from pathlib import Path

import pytest

RELIABILITY = Path(__file__).parents[3] / "benchmarks" / "reliability"


@pytest.fixture(autouse=True)
def reliability(monkeypatch):
    monkeypatch.syspath_prepend(str(RELIABILITY))


def test_nothing_before_a_damage_is_lost_and_nothing_wrong_is_read():
    from log_damage import measure

    rows = measure(500)

    assert rows[0]["got"] == 500
    assert [each["what"] for each in rows if not each["is_reached"]] == []


def test_nothing_acknowledged_is_lost_when_a_recording_is_killed():
    from log_kill import measure

    rows = measure(8)

    assert rows[0]["got"] == 8
    # How soon depends on what else this machine does: only the full run judges it.
    lost = [each for each in rows if each["must"] == 0]
    assert len(lost) == 3
    assert [each["what"] for each in lost if not each["is_reached"]] == []


def test_a_missed_figure_ends_with_one(capsys):
    from log_figures import end_with, row

    end_with([row("kept", got=1, must=1, is_reached=True)])
    with pytest.raises(SystemExit, match="1"):
        end_with([row("lost", got=3, must=0, is_reached=False)])

    assert "| lost | 3 | 0 | no |" in capsys.readouterr().out
