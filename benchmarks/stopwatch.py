"""What one job costs: CPU seconds of its parts, and the most memory its process ever held.

Standard library only: it runs in our environment and in that of the peers.
"""

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_STATUS = Path("/proc/self/status")


def cpu_s() -> float:
    """CPU time of this process and of its ended children, user and system together."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def peak_mb() -> float:
    """Tell the most memory that this process has held so far.

    Linux keeps two numbers: that of ``getrusage`` begins with what the starting process held, so
    the high-water mark of the process itself is taken where there is one.
    """
    if _STATUS.exists():
        return high_water_mb(_STATUS.read_text(encoding="ascii"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def high_water_mb(status: str) -> float:
    """Read the high-water mark from a process's status; 0 where it has ended."""
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


class Stopwatch:
    """Collects the CPU time of named parts, every repeat of them."""

    def __init__(self) -> None:
        self.parts: dict[str, list[float]] = {}
        self.notes: dict[str, Any] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Take the CPU time of what stands in the block."""
        before_s = cpu_s()
        yield
        self.parts.setdefault(name, []).append(cpu_s() - before_s)

    def save(self, path: Path) -> None:
        """Write what was measured for the process that started the job."""
        content = {"parts": self.parts, "peak_mb": peak_mb(), "notes": self.notes}
        path.write_text(json.dumps(content), encoding="utf-8")
