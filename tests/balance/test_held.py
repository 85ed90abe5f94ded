"""How long a position was kept, and the centre of pressure over several plates."""

import numpy as np
import pytest

from restride.balance.held import find_held, find_still
from restride.balance.net_pressure import net_pressure
from restride.errors import MissingChannel, SignalNotUsable
from restride.recording.clock import Clock
from restride.recording.plates import Plate
from restride.terms import Side

RATE_HZ = 100.0


def plate(force_n, *, pressure_mm=None, side=None, name="plate", stamps_s=None, has_force=True):
    force_n = np.asarray(force_n, dtype=float)
    if pressure_mm is None:
        pressure_mm = np.zeros((len(force_n), 2))
    pressure_mm = np.where((force_n >= 20)[:, None], pressure_mm, np.nan)
    return Plate(
        name=name,
        clock=Clock(sampling_rate_hz=RATE_HZ, samples_count=len(force_n), stamps_s=stamps_s),
        centre_of_pressure_mm=pressure_mm,
        vertical_force_n=force_n if has_force else None,
        side=side,
    )


def loads(*parts):
    """Newtons for seconds, one after the other."""
    return np.concatenate([np.full(round(s * RATE_HZ), float(n)) for n, s in parts])


def held(*plates, **options):
    return find_held(net_pressure(plates), **options)


def test_whoever_stays_holds_the_whole_recording():
    found = held(plate(loads((700, 30))))

    assert (found.start_s, found.end_s, found.held_s) == (0, 30, 30)
    assert not found.has_stepped_on
    assert not found.has_stepped_off


def test_steps_on_and_off_are_found_to_the_sample():
    found = held(plate(loads((0, 3), (700, 12), (5, 4))))

    assert (found.start_s, found.end_s) == (3, 15)
    assert found.has_stepped_on
    assert found.has_stepped_off


def test_frames_without_force_end_nothing_and_a_longer_break_does():
    short = held(plate(loads((700, 10), (0, 0.2), (700, 10))))
    long = held(plate(loads((700, 10), (0, 0.21), (700, 10))))

    assert short.held_s == pytest.approx(20.2)
    assert long.held_s == pytest.approx(10)
    assert long.later_s == pytest.approx(10)


def test_a_drop_at_the_very_end_is_no_step_off():
    found = held(plate(loads((700, 10), (0, 0.2))))
    later = held(plate(loads((700, 10), (0, 0.21))))

    assert found.held_s == later.held_s == 10
    assert not found.has_stepped_off
    assert later.has_stepped_off


def test_a_plate_that_is_the_net_of_the_others_counts_once():
    left = plate(loads((400, 2)), pressure_mm=np.array([0.0, -100.0]), side=Side.LEFT)
    right = plate(loads((400, 2)), pressure_mm=np.array([0.0, 100.0]), side=Side.RIGHT)
    own = plate(loads((800, 2)), pressure_mm=np.array([1.0, 2.0]), name="net")

    found = net_pressure((left, right, own))

    np.testing.assert_allclose(found.centre_of_pressure_mm[0], [1.0, 2.0])
    assert found.vertical_force_n[0] == 800


def test_a_foot_put_beside_the_plate_ends_the_position():
    found = held(plate(loads((700, 8), (500, 5), (700, 10))))

    assert found.held_s == pytest.approx(8)


def test_four_fifths_of_the_weight_is_still_standing():
    assert held(plate(loads((700, 20), (560, 5)))).held_s == 25
    assert held(plate(loads((700, 20), (559, 5)))).held_s == 20


def test_stepping_on_for_a_moment_is_no_standing():
    found = held(plate(loads((700, 1.9), (0, 1), (700, 20))))

    assert found.start_s == pytest.approx(2.9)
    assert found.held_s == pytest.approx(20)


def test_a_touch_of_the_lifted_leg_ends_single_leg_stance():
    left = plate(loads((700, 9), (650, 0.5), (700, 10)), side=Side.LEFT, name="left")
    right = plate(loads((0, 9), (50, 0.5), (0, 10)), side=Side.RIGHT, name="right")

    assert held(left, right, leg=Side.LEFT).held_s == pytest.approx(9)
    assert held(left, right).held_s == pytest.approx(19.5)


