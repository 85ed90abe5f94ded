"""Reports: drafted from data, edited, signed, and from then on only amended."""

from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.cases import episode_of
from restride.records.editing import saved
from restride.records.models import Amendment, Report
from restride.records.refusals import Conflict, NotAllowed, NotUsable
from restride.records.report_snapshots import snapshot_of
from restride.records.scopes import the_row
from restride.records.signed_reports import content_of, digest_of_report
from restride.visit.moves import moved
from restride.visit.reports import ReportKind, draft_text
from restride.visit.states import DocumentState


def draft_report(actor: Actor, episode_id: UUID, kind: ReportKind) -> Report:
    """Draft a report from what is known today; its text is a proposal.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with acting(actor, "report.draft") as act:
        episode = episode_of(actor, episode_id)
        snapshot = snapshot_of(actor, episode, kind=kind)
        row = Report.objects.create(
            clinic_id=actor.clinic_id,
            patient_id=episode.patient_id,
            made_by_id=actor.user_id,
            episode=episode,
            kind=kind,
            snapshot=snapshot,
            text=draft_text(snapshot),
        )
        act.about(row, kind=kind.value)
    return row


def edit_report(actor: Actor, report_id: UUID, *, text: str, version: int) -> Report:
    """Edit the text of a draft.

    Raises
    ------
    NotThere, Stale
        There is none for the actor; somebody else edited it first.
    Conflict
        It is signed: it is amended, not edited.
    """
    with acting(actor, "report.draft") as act:
        row = the_row(actor, Report, report_id)
        if row.state != DocumentState.DRAFT:
            raise Conflict(
                f"Only a draft is edited, and this report is {row.state}. Amend it with a reason."
            )
        row.text = text
        saved(row, version=version)
        act.about(row)
    return row


def sign_report(actor: Actor, report_id: UUID, *, version: int) -> Report:
    """Sign a report: what it rests on and what it says no longer change.

    Raises
    ------
    NotThere, Stale
        There is none for the actor; somebody edited it since it was read.
    NotUsable, ImpossibleMove
        It says nothing, or it is signed already.
    """
    with acting(actor, "report.sign") as act:
        row = the_row(actor, Report, report_id)
        row.state = moved(row.state, DocumentState.SIGNED, thing="report")
        if not (row.text or "").strip():
            raise NotUsable("A report that is signed says something, and this one has no text.")
        row.signed_at = clock.now()
        row.signed_by_id = _person(actor)
        row.digest = digest_of_report(row, amendment=None)
        saved(row, version=version)
        act.about(row, digest=row.digest)
    return row


def amend_report(actor: Actor, report_id: UUID, *, text: str, reason: str, version: int) -> Report:
    """Change what was signed, with the reason; what stood there before is kept.

    Raises
    ------
    NotThere, Stale
        There is none for the actor; somebody amended it since it was read.
    NotUsable, ImpossibleMove
        Nothing differs, or it is not signed yet.
    """
    with acting(actor, "report.amend") as act:
        row = the_row(actor, Report, report_id)
        row.state = moved(row.state, DocumentState.AMENDED, thing="report")
        if text == row.text:
            raise NotUsable("An amendment changes something, and the text is the same. Edit it.")
        amendment = Amendment(
            clinic_id=row.clinic_id,
            patient_id=row.patient_id,
            made_by_id=actor.user_id,
            report=row,
            number=Amendment.objects.filter(report=row).count() + 1,
            reason=reason,
            before=content_of(row, amendment=last_amendment(row)),
            before_digest=row.digest,
        )
        row.text = text
        row.signed_at = clock.now()
        row.signed_by_id = _person(actor)
        row.digest = digest_of_report(row, amendment=amendment)
        amendment.after_digest = row.digest
        amendment.save(force_insert=True)
        saved(row, version=version)
        act.about(row, digest=row.digest, number=amendment.number)
    return row


def last_amendment(row: Report) -> Amendment | None:
    """Give the last change of a signed report; None where there was none."""
    return Amendment.objects.filter(report=row).order_by("-number").first()


def _person(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise NotAllowed("A report is signed by a person, and you are a program. Sign in.")
    return actor.user_id
