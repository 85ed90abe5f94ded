"""Left and right: told where the trunk shows them, and doubted where it does not."""

import numpy as np

from restride.gait.bouts import SIDE_CODES, UNKNOWN_SIDE
from restride.gait.lower_back.sides import find_sides
from restride.signal.trunk import TrunkSignals
from restride.terms import Side

RATE_HZ = 100.0
CONTACTS_S = 2.0 + 0.55 * np.arange(30)
LEFT, RIGHT = SIDE_CODES[Side.LEFT], SIDE_CODES[Side.RIGHT]


def trunk(sway, *, has_gyroscope=True):
    """Carry the trunk sideways: ``sway`` of time in seconds, in m/s2."""
    time_s = np.arange(2000) / RATE_HZ
    nothing = np.zeros(len(time_s))
    turning = nothing if has_gyroscope else None
    return TrunkSignals(
        sampling_rate_hz=RATE_HZ,
        forward_mps2=nothing,
        left_mps2=sway(time_s),
        vertical_mps2=nothing,
        roll_dps=turning,
        pitch_dps=turning,
        yaw_dps=turning,
    )


def found(signals, **options):
    first = np.arange(len(CONTACTS_S)) == 0
    return find_sides(signals, CONTACTS_S, is_first=first, **{"knows_front": True, **options})


def swaying(time_s):
    # The trunk moves to the left at the first contact, to the right at the next: its speed is a
    # cosine of the stride, its acceleration the slope of that.
    phase = 2 * np.pi * (time_s - CONTACTS_S[0]) / 1.1
    return -np.sin(phase)


def test_a_trunk_carried_to_the_left_at_a_contact_makes_it_a_left_one():
    sides = found(trunk(swaying))

    assert sides.codes.tolist() == [LEFT, RIGHT] * 15
    assert sides.confidence.min() > 0.9


def test_the_mirrored_trunk_gives_the_mirrored_sides():
    sides = found(trunk(lambda time_s: -swaying(time_s)))

    assert sides.codes.tolist() == [RIGHT, LEFT] * 15


def test_a_trunk_that_sways_at_random_mostly_leaves_the_sides_in_doubt():
    sureness = [
        np.median(found(trunk(lambda _time_s, noise=noise: noise)).confidence)
        for noise in np.random.default_rng(7).normal(size=(20, 2000))
    ]

    assert np.median(sureness) < 0.88
    assert np.mean(np.array(sureness) > 0.95) <= 0.25


def test_where_nothing_can_tell_no_side_is_told():
    sides = found(trunk(swaying, has_gyroscope=False), knows_front=False)

    assert set(sides.codes.tolist()) == {UNKNOWN_SIDE}


def test_without_a_contact_there_is_no_side():
    none = np.zeros(0)
    sides = find_sides(trunk(swaying), none, is_first=none.astype(bool), knows_front=True)

    assert len(sides.codes) == len(sides.confidence) == 0
