"""The licence packs of a clinic, as scoring and showing of items take them."""

from datetime import date
from uuid import UUID

from restride.clinical.instrument import Instrument
from restride.clinical.licence_pack import LicencePack
from restride.records.models import StoredLicencePack


def pack_for(clinic_id: UUID, instrument: Instrument, *, day: date) -> LicencePack | None:
    """Give the pack that a clinic has for an instrument.

    One that is over counts as none where items may be entered without a pack; elsewhere it is
    given, so that whoever enters items is told that it is over.
    """
    rows = StoredLicencePack.objects.filter(
        clinic_id=clinic_id, instrument=instrument.id, removed_at__isnull=True
    )
    row = rows.order_by("-expires_on", "-made_at", "-pk").first()
    if row is None or (row.expires_on < day and instrument.licence.tier.holds_items):
        return None
    return LicencePack(
        instrument=row.instrument,
        licence=row.licence,
        holder=row.holder,
        expires_on=row.expires_on,
        language=row.language,
        wordings=dict(row.wordings),
    )
