"""Walking with part of the body held: whether, how much, when less, and when no more.

See docs/decisions/0134-body-weight-support.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from restride.clinical.care import Setting, WeightBearing
from restride.clinical.evidence import Evidence
from restride.clinical.patient import Patient
from restride.clinical.recommendation import recommendations
from restride.clinical.result import Result
from restride.clinical.safety.orders import OrderedActivity, refuse_contradictions
from restride.errors import ContentError
from restride.plan.library import StopRule, exercises
from restride.plan.programmes.figures import band_of, figures, value_of
from restride.plan.programmes.last_result import NotProposed, last_score
from restride.plan.proposing.support import support_of_all
from restride.plan.screening import restrictions, screen
from restride.plan.stop_rules import stop_rules_for

_FILE: Final = "body_weight_support"
_EXERCISE: Final = "gait_bws"
_WHAT: Final = "body-weight support"
#: What is written down at every session. House choice: docs/decisions/0134
LOG: Final = (
    "Harness fit: straps even, nothing pinches",
    "Skin under the straps before and after",
    "Blood pressure after three minutes upright in the harness",
    "Support in per cent, belt speed and minutes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportBout:
    """What was seen in one bout; None is "not looked at"."""

    foot_cleared: bool | None
    trunk_upright: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportSession:
    """What one session came to."""

    day: date
    support_percent: float
    #: Functional Ambulation Category; None is "not rated".
    fac_points: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportProgramme:
    """How much is held, and how that becomes less."""

    #: Above the ceiling only for the first steps of someone who cannot step otherwise.
    start_percent: float
    ceiling_percent: float
    #: Less would load a leg beyond its order.
    least_percent: float
    indications: tuple[str, ...]
    #: What guidelines say against it, and for which outcome.
    against: tuple[str, ...]
    cut_words: str
    leave_words: str
    log: tuple[str, ...]
    limits: tuple[str, ...]
    stop_rules: tuple[StopRule, ...]
    evidence: Evidence


def support_indications(
    patient: Patient, results: Sequence[Result], *, day: date
) -> tuple[str, ...]:
    """List what speaks for trying it; empty where nothing does."""
    found = []
    fac = last_score(results, test="fac", score="level", day=day)
    if fac is not None and fac.value <= value_of(_FILE, "fac_at_most"):
        found.append(f"Functional Ambulation Category {fac.value:g}, at most 2")
    speed = last_score(results, test="gait_speed_10m", score="comfortable_mps", day=day)
    if speed is not None and speed.value < value_of(_FILE, "speed_below"):
        found.append(f"walks at {speed.value:.2f} m/s, below 0.2 m/s")
    if _helpers_count(results, day=day) >= value_of(_FILE, "helpers_at_least"):
        found.append("two helpers are needed to walk")
    found += [
        f"the {each.side} leg may carry part of the weight"
        for each in patient.weight_bearing_orders
        if each.grade is WeightBearing.PARTIAL
    ]
    return tuple(found)


def _helpers_count(results: Sequence[Result], *, day: date) -> int:
    """Tell the helpers of the newest walking test that says how many."""
    said = [
        each
        for each in results
        if each.instrument in ("fac", "gait_speed_10m", "tug", "6mwt", "2mwt")
        and each.tested_on <= day
        and each.circumstances.helpers_count is not None
    ]
    newest = max(said, key=lambda each: each.tested_on, default=None)
    return 0 if newest is None else newest.circumstances.helpers_count or 0


def propose_support(
    patient: Patient,
    *,
    day: date,
    results: Sequence[Result],
    cannot_step_otherwise: bool = False,
    unloading_treadmill: bool = False,
) -> SupportProgramme | NotProposed:
    """Propose walking with support, or say why not.

    Parameters
    ----------
    cannot_step_otherwise
        The therapist saw that no step comes at the usual support: more is allowed for the first.
    unloading_treadmill
        The clinic's treadmill lifts the body by air pressure, so that an order can be kept.

    Raises
    ------
    ContentError
        An order or an answer that contradicts it.
    """
    refuse_contradictions(patient, day=day, activities=(OrderedActivity.UNLOADING_TREADMILL,))
    indications = support_indications(patient, results, day=day)
    if not indications:
        return NotProposed(
            what=_WHAT,
            why="Nothing speaks for it. " + "; ".join(_against(patient, day=day)),
            do="Walk on the floor, or on the treadmill with a harness that only catches.",
        )
    screened = screen(
        exercises()[_EXERCISE], under=restrictions(patient, day=day, setting=Setting.CLINIC)
    )
    if not screened.allowed:
        why = "; ".join(each.words for each in screened.blocks)
        return NotProposed(what=_WHAT, why=why, do="Settle these first.")
    least_percent = _least_percent(patient)
    if isinstance(least_percent, NotProposed):
        return least_percent
    usual_percent = value_of(_FILE, "first_steps_at_most" if cannot_step_otherwise else "start")
    if least_percent > usual_percent and not unloading_treadmill:
        return _too_much(least_percent, usual_percent=usual_percent)
    start_percent = max(usual_percent, least_percent)
    return SupportProgramme(
        start_percent=start_percent,
        ceiling_percent=max(value_of(_FILE, "start"), least_percent),
        least_percent=least_percent,
        indications=indications,
        against=_against(patient, day=day),
        cut_words=figures(_FILE)["cut"].shown,
        leave_words=(
            "Left at Functional Ambulation Category 3 or better and at most 10 % support in two "
            "sessions running; then walking on the floor in the same visit"
        ),
        log=LOG,
        limits=screened.limits,
        stop_rules=stop_rules_for(exercises()[_EXERCISE].stop_set, patient, day=day),
        evidence=figures(_FILE)["start"].evidence,
    )


def _against(patient: Patient, *, day: date) -> tuple[str, ...]:
    support = support_of_all(recommendations(patient, day=day)).get(_EXERCISE)
    review = figures(_FILE)["no_better"].shown
    if support is None or not support.useless_for:
        return (review,)
    outcomes = ", ".join(sorted(str(each).replace("_", " ") for each in support.useless_for))
    return (f"Guidelines: not as the means to improve {outcomes}", review)


def _least_percent(patient: Patient) -> float | NotProposed:
    """Tell the support without which a leg would carry more than it may."""
    least_percent = 0.0
    for order in patient.weight_bearing_orders:
        if order.grade is WeightBearing.PARTIAL and order.at_most_percent is None:
            return NotProposed(
                what=_WHAT,
                why=f"The order for the {order.side} leg is PWB, and at_most_percent is not given.",
                do="Ask the surgeon how many per cent of body weight the leg may carry.",
            )
        least_percent = max(least_percent, 100.0 - (order.at_most_percent or 100.0))
    return least_percent


def _too_much(least_percent: float, *, usual_percent: float) -> NotProposed:
    return NotProposed(
        what=_WHAT,
        why=(
            f"The order needs at least {least_percent:g} % of the body held, and no more than "
            f"{usual_percent:g} % is planned in a harness: more switches off calf and thigh."
        ),
        do="Walk with crutches within the order, or use a treadmill that unloads by air pressure.",
    )


def next_support_percent(
    support_percent: float,
    bouts: Sequence[SupportBout],
    *,
    least_percent: float = 0.0,
    cut_percent: float | None = None,
) -> float:
    """Tell the support of the next bout: less after two bouts with a clear foot and upright trunk.

    Raises
    ------
    ContentError
        A support outside 0 to 100 %, or a cut that is not among those allowed.
    """
    if not 0.0 <= support_percent <= 100.0:
        raise ContentError(
            f"support_percent must lie between 0 and 100, and is {support_percent:g}. Correct it."
        )
    low_percent, high_percent = band_of(_FILE, "cut")
    cut_percent = low_percent if cut_percent is None else cut_percent
    if not low_percent <= cut_percent <= high_percent:
        raise ContentError(
            f"cut_percent must lie between {low_percent:g} and {high_percent:g}, and is "
            f"{cut_percent:g}. Cut in smaller or larger steps."
        )
    last = bouts[-2:]
    is_ready = len(last) == 2 and all(each.foot_cleared and each.trunk_upright for each in last)
    if not is_ready:
        return support_percent
    return min(support_percent, max(support_percent - cut_percent, least_percent, 0.0))


def may_leave_support(sessions: Sequence[SupportSession]) -> bool:
    """Whether the last two sessions say that it is left; not rated is not enough."""
    count = round(value_of(_FILE, "leave_sessions"))
    last = sorted(sessions, key=lambda each: each.day)[-count:]
    return len(last) == count and all(
        each.fac_points is not None
        and each.fac_points >= value_of(_FILE, "leave_fac_at_least")
        and each.support_percent <= value_of(_FILE, "leave_at_most")
        for each in last
    )
