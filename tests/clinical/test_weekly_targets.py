"""The doses of a week that guidelines name, worked out by hand for five people."""

from datetime import date, timedelta

import pytest

from restride.clinical.guideline import Counted
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.weekly_target import weekly_targets
from restride.person import Person
from restride.plan.library import exercises

DAY = date(2026, 6, 1)


def _patient(name: str, *, days: int | None = None, age_years: float = 50) -> Patient:
    since = None if days is None else DAY - timedelta(days=days)
    return Patient(
        person=Person(age_years=age_years),
        diagnoses=(Diagnosis(condition=name, since=since),),
    )


def _targets(
    patient: Patient,
) -> dict[tuple[str, Counted], tuple[float | None, float | None, bool]]:
    return {
        (each.guideline, each.counts_as[0]): (
            each.minutes_per_week_min,
            each.per_week_min,
            each.decides,
        )
        for each in weekly_targets(patient, day=DAY)
    }


def test_weekly_targets_of_an_older_person_who_falls():
    # 3 h; 2 h; 2 x 20 min; 5 x 30 min; 150 min; 3 x 31 min from memory.
    assert _targets(_patient("older_adult", age_years=78)) == {
        ("falls_ex_type", Counted.BALANCE): (180, None, True),
        ("falls_dose2", Counted.BALANCE): (120, None, True),
        ("acsm_older_bal", Counted.BALANCE): (40, 2, True),
        ("acsm_older_res", Counted.STRENGTH): (None, 2, True),
        ("acsm_older_aer", Counted.AEROBIC): (150, 5, True),
        ("who_activity", Counted.AEROBIC): (150, None, True),
        ("bal_dose", Counted.BALANCE): (93, 3, False),
    }


def test_weekly_targets_with_parkinsons_at_58():
    # 3 x 30 min aerobic; 1 x 30 min strength; balance twice; walking 3 x 20 min from memory.
    assert _targets(_patient("parkinson", age_years=58)) == {
        ("pd_balance", Counted.BALANCE): (None, 2, True),
        ("pd_resist", Counted.STRENGTH): (30, 1, True),
        ("pd_aerobic", Counted.AEROBIC): (90, 3, True),
        ("pd_gait", Counted.STEPPING): (60, 3, False),
    }


def test_weekly_targets_a_year_after_a_stroke_at_50():
    # 3 x 45 min twice named; 3 x 20 min; strength twice; from memory 3 x 20 min and twice.
    assert _targets(_patient("stroke", days=365)) == {
        ("aha_stroke_ex", Counted.STRENGTH): (None, 2, True),
        ("hit_stroke", Counted.AEROBIC): (135, 3, True),
        ("mat_stroke", Counted.AEROBIC): (135, 3, True),
        ("aha_stroke_ex", Counted.AEROBIC): (60, 3, True),
        ("loc_strength", Counted.STRENGTH): (None, 2, False),
        ("loc_hiit", Counted.STEPPING): (60, 3, False),
    }


def test_weekly_targets_of_one_lost_inner_ear_after_four_months_are_all_from_memory():
    # 7 x 20 min of balance, and 7 x 20 min of gaze.
    patient = _patient("vestibular_one_sided", days=120, age_years=45)
    assert _targets(patient) == {
        ("vest_balance_chronic", Counted.BALANCE): (140, None, False),
        ("vest_gaze_chronic", Counted.GAZE): (140, None, False),
    }


def test_weekly_targets_four_weeks_after_a_knee_replacement_at_66():
    assert _targets(_patient("tka", days=28, age_years=66)) == {
        ("acsm_older_bal", Counted.BALANCE): (40, 2, True),
        ("acsm_older_res", Counted.STRENGTH): (None, 2, True),
        ("acsm_older_aer", Counted.AEROBIC): (150, 5, True),
        ("who_activity", Counted.AEROBIC): (150, None, True),
        ("tka_hi_strength", Counted.STRENGTH): (None, 2, False),
    }


def test_a_weekly_target_says_who_it_is_for_and_who_says_so():
    first = weekly_targets(_patient("fall_risk", days=20), day=DAY)[0]
    assert first.population == "Falls or balance problems, 20 days ago"
    assert first.evidence.sources == ("sherrington2020",)
    assert "3 h a week" in first.words


@pytest.mark.parametrize("counted", Counted)
def test_some_exercise_counts_as_each_word(counted: Counted):
    assert any(counted in each.counts_as for each in exercises().values())
