"""A session written as rows, with the rows of the plan that it was trained by."""

from collections.abc import Mapping

from restride.plan.adherence.adherence import time_zone
from restride.plan.cases.case_json import plain
from restride.plan.library import exercise_versions
from restride.plan.plan import Prescription
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.models import ActivityRecord, Patient, PlanRecord, TrainingSession, Visit
from restride.records.plan_days import in_force_on, prescriptions_in
from restride.records.refusals import NotUsable
from restride.records.scopes import owned, the_row
from restride.visit.training import Activity, Session


def planned(
    actor: Actor, patient: Patient, session: Session
) -> tuple[PlanRecord | None, Mapping[str, Prescription]]:
    """Find the plan of the session's day, and the rows of it that were trained.

    Raises
    ------
    NotThere, NotUsable
        No such plan; one that did not hold that day, or not with these rows.
    """
    if session.plan_id is not None:
        the_row(actor, PlanRecord, session.plan_id)
    if session.plan_id is None and not _keys(session):
        return None, {}
    day = session.started_at.astimezone(time_zone(patient.time_zone)).date()
    published = owned(actor, PlanRecord).filter(patient=patient, published_at__isnull=False)
    held = in_force_on(published.order_by("number"), day)
    for plan in held:
        if session.plan_id in (None, plan.pk):
            rows = trained_rows(plan, session)
            if all(_stands_in(each, rows) for each in session.activities):
                return plan, rows
    raise NotUsable(
        f"What is trained by the plan must stand in a version that held on {day}, and none of "
        f"the {len(held)} that held then has all of it. Correct plan_id, prescription and "
        "exercise, or leave prescription out of what was outside the plan."
    )


def trained_rows(plan: PlanRecord | None, session: Session) -> Mapping[str, Prescription]:
    """Give the rows of a plan that a session names."""
    keys = _keys(session)
    if plan is None or not keys:
        return {}
    return {key: row for key, row in prescriptions_in(plan).items() if key in keys}


def _keys(session: Session) -> frozenset[str]:
    named = (each.prescription for each in session.activities)
    return frozenset(each for each in named if each is not None)


def _stands_in(activity: Activity, rows: Mapping[str, Prescription]) -> bool:
    if activity.prescription is None:
        return True
    row = rows.get(activity.prescription)
    return row is not None and row.exercise == activity.exercise


def new_session(
    actor: Actor, patient: Patient, session: Session, *, plan: PlanRecord | None
) -> TrainingSession:
    """Make the row of a session that is not kept yet.

    Raises
    ------
    NotThere
        No such visit, or one of another patient.
    """
    row = TrainingSession(
        clinic_id=actor.clinic_id,
        patient=patient,
        made_by_id=actor.user_id,
        client_uuid=session.client_uuid,
        started_at=session.started_at,
        state=session.state,
    )
    if session.visit_id is not None:
        row.visit = the_row_of(actor, Visit, row_id=session.visit_id, patient_id=patient.pk)
    fill_session(row, session, plan=plan)
    return row


def fill_session(row: TrainingSession, session: Session, *, plan: PlanRecord | None) -> None:
    """Write what may change while a session goes on."""
    row.plan = plan
    row.place = session.place
    row.time_zone = session.time_zone
    row.ended_at = session.ended_at
    row.before = plain(session.before)
    row.after = plain(session.after)
    row.source = session.source


def write_activities(
    row: TrainingSession, session: Session, *, rows: Mapping[str, Prescription]
) -> None:
    """Write the exercises of a session in their order, over those that were kept before."""
    known = {each.number: each for each in row.activities.all()}
    for number, activity in enumerate(session.activities, start=1):
        kept = known.get(number) or ActivityRecord(
            clinic_id=row.clinic_id,
            patient_id=row.patient_id,
            made_by_id=row.made_by_id,
            training=row,
            number=number,
        )
        _fill_activity(kept, activity, row=rows.get(activity.prescription or ""))
        kept.save()


def _fill_activity(kept: ActivityRecord, activity: Activity, *, row: Prescription | None) -> None:
    version = exercise_versions()[activity.exercise] if row is None else row.content_version
    kept.prescription = activity.prescription or ""
    kept.exercise = activity.exercise
    kept.content_version = version
    kept.sets = plain(activity.sets)
    kept.completion = activity.completion
    kept.reason = activity.reason or ""
    kept.note = activity.note
    kept.pain_before = activity.pain_before_points
    kept.pain_during = activity.pain_during_points
    kept.pain_after = activity.pain_after_points
    kept.effort = activity.effort_points
    kept.was_unsteady = activity.was_unsteady
    kept.assistance = activity.assistance or ""
    kept.feedback = plain(activity.counted)
