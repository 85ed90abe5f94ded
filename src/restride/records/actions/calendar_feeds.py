"""A therapist's own calendar address: made, made anew, taken back."""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import CalendarFeed
from restride.records.refusals import NotAllowed, NotThere


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed, and its secret, which is shown this once."""

    feed: CalendarFeed
    secret: str


def make_feed(actor: Actor) -> NewFeed:
    """Make a calendar address; the one before no longer works."""
    with acting(actor, "calendar.make") as act:
        user_id = _user_of(actor)
        _revoke(actor.clinic_id, user_id)
        secret = secrets.token_urlsafe(32)
        feed = CalendarFeed(
            clinic_id=actor.clinic_id, user_id=user_id, digest=feed_digest(secret)
        )
        feed.save(force_insert=True)
        act.about(feed)
    return NewFeed(feed=feed, secret=secret)


def revoke_feed(actor: Actor) -> None:
    """Take one's calendar address back.

    Raises
    ------
    NotThere
        There is none.
    """
    with acting(actor, "calendar.make") as act:
        if not _revoke(actor.clinic_id, _user_of(actor)):
            raise NotThere("calendar address")
        act.detail["revoked"] = True


def feed_digest(secret: str) -> str:
    """Digest the secret of an address; only the digest is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _user_of(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise NotAllowed("A calendar is a person's, and this is a program. Sign in.")
    return actor.user_id


def _revoke(clinic_id: UUID, user_id: UUID) -> bool:
    rows = CalendarFeed.objects.filter(
        clinic_id=clinic_id, user_id=user_id, revoked_at__isnull=True
    )
    found = list(rows.order_by("pk"))
    for feed in found:
        feed.revoked_at = clock.now()
        saved(feed, version=feed.version)
    return bool(found)
