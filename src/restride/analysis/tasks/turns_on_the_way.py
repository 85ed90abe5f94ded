"""The turns of a short test: quick ones, that the smoothing of a long walk would widen or join.

A turn of a second is looked at under a narrow bell. One that takes long, step by step, keeps the
wide bell, under which the sway of the steps vanishes.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.gait.turns import TurnSettings, find_turns_of_yaw
from restride.movement.up_and_go import joined_turns
from restride.recording.events import Turn

#: Narrow enough for a half turn in a second. docs/decisions/0091-the-timed-up-and-go.md
_QUICK: Final = TurnSettings(width_s=0.2, slowest_dps=12.0, start_share=0.46, end_share=0.45)
#: The wide bell hardly widens a long turn, so that its edges stand where those of a quick one do.
_SLOW: Final = TurnSettings(start_share=0.46, end_share=0.45)
#: Turns that last longer are looked at under the wide bell. The same page.
_LONG_S: Final = 1.8
#: The two ways of looking mean the same turn where their angles differ by no more. The same page.
_SAME_DEG: Final = 30.0
#: Two parts of one turn with no longer a rest between them. The same page.
_LONGEST_REST_S: Final = 1.5


def find_quick_turns(
    yaw_dps: FloatArray,
    *,
    sampling_rate_hz: float,
    start_s: float,
    initial_contacts_s: Sequence[float],
) -> tuple[Turn, ...]:
    """Find turns of any speed in the rotation about the vertical.

    Parameters
    ----------
    yaw_dps : (n_samples,)
        Positive to the left.
    start_s
        Time of the first sample in the recording.
    """
    contacts_s = np.array(initial_contacts_s, dtype=float)

    def found(settings: TurnSettings) -> tuple[Turn, ...]:
        turns = find_turns_of_yaw(
            yaw_dps,
            sampling_rate_hz=sampling_rate_hz,
            start_s=start_s,
            initial_contacts_s=contacts_s,
            settings=settings,
        )
        return joined_turns(turns, longest_rest_s=_LONGEST_REST_S)

    slow = found(_SLOW)
    return tuple(_the_better(turn, slow) for turn in found(_QUICK))


def _the_better(quick: Turn, slow: Sequence[Turn]) -> Turn:
    if quick.duration_s < _LONG_S:
        return quick
    return next(
        (
            turn
            for turn in slow
            if turn.start_s < quick.end_s
            and quick.start_s < turn.end_s
            and abs(turn.angle_deg - quick.angle_deg) <= _SAME_DEG
        ),
        quick,
    )
