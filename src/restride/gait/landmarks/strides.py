"""From landings to steps, strides and bouts."""

from dataclasses import dataclass

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.gait.bouts import SIDE_CODES, JoinedBout, SideCodes
from restride.gait.landmarks.contacts import Landings
from restride.gait.landmarks.settings import LandmarkContactSettings
from restride.gait.steady import SteadySettings
from restride.recording.events import Contact, Step, Stride, WalkingBout
from restride.terms import ContactKind, EventSource, Side

_SIDES = {code: side for side, code in SIDE_CODES.items() if side is not None}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LandedSteps:
    """All landings of a recording, in order, and the strides among them."""

    #: (n_landings,)
    landing_s: FloatArray
    sides: SideCodes
    lift_s: FloatArray
    #: NaN where lengths are not known.
    step_m: FloatArray
    confidence: FloatArray
    #: (n_landings,), whether a step leads here from the landing before.
    is_step: BoolArray
    #: (n_strides,), the landing each stride begins with; it ends two landings on.
    first_indices: SampleArray
    #: (n_landings,), beside standing.
    is_first: BoolArray
    is_last: BoolArray

    @property
    def start_s(self) -> FloatArray:
        """When each stride begins, (n_strides,)."""
        return np.asarray(self.landing_s[self.first_indices])

    @property
    def end_s(self) -> FloatArray:
        """When each stride ends, (n_strides,)."""
        return np.asarray(self.landing_s[self.first_indices + 2])

    @property
    def length_m(self) -> FloatArray:
        """Both steps of each stride, (n_strides,)."""
        return np.asarray(self.step_m[self.first_indices + 1] + self.step_m[self.first_indices + 2])

    @property
    def stride_sides(self) -> SideCodes:
        """Whose stride each is, (n_strides,)."""
        return np.asarray(self.sides[self.first_indices])


def joined_steps(
    pieces: list[Landings], *, metres_a_height_m: float, settings: LandmarkContactSettings
) -> LandedSteps:
    """Put the landings of all stretches into one line; no step leads across a gap."""
    landing_s = np.concatenate([np.zeros(0), *(each.landing_s for each in pieces)])
    piece = np.repeat(np.arange(len(pieces)), [len(each.landing_s) for each in pieces])
    sides = np.concatenate([np.zeros(0, dtype=np.int8), *(each.sides for each in pieces)])
    nothing = np.zeros(0, dtype=np.bool_)
    is_step = np.zeros(len(landing_s), dtype=np.bool_)
    step_s = np.diff(landing_s)
    follows = (np.diff(piece) == 0) & (np.diff(sides) != 0)
    usual_s = float(np.median(step_s[follows])) if follows.any() else 0.0
    longest_s = min(settings.longest_step_s, settings.longest_step_share * usual_s)
    shortest_s = max(settings.shortest_step_s, settings.shortest_step_share * usual_s)
    is_step[1:] = follows & (step_s >= shortest_s) & (step_s <= longest_s)
    firsts = np.flatnonzero(is_step[1:-1] & is_step[2:]) if len(is_step) > 2 else np.zeros(0)
    return LandedSteps(
        landing_s=landing_s,
        sides=sides,
        lift_s=np.concatenate([np.zeros(0), *(each.lift_s for each in pieces)]),
        step_m=metres_a_height_m
        * np.concatenate([np.zeros(0), *(each.step_ratio for each in pieces)]),
        confidence=np.concatenate([np.zeros(0), *(each.confidence for each in pieces)]),
        is_step=is_step,
        first_indices=firsts.astype(np.intp),
        is_first=np.concatenate([nothing, *(each.is_first for each in pieces)]),
        is_last=np.concatenate([nothing, *(each.is_last for each in pieces)]),
    )


def make_bout(joined: JoinedBout, steps: LandedSteps) -> WalkingBout:
    """Write one bout; what lies beside standing is not steady."""
    firsts = steps.first_indices[joined.stride_indices]
    landed = range(int(firsts[0]), int(firsts[-1]) + 3)
    steady_s = _steady_span(steps, landed)
    strides = tuple(_stride(steps, int(first), steady_s) for first in firsts)
    return WalkingBout(
        start_s=joined.start_s,
        end_s=joined.end_s,
        end_reason=joined.end_reason,
        initial_contacts=tuple(
            _contact(steps, index, float(steps.landing_s[index]), ContactKind.INITIAL)
            for index in landed
        ),
        final_contacts=tuple(
            _contact(steps, index, float(steps.lift_s[index]), ContactKind.FINAL)
            for index in landed[1:]
            if np.isfinite(steps.lift_s[index])
        ),
        strides=strides,
        steps=tuple(_step(steps, index, steady_s) for index in landed[1:] if steps.is_step[index]),
    )


def _steady_span(steps: LandedSteps, landed: range) -> tuple[float, float]:
    """Leave out the first or the last steps of somebody who stood before or stands after.

    Somebody who walks into the picture walks steadily from the first step seen.
    """
    left_out_count = SteadySettings().left_out_steps_count - 1
    start_s, end_s = -np.inf, np.inf
    if steps.is_first[landed[0]]:
        start_s = float(steps.landing_s[landed[min(left_out_count, len(landed) - 1)]])
    if steps.is_last[landed[-1]]:
        end_s = float(steps.landing_s[landed[max(len(landed) - 1 - left_out_count, 0)]])
    return start_s, end_s


def _contact(steps: LandedSteps, index: int, time_s: float, kind: ContactKind) -> Contact:
    return Contact(
        time_s=time_s,
        kind=kind,
        side=_side(steps, index),
        source=EventSource.LANDMARKS,
        confidence=float(steps.confidence[index]),
    )


def _side(steps: LandedSteps, index: int) -> Side:
    return _SIDES[int(steps.sides[index])]


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _is_steady(start_s: float, end_s: float, steady_s: tuple[float, float]) -> bool:
    return start_s >= steady_s[0] - 1e-6 and end_s <= steady_s[1] + 1e-6


def _step(steps: LandedSteps, index: int, steady_s: tuple[float, float]) -> Step:
    start_s, end_s = float(steps.landing_s[index - 1]), float(steps.landing_s[index])
    return Step(
        side=_side(steps, index),
        start_s=start_s,
        end_s=end_s,
        length_m=_known(steps.step_m[index]),
        is_steady=_is_steady(start_s, end_s, steady_s),
    )


def _stride(steps: LandedSteps, first: int, steady_s: tuple[float, float]) -> Stride:
    start_s, other_s, end_s = (float(each) for each in steps.landing_s[first : first + 3])
    other_lift_s, own_lift_s = (float(each) for each in steps.lift_s[first + 1 : first + 3])
    return Stride(
        side=_side(steps, first),
        start_s=start_s,
        final_contact_s=_known(own_lift_s),
        end_s=end_s,
        length_m=_known(steps.step_m[first + 1] + steps.step_m[first + 2]),
        double_support_s=_known(max(other_lift_s - start_s, 0.0) + max(own_lift_s - other_s, 0.0)),
        single_support_s=_known(other_s - other_lift_s),
        is_steady=_is_steady(start_s, end_s, steady_s),
    )
