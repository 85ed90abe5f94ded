"""Strapdown between rests: written moves come back, and errors go where they came in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.strapdown import integrate_moves, multiplied, rotate

ONE_G_MPS2 = 9.80665
RATE_HZ = 200.0


def swing(length_m=1.3, rise_m=0.0, pitch_deg=40.0, turn_deg=0.0, rest_s=0.3, move_s=0.7):
    """A sensor that rests, goes forward while it pitches to and fro and turns, and rests again."""
    time_s = np.arange(0, 2 * rest_s + move_s, 1 / RATE_HZ)
    part = np.clip((time_s - rest_s) / move_s, 0, 1)
    smooth = part**4 * (35 - 84 * part + 70 * part**2 - 20 * part**3)
    path = np.stack((length_m * smooth, 0 * smooth, rise_m * smooth), axis=1)
    pitch = np.deg2rad(pitch_deg) * np.sin(2 * np.pi * part) ** 2 * np.sign(part - 0.5)
    heading = np.deg2rad(turn_deg) * smooth
    linear = np.gradient(np.gradient(path, time_s, axis=0), time_s, axis=0)
    linear[:, 2] += ONE_G_MPS2
    about_y = np.stack([np.cos(pitch / 2), 0 * pitch, np.sin(pitch / 2), 0 * pitch])
    about_z = np.stack([np.cos(heading / 2), 0 * pitch, 0 * pitch, np.sin(heading / 2)])
    orientation = multiplied(about_z, about_y)
    back = orientation * np.array([[1.0], [-1.0], [-1.0], [-1.0]])
    force = rotate(back, linear.T).T
    small = multiplied(back[:, :-1], orientation[:, 1:])
    turning = np.rad2deg(2 * small[1:].T * RATE_HZ)
    return force, np.concatenate((turning, turning[-1:]))


def integrated(force, turning, **how):
    last = len(force) - 20
    return integrate_moves(
        force,
        turning,
        starts_samples=np.array([20]),
        ends_samples=np.array([last]),
        sampling_rate_hz=RATE_HZ,
        **how,
    )


def test_a_swing_comes_back_as_it_was_written():
    move = integrated(*swing(length_m=1.3, rise_m=0.17))

    assert move.position_m[-1, :, 0] == pytest.approx([1.3, 0.0, 0.17], abs=0.004)


def test_a_turn_in_the_swing_is_followed():
    move = integrated(*swing(turn_deg=60.0))

    w, _, _, z = move.orientation_ratio[-1, :, 0]
    assert np.rad2deg(2 * np.arctan2(z, w)) == pytest.approx(60.0, abs=0.2)
    assert move.position_m[-1, :2, 0] == pytest.approx([1.3, 0.0], abs=0.01)


def test_a_sensor_that_rests_goes_nowhere():
    force = np.tile([0.0, 0.0, ONE_G_MPS2], (200, 1))

    move = integrated(force, np.zeros((200, 3)))

    assert np.abs(move.position_m).max() < 1e-9
    assert move.velocity_error_mps[0] == pytest.approx(0.0, abs=1e-9)


@given(slant_deg=st.integers(-20, 20), length_m=st.integers(2, 18).map(lambda tenths: tenths / 10))
def test_a_slanted_sensor_finds_the_same_length(slant_deg, length_m):
    slant = np.deg2rad(slant_deg)
    turned = np.array(
        [[1, 0, 0], [0, np.cos(slant), -np.sin(slant)], [0, np.sin(slant), np.cos(slant)]]
    )
    force, turning = swing(length_m=length_m)

    move = integrated(force @ turned.T, turning @ turned.T)

    assert np.hypot(*move.position_m[-1, :2, 0]) == pytest.approx(length_m, abs=0.01)


def test_many_moves_at_once_are_each_as_alone():
    one, other = swing(length_m=0.5, move_s=0.5), swing(length_m=1.4)
    force = np.concatenate((one[0], other[0]))
    turning = np.concatenate((one[1], other[1]))
    starts = np.array([20, len(one[0]) + 20])
    ends = np.array([len(one[0]) - 20, len(force) - 20])

    both = integrate_moves(
        force, turning, starts_samples=starts, ends_samples=ends, sampling_rate_hz=RATE_HZ
    )

    for index, alone in enumerate((integrated(*one), integrated(*other))):
        assert both.position_m[-1, :, index] == pytest.approx(alone.position_m[-1, :, 0], abs=1e-6)


def test_velocity_lost_in_a_shock_is_taken_out_at_the_shock():
    force, turning = swing(length_m=1.3)
    at = len(force) - 70
    force[at, 0] += 0.5 * RATE_HZ  # half a metre a second that was never there, in one sample

    move = integrated(force, turning)

    assert move.velocity_error_mps[0] == pytest.approx(0.5, abs=0.02)
    assert move.position_m[-1, 0, 0] == pytest.approx(1.3, abs=0.02)


def test_tilt_is_closed_at_the_second_rest_and_its_error_told():
    force, turning = swing()
    turning[:, 1] += 2.0

    move = integrated(force, turning)

    assert move.tilt_error_deg[0] == pytest.approx(2.0 * (len(force) - 41) / RATE_HZ, abs=0.2)
    assert move.position_m[-1, 0, 0] == pytest.approx(1.3, abs=0.03)


def test_a_quarter_turn_about_up_brings_forward_to_left():
    half = np.sqrt(0.5)

    turned = rotate(np.array([[half], [0.0], [0.0], [half]]), np.array([[1.0], [0.0], [0.0]]))

    assert turned[:, 0] == pytest.approx([0.0, 1.0, 0.0])
