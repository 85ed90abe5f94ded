"""Shapes of rising and sitting down."""

import numpy as np
import pytest

from restride.simulate.body import GRID_RATE_HZ
from restride.simulate.chair import (
    MOVING_DPS,
    MOVING_MPS,
    RiseMove,
    SitMove,
    chair_path,
    drawn_rise,
    drawn_sit,
    moving_edges,
    pose_on,
)

TIMES_S = np.arange(round(12 * GRID_RATE_HZ)) / GRID_RATE_HZ
POSE = pose_on(1.7, seat_height_m=0.45, slump_deg=-20.0, trunk_rest_deg=-5.0)
RISE = RiseMove(start_s=2.0, duration_s=1.5, lean_rad=0.6)
SIT = SitMove(start_s=6.0, duration_s=2.0, lean_rad=0.5)


def path_of(*moves):
    return chair_path(moves, poses=(POSE, POSE), times_s=TIMES_S)


def test_a_rise_leads_from_the_seat_to_standing_and_sitting_back():
    path = path_of(RISE, SIT)
    before, between, after = (round(each * GRID_RATE_HZ) for each in (1.0, 5.0, 11.0))

    for way, seated in (
        (path.up_m, -POSE.drop_m),
        (path.forward_m, -POSE.back_m),
        (path.pelvis_rad, POSE.slump_rad),
        (path.trunk_rad, POSE.trunk_rad),
    ):
        assert way[before] == pytest.approx(seated, abs=1e-9)
        assert way[between] == pytest.approx(0, abs=1e-9)
        assert way[after] == pytest.approx(seated, abs=2e-3)


def test_the_trunk_leans_as_far_as_asked():
    assert path_of(RISE).trunk_rad.max() == pytest.approx(0.6, abs=0.02)


def test_the_hips_stay_on_the_seat_until_they_leave_it():
    path = path_of(RISE)
    leaves = round(RISE.seat_off_s * GRID_RATE_HZ)

    assert np.all(path.up_m[: leaves - 2] == -POSE.drop_m)
    assert path.up_m[leaves + 40] > -POSE.drop_m


def test_the_seat_is_reached_at_the_contact():
    path = path_of(RISE, SIT)
    contact = round(SIT.contact_s * GRID_RATE_HZ)

    assert path.up_m[contact] + POSE.drop_m < 0.1 * POSE.drop_m
    assert path.up_m[contact - 80] + POSE.drop_m > 0.1 * POSE.drop_m
    assert np.all(path.up_m >= -POSE.drop_m - 1e-9)


def test_less_soft_is_a_harder_landing():
    hard, soft = (
        path_of(RISE, SitMove(start_s=6.0, duration_s=2.0, lean_rad=0.5, softness_share=share))
        for share in (0.6, 0.95)
    )

    def shock_mps2(path):
        return np.diff(path.up_m, 2).max() * GRID_RATE_HZ**2

    assert shock_mps2(hard) > 1.5 * shock_mps2(soft)


def test_edges_stand_where_the_movement_passes_its_rates():
    path = path_of(RISE)
    start_s, end_s = moving_edges(path, RISE, times_s=TIMES_S, from_s=0.0, to_s=12.0)
    turning_dps = (
        np.rad2deg(
            np.maximum(
                np.abs(np.gradient(path.trunk_rad)),
                np.abs(np.gradient(path.pelvis_rad)),
            )
        )
        * GRID_RATE_HZ
    )
    rising_mps = np.abs(np.gradient(path.up_m)) * GRID_RATE_HZ
    moving = (turning_dps > MOVING_DPS) | (rising_mps > MOVING_MPS)

    assert TIMES_S[moving][[0, -1]] == pytest.approx([start_s, end_s])
    assert 2.0 < start_s < 2.25
    assert 3.2 < end_s < 3.5


def test_a_failed_attempt_ends_where_it_began():
    path = path_of(RiseMove(start_s=2.0, duration_s=1.5, lean_rad=0.5, reached_share=0.2))

    assert path.up_m[-1] == pytest.approx(-POSE.drop_m)
    assert path.up_m.max() == pytest.approx(-0.8 * POSE.drop_m, abs=0.01)
    assert path.pelvis_rad[-1] == pytest.approx(POSE.slump_rad)


@pytest.mark.parametrize("seed", range(20))
def test_drawn_shapes_have_no_jumps(seed):
    random = np.random.default_rng(seed)
    rise = drawn_rise(
        start_s=1.0, duration_s=1.0, lean_deg=40.0, hesitation_ratio=0.1, random=random
    )
    sit = drawn_sit(start_s=4.0, duration_s=1.0, lean_deg=35.0, softness_share=0.65, random=random)
    path = path_of(rise, sit)

    for way, largest in ((path.up_m, 60.0), (path.forward_m, 20.0), (path.trunk_rad, 80.0)):
        bend = np.diff(way, 2) * GRID_RATE_HZ**2
        assert np.abs(bend).max() < largest
        assert np.abs(np.diff(bend)).max() < 9.0


def test_a_tall_person_goes_further_down():
    short, tall = (
        pose_on(height_m, seat_height_m=0.45, slump_deg=0.0, trunk_rest_deg=0.0)
        for height_m in (1.5, 1.9)
    )

    assert tall.drop_m - short.drop_m == pytest.approx(0.4 * 0.53)
