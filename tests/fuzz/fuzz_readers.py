"""Break the samples of every format and read them: a recording or an error we can explain.

    .venv/bin/python tests/fuzz/fuzz_readers.py --count 10000 [--format NAME] [--seed 1]

Anything else, more than two seconds, or memory without bound, is a fault; the broken file is kept
in out/fuzz and the way to repeat it is told.
"""

import argparse
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mutations import mutated

from restride.errors import RestrideError
from restride.recording.checks import check_recording
from restride.recording.pieces import regular_pieces
from restride.recording.readers import ReadOptions, read_recordings, stream_recording

PROJECT = Path(__file__).parents[2]
SAMPLES = PROJECT / "tests/data/readers"
KEPT = PROJECT / "out/fuzz"
LONGEST_S = 2.0
#: Of the whole process, above what it takes with the unbroken samples.
MOST_MEMORY_MB = 400
LIMIT_MB = 64


def samples() -> dict[str, Path]:
    """Name the sample of each format."""
    return {path.stem.removesuffix("_lb"): path for path in sorted(SAMPLES.iterdir())}


def read_broken(path: Path, chance: random.Random, *, name: str) -> str:
    """Read a broken file in one of the ways there are; tell how it ended."""
    said = {"sampling_rate_hz": 100.0, "picture_size_px": (720.0, 1280.0)}
    options = ReadOptions(**said) if chance.random() < 0.5 else ReadOptions()
    format_name = name if chance.random() < 0.5 else None
    try:
        if chance.random() < 0.3:
            recordings = tuple(
                stream_recording(path, options=options, block_s=2.0, format_name=format_name)
            )
        else:
            recordings = read_recordings(path, options=options, format_name=format_name)
        for recording in recordings:
            for sensor in check_recording(recording).sensors:
                regular_pieces(sensor, sampling_rate_hz=100.0)
    except RestrideError as error:
        if len(str(error)) < 30:
            raise AssertionError(f"an error that explains nothing: {error}") from error
        return type(error).__name__
    return "read"


def fuzz(name: str, path: Path, *, count: int, seed: int, folder: Path) -> dict[str, int]:
    """Read so many broken files of one format; raise at the first fault."""
    content = path.read_bytes()
    ends: dict[str, int] = {}
    for number in range(count):
        chance = random.Random(f"{name} {seed} {number}")
        broken = folder / path.name
        broken.write_bytes(mutated(content, chance))
        started_s = time.monotonic()
        end = read_broken(broken, chance, name=name)
        lasted_s = time.monotonic() - started_s
        if lasted_s > LONGEST_S:
            raise TimeoutError(f"number {number} took {lasted_s:.1f} s")
        ends[end] = ends.get(end, 0) + 1
    return ends


def _timed_out(_signal: int, _frame: object) -> None:
    raise TimeoutError("a read hangs")


def main() -> int:
    """Fuzz all formats and print how their files ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", default=None)
    chosen = parser.parse_args()
    warnings.simplefilter("error")
    os.environ["RESTRIDE_DECODED_LIMIT_MB"] = str(LIMIT_MB)
    signal.signal(signal.SIGALRM, _timed_out)
    faults = 0
    for name, path in samples().items():
        if chosen.format not in (None, name):
            continue
        with tempfile.TemporaryDirectory() as folder:
            signal.alarm(max(60, chosen.count // 5))
            try:
                ends = fuzz(name, path, count=chosen.count, seed=chosen.seed, folder=Path(folder))
                print(f"{name:14} {ends}")
            except Exception:
                faults += 1
                KEPT.mkdir(parents=True, exist_ok=True)
                (KEPT / path.name).write_bytes((Path(folder) / path.name).read_bytes())
                print(f"{name:14} FAULT, the file is kept as {KEPT / path.name}")
                traceback.print_exc()
            signal.alarm(0)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak_mb:.0f} MB")
    return int(faults > 0 or peak_mb > MOST_MEMORY_MB)


if __name__ == "__main__":
    sys.exit(main())
