"""Computing in a child process: it can be ended, and it cannot harm the worker."""

import ctypes
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Final

from restride.errors import RestrideError

#: From <sys/prctl.h>: the signal that a process gets when its parent dies.
_PR_SET_PDEATHSIG: Final = 1
#: How often the worker says that it goes on.
_GO_ON_EVERY_S: Final = 4.0


class Refused(RestrideError):
    """What was to be computed cannot be, and would not be the next time either."""


class Crashed(RestrideError):
    """The child ended without an answer."""


class TookTooLong(RestrideError):
    """The child was ended at its limit of time."""


def computed_apart(
    compute: Callable[[dict[str, Any]], dict[str, Any]],
    wanted: dict[str, Any],
    *,
    time_limit_s: float,
    go_on: Callable[[], None],
) -> dict[str, Any]:
    """Compute in a forked child.

    Parameters
    ----------
    go_on
        Called every few seconds; what it raises ends the child.

    Raises
    ------
    Refused
        What the computation itself refused.
    Crashed
        The child ended without an answer.
    TookTooLong
        It was ended at the limit.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(compute, wanted, theirs, os.getpid()))
    child.start()
    theirs.close()
    try:
        answer = _awaited(ours, time_limit_s=time_limit_s, go_on=go_on)
    finally:
        ours.close()
        child.kill()
        child.join()
    if answer is None:
        raise Crashed(
            f"The computation ended without an answer (exit code {child.exitcode}). It is tried "
            "again; if it fails again, tell an administrator."
        )
    if "refused" in answer:
        raise Refused(answer["refused"])
    found: dict[str, Any] = answer["found"]
    return found


def _awaited(
    ours: Connection, *, time_limit_s: float, go_on: Callable[[], None]
) -> dict[str, Any] | None:
    ends_s = time.monotonic() + time_limit_s
    while time.monotonic() < ends_s:
        if ours.poll(min(_GO_ON_EVERY_S, max(0.0, ends_s - time.monotonic()))):
            try:
                answer: dict[str, Any] = json.loads(ours.recv_bytes())
            except EOFError:
                return None
            return answer
        go_on()
    raise TookTooLong(
        f"The computation must end within {time_limit_s:g} s, and did not. It is tried again; cut "
        "the recording into shorter files if it fails again."
    )


def _answer(
    compute: Callable[[dict[str, Any]], dict[str, Any]],
    wanted: dict[str, Any],
    theirs: Connection,
    parent: int,
) -> None:
    """Compute and answer; runs in the child, and ends with it."""
    _die_with(parent)
    answer: dict[str, Any]
    try:
        answer = {"found": compute(wanted)}
    except RestrideError as refusal:
        answer = {"refused": str(refusal)}
    theirs.send_bytes(json.dumps(answer, allow_nan=False).encode())
    theirs.close()


def _die_with(parent: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
