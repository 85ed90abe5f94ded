"""Why a connection is ended, as a code, words, and the code that the socket is closed with."""

from enum import IntEnum
from typing import Any

from restride.errors import RestrideError


class CloseCode(IntEnum):
    """What a socket is closed with; up to 4413 trying again as before helps nothing."""

    DONE = 1000
    #: What was sent is not as the protocol says.
    NOT_USABLE = 4400
    #: The token opens nothing.
    NO_TOKEN = 4401
    #: No such recording was opened for this device.
    NOT_YOURS = 4403
    #: The recording has ended, another connection has it, or nothing was heard.
    CONFLICT = 4409
    TOO_MUCH = 4413
    #: The server cannot keep anything now: come back later.
    UNAVAILABLE = 4503


class TurnedAway(RestrideError):
    """A connection that is ended, with what the device is told."""

    def __init__(self, code: str, words: str, *, close: CloseCode, **more: int | None) -> None:
        self.code = code
        self.close = close
        self.more = more
        super().__init__(words)

    def to_json(self) -> dict[str, Any]:
        """Write it as the last message."""
        return {"refused": self.code, "words": str(self), **self.more}
