"""Where a bout begins and ends."""

import numpy as np
import pytest

from restride.gait.bouts import BoutRules, JoinedBout
from restride.gait.lower_back.edges import keeps_rhythm, without_edge_steps
from restride.gait.lower_back.likeness import Likeness
from restride.gait.lower_back.steps import Steps, Strides
from restride.terms import EndReason


def walk_of(step_s, length_m):
    """Steps of these durations and lengths, from 10 s on, and the bout of all of them."""
    contacts_s = 10.0 + np.concatenate(([0.0], np.cumsum(step_s)))
    count = len(contacts_s)
    nothing = np.zeros(count)
    steps = Steps(
        contacts_s=contacts_s,
        confidence=nothing,
        sides=np.arange(count).astype(np.int8) % 2,
        side_confidence=nothing,
        other_lift_s=nothing,
        step_length_m=np.array(length_m),
        likeness=Likeness(step_likeness=nothing[1:], stride_likeness=nothing[2:]),
    )
    first = np.arange(count - 2)
    columns = {
        name: np.zeros(len(first))
        for name in (
            "side",
            "start_s",
            "end_s",
            "final_contact_s",
            "length_m",
            "double_support_s",
            "single_support_s",
            "turn_deg",
            "harmonic_ratio",
            "trunk_range_deg",
        )
    }
    joined = JoinedBout(
        stride_indices=first,
        start_s=float(contacts_s[0]),
        end_s=float(contacts_s[-1]),
        end_reason=EndReason.PAUSE,
    )
    return joined, Strides(first=first, **columns), steps


def trimmed(step_s, length_m):
    joined, strides, steps = walk_of(step_s, length_m)
    return without_edge_steps(joined, strides, steps=steps, start_s=0.0, rules=BoutRules())


def test_steps_alike_stay_all():
    bout = trimmed([0.5] * 8, [0.6] * 8)

    assert (bout.start_s, bout.end_s) == (10.0, 14.0)
    assert len(bout.stride_indices) == 7


def test_the_closing_half_step_is_taken_off():
    bout = trimmed([0.5] * 8, [0.6] * 7 + [0.26])

    assert bout.end_s == pytest.approx(13.5)
    assert len(bout.stride_indices) == 6


def test_a_step_just_long_enough_stays():
    assert trimmed([0.5] * 8, [0.6] * 7 + [0.27]).end_s == pytest.approx(14.0)


def test_a_wait_before_the_first_step_is_taken_off():
    bout = trimmed([0.76] + [0.5] * 7, [0.6] * 8)

    assert bout.start_s == pytest.approx(10.76)


def test_a_short_step_within_the_bout_stays():
    assert len(trimmed([0.5] * 8, [0.6] * 4 + [0.1] + [0.6] * 3).stride_indices) == 7


def test_a_bout_that_would_be_none_is_left_as_it_is():
    assert trimmed([0.5] * 5, [0.6] * 4 + [0.1]).end_s == pytest.approx(12.5)


@pytest.mark.parametrize(
    ("step_s", "keeps"),
    [
        pytest.param([0.5, 0.55, 0.5, 0.45, 0.5], True, id="a few even steps"),
        pytest.param([0.4, 0.9, 0.4, 0.9, 0.4], False, id="a few steps here and there"),
        pytest.param([0.4, 0.9] * 4, True, id="a long bout may limp"),
    ],
)
def test_a_short_bout_must_keep_its_rhythm(step_s, keeps):
    joined, strides, steps = walk_of(step_s, [0.6] * len(step_s))

    assert keeps_rhythm(joined, strides, steps=steps) is keeps
