"""A device on its side of the socket: what it sends, and what it hears."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from restride.recording.log.blocks import SampleBlock, StreamMark, block_payload, mark_payload
from restride.recording.log.frames import FrameKind
from restride.recording.log.stream import (
    ChannelName,
    StreamChannel,
    StreamHeader,
    StreamSensor,
    header_payload,
)
from restride.records.actions.tokens import revoke_device_token
from restride.records.actors import Actor
from restride.records.models import Device, Recording
from restride.web.streams.routes import RECORDINGS_PATH
from restride.web.streams.wire import frame_message

SAMPLES_A_BLOCK = 10


def header(**more: Any) -> bytes:
    channels = tuple(StreamChannel(name=name, unit="mps2") for name in list(ChannelName)[:3])
    sensor = StreamSensor(name="back", sampling_rate_hz=100.0, channels=channels)
    return header_payload(StreamHeader(version=1, sensors=(sensor,), is_simulated=True, **more))


def values_of(number: int) -> Any:
    return np.random.default_rng(number).standard_normal((SAMPLES_A_BLOCK, 3), dtype=np.float32)


def block(number: int, **more: Any) -> bytes:
    """Make the block of samples with this number, from 0."""
    told = {
        "stream": 0,
        "first_sample": number * SAMPLES_A_BLOCK,
        "device_time_s": number * SAMPLES_A_BLOCK / 100,
        "arrival_s": 0.0,
        "values": values_of(number),
    }
    return block_payload(SampleBlock(**(told | more)))


def mark(kind: str) -> bytes:
    return mark_payload(StreamMark(kind=kind, arrival_s=0.0))


@dataclass(kw_only=True)
class Sender:
    """A device on its side of an open socket."""

    socket: ClientConnection

    def hear(self) -> dict[str, Any]:
        heard: dict[str, Any] = json.loads(self.socket.recv(timeout=10))
        return heard

    def send(self, kind: FrameKind, payload: bytes, *, sequence: int) -> None:
        self.socket.send(frame_message(kind, payload, sequence=sequence))

    def send_blocks(self, numbers: range) -> None:
        for number in numbers:
            self.send(FrameKind.SAMPLES, block(number), sequence=number + 1)

    def hear_durable(self, sequence: int) -> dict[str, Any]:
        """Hear until a frame is acknowledged."""
        while (heard := self.hear()).get("durable") != sequence:
            assert "refused" not in heard, heard
        return heard

    def hear_refusal(self) -> tuple[dict[str, Any], int]:
        """Hear why the socket is closed, and with which code."""
        while "refused" not in (heard := self.hear()):
            pass
        with pytest.raises(ConnectionClosed) as closed:
            self.socket.recv(timeout=10)
        return heard, closed.value.rcvd.code


@dataclass(kw_only=True)
class Stream:
    """A recording that was opened for a device."""

    recording: Recording
    device: Device
    token: str
    token_id: uuid.UUID
    therapist: Actor
    administrator: Actor

    def now(self) -> Recording:
        return Recording.objects.get(pk=self.recording.pk)

    def opening(self, **more: Any) -> dict[str, Any]:
        return {"token": self.token, "recording": str(self.recording.pk), "protocol": 1} | more

    def revoke(self) -> None:
        revoke_device_token(self.administrator, self.token_id)


@contextmanager
def connected(address: str, opening: object = None) -> Iterator[Sender]:
    """Open the socket, and send the opening message where there is one."""
    with connect(f"{address}{RECORDINGS_PATH}", compression=None, max_size=None) as socket:
        if opening is not None:
            socket.send(json.dumps(opening))
        yield Sender(socket=socket)


def record(address: str, stream: Stream, *, blocks_count: int = 20) -> None:
    """Send a whole recording."""
    with connected(address, stream.opening()) as sender:
        sender.hear()
        sender.send(FrameKind.HEADER, header(), sequence=0)
        sender.send_blocks(range(blocks_count))
        sender.send(FrameKind.END, b"", sequence=blocks_count + 1)
        assert sender.hear_durable(blocks_count + 1)["ended"]
