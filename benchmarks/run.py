"""Restride and its peers side by side: what they cost and what they find.

``python benchmarks/run.py`` makes the environment of the peers from ``peers.lock``, runs every job
in a process of its own, and writes the tables to ``build/benchmark/results.md`` or, with
``--markdown FILE``, between the marks of a document.
"""

import argparse
import dataclasses
import datetime as dt
import hashlib
import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import accuracy
import files
import inputs
from jobs import DURATIONS_S, FEET_DURATIONS, LONG, Job, all_jobs
from processes import Limits, Outcome, run_job
from table import Line, accuracy_table, speed_table

from restride.person import Person
from restride.recording.recording import Recording, Sensor
from restride.validation import validate, write_section
from restride.validation.folders import find_comparables
from restride.validation.recordings import read_back_trial, read_feet_sample
from restride.validation.references.lower_back import read_back_reference

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
#: A job may wait so many times as long as it may work.
_WALL_RATIO = 4
_META = {"height_m": 1.59, "sensor_height_m": 0.964, "cohort": "HA"}


def main() -> int:
    """Run everything that is asked for."""
    options = _options()
    if not find_comparables(options.directory).back_trials:
        sys.stderr.write(
            f"The benchmark tiles real recordings, and none with a reference are below "
            f"{options.directory}. Name their directory.\n"
        )
        return 2
    options.work.mkdir(parents=True, exist_ok=True)
    peers = None if options.without_peers else _peers_python(options.work)
    _make_inputs(options.directory, options.work / "inputs", is_quick=options.quick)
    limits = Limits(
        memory_gb=options.memory_gb,
        cpu_s=options.minutes * 60,
        wall_s=options.minutes * 60 * _WALL_RATIO,
    )
    lines = [_run(job, options, limits, peers) for job in _wanted(options)]
    text = _results(lines, options, limits, peers)
    (options.work / "results.md").write_text(text, encoding="utf-8")
    if options.markdown is not None:
        write_section(options.markdown, text, name="benchmark")
    sys.stdout.write(text)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Formatter)
    data = PROJECT.parent / "shared" / "data" / "imu"
    parser.add_argument("directory", type=Path, nargs="?", default=data)
    parser.add_argument("--markdown", type=Path, help="write the tables into this document")
    parser.add_argument("--work", type=Path, default=PROJECT / "build" / "benchmark")
    parser.add_argument("--memory-gb", type=float, default=16.0, help="limit of each job")
    parser.add_argument(
        "--minutes", type=float, default=40.0, help="limit of each job, in CPU time"
    )
    parser.add_argument("--quick", action="store_true", help="leave out 24 h and 7 days")
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument(
        "--reuse-peers", action="store_true", help="take the peers' results of an earlier run"
    )
    return parser.parse_args()


class _Formatter(argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter):
    """Keep the lines of the description, and show the defaults."""


def _wanted(options: argparse.Namespace) -> list[Job]:
    restride = Path(sys.executable).with_name("restride")
    (options.work / "out").mkdir(exist_ok=True)
    return [
        job
        for job in all_jobs(options.work, restride=restride)
        if not (options.quick and job.length in LONG)
        and not (options.without_peers and job.is_peer)
    ]


def _peers_python(work: Path) -> Path:
    """Make the environment of the peers, again only where the lock has changed."""
    lock = HERE / "peers.lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    folder, stamp = work / "peers", work / "peers" / ".locked"
    python = folder / "bin" / "python"
    if not stamp.exists() or stamp.read_text(encoding="ascii") != wanted:
        _say("making the environment of the peers")
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = ("-m", "pip", "install", "-qq", "--require-hashes", "--no-deps")
        subprocess.run([str(python), *install, "-r", str(lock)], check=True)
        stamp.write_text(wanted, encoding="ascii")
    return python


