"""Visits: opened, noted, accounted for in minutes; drafts until they are signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.care_team import lead_of, the_colleague
from restride.records.editing import saved
from restride.records.models import Appointment, Episode, User, Visit, VisitMinutes
from restride.records.refusals import Conflict, NotAllowed, NotUsable
from restride.records.roles import Role
from restride.records.scopes import Depth, the_row
from restride.records.signed_visits import minutes_of
from restride.visit.care_words import Intervention
from restride.visit.moves import moved
from restride.visit.states import AppointmentState, DocumentState, EpisodeState, VisitKind

#: Nobody is treated for longer at a time. House choice: docs/decisions/0168-course-of-care.md
_LONGEST_VISIT: Final = timedelta(hours=12)
_MOST_LINES_COUNT: Final = 20
#: Clocks of devices differ by so much.
_AHEAD: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """What may be changed of a visit that is not signed."""

    kind: VisitKind
    note: str | None = None
    ended_at: datetime | None = None
    #: None leaves the therapist.
    therapist_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesLine:
    """Minutes that were spent on one intervention."""

    intervention: Intervention
    duration_min: int
    billing_code: str = ""


def open_visit(
    actor: Actor,
    episode_id: UUID,
    *,
    kind: VisitKind | None = None,
    appointment_id: UUID | None = None,
    therapist_id: UUID | None = None,
    started_at: datetime | None = None,
) -> Visit:
    """Open a visit, now or as it was, from an appointment or without one.

    Parameters
    ----------
    kind
        That of the appointment where nothing is said.
    therapist_id
        Who signs; the therapist who opens it, of the appointment, or the lead, where nobody is
        named.

    Raises
    ------
    NotThere
        No such episode, appointment of this patient, or therapist.
    Conflict, ImpossibleMove
        The episode is not under way; the appointment has a visit or is over.
    NotUsable
        No kind, no therapist, or a time that cannot be.
    """
    with acting(actor, "visit.open") as act:
        episode = the_row(actor, Episode, episode_id)
        _refuse_resting(episode)
        appointment = _begun(actor, episode, appointment_id)
        if kind is None and appointment is None:
            raise NotUsable("A visit without an appointment needs its kind. Name it.")
        started_at = started_at or clock.now()
        _refuse_impossible_start(episode, started_at, zone_name=actor.time_zone)
        visit = Visit(
            clinic_id=actor.clinic_id,
            patient_id=episode.patient_id,
            made_by_id=actor.user_id,
            episode=episode,
            appointment=appointment,
            kind=kind or (appointment.kind if appointment else None),
            therapist=_therapist(actor, episode, appointment, named=therapist_id),
            started_at=started_at,
        )
        visit.save(force_insert=True)
        act.about(visit)
    return visit


def edit_visit(actor: Actor, visit_id: UUID, draft: VisitDraft, *, version: int) -> Visit:
    """Change the draft of a visit: its note, its end, who signs it.

    Raises
    ------
    NotThere, Stale
        No such visit or therapist; somebody else edited it first.
    Conflict
        It is signed.
    NotUsable
        An end that cannot be.
    """
    with acting(actor, "visit.edit") as act:
        visit = _draft(actor, visit_id)
        _refuse_impossible_end(visit, draft.ended_at)
        before = _told(visit)
        visit.kind = draft.kind
        visit.note = draft.note
        visit.ended_at = draft.ended_at
        if draft.therapist_id is not None and draft.therapist_id != visit.therapist_id:
            _refuse_giving_away(actor)
            visit.therapist = the_colleague(actor, draft.therapist_id, roles=(Role.THERAPIST,))
        saved(visit, version=version)
        act.about(visit)
        act.changed(before, _told(visit))
    return visit


def set_minutes(
    actor: Actor, visit_id: UUID, lines: Sequence[MinutesLine], *, version: int
) -> Visit:
    """Say what the minutes of a visit were spent on, in place of what stood there.

    Raises
    ------
    NotThere, Stale
        No such visit; somebody else edited it first.
    Conflict
        It is signed.
    NotUsable
        No minutes in a line, the same line twice, or more than the visit lasted.
    """
    with acting(actor, "visit.edit") as act:
        visit = _draft(actor, visit_id)
        refuse_senseless_minutes(visit, lines)
        before = minutes_of(visit)
        replace_minutes(actor, visit, lines)
        saved(visit, version=version)
        act.about(visit)
        act.changed({"minutes": before}, {"minutes": minutes_of(visit)})
    return visit


def replace_minutes(actor: Actor, visit: Visit, lines: Sequence[MinutesLine]) -> None:
    """Write the minutes of a visit; a part of a larger action."""
    VisitMinutes.objects.filter(visit=visit).delete()
    VisitMinutes.objects.bulk_create(
        VisitMinutes(
            clinic_id=visit.clinic_id,
            patient_id=visit.patient_id,
            made_by_id=actor.user_id,
            visit=visit,
            intervention=each.intervention,
            duration_min=each.duration_min,
            billing_code=each.billing_code,
        )
        for each in lines
    )


def refuse_senseless_minutes(visit: Visit, lines: Sequence[MinutesLine]) -> None:
    """Refuse minutes that cannot all have been spent in the visit.

    Raises
    ------
    NotUsable
        No minutes in a line, the same line twice, too many lines, or more than the visit lasted.
    """
    if len(lines) > _MOST_LINES_COUNT:
        raise NotUsable(
            f"A visit has at most {_MOST_LINES_COUNT} lines of minutes, and this one {len(lines)}. "
            "Join some."
        )
    named = [(each.intervention, each.billing_code) for each in lines]
    for line in lines:
        if line.duration_min < 1:
            raise NotUsable(f"{line.intervention} needs at least 1 minute. Leave it out if none.")
        if named.count((line.intervention, line.billing_code)) > 1:
            raise NotUsable(f"{line.intervention} stands twice with the same code. Join the two.")
    lasted_min = (visit.ended_at - visit.started_at if visit.ended_at else _LONGEST_VISIT) / (
        timedelta(minutes=1)
    )
    spent_min = sum(each.duration_min for each in lines)
    if spent_min > lasted_min + 0.5:
        raise NotUsable(
            f"The minutes add up to {spent_min}, and the visit lasted {lasted_min:.0f}. Correct "
            "one of them."
        )


def _draft(actor: Actor, visit_id: UUID) -> Visit:
    visit = the_row(actor, Visit, visit_id)
    if visit.state != DocumentState.DRAFT:
        raise Conflict(
            f"The visit is {visit.state}, and what is signed does not change. Amend it, with the "
            "reason."
        )
    return visit


def _refuse_resting(episode: Episode) -> None:
    if episode.state != EpisodeState.ACTIVE:
        raise Conflict(
            f"A visit needs an episode that is active, and this one is {episode.state}. Start, "
            "resume or reopen it first."
        )


def _begun(actor: Actor, episode: Episode, appointment_id: UUID | None) -> Appointment | None:
    """Find the appointment, and say that it has begun."""
    if appointment_id is None:
        return None
    appointment = the_row_of(
        actor,
        Appointment,
        row_id=appointment_id,
        patient_id=episode.patient_id,
        depth=Depth.IDENTITY,
    )
    if Visit.objects.filter(appointment=appointment).exists():
        raise Conflict("The appointment has a visit already. Go on with that one.")
    if appointment.state != AppointmentState.IN_SESSION:
        appointment.state = moved(
            appointment.state, AppointmentState.IN_SESSION, thing="appointment"
        )
    appointment.episode = episode
    saved(appointment, version=appointment.version)
    return appointment


def _therapist(
    actor: Actor, episode: Episode, appointment: Appointment | None, *, named: UUID | None
) -> User:
    """Find who signs: the one named, who opens it, of the appointment, or the lead."""
    own = actor.user_id if Role.THERAPIST in actor.roles else None
    if named is not None and named != own:
        return the_colleague(actor, named, roles=(Role.THERAPIST,))
    found = own
    if found is None and appointment is not None:
        works = appointment.therapist.memberships.filter(
            clinic_id=actor.clinic_id, role=Role.THERAPIST, ended_at__isnull=True
        )
        found = appointment.therapist_id if works.exists() else None
    found = found or lead_of(episode.patient_id, clinic_id=actor.clinic_id)
    if found is None:
        raise NotUsable("A visit needs a therapist who signs it, and there is none. Name one.")
    return the_colleague(actor, found, roles=(Role.THERAPIST,))


def _refuse_impossible_start(episode: Episode, started_at: datetime, *, zone_name: str) -> None:
    if started_at.tzinfo is None:
        raise NotUsable("started_at needs its time zone, and has none. Send it as 09:30+02:00.")
    if started_at > clock.now() + _AHEAD:
        raise NotUsable("started_at must not be a time to come. Book an appointment for it.")
    day = started_at.astimezone(ZoneInfo(zone_name)).date()
    if episode.started_on is not None and day < episode.started_on:
        raise NotUsable(
            f"started_at must not lie before the episode began ({episode.started_on}), and is of "
            f"{day}. Correct one of them."
        )


def _refuse_impossible_end(visit: Visit, ended_at: datetime | None) -> None:
    if ended_at is None:
        return
    if ended_at.tzinfo is None:
        raise NotUsable("ended_at needs its time zone, and has none. Send it as 09:30+02:00.")
    if not visit.started_at < ended_at <= visit.started_at + _LONGEST_VISIT:
        raise NotUsable(
            "ended_at must lie after started_at and within "
            f"{_LONGEST_VISIT / timedelta(hours=1):g} h of it. Correct it."
        )
    if ended_at > clock.now() + _AHEAD:
        raise NotUsable("ended_at must not be a time to come. Leave it out until the visit ended.")


def _refuse_giving_away(actor: Actor) -> None:
    if Role.THERAPIST not in actor.roles:
        raise NotAllowed("Only a therapist changes who signs a visit. Ask the therapist of it.")


def _told(visit: Visit) -> dict[str, object]:
    return {
        "kind": visit.kind,
        "note": visit.note,
        "ended_at": visit.ended_at,
        "therapist": str(visit.therapist_id),
    }
