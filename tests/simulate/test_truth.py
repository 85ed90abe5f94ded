"""The truth is consistent with itself, whoever walks."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restride.simulate import SensorSettings, back_and_forth, random_walker, simulate_walk
from restride.terms import ContactKind, Side

SEEDS = st.integers(0, 500)


def walked(seed):
    plan = back_and_forth(length_m=8, turns_count=1, stand_s=2)
    return simulate_walk(random_walker(seed), plan=plan, sensors=(SensorSettings(),))


@given(seed=SEEDS)
@settings(max_examples=10)
def test_stance_and_swing_make_the_stride(seed):
    for stride in walked(seed).truth.bouts[0].strides:
        assert stride.stance_s + stride.swing_s == pytest.approx(stride.duration_s)
        both_s = stride.double_support_s + stride.single_support_s
        assert both_s == pytest.approx(stride.stance_s)
        assert min(stride.stance_s, stride.swing_s, stride.double_support_s) > 0


@given(seed=SEEDS)
@settings(max_examples=10)
def test_strides_of_a_side_follow_each_other_and_sides_alternate(seed):
    strides = walked(seed).truth.bouts[0].strides
    assert all(a.side is not b.side for a, b in pairwise(strides))
    for side in Side:
        own = [each for each in strides if each.side is side]
        for before, after in pairwise(own):
            assert before.end_s == after.start_s


@given(seed=SEEDS)
@settings(max_examples=10)
def test_every_stride_begins_and_ends_at_a_contact_of_its_foot(seed):
    bout = walked(seed).truth.bouts[0]
    initial = {(each.side, each.time_s) for each in bout.initial_contacts}
    final = {(each.side, each.time_s) for each in bout.final_contacts}
    for stride in bout.strides:
        assert {(stride.side, stride.start_s), (stride.side, stride.end_s)} <= initial
        assert (stride.side, stride.final_contact_s) in final


@given(seed=SEEDS)
@settings(max_examples=10)
def test_straight_steps_add_up_to_the_path(seed):
    plan = back_and_forth(length_m=12, turns_count=0, stand_s=1)
    simulated = simulate_walk(random_walker(seed), plan=plan, sensors=(SensorSettings(),))
    path = simulated.sensor_paths[0]

    gone_m = np.hypot(*(path.position_m[-1] - path.position_m[0])[:2])
    assert gone_m == pytest.approx(simulated.walked_length_m, abs=0.04)
    steps = simulated.truth.bouts[0].steps
    for side in Side:
        strides_m = [s.length_m for s in simulated.truth.bouts[0].strides if s.side is side]
        assert sum(strides_m) == pytest.approx(
            sum(s.length_m for s in steps), abs=2.1 * simulated.walker.step_m
        )


@given(seed=SEEDS)
@settings(max_examples=10)
def test_the_foot_sensor_travels_the_stride_it_is_said_to(seed):
    simulated = simulate_walk(
        random_walker(seed), plan=back_and_forth(length_m=8, turns_count=0, stand_s=1)
    )
    path = simulated.sensor_paths[1]
    for stride in simulated.truth.bouts[0].strides:
        if stride.side is not Side.LEFT:
            continue
        middles_s = [stride.start_s + 0.5 * stride.stance_s, stride.end_s + 0.4 * stride.stance_s]
        first, last = np.searchsorted(path.times_s, middles_s)
        if last >= len(path.position_m):
            continue
        gone_m = np.hypot(*(path.position_m[last] - path.position_m[first])[:2])
        assert gone_m == pytest.approx(stride.length_m, abs=0.005)


def test_contacts_of_a_bout_lie_within_it():
    bout = walked(3).truth.bouts[0]
    times_s = [each.time_s for each in (*bout.initial_contacts, *bout.final_contacts)]
    assert bout.start_s == min(times_s)
    assert bout.end_s == max(times_s)
    assert {each.kind for each in bout.initial_contacts} == {ContactKind.INITIAL}


def test_strides_at_the_ends_and_in_turns_are_not_steady():
    simulated = walked(0)
    bout, (turn,) = simulated.truth.bouts[0], simulated.truth.turns
    assert not any(each.is_steady for each in (*bout.strides[:2], *bout.strides[-2:]))
    in_turn = [s for s in bout.strides if s.start_s < turn.end_s and turn.start_s < s.end_s]
    assert in_turn
    assert not any(each.is_steady for each in in_turn)
    assert any(each.is_steady for each in bout.strides)
