"""A device with six sensors at 100 Hz: it samples in real time, sends, and keeps what is not heard.

It counts what a server forgets: a frame that was acknowledged once and is asked for again.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any, Final

from log_figures import RATE_HZ, SENSORS, numbered_block, six_sensors
from socket_clinic import OpenedStream
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidMessage, WebSocketException

from restride.recording.log.blocks import block_payload
from restride.recording.log.frames import FrameKind
from restride.recording.log.stream import header_payload
from restride.web.streams.wire import frame_message

#: What a radio link packs together: 20 ms.
SAMPLES_A_BLOCK: Final = 2
_TURN_S: Final = SAMPLES_A_BLOCK / RATE_HZ
#: A device this near to its newest frame has caught up: 100 ms.
_CAUGHT_UP_FRAMES: Final = 5 * SENSORS
_TRY_AGAIN_S: Final = 0.02
_GONE: Final = (OSError, WebSocketException, InvalidHandshake, InvalidMessage, EOFError)


@dataclass(kw_only=True)
class Heard:
    """What the device saw of the server."""

    acknowledged_count: int = 0
    lost_count: int = 0
    connections_count: int = 0
    refusals: list[str] = field(default_factory=list)
    #: From when a sample was taken until it was acknowledged, once the device had caught up with
    #: what it could not send while the server was away.
    in_flight_s: list[float] = field(default_factory=list)
    #: When a frame was first acknowledged over the present connection.
    first_acknowledged_s: float | None = None
    is_ended: bool = False


class Device:
    """Samples from its start to ``stop``, whether anybody listens or not."""

    def __init__(self, stream: OpenedStream, *, port: int) -> None:
        self._stream = stream
        self._address = f"ws://127.0.0.1:{port}/live/recordings"
        self._messages = [
            frame_message(FrameKind.HEADER, header_payload(six_sensors()), sequence=0)
        ]
        self._taken_s = [time.monotonic()]
        #: Of those that wait to be acknowledged: when they were taken.
        self._waiting_s: dict[int, float] = {}
        #: Whether the present connection has sent all that had waited for it, and what was taken
        #: meanwhile.
        self._is_caught_up = False
        self._acknowledged = -1
        self._is_sampling = True
        self.heard = Heard()

    @property
    def blocks_count(self) -> int:
        """How many blocks were taken."""
        return len(self._messages) - (1 if self._is_sampling else 2)

    def stop(self) -> None:
        """Take no more samples, and end the recording."""
        self._is_sampling = False
        self._messages.append(frame_message(FrameKind.END, b"", sequence=len(self._messages)))
        self._taken_s.append(time.monotonic())

    async def sample(self) -> None:
        """Take a block of every sensor each 20 ms."""
        begun_s, turn = time.monotonic(), 0
        while True:
            await asyncio.sleep(begun_s + (turn + 1) * _TURN_S - time.monotonic())
            if not self._is_sampling:
                return
            for number in range(turn * SENSORS, (turn + 1) * SENSORS):
                block = numbered_block(number, samples_count=SAMPLES_A_BLOCK)
                message = frame_message(
                    FrameKind.SAMPLES, block_payload(block), sequence=number + 1
                )
                self._messages.append(message)
                self._taken_s.append(begun_s + turn * _TURN_S)
            turn += 1

    async def send(self) -> None:
        """Connect again and again, until the recording has ended."""
        while not self.heard.is_ended:
            try:
                async with connect(self._address, compression=None, proxy=None) as socket:
                    await self._send_over(socket)
            except _GONE:
                self._waiting_s.clear()
            await asyncio.sleep(_TRY_AGAIN_S)

    def waited_s(self, now_s: float) -> list[float]:
        """Tell how long the oldest frame has waited that was sent; empty where none has."""
        return [now_s - min(self._waiting_s.values())] if self._waiting_s else []

    async def _send_over(self, socket: ClientConnection) -> None:
        opening = {
            "token": self._stream.token,
            "recording": str(self._stream.recording_id),
            "protocol": 1,
        }
        await socket.send(json.dumps(opening))
        greeting: dict[str, Any] = json.loads(await socket.recv())
        if "refused" in greeting:
            self.heard.refusals.append(greeting["refused"])
            return
        self.heard.connections_count += 1
        self.heard.first_acknowledged_s = None
        self.heard.lost_count += max(0, self._acknowledged + 1 - greeting["next"])
        self._waiting_s.clear()
        self._is_caught_up = False
        sending = asyncio.create_task(self._send_from(socket, greeting["next"]))
        try:
            async for message in socket:
                self._hear(json.loads(message))
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    async def _send_from(self, socket: ClientConnection, sequence: int) -> None:
        while True:
            while sequence < len(self._messages):
                if self._is_caught_up:
                    self._waiting_s[sequence] = self._taken_s[sequence]
                await socket.send(self._messages[sequence])
                sequence += 1
            await asyncio.sleep(_TURN_S / 4)

    def _hear(self, said: dict[str, Any]) -> None:
        if "refused" in said:
            self.heard.refusals.append(said["refused"])
            return
        now_s = time.monotonic()
        durable = -1 if said["durable"] is None else said["durable"]
        self.heard.first_acknowledged_s = self.heard.first_acknowledged_s or now_s
        self.heard.in_flight_s.extend(self.waited_s(now_s))
        self.heard.acknowledged_count += max(0, durable - self._acknowledged)
        self._acknowledged = max(self._acknowledged, durable)
        self._is_caught_up |= durable + _CAUGHT_UP_FRAMES >= len(self._messages)
        self._waiting_s = {at: each for at, each in self._waiting_s.items() if at > durable}
        self.heard.is_ended = said.get("ended", False)
