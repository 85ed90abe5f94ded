"""The file of a stream is made once, whatever is killed on the way; abandoned streams end."""

import os
import time
from datetime import timedelta

import pytest
from tests.clinic.web.streams.sending_device import connected, header, record

from restride.errors import StoreFull
from restride.recording.log.frames import FrameKind
from restride.records import clock
from restride.records.actions.streams import end_stream
from restride.records.ended_streams import FINISH_STREAM, end_abandoned_streams
from restride.records.jobs import finishing
from restride.records.jobs.apart import Crashed
from restride.records.jobs.queue import release_expired
from restride.records.jobs.worker import work_once
from restride.records.models import AnalysisRun, Job, Patient, Recording
from restride.records.places import incoming, storage
from restride.records.stream_logs import log_path
from restride.vault.storage import Storage


class Killed(BaseException):
    """What a kill -9 is to the code that it strikes: nothing after it runs."""


def files_of(stream) -> list[str]:
    return [name for name in storage().names() if str(stream.recording.pk) in name]


def work_later(worker) -> bool:
    """Work once a killed worker's lease has run out, and a failed try has waited."""
    past = clock.now() - timedelta(seconds=1)
    Job.objects.filter(state="running").update(leased_until=past)
    release_expired()
    Job.objects.filter(kind=FINISH_STREAM, state="queued").update(run_after=past)
    return work_once(worker)


def strike(monkeypatch, owner, name, *, after: bool) -> None:
    """Kill the worker before or after it calls something."""
    original = getattr(owner, name)

    def killed(*args, **more):
        if after:
            original(*args, **more)
        raise Killed

    monkeypatch.setattr(owner, name, killed)


@pytest.mark.parametrize(
    ("owner", "name", "after"),
    [
        (finishing, "_await_left", True),
        (Storage, "put", False),
        (Storage, "put", True),
        (finishing, "queue_analysis", True),
        (finishing, "remove_log", False),
        (finishing, "remove_log", True),
    ],
)
def test_a_worker_that_is_killed_leaves_one_file_and_one_analysis(
    server, stream, worker, monkeypatch, owner, name, after
):
    record(server, stream)
    with monkeypatch.context() as patch:
        # What a killed worker does not do: take away what it stored.
        patch.setattr(Storage, "remove", lambda *_: None)
        strike(patch, owner, name, after=after)
        with pytest.raises(Killed):
            work_once(worker)
    if stream.now().state == "receiving":
        assert work_later(worker)
    end_abandoned_streams()

    assert stream.now().state == "captured"
    assert files_of(stream) == [stream.now().stored_name]
    assert AnalysisRun.objects.count() == 1
    assert not list(incoming().glob(f"{stream.recording.pk}*"))


@pytest.mark.parametrize("opened_before", [timedelta(hours=1), -timedelta(hours=1)])
def test_a_recording_is_of_when_its_samples_came_and_not_of_when_it_was_opened(
    server, stream, worker, opened_before
):
    opened_at = clock.now() - opened_before
    Recording.objects.filter(pk=stream.recording.pk).update(
        made_at=opened_at, recorded_at=opened_at
    )
    record(server, stream, blocks_count=5)
    began_at = clock.now()

    assert work_once(worker)
    # A clock that was set back meanwhile tells nothing: then it is the opening.
    wanted = max(opened_at, began_at)
    assert abs(stream.now().recorded_at - wanted) < timedelta(seconds=30)


def test_a_full_storage_marks_nothing_complete_and_is_tried_again(
    server, stream, worker, monkeypatch
):
    record(server, stream)

    def refuse(*_args, **_more):
        raise StoreFull("There is no room to store it. Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(Storage, "put", refuse)
        for _ in range(3):
            assert work_later(worker)
    assert (stream.now().state, "no room" in stream.now().refusal) == ("receiving", True)
    assert log_path(stream.recording.pk).exists()
    assert Job.objects.get(kind=FINISH_STREAM).state == "failed"

    with clock.at(clock.now() + timedelta(minutes=30)):
        end_abandoned_streams()
    assert work_later(worker)
    assert (stream.now().state, stream.now().refusal) == ("captured", None)


def test_a_log_that_is_still_written_is_waited_for(stream, server, monkeypatch):
    monkeypatch.setattr(finishing, "_LEFT_WITHIN_S", 0.1)
    with connected(server, stream.opening()) as sender:
        sender.hear()
        with pytest.raises(Crashed, match=r"must be left within 0.1 s"):
            finishing._await_left(log_path(stream.recording.pk))


def test_a_log_that_holds_no_recording_is_kept_for_whoever_looks(server, stream, worker):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send_blocks(range(3))
        sender.hear_durable(3)
    path = log_path(stream.recording.pk)
    path.write_bytes(b"\0" * 40 + path.read_bytes()[40:])
    end_stream(stream.therapist, stream.recording.pk)

    assert work_once(worker)
    end_abandoned_streams()
    assert stream.now().state == "lost"
    assert "begins with a header" in stream.now().refusal
    assert path.exists()

    Patient.objects.filter(pk=stream.recording.patient_id).update(state="erased")
    end_abandoned_streams()
    assert not path.exists()


def grow_old(stream, *, minutes: float) -> None:
    """Let the last write of a log lie so far back."""
    then_s = time.time() - minutes * 60
    os.utime(log_path(stream.recording.pk), (then_s, then_s))


def left_by_its_device(server, stream):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send_blocks(range(10))
        sender.hear_durable(10)


@pytest.mark.parametrize(("minutes", "is_ended"), [(9.9, False), (10.1, True)])
def test_a_device_that_does_not_come_back_for_ten_minutes(server, stream, minutes, is_ended):
    left_by_its_device(server, stream)
    assert _is_free(stream)
    grow_old(stream, minutes=minutes)

    assert end_abandoned_streams() == int(is_ended)
    assert (stream.now().ended_at is not None) is is_ended


def _is_free(stream) -> bool:
    """Wait until the server has left the log."""
    for _ in range(200):
        with finishing.left_alone(log_path(stream.recording.pk)) as is_left:
            if is_left:
                return True
        time.sleep(0.01)
    return False


def test_an_abandoned_stream_keeps_what_came(server, stream, worker):
    left_by_its_device(server, stream)
    assert _is_free(stream)
    grow_old(stream, minutes=11)
    end_abandoned_streams()

    assert work_once(worker)
    assert (stream.now().state, stream.now().content["stream"]["is_cut"]) == ("captured", True)
    assert end_abandoned_streams() == 0


def test_a_stream_whose_device_is_connected_is_not_abandoned_whatever_the_clock_says(
    server, stream
):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        grow_old(stream, minutes=61)
        assert end_abandoned_streams() == 0


@pytest.mark.parametrize(("minutes", "is_ended"), [(59, False), (61, True)])
def test_a_stream_to_which_no_device_came(stream, minutes, is_ended):
    made_at = clock.now() - timedelta(minutes=minutes)
    Recording.objects.filter(pk=stream.recording.pk).update(made_at=made_at)

    assert end_abandoned_streams() == int(is_ended)
