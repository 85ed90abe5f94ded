"""People seen from the side: one drawn by hand, and the virtual walkers before a camera."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.landmarks import Landmark, Landmarks
from restride.simulate import Stand, WalkAhead, random_walker, simulate_walk
from restride.simulate.camera import CameraSettings, keypoints_of
from restride.terms import ContactKind, LengthUnit

#: The drawn walker: so tall in the picture, and so far do the ankles swing to and fro.
HEIGHT_PX = 500.0
SWING_PX = 90.0
STRIDE_S = 1.0
#: The left foot is foremost at these times, and every stride after.
LEFT_FOREMOST_S = 0.6

PERSON = Person(height_m=1.7)

#: Heights of the points over the body, as somebody walks.
_HEIGHTS = {
    Landmark.LEFT_EAR: 0.921,
    Landmark.RIGHT_EAR: 0.921,
    Landmark.LEFT_SHOULDER: 0.803,
    Landmark.RIGHT_SHOULDER: 0.803,
    Landmark.LEFT_HIP: 0.515,
    Landmark.RIGHT_HIP: 0.515,
    Landmark.LEFT_ANKLE: 0.039,
    Landmark.RIGHT_ANKLE: 0.039,
}


def drawn_walker(
    *,
    duration_s=6.0,
    rate_hz=30.0,
    way_pxps=100.0,
    noise_px=0.0,
    width_px=0.0,
    swing_px=SWING_PX,
    start_s=0.0,
):
    """Swing both ankles about the hips like pendulums, half a stride apart."""
    times_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    phase = 2 * np.pi * (times_s - LEFT_FOREMOST_S) / STRIDE_S
    ahead = {
        Landmark.LEFT_ANKLE: swing_px * np.cos(phase),
        Landmark.RIGHT_ANKLE: -swing_px * np.cos(phase),
    }
    positions = np.zeros((len(times_s), len(_HEIGHTS), 2))
    for column, (point, height) in enumerate(_HEIGHTS.items()):
        side = 0.5 if point.startswith("left") else -0.5
        body = 400.0 + way_pxps * times_s
        body = body + (0.0 if "ankle" in point else side * width_px)
        positions[:, column, 0] = body + ahead.get(point, 0.0)
        positions[:, column, 1] = 50.0 + height * HEIGHT_PX
    positions += noise_px * np.random.default_rng(1).standard_normal(positions.shape)
    return Landmarks(
        name="drawn",
        clock=Clock(sampling_rate_hz=rate_hz, samples_count=len(times_s), start_s=start_s),
        points=tuple(_HEIGHTS),
        positions=positions,
        unit=LengthUnit.PICTURE_ELEMENTS,
    )


def columns_of(landmarks, *words):
    """The columns of all points that bear one of the words."""
    return [
        column
        for column, point in enumerate(landmarks.points)
        if any(word in point for word in words)
    ]


def only_points(landmarks, *words):
    """Keep the points that bear one of the words."""
    kept = columns_of(landmarks, *words)
    seen = landmarks.visibility_share
    return replace(
        landmarks,
        points=tuple(landmarks.points[column] for column in kept),
        positions=landmarks.positions[:, kept],
        visibility_share=None if seen is None else seen[:, kept],
    )


@cache
def walked(seed):
    """A virtual walker on 8 m."""
    plan = (Stand(duration_s=1.0), WalkAhead(length_m=8.0), Stand(duration_s=1.0))
    return simulate_walk(random_walker(seed), plan=plan)


def filmed(seed, **camera):
    """The same walk before a camera, 30 frames a second from 5 m away if nothing else is said."""
    recording = keypoints_of(walked(seed), camera=CameraSettings(seed=seed, **camera))
    return recording.landmarks[0], recording.person


def true_times(seed, side, kind):
    """When a foot really landed, or lifted."""
    return np.array(
        [each.time_s for each in walked(seed).contacts if each.side is side and each.kind is kind]
    )


def errors_of(walk, seed):
    """Found less true of a walk: cadence, mean step, mean stance, and contacts off by a quarter
    of a second or more."""
    strides, stances, steps, wrong_count = [], [], [], 0
    for bout in walk.bouts:
        for stride in bout.strides:
            start_s, end_s, lift_s = _truth_of(stride, seed)
            strides.append((120 / stride.duration_s, 120 / (end_s - start_s)))
            if stride.stance_s is not None:
                stances.append((stride.stance_s, lift_s - start_s))
        for contact in bout.initial_contacts:
            true_s = true_times(seed, contact.side, ContactKind.INITIAL)
            wrong_count += bool(np.abs(true_s - contact.time_s).min() > 0.25)
        landings_s = np.array(
            [each.time_s for each in walked(seed).contacts if each.kind is ContactKind.INITIAL]
        )
        for step in bout.steps:
            first = int(np.argmin(np.abs(landings_s - step.start_s)))
            last = int(np.argmin(np.abs(landings_s - step.end_s)))
            steps.append((step.duration_s, landings_s[last] - landings_s[first]))
    cadence, stance, step = (
        float(np.subtract(*np.mean(pairs, axis=0))) for pairs in (strides, stances, steps)
    )
    return cadence, step, stance, wrong_count


def _truth_of(stride, seed):
    landings_s = true_times(seed, stride.side, ContactKind.INITIAL)
    lifts_s = true_times(seed, stride.side, ContactKind.FINAL)
    start_s = landings_s[np.argmin(np.abs(landings_s - stride.start_s))]
    end_s = landings_s[np.argmin(np.abs(landings_s - stride.end_s))]
    return start_s, end_s, lifts_s[np.searchsorted(lifts_s, start_s)]


@pytest.fixture(scope="session")
def person():
    """Somebody 1.7 m tall."""
    return PERSON


@pytest.fixture(name="drawn_walker", scope="session")
def _drawn_walker():
    return drawn_walker


@pytest.fixture(name="filmed", scope="session")
def _filmed():
    return filmed


@pytest.fixture(name="walked", scope="session")
def _walked():
    return walked


@pytest.fixture(name="errors_of", scope="session")
def _errors_of():
    return errors_of


@pytest.fixture(name="only_points", scope="session")
def _only_points():
    return only_points


@pytest.fixture(name="columns_of", scope="session")
def _columns_of():
    return columns_of
