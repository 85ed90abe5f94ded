"""Targets: per cent of the own value, under a ceiling, or the order; never more than either."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.care import WeightBearing
from restride.clinical.patient import Diagnosis, Patient, WeightBearingOrder
from restride.person import Person
from restride.plan.exercise import Target, TargetBasis
from restride.plan.library import find_exercise
from restride.plan.proposing.targets import resolve_targets
from restride.terms import Side

PATIENT = Patient(person=Person(height_m=1.6), diagnoses=(Diagnosis(condition="stroke"),))


def _exercise(**target):
    row = Target(
        **{
            "metric": "step_length_m",
            "basis": TargetBasis.PERCENT_OF_OWN,
            "low": 105.0,
            "high": 115.0,
            "when_out": "too short",
            **target,
        }
    )
    return replace(find_exercise("gait_stride"), targets=(row,))


def _resolved(values=None, patient=PATIENT, **target) -> Target:
    return resolve_targets(_exercise(**target), patient=patient, own=values or {})[0]


def test_per_cent_of_the_own_become_numbers():
    target = _resolved({"step_length_m": 0.4})

    assert (target.low, target.high) == pytest.approx((0.42, 0.46))
    assert target.basis is TargetBasis.ABSOLUTE


def test_an_unknown_own_value_leaves_the_per_cent():
    assert _resolved().basis is TargetBasis.PERCENT_OF_OWN


def test_another_value_can_be_the_own_one():
    target = _resolved(
        {"gait_speed_10m.comfortable_mps": 1.0}, own="gait_speed_10m.comfortable_mps"
    )

    assert target.high == pytest.approx(1.15)


def test_height_caps_the_step():
    target = _resolved({"step_length_m": 0.8}, ceiling_height_percent=45.0)

    assert (target.low, target.high) == pytest.approx((0.72, 0.72))


def test_without_a_height_the_other_ceiling_holds():
    unknown = replace(PATIENT, person=Person())
    target = _resolved(
        {"step_length_m": 0.8}, patient=unknown, ceiling_height_percent=45.0, ceiling=0.85
    )

    assert target.high == pytest.approx(0.85)


@pytest.mark.parametrize(
    ("least", "most"), [(None, 30.0), (20.0, 40.0)], ids=["upper only", "both ends"]
)
def test_an_order_is_the_target(least, most):
    order = WeightBearingOrder(
        side=Side.LEFT,
        grade=WeightBearing.PARTIAL,
        at_most_percent=most,
        at_least_percent=least,
    )
    ordered = replace(PATIENT, weight_bearing_orders=(order,))
    target = _resolved(patient=ordered, basis=TargetBasis.ORDER, low=None, high=None)

    assert (target.low, target.high) == (least, most)


def test_an_order_without_a_number_sets_none():
    target = _resolved(basis=TargetBasis.ORDER, low=None, high=None)

    assert (target.low, target.high) == (None, None)


@given(own=st.floats(0.05, 3.0), ceiling=st.floats(0.1, 2.0))
def test_a_target_never_lies_above_its_ceiling(own, ceiling):
    target = _resolved({"step_length_m": own}, ceiling=ceiling)

    assert target.low is not None
    assert target.high is not None
    assert target.low <= target.high <= ceiling
