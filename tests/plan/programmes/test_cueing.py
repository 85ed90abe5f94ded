"""A beat and stripes from the own walk, and the response test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.circumstances import MedicationState
from restride.errors import ContentError
from restride.plan.programmes.cueing import (
    BeatVerdict,
    CuedWalk,
    follows_beat,
    judge_beat,
    propose_beat,
    propose_stripes,
)
from restride.plan.programmes.last_result import NotProposed


def walk(**more):
    return CuedWalk(**{"cadence_spm": 100.0, "step_length_m": 0.5, "speed_mps": 0.8, **more})


@pytest.mark.parametrize(
    ("hurries", "band", "ceiling_spm"),
    [
        pytest.param(False, (105.0, 110.0), 110.0, id="does not hurry"),
        pytest.param(True, (90.0, 100.0), 100.0, id="hurries"),
        pytest.param(None, (100.0, 100.0), 100.0, id="not asked"),
    ],
)
def test_the_beat_comes_from_the_own_cadence(patient_with, day, hurries, band, ceiling_spm):
    beat = propose_beat(patient_with("parkinson"), own_cadence_spm=100.0, hurries=hurries, day=day)

    assert beat.start_spm == 100.0
    assert (beat.raised_low_spm, beat.raised_high_spm) == pytest.approx(band)
    assert beat.ceiling_spm == pytest.approx(ceiling_spm)


@given(own_cadence_spm=st.floats(20, 220), hurries=st.sampled_from([True, False, None]))
def test_no_beat_is_above_110_per_cent_of_the_own(patient_with, day, own_cadence_spm, hurries):
    beat = propose_beat(
        patient_with("knee_oa"), own_cadence_spm=own_cadence_spm, hurries=hurries, day=day
    )

    assert beat.raised_high_spm <= beat.ceiling_spm <= 1.1 * own_cadence_spm + 1e-9


def test_in_parkinsons_the_state_of_the_medicine_is_written_down(patient_with, day):
    words = propose_beat(patient_with("parkinson"), own_cadence_spm=100.0, day=day).words

    assert "medicine on, off or wearing off" in " ".join(words)


def test_without_an_own_cadence_there_is_no_beat(patient_with, day):
    refused = propose_beat(patient_with("stroke"), own_cadence_spm=None, day=day)

    assert isinstance(refused, NotProposed)
    assert "own cadence is not known" in refused.why


def test_a_beat_that_made_walking_worse_is_not_proposed(patient_with, day):
    person = patient_with("stroke", present=("beat_worsens_walking",))

    assert "made walking worse" in propose_beat(person, own_cadence_spm=100.0, day=day).why


@pytest.mark.parametrize("own_cadence_spm", [19.9, 220.1])
def test_an_impossible_cadence_is_refused(patient_with, day, own_cadence_spm):
    with pytest.raises(ContentError, match="own_cadence_spm must lie between 20 and 220"):
        propose_beat(patient_with("stroke"), own_cadence_spm=own_cadence_spm, day=day)


@pytest.mark.parametrize(
    ("cadence_spm", "error_s", "follows"),
    [
        pytest.param(109.9, None, True, id="just within ten per cent"),
        pytest.param(110.0, None, False, id="at ten per cent"),
        pytest.param(110.0, 0.049, True, id="steps on the beat"),
        pytest.param(110.0, 0.05, False, id="steps 50 ms off"),
    ],
)
def test_keeping_to_the_beat(cadence_spm, error_s, follows):
    each = walk(cadence_spm=cadence_spm, step_time_error_s=error_s)

    assert follows_beat(each, beat_spm=100.0) is follows


@pytest.mark.parametrize(
    ("cued", "verdict"),
    [
        pytest.param({"step_length_m": 0.525}, BeatVerdict.HELPS, id="longer by five per cent"),
        pytest.param({"step_length_m": 0.52}, BeatVerdict.NO_CHANGE, id="just less"),
        pytest.param({"speed_mps": 0.84}, BeatVerdict.HELPS, id="faster"),
        pytest.param({"step_length_m": 0.475}, BeatVerdict.WORSE, id="shorter by five per cent"),
        pytest.param({"step_length_m": 0.48}, BeatVerdict.NO_CHANGE, id="a little shorter"),
        pytest.param(
            {"step_length_m": 0.49, "speed_mps": 0.9}, BeatVerdict.NO_CHANGE, id="fast and short"
        ),
        pytest.param({"speed_mps": 0.75}, BeatVerdict.WORSE, id="slower"),
        pytest.param(
            {"step_length_m": 0.55, "cadence_spm": 120.0}, BeatVerdict.NO_CHANGE, id="off the beat"
        ),
    ],
)
def test_the_response_test(cued, verdict):
    response = judge_beat(without=walk(), cued=walk(**cued), beat_spm=100.0)

    assert response.verdict is verdict
    assert response.helps is (verdict is BeatVerdict.HELPS)
    assert (response.precaution == "beat_worsens_walking") is (verdict is BeatVerdict.WORSE)


def test_freezing_more_often_is_worse_and_less_often_helps():
    one, three = walk(freezes_count=1), walk(freezes_count=3)

    assert judge_beat(without=one, cued=three, beat_spm=100.0).verdict is BeatVerdict.WORSE
    assert judge_beat(without=three, cued=one, beat_spm=100.0).verdict is BeatVerdict.HELPS


def test_for_who_hurries_slower_is_not_worse():
    response = judge_beat(
        without=walk(), cued=walk(speed_mps=0.7, step_length_m=0.53), beat_spm=95.0, hurries=True
    )

    assert response.verdict is BeatVerdict.HELPS


def test_two_states_of_the_medicine_are_not_compared():
    with pytest.raises(ContentError, match="one state of the medicine"):
        judge_beat(
            without=walk(medication=MedicationState.ON),
            cued=walk(medication=MedicationState.OFF),
            beat_spm=100.0,
        )


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"step_length_m": 1.3}, "step_length_m"),
        ({"cadence_spm": 300.0}, "cadence_spm"),
        ({"speed_mps": 4.0}, "speed_mps"),
    ],
)
def test_impossible_walks_are_refused(broken, name):
    with pytest.raises(ContentError, match=f"{name} must lie between"):
        judge_beat(without=walk(), cued=walk(**broken), beat_spm=100.0)


def test_stripes_lie_one_to_one_point_two_own_steps_apart(patient_with):
    stripes = propose_stripes(patient_with("parkinson"), own_step_length_m=0.5)

    assert (stripes.apart_low_m, stripes.apart_high_m) == pytest.approx((0.5, 0.6))


def test_stripes_stay_under_45_per_cent_of_height(patient_with):
    stripes = propose_stripes(patient_with("parkinson"), own_step_length_m=0.7)

    assert stripes.apart_high_m == pytest.approx(0.45 * 1.7)


def test_without_an_own_step_there_are_no_stripes(patient_with):
    refused = propose_stripes(patient_with("parkinson"), own_step_length_m=None)

    assert "own step length is not known" in refused.why


def test_an_impossible_step_is_refused(patient_with):
    with pytest.raises(ContentError, match="own_step_length_m must lie between"):
        propose_stripes(patient_with("parkinson"), own_step_length_m=2.0)