def _make_inputs(directory: Path, folder: Path, *, is_quick: bool) -> None:
    """Tile the daily activities and the feet; files that are there already are kept."""
    back, feet = _daily(directory), _feet(directory)
    for length, duration_s in DURATIONS_S.items():
        if not (is_quick and length in LONG):
            path = folder / f"back {length}"
            if not (path / "meta.json").exists():
                inputs.write_tiled_back(path, back, duration_s=duration_s, meta=_META)
        if length in FEET_DURATIONS and not (folder / f"feet {length}" / "meta.json").exists():
            inputs.write_feet(folder / f"feet {length}", feet, duration_s=duration_s)
    acceleration, angular_velocity, _ = inputs.read_arrays(folder / "back 10 min")
    two_minutes = slice(0, 12_000)
    files.write_csv(
        folder / "two_minutes.csv", acceleration[two_minutes], angular_velocity[two_minutes]
    )
    if not is_quick and not (folder / "day.parquet").exists():
        acceleration, angular_velocity, _ = inputs.read_arrays(folder / "back 24 h")
        files.write_cwa(folder / "day.cwa", acceleration, angular_velocity)
        files.write_parquet(folder / "day.parquet", acceleration, angular_velocity)


def _daily(directory: Path) -> Sensor:
    """Find the longest trial of daily activities."""
    trials = find_comparables(directory).back_trials
    recordings = [read_back_trial(each, person=Person()) for each in trials]
    kinds = [read_back_reference(each.reference).is_daily for each in trials]
    order = zip(kinds, (each.duration_s for each in recordings), strict=True)
    best = max(enumerate(order), key=lambda item: item[1])[0]
    return recordings[best].sensors[0]


def _feet(directory: Path) -> Recording:
    samples = find_comparables(directory).feet_samples
    rotated = [each for each in samples if "not_rotated" not in each.recording.stem]
    return read_feet_sample((rotated or list(samples))[0])


def _run(job: Job, options: argparse.Namespace, limits: Limits, peers: Path | None) -> Line:
    """Run one job, or take up what an earlier run of a peer has cost."""
    kept = options.work / "outcomes" / f"{job.key}.json"
    if job.is_peer and options.reuse_peers and kept.exists():
        outcomes = [Outcome(**each) for each in json.loads(kept.read_text(encoding="utf-8"))]
        return Line(job=job, outcomes=tuple(outcomes))
    _say(f"{job.program}: {job.task}, {job.length}")
    python = peers if job.is_peer else Path(sys.executable)
    output = options.work / "stopwatches" / f"{job.key}.json"
    arguments = [each.replace("{output}", str(output)) for each in job.arguments]
    # The installed program is a command of its own; everything else is given to the interpreter.
    command = arguments if arguments[0].endswith("/restride") else [str(python), *arguments]
    outcomes = [run_job(command, output=output, limits=limits) for _ in range(job.processes_count)]
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps([dataclasses.asdict(each) for each in outcomes]), encoding="utf-8")
    return Line(job=job, outcomes=tuple(outcomes))


def _results(
    lines: Sequence[Line], options: argparse.Namespace, limits: Limits, peers: Path | None
) -> str:
    text = [
        _circumstances(limits),
        "",
        speed_table(lines),
    ]
    if peers is not None:
        text += ["", _accuracy(options, limits, peers)]
    return "\n".join(text) + "\n"


def _circumstances(limits: Limits) -> str:
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    return (
        f"Measured on {today}: {platform.system()}, Python {platform.python_version()}, one thread "
        f"a process, limits of {limits.memory_gb:g} GB and {limits.cpu_s / 60:g} min of CPU time "
        "a job. "
        "CPU seconds are user and system time, the median of the repeats after the first call, "
        "which stands beside it; the peak is the most memory the process held, recording included."
    )


def _accuracy(options: argparse.Namespace, limits: Limits, python: Path) -> str:
    """Let the peers look at the recordings with references, and score them as ourselves."""
    _say("what the peers find")
    work = options.work / "found"

    def finder(script: str) -> accuracy.Finder:
        def find(folders: Sequence[Path]) -> Sequence[Mapping[str, Any]]:
            output = work / f"{script}.json"
            command = [
                str(python),
                str(HERE / f"{script}.py"),
                str(output),
                "1",
                *map(str, folders),
            ]
            outcome = run_job(command, output=output, limits=limits)
            if outcome.stopped:
                raise accuracy.PeerFailed(f"{script}: {outcome.stopped}")
            return outcome.notes["found"]

        return find

    peers, failures = accuracy.all_peers(options.directory, work=work, finder=finder)
    ours = {
        row.figure.key: row.figure for row in validate(options.directory, has_virtual=False).rows
    }
    intro = "What the peers find in the same recordings, scored by the same code:"
    return "\n".join([intro, "", accuracy_table(ours, peers), "", *failures])


def _say(words: str) -> None:
    sys.stderr.write(f"benchmark: {words}\n")


if __name__ == "__main__":
    sys.exit(main())
