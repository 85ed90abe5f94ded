"""What the record knows, joined into a case: nothing scored anew, nothing counted twice."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from tests.clinic.planned import START, episode_with_test

from restride.clinical.circumstances import Aid
from restride.clinical.precautions import Presence
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.clinical.safety.vitals import Vitals
from restride.clinical.scoring.entry import Entry
from restride.plan.cases.case import CaseGoal, CasePrecaution
from restride.plan.cases.case_file import patient_of
from restride.plan.goals.goal_events import GoalEventKind, GoalStatus
from restride.records import clock
from restride.records.actions.assessments import start_assessment
from restride.records.actions.goals import GoalChange, change_goal, set_goal
from restride.records.actions.results import correct_result, enter_result, take_recorded
from restride.records.actions.safety import Answered, answer_precautions, check_safety
from restride.records.cases import case_of, known_of, worked
from restride.records.documents import written
from restride.records.models import AnalysisRun, Episode, Observation, Recording, TestResult
from restride.records.queries.facts import person_of
from restride.records.refusals import Conflict, NotThere, NotUsable
from restride.terms import Sex
from restride.visit.states import ObservationState, RunState

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
DAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def episode(therapist, make_episode):
    return episode_with_test(therapist, make_episode)


def _run(episode: Episode, *, speed_mps: float = 0.7) -> AnalysisRun:
    recording = Recording.objects.create(
        clinic_id=episode.clinic_id,
        patient_id=episode.patient_id,
        episode=episode,
        client_uuid=uuid4(),
        state="captured",
        recorded_at=NOON,
    )
    result = Result(
        instrument="gait_speed_10m",
        version="1",
        tested_on=DAY,
        state=ResultState.DONE,
        circumstances=START.circumstances,
        scores=(ScoreValue(score="comfortable_mps", value=speed_mps, origin="measured"),),
    )
    run = AnalysisRun.objects.create(
        clinic_id=episode.clinic_id,
        patient_id=episode.patient_id,
        recording=recording,
        state=RunState.OK,
        input_sha256="0" * 64,
        document={"document": {}, "results": [written(result)], "results_missing": None},
    )
    Observation.objects.create(
        clinic_id=episode.clinic_id,
        patient_id=episode.patient_id,
        episode=episode,
        run=run,
        code="walking_speed_mps",
        value=speed_mps,
        unit="m/s",
        observed_at=NOON,
    )
    return run


def test_a_case_joins_person_answers_tests_goals_and_vital_signs(therapist, make_patient):
    from restride.clinical.patient import Diagnosis
    from restride.records.actions.episodes import Referral, open_episode
    from restride.records.actions.facts import set_facts

    patient = make_patient(birth_date=date(1950, 5, 4), sex_for_reference=Sex.FEMALE)
    referral = Referral(conditions=(Diagnosis(condition="tka"),), problem="New knee")
    episode = open_episode(therapist, patient.pk, referral)
    set_facts(therapist, episode.pk, {"aid": "single_cane"}, version=episode.version)
    answer_precautions(
        therapist,
        episode.pk,
        [
            Answered(code="chest_pain_or_faint", presence=Presence.ABSENT),
            Answered(code="bone_risk_high", presence=Presence.PRESENT, note="Osteoporosis"),
        ],
    )
    vitals = Vitals(taken_on=DAY, systolic_mmhg=130, diastolic_mmhg=80, heart_rate_bpm=70)
    check_safety(therapist, episode.pk, vitals=vitals)
    set_goal(therapist, episode.pk, CaseGoal(words="Garden again"))

    found = case_of(therapist, Episode.objects.get(pk=episode.pk), day=DAY)

    assert (found.title, found.day, found.aid) == ("New knee", DAY, Aid.SINGLE_CANE)
    assert (found.person.age_years, found.person.sex) == (76.0, Sex.FEMALE)
    assert [each.condition for each in found.conditions] == ["tka"]
    assert found.safety_screen is not None
    assert found.safety_screen.present == (
        CasePrecaution(code="bone_risk_high", note="Osteoporosis"),
    )
    assert found.safety_screen.absent == ("chest_pain_or_faint",)
    assert found.vitals == vitals
    assert [each.words for each in found.goals] == ["Garden again"]


def test_a_case_and_the_record_tell_rules_the_same_person(therapist, episode):
    episode = Episode.objects.get(pk=episode.pk)
    by_case = patient_of(case_of(therapist, episode, day=DAY))
    by_record = person_of(episode, day=DAY)

    assert by_case.person == by_record.person
    assert by_case.diagnoses == by_record.diagnoses
    assert set(by_case.precaution_answers) == set(by_record.precaution_answers)
    assert by_case.home == by_record.home


def test_an_answer_that_expired_is_not_answered_in_the_case(therapist, episode):
    later = DAY + timedelta(days=400)
    screen = case_of(therapist, Episode.objects.get(pk=episode.pk), day=later).safety_screen

    assert screen is not None
    assert screen.absent == ()
    assert "chest_pain_or_faint" in screen.not_answered


def test_results_count_as_they_were_scored_and_corrected_ones_do_not(therapist, episode):
    old = TestResult.objects.get(instrument="tug", state="valid")
    entry = Entry(instrument="tug", tested_on=DAY, trials=(18.0,))
    correct_result(therapist, old.pk, entry, why="Typo", version=old.version)
    new = TestResult.objects.get(corrects=old)
    scored = {**new.scored, "scores": [{**new.scored["scores"][0], "value": 17.5}]}
    new.scored = scored
    new.save()

    (result,) = known_of(therapist, episode, day=DAY).results

    assert result.value("time_s") == 17.5
    assert case_of(therapist, episode, day=DAY).results[0].trials == (18.0,)
    assert known_of(therapist, episode, day=DAY - timedelta(days=1)).results == ()


def test_tests_and_measures_of_recordings_join_until_another_analysis_holds(therapist, episode):
    run = _run(episode)
    known = known_of(therapist, episode, day=DAY)
    assert [each.instrument for each in known.results] == ["tug", "gait_speed_10m"]
    assert known.measures["walking_speed_mps"].value == 0.7
    assert known.measures["walking_speed_mps"].shown == "0.70 m/s"

    run.state = RunState.SUPERSEDED
    run.save()
    run.observations.update(state=ObservationState.CORRECTED)
    known = known_of(therapist, episode, day=DAY)
    assert [each.instrument for each in known.results] == ["tug"]
    assert known.measures == {}


def test_a_recorded_test_that_was_taken_into_an_assessment_counts_once(therapist, episode):
    run = _run(episode)
    start = START.__class__(
        battery="retest", answers=START.answers, circumstances=START.circumstances
    )
    row = start_assessment(therapist, episode.pk, start)
    taken = take_recorded(therapist, row.pk, run_id=run.pk, instrument="gait_speed_10m")

    found = [each.instrument for each in known_of(therapist, episode, day=DAY).results]
    assert (taken.state, taken.run_id, taken.entry) == ("valid", run.pk, None)
    assert found.count("gait_speed_10m") == 1
    value = Observation.objects.get(test_result=taken)
    assert (value.code, value.quality["origin"]) == ("gait_speed_10m.comfortable_mps", "measured")
    with pytest.raises(NotUsable, match="it holds gait_speed_10m, not 'tug'"):
        take_recorded(therapist, row.pk, run_id=run.pk, instrument="tug")
    with pytest.raises(Conflict, match="A test has one result in an assessment"):
        take_recorded(therapist, row.pk, run_id=run.pk, instrument="gait_speed_10m")


def test_a_recorded_test_of_another_person_or_of_an_older_analysis_is_refused(
    therapist, make_episode, episode
):
    row = start_assessment(therapist, episode.pk, START)
    other = _run(make_episode())
    with pytest.raises(NotThere, match="no such analysis run"):
        take_recorded(therapist, row.pk, run_id=other.pk, instrument="gait_speed_10m")
    older = _run(episode)
    older.state = RunState.SUPERSEDED
    older.save()
    with pytest.raises(Conflict, match="this one is superseded"):
        take_recorded(therapist, row.pk, run_id=older.pk, instrument="gait_speed_10m")


def test_a_goal_that_was_passed_since_does_not_stop_the_case(therapist, episode):
    wish = CaseGoal(words="Up and about", measure="tug.time_s", target=15.0)
    set_goal(therapist, episode.pk, wish)
    with clock.at(NOON + timedelta(days=1)):
        row = start_assessment(therapist, episode.pk, START)
        day = DAY + timedelta(days=1)
        enter_result(therapist, row.pk, Entry(instrument="tug", tested_on=day, trials=(9.0,)))
        found = worked(therapist, episode, day=day)

    assert found.goals[0].words == "Up and about"


def test_a_closed_goal_asks_for_nothing_any_more(therapist, episode):
    row = set_goal(therapist, episode.pk, CaseGoal(words="Garden again"))
    over = GoalChange(kind=GoalEventKind.CLOSED, status=GoalStatus.PARTLY)
    change_goal(therapist, row.pk, over, version=row.version)

    assert case_of(therapist, episode, day=DAY).goals == ()
