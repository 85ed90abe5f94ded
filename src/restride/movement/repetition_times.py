"""When a repetition begins, turns and ends, how long it is held, and how far it goes.

Source: House choice: docs/decisions/0075.
"""

import numpy as np

from restride.arrays import FloatArray
from restride.movement.excursions import Excursion, OwnRange
from restride.movement.rep_signals import RepSignal
from restride.movement.rests import last_still
from restride.movement.settings import RepetitionSettings
from restride.recording.movements import Repetition
from restride.signal.tracks import stretches


def timed_repetition(
    way: Excursion,
    *,
    share: FloatArray,
    signal: RepSignal,
    levels: OwnRange,
    settings: RepetitionSettings,
) -> Repetition:
    """Say when a way out and back begins, turns and ends, and how far it goes.

    It begins where what moves was last slow before the way out, and ends where it is first slow
    after the way back. The turning point is the middle of the stretch near the furthest point.
    """
    returns = way.departs if way.returns is None else way.returns
    start = _begins(way, share, signal, settings)
    end = _ends(way, share, signal, settings)
    held_first, held_last = _held(share, way, signal.hold_share)
    depth = float(share[way.turns] - min(share[start], share[end])) * levels.size_ratio
    clock = signal.clock
    return Repetition(
        start_s=clock.time_s(min(start, way.leaves)),
        turning_point_s=clock.time_s((held_first + held_last - 1) // 2),
        end_s=clock.time_s(max(end, returns)),
        hold_s=(held_last - held_first) / clock.sampling_rate_hz,
        range_deg=depth if signal.is_angle else None,
        range_m=None if signal.metres_factor is None else depth * signal.metres_factor,
        side=signal.side,
    )


def _begins(
    way: Excursion, share: FloatArray, signal: RepSignal, settings: RepetitionSettings
) -> int:
    """Go back from leaving rest, no further than the longest rest and the movement before."""
    reach = round(settings.longest_edge_s * signal.clock.sampling_rate_hz)
    first = max(0, way.leaves - reach)
    before = share[first : way.leaves + 1]
    outside = np.flatnonzero(~(before <= settings.near_share))
    first += int(outside[-1]) + 1 if len(outside) else 0
    speed = signal.moves[first : way.arrives + 1]
    return first + last_still(speed, way.leaves - first, moving_share=settings.moving_share)


def _ends(
    way: Excursion, share: FloatArray, signal: RepSignal, settings: RepetitionSettings
) -> int:
    """Go on from reaching rest, no further than the longest rest and the movement after."""
    returns = way.departs if way.returns is None else way.returns
    reach = round(settings.longest_edge_s * signal.clock.sampling_rate_hz)
    last = min(len(share), returns + reach)
    outside = np.flatnonzero(~(share[returns:last] <= settings.near_share))
    last = returns + int(outside[0]) if len(outside) else last
    backwards = signal.moves[way.departs : last][::-1]
    still = last_still(backwards, last - 1 - returns, moving_share=settings.moving_share)
    return last - 1 - still


def _held(share: FloatArray, way: Excursion, hold_share: float) -> tuple[int, int]:
    """Find the stretch around the furthest point that stays near it."""
    near = share[way.leaves : way.departs + _BEHIND] >= share[way.turns] * (1 - hold_share)
    turn = way.turns - way.leaves
    first, last = next((first, last) for first, last in stretches(near) if first <= turn < last)
    return way.leaves + first, way.leaves + last


#: Samples looked at behind the last one over the far threshold: a hold lies before it.
_BEHIND = 1
