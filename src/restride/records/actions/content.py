"""A clinic's own content: drafted in the words of the package's schemas, reviewed, published.

What was published is never changed: another number of the same code takes its place. Only an
exercise or topic that reads as those of the package do is taken, so that whatever runs on those
runs on it.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from restride.errors import ContentError
from restride.plan.education import EducationTopic
from restride.plan.exercise import Exercise
from restride.plan.library import exercises
from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.locking import hold
from restride.records.models import Clinic, ClinicContent
from restride.records.refusals import Conflict, NotAllowed, NotThere, NotUsable
from restride.rows import read_row
from restride.visit.moves import moved
from restride.visit.states import ContentState

#: By kind: what its rows are.
CONTENT_KINDS: Final[Mapping[str, type]] = {"exercise": Exercise, "education": EducationTopic}
#: A code of a clinic's own bears this, so that it is never taken for one of the package.
OWN: Final = "own_"


def draft_content(
    actor: Actor, *, kind: str, code: str, language: str, content: Mapping[str, Any]
) -> ClinicContent:
    """Draft the next number of a clinic's own exercise or topic.

    Raises
    ------
    NotUsable
        A kind that is none, a code that is not the clinic's own, content that the schema refuses.
    Conflict
        A draft of this code is there already.
    """
    with acting(actor, "content.edit") as act:
        if actor.user_id is None:
            raise NotAllowed("Content has an author, and a program is none. Ask a therapist.")
        _refuse_unreadable(kind, code, content)
        hold(Clinic.objects.get(pk=actor.clinic_id))
        known = ClinicContent.objects.filter(clinic_id=actor.clinic_id, kind=kind, code=code)
        if known.filter(state=ContentState.DRAFT).exists():
            raise Conflict(f"There is a draft of {code} already. Edit that one.")
        row = ClinicContent.objects.create(
            clinic_id=actor.clinic_id,
            kind=kind,
            code=code,
            number=known.count() + 1,
            language=language,
            content=dict(content),
            author_id=actor.user_id,
        )
        act.about(row, code=code, number=row.number)
    return row


def edit_content(
    actor: Actor, content_id: UUID, *, content: Mapping[str, Any], version: int
) -> ClinicContent:
    """Edit a draft.

    Raises
    ------
    NotThere, NotUsable, Conflict, Stale
        No such content; the schema refuses it; it is no draft; somebody else edited it first.
    """
    with acting(actor, "content.edit") as act:
        row = the_content(actor, content_id)
        if row.state != ContentState.DRAFT:
            raise Conflict(f"Only a draft is edited, and this is {row.state}. Draft it anew.")
        _refuse_unreadable(row.kind, row.code, content)
        row.content = dict(content)
        saved(row, version=version)
        act.about(row, code=row.code, number=row.number)
    return row


def move_content(
    actor: Actor, content_id: UUID, *, to: ContentState, version: int
) -> ClinicContent:
    """Review, publish or retire content; published content of the same code is then retired.

    Raises
    ------
    NotThere, Stale
        No such content; somebody else edited it first.
    NotAllowed
        Authors do not review what they wrote.
    ImpossibleMove
        A state that cannot follow: only what was reviewed is published.
    """
    action = "content.review" if to is ContentState.REVIEWED else "content.publish"
    with acting(actor, action) as act:
        row = the_content(actor, content_id)
        before = row.state
        row.state = moved(row.state, to, thing="content")
        if to is ContentState.REVIEWED:
            if row.author_id == actor.user_id:
                raise NotAllowed("Content is reviewed by somebody else than its author. Ask one.")
            row.reviewer_id, row.reviewed_at = actor.user_id, clock.now()
        if to is ContentState.PUBLISHED:
            _retire_others(row)
        saved(row, version=version)
        act.about(row, code=row.code, number=row.number)
        act.changed({"state": before}, {"state": row.state})
    return row


def _retire_others(row: ClinicContent) -> None:
    same = ClinicContent.objects.filter(
        clinic_id=row.clinic_id, kind=row.kind, code=row.code, state=ContentState.PUBLISHED
    )
    for each in same.exclude(pk=row.pk):
        each.state = moved(each.state, ContentState.RETIRED, thing="content")
        each.save()


def _refuse_unreadable(kind: str, code: str, content: Mapping[str, Any]) -> None:
    row_kind = CONTENT_KINDS.get(kind)
    if row_kind is None:
        raise NotUsable(f"kind must be one of {', '.join(CONTENT_KINDS)}, and is {kind!r}.")
    if not code.startswith(OWN) or code in exercises():
        raise NotUsable(f"code must begin with {OWN!r}, as the clinic's own, and is {code!r}.")
    if content.get("id") != code:
        raise NotUsable(f"The id in the content must be its code {code!r}. Correct it.")
    try:
        read_row(row_kind, dict(content), where=code)
    except ContentError as error:
        raise NotUsable(str(error)) from error


def the_content(actor: Actor, content_id: UUID) -> ClinicContent:
    """Find content of the clinic.

    Raises
    ------
    NotThere
        There is none.
    """
    row = ClinicContent.objects.filter(pk=content_id, clinic_id=actor.clinic_id).first()
    if row is None:
        raise NotThere("content")
    return row
