"""Saving an edit: only onto the version it was made on."""

from restride.records.models.base import Record
from restride.records.refusals import Stale


def saved(row: Record, *, version: int) -> None:
    """Save a row that was read at a version; nobody's edit is lost.

    The version is raised by the database itself in one statement, before the row is written: of
    two edits on the same version one finds nothing to raise.

    Raises
    ------
    Stale
        It is at another version now.
    """
    kind = type(row)
    raised = kind._default_manager.filter(pk=row.pk, version=version).update(version=version + 1)
    if not raised:
        found = kind._default_manager.values_list("version", flat=True).get(pk=row.pk)
        raise Stale(thing=str(row._meta.verbose_name), known=version, found=found)
    row.version = version + 1
    row.save(force_update=True)
