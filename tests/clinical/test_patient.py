"""A person in care: what no person can be is refused, and a condition must be known."""

import pytest

from restride.clinical.patient import Diagnosis, Patient
from restride.errors import ContentError
from restride.person import Person


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Parkinson's disease", "and is \"Parkinson's disease\". Use 'parkinson'"),
        ("parkinsns", "'parkinsns' is none.*Near it: .*parkinson"),
    ],
)
def test_a_diagnosis_names_a_condition_by_its_id(word, told):
    with pytest.raises(ContentError, match=told):
        Diagnosis(condition=word)


@pytest.mark.parametrize("rate_bpm", [-60.0, 19.9, 250.1, float("nan")])
def test_a_heart_at_rest_that_nobody_has_is_refused(rate_bpm):
    with pytest.raises(ContentError, match="resting_heart_rate_bpm must lie between 20 and 250"):
        Patient(person=Person(), diagnoses=(), resting_heart_rate_bpm=rate_bpm)


@pytest.mark.parametrize("rate_bpm", [None, 20.0, 250.0])
def test_a_heart_at_rest_may_be_slow_fast_or_unknown(rate_bpm):
    patient = Patient(person=Person(), diagnoses=(), resting_heart_rate_bpm=rate_bpm)

    assert patient.resting_heart_rate_bpm == rate_bpm
