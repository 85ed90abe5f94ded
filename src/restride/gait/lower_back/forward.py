"""Which way the walker faces, whatever way round the sensor is worn.

The line: forward movement repeats with every step, sideways movement is mirrored by it
[moenilssen1998]. The end of it, from three signs that hold for walking and not for walking seen
backwards:

- the trunk speeds up slowly and is braked at once as a foot lands, so the forward jerk leans to
  the negative side [zijlstra2003];
- the blow of landing points up and backwards [zijlstra2003];
- as the left foot lands, the pelvis has turned to the right about the vertical, has dropped on the
  left and is carried to the left [perry2010]: turning about the vertical tells left from right
  whatever way the sensor faces, the other two only with front known, so they must agree.

How the signs are weighed: docs/decisions/0010-lower-back-contacts.md
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from restride.arrays import FloatArray, SampleArray
from restride.gait.lower_back.dips import VerticalCourse
from restride.signal.columns import along_axis, dot
from restride.signal.smoothing import bell_slope, sampled, summed, window_means, without_drift
from restride.signal.trunk import (
    UprightSignals,
    between,
    horizontal_axes,
    levelled,
    thinned,
)

#: How long a step is compared with the next, and how long a landing is looked at. House choices.
_COURSE_S: Final = 0.5
_LANDING_S: Final = 0.2
#: Signal kept around the steps that are asked, so that drift shows. House choice.
_MARGIN_S: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardSettings:
    """How front is found. House choices: docs/decisions/0010-lower-back-contacts.md."""

    #: What is asked here lies well below half of this.
    inner_rate_hz: float = 50.0
    #: Dips that belong to a firm step.
    least_depth_mps: float = 0.05
    #: Two steps lie so far apart.
    shortest_step_s: float = 0.3
    longest_step_s: float = 1.1
    #: Steps looked at together; the belt may be put on anew in a day.
    steps_in_group_count: int = 120
    fewest_pairs_count: int = 4
    #: So many such groups are asked in one stretch, spread evenly.
    most_groups_count: int = 3
    #: Bell over the acceleration before its slope is taken.
    slope_width_s: float = 0.03
    #: The foot lands about so long after the trunk sinks fastest.
    landing_delay_s: float = 0.08
    #: Weights of the lean of the jerk and of the agreement of left and right; the blow counts 1.
    jerk_lean_weight: float = 0.5
    agreement_weight: float = 1.0
    #: Less evidence than this is no more than a guess.
    sure_evidence: float = 0.2
    #: A group that faces otherwise by more than this has been worn otherwise.
    worn_otherwise_deg: float = 50.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facing:
    """Where some steps say front is."""

    #: Sample of the first of them.
    start_samples: int
    #: (3,), unit vector in the sensor's axes.
    direction: FloatArray
    #: How surely this end of the line is front; 0 a guess.
    evidence: float
    steps_count: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forward:
    """Where front is in one stretch."""

    #: (3, n_samples), level unit vectors in the sensor's axes.
    direction: FloatArray
    #: Above ``ForwardSettings.sure_evidence`` front is known; 0 where no step told anything.
    evidence: float
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _StepViews:
    """What is seen around every firm dip, along both level axes."""

    dips: SampleArray
    #: (n_dips, n_window, 2)
    courses: FloatArray
    #: (n_dips, n_window) and (n_dips, n_window, 2)
    vertical_jerk: FloatArray
    level_jerk: FloatArray
    #: (n_dips, 2) each: how the trunk is carried, how it drops; (n_dips,): how it turns.
    carried: tuple[FloatArray, ...]
    dropped: FloatArray | None
    turned: tuple[FloatArray, ...]


def find_facings(
    signals: UprightSignals, course: VerticalCourse, *, settings: ForwardSettings | None = None
) -> tuple[Facing, ...]:
    """Ask the steps of a stretch where front is, some at a time; empty where hardly one is."""
    settings = settings or ForwardSettings()
    firm_s = course.dips_s[course.dips.depths >= settings.least_depth_mps]
    firm = np.rint(firm_s * signals.sampling_rate_hz).astype(np.intp)
    groups = np.array_split(firm, max(1, len(firm) // settings.steps_in_group_count))
    asked = np.unique(
        np.linspace(0, len(groups) - 1, min(len(groups), settings.most_groups_count)).astype(int)
    )
    found = (_facing(signals, groups[index], settings) for index in asked)
    return tuple(facing for facing in found if facing is not None)


def _facing(signals: UprightSignals, dips: SampleArray, settings: ForwardSettings) -> Facing | None:
    """Ask some firm steps, in the signal around them; None where they are too few."""
    if len(dips) <= settings.fewest_pairs_count:
        return None
    margin = round(_MARGIN_S * signals.sampling_rate_hz)
    start = max(0, int(dips[0]) - margin)
    factor = max(1, int(signals.sampling_rate_hz / settings.inner_rate_hz + 1e-9))
    part = thinned(
        between(signals, start_samples=start, end_samples=int(dips[-1]) + margin), factor
    )
    axes = horizontal_axes(part.up)
    views = _views(part, _with_whole_course((dips - start) // factor, part), axes, settings)
    axis = _line_of_walking(views, settings, part.sampling_rate_hz)
    if axis is None:
        return None
    evidence = _evidence(views, axis, settings)
    here = views.dips
    vector = (axes[0][:, here] * axis[0] + axes[1][:, here] * axis[1]).mean(axis=1)
    vector *= np.copysign(1.0, evidence) / max(float(np.linalg.norm(vector)), 1e-12)
    return Facing(
        start_samples=int(dips[0]),
        direction=vector,
        evidence=abs(evidence),
        steps_count=len(here),
    )


def agree_on_forward(
    signals: Sequence[UprightSignals],
    facings: Sequence[Sequence[Facing]],
    *,
    settings: ForwardSettings | None = None,
) -> tuple[Forward, ...]:
    """Let all stretches of one sensor speak together; those worn otherwise for themselves.

    Returns
    -------
    tuple of Forward
        One for each stretch; a guess, said to be one, where no stretch tells.
    """
    settings = settings or ForwardSettings()
    spoken = [facing for of_stretch in facings for facing in of_stretch]
    if not spoken:
        return tuple(
            Forward(direction=horizontal_axes(each.up)[0], evidence=0.0, is_sure=False)
            for each in signals
        )
    common, evidence = _common(spoken, settings)
    return tuple(
        _forward(each, of_stretch, common, evidence, settings)
        for each, of_stretch in zip(signals, facings, strict=True)
    )


def _forward(
    signals: UprightSignals,
    facings: Sequence[Facing],
    common: FloatArray,
    evidence: float,
    settings: ForwardSettings,
) -> Forward:
    own = [facing for facing in facings if _is_worn_otherwise(facing, common, settings)]
    if not own:
        return Forward(
            direction=levelled(signals.up, common),
            evidence=evidence,
            is_sure=evidence >= settings.sure_evidence,
        )
    starts = np.array([facing.start_samples for facing in facings])
    directions = np.array([facing.direction if facing in own else common for facing in facings])
    samples = np.arange(signals.up.shape[1])
    owner = np.clip(np.searchsorted(starts, samples, side="right") - 1, 0, None)
    return Forward(
        direction=levelled(signals.up, directions[owner].T),
        evidence=max(evidence, min(facing.evidence for facing in own)),
        is_sure=True,
    )


def _with_whole_course(dips: SampleArray, part: UprightSignals) -> SampleArray:
    """Keep the dips after which the signal goes on for as long as a step is compared."""
    after = round(_COURSE_S * part.sampling_rate_hz)
    return np.asarray(dips[(dips >= 2) & (dips < part.up.shape[1] - after)])


def _views(
    signals: UprightSignals,
    firm: SampleArray,
    axes: tuple[FloatArray, FloatArray],
    settings: ForwardSettings,
) -> _StepViews:
    rate_hz = signals.sampling_rate_hz
    level = [dot(signals.acceleration_mps2, axis) for axis in axes]
    slope = partial(bell_slope, width_s=settings.slope_width_s, sampling_rate_hz=rate_hz)
    jerk = np.stack([slope(part) for part in level], axis=1)
    window = firm[:, None] + np.arange(-2, round(_LANDING_S * rate_hz))
    window = np.clip(window, 0, len(level[0]) - 1)
    course = firm[:, None] + np.arange(round(_COURSE_S * rate_hz))
    landings = firm + settings.landing_delay_s * rate_hz
    dropped, turned = _rotations(signals, axes, landings)
    return _StepViews(
        dips=firm,
        courses=np.stack([part[course] for part in level], axis=-1),
        vertical_jerk=slope(signals.vertical_mps2)[window],
        level_jerk=jerk[window],
        carried=_carried(level, landings, rate_hz),
        dropped=dropped,
        turned=turned,
    )


def _carried(
    level: Sequence[FloatArray], landings: FloatArray, rate_hz: float
) -> tuple[FloatArray, ...]:
    """Tell the level speed at landing and the level acceleration in single support after it."""
    speed, push = np.empty((len(landings), 2)), np.empty((len(landings), 2))
    for column, part in enumerate(level):
        steady = without_drift(part, width_s=1.0, sampling_rate_hz=rate_hz)
        way = without_drift(
            summed(steady, sampling_rate_hz=rate_hz), width_s=0.5, sampling_rate_hz=rate_hz
        )
        speed[:, column] = sampled(way, landings)
        push[:, column] = window_means(
            steady, landings + 0.15 * rate_hz, length_samples=0.2 * rate_hz
        )
    return speed, -push


def _rotations(
    signals: UprightSignals, axes: tuple[FloatArray, FloatArray], landings: FloatArray
) -> tuple[FloatArray | None, tuple[FloatArray, ...]]:
    """Tell how the pelvis drops before landing, and turns about the vertical around it."""
    turning = signals.angular_velocity_dps
    if turning is None:
        return None, ()
    rate_hz = signals.sampling_rate_hz
    before = landings - 0.15 * rate_hz
    drops = [
        window_means(
            without_drift(dot(turning, axis), width_s=0.6, sampling_rate_hz=rate_hz),
            before,
            length_samples=0.15 * rate_hz,
        )
        for axis in axes
    ]
    yaw_dps = without_drift(dot(turning, signals.up), width_s=0.6, sampling_rate_hz=rate_hz)
    angle = without_drift(
        summed(yaw_dps, sampling_rate_hz=rate_hz), width_s=0.5, sampling_rate_hz=rate_hz
    )
    at_turn = sampled(angle, landings + 0.15 * rate_hz)
    speed = window_means(yaw_dps, before, length_samples=0.15 * rate_hz)
    return np.stack(drops, axis=1), (-at_turn, -speed)


def _line_of_walking(
    views: _StepViews, settings: ForwardSettings, rate_hz: float
) -> FloatArray | None:
    """Find the level line along which a step is like the next, (2,) in the two level axes."""
    apart_s = np.diff(views.dips) / rate_hz
    is_pair = (apart_s >= settings.shortest_step_s) & (apart_s <= settings.longest_step_s)
    if is_pair.sum() < settings.fewest_pairs_count:
        return None
    courses = views.courses - views.courses.mean(axis=1, keepdims=True)
    likeness = np.einsum("nki,nkj->ij", courses[:-1][is_pair], courses[1:][is_pair])
    _, vectors = np.linalg.eigh((likeness + likeness.T) / 2)
    return np.asarray(vectors[:, 1])


def _evidence(views: _StepViews, axis: FloatArray, settings: ForwardSettings) -> float:
    """Weigh the signs for this end of the line being front; negative speaks for the other."""
    vertical, along = views.vertical_jerk, along_axis(views.level_jerk, axis)
    with_front = float((vertical - along).max(axis=1).mean())
    against = float((vertical + along).max(axis=1).mean())
    blow = float(np.log(max(with_front, 1e-9) / max(against, 1e-9)))
    spread = along - along.mean()
    lean = -np.mean(spread**3) / max(float(np.mean(spread**2)) ** 1.5, 1e-12)
    total = float(blow + settings.jerk_lean_weight * np.clip(lean, -2, 2))
    if views.dropped is None:
        return total
    sideways = np.array([-axis[1], axis[0]])
    seen_sideways = sum(_even(along_axis(part, sideways)) for part in views.carried)
    seen_sideways = seen_sideways - _even(along_axis(views.dropped, axis))
    seen_turning = sum(_even(part) for part in views.turned)
    size = float(np.sqrt(np.mean(seen_sideways**2) * np.mean(seen_turning**2)))
    agreement = float(np.mean(seen_sideways * seen_turning)) / max(size, 1e-12)
    return total + settings.agreement_weight * agreement


def _even(values: FloatArray) -> FloatArray:
    return values / max(float(np.sqrt(np.mean(values**2))), 1e-12)


def _common(facings: Sequence[Facing], settings: ForwardSettings) -> tuple[FloatArray, float]:
    """Tell where most steps say front is, and how surely they agree on that end."""
    weights = np.array([facing.evidence * facing.steps_count for facing in facings])
    vectors = np.array([facing.direction for facing in facings])
    common = along_axis(vectors.T, weights)
    common /= max(float(np.linalg.norm(common)), 1e-12)
    kept = [each for each in facings if not _is_worn_otherwise(each, common, settings)]
    if not kept:
        return common, 0.0
    signed = [each.evidence * np.sign(each.direction @ common) for each in kept]
    counts = [each.steps_count for each in kept]
    return common, max(0.0, float(np.average(signed, weights=counts)))


def _is_worn_otherwise(facing: Facing, common: FloatArray, settings: ForwardSettings) -> bool:
    """Tell whether these steps surely face otherwise than the rest."""
    limit = float(np.cos(np.radians(settings.worn_otherwise_deg)))
    return (
        float(facing.direction @ common) < limit and facing.evidence >= 2 * settings.sure_evidence
    )
