"""The benchmark measures what it says, and keeps the machine whole."""

import sys
from pathlib import Path

import numpy as np
import pytest

from restride.recording.readers import read_recordings

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

SPEND = """
import sys
sys.path.insert(0, {benchmarks!r})
from pathlib import Path
from stopwatch import Stopwatch
watch = Stopwatch()
with watch.part("analysis"):
    held = bytearray({held_bytes})
    while True:
        {until}
watch.save(Path(sys.argv[1]))
"""


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def run(tmp_path, *, held_bytes=1, until="break", memory_gb=4.0, cpu_s=30.0, wall_s=60.0):
    from processes import Limits, run_job

    script = tmp_path / "job.py"
    text = SPEND.format(benchmarks=str(BENCHMARKS), held_bytes=held_bytes, until=until)
    script.write_text(text, encoding="utf-8")
    output = tmp_path / "watch.json"
    limits = Limits(memory_gb=memory_gb, cpu_s=cpu_s, wall_s=wall_s)
    return run_job([sys.executable, str(script), str(output)], output=output, limits=limits)


def test_a_job_tells_its_time_and_its_own_memory(tmp_path):
    outcome = run(tmp_path, held_bytes=50_000_000)

    assert outcome.stopped is None
    assert len(outcome.parts["analysis"]) == 1
    assert 50 < outcome.peak_mb < 120


def test_a_job_that_takes_too_long_is_stopped_and_says_so(tmp_path):
    outcome = run(tmp_path, until="pass", cpu_s=0.6)
    assert outcome.stopped == "stopped: not done after 0.01 min of CPU time"


def test_a_job_that_waits_for_ever_is_stopped_and_says_so(tmp_path):
    outcome = run(tmp_path, until="__import__('time').sleep(1)", wall_s=1.2)
    assert outcome.stopped == "stopped: not done after 0.02 min"


def test_a_job_that_takes_too_much_memory_is_stopped_and_says_so(tmp_path):
    outcome = run(tmp_path, held_bytes=400_000_000, until="pass", memory_gb=0.2)
    assert outcome.stopped == "stopped: more than 0.2 GB of memory"


def test_a_job_that_fails_says_why(tmp_path):
    outcome = run(tmp_path, until="raise ValueError('no gait')")
    assert outcome.stopped == "failed: ValueError: no gait"


def test_the_recorded_day_is_read_back_as_it_was_written(tmp_path):
    from files import write_cwa

    generator = np.random.default_rng(7)
    acceleration_mps2 = generator.normal(0, 5, (1000, 3))
    angular_velocity_dps = generator.normal(0, 100, (1000, 3))
    path = write_cwa(tmp_path / "day.cwa", acceleration_mps2, angular_velocity_dps)

    (sensor,) = read_recordings(path)[0].sensors

    assert sensor.clock.sampling_rate_hz == pytest.approx(100.0)
    assert sensor.acceleration_mps2 == pytest.approx(acceleration_mps2, abs=0.0013)
    assert sensor.angular_velocity_dps == pytest.approx(angular_velocity_dps, abs=0.031)


def test_the_peers_are_locked_by_hash_and_name_no_host():
    lock = (BENCHMARKS / "peers.lock").read_text(encoding="utf-8")
    wanted = (BENCHMARKS / "peers.in").read_text(encoding="utf-8").splitlines()

    assert all(line in lock for line in wanted if "==" in line)
    assert lock.count("--hash=sha256:") > 100
    assert "http" not in lock


def test_every_job_has_a_name_of_its_own(tmp_path):
    from jobs import all_jobs

    keys = [job.key for job in all_jobs(tmp_path, restride=tmp_path / "restride")]
    assert len(keys) == len(set(keys)) > 20


@pytest.mark.parametrize(
    ("cpu_s", "peak_mb", "reached"),
    [
        pytest.param([9.0, 2.0, 2.0], 1000.0, "yes", id="on both, the first call left out"),
        pytest.param([2.0, 2.1, 2.1], 1000.0, "no", id="too slow"),
        pytest.param([2.0, 2.0, 2.0], 1000.1, "no", id="too large"),
    ],
)
def test_a_line_reaches_its_figure_in_time_and_in_memory(cpu_s, peak_mb, reached):
    from jobs import Job
    from processes import Outcome
    from table import Line, speed_table

    job = Job(
        program="restride",
        task="walking",
        length="1 h",
        arguments=("x",),
        most_cpu_s=2.0,
        most_peak_mb=1000.0,
    )
    outcome = Outcome(parts={"analysis": cpu_s}, peak_mb=peak_mb)

    text = speed_table([Line(job=job, outcomes=(outcome,))])

    assert f"| <= 2 s, <= 1000 MB | {reached} |" in text
