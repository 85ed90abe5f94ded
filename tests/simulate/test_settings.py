"""What no person can do is refused, with the numbers."""

import numpy as np
import pytest

from restride.errors import OptionError
from restride.simulate import (
    Activity,
    ActivityKind,
    Climb,
    GaitPattern,
    SensorSettings,
    Stand,
    TurnBy,
    WalkAhead,
    WalkerSettings,
    random_walker,
    typical_walk,
)
from restride.simulate.plan import back_and_forth
from restride.terms import Side


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"speed_mps": 9.0}, "speed_mps must lie between 0.05 and 3, and is 9"),
        ({"cadence_spm": 10}, "cadence_spm must lie between 30 and 220, and is 10"),
        ({"seed": -1}, "seed must lie between 0"),
        ({"height_m": 175}, "height_m must lie between 0.8 and 2.4, and is 175"),
        ({"speed_mps": 2.0, "cadence_spm": 60}, "at most 1.29 m.* steps of 2.00 m"),
        ({"cadence_spm": 200, "double_support_share": 0.7}, "at least 0.12 s.*0.70 leave 0.09 s"),
    ],
)
def test_an_impossible_walker_is_refused(changes, message):
    with pytest.raises(OptionError, match=message):
        WalkerSettings(**changes)


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        (Stand, {"duration_s": 0}, "Stand.duration_s.* is 0"),
        (WalkAhead, {}, "one of the two, and got length_m=None and duration_s=None"),
        (WalkAhead, {"length_m": 3, "duration_s": 3}, "length_m=3 and duration_s=3"),
        (WalkAhead, {"length_m": -3}, "WalkAhead.length_m.* is -3"),
        (TurnBy, {"angle_deg": 900}, "between -720 and 720, and is 900"),
        (Climb, {"steps_count": 0}, "between 1 and 1000, and is 0"),
        (Activity, {"kind": ActivityKind.SIT, "duration_s": 1}, "between 4 and 3600, and is 1"),
    ],
)
def test_an_impossible_segment_is_refused(kind, fields, message):
    with pytest.raises(OptionError, match=message):
        kind(**fields)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"acceleration_noise_mps2": -1.0}, "acceleration_noise_mps2 must lie .* is -1"),
        ({"rotation_deg": (float("nan"), 0.0, 0.0)}, "at most 360 degrees"),
        ({"gaps_s": ((5.0, 3.0),)}, "must end after it starts.* from 5 to 3 s"),
        ({"gaps_s": ((-4.0, -1.0),)}, "at 0 s or later"),
    ],
)
def test_an_impossible_sensor_is_refused(fields, message):
    with pytest.raises(OptionError, match=message):
        SensorSettings(**fields)


def test_a_path_has_no_negative_count_of_turns():
    with pytest.raises(OptionError, match="turns_count must lie between 0 and 1000, and is -1"):
        back_and_forth(length_m=10.0, turns_count=-1)


def test_step_shares_follow_from_the_asymmetry():
    walker = WalkerSettings(speed_mps=1.2, cadence_spm=120, step_length_asymmetry_ratio=3.0)
    # Half a metre and a tenth a step on average, three parts to one.
    assert walker.step_m == pytest.approx(0.6)
    assert walker.step_m_of(Side.LEFT) == pytest.approx(0.9)
    assert walker.step_m_of(Side.RIGHT) == pytest.approx(0.3)


def test_every_pattern_can_be_drawn_and_differs():
    speeds_mps = {
        pattern: np.mean([random_walker(seed, pattern=pattern).speed_mps for seed in range(40)])
        for pattern in GaitPattern
    }
    assert speeds_mps[GaitPattern.HEALTHY] > 1.2
    assert speeds_mps[GaitPattern.AFTER_STROKE] < 0.7
    assert random_walker(7) == random_walker(7)
    assert random_walker(7) != random_walker(12)


def test_all_patterns_take_turns_over_the_seeds():
    drawn = [random_walker(seed).lift_angle_deg for seed in range(5)]
    assert len(set(drawn)) == len(GaitPattern)


def test_the_typical_walk_lasts_about_two_minutes_with_five_half_turns():
    simulated = typical_walk()
    assert 100 < simulated.recording.duration_s < 140
    assert [abs(turn.angle_deg) for turn in simulated.truth.turns] == [180] * 5
    assert len(simulated.truth.bouts) == 1
