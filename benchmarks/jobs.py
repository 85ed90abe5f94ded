"""Every job of the benchmark: which program, on what, and the figure to reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent

#: Length of each tiled input.
DURATIONS_S = {"10 min": 600.0, "1 h": 3600.0, "24 h": 86_400.0}
#: gaitmap and we are compared on two feet up to an hour.
FEET_DURATIONS = ("10 min", "1 h")
LONG = ("24 h", "7 days")
#: Six axes at 100 Hz in double precision.
_DAY_MB = 6 * 8 * 100 * 86_400 / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One line of the table before it was run."""

    program: str
    task: str
    length: str
    #: The command without its interpreter; ``{output}`` stands for the file of its stopwatch.
    arguments: tuple[str, ...]
    is_peer: bool = False
    #: Which part of the stopwatch counts; None for the whole process.
    part: str | None = "analysis"
    processes_count: int = 1
    most_cpu_s: float | None = None
    most_peak_mb: float | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """A name for files."""
        words = f"{self.program} {self.task} {self.length}".lower()
        return "".join(letter if letter.isalnum() else "-" for letter in words)


def all_jobs(work: Path, *, restride: Path) -> Iterator[Job]:
    """Yield the jobs in the order of the table."""
    yield from _back(work)
    yield from _feet(work)
    yield from _reading(work)
    yield from _program(work, restride)
    yield from _long(work)


def _back(work: Path) -> Iterator[Job]:
    most = {"1 h": (0.25, None), "24 h": (5.0, 1500.0)}
    for length in DURATIONS_S:
        folder = work / "inputs" / f"back {length}"
        cpu_s, peak_mb = most.get(length, (None, None))
        task = "lower back in memory, six axes at 100 Hz"
        yield Job(
            program="restride",
            task=task,
            length=length,
            arguments=_ours("back", folder, repeats=3 if length in LONG else 5),
            most_cpu_s=cpu_s,
            most_peak_mb=peak_mb,
        )
        yield _peer("mobgap", "job_mobgap.py", task, length, folder)
        yield _peer("scikit-digital-health", "job_skdh.py", task, length, folder)


def _feet(work: Path) -> Iterator[Job]:
    task = "two feet in memory at 204.8 Hz"
    for length in FEET_DURATIONS:
        folder = work / "inputs" / f"feet {length}"
        yield Job(
            program="restride",
            task=task,
            length=length,
            arguments=_ours("feet", folder, repeats=3),
            most_cpu_s=2.0 if length == "1 h" else None,
            most_peak_mb=1000.0 if length == "1 h" else None,
        )
        yield _peer("gaitmap", "job_gaitmap.py", task, length, folder)


def _reading(work: Path) -> Iterator[Job]:
    for name, most_cpu_s in (("day.cwa", 10.0), ("day.parquet", 2.0)):
        yield Job(
            program="restride",
            task=f"reading {name.split('.')[1]}, six axes at 100 Hz",
            length="24 h",
            arguments=_ours("reading", work / "inputs" / name, repeats=3),
            most_cpu_s=most_cpu_s,
        )


def _program(work: Path, restride: Path) -> Iterator[Job]:
    table, out = work / "inputs" / "two_minutes.csv", work / "out"
    options = (str(table), "--placement", "lower-back", "--height-m", "1.59")
    analyze = (str(restride), "analyze", *options, "--json", str(out / "analysis.json"))
    importing = ("-c", "import restride")
    yield Job(
        program="restride",
        task="import, whole process",
        length="-",
        arguments=importing,
        part=None,
        processes_count=5,
        most_cpu_s=0.3,
    )
    for name, package in (
        ("mobgap", "mobgap.pipeline"),
        ("gaitmap", "gaitmap.trajectory_reconstruction"),
        ("scikit-digital-health", "skdh"),
    ):
        yield Job(
            program=name,
            task="import, whole process",
            length="-",
            arguments=("-c", f"import {package}"),
            is_peer=True,
            part=None,
            processes_count=3,
        )
    yield Job(
        program="restride",
        task="analyze, whole process",
        length="2 min",
        arguments=analyze,
        part=None,
        processes_count=5,
        most_cpu_s=1.5,
    )
    yield Job(
        program="restride",
        task="analyze --report, whole process",
        length="2 min",
        arguments=(*analyze, "--report", str(out / "report.html")),
        part=None,
        processes_count=3,
        most_cpu_s=4.0,
    )


def _long(work: Path) -> Iterator[Job]:
    folder = work / "inputs" / "back 1 h"
    for length, days in (("24 h", 1), ("7 days", 7)):
        yield Job(
            program="restride",
            task="lower back block by block",
            length=length,
            arguments=_ours("blocks", folder, repeats=days),
            most_peak_mb=1000.0 if days > 1 else None,
            note=f"the signal alone is {days * _DAY_MB:.0f} MB; what grows is what was found",
        )


def _ours(job: str, path: Path, *, repeats: int) -> tuple[str, ...]:
    return (str(_HERE / "job_restride.py"), job, "{output}", str(repeats), str(path))


def _peer(program: str, script: str, task: str, length: str, folder: Path) -> Job:
    repeats = {"10 min": 2, "1 h": 2}.get(length, 1)
    return Job(
        program=program,
        task=task,
        length=length,
        arguments=(str(_HERE / script), "{output}", str(repeats), str(folder)),
        is_peer=True,
    )
