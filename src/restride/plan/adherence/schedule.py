"""When home sessions are due: so often a week, on named days, or so often a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from typing import Final

from restride.clinical.care import Setting
from restride.errors import OptionError
from restride.plan.dose import Per
from restride.plan.plan import Plan

_WEEK_DAYS_COUNT: Final = 7


class Weekday(IntEnum):
    """A day of the week, counted as ``date.weekday`` does."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One of three: a count a week, named days, or a count a day."""

    #: Sessions a week, on days that the person chooses.
    per_week_count: int | None = None
    #: The least days from one session to the next; 1 lets them follow day on day.
    min_gap_days: int = 1
    weekdays: frozenset[Weekday] = frozenset()
    daily_count: int | None = None

    def __post_init__(self) -> None:
        given = [self.per_week_count is not None, bool(self.weekdays), self.daily_count is not None]
        if given.count(True) != 1:
            raise OptionError(
                "A schedule is one of per_week_count, weekdays and daily_count, and "
                f"{given.count(True)} of them are given. Give one."
            )
        _refuse_outside("per_week_count", self.per_week_count, most=_WEEK_DAYS_COUNT)
        _refuse_outside("daily_count", self.daily_count, most=12)
        _refuse_outside("min_gap_days", self.min_gap_days, most=_WEEK_DAYS_COUNT)
        if self.min_gap_days > 1 and self.per_week_count is None:
            raise OptionError(
                "min_gap_days belongs to per_week_count, and stands beside named days or a count a "
                "day. Remove it."
            )
        sessions = (self.per_week_count or 0) * self.min_gap_days
        if sessions > _WEEK_DAYS_COUNT:
            raise OptionError(
                f"{self.per_week_count} sessions a week at least {self.min_gap_days} days apart "
                "do not fit into 7 days. Lower one of them."
            )

    @property
    def most_a_day_count(self) -> int:
        """How many sessions of one day count."""
        return 1 if self.daily_count is None else self.daily_count

    def share_on(self, day: date) -> Fraction:
        """Tell how much of a session falls due on a day, before a week is rounded up."""
        if self.per_week_count is not None:
            return Fraction(self.per_week_count, _WEEK_DAYS_COUNT)
        if self.daily_count is not None:
            return Fraction(self.daily_count)
        return Fraction(1 if Weekday(day.weekday()) in self.weekdays else 0)


#: Which schedule was in force on a day; None where nothing was due.
ScheduleOn = Callable[[date], Schedule | None]


def home_schedule(plan: Plan) -> Schedule | None:
    """Tell when a plan's home sessions are due: as often as its most frequent home exercise.

    A session is of all home exercises; one that is asked for less often is left out of some. The
    least count of a frequency is what is due. None where nothing is for home.
    """
    home = [row.dose.frequency for row in plan.prescriptions if row.setting is Setting.HOME]
    if not home:
        return None
    daily = [each.min_count for each in home if each.per is Per.DAY]
    if daily:
        return Schedule(daily_count=max(daily))
    return Schedule(per_week_count=min(max(each.min_count for each in home), _WEEK_DAYS_COUNT))


def _refuse_outside(name: str, count: int | None, *, most: int) -> None:
    if count is not None and not 1 <= count <= most:
        raise OptionError(
            f"{name} of a schedule must lie between 1 and {most}, and is {count}. Correct it."
        )