def test_a_leg_that_was_never_lifted_holds_nothing():
    left, right = (plate(loads((350, 20)), side=side, name=side) for side in Side)

    assert held(left, right, leg=Side.LEFT).held_s == 0


def test_a_plate_never_stepped_on_is_refused_with_its_most():
    with pytest.raises(SignalNotUsable, match=r"20 N .* 12\.5 N: nobody stepped on it"):
        held(plate(loads((12.5, 20))))


def test_a_centre_of_pressure_without_a_number_is_refused():
    nothing = plate(loads((0, 10)), has_force=False)

    with pytest.raises(SignalNotUsable, match=r"none of the 1000 samples"):
        held(nothing)


def test_without_forces_the_place_tells_who_stands():
    found = held(plate(loads((0, 2), (700, 15)), has_force=False))

    assert (found.start_s, found.held_s) == (2, 15)


def test_the_place_over_two_plates_is_weighed_by_their_load():
    left = plate(loads((600, 1)), pressure_mm=np.array([10.0, -100.0]), side=Side.LEFT)
    right = plate(loads((200, 1)), pressure_mm=np.array([50.0, 100.0]), side=Side.RIGHT)

    net = net_pressure((left, right))

    # Three quarters of the one, a quarter of the other.
    np.testing.assert_allclose(net.centre_of_pressure_mm[0], [20.0, -50.0])
    assert net.vertical_force_n[0] == 800


def test_an_empty_plate_of_two_moves_nothing():
    left = plate(loads((700, 1)), pressure_mm=np.array([10.0, -100.0]), side=Side.LEFT)
    right = plate(loads((6, 1)), pressure_mm=np.array([900.0, 900.0]), side=Side.RIGHT)

    net = net_pressure((left, right))

    np.testing.assert_allclose(net.centre_of_pressure_mm, [[10.0, -100.0]] * 100)


def test_nobody_on_any_plate_leaves_no_place():
    net = net_pressure((plate(loads((0, 1)), name="a"), plate(loads((0, 1)), name="b")))

    assert np.isnan(net.centre_of_pressure_mm).all()


def test_two_plates_without_forces_are_refused_by_name():
    plates = tuple(plate(loads((700, 1)), name=name, has_force=False) for name in ("one", "two"))

    with pytest.raises(MissingChannel, match="over 2 plates .* one, two has none"):
        net_pressure(plates)


def test_no_plate_is_refused():
    with pytest.raises(MissingChannel, match="holds 0"):
        net_pressure(())


def test_a_jittered_clock_is_read_evenly_and_its_gap_stays_a_gap():
    random = np.random.default_rng(1)
    times_s = np.arange(2000) / RATE_HZ
    kept = (times_s < 8) | (times_s >= 9)
    stamps_s = (times_s + random.uniform(0, 0.004, 2000))[kept]
    wave_mm = np.column_stack((np.sin(2 * np.pi * 0.5 * stamps_s), np.cos(stamps_s)))

    net = net_pressure(
        (plate(np.full(len(stamps_s), 700.0), pressure_mm=wave_mm, stamps_s=stamps_s),)
    )

    even_s = net.clock.times_s
    inside = (even_s > 8.02) & (even_s < 8.98)
    assert np.isnan(net.centre_of_pressure_mm[inside]).all()
    outside = ((even_s > 0.05) & (even_s < 7.95)) | ((even_s > 9.05) & (even_s < 19.9))
    np.testing.assert_allclose(
        net.centre_of_pressure_mm[outside, 0], np.sin(2 * np.pi * 0.5 * even_s[outside]), atol=1e-3
    )


def test_a_step_ends_the_standing_of_a_sensor():
    acceleration = np.zeros((3000, 3))
    acceleration[:, 2] = 9.81
    acceleration[2000:, 2] += 2 * np.sin(np.arange(1000) * 0.1)
    clock = Clock(sampling_rate_hz=RATE_HZ, samples_count=3000)

    found = find_still(acceleration, clock=clock)

    assert (found.start_s, found.end_s) == (0, 20)
    assert found.has_stepped_off
    assert find_still(acceleration[:2000], clock=clock.between(0, 2000)).held_s == 20


def test_whoever_never_stands_still_holds_nothing():
    shaken = np.random.default_rng(0).normal(0, 5, (1000, 3))

    found = find_still(shaken, clock=Clock(sampling_rate_hz=RATE_HZ, samples_count=1000))

    assert found.held_s == 0
