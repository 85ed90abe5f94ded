"""Zones of heart rate: by formula, by hand, and when effort leads."""

from dataclasses import replace

import pytest

from restride.errors import ContentError
from restride.plan.programmes.heart_rate import Leads, heart_rate_zone, intensity_bands


def test_without_a_beta_blocker_the_highest_is_208_less_seven_tenths_of_the_age(patient_with, day):
    person = patient_with("knee_oa", age_years=70, beta_blocker=False)

    zone = heart_rate_zone(person, band="moderate", day=day)

    assert zone.maximum_bpm == pytest.approx(159.0)
    assert zone.leads is Leads.HEART_RATE_MAXIMUM
    assert zone.low_bpm == pytest.approx(0.64 * 159.0)
    assert zone.high_bpm == pytest.approx(0.76 * 159.0)


def test_on_a_beta_blocker_it_is_164_less_seven_tenths_of_the_age(patient_with, day):
    person = patient_with("stroke", age_years=70, beta_blocker=True, resting_heart_rate_bpm=65.0)

    zone = heart_rate_zone(person, band="moderate", day=day)

    assert zone.maximum_bpm == pytest.approx(115.0)
    assert zone.leads is Leads.HEART_RATE_RESERVE
    assert (zone.low_bpm, zone.high_bpm) == (pytest.approx(85.0), pytest.approx(94.5))


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"beta_blocker": None}, id="beta blocker not asked"),
        pytest.param({"beta_blocker": False, "age_years": 17}, id="a child"),
        pytest.param({"beta_blocker": False, "age_years": None}, id="age not known"),
    ],
)
def test_effort_leads_where_no_formula_holds(patient_with, day, more):
    zone = heart_rate_zone(patient_with("knee_oa", **more), band="moderate", day=day)

    assert zone.leads is Leads.EFFORT
    assert zone.low_bpm is None
    assert zone.high_bpm is None
    assert "Effort leads" in zone.words[0]
    assert (zone.effort_low_points, zone.effort_high_points) == (5.0, 6.0)


def test_above_moderate_needs_clearance_and_a_monitor(patient_with, day):
    person = patient_with("knee_oa", beta_blocker=False)

    assert heart_rate_zone(person, band="vigorous", day=day).needs == (
        "heart_rate_monitor",
        "medical_clearance",
    )
    assert heart_rate_zone(person, band="moderate", day=day).needs == ()


@pytest.mark.parametrize("how", ["present", "unanswered"])
def test_a_heart_that_is_not_cleared_refuses_what_is_above_moderate(patient_with, day, how):
    person = patient_with("knee_oa", beta_blocker=False, **{how: ("heart_not_cleared",)})

    with pytest.raises(ContentError, match="heart_not_cleared"):
        heart_rate_zone(person, band="vigorous", day=day)
    assert heart_rate_zone(person, band="moderate", day=day).high_bpm is not None


@pytest.mark.parametrize("resting_bpm", [29.9, 130.1])
def test_an_impossible_resting_rate_is_refused(patient_with, day, resting_bpm):
    person = patient_with("knee_oa", resting_heart_rate_bpm=resting_bpm)

    with pytest.raises(ContentError, match="resting_heart_rate_bpm must lie between 30 and 130"):
        heart_rate_zone(person, band="light", day=day)


def test_a_resting_rate_above_the_highest_is_refused(patient_with, day):
    person = patient_with("stroke", age_years=90, beta_blocker=True, resting_heart_rate_bpm=101.0)

    with pytest.raises(ContentError, match="must be less than the highest of 101"):
        heart_rate_zone(person, band="light", day=day)


def test_an_unknown_band_is_refused(patient_with, day):
    with pytest.raises(ContentError, match="light, moderate, vigorous"):
        heart_rate_zone(patient_with("knee_oa"), band="hard", day=day)


def test_bands_of_the_general_scale_follow_on_each_other():
    light, moderate, vigorous = (
        intensity_bands()[each] for each in ("light", "moderate", "vigorous")
    )
    for lower, upper in ((light, moderate), (moderate, vigorous)):
        for name in ("reserve_percent", "maximum_percent", "effort_points"):
            assert getattr(lower, name)[1] < getattr(upper, name)[0]


def test_the_resting_rate_is_measured_not_guessed(patient_with, day):
    person = replace(patient_with("knee_oa"), beta_blocker=False)

    assert "measure the resting heart rate" in " ".join(
        heart_rate_zone(person, band="light", day=day).words
    )
