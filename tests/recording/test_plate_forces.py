"""The centre of pressure from six components, and held against a written one."""

import numpy as np
import pytest
from plate_files import (
    codes,
    stander,
    table,
)
from plate_files import (
    words as found_words,
)

from restride.terms import Side

CENTRE_MM = stander()[1]
VERTICAL_N = stander()[2]
LEVEL_N = stander()[3]


def _six_components(*, depth_mm=0.0, side=1.0):
    """Force and moment about sensors below the surface; x right, y forward, z up."""
    time_s, centre_mm, vertical_n, level_n = stander()
    force_n = np.column_stack([level_n[:, 1], level_n[:, 0], vertical_n])
    point_m = np.column_stack([centre_mm[:, 1], centre_mm[:, 0], np.full(600, depth_mm)]) / 1000
    return time_s, side * force_n, side * np.cross(point_m, force_n)


@pytest.mark.parametrize("side", [1.0, -1.0], ids=["of the ground", "on the plate"])
@pytest.mark.parametrize("stated_mm", [41, -41])
def test_six_components_make_the_centre_whatever_their_sign(read_plates, side, stated_mm):
    time_s, force_n, moment_nm = _six_components(depth_mm=41, side=side)
    text = table("time,Fx,Fy,Fz,Mx,My,Mz", [time_s, force_n, moment_nm])
    recording = read_plates(text, beside={"plates": [{"sensor_depth_mm": stated_mm}]})
    (plate,) = recording.plates

    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert plate.vertical_force_n == pytest.approx(VERTICAL_N, rel=1e-6)
    assert plate.horizontal_force_n == pytest.approx(LEVEL_N, abs=1e-5)


def test_moments_in_newton_millimetres_are_told_from_their_size(read_plates):
    time_s, force_n, moment_nm = _six_components()
    recording = read_plates(table("time,Fx,Fy,Fz,Mx,My,Mz", [time_s, force_n, moment_nm * 1000]))

    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert "newton millimetres" in found_words(recording, "units-inferred")


def test_corners_place_two_plates_in_the_laboratory(read_plates):
    time_s, force_n, moment_nm = _six_components(depth_mm=20)
    corners_mm = [[200, 300, 0], [-200, 300, 0], [-200, -300, 0], [200, -300, 0]]
    beside = {
        "plates": [
            {
                "side": side,
                "corners_mm": [[x + by_mm, y, z] for x, y, z in corners_mm],
                "sensor_depth_mm": 20,
                "axes": ["right", "forward"],
            }
            for side, by_mm in (("left", -210), ("right", 210))
        ]
    }
    names = "time,Fx1,Fy1,Fz1,Mx1,My1,Mz1,Fx2,Fy2,Fz2,Mx2,My2,Mz2"
    left, right = read_plates(
        table(names, [time_s, force_n, moment_nm, force_n, moment_nm]), beside=beside
    ).plates

    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
    assert left.centre_of_pressure_mm == pytest.approx(CENTRE_MM + np.array([0, -210]), abs=1e-4)
    assert right.centre_of_pressure_mm == pytest.approx(CENTRE_MM + np.array([0, 210]), abs=1e-4)
    assert right.horizontal_force_n == pytest.approx(LEVEL_N, abs=1e-5)


def test_a_plate_with_z_down_gives_the_same(read_plates):
    time_s, force_n, moment_nm = _six_components(depth_mm=20)
    # Half a turn about x, as plates lie whose z points down.
    turned = [1, -1, -1]
    corners_mm = [[200, -300, 0], [-200, -300, 0], [-200, 300, 0], [200, 300, 0]]
    beside = {"plates": [{"corners_mm": corners_mm, "sensor_depth_mm": 20}]}
    text = table("time,Fx,Fy,Fz,Mx,My,Mz", [time_s, -force_n * turned, -moment_nm * turned])

    (plate,) = read_plates(text, beside=beside).plates

    assert plate.centre_of_pressure_mm == pytest.approx(CENTRE_MM, abs=1e-4)
    assert plate.horizontal_force_n == pytest.approx(LEVEL_N, abs=1e-5)
    assert plate.vertical_force_n == pytest.approx(VERTICAL_N, rel=1e-6)


def _with_both(written_mm, **six):
    time_s, force_n, moment_nm = _six_components(**six)
    names = "time,Fx,Fy,Fz,Mx,My,Mz,COPx[mm],COPy[mm]"
    return table(names, [time_s, force_n, moment_nm, written_mm])


@pytest.mark.parametrize(
    ("written_mm", "words"),
    [
        (CENTRE_MM[:, ::-1] * [-1, 1], "Along x it has the opposite sign"),
        (CENTRE_MM[:, ::-1] * 10, "10 times what the forces make"),
        (CENTRE_MM, "the other way round"),
    ],
    ids=["sign", "unit", "swapped"],
)
def test_a_written_centre_that_is_not_the_forces_is_said_and_kept(read_plates, written_mm, words):
    recording = read_plates(_with_both(written_mm))

    assert words in found_words(recording, "centre-contradicts-forces")
    assert recording.plates[0].centre_of_pressure_mm == pytest.approx(written_mm[:, ::-1], abs=1e-4)


def test_a_written_centre_that_fits_says_nothing(read_plates):
    assert "centre-contradicts-forces" not in codes(read_plates(_with_both(CENTRE_MM[:, ::-1])))
    # Without a stated depth, what is left follows the horizontal force and is no contradiction.
    assert "centre-contradicts-forces" not in codes(
        read_plates(_with_both(CENTRE_MM[:, ::-1], depth_mm=40))
    )


def test_a_stated_depth_that_does_not_fit_is_said(read_plates):
    text = _with_both(CENTRE_MM[:, ::-1], depth_mm=100)
    fits = read_plates(text, beside={"plates": [{"sensor_depth_mm": 100}]})
    contradicts = read_plates(text, beside={"plates": [{"sensor_depth_mm": 20}]})

    assert "depth-contradicts" not in codes(fits)
    assert "80 mm off" in found_words(contradicts, "depth-contradicts")
