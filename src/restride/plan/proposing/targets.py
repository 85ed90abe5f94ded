"""Targets from the person: per cent of their own made numbers, within ceilings and orders."""

from collections.abc import Mapping
from dataclasses import replace

from restride.clinical.patient import Patient, WeightBearingOrder
from restride.plan.exercise import Exercise, Target, TargetBasis


def resolve_targets(
    exercise: Exercise, *, patient: Patient, own: Mapping[str, float]
) -> tuple[Target, ...]:
    """Give the targets of an exercise for one person.

    Parameters
    ----------
    own
        The person's own values by metric id or "instrument.score", in their units. A target that
        counts from a value which is not there stays in per cent: it is set at the first session.
    """
    return tuple(_resolved(target, patient=patient, own=own) for target in exercise.targets)


def _resolved(target: Target, *, patient: Patient, own: Mapping[str, float]) -> Target:
    if target.basis is TargetBasis.ORDER:
        return _from_order(target, patient.weight_bearing_orders)
    if target.basis is TargetBasis.PERCENT_OF_OWN:
        value = own.get(target.own or target.metric)
        if value is None:
            return target
        low = None if target.low is None else target.low / 100.0 * value
        high = None if target.high is None else target.high / 100.0 * value
        target = replace(target, basis=TargetBasis.ABSOLUTE, low=low, high=high)
    return _under_ceiling(target, patient=patient)


def _from_order(target: Target, orders: tuple[WeightBearingOrder, ...]) -> Target:
    """Take the bounds of the strictest order; a lower bound only where the order has one."""
    limited = [each for each in orders if each.at_most_percent is not None]
    if not limited:
        return target
    order = min(limited, key=lambda each: each.at_most_percent or 0.0)
    return replace(
        target,
        basis=TargetBasis.ABSOLUTE,
        low=order.at_least_percent,
        high=order.at_most_percent,
    )


def _under_ceiling(target: Target, *, patient: Patient) -> Target:
    ceilings = [each for each in (target.ceiling, _height_ceiling(target, patient)) if each]
    if not ceilings:
        return target
    ceiling = min(ceilings)
    low = None if target.low is None else min(target.low, ceiling)
    high = ceiling if target.high is None else min(target.high, ceiling)
    return replace(target, low=low, high=high)


def _height_ceiling(target: Target, patient: Patient) -> float | None:
    """Tell the ceiling that body height sets, in metres."""
    height_m = patient.person.height_m
    if target.ceiling_height_percent is None or height_m is None:
        return None
    return target.ceiling_height_percent / 100.0 * height_m
