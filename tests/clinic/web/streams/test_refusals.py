"""Everything that the socket refuses: with a code, words that say what to do, and a close code."""

import json
import struct
import uuid
from datetime import timedelta

import pytest
from tests.clinic.web.streams.sending_device import block, connected, header, record

from restride.recording.log.blocks import StreamMark, mark_payload
from restride.recording.log.frames import FrameKind
from restride.records import clock
from restride.records.actions.streams import end_stream
from restride.records.models import Device, DeviceToken
from restride.records.stream_logs import log_path
from restride.web.streams.bounds import StreamBounds
from restride.web.streams.wire import frame_message


def refused(server, opening):
    with connected(server, opening) as sender:
        refusal, code = sender.hear_refusal()
    return refusal["refused"], code, refusal["words"]


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"recording": "x"},
        {"token": 5},
        {"protocol": "1"},
        {"protocol": 2},
        {"token": "t" * 300},
        {"token": "t" * 5_000},
    ],
)
def test_an_opening_message_that_is_not_as_it_must_be(server, stream, change):
    kind, code, words = refused(server, stream.opening() | change)

    assert (kind, code) == ("opening", 4400)
    assert stream.token not in words


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"token": NaN}', "null"])
def test_an_opening_message_that_is_no_object(server, text):
    with connected(server) as sender:
        sender.socket.send(text)
        refusal, code = sender.hear_refusal()

    assert (refusal["refused"], code) == ("opening", 4400)
    assert "must be JSON of at most 4,096 bytes" in refusal["words"]


def test_an_opening_message_in_bytes(server, stream):
    with connected(server) as sender:
        sender.socket.send(json.dumps(stream.opening()).encode())
        assert sender.hear_refusal()[1] == 4400


def test_an_opening_message_that_does_not_come(make_server):
    with connected(make_server(StreamBounds(opening_wait_s=0.1))) as sender:
        refusal, code = sender.hear_refusal()

    assert (refusal["refused"], code) == ("opening", 4400)
    assert "must come within 0.1 s" in refusal["words"]


def test_a_token_that_nobody_knows(server, stream):
    kind, code, words = refused(server, stream.opening() | {"token": "unknown"})

    assert (kind, code) == ("not-allowed", 4401)
    assert "opens nothing" in words


def test_a_token_that_is_over(server, stream):
    DeviceToken.objects.filter(pk=stream.token_id).update(
        expires_at=clock.now() - timedelta(seconds=1)
    )
    assert refused(server, stream.opening())[1] == 4401


def test_a_token_of_a_retired_device(server, stream):
    Device.objects.filter(pk=stream.device.pk).update(state="retired")
    assert refused(server, stream.opening())[1] == 4401


def test_a_recording_that_is_not_there(server, stream):
    kind, code, _ = refused(server, stream.opening(recording=str(uuid.uuid4())))
    assert (kind, code) == ("not-there", 4403)


def test_a_recording_of_another_device_is_not_there(server, make_stream):
    mine, other = make_stream(), make_stream()

    kind, code, _ = refused(server, mine.opening(recording=str(other.recording.pk)))

    assert (kind, code) == ("not-there", 4403)
    assert not log_path(other.recording.pk).exists()


def test_a_recording_of_another_clinic_is_not_there(server, stream, other_clinic):
    DeviceToken.objects.filter(pk=stream.token_id).update(clinic=other_clinic)
    assert refused(server, stream.opening())[1] == 4403


def test_a_recording_that_has_ended_says_how_many_frames_came(server, stream):
    record(server, stream, blocks_count=2)
    with connected(server, stream.opening()) as sender:
        refusal, code = sender.hear_refusal()

    assert (refusal["refused"], refusal["next"], code) == ("ended", 4, 4409)


def test_a_recording_that_staff_ended(server, stream):
    end_stream(stream.therapist, stream.recording.pk)
    assert refused(server, stream.opening())[:2] == ("ended", 4409)


