"""Kill -9 of workers while they analyse: every job finishes, and its effects are there once.

``python benchmarks/reliability/worker_kill.py`` queues 60 jobs and kills a worker about every
second until all are done; ``--times`` says how many jobs.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from figures import row, run
from recorded_walks import a_patient, simulated_walk, take_in
from temporary_clinic import temporary_clinic

_WORKERS_COUNT: Final = 2
_LONGEST_S: Final = 1800.0
#: Long enough for a worker to start and begin: a third of the kills strike an analysis.
_KILLED_WITHIN_S: Final = (1.5, 6.0)


def measure(times: int) -> list[dict[str, Any]]:
    """Queue, kill, and count."""
    chance = random.Random(0)
    with temporary_clinic() as home, tempfile.TemporaryDirectory() as folder:
        from restride.records.models import AnalysisRun, Job, Observation
        from restride.visit.states import RunState

        actor, patient = a_patient()
        walk = simulated_walk(Path(folder), duration_s=30)
        runs = [take_in(actor, patient, walk) for _ in range(times)]
        # A try that is killed counts; here far more are than in a clinic's life.
        Job.objects.update(most_tries_count=100)
        kills = _kill_until_done(home.path, chance=chance)
        done = AnalysisRun.objects.filter(state=RunState.OK).count()
        speeds = Observation.objects.filter(code="walking_speed_mps", side="")
        once = speeds.values("run").distinct().count() == speeds.count() == len(runs)
        tries = sum(Job.objects.values_list("tries_count", flat=True))
        left = list((home.path / "work").iterdir())
    return [
        row(
            f"{times} analyses while workers were killed {kills} times: done, effects once",
            got=f"{done}, {'once' if once else 'NOT once'}; {tries} tries",
            must="all, once",
            is_reached=done == times and once,
        ),
        row(
            "... unsealed work left behind by killed workers, once a worker has started again",
            got=f"{len(left)}",
            must="0",
            is_reached=not left,
        ),
    ]


def _kill_until_done(home: Path, *, chance: random.Random) -> int:
    from restride.records.models import Job
    from restride.visit.states import RunState

    ends_s = time.monotonic() + _LONGEST_S
    workers = [_worker(home) for _ in range(_WORKERS_COUNT)]
    kills = 0
    open_states = (RunState.QUEUED, RunState.RUNNING)
    while Job.objects.filter(state__in=open_states).exists() and time.monotonic() < ends_s:
        time.sleep(chance.uniform(*_KILLED_WITHIN_S))
        struck = chance.randrange(len(workers))
        workers[struck].kill()
        workers[struck].wait()
        kills += 1
        workers[struck] = _worker(home)
    # The last that were started sweep what the killed ones left.
    time.sleep(5.0)
    for each in workers:
        each.terminate()
        each.wait()
    return kills


def _worker(home: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "restride", "clinic", "worker"],
        env={**os.environ, "RESTRIDE_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    run(measure, times=60)
