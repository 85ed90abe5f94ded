"""Bouts, strides and lengths from the lower back, and what is refused."""

from dataclasses import replace
from statistics import fmean

import numpy as np
import pytest

from restride.errors import SignalNotUsable, SignalTooShort
from restride.gait.calibration import StrideLengthCalibration
from restride.gait.lower_back import find_back_walk
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.recording import Sensor
from restride.simulate import (
    Activity,
    ActivityKind,
    SensorSettings,
    Stand,
    WalkAhead,
    WalkerSettings,
)
from restride.terms import EndReason, Placement

G_MPS2 = 9.80665


def worn(acceleration_mps2, turning_dps=None):
    return Sensor(
        name="back",
        placement=Placement.LOWER_BACK,
        clock=Clock(sampling_rate_hz=100.0, samples_count=len(acceleration_mps2)),
        acceleration_mps2=acceleration_mps2,
        angular_velocity_dps=turning_dps,
    )


def still(duration_s, seed=0):
    noise = np.random.default_rng(seed).normal(scale=0.02, size=(round(100 * duration_s), 3))
    return noise + np.array([0.0, 0.0, G_MPS2])


def test_one_walk_is_one_bout_that_begins_and_ends_where_the_walk_does(walked):
    simulated, found = walked()
    (bout,), (true,) = found.walk.bouts, simulated.truth.bouts

    assert bout.start_s == pytest.approx(true.start_s, abs=1.3)
    assert bout.end_s == pytest.approx(true.end_s, abs=1.3)
    assert bout.end_reason is EndReason.PAUSE


def test_a_walk_of_four_seconds_is_found(walked):
    plan = (Stand(duration_s=3), WalkAhead(duration_s=4.5), Stand(duration_s=3))
    _, found = walked(WalkerSettings(seed=2), plan=plan)

    assert len(found.walk.bouts) == 1


def test_stance_and_swing_make_the_stride_and_supports_make_the_stance(walked):
    _, found = walked()
    (bout,) = found.walk.bouts

    for stride in bout.strides:
        assert stride.stance_s + stride.swing_s == pytest.approx(stride.duration_s)
        both = stride.double_support_s + stride.single_support_s
        assert both == pytest.approx(stride.stance_s, abs=1e-9)


def test_the_lengths_of_the_steps_make_the_stride(walked):
    _, found = walked()
    (bout,) = found.walk.bouts
    by_end = {step.end_s: step.length_m for step in bout.steps}

    stride = bout.strides[5]
    middle_s = next(
        each.time_s for each in bout.initial_contacts if stride.start_s < each.time_s < stride.end_s
    )

    assert by_end[middle_s] + by_end[stride.end_s] == pytest.approx(stride.length_m)


def test_lengths_come_within_a_fifth_without_a_personal_factor(walked):
    simulated, found = walked(WalkerSettings(speed_mps=1.2, cadence_spm=112, seed=8))

    def mean_length(walk):
        return fmean(stride.length_m for bout in walk.bouts for stride in bout.strides)

    assert mean_length(found.walk) == pytest.approx(mean_length(simulated.truth), rel=0.2)


def test_a_personal_factor_multiplies_every_length(walked):
    _, plain = walked()
    _, scaled = walked(calibration=StrideLengthCalibration(factor_ratio=1.2))

    for before, after in zip(
        plain.walk.bouts[0].strides, scaled.walk.bouts[0].strides, strict=True
    ):
        assert after.length_m == pytest.approx(1.2 * before.length_m)


def test_a_gap_costs_only_the_bout_it_touches(walked, times):
    plan = tuple(part for _ in range(3) for part in (Stand(duration_s=8), WalkAhead(duration_s=12)))
    _, whole = walked(plan=plan)
    middle = whole.walk.bouts[1]
    start_s = (middle.start_s + middle.end_s) / 2 - 2.5
    _, torn = walked(plan=plan, sensor=SensorSettings(gaps_s=((start_s, start_s + 5.0),)))

    whole_s, _ = times(whole.walk)
    torn_s, _ = times(torn.walk)
    away = whole_s[(whole_s < middle.start_s) | (whole_s > middle.end_s)]

    assert len(whole.walk.bouts) == 3
    assert np.abs(torn_s[:, None] - away).min(axis=0).max() < 0.03
    assert not np.any((torn_s > start_s) & (torn_s < start_s + 5.0))


