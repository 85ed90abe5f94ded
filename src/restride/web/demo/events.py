"""What happens beside tests and training: lessons, a class, a fall, reports, the end."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from restride.plan.goals.goal_events import GoalStatus
from restride.records import clock
from restride.records.actions.classes import mark_attendance
from restride.records.actions.education import assign_education, mark_education
from restride.records.actions.episodes import discharge_episode
from restride.records.actions.falls import Fall, report_fall, review_fall
from restride.records.actions.reports import draft_report, sign_report
from restride.records.models import Enrolment, Episode, FallReport, TrainingClass
from restride.records.queries.education import propose_education
from restride.records.scopes import owned
from restride.visit.reports import ReportKind
from restride.visit.states import AttendanceState, EducationState, FallState
from restride.web.demo import programmes
from restride.web.demo.arrivals import Arrived

_LESSONS_COUNT: Final = 2
#: Who gets a progress report in which week, and whether it is signed.
_REPORTS: Final = {(1, 4): True, (3, 12): False}


def teach(arrived: Arrived, episode: Episode) -> None:
    """Give what is proposed to read; the first is read, and understood."""
    therapist = arrived.crew.therapist
    for number, each in enumerate(propose_education(therapist, episode.pk)[:_LESSONS_COUNT]):
        row = assign_education(
            therapist, arrived.patient_id, topic=each.topic.id, because=each.because
        )
        if number == 0:
            for state in (EducationState.OPENED, EducationState.READ):
                row = mark_education(arrived.at_home, row.pk, state=state)


def go_to_class(arrived: Arrived, class_id: UUID, *, first_day: date) -> None:
    """Be in the class of a week that is over, or not."""
    rows = owned(arrived.crew.therapist, Enrolment)
    enrolment = rows.filter(patient_id=arrived.patient_id, training_class_id=class_id).first()
    if enrolment is None:
        return
    weekday = TrainingClass.objects.get(pk=class_id).weekday
    held_on = first_day + timedelta(days=(weekday - first_day.weekday()) % 7)
    is_away = (held_on.toordinal() // 7 + arrived.person.number) % 5 == 0
    state = AttendanceState.ABSENT if is_away else AttendanceState.PRESENT
    mark_attendance(arrived.crew.assistant, enrolment.pk, held_on=held_on, state=state)


def fall(arrived: Arrived, *, is_near_fall: bool) -> None:
    """Let the person tell of a fall; it becomes an alert."""
    words = "Tripped over the carpet" if is_near_fall else "Fell in the garden, on the grass"
    report_fall(
        arrived.at_home,
        arrived.patient_id,
        Fall(
            client_uuid=arrived.made_id(f"fall/{clock.now()}"),
            happened_at=clock.now() - timedelta(hours=2),
            is_near_fall=is_near_fall,
            has_injury=False,
            activity=f"{words} (simulated)",
        ),
    )


def look_after(arrived: Arrived, episode: Episode, *, week: int) -> None:
    """Review falls that were told, and write the report that is due."""
    therapist = arrived.crew.therapist
    told = owned(therapist, FallReport).filter(patient_id=arrived.patient_id, state=FallState.NEW)
    for each in told.order_by("made_at", "pk"):
        review_fall(therapist, each.pk, words="Talked over; no injury (simulated)")
    is_signed = _REPORTS.get((arrived.person.number, week))
    if is_signed is None:
        return
    report = draft_report(therapist, episode.pk, ReportKind.PROGRESS)
    if is_signed:
        sign_report(therapist, report.pk, version=report.version)


def leave(arrived: Arrived, episode: Episode) -> None:
    """End the course of care, with its report signed."""
    therapist, reason = arrived.crew.therapist, arrived.person.leaves_for
    if reason is None:
        return
    programmes.close_goal(arrived, episode, status=GoalStatus.ACHIEVED, why="Reached (simulated)")
    report = draft_report(therapist, episode.pk, ReportKind.DISCHARGE)
    sign_report(therapist, report.pk, version=report.version)
    row = Episode.objects.get(pk=episode.pk)
    discharge_episode(
        therapist,
        row.pk,
        reason=reason,
        outcome="Walks without a cane and climbs stairs (simulated)",
        version=row.version,
    )
