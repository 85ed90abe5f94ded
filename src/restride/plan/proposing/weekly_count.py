"""What a plan holds of something in a week, beside what a guideline asks."""

from dataclasses import dataclass

from restride.clinical.weekly_target import WeeklyTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyCount:
    """What the plan holds of something, beside what a guideline asks."""

    target: WeeklyTarget
    #: From the least to the most times a week.
    planned_min: float
    planned_most_min: float
    #: What the activities that are offered besides would add.
    offered_min: float = 0.0
    #: Times a week that hold at least one of it.
    times_count: int

    @property
    def short_min(self) -> float:
        """Minutes that the programme lacks, activities not counted; 0 where nothing is asked."""
        wanted = self.target.minutes_per_week_min
        return 0.0 if wanted is None else max(wanted - self.planned_most_min, 0.0)
