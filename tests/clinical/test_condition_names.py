"""The name of a condition inside a sentence."""

from restride.clinical.conditions import conditions


def test_a_name_of_a_person_keeps_its_capital_inside_a_sentence():
    assert conditions()["parkinson"].name_inside == "Parkinson's disease"


def test_a_name_begins_small_inside_a_sentence_and_keeps_its_letters():
    assert conditions()["stroke"].name_inside == "stroke"
    assert conditions()["bppv"].name_inside == "positional vertigo (BPPV)"
