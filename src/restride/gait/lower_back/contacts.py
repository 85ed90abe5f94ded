"""Initial contacts from one sensor on the lower back.

Every dip of the vertical speed may be a step. What a foot does to the trunk as it lands, a blow
upwards and backwards, gives the time; how deep the dip, how hard the blow and how well the rhythm
fits tells which of them are contacts.

Source: forward braking at the contact [zijlstra2003]; the chain of steps that fits best is found by
dynamic programming [bellman1954].
Differs in: upward and backward jerk are added, so that a soft landing still shows in one of them.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.gait.lower_back.dips import VerticalCourse
from restride.signal.extremes import between_samples, highest_near
from restride.signal.neighbours import neighbours_of, ranked
from restride.signal.smoothing import bell_slope, window_means
from restride.signal.trunk import TrunkSignals

#: Weaker than the least strength by this counts no less. House choice.
_WEAKEST_STRENGTH: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSettings:
    """How contacts are told.

    Each was chosen leaving one person out, and tried on the virtual walker:
    docs/decisions/0010-lower-back-contacts.md
    """

    #: Bell over the acceleration before its slope is taken.
    slope_width_s: float = 0.03
    #: The blow comes so long before and after the trunk sinks fastest.
    blow_before_s: float = 0.02
    blow_after_s: float = 0.22
    #: The slope is steepest so long after the foot touches.
    blow_delay_s: float = 0.006
    #: Half of the time comes from the blow where it is this hard, or this part as hard as is usual
    #: for a softer walker; the rest from the dip.
    blow_half_trusted_mps3: float = 20.0
    blow_half_trusted_ratio: float = 0.5
    #: Steps around that tell what is usual.
    usual_steps_count: int = 17

    #: Strength is log10(depth x blow); below this a dip speaks against a contact. In the unit
    #: log10(m/s x m/s3).
    least_strength: float = -0.5
    #: A step tells the rhythm where depth x blow is this part of the upper quarter around it.
    clear_ratio: float = 0.25
    neighbours_count: int = 17
    #: A landing brakes. Where the trunk speeds up by more than this instead, strength is lost for
    #: each m/s2.
    most_speeding_up_mps2: float = 0.3
    speeding_up_weight: float = 0.5
    #: What strength counts, and at most.
    strength_weight: float = 2.0
    strength_cap: float = 1.2
    #: Spread of the logarithm of a step's duration around the rhythm.
    rhythm_spread_ratio: float = 0.25
    #: After a rest of this, what was before tells nothing of what comes.
    longest_break_s: float = 5.0
    #: What a break in the rhythm costs.
    break_cost: float = 2.0
    #: Two contacts lie at least, and in one chain at most, so far apart.
    shortest_step_s: float = 0.22
    longest_step_s: float = 1.6
    #: The rhythm where nothing tells it.
    usual_step_s: float = 0.6
    #: As a person sets off, a foot lifts and the trunk speeds up: no contact. Cost for each m/s2 of
    #: speeding up instead of braking.
    setting_off_cost: float = 2.0
    #: Braking is looked at so far before and after the blow.
    braking_window_s: float = 0.14


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InitialContacts:
    """Initial contacts in order; times count from the first sample of the signal."""

    #: (n_contacts,)
    times_s: FloatArray
    #: (n_contacts,), 0 to 1.
    confidence: FloatArray
    #: (n_contacts,), True where a rest or a stretch without steps lies before the contact.
    is_first: BoolArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Candidates:
    dip_s: FloatArray
    blow_s: FloatArray
    blow_mps3: FloatArray
    strength: FloatArray
    #: Forward acceleration after less before the blow: positive speeds up.
    speeding_up_mps2: FloatArray


def find_initial_contacts(
    trunk: TrunkSignals,
    course: VerticalCourse,
    *,
    blow_mps3: FloatArray | None = None,
    settings: ContactSettings | None = None,
) -> InitialContacts:
    """Find when a foot first touches the ground; empty where nobody steps.

    Parameters
    ----------
    blow_mps3 : (n_samples,)
        From ``landing_blow``, where it is at hand.
    """
    settings = settings or ContactSettings()
    if blow_mps3 is None:
        blow_mps3 = landing_blow(trunk, settings=settings)
    candidates = _candidates(trunk, course, blow_mps3, settings)
    if not len(candidates.dip_s):
        return InitialContacts(
            times_s=np.zeros(0), confidence=np.zeros(0), is_first=np.zeros(0, dtype=bool)
        )
    chosen, is_first = _best_chain(candidates, _rhythm_s(candidates, settings), settings)
    times_s = _times_s(candidates, chosen, settings)
    order = np.argsort(times_s, kind="stable")
    strength = candidates.strength[chosen][order]
    return InitialContacts(
        times_s=times_s[order],
        confidence=1 / (1 + np.exp(-2.0 * (strength - settings.least_strength))),
        is_first=is_first[order],
    )


def landing_blow(trunk: TrunkSignals, *, settings: ContactSettings) -> FloatArray:
    """Tell how hard the trunk is pushed up and back, in m/s3, (n_samples,)."""
    return bell_slope(
        trunk.vertical_mps2 - trunk.forward_mps2,
        width_s=settings.slope_width_s,
        sampling_rate_hz=trunk.sampling_rate_hz,
    )


def _candidates(
    trunk: TrunkSignals, course: VerticalCourse, blow: FloatArray, settings: ContactSettings
) -> _Candidates:
    rate_hz = trunk.sampling_rate_hz
    dips = course.dips
    samples = np.rint(course.dips_s * rate_hz).astype(np.intp)
    peaks = highest_near(
        blow,
        samples,
        before_samples=round(settings.blow_before_s * rate_hz),
        after_samples=round(settings.blow_after_s * rate_hz),
    )
    keeps = _deepest_of_each_blow(peaks, dips.depths)
    peaks, depths = peaks[keeps], dips.depths[keeps]
    exact = between_samples(blow, peaks)
    hardness = np.maximum(blow[peaks], 0.0)
    window = settings.braking_window_s * rate_hz
    forward = trunk.forward_mps2
    after = window_means(forward, exact, length_samples=window)
    speeding_up = after - window_means(forward, exact - window, length_samples=window)
    strength = np.log10(np.maximum(depths, 1e-4)) + np.log10(np.maximum(hardness, 0.3))
    too_fast = np.clip(speeding_up - settings.most_speeding_up_mps2, 0.0, 2.0)
    strength -= settings.speeding_up_weight * too_fast
    # What costs as much as a break in the rhythm can mend no rhythm.
    hopeful = np.flatnonzero(strength > settings.least_strength - _WEAKEST_STRENGTH)
    return _Candidates(
        dip_s=course.dips_s[keeps][hopeful],
        blow_s=(exact / rate_hz - settings.blow_delay_s)[hopeful],
        blow_mps3=hardness[hopeful],
        strength=strength[hopeful],
        speeding_up_mps2=speeding_up[hopeful],
    )


def _deepest_of_each_blow(peaks: SampleArray, depths: FloatArray) -> SampleArray:
    """Keep one dip for each blow, in order."""
    order = np.lexsort((-depths, peaks))
    is_first = np.concatenate(([True], np.diff(peaks[order]) > 0)) if len(order) else order == 0
    return np.sort(order[is_first])


def _rhythm_s(candidates: _Candidates, settings: ContactSettings) -> FloatArray:
    """Tell the usual step duration around each candidate, from the clear steps near it."""
    clear = _clear_steps(candidates, settings)
    told_s, is_told = _told_rhythm_s(candidates.blow_s, candidates.blow_s[clear], settings)
    return np.where(is_told, told_s, settings.usual_step_s)


def _clear_steps(candidates: _Candidates, settings: ContactSettings) -> SampleArray:
    """List the candidates that come close to the strongest around them: steps of this walker.

    A shuffle is weaker throughout than what lies between the steps of a firm walk.
    """
    possible = np.flatnonzero(candidates.strength > settings.least_strength)
    strength = candidates.strength[possible]
    around = neighbours_of(
        candidates.blow_s[possible],
        count=settings.neighbours_count,
        longest_break_s=settings.longest_break_s,
    )
    strong = ranked(strength, around, rank_share=0.75)
    return np.asarray(possible[strength > strong + np.log10(settings.clear_ratio)])


def _told_rhythm_s(
    times_s: FloatArray, steps_s: FloatArray, settings: ContactSettings
) -> tuple[FloatArray, BoolArray]:
    """Tell the median interval of the steps next to each time, and whether they are near it."""
    nothing = np.zeros(len(times_s)), np.zeros(len(times_s), dtype=np.bool_)
    apart_s = np.diff(steps_s)
    is_step = (apart_s > 0.3) & (apart_s < settings.longest_step_s)
    middle_s, apart_s = (steps_s[1:] + steps_s[:-1])[is_step] / 2, apart_s[is_step]
    if len(apart_s) < 3:
        return nothing
    around = neighbours_of(middle_s, count=7, longest_break_s=settings.longest_break_s)
    local_s = ranked(apart_s, around)
    after = np.clip(np.searchsorted(middle_s, times_s), 1, len(middle_s) - 1)
    is_nearer = times_s - middle_s[after - 1] < middle_s[after] - times_s
    nearest = np.where(is_nearer, after - 1, after)
    return local_s[nearest], np.abs(middle_s[nearest] - times_s) < settings.longest_break_s


def _best_chain(
    candidates: _Candidates, rhythm_s: FloatArray, settings: ContactSettings
) -> tuple[SampleArray, BoolArray]:
    """Choose the contacts that are strong and keep the rhythm, breaks allowed at a cost.

    A plain loop: each candidate looks back at the few before it that a step could join it to.
    """
    gain = settings.strength_weight * np.clip(
        candidates.strength - settings.least_strength, -_WEAKEST_STRENGTH, settings.strength_cap
    )
    alone = gain - settings.break_cost
    alone -= settings.setting_off_cost * np.clip(candidates.speeding_up_mps2, 0.0, 1.0)
    times, gains, starts = candidates.blow_s.tolist(), gain.tolist(), alone.tolist()
    log_rhythm = np.log(rhythm_s).tolist()
    scale = 1 / (2 * settings.rhythm_spread_ratio**2)
    totals: list[float] = []
    before: list[int] = []
    starts_chain: list[bool] = []
    best_total, best_index, settled = 0.0, -1, 0
    for index, time_s in enumerate(times):
        while time_s - times[settled] >= settings.longest_step_s:
            if totals[settled] > best_total:
                best_total, best_index = totals[settled], settled
            settled += 1
        total, previous, is_start = best_total + starts[index], best_index, True
        for earlier in range(settled, index):
            apart_s = time_s - times[earlier]
            if apart_s <= settings.shortest_step_s:
                continue
            off = math.log(apart_s) - log_rhythm[index]
            joined = totals[earlier] + gains[index] - min(off * off * scale, settings.break_cost)
            if joined > total:
                total, previous, is_start = joined, earlier, False
        totals.append(total)
        before.append(previous)
        starts_chain.append(is_start)
    return _walked_back(totals, before, starts_chain)


def _walked_back(
    totals: list[float], before: list[int], starts_chain: list[bool]
) -> tuple[SampleArray, BoolArray]:
    index = int(np.argmax(totals))
    if totals[index] <= 0:
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=bool)
    chosen: list[int] = []
    while index >= 0:
        chosen.append(index)
        index = before[index]
    chosen.reverse()
    return np.array(chosen, dtype=np.intp), np.array([starts_chain[i] for i in chosen])


def _times_s(candidates: _Candidates, chosen: SampleArray, settings: ContactSettings) -> FloatArray:
    """Lean on the blow where it is hard; a foot set down softly lands as the trunk sinks."""
    blow_s, dip_s = candidates.blow_s[chosen], candidates.dip_s[chosen]
    hardness = np.maximum(candidates.blow_mps3[chosen], 1e-3)
    around = neighbours_of(
        blow_s, count=settings.usual_steps_count, longest_break_s=settings.longest_break_s
    )
    usual = ranked(hardness, around)
    half = np.minimum(settings.blow_half_trusted_ratio * usual, settings.blow_half_trusted_mps3)
    trust = 1 / (1 + (half / hardness) ** 4)
    return np.asarray(trust * blow_s + (1 - trust) * dip_s)
