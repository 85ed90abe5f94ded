"""Leans whose truth was written: when they begin, how far, how fast and how straight they go."""

import numpy as np
import pytest

from restride.balance.limits import (
    LimitsSettings,
    measure_lean,
    theoretical_target_mm,
    unit_vector,
)
from restride.errors import OptionError
from restride.terms import LeanDirection

RATE_HZ = 100.0


def smooth_step(times_s, *, start_s, duration_s):
    """A movement of least jerk, from 0 to 1."""
    part = np.clip((times_s - start_s) / duration_s, 0, 1)
    return part**3 * (10 - 15 * part + 6 * part**2)


def leaning(
    direction=LeanDirection.FORWARD,
    *,
    cue_s=3.0,
    reaction_s=0.4,
    lasts_s=1.2,
    far_mm=60.0,
    then_mm=0.0,
    astray_mm=0.0,
    end_s=9.0,
):
    times_s = np.arange(0, end_s, 1 / RATE_HZ)
    along = far_mm * smooth_step(times_s, start_s=cue_s + reaction_s, duration_s=lasts_s)
    along = along + then_mm * smooth_step(times_s, start_s=cue_s + 3.0, duration_s=1.0)
    part = smooth_step(times_s, start_s=cue_s + reaction_s, duration_s=lasts_s)
    across = astray_mm * np.sin(np.pi * part)
    towards = unit_vector(direction)
    path_mm = along[:, None] * towards + across[:, None] * [-towards[1], towards[0]]
    return path_mm + np.array([12.0, -7.0])


def measured(path_mm, direction=LeanDirection.FORWARD, *, cue_s=3.0, target_mm=80.0):
    lean = measure_lean(
        path_mm, direction=direction, cue_s=cue_s, target_mm=target_mm, sampling_rate_hz=RATE_HZ
    )
    return lean, {measure.definition.key: measure for measure in lean.measures}


@pytest.mark.parametrize("direction", LeanDirection)
def test_a_lean_in_each_direction_gives_what_was_written(direction):
    lean, found = measured(leaning(direction), direction)

    assert found["reaction_time_s"].value == pytest.approx(0.4, abs=0.1)
    assert found["endpoint_excursion_mm"].value == pytest.approx(60, rel=0.01)
    assert found["maximum_excursion_mm"].value == pytest.approx(60, rel=0.005)
    assert found["maximum_excursion_share"].value == pytest.approx(0.75, rel=0.005)
    assert found["directional_control_share"].value == pytest.approx(1, abs=0.01)
    assert lean.start_s == pytest.approx(3.4, abs=0.1)


def test_the_velocity_is_that_between_a_twentieth_and_the_rest():
    _, found = measured(leaning())
    # Of a movement of least jerk, 5 % and 95 % of the way are reached at these parts of its time.
    parts = np.linspace(0, 1, 100_001)
    way = smooth_step(parts, start_s=0, duration_s=1)
    between = parts[np.searchsorted(way, 0.95)] - parts[np.searchsorted(way, 0.05)]

    assert found["movement_velocity_mmps"].value == pytest.approx(
        0.9 * 60 / (between * 1.2), rel=0.03
    )


def test_a_second_try_raises_the_maximum_and_not_the_endpoint():
    _, found = measured(leaning(far_mm=40.0, then_mm=30.0))

    assert found["endpoint_excursion_mm"].value == pytest.approx(40, rel=0.02)
    assert found["maximum_excursion_mm"].value == pytest.approx(70, rel=0.01)


def test_way_across_lowers_the_control():
    _, found = measured(leaning(astray_mm=15.0))

    # Out by 15 mm and back over 60 mm of way.
    assert found["directional_control_share"].value == pytest.approx(0.5, abs=0.03)


def test_a_later_start_is_a_longer_reaction():
    quick, slow = (measured(leaning(reaction_s=s))[1]["reaction_time_s"].value for s in (0.3, 0.8))

    assert slow - quick == pytest.approx(0.5, abs=0.011)


