"""Working days: Monday to Friday, counted on the clock where the clinic is."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_SATURDAY: Final = 5


def working_days_after(moment: datetime, *, days_count: int, zone_name: str) -> datetime:
    """Give the same time of the day so many working days later, in UTC.

    Public holidays differ by place and are not known: an alert may fall due on one.
    """
    local = moment.astimezone(ZoneInfo(zone_name))
    left_count = days_count
    while left_count > 0:
        local += timedelta(days=1)
        if local.weekday() < _SATURDAY:
            left_count -= 1
    return local.astimezone(UTC)
