"""Measures of rises from a chair, whatever they were found from.

Source: five rises timed to the fifth standing, Guralnik et al. 1994 [guralnik1994], and to sitting
after it, Whitney et al. 2005 [whitney2005]; rises in 30 s, Jones et al. 1999 [jones1999].
Differs in: all three are timed from the first movement of the trunk, since no recording holds the
word "go".
"""

from collections.abc import Sequence
from typing import Final

from restride.measure import Measure
from restride.movement.movement_measure import COUNTED, counted, mean_of, measured, trend_of
from restride.recording.movements import ChairRise

#: Rises of the test of five. [guralnik1994]
_FIVE_COUNT: Final = 5
#: Length of the test of 30 s. [jones1999]
_TEST_S: Final = 30.0


def chair_measures(
    rises: Sequence[ChairRise],
    *,
    recording_end_s: float,
    unseen_s: Sequence[tuple[float, float]] = (),
) -> tuple[Measure, ...]:
    """Measure rises in order of time; only their count where there is none.

    Parameters
    ----------
    recording_end_s
        When the recording ends: a test of 30 s must lie within it.
    unseen_s : (n_gaps, 2)
        Stretches in which nothing was seen for long: a rise may have been missed there.
    """
    count = counted("rises_count", len(rises))
    if not rises:
        return (count,)
    return (
        count,
        _five("five_rises_s", rises, unseen_s),
        _five("five_rises_seated_s", rises, unseen_s),
        _in_30_s(rises, recording_end_s=recording_end_s, unseen_s=unseen_s),
        mean_of("rise_duration_s", [rise.rise_s for rise in rises]),
        mean_of("sit_duration_s", [rise.sit_s for rise in rises]),
        mean_of("peak_rise_velocity_mps", [rise.peak_rise_velocity_mps for rise in rises]),
        mean_of("peak_sit_velocity_mps", [rise.peak_sit_velocity_mps for rise in rises]),
        mean_of("rise_trunk_lean_deg", [rise.trunk_lean_deg for rise in rises]),
        trend_of("rise_fatigue_ratio", [rise.rise_s for rise in rises], repeats="rises"),
        trend_of(
            "rise_velocity_change_ratio",
            [rise.peak_rise_velocity_mps for rise in rises],
            repeats="rises with a speed",
        ),
    )


def _five(key: str, rises: Sequence[ChairRise], unseen_s: Sequence[tuple[float, float]]) -> Measure:
    if len(rises) < _FIVE_COUNT:
        return measured(
            key, None, note=f"The test needs {_FIVE_COUNT} rises, and {len(rises)} were found."
        )
    start_s, fifth = rises[0].start_s, rises[_FIVE_COUNT - 1]
    end_s = fifth.end_s if key == "five_rises_s" else fifth.sit_end_s
    if end_s is None:
        return measured(key, None, note="The recording ends before sitting after the fifth rise.")
    note = _missed_words(start_s, end_s, unseen_s)
    if note:
        return measured(key, None, note=note)
    return measured(key, end_s - start_s, repeats_count=_FIVE_COUNT)


def _in_30_s(
    rises: Sequence[ChairRise],
    *,
    recording_end_s: float,
    unseen_s: Sequence[tuple[float, float]],
) -> Measure:
    key = "rises_in_30_s_count"
    start_s = rises[0].start_s
    end_s = start_s + _TEST_S
    if recording_end_s < end_s:
        return measured(
            key,
            None,
            note=f"The test needs {_TEST_S:g} s from the first movement, and the recording ends "
            f"{recording_end_s - start_s:.1f} s after it.",
        )
    note = _missed_words(start_s, end_s, unseen_s)
    if note:
        return measured(key, None, note=note)
    done_count = sum((rise.start_s + rise.end_s) / 2 < end_s for rise in rises)
    return measured(key, float(done_count), repeats_count=done_count, uncertainty=COUNTED)


def _missed_words(
    start_s: float, end_s: float, unseen_s: Sequence[tuple[float, float]]
) -> str | None:
    """Say where a rise may have been missed; None where all was seen."""
    inside = [each for each in unseen_s if each[0] < end_s and each[1] > start_s]
    if not inside:
        return None
    first_s, last_s = inside[0]
    return (
        f"The person was not seen from {first_s:.1f} to {last_s:.1f} s, and a rise may be missing."
    )
