"""Orders that contradict each other are refused; orders that are missing are named."""

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import Final

from restride.clinical.care import WeightBearing
from restride.clinical.conditions import conditions
from restride.clinical.patient import Patient, WeightBearingOrder
from restride.clinical.precautions import PrecautionKind, Presence, precautions
from restride.errors import ContentError
from restride.terms import Side

#: No joint bends further; a limit beyond it, or none of a few degrees, is a slip of the pen.
#: House choice: docs/decisions/0124-contradictory-orders.md
_JOINT_RANGES_DEG: Final = {"hip_flexion_limit": (20.0, 140.0), "knee_flexion_limit": (10.0, 160.0)}


class OrderedActivity(StrEnum):
    """What somebody asks for that needs the legs."""

    TREADMILL = "treadmill"
    #: A treadmill that carries part of the body.
    UNLOADING_TREADMILL = "unloading_treadmill"
    OVERGROUND_WITHOUT_AID = "overground_without_aid"
    STAIRS_FOOT_OVER_FOOT = "stairs_foot_over_foot"


#: The least that both legs must be allowed to carry.
#: House choice: docs/decisions/0124-contradictory-orders.md
_NEEDS_GRADE: Final = {
    OrderedActivity.TREADMILL: WeightBearing.AS_TOLERATED,
    OrderedActivity.UNLOADING_TREADMILL: WeightBearing.PARTIAL,
    OrderedActivity.OVERGROUND_WITHOUT_AID: WeightBearing.AS_TOLERATED,
    OrderedActivity.STAIRS_FOOT_OVER_FOOT: WeightBearing.FULL,
}


def refuse_contradictions(
    patient: Patient, *, day: date, activities: tuple[OrderedActivity, ...] = ()
) -> None:
    """Refuse orders and answers that cannot all hold.

    Raises
    ------
    ContentError
        Two orders for one leg, an order that contradicts itself or an activity, an unknown
        precaution, two answers to one question, a day to come, a bound outside the joint's range.
    """
    _refuse_two_orders(patient)
    _refuse_future_onset(patient, day=day)
    for order in patient.weight_bearing_orders:
        _refuse_order(order, day=day)
        for activity in activities:
            _refuse_activity(order, activity)
    _refuse_answers(patient, day=day)


def _refuse_future_onset(patient: Patient, *, day: date) -> None:
    for each in patient.diagnoses:
        if each.since is not None and each.since > day:
            raise ContentError(
                f"{each.condition}, since must not be a day to come, and is {each.since} while "
                f"today is {day}. Correct the day."
            )


def _refuse_two_orders(patient: Patient) -> None:
    for side in Side:
        grades = [each.grade for each in patient.weight_bearing_orders if each.side is side]
        if len(grades) > 1:
            raise ContentError(
                f"One weight-bearing order a leg may hold, and the {side} leg has {len(grades)}: "
                f"{', '.join(grades)}. Keep the one that holds today; ask the surgeon if in doubt."
            )


def _refuse_order(order: WeightBearingOrder, *, day: date) -> None:
    least, most = order.at_least_percent, order.at_most_percent
    for name, value in (("at_least_percent", least), ("at_most_percent", most)):
        if value is not None and not 0.0 <= value <= 100.0:
            raise ContentError(
                f"{name} of the {order.side} leg must lie between 0 and 100 % of body weight, and "
                f"is {value:g}. Correct it."
            )
    if least is not None and most is not None and least > most:
        raise ContentError(
            f"at_least_percent of the {order.side} leg must not exceed at_most_percent, and is "
            f"{least:g} of {most:g}. Correct one of them."
        )
    _refuse_load_against_grade(order)
    if order.ordered_on is not None and order.ordered_on > day:
        raise ContentError(
            f"An order must not come from a day to come, and that of the {order.side} leg is of "
            f"{order.ordered_on} while today is {day}. Correct the day."
        )


def _refuse_load_against_grade(order: WeightBearingOrder) -> None:
    load_percent = max(order.at_most_percent or 0.0, order.at_least_percent or 0.0)
    if order.grade is WeightBearing.NON and load_percent > 0.0:
        raise ContentError(
            f"A leg under NWB carries 0 %, and the order for the {order.side} leg says "
            f"{load_percent:g} %. Correct the grade or the load."
        )
    if order.grade is WeightBearing.FULL and (order.at_most_percent or 100.0) < 100.0:
        raise ContentError(
            f"A leg under FWB may carry 100 %, and the order for the {order.side} leg says at most "
            f"{order.at_most_percent:g} %. Use PWB, or take the limit away."
        )


def _refuse_activity(order: WeightBearingOrder, activity: OrderedActivity) -> None:
    needed = _NEEDS_GRADE[activity]
    if order.grade.rank < needed.rank:
        raise ContentError(
            f"{activity.replace('_', ' ')} needs {needed} or more on both legs, and the order for "
            f"the {order.side} leg is {order.grade}. Take the activity away, or ask the surgeon."
        )


def _refuse_answers(patient: Patient, *, day: date) -> None:
    counts = Counter(each.code for each in patient.precaution_answers)
    for each in patient.precaution_answers:
        if counts[each.code] > 1:
            raise ContentError(
                f"One answer to a question may hold, and {each.code!r} has {counts[each.code]}. "
                "Keep the latest."
            )
        if each.answered_on is not None and each.answered_on > day:
            raise ContentError(
                f"An answer must not come from a day to come, and that to {each.code!r} is of "
                f"{each.answered_on} while today is {day}. Correct the day."
            )
        _refuse_bound(each.code, each.bound)


def _refuse_bound(code: str, bound: float | None) -> None:
    if bound is None:
        return
    if precautions()[code].kind is not PrecautionKind.BOUND:
        raise ContentError(
            f"Only a limit takes a bound, and {code!r} is answered yes or no; there is {bound:g}. "
            "Take the bound away."
        )
    low_deg, high_deg = _JOINT_RANGES_DEG.get(code, (float("-inf"), float("inf")))
    if not low_deg <= bound <= high_deg:
        raise ContentError(
            f"The bound of {code!r} must lie between {low_deg:g} and {high_deg:g} "
            f"{precautions()[code].unit}, and is {bound:g}. Correct it; ask the surgeon."
        )


def missing_weight_bearing_orders(patient: Patient) -> tuple[Side, ...]:
    """Name the legs whose order a condition demands and nobody gave."""
    ordered = {each.side for each in patient.weight_bearing_orders}
    demanded = {
        side
        for each in patient.diagnoses
        if conditions()[each.condition].weight_bearing_asked
        for side in ((each.side,) if each.side is not None else tuple(Side))
    }
    return tuple(side for side in Side if side in demanded - ordered)


def missing_bounds(patient: Patient, *, day: date) -> tuple[str, ...]:
    """Name the limits that hold without anybody having said how far."""
    return tuple(
        row.id
        for row in precautions().values()
        if row.kind is PrecautionKind.BOUND
        and (answer := patient.answer(row.id, day=day)).presence is Presence.PRESENT
        and answer.bound is None
    )
