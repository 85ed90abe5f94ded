"""Walking from points of the body: the call that joins the parts."""

from dataclasses import dataclass

import numpy as np

from restride.arrays import BoolArray, FloatArray
from restride.gait.bouts import JoinedBout, join_into_bouts
from restride.gait.landmarks.body import (
    body_height,
    is_scaled,
    is_sideways,
    is_whole,
    refuse_view,
    sees_body,
)
from restride.gait.landmarks.contacts import Landings, Stretch, find_landings
from restride.gait.landmarks.findings import (
    doubtful_findings,
    edge_findings,
    feet_findings,
    filling_findings,
    scale_finding,
    swap_findings,
    turns_finding,
)
from restride.gait.landmarks.forward import INNER_RATE_HZ, SideView, side_view
from restride.gait.landmarks.frames import Frames, usable_frames
from restride.gait.landmarks.settings import LandmarkGaitSettings, SeeingSettings
from restride.gait.landmarks.strides import LandedSteps, joined_steps, make_bout
from restride.gait.landmarks.swaps import with_own_legs
from restride.person import Person
from restride.recording.events import Walk
from restride.recording.landmarks import Landmarks
from restride.recording.quality import QualityFinding
from restride.terms import LengthUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class LandmarksWalk:
    """The walking seen, and what was noticed on the way."""

    walk: Walk
    findings: tuple[QualityFinding, ...]


def find_landmarks_walk(
    landmarks: Landmarks, *, person: Person, settings: LandmarkGaitSettings | None = None
) -> LandmarksWalk:
    """Find walking bouts, contacts, steps and strides.

    Parameters
    ----------
    landmarks
        Both ankles; better with the hips, pelvis or shoulders, and with heels and toes. In a
        picture seen from the side, or in space. No turns are found.
    person
        The height, for lengths from a picture.

    Returns
    -------
    LandmarksWalk
        Without a bout where nobody walks, with the reason.

    Raises
    ------
    SignalTooShort, SignalNotUsable, MissingChannel
        Too few frames, nothing seen, no ankles.
    ViewNotUsable
        The person is too small in the picture, or not seen from the side.
    """
    settings = settings or LandmarkGaitSettings()
    frames = usable_frames(landmarks, settings=settings.seeing)
    seen_height = body_height(frames, landmarks)
    refuse_view(frames, landmarks, seen_height=seen_height, settings=settings.seeing)
    unswapped = with_own_legs(frames, seen_height=seen_height, settings=settings.swaps)
    is_shown = _is_shown(frames, seen_height, settings.seeing)
    view = side_view(
        unswapped.frames,
        seen_height=seen_height,
        is_shown=is_shown,
        settings=settings.seeing,
    )
    stretches = _stretches(view.is_usable, settings.seeing.shortest_s)
    landings = [find_landings(view, each, settings=settings.contacts) for each in stretches]
    steps = joined_steps(
        landings,
        metres_a_height_m=_metres(landmarks, person, seen_height)
        if landmarks.unit is LengthUnit.METRES or sees_body(frames)
        else float("nan"),
        settings=settings.contacts,
    )
    bouts = tuple(make_bout(each, steps) for each in _joined(steps, view, stretches, settings))
    reason = None if bouts else _reason(landings, stretches, settings)
    findings = (
        *swap_findings(unswapped, name=landmarks.name),
        *filling_findings(view, name=landmarks.name),
        *edge_findings(view, name=landmarks.name),
        *feet_findings(frames, name=landmarks.name),
        *doubtful_findings(is_shown[frames.shows_ankles()], name=landmarks.name),
        *_scale(landmarks, person, seen_height if bouts else None),
        *((turns_finding(name=landmarks.name),) if bouts else ()),
    )
    return LandmarksWalk(
        walk=Walk(bouts=bouts, turns=(), no_walking_reason=reason), findings=findings
    )


def _is_shown(frames: Frames, seen_height: float, settings: SeeingSettings) -> BoolArray:
    """Tell which frames show one whole person from the side, (n_frames,)."""
    sideways = is_sideways(frames, seen_height=seen_height, settings=settings)
    return sideways & is_whole(frames, seen_height=seen_height, settings=settings)


def _scale(
    landmarks: Landmarks, person: Person, seen_height: float | None
) -> tuple[QualityFinding, ...]:
    """Say what lengths rest on, where somebody walks."""
    if seen_height is None:
        return ()
    return scale_finding(
        landmarks, height_m=person.height_m, is_scaled=is_scaled(landmarks, seen_height)
    )


def _metres(landmarks: Landmarks, person: Person, seen_height: float) -> float:
    """Tell how many metres the seen height of the body is; NaN where nobody knows."""
    if landmarks.unit is LengthUnit.METRES:
        return seen_height
    return float("nan") if person.height_m is None else person.height_m


def _stretches(is_usable: BoolArray, shortest_s: float) -> list[Stretch]:
    edges = np.diff(np.concatenate(([0], is_usable.astype(np.int8), [0])))
    return [
        Stretch(first=int(first), end=int(end))
        for first, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)
        if end - first >= shortest_s * INNER_RATE_HZ
    ]


def _joined(
    steps: LandedSteps, view: SideView, stretches: list[Stretch], settings: LandmarkGaitSettings
) -> tuple[JoinedBout, ...]:
    return join_into_bouts(
        steps.start_s,
        steps.end_s,
        length_m=steps.length_m,
        sides=steps.stride_sides,
        gaps_s=_gaps(view, stretches),
        recording_end_s=float(view.times_s[-1]),
        rules=settings.bouts,
    )


def _gaps(view: SideView, stretches: list[Stretch]) -> FloatArray:
    """List where nothing was looked for, (n_gaps, 2)."""
    bounds = [0, *(edge for each in stretches for edge in (each.first, each.end))]
    bounds.append(len(view.is_usable))
    times_s = view.start_s + np.array(bounds) / INNER_RATE_HZ
    gaps = [pair for pair in zip(times_s[::2], times_s[1::2], strict=True) if pair[1] > pair[0]]
    return np.array(gaps, dtype=float).reshape(-1, 2)


def _reason(
    landings: list[Landings], stretches: list[Stretch], settings: LandmarkGaitSettings
) -> str:
    fewest = settings.bouts.fewest_strides_count + 1
    needed = f"Walking from landmarks is reported from {fewest} steps in a row on"
    if not stretches:
        return (
            f"{needed}; no stretch of {settings.seeing.shortest_s:g} s shows both ankles and the "
            "hips without a hole."
        )
    seconds = sum(each.end - each.first for each in stretches) / INNER_RATE_HZ
    count = sum(len(each.landing_s) for each in landings)
    return (
        f"{needed}; the legs opened and closed {count} times in the {seconds:.1f} s that show them."
    )
