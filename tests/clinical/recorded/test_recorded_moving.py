"""Walks, the timed up and go, rises and reaches as tests."""

import pytest

from restride.analysis.analyze import analyze
from restride.analysis.settings import AnalysisSettings
from restride.analysis.tasks.timed_up_and_go import UpAndGoAnalysis
from restride.clinical.from_recording import MEASURED
from restride.clinical.result import ResultState
from restride.simulate import simulate_up_and_go
from restride.terms import (
    EventSource,
    Side,
    Task,
)


def test_a_walk_gives_its_speed_and_its_steps(by_hand):
    analysis = by_hand.walk(
        by_hand.measure("walking_speed_mps", 1.12),
        by_hand.measure("step_length_m", 0.60, side=Side.LEFT),
        by_hand.measure("step_length_m", 0.64, side=Side.RIGHT),
        by_hand.measure("step_duration_cv_share", 0.034),
        by_hand.measure("stride_length_cv_share", 0.05),
    )
    found = by_hand.results(analysis, pace="comfortable")
    speed, steps = found["gait_speed_10m"], found["steps_fog"]

    assert speed.value("comfortable_mps") == 1.12
    assert speed.scores[0].origin == MEASURED
    assert speed.notes == ()
    assert speed.circumstances.measured_with == "lower-back sensor"
    assert speed.circumstances.protocol == "recorded walk"
    assert steps.value("step_length_cm") == pytest.approx(62.0)
    assert steps.value("step_time_cv_percent") == pytest.approx(3.4)
    assert steps.value("step_length_cv_percent") is None
    assert steps.notes == (
        "Variation of step length is not measured; of stride length it is 5.0 %.",
    )


def test_a_walk_of_unknown_pace_with_turns_asks_to_be_confirmed(by_hand):
    speed = by_hand.results(by_hand.walk(by_hand.measure("walking_speed_mps", 1.0), turns_count=3))[
        "gait_speed_10m"
    ]

    assert speed.value("comfortable_mps") == 1.0
    assert "does not say the pace" in speed.notes[0]
    assert "holds 3 turns: not one straight walk" in speed.notes[1]


def test_a_fast_walk_is_no_comfortable_one(by_hand):
    speed = by_hand.results(by_hand.walk(by_hand.measure("walking_speed_mps", 1.8)), pace="fast")[
        "gait_speed_10m"
    ]

    assert speed.value("fast_mps") == 1.8
    assert speed.value("comfortable_mps") is None


def test_a_walk_of_known_length_says_its_length(by_hand):
    settings = AnalysisSettings(known_distance_m=10.0)
    found = by_hand.results(
        by_hand.walk(by_hand.measure("walking_speed_mps", 1.0), settings=settings)
    )

    assert found["gait_speed_10m"].circumstances.protocol == "recorded walk of 10 m"


def test_a_recording_without_walking_is_not_done_with_the_reason(by_hand):
    found = by_hand.results(by_hand.walk(reason="nobody walked"))

    assert found.keys() == {"gait_speed_10m"}
    assert found["gait_speed_10m"].state is ResultState.NOT_DONE
    assert found["gait_speed_10m"].reason == "Not found in the recording: nobody walked"


def test_a_timed_up_and_go_gives_its_time(by_hand):
    recording = simulate_up_and_go(seed=3).recording
    analysis = analyze(recording, task=Task.TIMED_UP_AND_GO)
    tug = by_hand.results(analysis)["tug"]

    assert tug.value("time_s") == pytest.approx(analysis.up_and_go.duration_s)
    assert "from the word 'go'" in tug.notes[0]
    assert "nobody moved" in tug.notes[-1]


def test_no_timed_up_and_go_is_not_done(by_hand):
    analysis = UpAndGoAnalysis(
        **by_hand.shared(),
        source=EventSource.LOWER_BACK,
        up_and_go=None,
        none_found_reason="no turn",
    )

    assert by_hand.results(analysis)["tug"].reason == "Not found in the recording: no turn"


def test_exactly_five_rises_are_the_test_of_five(by_hand):
    analysis = by_hand.chair(
        [1, 4, 7, 10, 13],
        by_hand.measure("five_rises_seated_s", 14.0),
        by_hand.measure("rises_in_30_s_count", 5.0),
    )
    found = by_hand.results(analysis)

    assert found.keys() == {"5xsts"}
    assert found["5xsts"].value("time_s") == 14.0
    assert found["5xsts"].circumstances.protocol.endswith("sitting after the fifth rise")


@pytest.mark.parametrize(
    ("last_s", "is_test"), [(24.9, False), (25.0, True), (25.1, True), (30.9, True), (31.0, True)]
)
def test_rises_are_the_test_of_30_s_where_they_go_on_to_its_end(by_hand, last_s, is_test):
    # Every 3 s from 1 s on: the test ends at 31 s, two cycles before its end is 25 s.
    starts_s = [1, 4, 7, 10, 13, 16, 19, last_s]
    found = by_hand.results(by_hand.chair(starts_s, by_hand.measure("rises_in_30_s_count", 8.0)))

    assert ("30scst" in found) is is_test
    if is_test:
        assert found["30scst"].value("stands_count") == 8
    else:
        assert "8 rises were found; exactly 5" in found["5xsts"].reason


def test_fewer_rises_are_no_test(by_hand):
    assert "3 rises were found" in by_hand.results(by_hand.chair([1, 4, 7]))["5xsts"].reason


def test_one_rise_in_half_a_minute_is_no_test(by_hand):
    found = by_hand.results(by_hand.chair([1], by_hand.measure("rises_in_30_s_count", 1.0)))

    assert found["5xsts"].state is ResultState.NOT_DONE


def test_no_rise_says_why(by_hand):
    assert by_hand.results(by_hand.chair([], reason="nobody rose"))["5xsts"].reason.endswith(
        "nobody rose"
    )


def test_five_rises_without_the_last_sitting_say_why(by_hand):
    analysis = by_hand.chair(
        [1, 4, 7, 10, 13], by_hand.measure("five_rises_seated_s", None, note="it ends first")
    )

    assert by_hand.results(analysis)["5xsts"].reason == "Not found in the recording: it ends first"


def test_a_reach_is_given_in_centimetres(by_hand):
    found = by_hand.results(by_hand.reach(by_hand.measure("reach_m", 0.284, side=Side.RIGHT)))[
        "frt"
    ]

    assert found.value("reach_cm") == pytest.approx(28.4)
    assert "mean of the last two of three" in found.notes[0]


def test_no_reach_says_why(by_hand):
    assert by_hand.results(by_hand.reach(reason="the feet moved"))["frt"].reason.endswith(
        "the feet moved"
    )
