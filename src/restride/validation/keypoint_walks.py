"""Walking filmed from the side, held against the footfalls of the virtual walker."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from restride.analysis.walking import analyze_walk
from restride.arrays import FloatArray
from restride.recording.events import Contact, Walk, WalkingBout
from restride.simulate import (
    CameraMotion,
    CameraSettings,
    Stand,
    WalkAhead,
    keypoints_of,
    random_walker,
    simulate_walk,
)
from restride.terms import ContactKind, Side

#: Films of each way of filming. House choice.
_WALKERS_COUNT: Final = 12
#: Found and true contacts of one foot further apart than this are not the same.
_SAME_S: Final = 0.25
_MS_IN_S: Final = 1000.0

_CAMERAS: Final = (
    CameraSettings(sampling_rate_hz=30.0),
    CameraSettings(sampling_rate_hz=60.0, motion=CameraMotion.PANNING, side=Side.LEFT),
    CameraSettings(sampling_rate_hz=25.0, motion=CameraMotion.ALONGSIDE, noise_px=5.0),
    CameraSettings(sampling_rate_hz=50.0, distance_m=4.5, is_mirrored=True),
)


def keypoint_errors() -> FloatArray:
    """Film many walks in several ways, (n_films, 3): cadence, step time, stance.

    Absolute differences of the means over each film in steps a minute, ms and ms; of a film in
    which nothing was found, infinite.
    """
    return np.array([_errors(contacts, walk) for contacts, walk in _films()])


def _films() -> Iterator[tuple[tuple[Contact, ...], Walk]]:
    plan = (Stand(duration_s=1.0), WalkAhead(length_m=9.0), Stand(duration_s=1.0))
    for seed in range(_WALKERS_COUNT):
        simulated = simulate_walk(random_walker(seed), plan=plan)
        for camera in _CAMERAS:
            contacts = simulated.contacts
            if camera.is_mirrored:
                # In a mirror left is right, for the estimator and for everyone after it.
                contacts = tuple(
                    replace(each, side=None if each.side is None else each.side.other)
                    for each in contacts
                )
            yield contacts, analyze_walk(keypoints_of(simulated, camera=camera)).walk


def _errors(contacts: tuple[Contact, ...], found: Walk) -> tuple[float, float, float]:
    if not found.bouts:
        return (np.inf, np.inf, np.inf)
    bout = max(found.bouts, key=lambda each: len(each.initial_contacts))
    true_s = [each.time_s for each in contacts if each.kind is ContactKind.INITIAL]
    ours_s = np.array([each.time_s for each in bout.initial_contacts])
    inside_s = [each for each in true_s if ours_s[0] - _SAME_S <= each <= ours_s[-1] + _SAME_S]
    ours, truth = float(np.mean(np.diff(ours_s))), float(np.mean(np.diff(inside_s)))
    stance_ms = _MS_IN_S * abs(_stance_off_s(bout, contacts))
    return abs(60.0 / ours - 60.0 / truth), _MS_IN_S * abs(ours - truth), stance_ms


def _stance_off_s(bout: WalkingBout, contacts: tuple[Contact, ...]) -> float:
    off_s = []
    for stride in bout.strides:
        if stride.stance_s is None or stride.side is None:
            continue
        true_s = _true_stance_s(stride.start_s, stride.side, contacts)
        if true_s is not None:
            off_s.append(stride.stance_s - true_s)
    return float(np.mean(off_s)) if off_s else np.inf


def _true_stance_s(start_s: float, side: Side, contacts: tuple[Contact, ...]) -> float | None:
    """Tell how long the foot truly stood from the contact nearest to a time."""
    own = [each for each in contacts if each.side is side]
    landings = [each.time_s for each in own if each.kind is ContactKind.INITIAL]
    near = [each for each in landings if abs(each - start_s) <= _SAME_S]
    if not near:
        return None
    landing_s = min(near, key=lambda each: abs(each - start_s))
    lifts = [each.time_s for each in own if each.kind is ContactKind.FINAL]
    after = [each for each in lifts if each > landing_s]
    return after[0] - landing_s if after else None
