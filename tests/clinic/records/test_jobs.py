"""Jobs are leased, watched, tried again, and finished exactly once."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta

import pytest

from restride.errors import OptionError
from restride.records import clock
from restride.records.jobs.apart import Crashed, Refused, TookTooLong, computed_apart
from restride.records.jobs.kinds import JobKind
from restride.records.jobs.queue import (
    LEASE_S,
    LeaseLost,
    fail_try,
    finishing,
    keep_lease,
    lease_job,
    queue_job,
    release_expired,
)
from restride.records.jobs.worker import Worker, sweep, work, work_once
from restride.records.models import Job

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def nothing() -> None:
    return None


def kind_of(compute, *, stored=None, given_up=None) -> JobKind:
    return JobKind(
        prepare=lambda lease, _folder: dict(lease.payload),
        compute=compute,
        store=lambda _lease, found: (stored if stored is not None else []).append(found),
        give_up=lambda _lease, words: (given_up if given_up is not None else []).append(words),
    )


def test_a_job_is_leased_by_one_worker_only(db):
    queue_job("count", payload={})

    assert lease_job("one") is not None
    assert lease_job("two") is None


def test_jobs_are_taken_in_the_order_they_came(db):
    for number in range(3):
        with clock.at(NOON + timedelta(seconds=number)):
            queue_job("count", payload={"number": str(number)})

    with clock.at(NOON + timedelta(minutes=1)):
        order = [lease_job("one").payload["number"] for _ in range(3)]

    assert order == ["0", "1", "2"]


def test_a_job_of_one_key_waits_once(db):
    first = queue_job("count", payload={}, once_key="a")

    assert queue_job("count", payload={}, once_key="a").pk == first.pk
    assert queue_job("count", payload={}, once_key="b").pk != first.pk
    with finishing(lease_job("one")):
        pass
    assert queue_job("count", payload={}, once_key="a").pk != first.pk


def test_a_worker_that_is_not_heard_of_loses_its_job_and_cannot_finish_it(db):
    with clock.at(NOON):
        queue_job("count", payload={})
        slow = lease_job("slow")
    with clock.at(NOON + timedelta(seconds=LEASE_S + 1)):
        assert release_expired() == 1
    with clock.at(NOON + timedelta(minutes=1)):
        quick = lease_job("quick")
        assert (quick.try_number, quick.worker) == (2, "quick")
        assert not keep_lease(slow)
        with pytest.raises(LeaseLost, match=r"this try \(1\) no longer does"), finishing(slow):
            pytest.fail("what a lost try writes must not be written")
        with finishing(quick):
            pass
    assert Job.objects.get().state == "ok"


def test_a_lease_that_is_kept_does_not_run_out(db):
    with clock.at(NOON):
        queue_job("count", payload={})
        lease = lease_job("one")
    with clock.at(NOON + timedelta(seconds=LEASE_S - 1)):
        assert keep_lease(lease, done_share=0.5, stage="reading")
    with clock.at(NOON + timedelta(seconds=2 * LEASE_S - 2)):
        assert release_expired() == 0
    assert (Job.objects.get().done_share, Job.objects.get().stage) == (0.5, "reading")


def test_a_clock_that_is_set_back_an_hour_does_not_hold_a_dead_workers_job(db):
    with clock.at(NOON):
        queue_job("count", payload={})
        lease_job("dead")
    with clock.at(NOON - timedelta(hours=1)):
        assert release_expired() == 1


def test_a_job_that_was_queued_before_the_clock_was_set_back_does_not_wait_for_it(db):
    with clock.at(NOON):
        queue_job("count", payload={})
    with clock.at(NOON - timedelta(hours=1)):
        assert lease_job("one") is not None


def test_a_failed_try_waits_longer_each_time_and_then_has_failed(db):
    with clock.at(NOON):
        queue_job("count", payload={})
    waits_s = []
    for number in range(3):
        with clock.at(NOON + timedelta(hours=number + 1)):
            lease = lease_job("one")
            assert fail_try(lease, words="no luck", is_final=False) is (number == 2)
            waits_s.append((Job.objects.get().run_after - clock.now()).total_seconds())

    assert waits_s == [2, 4, 8]
    job = Job.objects.get()
    assert (job.state, job.failure, job.tries_count) == ("failed", "no luck", 3)


@pytest.mark.django_db(transaction=True)
def test_a_worker_sees_a_job_through(tmp_path):
    stored = []
    kinds = {"count": kind_of(lambda wanted: {"letters": len(wanted["word"])}, stored=stored)}
    queue_job("count", payload={"word": "stride"})

    assert work_once(Worker(name="one", kinds=kinds, folder=tmp_path))

    assert stored == [{"letters": 6}]
    assert Job.objects.get().state == "ok"
    assert not list(tmp_path.iterdir())
    assert not work_once(Worker(name="one", kinds=kinds, folder=tmp_path))


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_final_and_a_crash_is_tried_again(tmp_path):
    def kill(_):
        os.kill(os.getpid(), signal.SIGKILL)

    def refuse(_):
        raise OptionError("That will never do. Send another.")

    given_up = []
    kinds = {
        "refuse": kind_of(refuse, given_up=given_up),
        "crash": kind_of(kill),
    }
    worker = Worker(name="one", kinds=kinds, folder=tmp_path)
    queue_job("refuse", payload={})
    work_once(worker)
    assert given_up == ["That will never do. Send another."]
    assert Job.objects.get(kind="refuse").state == "failed"

    queue_job("crash", payload={})
    work_once(worker)
    job = Job.objects.get(kind="crash")
    assert job.state == "queued"
    assert "ended without an answer (exit code -9)" in job.failure


def test_what_is_computed_apart_is_ended_at_its_limit_and_told_apart():
    def say(words):
        raise OptionError(words["words"])

    def wait(_):
        time.sleep(60)

    def leave(_):
        os._exit(3)

    with pytest.raises(TookTooLong, match=r"within 0\.2 s"):
        computed_apart(wait, {}, time_limit_s=0.2, go_on=nothing)
    with pytest.raises(Refused, match="not this"):
        computed_apart(say, {"words": "not this"}, time_limit_s=5, go_on=nothing)
    with pytest.raises(Crashed, match="exit code 3"):
        computed_apart(leave, {}, time_limit_s=5, go_on=nothing)


def test_what_killed_workers_left_is_swept_and_what_lives_stays(tmp_path):
    (tmp_path / f"{os.getpid()}-job-1").mkdir()
    (tmp_path / "999999999-job-1").mkdir()

    assert sweep(tmp_path) == 1
    assert [each.name for each in tmp_path.iterdir()] == [f"{os.getpid()}-job-1"]


def test_a_worker_tidies_between_jobs_and_goes_on_where_that_fails(
    transactional_db, tmp_path, caplog
):
    queue_job("count", payload={"a": "1"})
    tidied = []

    def tidy() -> None:
        tidied.append(1)
        raise OSError("the folder cannot be read")

    kinds = {"count": kind_of(lambda wanted: wanted)}
    worker = Worker(name="one", kinds=kinds, folder=tmp_path, tidy=tidy)
    work(worker, is_over=lambda: Job.objects.filter(state="ok").exists())

    assert tidied == [1]
    assert "tidying failed" in caplog.text
