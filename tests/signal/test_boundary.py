"""The time to a boundary: thrown paths whose way out is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.boundary import times_to_boundary

RATE_HZ = 100.0
BOX = np.array([[-100.0, -50.0], [100.0, -50.0], [100.0, 50.0], [-100.0, 50.0]])


def times(path, *, keeps_acceleration, outline=BOX):
    return times_to_boundary(
        np.asarray(path, dtype=float),
        outline=outline,
        sampling_rate_hz=RATE_HZ,
        keeps_acceleration=keeps_acceleration,
    )


@pytest.mark.parametrize("keeps_acceleration", [True, False])
def test_an_even_walk_reaches_the_edge_when_it_must(keeps_acceleration):
    # 40 mm/s forward from the middle: the edge at 100 mm is 2.5 s away, less what has passed.
    times_s = np.arange(50) / RATE_HZ
    path = np.column_stack((40 * times_s, np.zeros(50)))

    found = times(path, keeps_acceleration=keeps_acceleration)

    assert found == pytest.approx(2.5 - times_s, rel=1e-6)


def test_a_thrown_path_that_turns_back_leaves_on_the_other_side():
    # x = 60 t - 20 t²: turns at 45 mm before the edge at 100, and reaches -100 after 4.193 s.
    times_s = np.arange(60) / RATE_HZ
    path = np.column_stack((60 * times_s - 20 * times_s**2, np.zeros(60)))
    leaves_s = (60 + np.sqrt(60**2 + 80 * 100)) / 40

    found = times(path, keeps_acceleration=True)

    assert found[5:-5] == pytest.approx(leaves_s - times_s[5:-5], rel=1e-6)


def test_a_path_at_rest_never_leaves():
    assert np.isinf(times(np.zeros((10, 2)), keeps_acceleration=True)).all()
    assert np.isinf(times(np.zeros((10, 2)), keeps_acceleration=False)).all()


def test_a_sample_outside_has_no_time():
    path = np.column_stack((np.linspace(90, 110, 21), np.zeros(21)))

    found = times(path, keeps_acceleration=False)

    assert np.isnan(found[11:]).all()
    assert np.isfinite(found[:10]).all()
    # On the edge itself, moving out, it is now.
    assert found[10] == 0.0


def test_an_outline_without_an_area_gives_no_time():
    line = np.array([[0.0, 0.0], [10.0, 0.0]])

    assert np.isnan(times(np.zeros((5, 2)), keeps_acceleration=True, outline=line)).all()


@given(st.integers(0, 2**32 - 1), st.permutations(range(4)))
def test_the_order_of_the_corners_does_not_matter(seed, order):
    path = np.cumsum(np.random.default_rng(seed).normal(size=(50, 2)), axis=0)

    found = times(path, keeps_acceleration=True, outline=BOX[list(order)])

    assert found == pytest.approx(times(path, keeps_acceleration=True), nan_ok=True)


@given(st.integers(0, 2**32 - 1))
def test_every_found_time_ends_on_the_boundary(seed):
    path = np.cumsum(np.random.default_rng(seed).normal(size=(80, 2)), axis=0)
    velocity = np.gradient(path, 1 / RATE_HZ, axis=0)
    acceleration = np.gradient(velocity, 1 / RATE_HZ, axis=0)
    found = times(path, keeps_acceleration=True)
    leaves = np.isfinite(found)
    after = found[leaves][:, None]

    ends = path[leaves] + velocity[leaves] * after + acceleration[leaves] * after**2 / 2

    assert np.max(np.abs(ends) / (100.0, 50.0), axis=1) == pytest.approx(1.0, abs=1e-6)
