"""What the measures of standing cost, in CPU time of one thread.

``python benchmarks/balance.py`` prints the table; ``--markdown FILE`` writes it between the marks
of a document. Paths are real ones where the directory holds them, and drawn by chance where not.
"""

import argparse
import os
import statistics
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# Before numpy is loaded: one thread, as the limits speak of.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from stopwatch import cpu_s

from restride.arrays import FloatArray
from restride.balance.entropy_numbers import sway_matches
from restride.balance.measures import sway_measures
from restride.balance.settings import SwaySettings
from restride.balance.sway import core_measures
from restride.balance.window import open_window, read_window, step
from restride.validation import write_section

RATE_HZ = 100.0
SAMPLES_COUNT = 6000
STORED = Path("balance/bds/cop_subjects_01-05.npz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one thing costs, and what it may cost."""

    what: str
    cpu_s: float
    most_cpu_s: float | None = None
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        most = self.most_cpu_s
        reached = "" if most is None else "yes" if self.cpu_s <= most else "no"
        return (
            self.what,
            shown(self.cpu_s),
            "-" if most is None else shown(most),
            reached,
            self.note,
        )


def shown(seconds: float) -> str:
    """Write a time so that it can be read."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} us"


def costs(paths_mm: FloatArray, *, recordings_count: int = 10_000) -> list[Cost]:
    """Measure everything, on recordings of 60 s (n_recordings, 6000, 2)."""
    path_mm = paths_mm[0]
    few = SwaySettings(entropy=None)
    return [
        Cost(
            what="12 core measures, 60 s",
            cpu_s=median_cpu_s(
                lambda: core_measures(path_mm[None], sampling_rate_hz=RATE_HZ), calls_count=100
            ),
            most_cpu_s=1e-3,
        ),
        Cost(
            what="all measures with sample entropy, 60 s",
            cpu_s=median_cpu_s(
                lambda: sway_measures(path_mm, sampling_rate_hz=RATE_HZ), calls_count=5
            ),
            most_cpu_s=60e-3,
            note="both directions, at 100 and 25 Hz",
        ),
        Cost(
            what="all measures without sample entropy, 60 s",
            cpu_s=median_cpu_s(
                lambda: sway_measures(path_mm, sampling_rate_hz=RATE_HZ, settings=few),
                calls_count=10,
            ),
        ),
        _of_many(paths_mm, recordings_count),
        *_of_entropy(paths_mm),
        _of_window(path_mm),
    ]


def median_cpu_s(call: Callable[[], object], *, calls_count: int, repeats_count: int = 7) -> float:
    """Tell the CPU time of one call: the median of repeats after a first that is not counted."""
    call()
    found = []
    for _ in range(repeats_count):
        before_s = cpu_s()
        for _ in range(calls_count):
            call()
        found.append((cpu_s() - before_s) / calls_count)
    return statistics.median(found)


def _of_many(paths_mm: FloatArray, recordings_count: int) -> Cost:
    in_memory_mm = np.resize(paths_mm, (recordings_count, *paths_mm.shape[1:]))
    used_s = median_cpu_s(
        lambda: core_measures(in_memory_mm, sampling_rate_hz=RATE_HZ),
        calls_count=1,
        repeats_count=3,
    )
    return Cost(
        what=f"12 core measures, {recordings_count} recordings in memory",
        cpu_s=used_s,
        most_cpu_s=5.0 * recordings_count / 10_000,
        note=f"{in_memory_mm.nbytes / 1e6:.0f} MB of paths",
    )


def _of_entropy(paths_mm: FloatArray) -> list[Cost]:
    signal = np.ascontiguousarray(paths_mm[0, :, 0])
    long = np.tile(signal, 17)[:100_000] + np.random.default_rng(1).normal(size=100_000) * 0.1
    tracemalloc.start()
    sway_matches(long)
    peak_mb = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return [
        Cost(
            what="sample entropy, 6000 samples",
            cpu_s=median_cpu_s(lambda: sway_matches(signal), calls_count=5),
        ),
        Cost(
            what="sample entropy, 100 000 samples",
            cpu_s=median_cpu_s(lambda: sway_matches(long), calls_count=1, repeats_count=1),
            note=f"{peak_mb:.0f} MB at most",
        ),
    ]


def _of_window(path_mm: FloatArray) -> Cost:
    rows = path_mm.tolist()

    def follow() -> None:
        state = open_window(sampling_rate_hz=RATE_HZ)
        for x, y in rows:
            state = step(state, (x, y))
            read_window(state)

    return Cost(
        what="live window, each sample with its filter",
        cpu_s=median_cpu_s(follow, calls_count=1) / len(rows),
        most_cpu_s=50e-6,
        note=f"window of 5 s, {open_window(sampling_rate_hz=RATE_HZ).delay_s * 1e3:.0f} ms late",
    )


def read_paths(directory: Path) -> FloatArray:
    """Read recordings of 60 s, or draw some: (n_recordings, 6000, 2), millimetres."""
    if (directory / STORED).exists():
        with np.load(directory / STORED) as stored:
            return np.asarray(stored["cop_ap_ml_1e6cm"].cumsum(axis=1) / 1e5)
    steps_mm = np.random.default_rng(0).normal(size=(60, SAMPLES_COUNT, 2)) * 0.05
    paths_mm = np.cumsum(steps_mm, axis=1)
    return np.asarray(paths_mm - paths_mm.mean(axis=1, keepdims=True))


def table(found: list[Cost]) -> str:
    """Write the costs as a table in Markdown."""
    head = ("quiet standing", "CPU", "must", "reached", "")
    rows = [head, ("---",) * len(head), *(each.cells for each in found)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    data = Path(__file__).resolve().parents[2] / "shared" / "data"
    parser.add_argument("directory", type=Path, nargs="?", default=data)
    parser.add_argument("--markdown", type=Path, help="write the table into this document")
    options = parser.parse_args()
    text = table(costs(read_paths(options.directory)))
    if options.markdown is not None:
        write_section(options.markdown, text, name="balance-benchmark")
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
