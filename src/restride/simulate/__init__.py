"""A virtual walker: recordings whose truth we know."""

from restride.simulate.people import GaitPattern, random_walker, typical_walk
from restride.simulate.plan import (
    Activity,
    ActivityKind,
    Climb,
    Plan,
    Stand,
    TurnBy,
    WalkAhead,
    back_and_forth,
)
from restride.simulate.sensors import SensorSettings
from restride.simulate.walk import USUAL_SENSORS, SimulatedWalk, simulate_walk
from restride.simulate.walker import WalkerSettings

__all__ = [
    "USUAL_SENSORS",
    "Activity",
    "ActivityKind",
    "Climb",
    "GaitPattern",
    "Plan",
    "SensorSettings",
    "SimulatedWalk",
    "Stand",
    "TurnBy",
    "WalkAhead",
    "WalkerSettings",
    "back_and_forth",
    "random_walker",
    "simulate_walk",
    "typical_walk",
]
