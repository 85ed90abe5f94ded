"""The weight on plates and how the legs share it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.movement.plate_force import load_of, load_shares
from restride.movement.plate_rises import rises_of_plates
from restride.movement.repetition_measures import load_measures
from restride.recording.clock import Clock
from restride.recording.plates import Plate
from restride.simulate.rises import simulate_rises
from restride.simulate.squats import simulate_squats
from restride.terms import Side


def plate(force_n, side=None, *, rate_hz=100.0, name="plate"):
    force = np.asarray(force_n, dtype=float)
    return Plate(
        name=name,
        clock=Clock(sampling_rate_hz=rate_hz, samples_count=len(force)),
        centre_of_pressure_mm=np.zeros((len(force), 2)),
        vertical_force_n=force,
        side=side,
    )


def test_the_share_is_that_of_the_mean_forces():
    load = load_of([plate([400.0] * 200, Side.LEFT), plate([200.0] * 200, Side.RIGHT)])

    assert load_shares(load) == {
        Side.LEFT: pytest.approx(2 / 3),
        Side.RIGHT: pytest.approx(1 / 3),
    }


def test_only_what_carries_the_weight_counts():
    # 1 s seated, the left foot alone on the ground; 1 s standing evenly.
    left = [100.0] * 100 + [300.0] * 100
    right = [0.0] * 100 + [300.0] * 100

    assert load_shares(load_of([plate(left, Side.LEFT), plate(right, Side.RIGHT)]))[
        Side.LEFT
    ] == pytest.approx(0.5)


@given(share=st.floats(0, 1), weight=st.floats(100, 2000))
def test_both_legs_carry_the_whole(share, weight):
    plates = [
        plate([share * weight] * 50, Side.LEFT),
        plate([(1 - share) * weight] * 50, Side.RIGHT),
    ]
    shares = load_shares(load_of(plates))

    assert sum(shares.values()) == pytest.approx(1)
    assert shares[Side.LEFT] == pytest.approx(share, abs=1e-9)


def test_plates_of_other_rates_are_brought_to_one_clock():
    load = load_of(
        [plate([300.0] * 200, Side.LEFT), plate([300.0] * 2000, Side.RIGHT, rate_hz=1000.0)]
    )

    assert load.total_n == pytest.approx(600)
    assert load.clock.sampling_rate_hz == 1000


def test_a_plate_that_nobody_steps_on_is_no_side():
    plates = [
        plate([300.0] * 200, Side.LEFT),
        plate([300.0] * 200, Side.RIGHT),
        plate([0.5] * 200),
    ]

    assert len(load_shares(load_of(plates))) == 2


def test_plates_without_sides_or_without_a_person_give_no_share():
    assert load_shares(load_of([plate([300.0] * 200), plate([300.0] * 200)])) == {}
    assert load_of([plate([5.0] * 200, Side.LEFT)]) is None
    assert load_measures(None) == ()


@pytest.mark.parametrize("seed", range(3))
def test_the_load_of_the_virtual_person_comes_back(seed):
    for truth in (simulate_squats(4, seed=seed), simulate_rises(4, seed=seed)):
        shares = load_shares(load_of(truth.recording.plates))

        assert shares[Side.LEFT] == pytest.approx(truth.left_load_share, abs=0.01)


def test_a_chair_on_the_plates_hides_the_rises_and_is_told():
    found = rises_of_plates([plate([700.0 + 30 * (-1) ** index for index in range(500)])])

    assert found.rises == ()
    assert "at most 35%" in found.none_found_reason
    assert "Put the chair beside" in found.none_found_reason
