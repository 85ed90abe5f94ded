"""Ellipses around a path, against tables and against points drawn at random."""

import numpy as np
import pytest

from restride.signal.ellipse import (
    angle_of,
    f_quantile,
    half_axes_of,
    mean_scale,
    normal_scale,
    prediction_scale,
    spread_area,
    spread_of_path,
)


@pytest.mark.parametrize(
    ("below_count", "expected"),
    [(1, 199.5), (2, 19.0), (10, 4.1028), (60, 3.1504), (1000, 3.0047)],
)
def test_the_f_quantile_is_that_of_the_tables(below_count, expected):
    assert f_quantile(0.95, below_count=below_count) == pytest.approx(expected, rel=2e-5)


def test_the_normal_scale_is_chi_squared_of_two():
    assert normal_scale(0.95) == pytest.approx(5.991464547, abs=1e-9)


def test_the_prediction_ellipse_of_many_points_is_the_normal_one():
    assert prediction_scale(0.95, samples_count=10**7) == pytest.approx(normal_scale(0.95), 1e-6)


def test_the_ellipse_of_the_mean_shrinks_with_the_number_of_points():
    assert mean_scale(0.95, samples_count=4000) == pytest.approx(
        mean_scale(0.95, samples_count=1000) / 4, rel=0.01
    )


def test_a_cross_has_the_spread_counted_in_the_head():
    # Two points at 3 before and behind, two at 1 to each side: sums 18 and 2 over n - 1 = 3.
    cross = np.array([[3.0, 0.0], [-3.0, 0.0], [0.0, 1.0], [0.0, -1.0]])

    spread = spread_of_path(cross)

    assert spread == pytest.approx(np.array([[6.0, 0.0], [0.0, 2 / 3]]))
    assert spread_area(spread) == pytest.approx(2.0)
    assert half_axes_of(spread, scale_ratio=1.5) == pytest.approx((3.0, 1.0))


@pytest.mark.parametrize("angle_deg", [-80.0, -30.0, 0.0, 45.0, 89.0])
def test_a_turned_line_shows_its_angle(angle_deg):
    along = np.linspace(-1, 1, 21)
    line = np.outer(along, [np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))])

    assert angle_of(spread_of_path(line)) == pytest.approx(angle_deg)
    assert half_axes_of(spread_of_path(line), scale_ratio=1.0)[1] == pytest.approx(0.0, abs=1e-7)


def test_the_next_point_falls_into_the_prediction_ellipse_at_its_rate():
    # Short records, where the ellipses differ most: 12 points each, and a thirteenth.
    generator = np.random.default_rng(4)
    drawn = generator.normal(size=(20_000, 13, 2)) * (5.0, 2.0)
    paths, following = drawn[:, :12], drawn[:, 12]
    middle = paths - paths.mean(axis=1, keepdims=True)
    spreads = np.einsum("kni,knj->kij", middle, middle) / 11
    apart = following - paths.mean(axis=1)
    reached = np.einsum("ki,ki->k", apart, np.linalg.solve(spreads, apart[..., None])[..., 0])

    inside_share = np.mean(reached <= prediction_scale(0.95, samples_count=12))

    assert inside_share == pytest.approx(0.95, abs=0.005)
    assert np.mean(reached <= normal_scale(0.95)) < 0.90
