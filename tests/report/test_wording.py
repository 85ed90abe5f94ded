"""How numbers and times are written."""

import pytest

from restride.report.wording import (
    counted,
    listed,
    shown_duration,
    shown_signed,
    shown_start,
    shown_time,
    shown_title,
    shown_unit_words,
    shown_value,
)


@pytest.mark.parametrize(
    ("key", "value", "decimals", "shown"),
    [
        pytest.param("walking_speed_mps", 1.117, 2, "1.12", id="rounded to its digits"),
        pytest.param("stance_share", 0.614, 3, "61.4", id="a share in per cent, two digits fewer"),
        pytest.param("step_length_asymmetry_ratio", -0.062, 3, "−6.2", id="a true minus sign"),
        pytest.param("turn_angle_deg", -0.04, 1, "0.0", id="nothing is not below nothing"),
        pytest.param("walking_speed_mps", None, 2, "—", id="absent is a dash"),
        pytest.param("walking_speed_mps", 0.0, 2, "0.00", id="a measured zero is a zero"),
    ],
)
def test_a_value_is_shown_as_its_measure_says(key, value, decimals, shown, one_measure):
    assert shown_value(one_measure(key, "Title", value, decimals=decimals)) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0.062, "+6.2"), (-0.062, "−6.2"), (0.0001, "0.0"), (None, "—")]
)
def test_a_difference_bears_its_sign(value, shown, one_measure):
    key = "step_length_asymmetry_ratio"
    assert shown_signed(one_measure(key, "Title", value, decimals=3)) == shown


def test_a_part_of_the_stride_says_so_beside_the_unit(one_measure):
    definition = one_measure("stance_share", "Stance, part of the stride", 0.6).definition
    assert shown_title(definition) == "Stance"
    assert shown_unit_words(definition) == "% of the stride"


@pytest.mark.parametrize(
    ("duration_s", "shown"),
    [(6.21, "6.2 s"), (59.94, "59.9 s"), (138.4, "2 min 18 s"), (3599.6, "1 h 0 min")],
)
def test_a_duration_is_as_fine_as_one_needs_it(duration_s, shown):
    assert shown_duration(duration_s).replace("\u202f", " ") == shown


@pytest.mark.parametrize(
    ("time_s", "whole_s", "shown"),
    [(7.25, 30, "7.2 s"), (75.4, 600, "1:15"), (3675, 86400, "1:01:15"), (119.6, 120, "119.6 s")],
)
def test_a_time_is_as_fine_as_the_recording_is_short(time_s, whole_s, shown):
    assert shown_time(time_s, whole_s=whole_s).replace("\u202f", " ") == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-05-03T10:32:00", "3 May 2024, 10:32"),
        ("2024-05-03T10:32:00+02:00", "3 May 2024, 10:32 (UTC+02:00)"),
        ("last Tuesday", "last Tuesday"),
        (None, None),
    ],
)
def test_the_start_is_told_in_the_time_of_the_file(written, shown):
    assert shown_start(written) == shown


def test_one_is_singular_and_a_thousand_can_be_read():
    assert counted(1, singular="stride") == "1 stride"
    assert counted(37613, singular="stride").replace("\u202f", " ") == "37 613 strides"


def test_words_are_joined_as_in_a_sentence():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
