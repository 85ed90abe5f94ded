"""What a task shows on a terminal of 80 columns beside its measures."""

import numpy as np
import pytest

from restride.recording.movements import ChairRise
from restride.terms import EventSource


@pytest.fixture
def simulated(run, tmp_path):
    """Simulate a task into a file, and show what is found in it."""

    def show(kind, task, *words):
        place = tmp_path / f"{kind}.csv"
        assert run("simulate", kind, "--output", place, "--seed", 4).exit_code == 0
        return run("analyze", place, "--task", task, *words)

    return show


def test_a_timed_up_and_go_shows_its_phases_and_turns(simulated):
    shown = simulated("tug", "timed-up-and-go").stdout

    for words in ("Phases", "walk out", "turn to sit", "180° left", "run together for"):
        assert words in shown
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_a_trial_of_standing_says_its_condition_and_its_time(simulated):
    shown = simulated(
        "stand", "quiet-standing", "--eyes", "closed", "--surface", "foam", "--wanted-s", 60
    ).stdout

    assert "Eyes closed, foam; held 60.0 s of 60 s" in shown
    assert "simulated: nobody moved" in shown


def test_without_a_condition_it_says_so(simulated):
    assert "Condition not stated; held 60.0 s" in simulated("stand", "quiet-standing").stdout


def test_rises_stand_in_a_table(simulated):
    shown = simulated("rise", "sit-to-stand").stdout

    assert "Rises, told from the" in shown
    assert "Sitting down, s" in shown


def test_more_rows_than_there_is_room_for_are_counted(capsys):
    from rich.console import Console

    from restride.cli.task_tables import _rises

    class Found:
        seen_on = "height of the hips"
        rises = tuple(
            ChairRise(
                start_s=float(start_s),
                end_s=float(start_s) + 1,
                sit_start_s=None,
                sit_end_s=None,
                peak_rise_velocity_mps=None,
                peak_sit_velocity_mps=None,
                trunk_lean_deg=None,
                source=EventSource.LANDMARKS,
                confidence=1.0,
            )
            for start_s in np.arange(15) * 3
        )

    for part in _rises(Found()):
        Console(width=80).print(part)

    shown = capsys.readouterr().out
    assert "3 more rises with --json or --report" in shown
    assert "—" in shown
