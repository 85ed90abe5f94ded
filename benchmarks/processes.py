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

_LOOK_EVERY_S = 0.1
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")

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
        stopped, usage, status = _watch(process, limits, started_s)
    wall_s = time.monotonic() - started_s
    cpu_s = usage.ru_utime + usage.ru_stime
    peak_mb = usage.ru_maxrss * 1024 / 1e6
    if stopped is None and status != 0:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        stopped = f"failed: {' '.join(last)[:200]}"
    if stopped is not None:
        return Outcome(cpu_s=cpu_s, peak_mb=peak_mb, wall_s=wall_s, stopped=stopped)
    content = json.loads(output.read_text(encoding="utf-8")) if output.exists() else {}
    return Outcome(
        parts=content.get("parts", {}),
        peak_mb=content.get("peak_mb", peak_mb),
        cpu_s=cpu_s,
        wall_s=wall_s,
        notes=content.get("notes", {}),
    )


def _watch(process: subprocess.Popen, limits: Limits, started_s: float):
    """Wait for the end, looking at memory and clock; stop what goes over a limit."""
    stopped = None
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return stopped, usage, process.returncode
        if stopped is None:
            stopped = _over_limit(process.pid, limits, time.monotonic() - started_s)
            if stopped is not None:
                os.killpg(process.pid, signal.SIGKILL)
        time.sleep(_LOOK_EVERY_S)


def _over_limit(pid: int, limits: Limits, wall_s: float) -> str | None:
    if _resident_gb(pid) > limits.memory_gb:
        return f"stopped: more than {limits.memory_gb:g} GB of memory"
    if wall_s > limits.wall_s:
        return f"stopped: not done after {limits.wall_s / 60:g} min"
    return None


def _resident_gb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0.0
    return pages * _PAGE_BYTES / 1e9
