"""Walking seen by one sensor on the lower back."""

from restride.gait.lower_back.walk import BackSettings, BackWalk, find_back_walk

__all__ = ["BackSettings", "BackWalk", "find_back_walk"]
