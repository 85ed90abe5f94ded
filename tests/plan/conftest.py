"""People for the tests of plans: a condition, everything asked and answered with no."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from restride.clinical.circumstances import Circumstances
from restride.clinical.patient import Diagnosis, Patient
from restride.clinical.precautions import PrecautionAnswer, Presence
from restride.clinical.result import Result, ResultState, ScoreValue
from restride.person import Person


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
