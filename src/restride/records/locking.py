"""One at a time: whoever changes what hangs on a row holds that row until the transaction ends."""

from restride.records.models.base import Record


def hold(row: Record) -> None:
    """Wait until nobody else holds a row, and hold it; its fields are read anew.

    SQLite lets one transaction write at a time anyway.
    """
    kind = type(row)
    # Only the lock is wanted; a lock on a row with an outer join is refused by PostgreSQL.
    list(kind._default_manager.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk"))
    row.refresh_from_db()
