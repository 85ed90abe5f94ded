"""Recordings over the socket: each frame is kept once, acknowledged, and in the file."""

from datetime import timedelta

import numpy as np
import pytest
from tests.clinic.web.streams.sending_device import (
    SAMPLES_A_BLOCK,
    block,
    connected,
    header,
    record,
    values_of,
)

from restride.analysis.opening import read
from restride.recording.log.blocks import StreamMark, mark_payload
from restride.recording.log.frames import Frame, FrameKind
from restride.recording.log.reading import read_log
from restride.records import clock
from restride.records.actions.streams import end_stream
from restride.records.jobs.worker import work_once
from restride.records.models import AnalysisRun, AuditEvent
from restride.records.places import incoming, storage
from restride.records.stream_logs import log_path, seal_of
from restride.web.streams.wire import ping_message


def frames_of(stream) -> list[Frame]:
    frames = read_log(log_path(stream.recording.pk), seal=seal_of(stream.recording.pk))
    return [each for each in frames if isinstance(each, Frame)]


def stored_recording(stream, tmp_path):
    path = tmp_path / "recording.parquet"
    with storage().open(stream.now().stored_name) as file:
        path.write_bytes(file.read())
    return read(path)


def test_a_recording_comes_in_frame_by_frame_and_becomes_one_sealed_file(
    server, stream, worker, tmp_path
):
    record(server, stream)
    assert (stream.now().state, stream.now().ended_at is None) == ("receiving", False)

    assert work_once(worker)

    kept = stream.now()
    assert (kept.state, kept.format, kept.duration_s) == ("captured", "parquet", 2.0)
    assert (kept.lost_share, kept.content["stream"]["is_cut"]) == (0.0, False)
    assert AnalysisRun.objects.get().input_sha256 == kept.sha256
    assert not list(incoming().glob(f"{kept.pk}*"))
    signal = stored_recording(stream, tmp_path).sensors[0].acceleration_mps2
    wanted = np.concatenate([values_of(number) for number in range(20)])
    assert np.array_equal(signal, wanted)


def test_who_sent_it_stands_in_the_trail(server, stream):
    record(server, stream)

    line = AuditEvent.objects.get(action="recording.stream")
    assert (line.user_id, line.patient_id) == (stream.token_id, stream.recording.patient_id)


def test_the_first_answer_says_which_frame_is_needed_and_the_rest_what_is_kept(server, stream):
    with connected(server, stream.opening()) as sender:
        assert sender.hear() == {"next": 0, "durable": None}
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.hear_durable(0)
        sender.send_blocks(range(5))
        sender.hear_durable(5)

    assert [each.sequence for each in frames_of(stream)] == list(range(6))


def test_what_lies_on_the_disk_is_sealed(server, stream):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send_blocks(range(1))
        sender.hear_durable(1)

    content = log_path(stream.recording.pk).read_bytes()
    assert b"sampling_rate_hz" not in content
    assert values_of(0).tobytes() not in content


def test_a_device_goes_on_after_the_server_was_started_anew(make_server, stream, worker):
    with connected(make_server(), stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send_blocks(range(3))
        sender.hear_durable(3)
    with connected(make_server(), stream.opening()) as sender:
        assert sender.hear() == {"next": 4, "durable": 3}
        sender.send_blocks(range(1, 6))  # the first three once more
        sender.send(FrameKind.END, b"", sequence=7)
        sender.hear_durable(7)

    assert work_once(worker)
    assert stream.now().content["trials"][0]["tracks"][0]["samples_count"] == 6 * SAMPLES_A_BLOCK


def test_frames_that_are_sent_again_are_kept_once(server, stream):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        for _ in range(2):
            sender.send_blocks(range(4))
        sender.hear_durable(4)

    assert len(frames_of(stream)) == 5


def test_a_gap_is_told_once_with_the_frame_that_is_needed_and_can_be_filled(server, stream):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.hear_durable(0)
        sender.send_blocks(range(2, 4))
        assert sender.hear() == {"refused": "gap", "next": 1}
        sender.send_blocks(range(4))
        sender.hear_durable(4)


def test_a_ping_is_answered_with_what_is_kept(server, stream):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.socket.send(ping_message())
        assert sender.hear() == {"durable": None}


def test_arrivals_are_stamped_by_the_server_whatever_the_device_says(server, stream):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send(FrameKind.SAMPLES, block(0, arrival_s=9e9), sequence=1)
        told = mark_payload(StreamMark(kind="set-begins", arrival_s=9e9))
        sender.send(FrameKind.MARK, told, sequence=2)
        sender.send_blocks(range(2, 3))
        sender.hear_durable(3)
        sender.send(FrameKind.END, b"", sequence=4)
        sender.hear_durable(4)

    assert b"9000000000" not in frames_of(stream)[2].payload


@pytest.mark.parametrize("jump", [timedelta(hours=1), -timedelta(hours=1)])
def test_a_wall_clock_that_jumps_an_hour_moves_no_sample(
    server, stream, worker, tmp_path, monkeypatch, jump
):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send_blocks(range(10))
        sender.hear_durable(10)
        monkeypatch.setattr(clock, "now", _moved(clock.now, jump))
        sender.send_blocks(range(10, 20))
        sender.send(FrameKind.END, b"", sequence=21)
        sender.hear_durable(21)
    monkeypatch.undo()

    assert work_once(worker)
    sensor = stored_recording(stream, tmp_path).sensors[0]
    assert np.allclose(sensor.clock.times_s, np.arange(200) / 100)
    assert stream.now().duration_s == 2.0


def _moved(now, by):
    return lambda: now() + by


def test_lost_blocks_are_told_as_a_share(server, stream, worker):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        for sequence, number in enumerate([*range(5), *range(10, 15)], start=1):
            sender.send(FrameKind.SAMPLES, block(number), sequence=sequence)
        sender.send(FrameKind.END, b"", sequence=11)
        sender.hear_durable(11)

    assert work_once(worker)
    assert stream.now().lost_share == pytest.approx(1 / 3, abs=0.01)


def test_a_stream_that_staff_end_keeps_what_came_and_is_told_to_be_cut(server, stream, worker):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send_blocks(range(10))
        sender.hear_durable(10)

        end_stream(stream.therapist, stream.recording.pk)

        refusal, code = sender.hear_refusal()
    assert (refusal["refused"], code) == ("ended", 4409)
    assert work_once(worker)
    kept = stream.now()
    assert (kept.state, kept.duration_s) == ("captured", 1.0)
    assert kept.content["stream"]["is_cut"]
    codes = {each["code"] for each in kept.content["trials"][0]["findings"]}
    assert "truncated" in codes


def test_a_recording_without_a_sample_is_lost_and_says_why(server, stream, worker):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send(FrameKind.END, b"", sequence=1)
        sender.hear_durable(1)

    assert work_once(worker)
    assert stream.now().state == "lost"
    assert "at least two samples" in stream.now().refusal
    assert not list(incoming().glob(f"{stream.recording.pk}*"))


def test_a_stream_to_which_nobody_came_is_lost_when_it_is_ended(stream, worker):
    end_stream(stream.therapist, stream.recording.pk)

    assert work_once(worker)
    assert (stream.now().state, "none came" in stream.now().refusal) == ("lost", True)


def test_a_block_bears_its_values_unchanged(server, stream):
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        values = np.array([[np.nan, 1e-40, -0.0]] * 2, dtype=np.float32)
        sender.send(FrameKind.SAMPLES, block(0, values=values), sequence=1)
        sender.hear_durable(1)

    assert frames_of(stream)[1].payload.endswith(values.tobytes())
