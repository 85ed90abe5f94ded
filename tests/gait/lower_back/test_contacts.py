"""Contacts are found, and found in time, on the right side."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from restride.gait.lower_back import find_back_walk
from restride.simulate import (
    GaitPattern,
    SensorSettings,
    WalkerSettings,
    back_and_forth,
    random_walker,
)
from restride.terms import ContactKind, EventSource, Placement

TO_AND_FRO = back_and_forth(length_m=12, turns_count=2)


@pytest.mark.parametrize("pattern", list(GaitPattern))
@pytest.mark.parametrize("seed", [11, 12])
def test_many_ways_of_walking_are_found_contact_by_contact(walked, matched, pattern, seed):
    simulated, found = walked(random_walker(seed, pattern=pattern), plan=TO_AND_FRO)

    offsets_s, right_share, f1 = matched(found.walk, simulated.truth)

    assert f1 >= 0.93
    assert np.abs(offsets_s).mean() < 0.06
    assert right_share >= 0.95


def test_a_usual_walk_is_timed_within_two_samples(walked, matched):
    simulated, found = walked()

    offsets_s, right_share, f1 = matched(found.walk, simulated.truth)

    assert f1 == pytest.approx(1.0, abs=0.03)
    assert np.abs(offsets_s).mean() < 0.02
    assert right_share == 1.0


def test_final_contacts_are_found_in_time_and_belong_to_the_other_foot(walked):
    simulated, found = walked()
    true = {
        (round(each.time_s, 4), each.side)
        for bout in simulated.truth.bouts
        for each in bout.final_contacts
    }
    (bout,) = found.walk.bouts

    offsets_s = [
        min(abs(each.time_s - time_s) for time_s, side in true if side is each.side)
        for each in bout.final_contacts
    ]

    assert len(offsets_s) >= 0.9 * len(bout.initial_contacts)
    assert np.median(offsets_s) < 0.06
    assert all(each.kind is ContactKind.FINAL for each in bout.final_contacts)


def test_every_contact_says_where_it_comes_from_and_how_sure_it_is(walked):
    _, found = walked()
    contacts = [each for bout in found.walk.bouts for each in bout.initial_contacts]

    assert {each.source for each in contacts} == {EventSource.LOWER_BACK}
    assert all(0 <= each.confidence <= 1 for each in contacts)
    assert np.median([each.confidence for each in contacts]) > 0.8


@settings(max_examples=15)
@given(turn=st.tuples(*[st.integers(-180, 180)] * 3))
def test_the_way_the_sensor_is_worn_changes_nothing(walked, times, turn):
    simulated, as_worn = walked()
    matrix = Rotation.from_euler("xyz", turn, degrees=True).as_matrix()
    back = simulated.recording.sensor_at(Placement.LOWER_BACK)
    turned = replace(
        back,
        acceleration_mps2=back.acceleration_mps2 @ matrix.T,
        angular_velocity_dps=back.angular_velocity_dps @ matrix.T,
    )
    otherwise = find_back_walk(turned, person=simulated.recording.person)

    worn_s, worn_sides = times(as_worn.walk)
    other_s, other_sides = times(otherwise.walk)

    assert len(other_s) == pytest.approx(len(worn_s), abs=1)
    nearest = np.abs(other_s[:, None] - worn_s).argmin(axis=1)
    assert np.abs(other_s - worn_s[nearest]).max() < 0.03
    assert [worn_sides[index] for index in nearest] == other_sides


@pytest.mark.parametrize("rate_hz", [20, 31.25, 50, 128, 200, 400])
def test_every_rate_from_20_to_400_hz_will_do(walked, matched, rate_hz):
    simulated, found = walked(sensor=SensorSettings(sampling_rate_hz=rate_hz))

    offsets_s, right_share, f1 = matched(found.walk, simulated.truth)

    assert f1 > 0.95
    assert np.abs(offsets_s).mean() < 0.03
    assert right_share > 0.95


def test_a_jittered_clock_costs_no_contact(walked, matched):
    simulated, found = walked(sensor=SensorSettings(jitter_share=0.3))

    offsets_s, _, f1 = matched(found.walk, simulated.truth)

    assert f1 > 0.95
    assert np.abs(offsets_s).mean() < 0.03


def test_a_slow_shuffle_keeps_its_own_rhythm(walked, matched):
    walker = WalkerSettings(speed_mps=0.4, cadence_spm=66, clearance_m=0.015, seed=5)
    simulated, found = walked(walker)

    _, _, f1 = matched(found.walk, simulated.truth)

    assert f1 > 0.9
