"""Walks, the timed up and go, rises from a chair and reaches, as tests."""

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from restride.clinical.recorded.recorded_test import (
    RecordedTest,
    device_of,
    measure_named,
    missing,
    value_of,
)

if TYPE_CHECKING:
    from restride.analysis.analysis import WalkAnalysis
    from restride.analysis.tasks.functional_reach import ReachAnalysis
    from restride.analysis.tasks.sit_to_stand import ChairAnalysis
    from restride.analysis.tasks.timed_up_and_go import UpAndGoAnalysis

#: Rises of the test of five. [guralnik1994]
_FIVE_COUNT: Final = 5
#: A person who stops for longer than this many of their own cycles before 30 s are over has not
#: done the test of 30 s. House choice: docs/decisions/0102-scores-from-recordings.md.
_CYCLES_TO_THE_END: Final = 2.0
#: Length of the chair test. [rikli1999]
_CHAIR_TEST_S: Final = 30.0


def walk_tests(analysis: "WalkAnalysis", *, pace: str | None) -> tuple[RecordedTest, ...]:
    """Give the speed of a walk, and its steps."""
    device = device_of(analysis.origins.strides)
    speed = value_of(analysis.measures, "walking_speed_mps")
    if speed is None:
        reason = analysis.no_walking_reason or "no walking speed could be measured"
        return (missing("gait_speed_10m", protocol="recorded walk", device=device, reason=reason),)
    walk = RecordedTest(
        instrument="gait_speed_10m",
        protocol=_walk_words(analysis),
        measured_with=device,
        trials={f"{pace or 'comfortable'}_mps": (speed,)},
        notes=_walk_doubts(analysis, pace=pace),
    )
    return (walk, *_steps(analysis, device=device))


def _walk_words(analysis: "WalkAnalysis") -> str:
    length_m = analysis.settings.known_distance_m
    return "recorded walk" if length_m is None else f"recorded walk of {length_m:g} m"


def _walk_doubts(analysis: "WalkAnalysis", *, pace: str | None) -> tuple[str, ...]:
    """Say what keeps a recorded walk from being the test."""
    doubts = []
    if pace is None:
        doubts.append("The recording does not say the pace; comfortable is assumed: confirm it.")
    if analysis.turns:
        doubts.append(
            f"The walk holds {len(analysis.turns)} turns: not one straight walk; norms are for "
            "straight walks."
        )
    return tuple(doubts)


def _steps(analysis: "WalkAnalysis", *, device: str) -> tuple[RecordedTest, ...]:
    """Give the steps; nothing where none was long enough to be measured."""
    length_m = value_of(analysis.measures, "step_length_m")
    time_share = value_of(analysis.measures, "step_duration_cv_share")
    scores = {
        "step_length_cm": None if length_m is None else 100.0 * length_m,
        "step_time_cv_percent": None if time_share is None else 100.0 * time_share,
    }
    if all(value is None for value in scores.values()):
        return ()
    stride_share = value_of(analysis.measures, "stride_length_cv_share")
    beside = "" if stride_share is None else f"; of stride length it is {100 * stride_share:.1f} %"
    steps = RecordedTest(
        instrument="steps_fog",
        protocol=_walk_words(analysis),
        measured_with=device,
        scores=scores,
        notes=(f"Variation of step length is not measured{beside}.",),
    )
    return (steps,)


def up_and_go_tests(analysis: "UpAndGoAnalysis") -> tuple[RecordedTest, ...]:
    """Give the time of the Timed Up and Go."""
    device = device_of(analysis.source)
    protocol = "3 m, timed from the first movement"
    time_s = value_of(analysis.measures, "up_and_go_s")
    if time_s is None:
        reason = analysis.none_found_reason or "its time could not be measured"
        return (missing("tug", protocol=protocol, device=device, reason=reason),)
    note = "Timed from the first movement; a stopwatch from the word 'go' is a little slower."
    return (
        RecordedTest(
            instrument="tug",
            protocol=protocol,
            measured_with=device,
            trials=(time_s,),
            notes=(note,),
        ),
    )


def rise_tests(analysis: "ChairAnalysis") -> tuple[RecordedTest, ...]:
    """Give five rises where there are exactly five, and 30 s where the person rose for 30 s."""
    found = []
    if len(analysis.rises) == _FIVE_COUNT:
        found.append(_five_rises(analysis))
    count = value_of(analysis.measures, "rises_in_30_s_count")
    if count is not None and _rose_to_the_end(analysis):
        found.append(
            RecordedTest(
                instrument="30scst",
                protocol="30 s from the first movement",
                measured_with=device_of(analysis.source),
                trials=(count,),
                notes=("Whether the arms were used is not seen: confirm it.",),
            )
        )
    return tuple(found) or (_no_chair_test(analysis),)


def _no_chair_test(analysis: "ChairAnalysis") -> RecordedTest:
    reason = analysis.none_found_reason or (
        f"{len(analysis.rises)} rises were found; exactly {_FIVE_COUNT}, or rising for "
        f"{_CHAIR_TEST_S:g} s, is a test"
    )
    return missing(
        "5xsts", protocol="recorded rises", device=device_of(analysis.source), reason=reason
    )


def _five_rises(analysis: "ChairAnalysis") -> RecordedTest:
    device = device_of(analysis.source)
    protocol = "from the first movement to sitting after the fifth rise"
    measure = measure_named(analysis.measures, "five_rises_seated_s")
    if measure is None or measure.value is None:
        reason = (measure and measure.note) or "sitting after the fifth rise was not seen"
        return missing("5xsts", protocol=protocol, device=device, reason=reason)
    return RecordedTest(
        instrument="5xsts",
        protocol=protocol,
        measured_with=device,
        trials=(measure.value,),
        notes=("Whether the arms were used is not seen: confirm it.",),
    )


def _rose_to_the_end(analysis: "ChairAnalysis") -> bool:
    """Tell whether the person went on rising until 30 s were over."""
    starts_s = [rise.start_s for rise in analysis.rises]
    end_s = starts_s[0] + _CHAIR_TEST_S
    if starts_s[-1] >= end_s or len(starts_s) < 2:
        return starts_s[-1] >= end_s
    cycle_s = median(later_s - sooner_s for sooner_s, later_s in pairwise(starts_s))
    return end_s - starts_s[-1] <= _CYCLES_TO_THE_END * cycle_s


def reach_tests(analysis: "ReachAnalysis") -> tuple[RecordedTest, ...]:
    """Give the functional reach."""
    device = device_of(analysis.source)
    protocol = "recorded reach"
    reach_m = value_of(analysis.measures, "reach_m")
    if reach_m is None:
        reason = analysis.none_found_reason or "the reach could not be measured in metres"
        return (missing("frt", protocol=protocol, device=device, reason=reason),)
    return (
        RecordedTest(
            instrument="frt",
            protocol=protocol,
            measured_with=device,
            scores={"reach_cm": 100.0 * reach_m},
            notes=("One reach; the test takes the mean of the last two of three.",),
        ),
    )
