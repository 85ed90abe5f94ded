"""The rules of the findings as data: whole, sourced, and never a diagnosis."""

import re

import pytest

from restride.analysis.measure_definitions import MEASURES
from restride.clinical.conditions import conditions
from restride.clinical.evidence import Confidence, cited_sources
from restride.clinical.findings.rule import (
    Comparison,
    How,
    Rule,
    Signature,
    rule_file,
    rules_in_order,
    signature_file,
)
from restride.clinical.instrument import instruments
from restride.clinical.interpretation.rows import cut_offs
from restride.clinical.precautions import precautions
from restride.errors import ContentError
from restride.plan.education import education
from restride.plan.library import exercises
from restride.rows import read_row

RULES = [rule for _, rule in rules_in_order()]
SIGNATURES = signature_file().rows
BY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda each: each.id)
BY_SIGNATURE = pytest.mark.parametrize("row", SIGNATURES, ids=lambda each: each.id)
CUT_OFFS = {row.id for rows in cut_offs().values() for row in rows}
#: Made from measures of the analysis by ``findings.deriving``.
DERIVED = {"temporal_symmetry_ratio", "standing_leg_pelvis_drop_deg"}
#: May only name the people that something is known about: "In people with ...".
ILLNESSES = (
    "stroke",
    "parkinson",
    "neuropath",
    "vestibular",
    "arthritis",
    "sclerosis",
    "dementia",
    "sarcopenia",
    "paresis",
    "trendelenburg",
    "vertigo",
    "bppv",
    "osteopor",
)


def comparisons(rule):
    return [each for line in rule.when for each in line] + [each.about for each in rule.wants]


@BY_RULE
def test_what_a_rule_looks_at_is_there(rule):
    for each in comparisons(rule):
        assert each.measure is None or each.measure in MEASURES.keys() | DERIVED
        assert each.precaution is None or each.precaution in precautions()
        assert each.cut_off is None or each.cut_off in CUT_OFFS
        assert set(each.except_cut_offs) <= CUT_OFFS
        if each.instrument is not None:
            row = instruments()[each.instrument]
            assert each.score in {None, *(score.id for score in row.scores)}
            assert each.item in {None, *(item.id for item in row.items)}


@BY_RULE
def test_what_a_rule_names_is_there(rule):
    assert set(rule.evidence.sources) <= cited_sources().keys()
    assert set(rule.conditions) <= conditions().keys()
    assert set(rule.education) <= education().keys()


@BY_RULE
def test_what_a_rule_asks_for_can_be_trained(rule):
    assert set(rule.aims) <= {aim for each in exercises().values() for aim in each.aims}


@BY_RULE
def test_a_sentence_is_no_diagnosis_and_no_score_of_risk(rule):
    words = rule.sentence.lower()
    assert not re.search(r"diagnos|probab|risk score|suffers|disorder|likely to fall", words)
    named = [each for each in ILLNESSES if each in words]
    assert not named or rule.sentence.startswith("In people with ")


@BY_RULE
def test_a_rule_about_a_side_says_the_side(rule):
    assert rule.sided == ("{side}" in rule.sentence)


@BY_RULE
def test_a_rule_that_states_an_entry_leans_on_no_limit_of_a_study(rule):
    if rule.states_entry:
        hows = {each.how for line in rule.when for each in line}
        assert not hows & {How.CUT_OFF, How.NO_CUT_OFF, How.WORSE_THAN_REFERENCE}


@BY_RULE
def test_a_read_figure_has_a_source_that_was_read(rule):
    if rule.evidence.confidence is Confidence.VERIFIED:
        read = [
            each for each in rule.evidence.sources if cited_sources()[each].reading != "not-read"
        ]
        assert read


def test_no_name_stands_twice():
    names = [rule.id for rule in RULES]

    assert len(names) == len(set(names))


@BY_SIGNATURE
def test_a_signature_is_said_or_says_why_not(row):
    assert (row.as_rule() is None) == (row.sentence is None)
    assert row.as_rule() is not None or row.note
    assert set(row.conditions) <= conditions().keys()
    assert set(row.evidence.sources) <= cited_sources().keys()


def test_every_signature_of_the_collection_is_a_row():
    assert len(SIGNATURES) == 32


def test_files_have_versions():
    assert rule_file().version == signature_file().version == "1.0.0"


EVIDENCE = {"sources": ["convention"], "confidence": "memory"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"operator": "<", "value": 1}, "exactly one of instrument, .* there are 0"),
        ({"measure": "distance_m", "precaution": "vision_low"}, "there are 2"),
        ({"measure": "distance_m"}, "'number' needs operator and value"),
        (
            {"how": "known", "measure": "distance_m", "operator": "<", "value": 1},
            "'known' takes no operator and value",
        ),
    ],
)
def test_a_broken_comparison_is_refused(content, words):
    with pytest.raises(ContentError, match=words):
        read_row(Comparison, content, where="test")


def test_a_rule_without_a_comparison_is_refused():
    content = {"id": "a", "sentence": "A.", "when": [[]], "weight": "note", "evidence": EVIDENCE}
    with pytest.raises(ContentError, match="at least one comparison"):
        read_row(Rule, content, where="test")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"sentence": "A."}, "sentence and measure belong together"),
        ({}, "without a measure needs a note"),
    ],
)
def test_a_broken_signature_is_refused(more, words):
    content = {
        "id": "a",
        "people": "people",
        "conditions": [],
        "parameter": "p",
        "limit_words": "> 1",
        "evidence": EVIDENCE,
    }
    with pytest.raises(ContentError, match=words):
        read_row(Signature, content | more, where="test")
