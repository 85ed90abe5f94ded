"""The twelve numbers read first: by hand, always true, and of many recordings at once."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.balance import sway as sway_module
from restride.balance.settings import PieceSettings, SwaySettings
from restride.balance.sway import CoreSway, core_measures
from restride.errors import SignalTooShort

RATE_HZ = 100.0
NAMES = [each.name for each in fields(CoreSway)]


def walks(recordings_count, samples_count, *, seed=0):
    generator = np.random.default_rng(seed)
    return np.cumsum(generator.normal(size=(recordings_count, samples_count, 2)), axis=1)


def numbers(paths_mm, **told):
    found = core_measures(np.asarray(paths_mm), sampling_rate_hz=RATE_HZ, **told)
    return np.array([getattr(found, name) for name in NAMES])


def test_a_square_walked_round_has_the_numbers_worked_out_in_the_head():
    # Four corners of a square of 2 mm, five times round: each step 2 mm, each 1.414 mm off.
    corners = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, -1.0], [-1.0, 1.0]])
    path_mm = np.tile(corners, (5, 1))[None] + (30.0, -70.0)

    found = core_measures(path_mm, sampling_rate_hz=4.0)

    assert found.path_length_mm == pytest.approx(19 * 2.0)
    assert found.mean_velocity_mmps == pytest.approx(38.0 / 5.0)
    assert found.mean_velocity_anteroposterior_mmps == pytest.approx(9 * 2.0 / 5.0)
    assert found.mean_velocity_mediolateral_mmps == pytest.approx(10 * 2.0 / 5.0)
    assert found.mean_distance_mm == pytest.approx(np.sqrt(2))
    assert found.rms_distance_anteroposterior_mm == pytest.approx(1.0)
    assert found.rms_distance_mediolateral_mm == pytest.approx(1.0)
    assert found.range_anteroposterior_mm == pytest.approx(2.0)
    # 19 triangles of 1 mm² in 5 s.
    assert found.sway_area_rate_mm2ps == pytest.approx(19 / 5.0)
    # det S = (20 / 19)²; F(0.95; 2, 18) = 3.5546; 2 · 19 · 21 / (20 · 18).
    assert found.sway_area_mm2 == pytest.approx(
        np.pi * 20 / 19 * 3.5546 * 2 * 19 * 21 / (20 * 18), rel=1e-4
    )


def test_two_sines_have_the_mean_frequency_of_both_by_their_power():
    times_s = np.arange(6000) / RATE_HZ
    # Powers 4.5 at 0.5 Hz forward and 0.5 at 2 Hz to the sides.
    path_mm = np.column_stack((3 * np.sin(np.pi * times_s), np.sin(4 * np.pi * times_s)))

    found = core_measures(path_mm[None], sampling_rate_hz=RATE_HZ)

    assert found.mean_frequency_hz == pytest.approx((4.5 * 0.5 + 0.5 * 2.0) / 5.0, rel=1e-3)


@pytest.mark.parametrize("samples_count", [16, 17, 997, 6000, 6001])
def test_many_recordings_give_what_each_gives_alone(samples_count, monkeypatch):
    paths_mm = walks(7, samples_count)
    alone = np.hstack([numbers(path_mm[None]) for path_mm in paths_mm])
    # Three at a time: the last handful is smaller.
    monkeypatch.setattr(sway_module, "_AT_ONCE_COUNT", 6 * samples_count)

    assert numbers(paths_mm) == pytest.approx(alone, rel=1e-12)


@given(st.floats(-500, 500), st.floats(-500, 500))
def test_where_the_person_stands_on_the_plate_does_not_matter(forward_mm, right_mm):
    paths_mm = walks(1, 400)
    moved_mm = paths_mm + np.array([forward_mm, right_mm])

    assert numbers(moved_mm) == pytest.approx(numbers(paths_mm), rel=1e-9)


@given(st.integers(1, 400).map(lambda tenths: tenths / 10))
def test_a_larger_sway_is_larger_in_its_unit(factor):
    paths_mm = walks(1, 400)
    powers = [{"hz": 0, "mm": 1, "mmps": 1}.get(name.rsplit("_", 1)[1], 2) for name in NAMES]
    expected = numbers(paths_mm)[:, 0] * factor ** np.array(powers)

    assert numbers(paths_mm * factor)[:, 0] == pytest.approx(expected, rel=1e-9)


def test_swapping_the_directions_swaps_their_numbers():
    paths_mm = walks(1, 500)
    straight = core_measures(paths_mm, sampling_rate_hz=RATE_HZ)
    swapped = core_measures(paths_mm[..., ::-1], sampling_rate_hz=RATE_HZ)

    for name in NAMES:
        other = name.replace("anteroposterior", "*").replace("mediolateral", "anteroposterior")
        other = other.replace("*", "mediolateral")
        assert getattr(swapped, other) == pytest.approx(getattr(straight, name))


def test_time_backwards_gives_the_same_but_for_the_bell_of_the_spectrum():
    paths_mm = walks(2, 600)
    straight, backwards = numbers(paths_mm), numbers(paths_mm[:, ::-1])
    of_spectrum = NAMES.index("mean_frequency_hz")

    # The bell of a piece begins at zero, and ends one sample before it.
    assert backwards[of_spectrum] == pytest.approx(straight[of_spectrum], rel=0.01)
    assert np.delete(backwards, of_spectrum, 0) == pytest.approx(
        np.delete(straight, of_spectrum, 0), rel=1e-9
    )


def test_a_missing_sample_makes_one_recording_nan_and_no_other():
    paths_mm = walks(3, 300)
    paths_mm[1, 40] = np.nan

    found = numbers(paths_mm)

    assert np.isnan(found[:, 1]).all()
    assert np.isfinite(found[:, [0, 2]]).all()


def test_the_given_array_is_left_as_it_was():
    paths_mm = walks(2, 300)
    before = paths_mm.copy()
    numbers(paths_mm)

    assert (paths_mm == before).all()


def test_single_precision_is_measured_in_double():
    paths_mm = walks(1, 300).astype(np.float32)

    assert numbers(paths_mm) == pytest.approx(numbers(paths_mm.astype(float)), rel=1e-12)


def test_settings_reach_the_numbers():
    paths_mm = walks(1, 600)
    usual = core_measures(paths_mm, sampling_rate_hz=RATE_HZ)
    other = core_measures(
        paths_mm,
        sampling_rate_hz=RATE_HZ,
        settings=SwaySettings(coverage_share=0.5, pieces=PieceSettings(piece_share=0.25)),
    )

    assert other.sway_area_mm2 < usual.sway_area_mm2 / 4
    assert other.mean_frequency_hz != pytest.approx(usual.mean_frequency_hz)
    assert other.path_length_mm == usual.path_length_mm


def test_fifteen_samples_are_refused():
    with pytest.raises(SignalTooShort, match="at least 0.16 s of signal, and got 0.15 s"):
        numbers(walks(1, 15))
