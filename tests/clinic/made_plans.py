"""A course of care with a plan that was published, made without the screens of a therapist."""

from datetime import date
from functools import cache
from pathlib import Path

from restride.plan.cases.case_file import read_case
from restride.plan.cases.worked_case import WorkedCase, work_through
from restride.plan.plan import Plan
from restride.records import clock
from restride.records.actors import Actor
from restride.records.documents import written
from restride.records.models import Episode, Patient, PlanRecord, Precaution
from restride.visit.states import EpisodeState, PlanState

_CASES = Path(__file__).parents[2] / "examples" / "cases"


@cache
def worked(name: str = "older_adult_falls") -> WorkedCase:
    """Work an example case through, once."""
    return work_through(read_case(_CASES / f"{name}.yaml"), folder=_CASES)


def plan_of(name: str = "older_adult_falls") -> Plan:
    """Give the plan of an example case."""
    return worked(name).plan


def open_episode(actor: Actor, patient: Patient, *, name: str = "older_adult_falls") -> Episode:
    """Open an episode with the conditions of an example case."""
    conditions = [
        {
            "condition": each.condition,
            "side": each.side,
            "since": None if each.since is None else each.since.isoformat(),
        }
        for each in worked(name).patient.diagnoses
    ]
    return Episode.objects.create(
        clinic_id=actor.clinic_id,
        patient=patient,
        made_by_id=actor.user_id,
        state=EpisodeState.ACTIVE,
        conditions=conditions,
        started_on=date(2026, 1, 1),
    )


def answer_precautions(episode: Episode, *, day: date, name: str = "older_adult_falls") -> None:
    """Answer every precaution as in an example case."""
    Precaution.objects.bulk_create(
        Precaution(
            clinic_id=episode.clinic_id,
            patient_id=episode.patient_id,
            episode=episode,
            code=each.code,
            presence=each.presence,
            bound=each.bound,
            answered_on=day,
            content_version="1",
        )
        for each in worked(name).patient.precaution_answers
    )


def publish(
    actor: Actor,
    patient: Patient,
    *,
    since: date,
    episode: Episode | None = None,
    number: int = 1,
    name: str = "older_adult_falls",
) -> PlanRecord:
    """Publish the plan of an example case from a day on."""
    kept = written(plan_of(name))
    return PlanRecord.objects.create(
        clinic_id=actor.clinic_id,
        patient=patient,
        episode=episode or open_episode(actor, patient, name=name),
        made_by_id=actor.user_id,
        number=number,
        state=PlanState.ACTIVE,
        effective_from=since,
        plan=kept,
        published_at=clock.now(),
        published_by_id=actor.user_id,
    )