def said_to(server, stream, *messages):
    """Give the refusal that the last of some messages is answered with."""
    with connected(server, stream.opening()) as sender:
        sender.hear()
        for message in messages:
            sender.socket.send(message)
        refusal, code = sender.hear_refusal()
    return refusal["refused"], code, refusal["words"]


HEADER = frame_message(FrameKind.HEADER, header(), sequence=0)


@pytest.mark.parametrize(
    ("message", "kind", "code", "words"),
    [
        ("text", "text", 4400, "frames are binary"),
        (b"", "frame", 4400, "at least 9 bytes"),
        (b"\x02short", "frame", 4400, "at least 9 bytes"),
        (struct.pack("<BQ", 9, 1), "frame", 4400, "one is of 9"),
        (bytes(300_000), "too-large", 4413, "at most 262,144 bytes, and one has 300,000"),
        (frame_message(FrameKind.HEADER, header(), sequence=1), "payload", 4400, "Frame 0 is"),
        (frame_message(FrameKind.SAMPLES, b"x", sequence=1), "payload", 4400, "28 bytes"),
        (frame_message(FrameKind.SAMPLES, block(0, stream=3), sequence=1), "payload", 4400, "of 3"),
        (frame_message(FrameKind.MARK, b"{}", sequence=1), "payload", 4400, "mark"),
        (frame_message(FrameKind.END, b"x", sequence=1), "payload", 4400, "holds nothing"),
    ],
)
def test_a_frame_that_cannot_be_used(server, stream, message, kind, code, words):
    found = said_to(server, stream, HEADER, message)

    assert found[:2] == (kind, code)
    assert words in found[2]


@pytest.mark.parametrize(
    "message",
    [
        frame_message(FrameKind.SAMPLES, block(0), sequence=0),
        frame_message(
            FrameKind.MARK, mark_payload(StreamMark(kind="a", arrival_s=0.0)), sequence=0
        ),
        frame_message(FrameKind.END, b"", sequence=0),
        frame_message(FrameKind.HEADER, b"{}", sequence=0),
    ],
)
def test_a_first_frame_that_is_no_header(server, stream, message):
    assert said_to(server, stream, message)[:2] == ("payload", 4400)


def test_what_came_before_a_bad_frame_is_kept(server, stream):
    said_to(server, stream, HEADER, frame_message(FrameKind.SAMPLES, block(0), sequence=1), b"")

    with connected(server, stream.opening()) as sender:
        assert sender.hear()["next"] in (0, 1, 2)


def test_a_device_that_says_nothing_for_long(make_server, stream):
    with connected(make_server(StreamBounds(idle_s=0.1)), stream.opening()) as sender:
        sender.hear()
        refusal, code = sender.hear_refusal()

    assert (refusal["refused"], code) == ("idle", 4409)
    assert "every 0.1 s" in refusal["words"]


@pytest.mark.parametrize(
    ("bounds", "kind", "words"),
    [
        (StreamBounds(held_bytes=5_000), "too-much", "at most 5,000 bytes"),
        (StreamBounds(longest_s=0.0), "too-long", "at most 0 hours"),
    ],
)
def test_a_recording_that_is_too_large_or_too_long_can_still_be_ended(
    make_server, stream, bounds, kind, words
):
    server = make_server(bounds)
    with connected(server, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.hear_durable(0)
        sender.send_blocks(range(20))
        refusal, code = sender.hear_refusal()
    assert (refusal["refused"], code) == (kind, 4413)
    assert words in refusal["words"]

    with connected(server, stream.opening()) as sender:
        needed = sender.hear()["next"]
        assert needed == refusal["next"]
        sender.send(FrameKind.END, b"", sequence=needed)
        assert sender.hear_durable(needed)["ended"]


def test_a_device_that_is_too_quick_is_read_more_slowly_and_loses_nothing(make_server, stream):
    server = make_server(StreamBounds(frame_rate_hz=50.0, waiting_count=4))
    with connected(server, stream.opening()) as sender:
        sender.hear()
        began_s = clock.now().timestamp()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send_blocks(range(100))
        sender.hear_durable(100)

    assert clock.now().timestamp() - began_s > 0.9
