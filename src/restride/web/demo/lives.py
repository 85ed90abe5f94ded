"""Lives that go on side by side: each says when its next step is, and takes it at that moment.

The record is written in the order of time, so that its trail reads like that of a clinic.
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from restride.errors import OptionError
from restride.records import clock

#: Gives the moment of its next step, and takes the step when it is asked for the one after.
Life = Iterator[datetime]


def live(lives: Iterable[Life]) -> int:
    """Let lives go on to their ends in the order of their moments; tell the number of steps.

    Raises
    ------
    OptionError
        A life that goes back in time.
    """
    waiting = [(next(each), number, each) for number, each in enumerate(lives)]
    heapq.heapify(waiting)
    steps_count = 0
    while waiting:
        moment, number, life = heapq.heappop(waiting)
        with clock.at(moment):
            following = next(life, None)
        steps_count += 1
        if following is None:
            continue
        if following < moment:
            raise OptionError(
                f"A life goes forward, and one goes from {moment} back to {following}. Put its "
                "steps in order."
            )
        heapq.heappush(waiting, (following, number, life))
    return steps_count


def moment_on(day: date, *, minute_of_day: int) -> datetime:
    """Give a moment of a day; a demo clinic keeps UTC."""
    return datetime.combine(day, time(), tzinfo=UTC) + timedelta(minutes=minute_of_day)
