"""Questions to the record from a stream, each in a thread, and none holding a connection after."""

import logging
from collections.abc import Callable
from typing import Final, TypeVar

from anyio import to_thread
from django.db import DatabaseError, connections

from restride.records.refusals import Conflict, NotAllowed, NotThere, RecordError
from restride.records.stream_admission import StreamEnded
from restride.web.streams.turned_away import CloseCode, TurnedAway

_LOG: Final = logging.getLogger("restride.streams")
_Answer = TypeVar("_Answer")
_CLOSES: Final[tuple[tuple[type[RecordError], CloseCode], ...]] = (
    (NotAllowed, CloseCode.NO_TOKEN),
    (NotThere, CloseCode.NOT_YOURS),
    (Conflict, CloseCode.CONFLICT),
)


async def in_record(ask: Callable[[], _Answer]) -> _Answer:
    """Ask the record.

    Raises
    ------
    TurnedAway
        With what the record refuses, or because it cannot be used now.
    """
    return await to_thread.run_sync(_asked, ask)


def _asked(ask: Callable[[], _Answer]) -> _Answer:
    try:
        return ask()
    except RecordError as refusal:
        raise _told(refusal) from refusal
    except DatabaseError as error:
        _LOG.warning("the record cannot be used by a stream", extra={"kind": type(error).__name__})
        raise TurnedAway(
            "unavailable",
            "The record cannot be used now. What was acknowledged is kept; connect again later.",
            close=CloseCode.UNAVAILABLE,
        ) from error
    finally:
        # The thread may never ask again, and what it would hold open nobody would close.
        connections.close_all()


def _told(refusal: RecordError) -> TurnedAway:
    """Say over the socket what the record refuses."""
    close = next(
        (code for kind, code in _CLOSES if isinstance(refusal, kind)), CloseCode.UNAVAILABLE
    )
    if isinstance(refusal, StreamEnded) and refusal.frames_count is not None:
        return TurnedAway(refusal.code, str(refusal), close=close, next=refusal.frames_count)
    return TurnedAway(refusal.code, str(refusal), close=close)
