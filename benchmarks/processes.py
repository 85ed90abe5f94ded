"""Run a job as its own process, within a limit of memory and of time.

The limit watches what the process really holds, not what it has reserved: numerical libraries
reserve far more than they touch.
"""

import json
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stopwatch import high_water_mb

_LOOK_EVERY_S = 0.02

#: One thread: what is compared is work, not cores.
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a job may take before it is stopped."""

    memory_gb: float
    #: CPU time, so that a busy machine stops nobody.
    cpu_s: float
    #: By the clock on the wall, for a job that waits for ever.
    wall_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a job cost, or why it was stopped."""

    parts: dict[str, list[float]] = field(default_factory=dict)
    peak_mb: float | None = None
    #: CPU time of the whole process.
    cpu_s: float | None = None
    wall_s: float | None = None
    notes: dict[str, Any] = field(default_factory=dict)
    #: None where the job ended well.
    stopped: str | None = None


def run_job(
    command: Sequence[str], *, output: Path, limits: Limits, folder: Path | None = None
) -> Outcome:
    """Run a command that writes its stopwatch to ``output``."""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    log = output.with_suffix(".log")
    started_s = time.monotonic()
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            list(command),
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=os.environ | _ONE_THREAD,
            cwd=folder,
            start_new_session=True,
        )
        watched = _watch(process, limits, started_s)
    wall_s = time.monotonic() - started_s
    stopped = watched.stopped
    if stopped is None and process.returncode != 0:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        stopped = f"failed: {' '.join(last)[:200]}"
    if stopped is not None:
        return Outcome(cpu_s=watched.cpu_s, peak_mb=watched.peak_mb, wall_s=wall_s, stopped=stopped)
    content = json.loads(output.read_text(encoding="utf-8")) if output.exists() else {}
    return Outcome(
        parts=content.get("parts", {}),
        peak_mb=content.get("peak_mb", watched.peak_mb),
        cpu_s=watched.cpu_s,
        wall_s=wall_s,
        notes=content.get("notes", {}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watched:
    cpu_s: float
    peak_mb: float
    stopped: str | None


def _watch(process: subprocess.Popen, limits: Limits, started_s: float) -> _Watched:
    """Wait for the end, looking at memory and clock; stop what goes over a limit."""
    stopped, peak_mb = None, 0.0
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu_s = usage.ru_utime + usage.ru_stime
            return _Watched(cpu_s=cpu_s, peak_mb=peak_mb, stopped=stopped)
        peak_mb = max(peak_mb, _high_water_mb(process.pid))
        if stopped is None:
            wall_s = time.monotonic() - started_s
            stopped = _over_limit(peak_mb, _cpu_s(process.pid), wall_s, limits)
            if stopped is not None:
                os.killpg(process.pid, signal.SIGKILL)
        time.sleep(_LOOK_EVERY_S)


def _over_limit(peak_mb: float, cpu_s: float, wall_s: float, limits: Limits) -> str | None:
    if peak_mb > 1000 * limits.memory_gb:
        return f"stopped: more than {limits.memory_gb:g} GB of memory"
    if cpu_s > limits.cpu_s:
        return f"stopped: not done after {limits.cpu_s / 60:g} min of CPU time"
    if wall_s > limits.wall_s:
        return f"stopped: not done after {limits.wall_s / 60:g} min"
    return None


def _cpu_s(pid: int) -> float:
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1]
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    user, system = after_name.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _high_water_mb(pid: int) -> float:
    try:
        return high_water_mb(Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
