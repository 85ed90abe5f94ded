"""The centre of pressure: by hand, always true, and truth by construction."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.centre_of_pressure import (
    LoadSettings,
    centre_of_corner_loads,
    centre_of_pressure,
    frame_of_corners,
    is_loaded,
    net_centre_of_pressure,
)

CORNERS_MM = np.array([[500, 400, 0], [100, 400, 0], [100, -200, 0], [500, -200, 0]])

numbers = st.integers(-300, 300).map(float)


def test_a_weight_of_100_newtons_with_a_moment_of_5_stands_50_mm_off():
    force_n = np.array([[0.0, 0.0, 100.0]])
    moment_nm = np.array([[3.0, -5.0, 0.0]])

    assert centre_of_pressure(force_n, moment_nm).tolist() == [[50.0, 30.0]]


def test_sensors_below_the_surface_move_it_by_depth_times_the_lean_of_the_force():
    force_n = np.array([[20.0, -10.0, 100.0]])
    moment_nm = np.zeros((1, 3))
    found_mm = centre_of_pressure(force_n, moment_nm, sensor_origin_mm=np.array([0, 0, -50.0]))

    assert found_mm.tolist() == [[10.0, -5.0]]


def test_the_offset_of_the_origin_is_added():
    force_n = np.array([[0.0, 0.0, 100.0]])
    origin_mm = np.array([7.0, -4.0, 0.0])

    found_mm = centre_of_pressure(force_n, np.zeros((1, 3)), sensor_origin_mm=origin_mm)

    assert found_mm.tolist() == [[7.0, -4.0]]


@given(x_mm=numbers, y_mm=numbers, depth_mm=st.integers(-80, 80), lean=st.integers(-30, 30))
def test_the_point_that_made_force_and_moment_is_found_again(x_mm, y_mm, depth_mm, lean):
    force_n = np.array([[lean, -lean / 2, 650.0]])
    origin_m = np.array([0.012, -0.005, -depth_mm / 1000])
    moment_nm = np.cross(np.array([[x_mm / 1000, y_mm / 1000, 0.0]]) - origin_m, force_n)

    for sign in (1, -1):
        found_mm = centre_of_pressure(
            sign * force_n, sign * moment_nm, sensor_origin_mm=1000 * origin_m
        )
        assert found_mm[0] == pytest.approx([x_mm, y_mm], abs=1e-9)


def test_without_load_there_is_no_point():
    force_n = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, np.nan]])

    assert np.isnan(centre_of_pressure(force_n, np.ones((2, 3)))).all()


def test_the_corners_tell_middle_and_axes():
    frame = frame_of_corners(CORNERS_MM, sensor_depth_mm=40)

    assert frame.centre_mm.tolist() == [300, 100, 0]
    assert frame.axes_ratio.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    assert frame.sensor_origin_mm.tolist() == [0, 0, -40]


@pytest.mark.parametrize("depth_mm", [-40, 40])
def test_where_z_points_down_the_sensors_lie_at_a_positive_z(depth_mm):
    turned = CORNERS_MM[[1, 0, 3, 2]]

    frame = frame_of_corners(turned, sensor_depth_mm=depth_mm)

    assert frame.axes_ratio.tolist() == [[-1, 0, 0], [0, 1, 0], [0, 0, -1]]
    assert frame.sensor_origin_mm.tolist() == [0, 0, 40]


@pytest.mark.parametrize(
    ("corners_mm", "words"),
    [
        (np.zeros((4, 3)), "one point or line"),
        (CORNERS_MM + np.array([[200, 0, 0], [200, 0, 0], [0, 0, 0], [0, 0, 0]]), "no rectangle"),
    ],
)
def test_corners_of_no_rectangle_are_refused(corners_mm, words):
    with pytest.raises(ValueError, match=words):
        frame_of_corners(corners_mm)


def test_a_load_of_20_newtons_counts_and_less_does_not():
    assert is_loaded(np.array([19.99, 20.0])).tolist() == [False, True]


def test_a_twentieth_of_the_weight_counts_and_less_does_not():
    load_n = np.array([39.9, 40.0, 800.0, 800.0, 800.0])

    assert is_loaded(load_n).tolist() == [False, True, True, True, True]
    assert is_loaded(load_n, body_weight_n=790).tolist() == [True] * 5
    assert is_loaded(load_n, settings=LoadSettings(least_load_share=0.02)).tolist() == [True] * 5


def test_a_missing_load_is_none():
    assert is_loaded(np.array([np.nan, 0.0, -500.0])).tolist() == [False] * 3


def test_the_net_of_two_plates_lies_where_the_loads_balance():
    left_mm, right_mm = np.array([[10.0, -100.0]]), np.array([[20.0, 100.0]])

    net_mm = net_centre_of_pressure([left_mm, right_mm], [np.array([300.0]), np.array([100.0])])

    assert net_mm.tolist() == [[12.5, -50.0]]


def test_an_unloaded_plate_counts_nothing_and_two_give_none():
    left_mm = np.array([[10.0, -100.0], [np.nan, np.nan], [np.nan, np.nan]])
    right_mm = np.array([[np.nan, np.nan], [20.0, 100.0], [np.nan, np.nan]])
    loads_n = [np.array([300.0, 0.0, 0.0]), np.array([0.0, 200.0, 0.0])]

    net_mm = net_centre_of_pressure([left_mm, right_mm], loads_n)

    assert net_mm[:2].tolist() == [[10, -100], [20, 100]]
    assert np.isnan(net_mm[2]).all()


@given(st.lists(st.tuples(numbers, numbers, st.integers(20, 900)), min_size=2, max_size=4))
def test_the_net_lies_among_the_plates(plates):
    centres_mm = [np.array([[x_mm, y_mm]]) for x_mm, y_mm, _ in plates]
    net_mm = net_centre_of_pressure(centres_mm, [np.array([float(n)]) for *_, n in plates])[0]

    lowest, highest = np.min(centres_mm, axis=0)[0], np.max(centres_mm, axis=0)[0]
    assert np.all(net_mm >= lowest - 1e-9)
    assert np.all(net_mm <= highest + 1e-9)


@pytest.mark.parametrize(
    ("loads", "point_mm"),
    [
        ([1, 1, 1, 1], [0, 0]),
        ([1, 1, 0, 0], [100, 0]),
        ([0, 1, 0, 1], [0, 200]),
        ([0, 0, 1, 0], [-100, -200]),
        ([3, 1, 3, 1], [0, -100]),
    ],
)
def test_four_feet_of_a_board_say_where_the_weight_is(loads, point_mm):
    found_mm = centre_of_corner_loads(np.array([loads]), length_mm=200, width_mm=400)

    assert found_mm.tolist() == [point_mm]


def test_an_empty_board_has_no_point():
    assert np.isnan(centre_of_corner_loads(np.zeros((1, 4)), length_mm=200, width_mm=400)).all()
