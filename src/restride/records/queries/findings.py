"""Findings of an episode: the sentence, why, and what was decided."""

from dataclasses import dataclass
from uuid import UUID

from restride.clinical.finding import Finding
from restride.records.acting import reading
from restride.records.actors import Actor
from restride.records.cases import episode_of
from restride.records.documents import opened
from restride.records.models import FindingRecord
from restride.records.pages import page_of
from restride.records.scopes import owned, the_row


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFinding:
    """A finding as it was proposed, and what was made of it."""

    row: FindingRecord
    finding: Finding

    @property
    def sentence(self) -> str:
        """As the therapist worded it, else as it was proposed."""
        return self.row.sentence or self.finding.sentence


def list_findings(
    actor: Actor,
    episode_id: UUID,
    *,
    with_withdrawn: bool = False,
    after: UUID | None = None,
    most_count: int = 50,
) -> tuple[tuple[OpenedFinding, ...], UUID | None]:
    """List the findings of an episode, the newest first, and after which the next page begins.

    Raises
    ------
    NotThere
        There is no such episode for the actor.
    """
    with reading(actor, "finding.read") as act:
        episode = episode_of(actor, episode_id)
        rows = owned(actor, FindingRecord).filter(episode=episode)
        if not with_withdrawn:
            rows = rows.filter(withdrawn_at__isnull=True)
        page = page_of(rows, after=after, most_count=most_count)
        act.about(episode)
        return tuple(opened_finding(each) for each in page.rows), page.next_after


def read_finding(actor: Actor, finding_id: UUID) -> OpenedFinding:
    """Read one finding.

    Raises
    ------
    NotThere
        There is none for the actor.
    """
    with reading(actor, "finding.read") as act:
        row = the_row(actor, FindingRecord, finding_id)
        act.about(row)
        return opened_finding(row)


def opened_finding(row: FindingRecord) -> OpenedFinding:
    """Read what was proposed."""
    return OpenedFinding(row=row, finding=opened(Finding, row.proposed))
