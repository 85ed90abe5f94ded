"""A long recording in blocks gives the walk of the whole."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.analysis.blocks import blocks_of, walk_in_blocks
from restride.analysis.following import follow_on
from restride.analysis.found import FoundWalk
from restride.errors import SignalNotUsable
from restride.recording.events import Walk

BLOCK_S = 200.0
LONGEST_S = 800.0


def engine_that_knows(bouts, turns=()):
    """Find the bouts that lie inside a recording; one that reaches beyond its end ends there."""

    def find(recording):
        (sensor,) = recording.sensors
        first_s, end_s = sensor.clock.first_s, sensor.clock.end_s
        assert sensor.clock.samples_count == len(sensor.acceleration_mps2)
        inside = tuple(
            replace(bout, start_s=max(bout.start_s, first_s), end_s=min(bout.end_s, end_s))
            for bout in bouts
            if bout.end_s > first_s and bout.start_s < end_s
        )
        walk = Walk(
            bouts=inside,
            turns=tuple(turn for turn in turns if first_s <= turn.start_s < end_s),
            no_walking_reason=None if inside else "nothing walks",
        )
        return FoundWalk(walk=walk)

    return find


def found_in_blocks(recording, bouts, turns=(), *, longest_bout_s=LONGEST_S):
    return walk_in_blocks(
        blocks_of(recording, block_s=BLOCK_S),
        find=engine_that_knows(bouts, turns),
        longest_bout_s=longest_bout_s,
    )


@given(
    starts_s=st.lists(st.integers(0, 980), min_size=1, max_size=12, unique=True),
    durations_s=st.lists(st.integers(4, 90), min_size=12, max_size=12),
)
def test_the_bouts_are_those_of_the_whole(starts_s, durations_s, hand_made):
    starts_s = sorted(starts_s)
    ends_s = [*(start - 4 for start in starts_s[1:]), 990.0]
    bouts = tuple(
        hand_made.bout(float(start), min(start + duration, end))
        for start, duration, end in zip(starts_s, durations_s, ends_s, strict=False)
        if end - start > 4
    )
    recording = hand_made.recording(duration_s=1000.0)

    assert found_in_blocks(recording, bouts, longest_bout_s=2000.0).walk.bouts == bouts


def test_a_turn_at_the_edge_of_a_block_is_found_once(hand_made):
    turns = tuple(hand_made.turn(start_s) for start_s in (179.0, 199.0, 201.0, 402.0))
    recording = hand_made.recording(duration_s=600.0)

    assert found_in_blocks(recording, (), turns).walk.turns == turns


def test_a_walk_through_a_whole_block_makes_it_longer(hand_made):
    bout = hand_made.bout(50.0, 650.0)
    found = found_in_blocks(hand_made.recording(duration_s=1000.0), (bout,))

    assert found.walk.bouts == (bout,)
    assert not found.findings


def test_a_walk_longer_than_the_limit_is_cut_and_that_is_said(hand_made):
    bout = hand_made.bout(5.0, 1500.0)
    found = found_in_blocks(hand_made.recording(duration_s=1600.0), (bout,))

    assert [(each.start_s, each.end_s) for each in found.walk.bouts] == [
        (5.0, 800.0),
        (800.0, 1500.0),
    ]
    (finding,) = found.findings
    assert (finding.code, finding.start_s) == ("block-cut", pytest.approx(800.0))


def test_a_short_rest_is_looked_at_with_the_last_block(hand_made):
    recording = hand_made.recording(duration_s=290.0)

    assert [block.duration_s for block in blocks_of(recording, block_s=200.0)] == [290.0]
    assert [round(block.duration_s) for block in blocks_of(recording, block_s=150.0)] == [150, 140]


def test_no_walking_anywhere_keeps_the_reason(hand_made):
    found = found_in_blocks(hand_made.recording(duration_s=600.0), ())

    assert found.walk.bouts == ()
    assert found.walk.no_walking_reason == "nothing walks"


def test_a_block_that_carries_nothing_does_not_refuse_the_others(hand_made):
    bout = hand_made.bout(450.0, 470.0)
    knows = engine_that_knows((bout,))

    def find(recording):
        if recording.sensors[0].clock.first_s < 100:
            raise SignalNotUsable("stands still throughout")
        return knows(recording)

    blocks = blocks_of(hand_made.recording(duration_s=600.0), block_s=BLOCK_S)
    found = walk_in_blocks(blocks, find=find, longest_bout_s=LONGEST_S)

    assert found.walk.bouts == (bout,)
    assert found.findings[0].found == "stands still throughout"


def test_a_recording_of_which_no_block_can_be_used_is_refused(hand_made):
    def find(recording):
        raise SignalNotUsable("stands still throughout")

    blocks = blocks_of(hand_made.recording(duration_s=600.0), block_s=BLOCK_S)
    with pytest.raises(SignalNotUsable, match="stands still throughout"):
        walk_in_blocks(blocks, find=find, longest_bout_s=LONGEST_S)


def test_blocks_of_an_even_clock_go_on_in_an_even_clock(hand_made):
    recording = hand_made.recording(duration_s=30.0)
    both = follow_on(recording.between(0.0, 11.0), recording.between(11.0, 40.0))

    assert both.sensors[0].clock == recording.sensors[0].clock or (
        both.sensors[0].clock.stamps_s is None
    )
    assert both.content_hash() == recording.content_hash()


def test_a_gap_between_two_blocks_stays_a_gap(hand_made):
    recording = hand_made.recording(duration_s=30.0)
    both = follow_on(recording.between(0.0, 10.0), recording.between(15.0, 30.0))
    (sensor,) = both.sensors

    assert sensor.clock.samples_count == 2500
    assert np.diff(sensor.clock.times_s).max() == pytest.approx(5.01)


def test_a_sensor_that_comes_and_goes_is_kept(hand_made):
    left, right = (hand_made.sensor(name=name) for name in ("left", "right"))
    both = follow_on(hand_made.recording(left), hand_made.recording(right))

    assert {sensor.name for sensor in both.sensors} == {"left", "right"}
