"""A worker: one process that takes jobs, and computes each in a child that it can end.

The child dies with its worker (the kernel sees to it), and the worker's lease runs out: whatever
is killed, another try begins. What was unsealed for a job lies in a folder that goes with it.
"""

import logging
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import OperationalError, connections

from restride.errors import RestrideError, StoreFull
from restride.records.jobs.apart import Crashed, TookTooLong, computed_apart
from restride.records.jobs.kinds import JobKind, JobKinds
from restride.records.jobs.queue import (
    Lease,
    LeaseLost,
    fail_try,
    finishing,
    keep_lease,
    lease_job,
)

_LOG: Final = logging.getLogger("restride.jobs")
#: How often a worker without work looks for some.
_LOOK_EVERY_S: Final = 0.2
_TIDY_EVERY_S: Final = 60.0
#: How long a worker waits when the database cannot be reached.
_DATABASE_WAIT_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A worker's name, what it can do, and where it works."""

    name: str
    kinds: JobKinds
    folder: Path
    #: Done between jobs, once a minute: what ends because nobody goes on with it.
    tidy: Callable[[], object] | None = None


def work(worker: Worker, *, is_over: Callable[[], bool]) -> None:
    """Take job after job until told to stop."""
    sweep(worker.folder)
    tidied_s = time.monotonic() - _TIDY_EVERY_S
    while not is_over():
        try:
            tidied_s = _tidied(worker, last_s=tidied_s)
            had_work = work_once(worker)
        except OperationalError:
            # The disk is full, or the database is away: nothing was finished, and it comes back.
            _LOG.warning("the database cannot be used; waiting")
            connections.close_all()
            time.sleep(_DATABASE_WAIT_S)
            continue
        if not had_work:
            time.sleep(_LOOK_EVERY_S)


def _tidied(worker: Worker, *, last_s: float) -> float:
    """Tidy where that is due, and tell when it was done last; jobs go on where it fails."""
    if worker.tidy is None or time.monotonic() - last_s < _TIDY_EVERY_S:
        return last_s
    try:
        worker.tidy()
    except (RestrideError, OSError) as error:
        _LOG.warning("tidying failed", extra={"kind": type(error).__name__})
    return time.monotonic()


def work_once(worker: Worker) -> bool:
    """Take one job, if there is one, and see it through; tell whether there was one."""
    lease = lease_job(worker.name)
    if lease is None:
        return False
    folder = worker.folder / f"{os.getpid()}-{lease.job_id}-{lease.try_number}"
    folder.mkdir(mode=0o700, parents=True)
    try:
        _see_through(lease, worker.kinds[lease.kind], folder)
    except LeaseLost:
        _LOG.warning("lease lost", extra={"job": str(lease.job_id), "try": lease.try_number})
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return True


def _see_through(lease: Lease, kind: JobKind, folder: Path) -> None:
    started_s = time.monotonic()
    try:
        wanted = kind.prepare(lease, folder)
        found = None if wanted is None else _computed(lease, kind, wanted)
    except LeaseLost:
        raise
    except (Crashed, TookTooLong) as failure:
        _fail(lease, kind, words=str(failure), is_final=False)
        return
    except RestrideError as refusal:
        _fail(lease, kind, words=str(refusal), is_final=True)
        return
    try:
        with finishing(lease):
            if found is not None:
                kind.store(lease, found)
    except StoreFull as full:
        _fail(lease, kind, words=str(full), is_final=False)
        return
    took_s = time.monotonic() - started_s
    _LOG.info("job done", extra={"kind": lease.kind, "took_s": round(took_s, 3)})


def _computed(lease: Lease, kind: JobKind, wanted: dict[str, Any]) -> dict[str, Any]:
    def go_on() -> None:
        if not keep_lease(lease):
            raise LeaseLost("The lease was lost while the job was computed. Leave it.")

    # A child must not share an open connection with its worker.
    connections.close_all()
    return computed_apart(kind.compute, wanted, time_limit_s=lease.time_limit_s, go_on=go_on)


def _fail(lease: Lease, kind: JobKind, *, words: str, is_final: bool) -> None:
    if fail_try(lease, words=words, is_final=is_final):
        kind.give_up(lease, words)
    _LOG.warning("job failed", extra={"kind": lease.kind, "try": lease.try_number})


def sweep(folder: Path) -> int:
    """Remove what killed workers left behind, and count it."""
    left = 0
    for each in folder.glob("*-*"):
        owner = each.name.split("-", 1)[0]
        if owner.isdigit() and not Path("/proc", owner).exists():
            shutil.rmtree(each, ignore_errors=True)
            left += 1
    return left