def test_a_mirrored_lean_gives_the_same_numbers():
    path_mm = leaning(LeanDirection.FORWARD_LEFT, astray_mm=8.0)

    _, left = measured(path_mm, LeanDirection.FORWARD_LEFT)
    _, right = measured(path_mm * [1, -1], LeanDirection.FORWARD_RIGHT)

    for key, measure in left.items():
        assert right[key].value == pytest.approx(measure.value)


def test_quiet_sway_before_the_cue_moves_the_start_little():
    random = np.random.default_rng(3)
    path_mm = leaning()
    at_s = np.arange(len(path_mm)) / RATE_HZ
    for hertz in (0.2, 0.5, 0.9):
        phase = random.uniform(0, 6)
        path_mm = path_mm + 1.5 * np.sin(2 * np.pi * hertz * at_s + phase)[:, None]

    _, found = measured(path_mm)

    assert found["reaction_time_s"].value == pytest.approx(0.4, abs=0.15)


def test_whoever_does_not_lean_has_no_reaction():
    lean, found = measured(leaning(far_mm=6.0))

    assert lean.start_s is None
    assert found["reaction_time_s"].value is None
    assert found["reaction_time_s"].note == "No movement to the target."
    assert found["maximum_excursion_mm"].value == pytest.approx(6, rel=0.05)


def test_whoever_moves_before_the_cue_has_no_reaction_and_says_so():
    _, found = measured(leaning(reaction_s=-0.3))

    assert found["reaction_time_s"].value is None
    assert found["reaction_time_s"].note == "The person was moving before the cue."
    assert found["endpoint_excursion_mm"].value is not None


@pytest.mark.parametrize("cue_s", [0.3, 9.0, 20.0])
def test_a_cue_outside_the_recording_is_refused(cue_s):
    with pytest.raises(OptionError, match=rf"0\.5 s after .* 9\.0 s, and is at {cue_s:g} s"):
        measured(leaning(), cue_s=cue_s)


@pytest.mark.parametrize("target_mm", [0.07, 4.9, 700.0])
def test_a_target_in_other_units_is_refused(target_mm):
    with pytest.raises(OptionError, match=f"5 to 500 mm .* {target_mm:g} mm"):
        measured(leaning(), target_mm=target_mm)


def test_the_theoretical_limits_follow_the_height():
    reach_mm = {
        direction: theoretical_target_mm(direction, height_m=1.8) for direction in LeanDirection
    }
    # 0.55 of 1.8 m is 990 mm; the tangents of 8 and 4.5 degrees are 0.1405 and 0.0787.
    assert reach_mm[LeanDirection.FORWARD] == pytest.approx(139.1, abs=0.1)
    assert reach_mm[LeanDirection.BACKWARD] == pytest.approx(77.9, abs=0.1)
    assert reach_mm[LeanDirection.LEFT] == pytest.approx(reach_mm[LeanDirection.RIGHT])
    assert reach_mm[LeanDirection.FORWARD_LEFT] == pytest.approx(139.1, abs=0.1)
    backwards = reach_mm[LeanDirection.BACKWARD_RIGHT]
    assert reach_mm[LeanDirection.BACKWARD] < backwards < reach_mm[LeanDirection.RIGHT]


def test_directions_go_clockwise_from_forward():
    np.testing.assert_allclose(unit_vector(LeanDirection.FORWARD), [1, 0], atol=1e-12)
    np.testing.assert_allclose(unit_vector(LeanDirection.RIGHT), [0, 1], atol=1e-12)
    np.testing.assert_allclose(unit_vector(LeanDirection.BACKWARD), [-1, 0], atol=1e-12)
    np.testing.assert_allclose(
        unit_vector(LeanDirection.FORWARD_LEFT), [0.5**0.5, -(0.5**0.5)], atol=1e-12
    )


def test_a_tenth_of_the_way_is_a_lean():
    assert LimitsSettings().least_share == 0.1
    assert measured(leaning(far_mm=8.1))[0].start_s is not None
    assert measured(leaning(far_mm=7.9))[0].start_s is None
