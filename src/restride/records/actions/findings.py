"""Findings: proposed by the rules from what is known; accepted, worded anew, rejected, resolved."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from restride.clinical.finding import Finding
from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.belonging import the_row_of
from restride.records.by_the_rules import by_the_rules
from restride.records.cases import episode_of, worked
from restride.records.documents import opened, written
from restride.records.editing import saved
from restride.records.locking import hold
from restride.records.models import Assessment, Episode, FindingRecord
from restride.records.plan_situations import today_of
from restride.records.refusals import Conflict, NotUsable
from restride.records.scopes import owned, the_row
from restride.visit.moves import moved
from restride.visit.states import FindingState


class Decision(StrEnum):
    """What a therapist makes of a finding."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    RESOLVE = "resolve"


_STATES: Final = {
    Decision.ACCEPT: FindingState.ACCEPTED,
    Decision.EDIT: FindingState.EDITED,
    Decision.REJECT: FindingState.REJECTED,
    Decision.RESOLVE: FindingState.RESOLVED,
}
#: They stand, until newer evidence of the same rule is accepted.
_STANDING: Final = (FindingState.ACCEPTED, FindingState.EDITED)


def propose_findings(
    actor: Actor, episode_id: UUID, *, assessment_id: UUID | None = None
) -> tuple[FindingRecord, ...]:
    """Let the rules look at everything known, and keep what is new as suggestions.

    The same evidence is proposed once, whatever was decided on it. Changed evidence takes the
    place of a suggestion that nobody decided on; beside a decided one it is suggested anew. A
    suggestion that no longer follows is withdrawn.

    Returns
    -------
    tuple
        The suggestions that are open now, the gravest first.

    Raises
    ------
    NotThere
        There is no such episode, or assessment of it, for the actor.
    NotUsable
        What is known contradicts itself.
    """
    with acting(actor, "finding.propose") as act:
        episode = episode_of(actor, episode_id)
        hold(episode)
        assessment = _assessment(actor, episode, assessment_id)
        with by_the_rules():
            found = worked(actor, episode, day=today_of(episode)).findings
        known = list(_current(actor, episode))
        for each in found:
            _suggest(actor, episode, finding=each, known=known, assessment=assessment)
        _withdraw(known, found=found)
        act.about(episode, found_count=len(found))
        rows = [each for each in _current(actor, episode) if each.state == FindingState.SUGGESTED]
        return tuple(sorted(rows, key=lambda each: opened(Finding, each.proposed).weight.rank))


def _current(actor: Actor, episode: Episode) -> "QuerySet[FindingRecord]":
    rows = owned(actor, FindingRecord).filter(episode=episode, withdrawn_at__isnull=True)
    return rows.order_by("made_at", "pk")


def _assessment(actor: Actor, episode: Episode, assessment_id: UUID | None) -> Assessment | None:
    if assessment_id is None:
        return None
    row = the_row_of(actor, Assessment, row_id=assessment_id, patient_id=episode.patient_id)
    if row.episode_id != episode.pk:
        raise NotUsable(
            "The assessment belongs to another episode of this person. Name one of this."
        )
    return row


def _suggest(
    actor: Actor,
    episode: Episode,
    *,
    finding: Finding,
    known: Sequence[FindingRecord],
    assessment: Assessment | None,
) -> None:
    proposed = written(finding)
    side = _side(finding)
    same = [each for each in known if (each.rule, each.side) == (finding.id, side)]
    if any(each.proposed == proposed for each in same):
        return
    row = FindingRecord.objects.create(
        clinic_id=actor.clinic_id,
        patient_id=episode.patient_id,
        made_by_id=actor.user_id,
        episode=episode,
        assessment=assessment,
        rule=finding.id,
        content_version=finding.version,
        side=side,
        weight=finding.weight,
        proposed=proposed,
    )
    for each in same:
        if each.state == FindingState.SUGGESTED:
            _set_aside(each, by=row)


def _withdraw(known: Sequence[FindingRecord], *, found: Sequence[Finding]) -> None:
    """Take back suggestions that no longer follow from what is known."""
    following = {(each.id, _side(each)) for each in found}
    for each in known:
        is_open = each.state == FindingState.SUGGESTED and each.withdrawn_at is None
        if is_open and (each.rule, each.side) not in following:
            _set_aside(each, by=None)


def _set_aside(row: FindingRecord, *, by: FindingRecord | None) -> None:
    row.withdrawn_at = clock.now()
    row.superseded_by = by
    saved(row, version=row.version)


def _side(finding: Finding) -> str:
    return "" if finding.side is None else str(finding.side)


def decide_finding(
    actor: Actor,
    finding_id: UUID,
    decision: Decision,
    *,
    sentence: str | None = None,
    reason: str | None = None,
    version: int,
) -> FindingRecord:
    """Accept a finding, word it anew, reject it with a reason, or say that it is resolved.

    Raises
    ------
    NotThere, Stale, ImpossibleMove
        No such finding; somebody else decided first; it cannot become that.
    NotUsable
        A rejection without a reason, or words where none belong.
    Conflict
        Newer evidence stands in its place.
    """
    with acting(actor, "finding.decide") as act:
        row = the_row(actor, FindingRecord, finding_id)
        if row.withdrawn_at is not None:
            raise Conflict(
                "A finding is decided on while it stands, and newer evidence took the place of "
                "this one. Decide on the newest."
            )
        _refuse_words(decision, sentence=sentence, reason=reason)
        before = {"state": row.state, "sentence": row.sentence}
        row.state = moved(row.state, _STATES[decision], thing="finding")
        if decision in (Decision.ACCEPT, Decision.EDIT):
            row.sentence = sentence
            _take_place(row)
        row.reason = reason
        row.decided_by_id = actor.user_id
        row.decided_at = clock.now()
        saved(row, version=version)
        act.about(row, rule=row.rule, reason=reason)
        act.changed(before, {"state": row.state, "sentence": row.sentence})
    return row


def _refuse_words(decision: Decision, *, sentence: str | None, reason: str | None) -> None:
    if decision is Decision.EDIT and not sentence:
        raise NotUsable("A finding is worded anew by a sentence, and there is none. Write it.")
    if decision is not Decision.EDIT and sentence:
        raise NotUsable(f"A sentence belongs to an edit, and this is to {decision}. Leave it out.")
    if decision is Decision.REJECT and not reason:
        raise NotUsable("A finding is rejected for a reason, and there is none. Say why.")


def _take_place(row: FindingRecord) -> None:
    """Let an accepted finding stand in the place of earlier ones of the same rule and side."""
    earlier = FindingRecord.objects.filter(
        episode_id=row.episode_id,
        rule=row.rule,
        side=row.side,
        state__in=_STANDING,
        withdrawn_at__isnull=True,
    )
    for each in earlier.exclude(pk=row.pk):
        _set_aside(each, by=row)
