"""Under which conditions a person stands."""

from dataclasses import dataclass

from restride.terms import Eyes, Side, Stance, Surface


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCondition:
    """What the person was asked to do while standing. What is not known is None."""

    eyes: Eyes | None = None
    surface: Surface | None = None
    stance: Stance | None = None
    #: The leg stood on, or the foot behind in tandem; None where both stand alike.
    side: Side | None = None
