"""Left and right of contacts seen from the lower back.

As the left foot lands, the trunk is carried to the left and soon pushed back to the right, the
pelvis has dropped on the left and has turned to the right about the vertical [perry2010]. Each sign
is scaled to its own size; their sum speaks at every contact, and feet take turns, so the sides of a
chain are decided together.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from restride.arrays import BoolArray, FloatArray
from restride.gait.bouts import SIDE_CODES, UNKNOWN_SIDE
from restride.signal.neighbours import Neighbours, neighbours_of, ranked, totals
from restride.signal.smoothing import (
    averaged_parts,
    sampled,
    summed,
    window_means,
    without_drift,
)
from restride.signal.trunk import TrunkSignals
from restride.terms import Side

SideCodes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSettings:
    """How sides are told. House choices: docs/decisions/0010-lower-back-contacts.md."""

    #: The trunk sways under 5 Hz.
    inner_rate_hz: float = 25.0
    #: Turning this fast, over about a stride, halves what the signs say.
    turning_dps: float = 50.0
    turning_window_s: float = 1.2
    #: Contacts over which a sign is scaled to its own size.
    scale_contacts_count: int = 30
    #: What it costs that one foot lands twice in a row, one step and two steps apart.
    same_foot_cost: float = 12.0
    #: What it costs that feet alternate over about two steps, as when a contact was missed.
    missed_contact_cost: float = 1.0
    #: From here on an interval counts as two steps, in steps.
    two_steps_ratio: float = 1.5
    #: After a rest of this, what was before tells nothing of what comes.
    longest_break_s: float = 5.0
    #: Beyond this pause nothing is known of which foot comes next.
    longest_step_s: float = 1.6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sides:
    """The sides of contacts."""

    #: (n_contacts,), ``SIDE_CODES``.
    codes: SideCodes
    #: (n_contacts,), 0.5 a coin toss, 1 certain.
    confidence: FloatArray


def find_sides(
    trunk: TrunkSignals,
    contacts_s: FloatArray,
    *,
    is_first: BoolArray,
    knows_front: bool,
    settings: SideSettings | None = None,
) -> Sides:
    """Tell the sides of initial contacts.

    Parameters
    ----------
    contacts_s : (n_contacts,)
        In order, from the first sample of the signal.
    is_first : (n_contacts,)
        A chain begins here.
    knows_front
        Where front is a guess, only turning about the vertical speaks, and without a gyroscope
        no side is told.
    """
    settings = settings or SideSettings()
    count = len(contacts_s)
    around = neighbours_of(
        contacts_s,
        count=settings.scale_contacts_count,
        longest_break_s=settings.longest_break_s,
    )
    speaks_for_left = np.zeros(count)
    signs: list[FloatArray] = []
    if knows_front:
        signs += _from_carriage(trunk, contacts_s, settings)
    if trunk.yaw_dps is not None:
        signs += _from_turning(trunk, trunk.yaw_dps, contacts_s, settings)
    elif not knows_front:
        return Sides(
            codes=np.full(count, UNKNOWN_SIDE, dtype=np.int8), confidence=np.full(count, 0.5)
        )
    for sign in signs:
        speaks_for_left += _scaled(sign, around)
    speaks_for_left *= _weight_in_turns(trunk, contacts_s, settings)
    for_left = _decided_together(speaks_for_left, contacts_s, is_first, settings)
    is_left = for_left >= 0
    codes = np.where(is_left, SIDE_CODES[Side.LEFT], SIDE_CODES[Side.RIGHT]).astype(np.int8)
    agreement = _agreement(np.where(is_left, speaks_for_left, -speaks_for_left), around)
    return Sides(codes=codes, confidence=0.5 + 0.5 * agreement)


def _weight_in_turns(
    trunk: TrunkSignals, contacts_s: FloatArray, settings: SideSettings
) -> FloatArray:
    """Listen less while the walker turns: the turn itself sways and rolls the trunk."""
    if trunk.yaw_dps is None:
        return np.ones(len(contacts_s))
    rate_hz = trunk.sampling_rate_hz
    start = (contacts_s - settings.turning_window_s / 2) * rate_hz
    turning_dps = window_means(
        trunk.yaw_dps, start, length_samples=settings.turning_window_s * rate_hz
    )
    return np.asarray(1 / (1 + (turning_dps / settings.turning_dps) ** 2))


def _agreement(votes: FloatArray, around: Neighbours) -> FloatArray:
    """Tell how well the contacts around each speak for the sides decided, 0 to 1.

    Votes without a meaning speak against as often as for.
    """
    size = np.maximum(totals(np.abs(votes), around), 1e-9)
    return np.asarray(np.clip(totals(votes, around) / size, 0.0, 1.0))


def _from_carriage(
    trunk: TrunkSignals, contacts_s: FloatArray, settings: SideSettings
) -> list[FloatArray]:
    factor, rate_hz = _thinning(trunk.sampling_rate_hz, settings)
    left_mps2 = averaged_parts(trunk.left_mps2, factor)
    steady = without_drift(left_mps2, width_s=1.0, sampling_rate_hz=rate_hz)
    speed = without_drift(
        summed(steady, sampling_rate_hz=rate_hz), width_s=0.5, sampling_rate_hz=rate_hz
    )
    way = without_drift(
        summed(speed, sampling_rate_hz=rate_hz), width_s=0.5, sampling_rate_hz=rate_hz
    )
    at = contacts_s * rate_hz
    parts = [
        sampled(speed, at),
        -window_means(steady, at + 0.15 * rate_hz, length_samples=0.2 * rate_hz),
        sampled(way, at + 0.15 * rate_hz),
    ]
    if trunk.roll_dps is not None:
        roll_dps = averaged_parts(trunk.roll_dps, factor)
        roll = without_drift(roll_dps, width_s=0.6, sampling_rate_hz=rate_hz)
        parts.append(-window_means(roll, at - 0.15 * rate_hz, length_samples=0.15 * rate_hz))
    return parts


def _from_turning(
    trunk: TrunkSignals, yaw_dps: FloatArray, contacts_s: FloatArray, settings: SideSettings
) -> list[FloatArray]:
    factor, rate_hz = _thinning(trunk.sampling_rate_hz, settings)
    slow_dps = averaged_parts(yaw_dps, factor)
    steady = without_drift(slow_dps, width_s=0.6, sampling_rate_hz=rate_hz)
    angle = without_drift(
        summed(steady, sampling_rate_hz=rate_hz), width_s=0.5, sampling_rate_hz=rate_hz
    )
    at = contacts_s * rate_hz
    turned = -sampled(angle, at + 0.15 * rate_hz)
    turning = -window_means(steady, at - 0.15 * rate_hz, length_samples=0.15 * rate_hz)
    return [turned, turning]


def _thinning(sampling_rate_hz: float, settings: SideSettings) -> tuple[int, float]:
    factor = max(1, int(sampling_rate_hz / settings.inner_rate_hz + 1e-9))
    return factor, sampling_rate_hz / factor


def _scaled(values: FloatArray, around: Neighbours) -> FloatArray:
    """Bring a sign to unit size among its neighbours, and keep an outlier from shouting."""
    size = np.sqrt(totals(values**2, around) / (around.found_count))
    return np.asarray(np.clip(values / np.maximum(size, 1e-9), -2.0, 2.0))


def _decided_together(
    speaks_for_left: FloatArray,
    contacts_s: FloatArray,
    is_first: BoolArray,
    settings: SideSettings,
) -> FloatArray:
    """Tell by how much the best chain with left beats the best with right, at each contact."""
    stay, change = _costs(contacts_s, is_first, settings)
    votes = speaks_for_left.tolist()
    ahead = _passed(votes, stay, change)
    back = _passed(votes[::-1], stay[::-1], change[::-1])[::-1]
    return np.array(
        [2 * vote + there + here for vote, there, here in zip(votes, ahead, back, strict=True)]
    )


def _costs(
    contacts_s: FloatArray, is_first: BoolArray, settings: SideSettings
) -> tuple[list[float], list[float]]:
    """Cost of the same foot and of the other foot, between each contact and the one before."""
    apart_s = np.diff(contacts_s)
    around = neighbours_of(contacts_s[1:], count=7, longest_break_s=settings.longest_break_s)
    usual_s = ranked(np.minimum(apart_s, settings.longest_step_s), around)
    is_two = apart_s > settings.two_steps_ratio * usual_s
    is_free = is_first[1:] | (apart_s > settings.longest_step_s)
    stay = np.where(is_free | is_two, 0.0, settings.same_foot_cost)
    change = np.where(is_two & ~is_free, settings.missed_contact_cost, 0.0)
    return stay.tolist(), change.tolist()


def _passed(votes: list[float], stay: list[float], change: list[float]) -> list[float]:
    """Carry the lead of left over right along the chain, as seen before each contact speaks."""
    lead, leads = 0.0, [0.0]
    for vote, same, other in zip(votes, stay, change, strict=False):
        left, right = lead + vote, -lead - vote
        best_left = max(left - same, right - other)
        best_right = max(right - same, left - other)
        lead = (best_left - best_right) / 2
        leads.append(lead)
    return leads[: len(votes)]
