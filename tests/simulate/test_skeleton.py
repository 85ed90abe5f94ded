"""The skeleton of the virtual walker: parts keep their length, and feet theirs place."""

import numpy as np
import pytest

from restride.recording.landmarks import Landmark
from restride.simulate import Stand, WalkAhead, WalkerSettings, simulate_walk
from restride.simulate.skeleton import SHANK_SHARE, THIGH_SHARE, centre_of_mass, skeleton_of
from restride.terms import ContactKind, Side

PLAN = (Stand(duration_s=1), WalkAhead(length_m=10), Stand(duration_s=1))


@pytest.fixture(scope="module")
def walked():
    return simulate_walk(WalkerSettings(seed=2), plan=PLAN)


@pytest.fixture(scope="module")
def skeleton(walked):
    return skeleton_of(walked.body)


def lengths_m(skeleton, side, first, second):
    return np.linalg.norm(skeleton.of(side, first) - skeleton.of(side, second), axis=1)


@pytest.mark.parametrize("side", list(Side))
def test_thigh_and_shank_keep_their_length(skeleton, side):
    for first, second, share in (("hip", "knee", THIGH_SHARE), ("knee", "ankle", SHANK_SHARE)):
        length_m = lengths_m(skeleton, side, first, second)
        assert np.median(length_m) == pytest.approx(share * 1.72, abs=0.002)
        assert length_m.max() < 1.04 * share * 1.72
        assert length_m.min() > 0.97 * share * 1.72


@pytest.mark.parametrize("side", list(Side))
def test_knees_bend_forward_and_feet_stay_above_the_ground(skeleton, side):
    hip, knee, ankle = (skeleton.of(side, part) for part in ("hip", "knee", "ankle"))
    length_m = np.linalg.norm(hip - ankle, axis=1)
    share = np.sum((knee - hip) * (ankle - hip), axis=1) / length_m**2
    ahead_m = (knee - hip - share[:, None] * (ankle - hip))[:, 0]

    assert ahead_m.min() > -0.01
    assert ahead_m.max() > 0.1
    for part in ("heel", "toe", "ankle"):
        assert skeleton.of(side, part)[:, 2].min() > -0.03


def test_a_standing_foot_does_not_move_at_all(walked, skeleton):
    for stride in walked.truth.bouts[0].strides:
        middle_s = stride.start_s + 0.4 * stride.stance_s
        span = slice(*np.searchsorted(skeleton.times_s, [middle_s - 0.02, middle_s + 0.02]))
        for part in ("ankle", "toe"):
            assert np.ptp(skeleton.of(stride.side, part)[span], axis=0).max() < 2e-3


def test_the_ankle_has_stopped_going_ahead_soon_after_contact(walked, skeleton):
    landings = [each for each in walked.contacts if each.kind is ContactKind.INITIAL]
    for contact in landings:
        ahead_m = skeleton.of(contact.side, "ankle")[:, 0]
        at = np.searchsorted(skeleton.times_s, contact.time_s)
        before_mps = (ahead_m[at - 20] - ahead_m[at - 40]) * 20
        after_mps = (ahead_m[at + 60] - ahead_m[at + 40]) * 20
        assert abs(after_mps) < 0.15
        assert before_mps > 2 * abs(after_mps)


def test_arms_swing_with_the_leg_of_the_other_side(skeleton):
    walking = (skeleton.times_s > 3) & (skeleton.times_s < 7)
    wrist = skeleton.of(Side.LEFT, "wrist") - skeleton.of(Side.LEFT, "shoulder")
    ankle = skeleton.of(Side.RIGHT, "ankle") - skeleton.of(Side.RIGHT, "hip")

    assert np.corrcoef(wrist[walking, 0], ankle[walking, 0])[0, 1] > 0.8


def test_the_centre_of_mass_lies_about_where_people_have_theirs(skeleton):
    mass_m = centre_of_mass(skeleton).position_m

    assert 0.52 * 1.72 < mass_m[0, 2] < 0.60 * 1.72
    hips_m = skeleton.points[Landmark.PELVIS]
    assert np.abs(mass_m[:, :2] - hips_m[:, :2]).max() < 0.15
