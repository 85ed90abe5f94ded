"""The parts of walking from the feet, each by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.gait.feet.bias import standing_bias_dps
from restride.gait.feet.clocks import ClockLine, find_clock_line
from restride.gait.feet.rests import find_moves
from restride.gait.feet.settings import SwingSettings
from restride.gait.feet.strides import steps_among
from restride.gait.feet.swings import Swings, foot_path, join_swings

ONE_G_MPS2 = 9.80665


def swings(landings_s, **more):
    """Swings of 0.4 s that go 1.2 m each, by when they land."""
    landings_s = np.asarray(landings_s, dtype=float)
    given_values = {
        "rest_before_s": landings_s - 0.8,
        "rest_after_s": landings_s + 0.3,
        "push_off_s": landings_s - 0.45,
        "final_contact_s": landings_s - 0.4,
        "initial_contact_s": landings_s,
        "peak_speed_mps": np.full(len(landings_s), 3.0),
        "forward_m": np.full(len(landings_s), 1.2),
        "length_m": np.full(len(landings_s), 1.2),
    }
    nothing = dict.fromkeys(Swings.__dataclass_fields__, np.zeros(len(landings_s)))
    return Swings(**(nothing | given_values | more))


def test_the_bias_is_what_a_standing_foot_turns():
    turning = np.tile([0.7, -1.2, 0.3], (1000, 1))
    turning[500:] += 200 * np.sin(np.arange(500) / 10)[:, None]

    assert standing_bias_dps(turning, sampling_rate_hz=100.0) == pytest.approx([0.7, -1.2, 0.3])


def test_a_foot_that_never_stands_tells_no_bias():
    turning = 5 + 200 * np.sin(np.arange(1000) / 10)[:, None] * np.ones(3)

    assert standing_bias_dps(turning, sampling_rate_hz=100.0) == pytest.approx([0, 0, 0])


def test_two_swings_between_rests_are_two_moves():
    turning = np.zeros((600, 3))
    for first in (150, 350):
        turning[first : first + 60, 1] = 300 * np.sin(np.linspace(0, 2 * np.pi, 60))
    force = np.tile([0.0, 0.0, ONE_G_MPS2], (600, 1))

    moves = find_moves(force, turning, sampling_rate_hz=100.0)

    assert len(moves.starts_samples) == 2
    assert np.all(moves.starts_samples < [150, 350])
    assert np.all(moves.ends_samples > [210, 410])


def test_a_foot_at_rest_has_no_move():
    force = np.tile([0.0, 0.0, ONE_G_MPS2], (600, 1))

    moves = find_moves(force, np.zeros((600, 3)), sampling_rate_hz=100.0)

    assert len(moves.starts_samples) == 0


@pytest.mark.parametrize(
    ("length_m", "speed_mps", "turn_deg", "is_step"),
    [
        (0.04, 0.35, 0.0, True),
        (0.03, 0.35, 0.0, False),
        (0.04, 0.34, 0.0, False),
        (0.01, 0.25, 45.0, True),
        (0.01, 0.25, -44.0, False),
        (0.01, 0.24, 90.0, False),
    ],
)
def test_a_step_goes_or_turns(length_m, speed_mps, turn_deg, is_step):
    one = swings(
        [1.0],
        length_m=np.array([length_m]),
        peak_speed_mps=np.array([speed_mps]),
        turn_deg=np.array([turn_deg]),
    )

    assert len(steps_among(one, settings=SwingSettings()).length_m) == is_step


def test_four_quarter_turns_to_the_left_come_home():
    square = swings([1, 2, 3, 4], turn_deg=np.full(4, 90.0))

    path_m = foot_path(square)

    assert path_m[1] == pytest.approx([1.2, 0, 0])
    assert path_m[2] == pytest.approx([1.2, 1.2, 0])
    assert path_m[4] == pytest.approx([0, 0, 0], abs=1e-9)


def test_no_swings_join_to_none():
    assert len(join_swings([]).length_m) == 0


def test_feet_that_alternate_need_no_other_clock():
    assert find_clock_line(swings(np.arange(20.0)), swings(np.arange(20.0) + 0.5)) is None


def test_a_few_strides_tell_nothing_about_clocks():
    assert find_clock_line(swings(np.arange(5.0)), swings(np.arange(5.0))) is None


#: At half a stride nobody can tell which foot went first.
OFFSETS_S = [tenths / 10 for tenths in range(-45, 46) if tenths % 10 != 5]


@given(offset_s=st.sampled_from(OFFSETS_S))
def test_an_offset_is_found_but_for_which_foot_went_first(offset_s):
    begins = np.concatenate((np.arange(20.0), np.arange(30.0, 41.0), np.arange(50.0, 69.0)))

    line = find_clock_line(swings(begins), swings(begins + 0.5 + offset_s))

    found_s = 0.0 if line is None else line.offset_s
    off_s = abs(found_s + offset_s)
    assert min(off_s, abs(off_s - 1.0)) <= (0.25 if line is None else 0.05)


def test_a_clock_line_turns_about_the_middle():
    line = ClockLine(offset_s=0.5, drift_ratio=0.01, middle_s=100.0)

    assert line.to_left(np.array([100.0, 200.0])) == pytest.approx([100.5, 201.5])
