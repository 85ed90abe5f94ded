"""Links to a signed report: a secret that is shown once, for a while and so many openings."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import F

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor, system_actor
from restride.records.editing import saved
from restride.records.models import Patient, Report, ShareLink
from restride.records.refusals import Conflict, NotThere, NotUsable
from restride.records.scopes import the_row
from restride.records.shown_once import ShownOnce, digest_of, new_secret
from restride.records.trail import TrailLine, write_line
from restride.visit.moves import moved
from restride.visit.states import DocumentState

#: House choices: docs/decisions/0170-sessions-and-progress.md
LONGEST_DAYS: Final = 30
MOST_USES_COUNT: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedReport:
    """A report that was opened by a link, and whom it is about."""

    report: Report
    patient: Patient


def share_report(
    actor: Actor, report_id: UUID, *, lasts_days: int, most_uses_count: int
) -> ShownOnce[ShareLink]:
    """Make a link to a signed report; it counts as sent from then on.

    Raises
    ------
    NotThere
        There is none for the actor.
    NotUsable
        It would last too long, or open too often.
    Conflict
        The report is not signed.
    """
    with acting(actor, "report.share") as act:
        row = the_row(actor, Report, report_id)
        _refuse(lasts_days=lasts_days, most_uses_count=most_uses_count)
        if row.state == DocumentState.DRAFT:
            raise Conflict("A report is shared once it is signed, and this is a draft. Sign it.")
        if row.state != DocumentState.SENT:
            row.state = moved(row.state, DocumentState.SENT, thing="report")
            saved(row, version=row.version)
        secret = new_secret()
        link = ShareLink.objects.create(
            clinic_id=row.clinic_id,
            patient_id=row.patient_id,
            made_by_id=actor.user_id,
            report=row,
            digest=digest_of(secret),
            expires_at=clock.now() + timedelta(days=lasts_days),
            most_uses_count=most_uses_count,
        )
        act.about(link, report=str(row.pk), lasts_days=lasts_days)
    return ShownOnce(row=link, secret=secret)


def revoke_link(actor: Actor, link_id: UUID) -> ShareLink:
    """Let a link open nothing any more.

    Raises
    ------
    NotThere, Conflict
        There is none for the actor, or it was revoked before.
    """
    with acting(actor, "report.share") as act:
        link = the_row(actor, ShareLink, link_id)
        if link.revoked_at is not None:
            raise Conflict("The link was revoked before. Nothing is to be done.")
        link.revoked_at = clock.now()
        saved(link, version=link.version)
        act.about(link, report=str(link.report_id))
    return link


def open_shared_report(secret: str) -> SharedReport:
    """Open a report by the secret of a link; every opening counts and leaves a line.

    Raises
    ------
    NotThere
        The secret is unknown, or the link is over, used up or revoked: which is not told.
    """
    link = ShareLink.objects.filter(digest=digest_of(secret)).first()
    if link is None:
        write_line(
            TrailLine(
                clinic_id=None, user_id=None, roles="", action="report.open", outcome="refused"
            )
        )
        raise NotThere("shared report")
    actor = system_actor(link.clinic_id)
    with acting(actor, "report.open") as act:
        act.about(link)
        report = the_row(actor, Report, link.report_id)
        _use(link)
        act.detail["report"] = str(report.pk)
        return SharedReport(report=report, patient=report.patient)


def _use(link: ShareLink) -> None:
    """Count an opening, in one statement: of two at once the last one left opens one."""
    holds = ShareLink.objects.filter(
        pk=link.pk,
        revoked_at__isnull=True,
        expires_at__gt=clock.now(),
        uses_count__lt=F("most_uses_count"),
    )
    if not holds.update(uses_count=F("uses_count") + 1):
        raise NotThere("shared report")


def _refuse(*, lasts_days: int, most_uses_count: int) -> None:
    if not 1 <= lasts_days <= LONGEST_DAYS:
        raise NotUsable(
            f"A link lasts 1 to {LONGEST_DAYS} days, and this one {lasts_days}. Share it anew "
            "when it is over."
        )
    if not 1 <= most_uses_count <= MOST_USES_COUNT:
        raise NotUsable(
            f"A link opens 1 to {MOST_USES_COUNT} times, and this one {most_uses_count}. Make "
            "one for each reader."
        )
