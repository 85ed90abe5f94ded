"""Landmarks that tell nothing: a reason instead of a traceback, a hang or a number."""

from dataclasses import replace

import numpy as np
import pytest

from restride.errors import SignalNotUsable
from restride.movement.landmark_rises import rises_of_landmarks
from restride.movement.posture import posture_of
from restride.movement.range_of_motion import ranges_of_landmarks
from restride.movement.reach import reach_of
from restride.movement.repetitions import repetitions_of_landmarks
from restride.recording.clock import Clock


def shortened(landmarks, count):
    clock = Clock(sampling_rate_hz=50.0, samples_count=count)
    return replace(landmarks, clock=clock, positions=landmarks.positions[:count])


def filled_with(landmarks, value):
    return replace(landmarks, positions=np.full(landmarks.positions.shape, value))


@pytest.fixture(
    params=[
        "empty",
        "one frame",
        "two frames",
        "unseen",
        "all at one place",
        "infinite",
        "no point",
    ]
)
def bad(request, squats, film):
    """Landmarks in space and in a picture that tell nothing."""
    cases = {
        "empty": lambda each: shortened(each, 0),
        "one frame": lambda each: shortened(each, 1),
        "two frames": lambda each: shortened(each, 2),
        "unseen": lambda each: filled_with(each, np.nan),
        "all at one place": lambda each: filled_with(each, 0.0),
        "infinite": lambda each: filled_with(each, np.inf),
        "no point": lambda each: replace(each, points=(), positions=each.positions[:, :0]),
    }
    whole = squats([90.0, 90.0])
    return [cases[request.param](each) for each in (whole, film(whole))]


@pytest.mark.filterwarnings("error")
def test_nothing_is_counted_and_the_reason_is_given(bad):
    for landmarks in bad:
        for found in (repetitions_of_landmarks(landmarks), rises_of_landmarks(landmarks)):
            assert found.none_found_reason
        assert ranges_of_landmarks(landmarks).ranges == () or landmarks.clock.samples_count == 2


@pytest.mark.filterwarnings("error")
def test_posture_is_refused_with_what_is_needed(bad):
    for landmarks in bad:
        with pytest.raises(SignalNotUsable, match=r"never all seen|1 s of standing still"):
            posture_of(landmarks)


def why_no_reach(landmarks):
    try:
        return reach_of(landmarks, height_m=1.7).none_found_reason
    except SignalNotUsable as refused:
        return str(refused)


@pytest.mark.filterwarnings("error")
def test_a_reach_is_none_with_the_reason(bad):
    for landmarks in bad:
        assert why_no_reach(landmarks)
