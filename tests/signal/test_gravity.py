"""Up: by hand, in every orientation, through rotation, with gaps and without a gyroscope."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restride.errors import SignalNotUsable
from restride.signal.gravity import up_direction
from restride.signal.rotation import rotations_since_start, turned
from restride.signal.thinning import even_parts, smoothed, spread

RATE_HZ = 100.0
ONE_G_MPS2 = 9.80665


def tilting_sensor(*, rate_hz=RATE_HZ, duration_s=20.0, amplitude_deg=15.0):
    """A trunk that nods about its left axis (y) at 0.9 Hz and surges; x up, y left, z back."""
    time_s = np.arange(0, duration_s, 1 / rate_hz)
    omega = 2 * np.pi * 0.9
    angle = np.radians(amplitude_deg) * np.sin(omega * time_s)
    gyroscope = np.zeros((len(time_s), 3))
    gyroscope[:, 1] = np.degrees(np.radians(amplitude_deg) * omega * np.cos(omega * time_s))
    up = np.stack((np.cos(angle), np.zeros_like(angle), np.sin(angle)), axis=1)
    surge = 2.0 * np.sin(2 * np.pi * 1.8 * time_s)
    return ONE_G_MPS2 * up + surge[:, None] * up, gyroscope, up


def off_deg(found, truth):
    return np.degrees(np.arccos(np.clip(np.sum(found * truth, axis=1), -1, 1)))


def test_at_rest_up_is_where_acceleration_points():
    acceleration = np.tile([0.0, -ONE_G_MPS2, 0.0], (300, 1))

    for gyroscope in (None, np.zeros((300, 3))):
        up = up_direction(acceleration, gyroscope, sampling_rate_hz=RATE_HZ)
        np.testing.assert_allclose(up, np.tile([0.0, -1.0, 0.0], (300, 1)), atol=1e-12)


@pytest.mark.parametrize("rate_hz", [20.0, 100.0, 204.8, 400.0])
def test_a_nodding_trunk_is_followed_to_a_degree_at_every_rate(rate_hz):
    acceleration, gyroscope, up = tilting_sensor(rate_hz=rate_hz)

    found = up_direction(acceleration, gyroscope, sampling_rate_hz=rate_hz)

    assert off_deg(found, up).max() < 1.5
    assert off_deg(found, up).mean() < 0.5


def test_without_a_gyroscope_up_is_the_mean_posture():
    acceleration, _, up = tilting_sensor(amplitude_deg=5.0)

    found = up_direction(acceleration, None, sampling_rate_hz=RATE_HZ)

    assert off_deg(found, up).max() < 7.0


def test_a_gyroscope_offset_of_two_degrees_a_second_costs_less_than_a_degree_inside():
    acceleration, gyroscope, up = tilting_sensor(duration_s=40.0)

    found = up_direction(
        acceleration, gyroscope + np.array([0.0, 2.0, 0.0]), sampling_rate_hz=RATE_HZ
    )

    assert off_deg(found, up)[500:-500].max() < 1.0


def test_missing_samples_are_bridged_and_never_spread():
    acceleration, gyroscope, up = tilting_sensor()
    acceleration[700:720] = np.nan

    found = up_direction(acceleration, gyroscope, sampling_rate_hz=RATE_HZ)

    assert np.isfinite(found).all()
    assert off_deg(found, up).max() < 1.5


@settings(max_examples=15)
@given(turns=st.lists(st.integers(-180, 180), min_size=3, max_size=3))
def test_up_turns_with_the_axes_of_the_sensor(turns):
    acceleration, gyroscope, _ = tilting_sensor(duration_s=8.0)
    axes = rotation(turns)

    here = up_direction(acceleration, gyroscope, sampling_rate_hz=RATE_HZ)
    there = up_direction(acceleration @ axes.T, gyroscope @ axes.T, sampling_rate_hz=RATE_HZ)

    np.testing.assert_allclose(there, here @ axes.T, atol=1e-9)
    np.testing.assert_allclose(np.linalg.norm(there, axis=1), 1.0, atol=1e-4)


def rotation(angles_deg):
    """A right-handed turn of the axes by three angles."""
    matrix = np.eye(3)
    for axis, angle in enumerate(np.radians(angles_deg)):
        c, s = np.cos(angle), np.sin(angle)
        one = np.roll(np.roll(np.array([[1, 0, 0], [0, c, -s], [0, s, c]]), axis, 0), axis, 1)
        matrix = matrix @ one
    return matrix


def test_a_signal_of_nothing_is_refused():
    with pytest.raises(SignalNotUsable, match="all 50 samples are missing"):
        up_direction(np.full((50, 3), np.nan), None, sampling_rate_hz=RATE_HZ)


def test_acceleration_without_gravity_is_refused():
    with pytest.raises(SignalNotUsable, match="0 m/s2 in 13 places"):
        up_direction(np.zeros((50, 3)), np.zeros((50, 3)), sampling_rate_hz=RATE_HZ)


@pytest.mark.parametrize("count", [1, 2, 63, 64, 65, 5000])
def test_a_quarter_turn_to_the_left_brings_forward_to_the_left(count):
    rate_hz = (count - 1) or 1
    gyroscope = np.tile([0.0, 0.0, 90.0], (count, 1))

    attitude = rotations_since_start(gyroscope, sampling_rate_hz=rate_hz)
    forward = turned(attitude, np.tile([1.0, 0.0, 0.0], (count, 1)))

    np.testing.assert_allclose(forward[0], [1, 0, 0], atol=1e-12)
    if count > 1:
        np.testing.assert_allclose(forward[-1], [0, 1, 0], atol=1e-9)


def test_parts_average_and_leave_out_what_is_missing():
    values = np.array([[1.0], [3.0], [np.nan], [5.0], [7.0]])

    np.testing.assert_allclose(even_parts(values, 2), [[2.0], [5.0], [7.0]])


@pytest.mark.parametrize("factor", [1, 2, 3, 4, 5, 16])
def test_a_straight_line_comes_back_from_its_parts(factor):
    line = np.arange(factor * 12.0)[:, None] * [1.0, -2.0]

    np.testing.assert_allclose(
        spread(even_parts(line, factor), factor, count=len(line)), line, atol=1e-9
    )


@pytest.mark.parametrize("width_samples", [0.9, 2.0, 5.0, 6.25, 40.0])
def test_the_bell_has_the_width_it_was_asked_for(width_samples):
    pulse = np.zeros(801)
    pulse[400] = 1.0

    bell = smoothed(pulse, width_samples)

    spread_samples = np.sqrt(np.sum(bell * (np.arange(801) - 400.0) ** 2))
    assert spread_samples == pytest.approx(width_samples, rel=0.05, abs=0.2)
    assert bell.sum() == pytest.approx(1.0)


@given(count=st.integers(1, 120), width=st.integers(5, 120))
def test_a_constant_stays_itself_up_to_both_ends(count, width):
    np.testing.assert_allclose(smoothed(np.full(count, 9.81), width / 10), 9.81)


@given(width=st.integers(5, 60), seed=st.integers(0, 99))
def test_a_missing_sample_far_away_changes_nothing(width, seed):
    whole = np.random.default_rng(seed).normal(size=(200, 2))
    torn = whole.copy()
    torn[199] = np.nan

    near = slice(0, 199 - 6 * (width // 10 + 1))
    expected = smoothed(whole, width / 10)[near]
    np.testing.assert_allclose(smoothed(torn, width / 10)[near], expected, atol=1e-9)


def test_a_stretch_of_missing_samples_stays_missing_in_its_parts():
    values = np.ones((23, 3))
    values[5:14] = np.nan
    values[20:] = np.nan
    parts = even_parts(values, 4)

    assert np.isnan(parts[2:3]).all()
    assert np.isnan(parts[5]).all()
    np.testing.assert_allclose(parts[[0, 1, 3, 4]], 1.0)
