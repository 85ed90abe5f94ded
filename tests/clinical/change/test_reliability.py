"""Where no error is published: the clinic's own, the person's own, or the advice to test twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.change import ClinicSem, Verdict, clinic_sem_of, judge_change
from restride.clinical.change.detectable import Basis
from restride.clinical.change.reliability import person_sem, t95
from restride.clinical.circumstances import Circumstances
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.errors import ContentError
from restride.person import Person

DAY = date(2026, 6, 1)
ATHLETE = Patient(person=Person(age_years=24), diagnoses=(Diagnosis(condition="athlete"),))


def reach(value, day):
    return Result(
        instrument="frt",
        version="1.0.0",
        tested_on=day,
        state=ResultState.DONE,
        circumstances=Circumstances(),
        scores=(ScoreValue(score="reach_cm", value=value),),
    )


def judge(before, now, clinic_sem=None):
    return judge_change(
        instrument_id="frt",
        score_id="reach_cm",
        baselines=[reach(each, DAY - timedelta(days=9)) for each in before],
        now=[reach(each, DAY) for each in now],
        patient=ATHLETE,
        day=DAY,
        clinic_sem=clinic_sem,
    )


def test_thirty_people_tested_twice_give_the_clinic_an_error_of_its_own():
    # 1.96 x 1.0 x sqrt(2) = 2.77 cm
    enough, few = ClinicSem(sem=1.0, people_count=30), ClinicSem(sem=1.0, people_count=29)

    assert judge([30.0], [32.8], enough).verdict is Verdict.REAL_IMPROVEMENT
    assert judge([30.0], [32.7], enough).verdict is Verdict.WITHIN_ERROR
    assert judge([30.0], [32.8], enough).detectable.basis is Basis.CLINIC
    assert judge([30.0], [32.8], few).verdict is Verdict.NO_MDC_KNOWN


def test_three_repeats_of_a_person_give_an_error_of_their_own():
    # SD of 29, 30 and 31 is 1; 4.303 x 1 x sqrt(1/3 + 1) = 4.97 cm
    change = judge([29.0, 30.0, 31.0], [35.0])

    assert change.detectable.basis is Basis.PERSON
    assert change.detectable.value == 4.97
    assert change.verdict is Verdict.REAL_IMPROVEMENT
    assert judge([29.0, 30.0, 31.0], [34.9]).verdict is Verdict.WITHIN_ERROR


def test_the_clinic_goes_before_the_person_and_both_are_shown():
    change = judge([29.0, 30.0, 31.0], [35.0], ClinicSem(sem=2.0, people_count=40))

    assert change.detectable.basis is Basis.CLINIC
    assert change.own_repeats.value == 4.97


def test_two_repeats_are_too_few_and_one_more_is_advised():
    change = judge([29.0, 31.0], [40.0])

    assert change.verdict is Verdict.NO_MDC_KNOWN
    assert change.advice.startswith("Repeat the test once more")
    assert judge([29.0], [40.0]).advice.startswith("Test twice at the first visit")


def test_three_equal_values_do_not_make_a_test_exact():
    # Rounding to 0.1 hides 0.1 / sqrt(12) = 0.0289: 4.303 x 0.0289 x sqrt(4/3) = 0.14
    change = judge([30.0, 30.0, 30.0], [30.1])

    assert change.detectable.value == 0.14
    assert change.verdict is Verdict.WITHIN_ERROR
    assert judge([30.0, 30.0, 30.0], [30.2]).verdict is Verdict.REAL_IMPROVEMENT


def test_a_clinics_own_error_is_worked_out_from_differences():
    # Differences 1, -1, 1, -1: SD 1.1547, over the root of 2 0.8165.
    found = clinic_sem_of([(1.0, 2.0), (2.0, 1.0), (3.0, 4.0), (4.0, 3.0)])

    assert found.sem == pytest.approx(0.81650, abs=1e-5)
    assert found.people_count == 4


def test_one_person_or_no_scatter_gives_no_error():
    assert clinic_sem_of([(1.0, 2.0)]) is None
    assert clinic_sem_of([(1.0, 2.0), (3.0, 4.0)]) is None


@given(
    pairs=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=2, max_size=40),
    practice=st.integers(-20, 20),
)
def test_practice_between_two_tests_is_no_error(pairs, practice):
    plain = clinic_sem_of(pairs)
    practised = clinic_sem_of([(first, second + practice) for first, second in pairs])

    assert (plain is None) == (practised is None)
    if plain is not None:
        assert practised.sem == pytest.approx(plain.sem)


def test_fewer_than_three_repeats_give_no_error():
    assert person_sem([1.0, 2.0], decimals=1) is None


def test_few_repeats_widen_the_interval_and_many_never_narrow_it_below_the_normal():
    widths = [t95(count) for count in range(3, 60)]

    assert widths[0] == 4.303
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] > 1.96


@pytest.mark.parametrize(("sem", "count"), [(0.0, 30), (-1.0, 30), (1.0, 0), (float("nan"), 30)])
def test_an_error_of_nothing_is_refused(sem, count):
    with pytest.raises(ContentError, match="must be above 0 and of at least one person"):
        ClinicSem(sem=sem, people_count=count)
