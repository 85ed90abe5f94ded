"""The queue of jobs: a worker leases one, keeps the lease while it works, and finishes it once.

The number of the try is the key to a job: a worker that was slow, frozen or taken for dead finds
another number when it comes to finish, and what it did counts for nothing. The same statements do
it on SQLite and on PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from restride.errors import RestrideError
from restride.records import clock
from restride.records.models import Job
from restride.visit.moves import moved
from restride.visit.states import RunState

#: A worker that does not renew its lease for so long is taken for dead.
LEASE_S: Final = 15.0
#: A try that failed is begun again after twice, four times ... as long.
_FIRST_WAIT_S: Final = 2.0
#: No job waits longer than this before it is due.
_LONGEST_WAIT: Final = timedelta(minutes=10)


class LeaseLost(RestrideError):
    """Another try of the job has begun, or it was called off: what was done counts for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A job that one worker may work on."""

    job_id: UUID
    kind: str
    payload: dict[str, Any]
    clinic_id: UUID | None
    patient_id: UUID | None
    made_by_id: UUID | None
    try_number: int
    most_tries_count: int
    worker: str
    time_limit_s: int


def queue_job(
    kind: str,
    *,
    payload: dict[str, str],
    clinic_id: UUID | None = None,
    patient_id: UUID | None = None,
    made_by_id: UUID | None = None,
    once_key: str = "",
    time_limit_s: int = 600,
) -> Job:
    """Queue a job, in the transaction of what asks for it.

    Parameters
    ----------
    payload
        Identifiers only: what identifies a person never stands in a job.
    once_key
        While a job of this kind and key waits or runs, it is given back and no other is queued.
    """
    job = Job(
        kind=kind,
        payload=payload,
        clinic_id=clinic_id,
        patient_id=patient_id,
        made_by_id=made_by_id,
        once_key=once_key,
        time_limit_s=time_limit_s,
        run_after=clock.now(),
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        waiting = Job.objects.filter(
            kind=kind, once_key=once_key, state__in=(RunState.QUEUED, RunState.RUNNING)
        )
        found = waiting.first()
        if found is None or not once_key:
            raise
        return found
    return job


def lease_job(worker: str) -> Lease | None:
    """Take the next job that is due; None where there is none.

    A job that is due later than any could be was queued before the clock was set back: it is due.
    """
    release_expired()
    now = clock.now()
    is_due = Q(run_after__lte=now) | Q(run_after__gt=now + _LONGEST_WAIT)
    due = Job.objects.filter(is_due, state=RunState.QUEUED)
    if not due.exists():
        return None
    with transaction.atomic():
        ordered = due.order_by("-priority", "run_after", "pk")
        job = ordered.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.state = moved(job.state, RunState.RUNNING, thing="job")
        job.tries_count += 1
        job.worker = worker
        job.started_at = clock.now()
        job.leased_until = clock.now() + timedelta(seconds=LEASE_S)
        job.done_share, job.stage = 0.0, ""
        job.save()
    return _lease_of(job)


def _lease_of(job: Job) -> Lease:
    return Lease(
        job_id=job.pk,
        kind=job.kind,
        payload=job.payload,
        clinic_id=job.clinic_id,
        patient_id=job.patient_id,
        made_by_id=job.made_by_id,
        try_number=job.tries_count,
        most_tries_count=job.most_tries_count,
        worker=job.worker,
        time_limit_s=job.time_limit_s,
    )


def keep_lease(lease: Lease, *, done_share: float | None = None, stage: str | None = None) -> bool:
    """Say that the work goes on, and how far; False where the lease was lost."""
    changes: dict[str, Any] = {"leased_until": clock.now() + timedelta(seconds=LEASE_S)}
    if done_share is not None:
        changes["done_share"] = done_share
    if stage is not None:
        changes["stage"] = stage
    return bool(_held(lease).update(**changes))


def _held(lease: Lease) -> Any:
    return Job.objects.filter(
        pk=lease.job_id, state=RunState.RUNNING, tries_count=lease.try_number, worker=lease.worker
    )


@contextmanager
def finishing(lease: Lease) -> Iterator[None]:
    """Write what came of a job, in one transaction with the word that it is done.

    Raises
    ------
    LeaseLost
        The lease was lost; nothing is written.
    """
    with transaction.atomic():
        done = _held(lease).update(
            state=RunState.OK, ended_at=clock.now(), done_share=1.0, leased_until=None
        )
        if not done:
            raise LeaseLost(
                "A job is finished by the try that holds its lease, and this try "
                f"({lease.try_number}) no longer does. Leave it to the other."
            )
        yield


def fail_try(lease: Lease, *, words: str, is_final: bool) -> bool:
    """End a try that failed: the job waits for its next try, or has failed.

    Returns
    -------
    bool
        Whether the job has failed for good by this.
    """
    with transaction.atomic():
        job = _held(lease).select_for_update().first()
        if job is None:
            return False
        return _end_try(job, words=words, is_final=is_final)


def _end_try(job: Job, *, words: str, is_final: bool) -> bool:
    has_failed = is_final or job.tries_count >= job.most_tries_count
    after = RunState.FAILED if has_failed else RunState.QUEUED
    job.state = moved(job.state, after, thing="job")
    job.leased_until = None
    job.failure = words
    job.run_after = clock.now() + timedelta(seconds=_FIRST_WAIT_S * 2 ** (job.tries_count - 1))
    job.ended_at = clock.now() if has_failed else None
    job.save()
    return has_failed


def release_expired() -> int:
    """Give back the jobs whose worker is no longer heard of, and count them.

    A lease that ends later than any could is of a clock that was set back: it has ended too.
    """
    now = clock.now()
    over = Q(leased_until__lt=now) | Q(leased_until__gt=now + timedelta(seconds=2 * LEASE_S))
    expired = Job.objects.filter(over, state=RunState.RUNNING)
    if not expired.exists():
        return 0
    with transaction.atomic():
        jobs = list(expired.select_for_update(skip_locked=True))
        for job in jobs:
            _end_try(job, words="The worker ended while it worked on this.", is_final=False)
    return len(jobs)
