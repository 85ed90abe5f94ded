"""Restoring a backup into an empty clinic, and rehearsing that it could be."""

import gzip
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from django.apps import apps
from django.db import transaction

from restride.records.backup.making import FILES, LOGS, TABLES, database_steps
from restride.records.backup.manifest import (
    BackupNotUsable,
    FileCount,
    Manifest,
    TableCount,
    read_manifest,
)
from restride.records.backup.rows import (
    RowsDigest,
    columns_of,
    go_on_numbering,
    kept_models,
    lines_of,
    write_rows,
)
from restride.records.keys import current_keyring
from restride.records.models import Clinic
from restride.records.places import incoming, storage
from restride.vault.sealed_files import open_sealed

_PIECE_BYTES: Final = 1_000_000


def restore(backup: Path) -> Manifest:
    """Write all of a backup into this clinic, which must be empty; check every count and hash.

    Raises
    ------
    BackupNotUsable
        Damaged, not whole, of other keys or of another version; nothing is kept then.
    """
    manifest = read_manifest(backup, keyring=current_keyring())
    _refuse_unlike(manifest)
    check_files(backup, manifest)
    with transaction.atomic():
        for table in manifest.tables:
            _restore_table(backup, table)
        go_on_numbering()
        _compare(manifest)
    for each in manifest.files:
        with (backup / FILES / each.name).open("rb") as source:
            storage().put_as_it_lies(each.name, source)
    for log in manifest.logs:
        shutil.copyfile(backup / LOGS / log.name, incoming() / log.name)
    return manifest


def check(backup: Path) -> Manifest:
    """Read a backup to its last byte, and compare every count and hash.

    Raises
    ------
    BackupNotUsable
        What is damaged or missing, by name.
    """
    manifest = read_manifest(backup, keyring=current_keyring())
    check_files(backup, manifest)
    for table in manifest.tables:
        digest = RowsDigest()
        with _lines(backup, table.label) as lines:
            for _ in digest.seen(lines):
                pass
        _refuse_other(table, digest)
    return manifest


def check_files(backup: Path, manifest: Manifest) -> None:
    """Compare the files of a backup with its manifest.

    Raises
    ------
    BackupNotUsable
        One is missing or another.
    """
    for kind, files in ((FILES, manifest.files), (LOGS, manifest.logs)):
        for each in files:
            if _sha256_of(backup / kind / each.name) != each.sha256:
                raise BackupNotUsable(
                    f"{each.name} must be in the backup as it was, and is missing or damaged. Use "
                    "another backup."
                )


def _sha256_of(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_unlike(manifest: Manifest) -> None:
    here = database_steps()
    if set(manifest.steps) != set(here):
        raise BackupNotUsable(
            f"The backup was made by restride {manifest.restride_version}, whose database differs "
            "from this version's. Install that version, restore, and then run: restride clinic "
            "upgrade"
        )
    if Clinic.objects.exists():
        raise BackupNotUsable(
            "A backup is restored into an empty clinic, and this one holds a clinic already. Name "
            "an empty folder in RESTRIDE_HOME."
        )


def _restore_table(backup: Path, table: TableCount) -> None:
    model = apps.get_model(table.label)
    if list(table.columns) != columns_of(model):
        raise BackupNotUsable(
            f"The table {table.label} of the backup has other columns than this version's. Install "
            "the version that made it."
        )
    if model._base_manager.exists():
        raise BackupNotUsable(
            f"The table {table.label} must be empty to be restored, and is not. Name an empty "
            "folder in RESTRIDE_HOME."
        )
    with _lines(backup, table.label) as lines:
        write_rows(model, lines, columns=list(table.columns))


@contextmanager
def _lines(backup: Path, label: str) -> Iterator[Iterator[bytes]]:
    path = backup / TABLES / label
    if not path.is_file():
        raise BackupNotUsable(f"The table {label} is not in the backup. Use another backup.")
    with (
        path.open("rb") as file,
        open_sealed(file, keyring=current_keyring(), name=label) as opened,
        gzip.GzipFile(fileobj=cast(BinaryIO, opened)) as packed,
    ):
        yield (line.rstrip(b"\n") for line in packed)


def _compare(manifest: Manifest) -> None:
    """Read back every row that was written, and compare it with what was kept."""
    tables = {each.label: each for each in manifest.tables}
    for model in kept_models():
        digest = RowsDigest()
        for _ in digest.seen(lines_of(model)):
            pass
        _refuse_other(tables[model._meta.label], digest)


def _refuse_other(table: TableCount, digest: RowsDigest) -> None:
    if (digest.count, digest.sha256) != (table.rows_count, table.sha256):
        raise BackupNotUsable(
            f"The table {table.label} must hold {table.rows_count} rows as they were kept, and "
            f"holds {digest.count}, or others. Use another backup."
        )


def summary(manifest: Manifest) -> tuple[int, int, int]:
    """Count the rows, files and bytes of a backup."""
    files: tuple[FileCount, ...] = (*manifest.files, *manifest.logs)
    rows_count = sum(each.rows_count for each in manifest.tables)
    return rows_count, len(files), sum(each.size_bytes for each in files)
