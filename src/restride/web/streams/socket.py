"""The socket to which devices send recordings: who comes in, and one connection a recording."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from itertools import count
from typing import Final
from uuid import UUID

import anyio
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from restride.records.stream_admission import Admission, admit
from restride.records.stream_logs import log_path, seal_of
from restride.web.streams.bounds import StreamBounds
from restride.web.streams.connection import Connection
from restride.web.streams.in_record import in_record
from restride.web.streams.reception import Reception
from restride.web.streams.turned_away import CloseCode, TurnedAway
from restride.web.streams.wire import Opening, opening_of

_LOG: Final = logging.getLogger("restride.streams")
#: A device that does not take its last message is not waited for.
_FAREWELL_S: Final = 2.0


class RecordingSocket:
    """All connections of devices to this server, by recording."""

    def __init__(self, bounds: StreamBounds | None = None) -> None:
        self._bounds = bounds or StreamBounds()
        self._open: dict[UUID, Connection] = {}
        self._came = count()

    async def serve(self, websocket: WebSocket) -> None:
        """Serve one connection, to its end."""
        number = next(self._came)
        await websocket.accept()
        try:
            await self._admitted(websocket, number)
            await _leave(websocket, CloseCode.DONE)
        except TurnedAway as refusal:
            _LOG.info("stream turned away", extra={"kind": refusal.code})
            await _leave(websocket, refusal.close, refusal)
        except WebSocketDisconnect:
            return

    async def _admitted(self, websocket: WebSocket, number: int) -> None:
        opening = await self._opening(websocket)
        admission = await in_record(partial(admit, opening.token, opening.recording))
        connection = Connection(websocket, number=number, admission=admission, bounds=self._bounds)
        async with self._alone(connection, admission.recording_id):
            await connection.run(partial(self._reception, admission))

    async def _opening(self, websocket: WebSocket) -> Opening:
        try:
            with anyio.fail_after(self._bounds.opening_wait_s):
                message = await websocket.receive()
        except TimeoutError:
            raise TurnedAway(
                "opening",
                f"The first message must come within {self._bounds.opening_wait_s:g} s, and none "
                "came. Send it as soon as the socket is open.",
                close=CloseCode.NOT_USABLE,
            ) from None
        if message["type"] == "websocket.disconnect":
            raise TurnedAway(
                "gone",
                "The first message must say who sends, and the device left before it.",
                close=CloseCode.NOT_USABLE,
            )
        return opening_of(message.get("text") or "", most_bytes=self._bounds.opening_bytes)

    def _reception(self, admission: Admission) -> Reception:
        return Reception(
            log_path(admission.recording_id),
            recording_id=admission.recording_id,
            seal=seal_of(admission.recording_id),
            bounds=self._bounds,
        )

    @asynccontextmanager
    async def _alone(self, connection: Connection, recording_id: UUID) -> AsyncIterator[None]:
        """Let a newer connection take over from an older one, which may be dead already."""
        with anyio.move_on_after(self._bounds.takeover_s) as waiting:
            while (former := self._open.get(recording_id)) is not None:
                if former.number > connection.number:
                    raise _taken_over()
                former.end(_taken_over())
                await former.closed.wait()
        if waiting.cancelled_caught:
            raise TurnedAway(
                "busy",
                "Another connection sends this recording and does not end. Connect again later.",
                close=CloseCode.CONFLICT,
            )
        self._open[recording_id] = connection
        try:
            yield
        finally:
            del self._open[recording_id]
            connection.closed.set()


def _taken_over() -> TurnedAway:
    return TurnedAway(
        "taken-over",
        "A recording is sent over one connection, and the device opened a newer one. Go on there.",
        close=CloseCode.CONFLICT,
    )


async def _leave(websocket: WebSocket, code: CloseCode, refusal: TurnedAway | None = None) -> None:
    """Say why, and close; a device that is gone needs neither."""
    if websocket.client_state is not WebSocketState.CONNECTED:
        return
    with anyio.move_on_after(_FAREWELL_S), suppress(WebSocketDisconnect, RuntimeError):
        if refusal is not None:
            await websocket.send_json(refusal.to_json())
        await websocket.close(code)
