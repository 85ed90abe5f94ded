"""What time it is, in one place: calendar time in UTC.

A demonstration writes the history of past weeks, and a test stands on a day it chose: both set the
clock for a while with ``at``. A real clinic never does; sample times of recordings come from the
device and from a monotonic clock, never from here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from restride.errors import OptionError

_SET: Final[ContextVar[datetime | None]] = ContextVar("restride_clock", default=None)


def now() -> datetime:
    """Tell the time, with its zone (UTC)."""
    return _SET.get() or datetime.now(UTC)


def today(zone_name: str) -> date:
    """Tell the day where somebody lives."""
    return now().astimezone(ZoneInfo(zone_name)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another time, for demonstrations and tests.

    Raises
    ------
    OptionError
        A time without a zone.
    """
    if moment.tzinfo is None:
        raise OptionError(f"A moment needs a time zone, and {moment} has none. Give it in UTC.")
    token = _SET.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _SET.reset(token)
