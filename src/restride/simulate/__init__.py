"""A virtual person: recordings whose truth we know."""

from restride.simulate.camera import (
    CameraMotion,
    CameraSettings,
    filmed_landmarks,
    keypoints_of,
)
from restride.simulate.landmarks import LandmarkSettings
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
from restride.simulate.plates import PlateSettings
from restride.simulate.rises import RisesSettings, SimulatedRises, random_rises, simulate_rises
from restride.simulate.sensors import SensorSettings
from restride.simulate.squats import SimulatedSquats, SquatSettings, random_squats, simulate_squats
from restride.simulate.stander import SimulatedStand, StandSettings, simulate_stand, stander
from restride.simulate.up_and_go import SimulatedUpAndGo, simulate_up_and_go
from restride.simulate.up_and_go_people import (
    UpAndGoPattern,
    UpAndGoSettings,
    random_up_and_go,
)
from restride.simulate.walk import USUAL_SENSORS, SimulatedWalk, simulate_walk
from restride.simulate.walker import WalkerSettings

__all__ = [
    "USUAL_SENSORS",
    "Activity",
    "ActivityKind",
    "CameraMotion",
    "CameraSettings",
    "Climb",
    "GaitPattern",
    "LandmarkSettings",
    "Plan",
    "PlateSettings",
    "RisesSettings",
    "SensorSettings",
    "SimulatedRises",
    "SimulatedSquats",
    "SimulatedStand",
    "SimulatedUpAndGo",
    "SimulatedWalk",
    "SquatSettings",
    "Stand",
    "StandSettings",
    "TurnBy",
    "UpAndGoPattern",
    "UpAndGoSettings",
    "WalkAhead",
    "WalkerSettings",
    "back_and_forth",
    "filmed_landmarks",
    "keypoints_of",
    "random_rises",
    "random_squats",
    "random_up_and_go",
    "random_walker",
    "simulate_rises",
    "simulate_squats",
    "simulate_stand",
    "simulate_up_and_go",
    "simulate_walk",
    "stander",
    "typical_walk",
]
