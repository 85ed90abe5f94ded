"""A therapist's own calendar address: made, made anew, taken back."""

from uuid import UUID

from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.editing import saved
from restride.records.models import CalendarFeed
from restride.records.refusals import NotThere
from restride.records.shown_once import ShownOnce, digest_of, giver_of, new_secret


def make_feed(actor: Actor) -> ShownOnce[CalendarFeed]:
    """Make a calendar address; the one before no longer works."""
    with acting(actor, "calendar.make") as act:
        user_id = giver_of(actor)
        _revoke(actor.clinic_id, user_id)
        secret = new_secret()
        feed = CalendarFeed(clinic_id=actor.clinic_id, user_id=user_id, digest=digest_of(secret))
        feed.save(force_insert=True)
        act.about(feed)
    return ShownOnce(row=feed, secret=secret)


def revoke_feed(actor: Actor) -> None:
    """Take one's calendar address back.

    Raises
    ------
    NotThere
        There is none.
    """
    with acting(actor, "calendar.make") as act:
        if not _revoke(actor.clinic_id, giver_of(actor)):
            raise NotThere("calendar address")
        act.detail["revoked"] = True


def _revoke(clinic_id: UUID, user_id: UUID) -> bool:
    rows = CalendarFeed.objects.filter(
        clinic_id=clinic_id, user_id=user_id, revoked_at__isnull=True
    )
    found = list(rows.order_by("pk"))
    for feed in found:
        feed.revoked_at = clock.now()
        saved(feed, version=feed.version)
    return bool(found)
