"""A stop rule is reached on its bound; of one metric the gravest is told."""

import pytest

from restride.plan.stop_hits import stop_hits


@pytest.mark.parametrize(
    ("seen", "rules"),
    [
        ({}, []),
        ({"pain_0_10": 5.0}, []),
        ({"pain_0_10": 6.0}, ["pain_high"]),
        ({"pain_rise_0_10": 2.0}, []),
        ({"pain_rise_0_10": 3.0}, ["pain_rise"]),
        ({"symptom_rise_0_10": 4.0}, []),
        ({"symptom_rise_0_10": 5.0}, ["symptom_rise"]),
        ({"near_falls_count": 0.0}, []),
        ({"near_falls_count": 1.0}, ["near_fall"]),
        ({"balance_losses_count": 2.0, "pain_0_10": 9.0}, ["pain_high", "losses_in_a_set"]),
    ],
)
def test_a_rule_is_reached_on_its_bound(seen, rules):
    assert [each.rule.id for each in stop_hits((), seen)] == rules


def test_a_set_that_a_condition_adds_is_stricter():
    hits = stop_hits(("concussion",), {"symptom_rise_0_10": 3.0})

    assert [each.rule.id for each in hits] == ["symptom_rise_after_concussion"]


def test_what_was_told_needs_no_number_and_calls_come_first():
    hits = stop_hits((), {"pain_0_10": 7.0}, told=["pain_sharp", "chest_pain"])

    assert [each.rule.id for each in hits] == ["chest_pain", "pain_high", "pain_sharp"]
    assert [each.value for each in hits] == [None, 7.0, None]
