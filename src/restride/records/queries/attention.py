"""What needs a therapist's attention: computed each time, in a fixed number of questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max, Min

from restride.clinical.patient import Patient as Person
from restride.person import Person as Measured
from restride.records import clock
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.models import (
    Alert,
    Clinic,
    Episode,
    Excuse,
    Message,
    PlanRecord,
    Report,
    TrainingSession,
)
from restride.records.plan_days import is_for_home
from restride.records.queries.courses import courses_of, retest_rule
from restride.records.queries.facts import diagnoses_of
from restride.records.queries.stuck_phases import stuck_phases
from restride.records.scopes import owned
from restride.visit.attention import (
    OF_DUE,
    AttentionKind,
    AttentionLine,
    AttentionList,
    NextStep,
    has_stopped,
    step_for_alert,
    within_bound,
)
from restride.visit.due import due_on
from restride.visit.severity import Severity
from restride.visit.states import (
    AlertState,
    DocumentState,
    EpisodeState,
    PatientState,
    PlanState,
)
from restride.visit.training import Place

_WAITING = (AlertState.OPEN, AlertState.ACKNOWLEDGED)


def read_attention(actor: Actor) -> AttentionList:
    """List what needs the attention of somebody who cares, the gravest first.

    Alerts are those that are theirs or nobody's; everything else is of the patients they care for.
    """
    with reading(actor, "attention.read") as act:
        clinic = Clinic.objects.get(pk=actor.clinic_id)
        episodes = _episodes(actor)
        lines = [
            *_alerts(actor),
            *_messages(actor),
            *_reports(actor),
            *_due(actor, clinic),
            *_stopped(actor, episodes),
            *_stuck(actor, episodes, day=clock.today(clinic.time_zone)),
        ]
        found = within_bound(lines, most_count=clinic.alerts_a_day_count)
        act.about_patients(each.patient_id for each in found.lines)
    return found


def _episodes(actor: Actor) -> list[Episode]:
    rows = owned(actor, Episode).filter(
        state=EpisodeState.ACTIVE, patient__state=PatientState.ACTIVE
    )
    return list(rows.select_related("patient").order_by("pk"))


def _alerts(actor: Actor) -> Iterator[AttentionLine]:
    rows = owned(actor, Alert).filter(state__in=_WAITING)
    mine = rows.filter(owner_id=actor.user_id) | rows.filter(owner__isnull=True)
    for each in mine.order_by("severity", "due_at", "pk"):
        yield AttentionLine(
            kind=AttentionKind.ALERT,
            severity=Severity(each.severity),
            step=step_for_alert(each.rule),
            patient_id=each.patient_id,
            source_id=each.pk,
            rule=each.rule,
            due_at=each.due_at,
        )


def _messages(actor: Actor) -> Iterator[AttentionLine]:
    """Yield one line for each patient who waits for an answer, since their first unread one."""
    rows = owned(actor, Message).filter(is_from_clinic=False, read_at__isnull=True)
    waiting = rows.values_list("patient_id").annotate(Min("made_at")).order_by("patient_id")
    for patient_id, made_at in waiting:
        yield AttentionLine(
            kind=AttentionKind.MESSAGE,
            severity=Severity.SOON,
            step=NextStep.ANSWER,
            patient_id=patient_id,
            since=made_at.date(),
        )


def _reports(actor: Actor) -> Iterator[AttentionLine]:
    rows = owned(actor, Report).filter(state=DocumentState.DRAFT, made_by_id=actor.user_id)
    for report_id, patient_id, episode_id, made_at in rows.order_by("pk").values_list(
        "pk", "patient_id", "episode_id", "made_at"
    ):
        yield AttentionLine(
            kind=AttentionKind.UNSIGNED_REPORT,
            severity=Severity.NOTICE,
            step=NextStep.SIGN,
            patient_id=patient_id,
            episode_id=episode_id,
            source_id=report_id,
            since=made_at.date(),
        )


def _due(actor: Actor, clinic: Clinic) -> Iterator[AttentionLine]:
    rows = owned(actor, Episode).filter(
        state=EpisodeState.ACTIVE, patient__state=PatientState.ACTIVE
    )
    day, rule = clock.today(clinic.time_zone), retest_rule(clinic)
    for episode, course in courses_of(rows, clinic=clinic).items():
        for due in due_on(day, course, rule=rule):
            if due.kind in OF_DUE:
                kind, step = OF_DUE[due.kind]
                is_over = due.on is not None and due.on < day
                yield AttentionLine(
                    kind=kind,
                    severity=Severity.SOON if is_over else Severity.NOTICE,
                    step=step,
                    patient_id=episode.patient_id,
                    episode_id=episode.pk,
                    since=due.on,
                    words=None if due.reason is None else str(due.reason),
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class _LastSeen:
    """By patient: when something was last done at home, and the last excused day so far."""

    done_at: Mapping[UUID, datetime]
    excused_on: Mapping[UUID, date]


def _last_seen(actor: Actor) -> _LastSeen:
    sessions = owned(actor, TrainingSession).filter(place=Place.HOME)
    done = sessions.values_list("patient_id").annotate(Max("started_at")).order_by("patient_id")
    today = clock.today(actor.time_zone)
    excuses = owned(actor, Excuse).filter(ended_at__isnull=True, first_day__lte=today)
    excused = excuses.values_list("patient_id").annotate(Max("last_day")).order_by("patient_id")
    return _LastSeen(done_at=dict(done), excused_on=dict(excused))


def _stopped(actor: Actor, episodes: Sequence[Episode]) -> Iterator[AttentionLine]:
    """Yield who has done nothing at home for a week in which the plan asked for something."""
    seen = _last_seen(actor)
    plans = owned(actor, PlanRecord).filter(
        episode__in=[each.pk for each in episodes], state=PlanState.ACTIVE
    )
    since = {
        each.episode_id: each.effective_from
        for each in plans.defer("plan").order_by("number")
        if each.effective_from is not None
    }
    quiet = {each.pk: last for each in episodes if (last := _quiet(each, since, seen))}
    held = plans.filter(episode__in=list(quiet)).order_by("number")
    asks = {each.episode_id: is_for_home(each) for each in held}
    by_id = {each.pk: each for each in episodes}
    for episode_id, last_on in quiet.items():
        if asks.get(episode_id):
            yield AttentionLine(
                kind=AttentionKind.STOPPED,
                severity=Severity.SOON,
                step=NextStep.CALL,
                patient_id=by_id[episode_id].patient_id,
                episode_id=episode_id,
                since=last_on,
            )


def _quiet(episode: Episode, since: Mapping[UUID, date], seen: _LastSeen) -> date | None:
    """Tell since when nothing was done; None where that is not so long ago."""
    plan_since = since.get(episode.pk)
    if plan_since is None:
        return None
    zone = ZoneInfo(episode.patient.time_zone)
    done_at = seen.done_at.get(episode.patient_id)
    done_on = None if done_at is None else done_at.astimezone(zone).date()
    excused_on = seen.excused_on.get(episode.patient_id)
    today = clock.today(zone.key)
    has = has_stopped(
        today, plan_since=plan_since, last_done_on=done_on, last_excused_on=excused_on
    )
    return (done_on or plan_since) if has else None


def _stuck(actor: Actor, episodes: Sequence[Episode], *, day: date) -> Iterator[AttentionLine]:
    people = {each.pk: Person(person=Measured(), diagnoses=diagnoses_of(each)) for each in episodes}
    by_id = {each.pk: each for each in episodes}
    for episode_id, words in stuck_phases(actor, people, day=day).items():
        yield AttentionLine(
            kind=AttentionKind.PHASE_STUCK,
            severity=Severity.NOTICE,
            step=NextStep.TEST,
            patient_id=by_id[episode_id].patient_id,
            episode_id=episode_id,
            words=words,
        )
