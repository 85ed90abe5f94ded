"""Walks on the lower back whose truth was written, not found."""

from functools import cache

import numpy as np
import pytest

from restride.gait.lower_back import find_back_walk
from restride.simulate import (
    SensorSettings,
    Stand,
    WalkAhead,
    WalkerSettings,
    simulate_walk,
)
from restride.terms import Placement

STRAIGHT = (Stand(duration_s=4), WalkAhead(length_m=25), Stand(duration_s=4))


@pytest.fixture(scope="session")
def walked():
    """Simulate a walk with one sensor on the back, and find it again."""

    @cache
    def walk(walker=None, *, plan=STRAIGHT, sensor=None, **options):
        simulated = simulate_walk(
            walker or WalkerSettings(seed=3), plan=plan, sensors=(sensor or SensorSettings(),)
        )
        back = simulated.recording.sensor_at(Placement.LOWER_BACK)
        found = find_back_walk(back, person=simulated.recording.person, **options)
        return simulated, found

    return walk


@pytest.fixture(scope="session")
def times():
    """List the times of initial contacts of a walk, and their sides."""

    def listed(walk):
        contacts = [each for bout in walk.bouts for each in bout.initial_contacts]
        return np.array([each.time_s for each in contacts]), [each.side for each in contacts]

    return listed


@pytest.fixture(scope="session")
def matched(times):
    """Pair found with true contacts: offsets in seconds, share of sides right, F1."""

    def compare(found, truth, tolerance_s=0.25):
        found_s, found_sides = times(found)
        true_s, true_sides = times(truth)
        offsets, right = [], []
        for time_s, side in zip(true_s, true_sides, strict=True):
            if len(found_s):
                nearest = int(np.argmin(np.abs(found_s - time_s)))
                if abs(found_s[nearest] - time_s) <= tolerance_s:
                    offsets.append(found_s[nearest] - time_s)
                    right.append(found_sides[nearest] is side)
        f1 = 2 * len(offsets) / max(1, len(found_s) + len(true_s))
        return np.array(offsets), float(np.mean(right or [0.0])), f1

    return compare
