"""Pieces: split at gaps, even within, nothing invented, nothing copied needlessly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.recording.clock import Clock
from restride.recording.pieces import regular_pieces
from restride.recording.recording import Sensor
from restride.recording.resampling import at_rate
from restride.terms import Placement


def _sensor(samples_count=1000, *, rate_hz=100.0, times_s=None, waves_hz=1.5, **more):
    at_s = np.arange(samples_count) / rate_hz if times_s is None else times_s
    signal = np.column_stack([np.sin(2 * np.pi * waves_hz * at_s + phase) for phase in (0, 1, 2)])
    clock = Clock(sampling_rate_hz=rate_hz, samples_count=samples_count, stamps_s=times_s)
    values = {
        "name": "back",
        "placement": Placement.LOWER_BACK,
        "clock": clock,
        "acceleration_mps2": signal,
        "angular_velocity_dps": 10 * signal,
    }
    return Sensor(**{**values, **more})


def _true(piece, waves_hz=1.5):
    at_s = piece.start_s + np.arange(piece.samples_count) / piece.sampling_rate_hz
    return np.sin(2 * np.pi * waves_hz * at_s)


def test_an_even_signal_at_the_rate_is_one_piece_without_a_copy():
    sensor = _sensor()
    (piece,) = regular_pieces(sensor, sampling_rate_hz=100)

    assert np.shares_memory(piece.acceleration_mps2, sensor.acceleration_mps2)
    assert (piece.start_s, piece.samples_count, piece.bridged_s) == (0, 1000, 0)
    assert piece.end_s == 10


@pytest.mark.parametrize(
    ("rate_hz", "kept_hz"), [(100.5, 100.5), (100.6, 100), (99.5, 99.5), (99.4, 100)]
)
def test_a_rate_within_half_a_per_cent_is_kept(rate_hz, kept_hz):
    (piece,) = regular_pieces(_sensor(rate_hz=rate_hz), sampling_rate_hz=100)

    assert piece.sampling_rate_hz == kept_hz


def test_a_gap_of_five_seconds_splits_and_the_rest_stays_in_its_place():
    times_s = np.arange(1000) / 100
    times_s[600:] += 5
    first, second = regular_pieces(_sensor(times_s=times_s), sampling_rate_hz=100)

    assert (first.start_s, first.samples_count) == (0, 600)
    assert (second.start_s, second.samples_count) == (pytest.approx(11), 400)
    assert second.acceleration_mps2[:, 0] == pytest.approx(_true(second), abs=1e-9)


def test_missing_values_split_only_where_they_last():
    sensor = _sensor()
    sensor.acceleration_mps2[200:210] = np.nan
    sensor.angular_velocity_dps[500:511, 2] = np.nan
    first, second = regular_pieces(sensor, sampling_rate_hz=100)

    assert (first.samples_count, first.bridged_s) == (500, pytest.approx(0.1))
    assert (second.start_s, second.samples_count) == (pytest.approx(5.11), 489)
    assert np.isfinite(first.acceleration_mps2).all()
    assert np.isfinite(first.angular_velocity_dps).all()


def test_one_missing_sample_is_put_back_where_it_was():
    sensor = _sensor()
    sensor.acceleration_mps2[333] = np.nan
    (piece,) = regular_pieces(sensor, sampling_rate_hz=100)

    assert piece.acceleration_mps2[:, 0] == pytest.approx(_true(piece), abs=0.01)


def test_no_usable_sample_makes_no_piece():
    sensor = _sensor(acceleration_mps2=np.full((1000, 3), np.nan))

    assert regular_pieces(sensor, sampling_rate_hz=100) == ()


def test_jitter_is_taken_out():
    times_s = np.arange(1000) / 100 + np.random.default_rng(1).uniform(0, 0.005, 1000)
    (piece,) = regular_pieces(_sensor(times_s=times_s), sampling_rate_hz=100)

    assert piece.sampling_rate_hz == 100
    assert piece.acceleration_mps2[:, 0] == pytest.approx(_true(piece), abs=0.002)


@pytest.mark.parametrize("rate_hz", [20.0, 50.0, 97.3, 128.0, 204.8, 400.0])
def test_other_rates_come_to_the_wanted_one_without_delay(rate_hz):
    sensor = _sensor(int(10 * rate_hz), rate_hz=rate_hz)
    (piece,) = regular_pieces(sensor, sampling_rate_hz=100)

    assert piece.sampling_rate_hz == 100
    inside = slice(30, -30)
    off = np.abs(piece.acceleration_mps2[inside, 0] - _true(piece)[inside])
    assert off.max() < (0.02 if rate_hz < 30 else 0.004)


def test_what_the_lower_rate_cannot_hold_does_not_fold_back():
    sensor = _sensor(4000, rate_hz=400, waves_hz=90)
    (piece,) = regular_pieces(sensor, sampling_rate_hz=100)

    assert np.abs(piece.acceleration_mps2[30:-30]).max() < 0.01


def test_walking_passes_the_filter_unchanged():
    time_s = np.arange(8000) / 400
    wave = np.sin(2 * np.pi * 20 * time_s)[:, None]
    slow = at_rate(wave, from_hz=400, to_hz=100)[30:-30, 0]

    assert np.sqrt(2) * slow.std() == pytest.approx(1, abs=0.02)


def test_single_precision_stays_single():
    sensor = _sensor(2000, rate_hz=200.0)
    single = sensor.acceleration_mps2.astype(np.float32)
    (piece,) = regular_pieces(
        _sensor(2000, rate_hz=200.0, acceleration_mps2=single), sampling_rate_hz=100
    )

    assert piece.acceleration_mps2.dtype == np.float32


@given(
    missing=st.lists(st.tuples(st.integers(0, 290), st.integers(1, 40)), max_size=6),
    rate_hz=st.sampled_from([50.0, 100.0, 128.0]),
)
def test_pieces_are_finite_ordered_and_inside(missing, rate_hz):
    sensor = _sensor(300)
    for start, length in missing:
        sensor.acceleration_mps2[start : start + length] = np.nan
    pieces = regular_pieces(sensor, sampling_rate_hz=rate_hz)

    ends_s = [0.0]
    for piece in pieces:
        assert np.isfinite(piece.acceleration_mps2).all()
        assert len(piece.angular_velocity_dps) == piece.samples_count
        assert piece.start_s >= ends_s[-1] - 1e-9
        ends_s.append(piece.start_s + (piece.samples_count - 1) / piece.sampling_rate_hz)
    assert ends_s[-1] <= 3.0
