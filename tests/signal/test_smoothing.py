"""Bells, slopes and drift, against what they must give by hand."""

import numpy as np
import pytest

from restride.signal.smoothing import (
    averaged_parts,
    bell_curvature,
    bell_slope,
    bell_smoothed,
    between_parts,
    summed,
    window_means,
    without_drift,
)

RATE_HZ = 100.0
TIME_S = np.arange(400) / RATE_HZ
INSIDE = slice(60, -60)


def test_a_line_is_its_own_smooth_and_has_its_own_slope():
    line = 3.0 * TIME_S + 1.0

    smooth = bell_smoothed(line, width_s=0.05, sampling_rate_hz=RATE_HZ)
    slope = bell_slope(line, width_s=0.05, sampling_rate_hz=RATE_HZ)

    assert smooth[INSIDE] == pytest.approx(line[INSIDE])
    assert slope[INSIDE] == pytest.approx(3.0)


def test_a_parabola_has_its_own_curvature_and_a_constant_none():
    curvature = bell_curvature(2.0 * TIME_S**2, width_s=0.03, sampling_rate_hz=RATE_HZ)
    none = bell_curvature(np.full(400, 7.0), width_s=0.03, sampling_rate_hz=RATE_HZ)

    assert curvature[INSIDE] == pytest.approx(4.0)
    assert none == pytest.approx(0.0, abs=1e-9)


def test_a_wave_of_one_hertz_is_lowered_as_a_bell_lowers_it():
    wave = np.sin(2 * np.pi * TIME_S)
    smooth = bell_smoothed(wave, width_s=0.1, sampling_rate_hz=RATE_HZ)

    expected = np.exp(-2 * (np.pi * 0.1) ** 2)
    assert smooth[INSIDE] == pytest.approx(expected * wave[INSIDE], abs=2e-4)


def test_drift_goes_and_a_quick_wave_stays():
    wave = np.sin(2 * np.pi * 4.0 * TIME_S)
    steady = without_drift(wave + 2.0 * TIME_S, width_s=0.4, sampling_rate_hz=RATE_HZ)

    # Near the ends the wide bell sees only one side of the line.
    assert steady[140:-140] == pytest.approx(wave[140:-140], abs=0.1)


def test_the_sum_of_a_constant_is_a_line_from_zero():
    assert summed(np.full(5, 2.0), sampling_rate_hz=2.0).tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_windows_are_averaged_and_kept_inside():
    means = window_means(np.arange(10.0), np.array([2.0, -5.0, 20.0]), length_samples=3)

    assert means.tolist() == [3.0, 0.0, 9.0]


@pytest.mark.parametrize("factor", [1, 2, 3, 4, 5])
def test_a_line_through_averages_is_the_line(factor):
    rows = np.stack((np.arange(60.0), 5 - 2 * np.arange(60.0)))

    again = between_parts(averaged_parts(rows, factor), factor=factor, count=60)

    assert again == pytest.approx(rows)


def test_a_shorter_last_part_is_averaged_too():
    assert averaged_parts(np.array([1.0, 3.0, 8.0]), 2).tolist() == [2.0, 8.0]
