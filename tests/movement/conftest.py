"""A stick figure whose joints bend as told, in space and in pictures of it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from restride.recording.clock import Clock
from restride.recording.landmarks import Landmark, Landmarks
from restride.terms import LengthUnit

RATE_HZ = 50.0
SHANK_M, THIGH_M, TRUNK_M, UPPER_ARM_M, FOREARM_M = 0.42, 0.42, 0.50, 0.30, 0.26
HALF = {"ankle": 0.10, "knee": 0.10, "hip": 0.10, "shoulder": 0.18, "ear": 0.07}


def swung(length_m, angle_deg, count):
    """Draw a line that is swung forward out of pointing up."""
    angle = np.radians(np.broadcast_to(angle_deg, count))
    return length_m * np.stack([np.sin(angle), np.zeros(count), np.cos(angle)], axis=1)


def stick_figure(
    *,
    knee_deg=0.0,
    ankle_deg=0.0,
    lean_deg=0.0,
    arm_deg=0.0,
    elbow_deg=0.0,
    head_m=0.0,
    walks_m=0.0,
    count=100,
    rate_hz=RATE_HZ,
):
    """Bend both sides alike: numbers, or arrays with a value a frame. Metres, x forward, z up."""
    knee, ankle, lean, arm, elbow = (
        np.broadcast_to(np.asarray(each, dtype=float), count)
        for each in (knee_deg, ankle_deg, lean_deg, arm_deg, elbow_deg)
    )
    foot = np.zeros((count, 3))
    foot[:, 0] = walks_m
    foot[:, 2] = 0.08
    parts = {"ankle": foot}
    parts["heel"] = foot + np.array([-0.05, 0.0, -0.05])
    parts["toe"] = foot + np.array([0.17, 0.0, -0.05])
    parts["knee"] = foot + swung(SHANK_M, ankle, count)
    parts["hip"] = parts["knee"] + swung(THIGH_M, ankle - knee, count)
    parts["shoulder"] = parts["hip"] + swung(TRUNK_M, lean, count)
    parts["ear"] = parts["shoulder"] + np.array([head_m, 0.0, 0.22])
    parts["elbow"] = parts["shoulder"] - swung(UPPER_ARM_M, -arm, count)
    parts["wrist"] = parts["elbow"] - swung(FOREARM_M, -(arm + elbow), count)
    points, columns = [], []
    for part, course in parts.items():
        for side, sign in (("left", 1.0), ("right", -1.0)):
            width = HALF.get(part, HALF["shoulder"] if part in {"elbow", "wrist"} else 0.10)
            points.append(Landmark(f"{side}-{part}"))
            columns.append(course + np.array([0.0, sign * width, 0.0]))
    return Landmarks(
        name="figure",
        clock=Clock(sampling_rate_hz=rate_hz, samples_count=count),
        points=tuple(points),
        positions=np.stack(columns, axis=1),
        unit=LengthUnit.METRES,
    )


def filmed(landmarks, *, from_deg=0.0, is_mirrored=False, px_per_m=400.0):
    """Project onto a level picture; 0 degrees is a side view, 90 from behind."""
    angle = np.radians(from_deg)
    space = landmarks.positions
    across = space[..., 0] * np.cos(angle) - space[..., 1] * np.sin(angle)
    across = -across if is_mirrored else across
    flat = np.stack([900 + px_per_m * across, 50 + px_per_m * space[..., 2]], axis=-1)
    return replace(landmarks, positions=flat, unit=LengthUnit.PICTURE_ELEMENTS)


def at_rate(landmarks, rate_hz):
    """Take every frame that is nearest to an even clock of another rate."""
    times_s = landmarks.clock.times_s
    new_s = np.arange(times_s[0], times_s[-1], 1 / rate_hz)
    nearest = np.clip(np.searchsorted(times_s, new_s), 0, len(times_s) - 1)
    clock = Clock(sampling_rate_hz=rate_hz, samples_count=len(new_s), start_s=times_s[0])
    return replace(landmarks, clock=clock, positions=landmarks.positions[nearest])


def with_losses(landmarks, *, seed, kind, share=0.2):
    """Lose a part of the landmarks: whole frames, single points, or stretches up to 0.3 s."""
    random = np.random.default_rng(seed)
    positions = landmarks.positions.copy()
    frames, points = positions.shape[:2]
    longest = max(1, round(0.3 * landmarks.clock.sampling_rate_hz))
    if kind == "frames":
        positions[random.random(frames) < share] = np.nan
    elif kind == "points":
        positions[random.random((frames, points)) < share] = np.nan
    else:
        lost = np.zeros(frames + 1, dtype=bool)
        while lost.mean() < share:
            start, length = random.integers(frames), random.integers(1, longest + 1)
            # Stretches that touch would be one that is longer.
            if not lost[max(0, start - 1) : start + length + 1].any():
                lost[start : start + length] = True
        lost = lost[:frames]
        positions[lost] = np.nan
    return replace(landmarks, positions=positions)


def squatting(depths_deg, *, rest_s=1.0, way_s=0.9, hold_s=0.2, rate_hz=RATE_HZ):
    """Bend the knees once for each depth, from standing and back: the course of the knees."""
    way = (1 - np.cos(np.linspace(0, np.pi, round(way_s * rate_hz)))) / 2
    still, held = np.zeros(round(rest_s * rate_hz)), np.ones(round(hold_s * rate_hz))
    parts = [still]
    for depth in depths_deg:
        parts += [depth * way, depth * held, depth * way[::-1], still]
    return np.concatenate(parts)


def squatter(depths_deg, **how):
    """Let the figure squat: shanks and trunk lean along."""
    knee = squatting(depths_deg, **how)
    return stick_figure(
        knee_deg=knee,
        ankle_deg=0.4 * knee,
        lean_deg=0.4 * knee,
        count=len(knee),
        rate_hz=how.get("rate_hz", RATE_HZ),
    )


@pytest.fixture(scope="session")
def figure() -> Callable[..., Landmarks]:
    """Bend a stick figure."""
    return stick_figure


@pytest.fixture(scope="session")
def squats() -> Callable[..., Landmarks]:
    """Let a stick figure squat."""
    return squatter


@pytest.fixture(scope="session")
def film() -> Callable[..., Landmarks]:
    """Take a picture of landmarks in space."""
    return filmed


@pytest.fixture(scope="session")
def resample() -> Callable[..., Landmarks]:
    """Take landmarks at another rate."""
    return at_rate


@pytest.fixture(scope="session")
def lose() -> Callable[..., Landmarks]:
    """Lose a part of the landmarks."""
    return with_losses
