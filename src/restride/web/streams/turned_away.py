"""Why a connection is ended, as a code, words, and the code that the socket is closed with."""

from enum import IntEnum
from typing import Any

from restride.errors import RestrideError
from restride.records.refusals import Conflict, NotAllowed, NotThere, RecordError
from restride.records.stream_admission import StreamEnded


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


_CLOSES: tuple[tuple[type[RecordError], CloseCode], ...] = (
    (NotAllowed, CloseCode.NO_TOKEN),
    (NotThere, CloseCode.NOT_YOURS),
    (Conflict, CloseCode.CONFLICT),
)


def told_by_record(refusal: RecordError) -> TurnedAway:
    """Say over the socket what the record refuses."""
    close = next(
        (code for kind, code in _CLOSES if isinstance(refusal, kind)), CloseCode.UNAVAILABLE
    )
    if isinstance(refusal, StreamEnded) and refusal.frames_count is not None:
        return TurnedAway(refusal.code, str(refusal), close=close, next=refusal.frames_count)
    return TurnedAway(refusal.code, str(refusal), close=close)
