"""People for the tests of plans: a condition, everything asked and answered with no."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from restride.clinical.care import Assistance, Setting, Supervision
from restride.clinical.circumstances import Circumstances
from restride.clinical.evidence import Confidence
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.person import Person
from restride.plan.library import exercises
from restride.plan.plan import Prescription
from restride.plan.progression.progress_state import SessionRecord
from restride.plan.progression.progression import propose_progression


@pytest.fixture(scope="session")
def day() -> date:
    return date(2026, 5, 4)


@pytest.fixture(scope="session")
def patient_with(day) -> Callable[..., Patient]:
    """Make a patient: ``patient_with("stroke", since=..., present=("bone_risk_high",))``."""

    def make(
        *conditions: str,
        since: date | None = None,
        side=None,
        present: tuple[str, ...] = (),
        unanswered: tuple[str, ...] = (),
        bounds: dict[str, float] | None = None,
        age_years: float = 70,
        **more: object,
    ) -> Patient:
        diagnoses = tuple(Diagnosis(condition=each, since=since, side=side) for each in conditions)
        bare = Patient(person=Person(age_years=age_years, height_m=1.7), diagnoses=diagnoses)
        answers = [
            PrecautionAnswer(
                code=row.id,
                presence=Presence.PRESENT if row.id in present else Presence.ABSENT,
                answered_on=day,
                bound=(bounds or {}).get(row.id),
            )
            for row in bare.asked()
            if row.id not in unanswered
        ]
        return replace(bare, precaution_answers=tuple(answers), **more)

    return make


@pytest.fixture(scope="session")
def tested(day) -> Callable[..., Result]:
    """Make a result: ``tested("gait_speed_10m", comfortable_mps=0.5)``."""

    def make(
        instrument: str, *, on: date = day, helpers_count: int | None = None, **scores: float
    ) -> Result:
        return Result(
            instrument=instrument,
            version="1.0.0",
            tested_on=on,
            state=ResultState.DONE,
            circumstances=Circumstances(helpers_count=helpers_count),
            scores=tuple(ScoreValue(score=name, value=value) for name, value in scores.items()),
        )

    return make


@pytest.fixture(scope="session")
def row_of() -> Callable[..., Prescription]:
    """Make the row of a plan: ``row_of(exercise, Setting.HOME, easier=())``."""

    def make(exercise, setting=Setting.CLINIC, **more):
        return Prescription(
            **{
                "exercise": exercise.id,
                "content_version": "1.0.0",
                "category": exercise.category,
                "setting": setting,
                "supervision": Supervision.NONE,
                "side": None,
                "level": exercise.level,
                "dose": exercise.dose,
                "dose_confidence": Confidence.MEMORY,
                "targets": (),
                "feedback": exercise.feedback,
                "limits": (),
                "stop_sets": (exercise.stop_set,),
                "needs": (),
                "easier": exercise.ladder.easier,
                "harder": exercise.ladder.harder,
                "reasons": (),
                **more,
            }
        )

    return make


@pytest.fixture(scope="session")
def session(day):
    """Make a good session: ``session("str_slr", days_ago=2, pain_during_points=3)``."""

    def make(exercise_id, *, days_ago=0, **more):
        dose = exercises()[exercise_id].dose
        good = {
            "sets_count": dose.sets_count,
            "last_set_count": None if dose.repetitions_count is None else 20,
            "hold_s": 60.0,
            "work_s": 600.0,
            "metrics": {"knee_ext_lag_deg": 5.0},
            "tries_count": 20,
            "corrected_wobbles_count": 1,
            "steps_or_grabs_count": 0,
            "near_falls_count": 0,
            "pain_before_points": 1.0,
            "pain_during_points": 1.0,
            "pain_after_points": 1.0,
            "pain_next_morning_points": 1.0,
            "pain_sharp_or_new": False,
            "effort_points": 4.0,
            "dizziness_rise_points": 0.0,
            "faults_after_cue_count": 0,
            "assistance": Assistance.INDEPENDENT,
        }
        return SessionRecord(
            exercise=exercise_id, day=day - timedelta(days=days_ago), **{**good, **more}
        )

    return make


@pytest.fixture(scope="session")
def propose(patient_with, day, session, row_of):
    """Propose from two good sessions; ``last`` changes the newer, ``both`` both."""

    def make(exercise_id="str_slr", *, last=None, both=None, records=None, **more):
        exercise = exercises()[exercise_id]
        both = both or {}
        if records is None:
            records = (
                session(exercise_id, days_ago=3, **both),
                session(exercise_id, **{**both, **(last or {})}),
            )
        setting = more.pop("setting", Setting.CLINIC)
        row = more.pop("row", None) or row_of(exercise, setting)
        person = more.pop("person", None) or patient_with("older_adult")
        return propose_progression(exercise, row, records=records, patient=person, day=day, **more)

    return make
