"""Every score of every instrument is read for all kinds of people, at both ends of its scale."""

from datetime import date, timedelta

import pytest

from restride.clinical.change import Verdict, judge_change
from restride.clinical.circumstances import Circumstances
from restride.clinical.conditions import conditions
from restride.clinical.instrument import instruments
from restride.clinical.interpretation import interpret
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.person import Person
from restride.terms import Sex

DAY = date(2026, 6, 1)
SCORES = [(each.id, score) for each in instruments().values() for score in each.scores]


def _people():
    for number, condition in enumerate(conditions()):
        yield Patient(
            person=Person(
                age_years=(None, 8.0, 24.0, 64.9, 74.0, 101.0)[number % 6],
                sex=(None, Sex.FEMALE, Sex.MALE)[number % 3],
                height_m=(None, 1.7)[number % 2],
                body_mass_kg=(70.0, None)[number % 2],
            ),
            diagnoses=(
                Diagnosis(
                    condition=condition,
                    since=None if number % 4 == 0 else DAY - timedelta(days=10 * number),
                ),
            ),
        )


PEOPLE = list(_people())


def _ends(score):
    low = score.minimum if score.minimum is not None else 0.0
    high = score.maximum if score.maximum is not None else 500.0
    return (low, (low + high) / 2, high)


@pytest.mark.parametrize(
    ("instrument", "score"), SCORES, ids=lambda each: getattr(each, "id", each)
)
def test_a_score_is_read_and_says_what_is_not_known(instrument, score):
    for patient in PEOPLE:
        for value in _ends(score):
            meaning = interpret(
                value,
                instrument_id=instrument,
                score_id=score.id,
                patient=patient,
                circumstances=Circumstances(),
                day=DAY,
            )
            assert meaning.references or meaning.missing
            assert all(not each.concern or each.cut_off.evidence for each in meaning.cut_offs)
            for each in meaning.references:
                assert each.z is None or each.percentile is not None
                assert each.words.endswith(".")


def _result(instrument, score, value, day):
    return Result(
        instrument=instrument,
        version="1.0.0",
        tested_on=day,
        state=ResultState.DONE,
        circumstances=Circumstances(),
        scores=(ScoreValue(score=score.id, value=value),),
    )


@pytest.mark.parametrize(
    ("instrument", "score"), SCORES, ids=lambda each: getattr(each, "id", each)
)
def test_a_change_is_judged_from_end_to_end_of_the_scale(instrument, score):
    low, _, high = _ends(score)
    for patient in PEOPLE:
        change = judge_change(
            instrument_id=instrument,
            score_id=score.id,
            baselines=[_result(instrument, score, low, DAY)],
            now=[_result(instrument, score, high, DAY)],
            patient=patient,
            day=DAY,
        )
        assert (change.verdict is Verdict.NO_MDC_KNOWN) == (change.detectable is None)
        assert change.detectable is None or change.detectable.decides
        assert change.detectable is None or change.detectable.sources
        assert change.words
