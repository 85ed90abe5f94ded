"""Measures of the turns of a walk, averaged over turns."""

from typing import Final

import numpy as np

from restride.gait.intervals import COUNTED, NOTHING_MEASURED, mean_uncertainty
from restride.gait.measure_definitions import GAIT_MEASURES
from restride.gait.turns import turns_of_bouts
from restride.gait.uncertainty import spread_of
from restride.gait.validation_errors import MeasuringContext
from restride.measure import Measure
from restride.recording.events import Walk
from restride.terms import EventSource

_NOT_LOOKED_FOR: Final = Measure(
    definition=GAIT_MEASURES["turns_count"],
    value=None,
    uncertainty=NOTHING_MEASURED,
    note="Turns are not looked for in landmarks.",
)


def turn_measures(walk: Walk, *, context: MeasuringContext) -> tuple[Measure, ...]:
    """Measure the turns that touch a walking bout; only their count where there is none."""
    if context.source is EventSource.LANDMARKS:
        return (_NOT_LOOKED_FOR,)
    turns = turns_of_bouts(walk.turns, walk.bouts)
    count = Measure(
        definition=GAIT_MEASURES["turns_count"],
        value=float(len(turns)),
        repeats_count=len(turns),
        uncertainty=COUNTED,
    )
    if not turns:
        return (count,)
    steps = [turn.steps_count for turn in turns if turn.steps_count is not None]
    columns = {
        "turn_angle_deg": [abs(turn.angle_deg) for turn in turns],
        "turn_duration_s": [turn.duration_s for turn in turns],
        "turn_peak_speed_dps": [turn.peak_angular_velocity_dps for turn in turns],
        "turn_steps_count": [float(each) for each in steps],
    }
    measures = [count]
    for key, column in columns.items():
        spread = spread_of(np.array(column))
        if spread is not None:
            measures.append(
                Measure(
                    definition=GAIT_MEASURES[key],
                    value=spread.mean,
                    repeats_count=spread.repeats_count,
                    uncertainty=mean_uncertainty(key, spread, repeats="turns", context=context),
                )
            )
    return tuple(measures)
