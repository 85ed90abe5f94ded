"""Turns of a person from the feet: the heading of each foot changes while it swings.

The feet's turning, each swing's spread over the swing and averaged over both feet, stands for the
turning of the body, and turns are then found as from a sensor on the trunk.
"""

import numpy as np

from restride.arrays import FloatArray
from restride.gait.feet.strides import SidedSwings
from restride.gait.feet.swings import Swings
from restride.gait.turns import find_turns_of_yaw
from restride.recording.events import Turn

#: Fine enough for the edges of a turn. House choice.
_RATE_HZ = 25.0
#: A second of nothing on both sides, so that a turn at the edge has its flanks. House choice.
_MARGIN_S = 2.0


def find_foot_turns(steps: SidedSwings, *, feet_count: int) -> tuple[Turn, ...]:
    """Find the turns in the steps of one foot or of both.

    Returns
    -------
    tuple[Turn, ...]
        In order of time, positive to the left. Empty where the way is straight.
    """
    swings = steps.swings
    if not len(swings.length_m):
        return ()
    start_s = float(swings.final_contact_s.min()) - _MARGIN_S
    count = int((float(swings.initial_contact_s.max()) + _MARGIN_S - start_s) * _RATE_HZ) + 1
    times_s = start_s + np.arange(count) / _RATE_HZ
    heading_deg = np.zeros(count)
    for code in np.unique(steps.side_codes):
        of_side = steps.side_codes == code
        heading_deg += _heading(swings.chosen(of_side), times_s) / feet_count
    return find_turns_of_yaw(
        np.gradient(heading_deg) * _RATE_HZ,
        sampling_rate_hz=_RATE_HZ,
        start_s=start_s,
        initial_contacts_s=np.sort(swings.initial_contact_s),
    )


def _heading(swings: Swings, times_s: FloatArray) -> FloatArray:
    turned_deg = np.concatenate(([0.0], np.cumsum(swings.turn_deg)))
    knots_s = np.stack((swings.final_contact_s, swings.initial_contact_s), axis=1).ravel()
    values_deg = np.stack((turned_deg[:-1], turned_deg[1:]), axis=1).ravel()
    return np.asarray(np.interp(times_s, knots_s, values_deg))
