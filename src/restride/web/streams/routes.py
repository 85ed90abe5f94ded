"""Where streams are found."""

from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute, WebSocketRoute

from restride.web.streams.bounds import StreamBounds
from restride.web.streams.socket import RecordingSocket

RECORDINGS_PATH: Final = "/live/recordings"


def stream_routes(bounds: StreamBounds | None = None) -> Sequence[BaseRoute]:
    """Give the addresses of the streams; Django is set up before."""
    return (WebSocketRoute(RECORDINGS_PATH, RecordingSocket(bounds).serve),)
