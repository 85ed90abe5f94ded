"""Every upload bomb: what refusing it takes, and whether anything of it is left.

``python benchmarks/reliability/upload_bombs.py`` prints a row a bomb, and below them what an honest
recording takes; ``--times`` says how often each is sent. Each is weighed in a process of its own,
with the process that reads it. The median of the seconds counts, since the clock also counts what
others do, and the largest of the megabytes.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests/recording/intake"))

from bombs import BOMBS
from endless_streams import STREAMS
from honest import HONEST
from log_figures import Row, print_table, row
from weighing import Weighed, snapshot, weigh

MOST_S: Final = 2.0
MOST_MB: Final = 256.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One bomb, and what refusing it took."""

    kind: str
    name: str
    wall_s: float
    peak_mb: float
    verdict: str
    is_refused: bool
    is_nothing_left: bool


def send_all(times: int) -> Iterator[Sent]:
    """Send every bomb so many times."""
    for bomb in BOMBS:
        yield _sent(
            bomb.kind,
            bomb.name,
            times=times,
            reasons=bomb.reasons,
            send=lambda quarantine, bomb=bomb: ("examine", str(bomb.plant(quarantine))),
        )
    for name, stream in STREAMS.items():
        yield _sent(
            "stream",
            name,
            times=times,
            reasons=stream.reasons,
            send=lambda quarantine, name=name: ("receive", str(quarantine), name),
        )


def _sent(
    kind: str,
    name: str,
    *,
    times: int,
    reasons: tuple[str, ...],
    send: Callable[[Path], tuple[str, ...]],
) -> Sent:
    weighed: list[Weighed] = []
    is_nothing_left = True
    for _ in range(times):
        with tempfile.TemporaryDirectory(prefix="restride-upload-") as folder:
            quarantine = Path(folder) / "quarantine"
            quarantine.mkdir()
            words = send(quarantine)
            before = snapshot(Path(folder))
            weighed.append(weigh(*words))
            is_nothing_left &= snapshot(Path(folder)).keys() == before.keys()
    return Sent(
        kind=kind,
        name=name,
        wall_s=median(each.wall_s for each in weighed),
        peak_mb=max(each.peak_mb for each in weighed),
        verdict=weighed[-1].verdict,
        is_refused=all(each.verdict in reasons for each in weighed),
        is_nothing_left=is_nothing_left,
    )


def rows_of(sent: list[Sent]) -> list[Row]:
    """Sum all bombs up."""
    refused = sum(each.is_refused for each in sent)
    clean = sum(each.is_nothing_left for each in sent)
    slowest = max(sent, key=lambda each: each.wall_s)
    largest = max(sent, key=lambda each: each.peak_mb)
    return [
        row("bombs refused", got=refused, must=len(sent), is_reached=refused == len(sent)),
        row("bombs that left nothing", got=clean, must=len(sent), is_reached=clean == len(sent)),
        row(
            f"slowest refusal ({slowest.name})",
            got=f"{slowest.wall_s:.2f} s",
            must=f"<= {MOST_S:g} s",
            is_reached=slowest.wall_s <= MOST_S,
        ),
        row(
            f"largest refusal ({largest.name})",
            got=f"{largest.peak_mb:.0f} MB",
            must=f"<= {MOST_MB:g} MB",
            is_reached=largest.peak_mb <= MOST_MB,
        ),
    ]


def honest_rows(times: int) -> list[Row]:
    """Show that true recordings are taken in, and what they take."""
    rows = []
    for name, (write, most_s) in HONEST.items():
        with tempfile.TemporaryDirectory(prefix="restride-upload-") as folder:
            path = Path(folder) / "honest.upload"
            write(path)
            weighed = [weigh("examine", str(path)) for _ in range(times)]
        wall_s = median(each.wall_s for each in weighed)
        is_taken = all(each.verdict == "taken in" for each in weighed)
        must = "taken in" if most_s is None else f"taken in, <= {most_s:g} s"
        rows.append(
            row(
                name,
                got=f"{weighed[-1].verdict}, {wall_s:.2f} s, "
                f"{max(each.peak_mb for each in weighed):.0f} MB",
                must=must,
                is_reached=is_taken and (most_s is None or wall_s <= most_s),
            )
        )
    return rows


def print_bombs(sent: list[Sent]) -> None:
    """Print a row a bomb."""
    print("| kind | bomb | s | MB | verdict |")
    print("|---|---|---|---|---|")
    for each in sent:
        figures = f"{each.wall_s:.3f} | {each.peak_mb:.1f}"
        print(f"| {each.kind} | {each.name} | {figures} | {each.verdict} |")
    print()


def measure(times: int) -> list[Row]:
    """Send every bomb, and some true recordings, so many times."""
    return [*rows_of(list(send_all(times))), *honest_rows(times)]


def main() -> int:
    """Print every bomb and the sum; 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=3, help="how often each is sent")
    times = parser.parse_args().times
    sent = list(send_all(times))
    print_bombs(sent)
    rows = [*rows_of(sent), *honest_rows(times)]
    print_table(rows)
    return 0 if all(each["is_reached"] for each in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