@pytest.mark.parametrize("kind", list(ActivityKind))
def test_what_is_no_walking_is_not_called_walking(walked, kind):
    plan = (Stand(duration_s=5), Activity(kind=kind, duration_s=12), Stand(duration_s=5))
    _, found = walked(plan=plan)

    assert found.walk.bouts == ()
    assert found.walk.turns == ()
    assert "needs at least 4 strides" in found.walk.no_walking_reason or (
        "sat or stood still" in found.walk.no_walking_reason
    )


def test_sitting_still_is_a_result_with_its_reason():
    found = find_back_walk(worn(still(60)), person=Person())

    assert found.walk.bouts == ()
    assert "sat or stood still" in found.walk.no_walking_reason


@pytest.mark.parametrize("size_mps2", [0.1, 1.0, 3.0])
def test_shaking_at_random_is_not_called_walking(size_mps2):
    noise = np.random.default_rng(5).normal(scale=size_mps2, size=(6000, 3))
    turning_dps = np.random.default_rng(6).normal(scale=5 * size_mps2, size=(6000, 3))
    found = find_back_walk(worn(noise + np.array([0.0, 0.0, G_MPS2]), turning_dps), person=Person())

    assert found.walk.bouts == ()
    assert found.walk.no_walking_reason


def test_without_a_gyroscope_contacts_stay_and_turns_go(walked, matched):
    simulated, found = walked(sensor=SensorSettings(has_gyroscope=False))

    _, _, f1 = matched(found.walk, simulated.truth)

    assert f1 > 0.95
    assert found.walk.turns == ()
    assert "no-gyroscope" in {finding.code for finding in found.findings}
    assert all(stride.trunk_yaw_range_deg is None for stride in found.walk.bouts[0].strides)


def test_a_symmetric_walk_has_a_higher_harmonic_ratio_than_a_limp(walked):
    def ratio(walker):
        _, found = walked(walker)
        return np.median([stride.harmonic_ratio_vertical for stride in found.walk.bouts[0].strides])

    even = WalkerSettings(seed=4)
    limp = WalkerSettings(seed=4, step_time_asymmetry_ratio=1.25, step_length_asymmetry_ratio=0.7)

    assert ratio(even) > 1.3 * ratio(limp)


def test_what_lengths_rest_on_is_said(walked):
    simulated, _ = walked()
    back = simulated.recording.sensor_at(Placement.LOWER_BACK)

    def said(person):
        return [
            (each.code, each.severity.value)
            for each in find_back_walk(back, person=person).findings
            if each.code == "height-unknown"
        ]

    assert said(Person(sensor_height_m=0.97)) == []
    assert said(Person(height_m=1.7)) == [("height-unknown", "note")]
    assert said(Person()) == [("height-unknown", "warning")]


def test_under_two_seconds_is_refused_with_both_numbers():
    with pytest.raises(SignalTooShort, match=r"at least 2 s of signal, and got 1\.50 s"):
        find_back_walk(worn(still(1.5)), person=Person())


def test_a_signal_without_a_number_is_refused():
    with pytest.raises(SignalNotUsable, match="none of 500 has one"):
        find_back_walk(worn(np.full((500, 3), np.nan)), person=Person())


def test_a_stretch_too_short_between_gaps_is_said():
    acceleration = still(30)
    acceleration[1000:1500] = np.nan
    acceleration[1600:2100] = np.nan
    found = find_back_walk(worn(acceleration), person=Person())

    (finding,) = [each for each in found.findings if each.code == "piece-too-short"]
    assert finding.start_s == pytest.approx(15.0, abs=0.02)
    assert "1.00 s" in finding.found


def test_later_by_an_hour_is_later_by_an_hour(walked, times):
    simulated, found = walked()
    back = simulated.recording.sensor_at(Placement.LOWER_BACK)
    later = replace(back, clock=replace(back.clock, start_s=back.clock.start_s + 3600.0))

    moved = find_back_walk(later, person=simulated.recording.person)

    before_s, _ = times(found.walk)
    after_s, _ = times(moved.walk)
    assert after_s == pytest.approx(before_s + 3600.0, abs=1e-6)
