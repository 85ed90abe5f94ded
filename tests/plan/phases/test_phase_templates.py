"""The phases of every condition: each can be met, is told apart, and says what it allows."""

import pytest

from restride.clinical.conditions import conditions
from restride.clinical.instrument import find_instrument
from restride.clinical.interpretation.schemas import Operator
from restride.clinical.interpretation.scores import find_score, value_shown
from restride.plan.phases.phases import (
    CriterionKind,
    conditions_without_phases,
    phase_templates,
    templates_for,
)

CRITERIA = [
    (template, phase, criterion)
    for template in phase_templates().values()
    for phase in template.phases
    for criterion in phase.exit
]


@pytest.mark.parametrize(
    ("template", "phase", "criterion"), [pytest.param(*each, id=each[2].id) for each in CRITERIA]
)
def test_every_criterion_can_be_met(template, phase, criterion):
    assert criterion.id.startswith(phase.id)
    if criterion.kind is not CriterionKind.MEASURE:
        return
    score = find_score(criterion.instrument, criterion.score)
    value_shown(criterion.value, score)
    items = {each.id: each for each in find_instrument(criterion.instrument).items}
    if criterion.item is not None:
        assert criterion.item in items
    assert criterion.item is not None or not score.each_item
    if criterion.instrument in ("rom", "sls", "heel_rise"):
        assert criterion.side is not None


@pytest.mark.parametrize("condition", sorted(conditions()))
def test_every_condition_has_phases(condition, patient_with):
    patient = patient_with(condition)

    assert templates_for(patient)
    assert conditions_without_phases(patient) == ()


@pytest.mark.parametrize("template", phase_templates().values(), ids=lambda each: each.id)
def test_every_template_says_what_is_allowed_and_avoided(template):
    assert set(template.conditions) <= conditions().keys()
    ids = [phase.id for phase in template.phases]
    assert len(ids) == len(set(ids))
    for phase in template.phases:
        assert phase.allowed
        assert phase.avoided


def test_every_id_of_a_criterion_stands_once():
    ids = [criterion.id for _, _, criterion in CRITERIA]

    assert len(ids) == len(set(ids))


def test_a_condition_takes_the_template_of_its_nearest_kind(patient_with):
    chosen = templates_for(patient_with("hip_fracture", "ankle_fracture", "tha"))

    assert [each.template.id for each in chosen] == ["hip_fracture", "fracture", "tha"]


def test_two_conditions_of_one_template_have_it_once(patient_with):
    assert len(templates_for(patient_with("older_adult", "fall_risk"))) == 1


def test_sport_after_the_cruciate_ligament_asks_for_nine_months_and_ninety_per_cent():
    sport = next(each for each in phase_templates()["acl"].phases if each.id == "acl_sport")
    by_id = {each.id: each for each in sport.exit}

    assert by_id["acl_sport_time"].at_least_days == 274
    for name in ("hops", "strength", "flexors"):
        row = by_id[f"acl_sport_{name}"]
        assert (row.operator, row.value, row.required) == (Operator.AT_LEAST, 90.0, True)
