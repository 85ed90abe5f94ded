"""Every measure that an analysis may hold, by what it is measured from and by its key."""

from typing import Final

from restride.balance.back_definitions import BACK_SWAY_MEASURES
from restride.balance.limits_definitions import LIMITS_MEASURES
from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.balance.ratios import PROTOCOL_MEASURES
from restride.balance.weight_bearing import WEIGHT_BEARING
from restride.gait.measure_definitions import GAIT_MEASURES
from restride.measure import MeasureDefinition
from restride.movement.measure_definitions import MOVEMENT_MEASURES
from restride.movement.up_and_go_measures import UP_AND_GO_MEASURES

#: In the order of the reference. A measure joins through the table of its room.
MEASURES_BY_ORIGIN: Final[dict[str, dict[str, MeasureDefinition]]] = {
    "Walking": GAIT_MEASURES,
    "Standing on a plate or board": BALANCE_MEASURES,
    "Standing with a sensor on the back": BACK_SWAY_MEASURES,
    "Weight on each leg while standing": {row.key: row for row in WEIGHT_BEARING},
    "Several trials of standing": PROTOCOL_MEASURES,
    "Limits of stability": LIMITS_MEASURES,
    "Rising, repeating, reaching and posture": MOVEMENT_MEASURES,
    "Timed up and go": UP_AND_GO_MEASURES,
}
#: By key; a key means the same in every task.
MEASURES: Final[dict[str, MeasureDefinition]] = {
    key: row for rows in MEASURES_BY_ORIGIN.values() for key, row in rows.items()
}
