"""Every word of the field has its words and its sign on the pages of a case."""

from datetime import date

import pytest

from restride.clinical.change.verdict import Verdict
from restride.clinical.evidence import Reading
from restride.clinical.finding import FindingWeight
from restride.clinical.result import ResultState
from restride.plan.library import StopDegree, stop_sets
from restride.plan.phases.phase_status import CriterionState
from restride.plan.screening import BlockRule
from restride.report.case.phases import CRITERION_SIGN
from restride.report.case.words import (
    DEGREE_WORDS,
    READING_WORDS,
    RULE_WORDS,
    STATE_WORDS,
    VERDICT_SIGN,
    WEIGHT_SIGN,
    long_date,
    signed_text,
    since_words,
    without_confidence,
)


@pytest.mark.parametrize("word", [*BlockRule, "later", "advised_against"])
def test_every_rule_that_keeps_exercises_out_has_words(word):
    assert RULE_WORDS[str(word)]


@pytest.mark.parametrize(
    ("signs", "words"),
    [
        (VERDICT_SIGN, Verdict),
        (WEIGHT_SIGN, FindingWeight),
        (STATE_WORDS, ResultState),
        (DEGREE_WORDS, StopDegree),
        (READING_WORDS, Reading),
    ],
)
def test_every_word_has_a_sign_of_its_own(signs, words):
    assert set(signs) == set(words)
    assert len(set(signs.values())) == len(signs)


def test_comparisons_are_printed_as_people_write_them():
    assert signed_text("Crossed: >= 13.6 s, <= 2 and < 3") == (
        "Crossed: ≥\u00a013.6 s, ≤\u00a02 and <\u00a03"
    )


def test_how_sure_a_figure_is_stands_in_the_dot_and_not_twice():
    assert without_confidence("(older people; read in the source).") == "(older people)"
    assert without_confidence("Slow (from memory, to be confirmed by a clinician)") == "Slow"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (20, "20 days"),
        (21, "3 weeks"),
        (91, "13 weeks"),
        (92, "3 months"),
        (730, "23 months"),
        (731, "2 years"),
    ],
)
def test_time_since_onset_is_told_as_finely_as_it_matters(days, words):
    assert since_words(days) == words


def test_days_are_written_so_that_no_country_reads_them_otherwise():
    assert long_date(date(2026, 4, 5)) == "5 April 2026"


def test_stop_sets_have_names_for_the_cards():
    assert all(each.name for each in stop_sets().values())


def test_every_state_of_a_criterion_has_a_sign_of_its_own():
    assert set(CRITERION_SIGN) == set(CriterionState)
    assert len(set(CRITERION_SIGN.values())) == len(CRITERION_SIGN)
