"""What ends a connection from outside: a newer one, a revoked token, a full disk."""

import subprocess
import time
from contextlib import suppress

import pytest
from django.db import OperationalError
from tests.clinic.web.streams.sending_device import block, connected, header, record
from websockets.exceptions import ConnectionClosed

from restride.recording.log.frames import FrameKind
from restride.records import ended_streams
from restride.records.jobs.worker import work_once
from restride.records.models import Device, Job, Patient
from restride.records.places import incoming
from restride.records.stream_logs import log_path


def begun(sender):
    sender.hear()
    sender.send(FrameKind.HEADER, header(), sequence=0)
    sender.hear_durable(0)


def test_a_newer_connection_of_the_device_takes_over(server, stream):
    with connected(server, stream.opening()) as older:
        begun(older)
        with connected(server, stream.opening()) as newer:
            assert newer.hear() == {"next": 1, "durable": 0}
            refusal, code = older.hear_refusal()
            newer.send_blocks(range(3))
            newer.hear_durable(3)

    assert (refusal["refused"], code) == ("taken-over", 4409)


def test_of_many_connections_at_once_one_remains(server, stream):
    senders = [connected(server, stream.opening()) for _ in range(5)]
    opened = [each.__enter__() for each in senders]
    try:
        with connected(server, stream.opening()) as last:
            begun(last)
            last.send_blocks(range(2))
            last.hear_durable(2)
    finally:
        for each, _ in zip(senders, opened, strict=True):
            each.__exit__(None, None, None)


@pytest.mark.parametrize("how", ["token revoked", "device retired", "patient erased"])
def test_a_connection_dies_soon_after_what_let_it_in_is_gone(server, stream, how):
    with connected(server, stream.opening()) as sender:
        begun(sender)
        ended_s = time.monotonic()
        if how == "token revoked":
            stream.revoke()
        elif how == "device retired":
            Device.objects.filter(pk=stream.device.pk).update(state="retired")
        else:
            Patient.objects.filter(pk=stream.recording.patient_id).update(state="erased")
        _, code = sender.hear_refusal()

    assert code == (4403 if how == "patient erased" else 4401)
    assert time.monotonic() - ended_s < 5


def test_a_device_that_vanishes_loses_nothing_that_the_server_has_read(server, stream):
    with connected(server, stream.opening()) as sender:
        begun(sender)
        sender.send_blocks(range(3))
        sender.hear_durable(3)
        sender.socket.socket.close()
    with connected(server, stream.opening()) as sender:
        assert sender.hear() == {"next": 4, "durable": 3}


@pytest.fixture
def small_disk():
    """Let recordings grow on a disk of 300 kB."""
    folder = incoming()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", folder],
            check=False,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_told_and_the_device_goes_on_once_there_is_room(
    make_server, small_disk, stream, worker
):
    server = make_server()
    hog = small_disk / "hog"
    hog.write_bytes(bytes(250_000))
    with connected(server, stream.opening()) as sender:
        begun(sender)
        with suppress(ConnectionClosed):
            sender.send_blocks(range(1_500))
        acknowledged = 0
        while "refused" not in (heard := sender.hear()):
            acknowledged = heard["durable"]
        assert heard["refused"] == "storage-full"
        assert "make room there" in heard["words"]
    assert stream.now().state == "receiving"
    assert (stream.now().ended_at, Job.objects.count()) == (None, 0)

    hog.unlink()
    with connected(server, stream.opening()) as sender:
        needed = sender.hear()["next"]
        assert acknowledged < needed <= 1_500
        sender.send_blocks(range(needed - 1, 1_000))
        sender.send(FrameKind.END, b"", sequence=1_001)
        sender.hear_durable(1_001)
    assert work_once(worker)
    assert stream.now().state == "captured"
    assert stream.now().duration_s == 100.0


def test_a_record_that_cannot_be_used_is_told_and_the_recording_goes_on_later(
    server, stream, monkeypatch
):
    def refuse(*_args, **_more):
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(ended_streams, "queue_job", refuse)
        with connected(server, stream.opening()) as sender:
            begun(sender)
            sender.send(FrameKind.SAMPLES, block(0), sequence=1)
            sender.send(FrameKind.END, b"", sequence=2)
            refusal, code = sender.hear_refusal()
    assert (refusal["refused"], code) == ("unavailable", 4503)
    assert stream.now().ended_at is None

    with connected(server, stream.opening()) as sender:
        assert sender.hear() == {"next": 3, "durable": 2}
        assert sender.hear() == {"durable": 2, "ended": True}
    assert stream.now().ended_at is not None


def test_a_log_of_another_recording_is_never_gone_on_with(server, make_stream):
    one, other = make_stream(), make_stream()
    with connected(server, one.opening()) as sender:
        begun(sender)
    log_path(one.recording.pk).rename(log_path(other.recording.pk))

    with connected(server, other.opening()) as sender:
        refusal, code = sender.hear_refusal()

    assert (refusal["refused"], code) == ("storage", 4503)


def test_two_recordings_come_in_at_once(server, make_stream):
    one, other = make_stream(), make_stream()
    with connected(server, one.opening()) as sender:
        begun(sender)
        record(server, other)
        sender.send_blocks(range(2))
        sender.hear_durable(2)
