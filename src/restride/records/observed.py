"""Values of scored tests as observations: one a score, with unit, side and conditions."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from restride.clinical.instrument import Score, instruments
from restride.clinical.result import Result, ScoreValue
from restride.records import clock
from restride.records.conditions_key import conditions_key
from restride.records.models import Observation, TestResult
from restride.visit.states import AssessmentState, ObservationState, TestState

_NOON = time(12)


def observe(row: TestResult, result: Result, *, time_zone: str) -> None:
    """Write the values of a result; a score that could not be given leaves none."""
    Observation.objects.bulk_create(_observations(row, result, time_zone=time_zone))


def _observations(row: TestResult, result: Result, *, time_zone: str) -> Iterator[Observation]:
    known = instruments().get(result.instrument)
    is_signed = row.assessment.state in (AssessmentState.SIGNED, AssessmentState.AMENDED)
    scores = {} if known is None else {each.id: each for each in known.scores}
    observed_at = _moment(result, time_zone=time_zone)
    key = conditions_key(result.circumstances)
    for each in result.scores:
        if each.value is None:
            continue
        yield Observation(
            clinic_id=row.clinic_id,
            patient_id=row.patient_id,
            made_by_id=row.made_by_id,
            episode_id=row.assessment.episode_id,
            test_result=row,
            code=f"{result.instrument}.{each.score}",
            value=each.value,
            unit=_unit(each, scores),
            side="" if each.side is None else str(each.side),
            item=each.item or "",
            repeats_count=len(result.trials) or None,
            conditions_key=key,
            observed_at=observed_at,
            state=ObservationState.FINAL if is_signed else ObservationState.PRELIMINARY,
            quality={"origin": each.origin, "caution": row.state == TestState.CAUTION},
        )


def _unit(value: ScoreValue, scores: dict[str, Score]) -> str:
    score = scores.get(value.score)
    return "" if score is None else score.unit


def _moment(result: Result, *, time_zone: str) -> datetime:
    """Tell when it was: now for a test of today, noon of the day for an earlier one."""
    if result.tested_on == clock.today(time_zone):
        return clock.now()
    return datetime.combine(result.tested_on, _NOON, tzinfo=ZoneInfo(time_zone))


def take_back(row: TestResult) -> None:
    """Mark the values of a result as corrected: others stand in their place, or none does."""
    Observation.objects.filter(test_result=row).update(state=ObservationState.CORRECTED)
