"""Measures of repetitions, and of the weight on each leg meanwhile."""

from collections.abc import Sequence

from restride.measure import Measure
from restride.movement.movement_measure import counted, mean_of, measured, trend_of
from restride.movement.plate_force import PlateLoad, load_shares
from restride.recording.movements import Repetition
from restride.terms import Side


def repetition_measures(repetitions: Sequence[Repetition]) -> tuple[Measure, ...]:
    """Measure repetitions in order of time; only their count where there is none."""
    count = counted("repetitions_count", len(repetitions))
    if not repetitions:
        return (count,)
    sides = {each.side for each in repetitions}
    by_side = [
        measure
        for side in sorted(sides, key=str)
        for measure in _means([each for each in repetitions if each.side is side], side)
    ]
    ranges = [each.range_m if each.range_deg is None else each.range_deg for each in repetitions]
    longest = max(each.hold_s for each in repetitions)
    return (
        count,
        *by_side,
        measured("longest_hold_s", longest),
        trend_of("repetition_range_change_ratio", ranges, repeats="repetitions with a range"),
    )


def _means(repetitions: Sequence[Repetition], side: Side | None) -> tuple[Measure, ...]:
    columns: dict[str, list[float | None]] = {
        "repetition_duration_s": [each.duration_s for each in repetitions],
        "repetition_range_deg": [each.range_deg for each in repetitions],
        "repetition_range_m": [each.range_m for each in repetitions],
        "repetition_hold_s": [each.hold_s for each in repetitions],
    }
    return tuple(
        mean_of(key, column, side=side)
        for key, column in columns.items()
        if any(value is not None for value in column)
    )


def load_measures(load: PlateLoad | None) -> tuple[Measure, ...]:
    """Tell each leg's part of the weight; empty without a plate for each foot."""
    if load is None:
        return ()
    return tuple(
        measured("load_share", share, side=side) for side, share in load_shares(load).items()
    )
