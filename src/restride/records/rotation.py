"""After a rotation of keys: every row and every file is sealed anew with the current key.

It can be stopped and started again at any moment: what is done is seen by the name of the key in
front of what is sealed. Rows stay as they are otherwise; nobody's edit is lost, since a batch is
locked while it is sealed anew, and nobody waits long, since after each batch the database is left
alone for as long as the batch took.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from restride.errors import DamagedFile, OptionError, StoreNotUsable
from restride.recording.log.reading import PlacedFrame, read_log_head, walk_frames
from restride.records.fields import Sealed, SealedColumn
from restride.records.keys import current_keyring
from restride.records.places import storage
from restride.vault.frame_seal import frame_key_id
from restride.vault.keyring import Keyring
from restride.vault.sealing import is_sealed_with_current, key_id_of, seal_text, unseal_text
from restride.vault.storage import Storage

#: House choice: a batch of the longest documents still fits into memory.
_BATCH_ROWS_COUNT: Final = 100

#: Told after each batch: what is sealed anew, and how many of them were so far.
Progress = Callable[[str, int], None]


class Resealed(NamedTuple):
    """What was sealed anew."""

    rows_count: int
    files_count: int


def reseal_everything(store: Storage | None = None, *, told: Progress | None = None) -> Resealed:
    """Seal every row and every file with the current key; the server's files if none are given.

    Raises
    ------
    VaultError
        Something does not open; says what. What came before it is done.
    """
    rows_count = sum(reseal(model, told=told) for model in sealed_models())
    files_count = reseal_files(store or storage(), told=told)
    return Resealed(rows_count=rows_count, files_count=files_count)


def reseal(
    model: type[models.Model],
    *,
    batch_rows_count: int = _BATCH_ROWS_COUNT,
    told: Progress | None = None,
) -> int:
    """Seal the rows of one model with the current key, and count those that were not yet."""
    names = [column.attname for column in sealed_columns(model)]
    changed_count = 0
    after: UUID | None = None
    while True:
        begun_s = time.monotonic()
        with transaction.atomic():
            rows = _batch(model, names, after, batch_rows_count)
            batch_changed_count = sum(_reseal_row(model, row) for row in rows)
        if batch_changed_count:
            time.sleep(time.monotonic() - begun_s)  # SQLite lets one write at a time
        changed_count += batch_changed_count
        if told is not None:
            told(model._meta.label, changed_count)
        if len(rows) < batch_rows_count:
            return changed_count
        after = rows[-1]["pk"]


def reseal_files(store: Storage, *, told: Progress | None = None) -> int:
    """Wrap the keys of all stored files with the current key, and count those that were not yet."""
    changed_count = 0
    for name in sorted(store.names()):
        try:
            changed_count += store.rewrap(name)
        except StoreNotUsable:
            if store.exists(name):
                raise
            continue  # it was removed since the names were read
        if told is not None:
            told("files", changed_count)
    return changed_count


def keys_in_use(store: Storage, *, logs: Path) -> Counter[str]:
    """Count how many values, files and frames of growing recordings are sealed with each key."""
    found = Counter(store.key_id(name) for name in store.names())
    for log in logs.glob("*.log"):
        found.update(_keys_of_log(log))
    for model in sealed_models():
        names = [column.attname for column in sealed_columns(model)]
        for row in _all_rows(model).values_list(*names).iterator():
            found.update(key_id_of(each.content) for each in row if each is not None)
    return found


def check_forgettable(key_id: str, *, store: Storage, logs: Path) -> None:
    """Refuse to forget a key that still seals something. Backups are not looked at.

    Raises
    ------
    OptionError
        So many values, files and frames would be lost.
    """
    used_count = keys_in_use(store, logs=logs)[key_id]
    if used_count:
        raise OptionError(
            f"A key can be forgotten once nothing is sealed with it, and {key_id} still seals "
            f"{used_count:,} values, files and frames. Seal them anew, and let the recordings end "
            "that are still coming in."
        )


def sealed_models() -> tuple[type[models.Model], ...]:
    """Give every model of this server that has a sealed column."""
    return tuple(model for model in apps.get_models() if sealed_columns(model))


def sealed_columns(model: type[models.Model]) -> tuple["SealedColumn[Any, Any]", ...]:
    """Give the sealed columns of a model."""
    return tuple(
        column for column in model._meta.local_concrete_fields if isinstance(column, SealedColumn)
    )


def _keys_of_log(log: Path) -> Iterator[str]:
    with suppress(DamagedFile):  # no frame of it can be read, with or without its key
        head = read_log_head(log)
        if head.is_sealed:
            with log.open("rb") as file:
                for placed in walk_frames(file, recording_id=head.recording_id):
                    if isinstance(placed, PlacedFrame):
                        yield frame_key_id(placed.stored)


def _all_rows(model: type[models.Model]) -> "models.QuerySet[models.Model]":
    """Give the rows of all clinics: keys belong to the server."""
    return models.QuerySet(model)


def _batch(
    model: type[models.Model], names: list[str], after: UUID | None, most_count: int
) -> list[dict[str, Any]]:
    """Read the next rows, still sealed, and keep others from changing them meanwhile."""
    rows = _all_rows(model).select_for_update().order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.values("pk", *names)[:most_count])


def _reseal_row(model: type[models.Model], row: dict[str, Any]) -> bool:
    keyring = current_keyring()
    changed = dict(_resealed(model, row, keyring))
    if changed:
        _all_rows(model).filter(pk=row["pk"]).update(**changed)
    return bool(changed)


def _resealed(
    model: type[models.Model], row: dict[str, Any], keyring: Keyring
) -> Iterator[tuple[str, Sealed]]:
    for column in sealed_columns(model):
        sealed = row[column.attname]
        if sealed is None or is_sealed_with_current(keyring, sealed.content):
            continue
        table, name = column.table_and_column
        text = unseal_text(keyring, sealed.content, table=table, row=row["pk"], column=name)
        again = seal_text(keyring, text, table=table, row=row["pk"], column=name)
        yield column.attname, Sealed(again)
