"""The costs of the measures of standing are counted in CPU time, and shown with what is asked."""

from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))


@pytest.mark.parametrize(
    ("seconds", "text"), [(2.31, "2.31 s"), (0.0376, "37.6 ms"), (1e-5, "10 us"), (0.001, "1 ms")]
)
def test_a_time_is_shown_in_its_own_size(seconds, text):
    from balance import shown

    assert shown(seconds) == text


def test_a_row_says_whether_what_must_be_is_reached():
    from balance import Cost, table

    on_time = Cost(what="fast", cpu_s=0.001, most_cpu_s=0.001)
    late = Cost(what="slow", cpu_s=0.002, most_cpu_s=0.001)
    free = Cost(what="free", cpu_s=0.002, note="nobody asks")

    lines = table([on_time, late, free]).splitlines()

    assert lines[2] == "| fast | 1 ms | 1 ms | yes |  |"
    assert lines[3] == "| slow | 2 ms | 1 ms | no |  |"
    assert lines[4] == "| free | 2 ms | - |  | nobody asks |"


def test_paths_are_drawn_where_none_are_stored(tmp_path):
    from balance import read_paths

    paths_mm = read_paths(tmp_path)

    assert paths_mm.shape == (60, 6000, 2)
    assert (paths_mm == read_paths(tmp_path)).all()


def test_the_median_of_the_repeats_leaves_out_the_first_call():
    from balance import median_cpu_s

    calls = []
    found_s = median_cpu_s(lambda: calls.append(sum(range(20_000))), calls_count=2, repeats_count=3)

    assert len(calls) == 7
    assert 0 < found_s < 0.1
