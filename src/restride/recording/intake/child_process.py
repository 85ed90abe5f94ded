"""Starting the reading process, waiting for its answer, and ending it where it takes too much."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from restride.recording.intake.limits import Allowance
from restride.recording.intake.outcomes import Cost

_MODULE: Final = "restride.recording.intake.child"
#: No description of a recording is longer.
_LONGEST_ANSWER_BYTES: Final = 8 * 2**20
_LOOKED_AFTER_EVERY_S: Final = 0.02
#: Code of libraries is resident too, beside what a process takes for itself.
_LIBRARIES_BYTES: Final = 56 * 2**20
_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")
#: Nothing of ours: no secret of the server, and one thread for each.
_ENVIRONMENT: Final = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a reading process ended."""

    #: None where it gave no whole answer.
    answer: dict[str, Any] | None
    #: As ``waitstatus_to_exitcode``: negative for a signal.
    exit_code: int
    #: What we ended it for: ``time``, ``memory`` or ``answer``; None where it ended by itself.
    ended_for: str | None
    cost: Cost


@dataclass(slots=True)
class _Watched:
    """A reading process and what it has said until now."""

    process: subprocess.Popen[bytes]
    until_s: float
    resident_most_bytes: int
    said: bytearray
    ended_for: str | None = None
    #: As seen while it was looked after.
    peak_bytes: int = 0


def run_child(
    folder: Path, *, working: Path, allowance: Allowance, decoded_limit_bytes: int
) -> Ending:
    """Run the reading process on a folder with an upload and a request, to its end.

    It is gone when this returns, whatever happens.
    """
    begin_s = time.monotonic()
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-m", _MODULE, str(folder)]
    limit_mb = decoded_limit_bytes / 2**20
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=working,
        env={**_ENVIRONMENT, "RESTRIDE_DECODED_LIMIT_MB": f"{limit_mb:.3f}"},
        start_new_session=True,
    )
    watched = _Watched(
        process=process,
        until_s=begin_s + allowance.wall_s,
        resident_most_bytes=allowance.memory_most_bytes + allowance.mapped_bytes + _LIBRARIES_BYTES,
        said=bytearray(),
    )
    with _ended(process):
        _listen(watched)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    answer = _parsed(watched)
    cost = Cost(
        wall_s=time.monotonic() - begin_s,
        cpu_s=usage.ru_utime + usage.ru_stime,
        peak_bytes=max(watched.peak_bytes, _told_peak_bytes(answer)),
    )
    return Ending(
        answer=answer,
        exit_code=process.returncode,
        ended_for=watched.ended_for,
        cost=cost,
    )


@contextlib.contextmanager
def _ended(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Leave no process behind, whatever happens while it is waited for."""
    try:
        yield
    finally:
        _kill(process)
        if process.returncode is None:
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End the whole group; it is the group of a process that was not waited for yet."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _listen(watched: _Watched) -> None:
    """Read what the process says until it closes its mouth, and look after it meanwhile."""
    if watched.process.stdout is None:
        return
    descriptor = watched.process.stdout.fileno()
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    while watched.ended_for is None:
        if poll.poll(_LOOKED_AFTER_EVERY_S * 1000):
            chunk = os.read(descriptor, 65_536)
            if not chunk:
                return
            watched.said += chunk
        watched.ended_for = _why_end(watched)
    _kill(watched.process)


def _why_end(watched: _Watched) -> str | None:
    if len(watched.said) > _LONGEST_ANSWER_BYTES:
        return "answer"
    if time.monotonic() > watched.until_s:
        return "time"
    resident_bytes = _resident_bytes(watched.process.pid)
    watched.peak_bytes = max(watched.peak_bytes, resident_bytes)
    return "memory" if resident_bytes > watched.resident_most_bytes else None


def _told_peak_bytes(answer: dict[str, Any] | None) -> int:
    """Take what the process says of itself: the system counts that of its parent as its own."""
    told = None if answer is None else answer.get("peak_bytes")
    return told if isinstance(told, int) else 0


def _resident_bytes(process_id: int) -> int:
    """Tell how much memory a process has now; 0 where it is gone, or the system does not say."""
    try:
        words = Path(f"/proc/{process_id}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(words[1]) * _PAGE_BYTES if len(words) > 1 else 0


def _parsed(watched: _Watched) -> dict[str, Any] | None:
    if watched.ended_for is not None:
        return None
    try:
        answer = json.loads(bytes(watched.said))
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
