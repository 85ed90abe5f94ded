"""All measures of a trial: truth by construction, and what is said beside the numbers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.balance.boundary_numbers import boundary_numbers
from restride.balance.conditions import StandingCondition
from restride.balance.diffusion_numbers import diffusion_numbers
from restride.balance.measure_definitions import BALANCE_MEASURES
from restride.balance.measures import sway_measures
from restride.balance.path_numbers import path_numbers
from restride.balance.settings import (
    DiffusionSettings,
    EntropySettings,
    SwaySettings,
    TaperSettings,
    changed_settings,
)
from restride.errors import OptionError
from restride.measure import Interval, NotComputed
from restride.sources import source
from restride.terms import Surface

RATE_HZ = 100.0
FEET = np.array([[150.0, 120.0], [150.0, -120.0], [-100.0, -90.0], [-100.0, 90.0]])


def sway(samples_count=6000, *, seed=0):
    """Draw a path that strays by chance and is pulled back to the middle."""
    noise = np.random.default_rng(seed).normal(size=(samples_count, 2))
    path_mm = np.zeros((samples_count, 2))
    for index in range(1, samples_count):
        path_mm[index] = 0.99 * path_mm[index - 1] + noise[index] * (0.8, 0.4)
    return path_mm


PATH_MM = sway()


def by_key(path_mm, **told):
    found = sway_measures(path_mm, sampling_rate_hz=RATE_HZ, **told)
    return {each.definition.key: each for each in found}


def test_every_measure_is_given_once_and_in_the_order_of_the_definitions():
    found = sway_measures(PATH_MM, sampling_rate_hz=RATE_HZ, outline_mm=FEET)

    assert [each.definition.key for each in found] == list(BALANCE_MEASURES)
    assert all(each.value is not None and np.isfinite(each.value) for each in found)


def test_without_the_outline_of_the_feet_there_is_no_time_to_boundary():
    found = by_key(PATH_MM)

    assert BALANCE_MEASURES.keys() - found.keys() == {
        "mean_time_to_boundary_s",
        "least_time_to_boundary_s",
        "mean_linear_time_to_boundary_s",
        "least_linear_time_to_boundary_s",
    }


def test_every_definition_has_a_source_and_enough_words():
    for row in BALANCE_MEASURES.values():
        assert source(row.source).year > 1900
        assert row.definition.endswith(".")
        assert "{" not in row.definition + row.title + row.key
        assert len(row.definition) > 40
    titles = [row.title for row in BALANCE_MEASURES.values()]
    assert len(titles) == len(set(titles))


def test_sines_of_known_frequency_and_size_show_both():
    times_s = np.arange(6000) / RATE_HZ
    # 4 mm at 0.25 Hz forward; 2 mm at 1 Hz to the sides.
    path_mm = np.column_stack((4 * np.sin(np.pi * times_s / 2), 2 * np.sin(2 * np.pi * times_s)))

    measures = by_key(path_mm)
    found = {key: each.value for key, each in measures.items()}

    assert found["power_anteroposterior_mm2"] == pytest.approx(8.0, rel=0.01)
    assert found["power_mediolateral_mm2"] == pytest.approx(2.0, rel=0.01)
    assert found["frequency_of_most_power_mediolateral_hz"] == pytest.approx(1.0, abs=0.02)
    assert found["tapered_frequency_50_mediolateral_hz"] == pytest.approx(1.0, abs=0.05)
    assert found["centroidal_frequency_mediolateral_hz"] == pytest.approx(1.0, abs=0.01)
    assert found["frequency_dispersion_mediolateral_ratio"] < 0.1
    # Prieto's frequency of a sine: its velocity is four heights a turn.
    assert found["rotational_frequency_mediolateral_hz"] == pytest.approx(
        8 / (4 * np.sqrt(2) * 2 * 2 / np.pi), rel=1e-3
    )
    # After ten seconds everything is where it was: no straight line in logarithms.
    assert found["long_scaling_mediolateral_ratio"] is None
    assert "the path comes back" in measures["long_scaling_mediolateral_ratio"].note
    # A sine goes on as it went: its patterns repeat.
    assert found["sample_entropy_mediolateral_ratio"] < 0.2


def test_a_walk_of_chance_strays_with_its_own_diffusion():
    # Steps of 0.5 mm a hundredth of a second: D = 0.5² · 100 / 2 = 12.5 mm²/s, exponent 1/2.
    path_mm = np.cumsum(np.random.default_rng(5).normal(size=(200_000, 2)) * 0.5, axis=0)

    numbers = diffusion_numbers(
        path_mm, sampling_rate_hz=RATE_HZ, settings=DiffusionSettings()
    ).numbers

    for direction, expected in (("anteroposterior", 12.5), ("planar", 25.0)):
        assert numbers[f"short_diffusion_{direction}_mm2ps"] == pytest.approx(expected, rel=0.1)
        assert numbers[f"short_scaling_{direction}_ratio"] == pytest.approx(0.5, abs=0.02)
        assert numbers[f"long_scaling_{direction}_ratio"] == pytest.approx(0.5, abs=0.1)


def test_white_noise_is_less_regular_than_sway():
    white = np.random.default_rng(1).normal(size=(3000, 2))
    key = "sample_entropy_anteroposterior_ratio"

    assert by_key(white)[key].value > 1.9
    assert by_key(PATH_MM)[key].value < 0.6


@given(st.integers(0, 2**32 - 1))
def test_areas_keep_their_order(seed):
    found = {key: each.value for key, each in by_key(sway(1500, seed=seed)).items()}

    # From the loosest to the tightest, of one spread.
    assert found["sway_area_mm2"] > found["prieto_exact_ellipse_area_mm2"]
    assert found["sway_area_mm2"] > found["normal_ellipse_area_mm2"]
    assert found["normal_ellipse_area_mm2"] > found["axes_ellipse_area_mm2"]
    assert found["mean_ellipse_area_mm2"] < 0.01 * found["sway_area_mm2"]
    assert found["range_mm"] >= found["range_anteroposterior_mm"]
    assert found["rms_distance_mm"] >= found["mean_distance_mm"]
    assert found["path_length_mm"] >= found["path_length_anteroposterior_mm"]


def test_a_short_trial_is_measured_and_said_to_be_short():
    found = by_key(PATH_MM[:2000])

    assert found["mean_velocity_mmps"].value > 0
    assert "From 20.0 s; at least 25 s are advised" in found["mean_velocity_mmps"].note
    absent = found["critical_time_planar_s"]
    assert absent.value is None
    assert absent.note.startswith("Lags of 10 s need 30 s of standing, and there are 20.0 s.")
    assert isinstance(absent.uncertainty, NotComputed)


def test_a_trial_of_25_s_is_long_enough():
    assert by_key(PATH_MM[:2500])["mean_velocity_mmps"].note is None


def test_a_gap_is_left_out_and_every_number_says_so():
    with_gap_mm = PATH_MM.copy()
    with_gap_mm[1000:1200] = np.nan

    found = by_key(with_gap_mm)

    expected = by_key(PATH_MM[1200:])
    assert {key: each.value for key, each in found.items()} == {
        key: each.value for key, each in expected.items()
    }
    assert {each.note for each in found.values()} == {
        "From the longest stretch without a gap: 12.0 to 60.0 s of 60.0 s."
    }


def test_a_rate_that_no_whole_number_thins_to_25_hz_has_no_thinned_entropy():
    found = {
        each.definition.key: each for each in sway_measures(PATH_MM[:3000], sampling_rate_hz=60.0)
    }

    assert found["sample_entropy_mediolateral_ratio"].value is not None
    absent = found["thinned_sample_entropy_mediolateral_ratio"]
    assert absent.value is None
    assert "60 Hz is no whole multiple of 25 Hz" in absent.note


def test_a_signal_too_long_to_compare_has_no_entropy_and_is_still_thinned():
    told = SwaySettings(entropy=EntropySettings(most_count=5999))
    found = by_key(PATH_MM, settings=told)

    absent = found["sample_entropy_mediolateral_ratio"]
    assert absent.value is None
    assert absent.note.startswith("Sample entropy compares up to 5999 samples, and there are 6000.")
    assert found["thinned_sample_entropy_mediolateral_ratio"].value is not None
    assert found["mean_velocity_mmps"].note is None


def test_a_rate_below_twice_the_band_gives_none_of_its_power():
    slow, enough = (
        {each.definition.key: each for each in sway_measures(PATH_MM, sampling_rate_hz=rate_hz)}
        for rate_hz in (9.9, 10.0)
    )

    absent = slow["centroidal_frequency_mediolateral_hz"]
    assert absent.value is None
    assert absent.note == (
        "Power up to 5 Hz needs at least 10 samples a second, and there are 9.9."
    )
    assert enough["centroidal_frequency_mediolateral_hz"].value is not None


def test_a_device_of_25_hz_is_thinned_by_nothing():
    found = {
        each.definition.key: each.value
        for each in sway_measures(PATH_MM[:3000], sampling_rate_hz=25.0)
    }

    assert (
        found["thinned_sample_entropy_anteroposterior_ratio"]
        == found["sample_entropy_anteroposterior_ratio"]
    )


def test_an_outline_in_centimetres_is_refused_and_the_rest_is_measured():
    found = by_key(PATH_MM + np.array([80.0, 0.0]), outline_mm=FEET / 10)

    assert found["mean_velocity_mmps"].value is not None
    absent = found["least_time_to_boundary_s"]
    assert absent.value is None
    assert "100% of the samples lie outside the outline of the feet" in absent.note


def test_one_sample_in_a_hundred_may_lie_outside_the_outline_and_no_more():
    path_mm = PATH_MM[:1000].copy()
    path_mm[:10] = (500.0, 0.0)
    told = {"outline_mm": FEET, "sampling_rate_hz": RATE_HZ}
    assert boundary_numbers(path_mm, **told).numbers["least_time_to_boundary_s"] is not None

    path_mm[10] = (500.0, 0.0)
    assert boundary_numbers(path_mm, **told).numbers["least_time_to_boundary_s"] is None


def test_a_path_that_never_reaches_the_outline_has_no_time():
    # Pushed backwards ever harder while still: at constant acceleration it leaves behind.
    still_mm = np.zeros((1000, 2))

    found = boundary_numbers(still_mm, outline_mm=FEET, sampling_rate_hz=RATE_HZ)

    assert set(found.numbers.values()) == {None}
    assert found.why_absent == "At no sample would the path reach the outline of the feet."


def test_the_three_published_numbers_bear_an_interval_where_the_surface_is_known():
    firm = StandingCondition(surface=Surface.FIRM)
    found = by_key(PATH_MM, condition=firm)

    with_interval = {key for key, each in found.items() if isinstance(each.uncertainty, Interval)}
    assert with_interval == {"sway_area_mm2", "mean_velocity_mmps", "mean_frequency_hz"}
    unknown = by_key(PATH_MM)["mean_velocity_mmps"].uncertainty
    assert "depends on the surface" in unknown.reason


def test_a_method_that_is_not_wanted_is_left_out():
    few = SwaySettings(tapers=None, diffusion=None, entropy=None)
    found = by_key(PATH_MM, settings=few)

    assert not {key for key in found if "tapered" in key or "entropy" in key or "diff" in key}
    assert found["mean_velocity_mmps"].note is None


def test_other_settings_than_defined_are_said_beside_every_number():
    other = SwaySettings(coverage_share=0.9, tapers=TaperSettings(highest_hz=3.0))

    notes = {each.note for each in by_key(PATH_MM, settings=other).values()}

    assert notes == {
        "Measured otherwise than defined: coverage_share = 0.9, tapers.highest_hz = 3.0."
    }
    assert changed_settings(replace(other, coverage_share=0.95, tapers=None)) == ()


def test_the_constants_of_the_methods_are_those_of_their_sources():
    settings = SwaySettings()

    assert (settings.coverage_share, settings.prieto_f_ratio) == (0.95, 3.0)
    assert (settings.prieto_z_ratio, settings.axes_ratio) == (1.645, 1.96)
    assert settings.pieces.piece_share == 0.5
    assert settings.tapers == TaperSettings(tapers_count=8, lowest_hz=0.15, highest_hz=5.0)
    assert settings.entropy == EntropySettings(
        pattern_count=2, tolerance_share=0.2, thinned_hz=25.0, most_count=250_000
    )
    assert settings.diffusion == DiffusionSettings(
        short_end_s=1.0, long_start_s=2.5, long_end_s=10.0, least_lags_ratio=3.0
    )


def test_diffusion_of_a_second_or_less_is_left_out_where_a_second_holds_one_sample():
    found = diffusion_numbers(
        np.random.default_rng(1).normal(size=(100, 2)),
        sampling_rate_hz=1.0,
        settings=DiffusionSettings(),
    )

    assert set(found.numbers.values()) == {None}
    assert "1 samples a second give 1" in found.why_absent


def test_regions_of_the_diffusion_plot_that_overlap_are_refused():
    with pytest.raises(OptionError, match="0 to 3 s and 2.5 to 10 s"):
        DiffusionSettings(short_end_s=3.0)


def test_a_straight_line_fills_no_part_of_the_plane():
    line_mm = np.column_stack((np.linspace(0, 100, 600), np.linspace(0, 50, 600)))

    found = path_numbers(line_mm, sampling_rate_hz=RATE_HZ, settings=SwaySettings())

    # Its length is its range; its ellipse has no area.
    assert found.numbers["fractal_dimension_ratio"] == pytest.approx(1.0)
    assert found.numbers["fractal_dimension_ellipse_ratio"] is None
    assert found.numbers["prieto_ellipse_area_mm2"] == pytest.approx(0.0, abs=1e-3)
    assert found.why_absent == "The path is too straight to fill any part of the plane."
