"""A change is judged by the rules in their order, on the values as they are shown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.clinical.care import Assistance, WeightBearing
from restride.clinical.change import Verdict, judge_change
from restride.clinical.change.verdict import Ordinal
from restride.clinical.circumstances import (
    Aid,
    Circumstances,
    MedicationState,
    Orthosis,
    Vision,
)
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.errors import ContentError
from restride.person import Person
from restride.terms import Sex, Side

DAY = date(2026, 6, 1)
EARLIER = DAY - timedelta(days=60)


def patient(condition="stroke", *, days=400, age=72, sex=Sex.FEMALE):
    since = None if days is None else DAY - timedelta(days=days)
    return Patient(
        person=Person(age_years=age, sex=sex),
        diagnoses=(Diagnosis(condition=condition, since=since),),
    )


def result(value, day=EARLIER, *, test="tug.time_s", state=ResultState.DONE, **conditions):
    instrument, score = test.split(".")
    scores = () if value is None else (ScoreValue(score=score, value=value),)
    return Result(
        instrument=instrument,
        version="1.0.0",
        tested_on=day,
        state=state,
        circumstances=Circumstances(**conditions),
        scores=scores,
    )


def judge(before, now, *, test="tug.time_s", who=None, **more):
    instrument, score = test.split(".")
    return judge_change(
        instrument_id=instrument,
        score_id=score,
        baselines=before,
        now=now,
        patient=who or patient(),
        day=DAY,
        **more,
    )


def times(before, now, **more):
    return judge([result(each) for each in before], [result(each, DAY) for each in now], **more)


def test_the_detectable_change_itself_is_real():
    # TUG in chronic stroke: 3.2 s.
    assert times([15.2], [12.0]).verdict is Verdict.REAL_IMPROVEMENT
    assert times([15.2], [12.1]).verdict is Verdict.WITHIN_ERROR
    assert times([12.0], [15.2]).verdict is Verdict.REAL_WORSENING


def test_an_important_change_counts_only_beyond_the_detectable_one():
    # Mini-BESTest in chronic stroke: MDC 3.0, and MCID 4 of mixed balance disorders.
    test, who = "minibest.total_points", patient()
    before = [result(14, test=test)]

    verdicts = [
        judge(before, [result(14 + more, DAY, test=test)], test=test, who=who).verdict
        for more in (2, 3, 4)
    ]

    assert verdicts == [Verdict.WITHIN_ERROR, Verdict.REAL_IMPROVEMENT, Verdict.LIKELY_MEANINGFUL]


def test_values_are_judged_as_they_are_shown():
    # 0.1 + 0.2 is shown as 0.3, and 3.1999999999999993 as 3.2.
    assert times([12.1 + 3.2], [12.1]).verdict is Verdict.REAL_IMPROVEMENT
    assert times([0.1 + 0.2 + 15.0], [12.1]).change == -3.2
    # 12.04 and 15.24 are shown as 12.0 and 15.2; half to even: 12.05 as 12.0 and 12.15 as 12.2.
    assert times([15.24], [12.04]).verdict is Verdict.REAL_IMPROVEMENT
    assert times([15.2], [12.05]).verdict is Verdict.REAL_IMPROVEMENT
    assert times([15.2], [12.15]).now == 12.2


def test_the_error_of_means_is_smaller():
    # 3.2 x sqrt((1/3 + 1/2) / 2) = 2.0656, shown with one digit more than the time.
    change = times([15.0, 15.2, 15.4], [13.1, 13.3])

    assert (change.before, change.now, change.change) == (15.2, 13.2, -2.0)
    assert change.detectable.value == 2.07
    assert change.verdict is Verdict.WITHIN_ERROR
    assert change.detectable.sem == pytest.approx(3.2 / (1.96 * 2**0.5))


def test_a_change_in_per_cent_is_of_the_first_value():
    who = patient("knee_oa", days=None)
    # 36.7 % of 10.0 s is 3.67 s, larger than the 1.1 s of mild arthritis.
    assert times([10.0], [6.4], who=who).verdict is Verdict.WITHIN_ERROR
    assert times([10.0], [6.3], who=who).verdict is Verdict.REAL_IMPROVEMENT
    assert times([10.0], [6.3], who=who).detectable.others[0].value == 1.1


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("medication", MedicationState.ON, MedicationState.OFF),
        ("orthosis", Orthosis.NONE, Orthosis.ANKLE_FOOT),
        ("weight_bearing", WeightBearing.PARTIAL, WeightBearing.FULL),
        ("vision", Vision.SINGLE_FOCUS, Vision.MULTIFOCAL),
        ("aid", Aid.ROLLATOR, Aid.NONE),
        ("aid", Aid.ROLLATOR, None),
        ("protocol", "6 m of 10 m", "4 m"),
        ("measured_with", "stopwatch", "lower-back sensor"),
    ],
)
def test_other_conditions_are_not_comparable(field, one, other):
    change = judge([result(20.0, **{field: one})], [result(10.0, DAY, **{field: other})])

    assert change.verdict is Verdict.NOT_COMPARABLE
    assert change.differing == (field,)
    assert change.detectable is None
    assert change.change == -10.0


def test_one_baseline_under_other_conditions_spoils_the_comparison():
    before = [result(20.0, aid=Aid.NONE), result(20.0, aid=Aid.ROLLATOR)]

    assert judge(before, [result(10.0, DAY, aid=Aid.NONE)]).differing == ("aid",)


def test_minutes_since_a_dose_do_not_matter_and_another_definition_does():
    on = MedicationState.ON
    before = result(20.0, medication=on, since_dose_min=30.0)
    now = result(10.0, DAY, medication=on, since_dose_min=90.0)
    newer = Result(
        instrument="tug",
        version="2.0.0",
        tested_on=DAY,
        state=ResultState.DONE,
        circumstances=now.circumstances,
        scores=now.scores,
    )

    assert judge([before], [now]).verdict is Verdict.REAL_IMPROVEMENT
    assert judge([before], [newer]).differing == ("version of the test",)


def test_less_help_for_the_same_value_is_progress_and_no_verdict():
    more, less = Assistance.MINIMAL, Assistance.SUPERVISION
    same = judge([result(15.0, assistance=more)], [result(15.4, DAY, assistance=less)])
    faster = judge([result(15.0, assistance=more)], [result(11.0, DAY, assistance=less)])
    slower = judge([result(15.0, assistance=more)], [result(18.2, DAY, assistance=less)])
    helped = judge([result(15.0, assistance=less)], [result(15.0, DAY, assistance=more)])

    assert same.verdict is Verdict.NOT_COMPARABLE
    assert same.less_help == ("Progress: the same value with less help (minimal, now supervision).")
    assert "a better value" in faster.less_help
    assert slower.less_help is None
    assert helped.less_help is None


def test_one_helper_instead_of_two_is_less_help():
    before = result(15.0, assistance=Assistance.MODERATE, helpers_count=2)
    now = result(15.0, DAY, assistance=Assistance.MODERATE, helpers_count=1)

    assert "2 helpers, now moderate, 1 helper" in judge([before], [now]).less_help


def test_less_help_with_another_aid_is_not_called_progress():
    before = result(15.0, assistance=Assistance.MINIMAL, aid=Aid.ROLLATOR)
    now = result(15.0, DAY, assistance=Assistance.SUPERVISION, aid=Aid.PARALLEL_BARS)

    assert judge([before], [now]).less_help is None


@pytest.mark.parametrize(
    ("could", "can", "ordinal"),
    [
        (ResultState.UNABLE, ResultState.DONE, Ordinal.GAINED),
        (ResultState.DONE, ResultState.UNABLE, Ordinal.LOST),
        (ResultState.UNABLE, ResultState.UNABLE, Ordinal.STILL_UNABLE),
        (ResultState.UNSAFE, ResultState.DONE, Ordinal.GAINED),
    ],
)
def test_unable_is_told_and_not_counted(could, can, ordinal):
    before = result(15.0 if could is ResultState.DONE else None, state=could)
    now = result(15.0 if can is ResultState.DONE else None, DAY, state=can)

    change = judge([before], [now])

    assert change.ordinal is ordinal
    assert change.verdict is Verdict.NOT_COMPARABLE
    assert change.change is None
    assert change.words[0].lower().startswith(ordinal.value)


def test_a_declined_test_is_left_out_and_said():
    change = judge([result(15.2), result(None, state=ResultState.DECLINED)], [result(12.0, DAY)])

    assert change.verdict is Verdict.REAL_IMPROVEMENT
    assert "Left out before: 2026-04-02, declined." in change.words
    assert change.before_count == 1


def test_no_value_on_one_side_is_not_comparable():
    change = judge([result(15.2)], [result(None, DAY, state=ResultState.NOT_DONE)])

    assert change.verdict is Verdict.NOT_COMPARABLE
    assert change.words[0] == "Not comparable: there is no value on one side."


def test_an_important_change_is_told_without_an_mdc():
    # SPPB: no MDC is known, a small important change is 0.5 and a substantial 1.0 point.
    test = "sppb.total_points"
    change = judge(
        [result(6, test=test)],
        [result(7, DAY, test=test)],
        test=test,
        who=patient("older_adult", days=None, age=68),
    )

    assert change.verdict is Verdict.NO_MDC_KNOWN
    assert change.important_reached
    assert change.substantial_reached
    assert any("reached, and a substantial one too" in words for words in change.words)


def test_a_measure_without_a_better_direction_is_not_called_better_or_worse():
    from restride.clinical.change import ClinicSem

    test = "rpe.effort_points"
    sem = ClinicSem(sem=0.5, people_count=30)
    far = judge([result(3, test=test)], [result(6, DAY, test=test)], test=test, clinic_sem=sem)
    near = judge([result(3, test=test)], [result(4, DAY, test=test)], test=test, clinic_sem=sem)

    assert far.verdict is None
    assert far.words[0] == "A real change, of a measure where neither direction is better."
    assert near.verdict is Verdict.WITHIN_ERROR


def test_a_side_and_a_part_of_the_body_have_their_own_change():
    def angle(value, day, side):
        return Result(
            instrument="rom",
            version="1.0.0",
            tested_on=day,
            state=ResultState.DONE,
            circumstances=Circumstances(),
            scores=(ScoreValue(score="angle_deg", value=value, item="knee_flexion", side=side),),
        )

    change = judge(
        [angle(80, EARLIER, Side.LEFT)],
        [angle(100, DAY, Side.LEFT)],
        test="rom.angle_deg",
        side=Side.LEFT,
        item="knee_flexion",
    )

    assert change.change == 20
    assert change.verdict is Verdict.NO_MDC_KNOWN
    assert change.detectable_from_memory.value == 10


@pytest.mark.parametrize(
    ("before", "now", "message"),
    [
        ([], [result(9.0, DAY)], "at least one result before, and there is none"),
        ([result(9.0)], [], "at least one result now, and there is none"),
        ([result(9.0, test="bbs.total_points")], [result(9.0, DAY)], "must be of tug"),
        ([result(9.0)], [result(9.0, DAY + timedelta(days=1))], "2026-06-01 or earlier"),
        ([result(9.0, DAY)], [result(9.0, EARLIER)], "must not be later than those now"),
        ([result(9.0)], [result(1e9, DAY)], "must lie between"),
    ],
)
def test_what_cannot_be_compared_is_refused(before, now, message):
    with pytest.raises(ContentError, match=message):
        judge(before, now)


def test_the_sentences_show_the_digits_of_the_score():
    words = times([15.0, 16.0], [9.0]).words

    assert words[0] == "Real improvement."
    assert words[1] == "15.50 to 9.0 s: change -6.50 (2 before, 1 now)."
    assert words[2] == (
        "MDC 2.77 s (people with a stroke half a year ago or more; means of 2 before and 1 after; "
        "read in the source)."
    )
    assert words[3].startswith("Also published: 2.51 s")


def test_an_unknown_score_is_refused():
    with pytest.raises(ContentError, match=r"score of tug must be one of time_s, and 'speed'"):
        judge([result(9.0)], [result(9.0, DAY)], test="tug.speed")


seconds = st.integers(min_value=50, max_value=900).map(lambda tenths: tenths / 10)
OPPOSITE = {
    Verdict.REAL_IMPROVEMENT: Verdict.REAL_WORSENING,
    Verdict.REAL_WORSENING: Verdict.REAL_IMPROVEMENT,
    Verdict.WITHIN_ERROR: Verdict.WITHIN_ERROR,
}


@given(before=seconds, now=seconds)
def test_exchanging_before_and_now_exchanges_better_and_worse(before, now):
    there, back = times([before], [now]), times([now], [before])

    assert back.verdict is OPPOSITE[there.verdict]
    assert back.change == -there.change


@given(before=seconds, now=seconds, more=st.integers(min_value=0, max_value=300))
def test_a_larger_change_is_never_less_real(before, now, more):
    further = now + (more / 10 if now > before else -min(more / 10, now - 2.0))
    if now == before:
        return
    near, far = times([before], [now]), times([before], [further])

    if near.verdict is not Verdict.WITHIN_ERROR:
        assert far.verdict is near.verdict


@given(before=st.lists(seconds, min_size=1, max_size=5), now=st.lists(seconds, min_size=1))
def test_the_order_of_repeats_does_not_matter(before, now):
    assert times(before, now) == times(before[::-1], now[::-1])


@given(first=st.integers(0, 56), second=st.integers(0, 56))
def test_a_score_where_higher_is_better_turns_the_other_way(first, second):
    test = "bbs.total_points"
    change = judge([result(first, test=test)], [result(second, DAY, test=test)], test=test)

    expected = {True: Verdict.REAL_IMPROVEMENT, False: Verdict.REAL_WORSENING}[second > first]
    if abs(second - first) <= 2:
        expected = Verdict.WITHIN_ERROR
    elif second - first >= 7:
        expected = Verdict.LIKELY_MEANINGFUL
    assert change.verdict is expected
