"""Licence packs: wordings that a clinic may use are loaded, and removed when it no longer may."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from restride.clinical.licence_pack import make_licence_pack
from restride.records import clock
from restride.records.acting import acting
from restride.records.actors import Actor
from restride.records.by_the_rules import by_the_rules
from restride.records.models import StoredLicencePack
from restride.records.refusals import Conflict, NotThere


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """A pack as its holder gives it, with a wording for each item."""

    instrument: str
    licence: str
    holder: str
    #: The last day it may be used.
    expires: date
    language: str
    items: dict[str, str]


def load_licence_pack(actor: Actor, content: PackContent) -> StoredLicencePack:
    """Load a pack; one of the same instrument and language that was there before is removed.

    Raises
    ------
    NotUsable
        An unknown instrument, items that are not the instrument's, or a licence that is over.
    """
    with acting(actor, "licence.edit") as act:
        plain = {name: getattr(content, name) for name in PackContent.__dataclass_fields__}
        with by_the_rules():
            today = clock.today(actor.time_zone)
            pack = make_licence_pack(plain, where="licence pack", day=today)
        before = StoredLicencePack.objects.filter(
            clinic_id=actor.clinic_id,
            instrument=pack.instrument,
            language=pack.language,
            removed_at__isnull=True,
        )
        before.update(removed_at=clock.now())
        row = StoredLicencePack.objects.create(
            clinic_id=actor.clinic_id,
            instrument=pack.instrument,
            licence=pack.licence,
            holder=pack.holder,
            expires_on=pack.expires_on,
            language=pack.language,
            wordings=pack.wordings,
        )
        act.about(row, instrument=pack.instrument, licence=pack.licence)
    return row


def remove_licence_pack(actor: Actor, pack_id: UUID) -> StoredLicencePack:
    """Stop using a pack; what was scored with it stays.

    Raises
    ------
    NotThere
        The clinic has no such pack.
    Conflict
        It was removed before.
    """
    with acting(actor, "licence.edit") as act:
        rows = StoredLicencePack.objects.filter(clinic_id=actor.clinic_id)
        row = rows.select_for_update().filter(pk=pack_id).first()
        if row is None:
            raise NotThere("licence pack")
        if row.removed_at is not None:
            raise Conflict("A pack is removed once, and this one was. Load another one.")
        row.removed_at = clock.now()
        row.save(update_fields=["removed_at"])
        act.about(row, instrument=row.instrument)
    return row
