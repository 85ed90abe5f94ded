"""The tests of rising, by hand."""

import pytest

from restride.measure import Interval
from restride.movement.chair_measures import chair_measures
from restride.recording.movements import ChairRise
from restride.terms import EventSource


def rise(start_s, *, rise_s=1.0, sits=True, velocity_mps=0.8):
    return ChairRise(
        start_s=start_s,
        end_s=start_s + rise_s,
        sit_start_s=start_s + rise_s + 0.5 if sits else None,
        sit_end_s=start_s + rise_s + 1.5 if sits else None,
        peak_rise_velocity_mps=velocity_mps,
        peak_sit_velocity_mps=None,
        trunk_lean_deg=30.0,
        source=EventSource.LANDMARKS,
        confidence=1.0,
    )


def measures_of(rises, *, end_s=60.0, unseen_s=()):
    measures = chair_measures(rises, recording_end_s=end_s, unseen_s=unseen_s)
    return {measure.definition.key: measure for measure in measures}


def test_five_rises_are_timed_from_the_first_movement():
    measures = measures_of([rise(2.0 + 3 * index) for index in range(5)])

    assert measures["rises_count"].value == 5
    assert measures["five_rises_s"].value == pytest.approx(13.0)
    assert measures["five_rises_seated_s"].value == pytest.approx(14.5)


def test_a_sixth_rise_does_not_lengthen_the_test_of_five():
    measures = measures_of([rise(2.0 + 3 * index) for index in range(6)])

    assert measures["five_rises_s"].value == pytest.approx(13.0)


def test_four_rises_are_no_test_of_five():
    measures = measures_of([rise(2.0 + 3 * index) for index in range(4)])

    assert measures["five_rises_s"].value is None
    assert "5 rises, and 4" in measures["five_rises_s"].note


def test_a_recording_that_ends_in_standing_has_no_time_to_sitting():
    rises = [rise(2.0 + 3 * index, sits=index < 4) for index in range(5)]
    measures = measures_of(rises)

    assert measures["five_rises_s"].value == pytest.approx(13.0)
    assert measures["five_rises_seated_s"].value is None
    assert "ends before sitting" in measures["five_rises_seated_s"].note


@pytest.mark.parametrize(
    ("start_s", "count"),
    [
        pytest.param(31.4, 2, id="more than half way up at 30 s"),
        pytest.param(31.5, 1, id="half way up is not more"),
        pytest.param(31.6, 1, id="less than half way up"),
    ],
)
def test_a_rise_counts_when_it_is_more_than_half_way_at_30_s(start_s, count):
    measures = measures_of([rise(2.0), rise(start_s)])

    assert measures["rises_in_30_s_count"].value == count


def test_a_short_recording_is_no_test_of_30_s():
    measures = measures_of([rise(2.0), rise(5.0)], end_s=12.0)

    assert measures["rises_in_30_s_count"].value is None
    assert "needs 30 s" in measures["rises_in_30_s_count"].note
    assert "10.0 s after" in measures["rises_in_30_s_count"].note


def test_a_test_in_which_a_rise_may_be_missing_is_not_scored():
    rises = [rise(2.0 + 3 * index) for index in range(5)]
    measures = measures_of(rises, unseen_s=[(6.0, 7.2)])

    assert measures["five_rises_s"].value is None
    assert "6.0 to 7.2 s" in measures["five_rises_s"].note
    assert measures["rise_duration_s"].value == pytest.approx(1.0)


def test_growing_slower_shows_as_more_than_one():
    rises = [rise(3.0 * index, rise_s=1.0 + 0.1 * index) for index in range(5)]
    fatigue = measures_of(rises)["rise_fatigue_ratio"]

    assert fatigue.value == pytest.approx(1.4)
    assert isinstance(fatigue.uncertainty, Interval)
    assert fatigue.uncertainty.low == pytest.approx(1.4)


def test_a_trend_needs_four_rises():
    fatigue = measures_of([rise(3.0 * index) for index in range(3)])["rise_fatigue_ratio"]

    assert fatigue.value is None
    assert "4 rises, and there are 3" in fatigue.note


def test_nobody_who_rises_is_a_count_of_nothing():
    (count,) = chair_measures([], recording_end_s=30.0)

    assert count.value == 0


def test_what_no_rise_gives_has_no_value():
    measures = measures_of([rise(2.0)])

    assert measures["peak_sit_velocity_mps"].value is None
    assert measures["peak_rise_velocity_mps"].value == pytest.approx(0.8)
