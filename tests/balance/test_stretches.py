"""What is measured where samples are missing, and what is refused."""

import numpy as np
import pytest

from restride.balance.settings import StretchSettings
from restride.balance.stretches import longest_whole_stretch
from restride.errors import SignalNotUsable, SignalTooShort

RATE_HZ = 50.0


def standing(duration_s):
    times_s = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    return np.column_stack((np.sin(times_s), np.cos(1.3 * times_s)))


def find(path_mm, **told):
    return longest_whole_stretch(path_mm, sampling_rate_hz=RATE_HZ, **told)


def test_a_whole_recording_is_measured_whole_and_nothing_is_said():
    stretch = find(standing(30))

    assert (stretch.start_samples, stretch.end_samples) == (0, 1500)
    assert stretch.is_all
    assert stretch.note is None


def test_the_longest_stretch_between_gaps_is_taken_and_said():
    path_mm = standing(60)
    path_mm[500] = np.nan
    # One direction missing is missing, and so is an infinite value.
    path_mm[2750, 1] = np.inf

    stretch = find(path_mm)

    assert (stretch.start_samples, stretch.end_samples) == (501, 2750)
    assert stretch.duration_s == pytest.approx(44.98)
    assert stretch.note == "From the longest stretch without a gap: 10.0 to 55.0 s of 60.0 s."


def test_a_recording_of_exactly_the_shortest_duration_is_measured():
    assert find(standing(10)).is_all


def test_a_short_recording_is_refused_with_its_duration():
    with pytest.raises(SignalTooShort, match="Quiet standing needs at least 10 s .* got 9.60 s"):
        find(standing(9.6))


def test_a_plate_never_stepped_on_is_refused():
    with pytest.raises(SignalNotUsable, match="none of the 30.0 s .* somebody stood"):
        find(np.full((1500, 2), np.nan))


def test_half_a_recording_in_one_stretch_is_enough_to_the_sample():
    path_mm = standing(60)
    path_mm[1500] = np.nan
    assert find(path_mm).duration_s == pytest.approx(30.0)

    path_mm[1480] = np.nan
    assert find(path_mm).duration_s == pytest.approx(29.98)


def test_less_than_the_least_share_in_one_stretch_is_refused():
    path_mm = standing(60)
    path_mm[[1400, 1600, 2500]] = np.nan

    with pytest.raises(
        SignalNotUsable, match=r"at least 30.0 s .* lasts 28.0 s; 3 samples have no centre"
    ):
        find(path_mm)
    assert find(path_mm, settings=StretchSettings(least_share=0.4)).end_samples == 1400


@pytest.mark.parametrize(("column", "name"), [(0, "forward and back"), (1, "to the sides")])
def test_a_direction_that_never_moves_is_refused(column, name):
    path_mm = standing(30)
    path_mm[:, column] = 3.0

    with pytest.raises(SignalNotUsable, match=f"a range of 0\\) {name}"):
        find(path_mm)


@pytest.mark.parametrize("factor", [1.0, -0.5])
def test_one_column_taken_twice_is_refused(factor):
    path_mm = standing(30)
    path_mm[:, 1] = factor * path_mm[:, 0] + 12.0

    with pytest.raises(SignalNotUsable, match="move as one .correlation 1.000000"):
        find(path_mm)
