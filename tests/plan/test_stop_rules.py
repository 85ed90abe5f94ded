"""Which stop rules hold: the exercise's own and those the person adds; the strictest bound wins."""

from datetime import date

import pytest

from restride.clinical.evidence import cited_sources
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.precautions import PrecautionAnswer, Presence, precautions
from restride.clinical.safety.vital_limits import vital_limits
from restride.errors import ContentError
from restride.person import Person
from restride.plan.library import StopDegree, metrics, stop_sets
from restride.plan.stop_rules import stop_rules_for, stop_sets_for

DAY = date(2026, 5, 4)
ALL_RULES = [(name, rule) for name, row in stop_sets().items() for rule in row.rules]
ADDING = [(row.id, row.adds_stop_set) for row in precautions().values() if row.adds_stop_set]


def patient(*conditions, answers=None):
    given = dict.fromkeys(precautions(), Presence.ABSENT) | (answers or {})
    return Patient(
        person=Person(age_years=60),
        diagnoses=tuple(Diagnosis(condition=each) for each in conditions),
        precaution_answers=tuple(
            PrecautionAnswer(code=code, presence=presence, answered_on=DAY)
            for code, presence in given.items()
        ),
    )


def rules_of(name, who):
    return {rule.id: rule for rule in stop_rules_for(name, who, day=DAY)}


@pytest.mark.parametrize("row", stop_sets().values(), ids=lambda each: each.id)
def test_what_a_set_names_is_there(row):
    assert set(row.includes) <= stop_sets().keys()
    assert set(row.vital_limits) <= vital_limits().keys()


@pytest.mark.parametrize(("name", "rule"), ALL_RULES, ids=lambda each: getattr(each, "id", each))
def test_a_rule_is_whole(name, rule):
    ends = [rule.at_or_above, rule.above, rule.at_or_below, rule.below]

    assert sum(each is not None for each in ends) == (rule.metric is not None)
    assert rule.metric is None or rule.metric in metrics(), name
    assert set(rule.evidence.sources) <= cited_sources().keys()


def test_a_sign_of_the_one_table_is_bounded_nowhere_else():
    signs = {limit.sign.value for limit in vital_limits().values()}

    assert not [rule.id for _, rule in ALL_RULES if rule.metric in signs]


@pytest.mark.parametrize("name", list(stop_sets()))
def test_every_set_holds_what_stops_everybody(name):
    held = rules_of(name, patient("older_adult"))

    assert {"chest_pain", "systolic_stop", "pain_high", "new_neurological_sign"} <= held.keys()


@pytest.mark.parametrize("presence", [Presence.PRESENT, Presence.UNANSWERED])
@pytest.mark.parametrize(("code", "added"), ADDING)
def test_an_open_precaution_adds_its_set(code, added, presence):
    assert added in stop_sets_for("std", patient("older_adult", answers={code: presence}), day=DAY)


def test_a_healed_operation_adds_nothing():
    assert stop_sets_for("std", patient("tka"), day=DAY) == ("std",)


@pytest.mark.parametrize(
    ("condition", "added"),
    [("vestibular", "vest"), ("bppv", "vest"), ("concussion", "concussion")],
)
def test_a_condition_adds_its_set(condition, added):
    assert added in stop_sets_for("balance", patient(condition), day=DAY)


def test_dizziness_may_rise_by_four_and_after_a_concussion_by_two():
    dizzy = rules_of("balance", patient("vestibular"))
    both = rules_of("vest", patient("vestibular", "concussion"))

    assert dizzy["symptom_rise"].above == 4
    assert "symptom_rise" not in both
    assert both["symptom_rise_after_concussion"].above == 2


def test_slowing_down_does_not_take_stopping_away():
    held = rules_of("gait", patient("stroke"))

    assert held["heart_rate_above_zone"].degree is StopDegree.SLOW_DOWN
    assert held["heart_rate_far_above_zone"].degree is StopDegree.END_SESSION


def test_dragging_steps_slow_down_and_end_nothing():
    assert rules_of("gait", patient("stroke"))["foot_drags"].degree is StopDegree.SLOW_DOWN


def test_an_own_saturation_limit_stands_in_place():
    rules = stop_rules_for("gait", patient("stroke"), day=DAY, own_saturation_percent=92)

    (rule,) = (each for each in rules if each.id == "saturation_stop")
    assert rule.below == 92
    assert "own limit of 92 %" in rule.words


def test_rules_stand_once_and_in_the_same_order():
    who = patient("tka", "vestibular", answers={"surgery_lower_limb_recent": Presence.PRESENT})

    first = [each.id for each in stop_rules_for("gait", who, day=DAY)]

    assert len(first) == len(set(first))
    assert first == [each.id for each in stop_rules_for("gait", who, day=DAY)]
    assert {"wound", "symptom_rise", "stumble"} <= set(first)


def test_an_unknown_set_is_refused():
    with pytest.raises(ContentError, match="must be one of std, .* and 'stdd' is none"):
        stop_rules_for("stdd", patient("stroke"), day=DAY)
