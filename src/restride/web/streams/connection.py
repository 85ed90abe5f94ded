"""One connection of a device: frames are read, written to the log, and acknowledged.

Three things go on at once: one reads the socket, one writes the log, and one asks whether the
device still may. Whichever ends first ends the connection, and says why.
"""

import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

import anyio
from anyio import to_thread
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from restride.records.stream_admission import Admission, finish, refuse_if_over
from restride.web.streams.bounds import StreamBounds
from restride.web.streams.in_record import in_record
from restride.web.streams.reception import Reception
from restride.web.streams.turned_away import CloseCode, TurnedAway
from restride.web.streams.wire import WireFrame, wire_frame

#: A device that is faster than its bound is read without delay for so long.
_AHEAD_S: Final = 1.0


class Connection:
    """A device that sends one recording, until it ends, goes, or is turned away."""

    def __init__(
        self, websocket: WebSocket, *, number: int, admission: Admission, bounds: StreamBounds
    ) -> None:
        #: In the order in which they came: of two the newer goes on.
        self.number = number
        self._websocket = websocket
        self._admission = admission
        self._bounds = bounds
        self._scope = anyio.CancelScope()
        self._refusal: TurnedAway | None = None
        self._told_gap: int | None = None
        self._told_durable: int | None = None
        #: Set once the log is left.
        self.closed = anyio.Event()

    def end(self, refusal: TurnedAway | None = None) -> None:
        """End it from wherever; the first word counts."""
        if not self._scope.cancel_called:
            self._refusal = refusal
            self._scope.cancel()

    async def run(self, opened: Callable[[], Reception]) -> None:
        """Take frames until it ends.

        Raises
        ------
        TurnedAway
            With what the device is to be told.
        """
        reception = await to_thread.run_sync(lambda: opened().__enter__())
        try:
            # Between its admission and now the recording may have been ended and the log left.
            await in_record(partial(refuse_if_over, self._admission))
            await self._greet(reception)
            await self._receive(reception)
        finally:
            with anyio.CancelScope(shield=True):
                await to_thread.run_sync(reception.__exit__)
        if self._refusal is not None:
            raise self._refusal
        if reception.is_ended:
            await self._finish(reception)

    async def _greet(self, reception: Reception) -> None:
        self._told_durable = reception.durable_sequence
        await self._tell({"next": reception.next_sequence, "durable": self._told_durable})

    async def _finish(self, reception: Reception) -> None:
        """Say in the record that everything came, and then to the device."""
        frames_count = reception.next_sequence
        await in_record(partial(finish, self._admission, frames_count=frames_count))
        await self._tell({"durable": frames_count - 1, "ended": True})

    async def _receive(self, reception: Reception) -> None:
        if reception.is_ended:
            return
        sender, receiver = anyio.create_memory_object_stream[WireFrame](self._bounds.waiting_count)
        with self._scope, sender, receiver:
            async with anyio.create_task_group() as group:
                group.start_soon(self._until_turned_away, partial(self._read, sender))
                group.start_soon(self._until_turned_away, partial(self._ask_again))
                await self._until_turned_away(partial(self._write, receiver, reception))
                self.end()

    async def _until_turned_away(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except TurnedAway as refusal:
            self.end(refusal)

    async def _read(self, sender: MemoryObjectSendStream[WireFrame]) -> None:
        """Read frames no faster than they can be written, and than they may be sent."""
        due_s = 0.0
        with sender:
            while (message := await self._heard()) is not None:
                now_s = time.monotonic()
                frame = wire_frame(message, most_bytes=self._bounds.frame_bytes, arrival_s=now_s)
                await sender.send(frame)
                due_s = max(due_s, now_s) + 1 / self._bounds.frame_rate_hz
                if due_s - now_s > _AHEAD_S:
                    await anyio.sleep(due_s - now_s - _AHEAD_S)

    async def _heard(self) -> bytes | None:
        """Hear one message; None once the device is gone."""
        try:
            with anyio.fail_after(self._bounds.idle_s):
                message = await self._websocket.receive()
        except TimeoutError:
            raise TurnedAway(
                "idle",
                f"A frame or a ping is needed every {self._bounds.idle_s:g} s, and none came. "
                "Connect again when there is something to send.",
                close=CloseCode.CONFLICT,
            ) from None
        if message["type"] == "websocket.disconnect":
            return None
        content: bytes | None = message.get("bytes")
        if content is None:
            raise TurnedAway(
                "text",
                "After the first message frames are binary, and a text came. Send kind, number "
                "and payload as bytes.",
                close=CloseCode.NOT_USABLE,
            )
        return content

    async def _write(
        self, receiver: MemoryObjectReceiveStream[WireFrame], reception: Reception
    ) -> None:
        """Write what was read, many frames at once, and acknowledge what is on the disk."""
        is_over = False
        while not is_over:
            frames, is_over = await self._batch(receiver, reception.wait_s())
            taken = await to_thread.run_sync(reception.take, frames)
            if taken.is_ended:
                return
            if taken.needed is not None and taken.needed != self._told_gap:
                await self._tell({"refused": "gap", "next": taken.needed})
            self._told_gap = taken.needed
            is_asked = any(frame.kind is None for frame in frames)
            if taken.durable != self._told_durable or is_asked:
                self._told_durable = taken.durable
                await self._tell({"durable": taken.durable})

    async def _batch(
        self, receiver: MemoryObjectReceiveStream[WireFrame], wait_s: float | None
    ) -> tuple[list[WireFrame], bool]:
        """Wait for a frame, or until those before must be on the disk; take all that wait."""
        frames: list[WireFrame] = []
        try:
            with anyio.move_on_after(wait_s):
                frames.append(await receiver.receive())
            with suppress(anyio.WouldBlock):
                while len(frames) < self._bounds.waiting_count:
                    frames.append(receiver.receive_nowait())
        except anyio.EndOfStream:
            return frames, True
        return frames, False

    async def _ask_again(self) -> None:
        while True:
            await anyio.sleep(self._bounds.recheck_s)
            await in_record(partial(refuse_if_over, self._admission))

    async def _tell(self, message: dict[str, Any]) -> None:
        """Tell the device; one that is gone hears it when it comes back."""
        if self._websocket.client_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect):
                await self._websocket.send_json(message)
