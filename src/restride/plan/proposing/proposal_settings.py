"""What a therapist can set before a plan is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from restride.errors import OptionError
from restride.plan.proposing.start_levels import Domain

#: More are seldom done. House choice: docs/decisions/0142-how-a-plan-is-chosen.md
USUAL_HOME_COUNT: Final = 4
_MOST: Final = 12
_HIGHEST_LEVEL: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSettings:
    """Bounds of a proposal."""

    home_exercises_count: int = USUAL_HOME_COUNT
    clinic_exercises_count: int = 6
    #: Visits to the clinic in a week.
    clinic_visits_count: int = 2
    #: Exercises that are allowed earlier than the content does: id, and the therapist's reason.
    allowed_early: Mapping[str, str] = field(default_factory=dict)
    #: Overrules what follows from the tests.
    start_levels: Mapping[Domain, int] = field(default_factory=dict)
    #: Exercises that the therapist does not want.
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("home_exercises_count", "clinic_exercises_count", "clinic_visits_count"):
            count = getattr(self, name)
            if not 0 <= count <= _MOST:
                raise OptionError(
                    f"{name} must lie between 0 and {_MOST}, and is {count}. Give a number in "
                    "that range."
                )
        for domain, level in self.start_levels.items():
            if not 1 <= level <= _HIGHEST_LEVEL:
                raise OptionError(
                    f"start_levels of {domain} must lie between 1 and {_HIGHEST_LEVEL}, and is "
                    f"{level}. Give a level of the ladder."
                )
