"""Walking from sensors on the feet."""

from restride.gait.feet.settings import FeetSettings
from restride.gait.feet.walk import FeetWalk, find_feet_walk

__all__ = ["FeetSettings", "FeetWalk", "find_feet_walk"]
