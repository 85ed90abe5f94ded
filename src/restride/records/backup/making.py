"""Making a backup while the clinic goes on working."""

import gzip
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, cast

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import restride
from restride.records import clock
from restride.records.backup.manifest import FileCount, Manifest, TableCount, write_manifest
from restride.records.backup.rows import RowsDigest, columns_of, kept_models, lines_of
from restride.records.backup.snapshot import snapshot
from restride.records.keys import current_keyring
from restride.records.models import Recording
from restride.records.places import incoming, storage
from restride.vault.durable import sync_folder
from restride.vault.sealed_files import SealedWriter
from restride.visit.states import RecordingState

#: How a backup that is not whole yet is named.
_UNFINISHED: Final = ".unfinished"
_PIECE_BYTES: Final = 1_000_000
TABLES: Final = "tables"
FILES: Final = "files"
LOGS: Final = "logs"


def make_backup(into: Path) -> Path:
    """Write a backup into a new folder below ``into``, named by the time; give the folder.

    Recordings that are coming in are copied first, as far as they have come; then all rows, at one
    moment; then the files that these rows name. A file is written before its row is, and never
    changed: whatever a row names is there. What the backup before holds already is shared with it.

    Returns
    -------
    Path
        The folder. It bears its name only once all of it has reached the disk.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = latest_backup(into)
    name = clock.now().strftime("%Y-%m-%dT%H-%M-%S")
    folder = into / (name + _UNFINISHED)
    if folder.exists():
        shutil.rmtree(folder)
    for each in (TABLES, FILES, LOGS):
        (folder / each).mkdir(mode=0o700, parents=True)
    logs = tuple(_copy_logs(folder / LOGS))
    with snapshot():
        tables = tuple(_write_tables(folder / TABLES))
        names = _named_files()
    manifest = Manifest(
        made_at=clock.now().isoformat(),
        restride_version=restride.__version__,
        steps=database_steps(),
        tables=tables,
        logs=logs,
        files=tuple(_copy_file(each, folder / FILES, before=before) for each in names),
    )
    write_manifest(manifest, folder, keyring=current_keyring())
    sync_folder(folder)
    finished = into / name
    folder.rename(finished)
    sync_folder(into)
    return finished


def latest_backup(into: Path) -> Path | None:
    """Find the newest whole backup; None where there is none."""
    found = sorted(each for each in into.glob("????-??-??T??-??-??") if each.is_dir())
    return found[-1] if found else None


def prune(into: Path, *, kept_count: int) -> int:
    """Remove all but the newest backups and what was never finished, and count them."""
    whole = sorted(each for each in into.glob("????-??-??T??-??-??") if each.is_dir())
    over = [*whole[: max(0, len(whole) - kept_count)], *into.glob(f"*{_UNFINISHED}")]
    for each in over:
        shutil.rmtree(each)
    return len(over)


def database_steps() -> tuple[str, ...]:
    """Name the steps that the database has taken."""
    taken = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in taken))


def _write_tables(folder: Path) -> Iterator[TableCount]:
    for model in kept_models():
        label = model._meta.label
        digest = RowsDigest()
        with sealed_lines(folder / label, label=label) as file:
            for line in digest.seen(lines_of(model)):
                file.write(line + b"\n")
        yield TableCount(
            label=label,
            columns=tuple(columns_of(model)),
            rows_count=digest.count,
            sha256=digest.sha256,
        )


class sealed_lines:  # noqa: N801 - used as a function
    """Opens a packed and sealed file of lines for writing."""

    def __init__(self, path: Path, *, label: str) -> None:
        self._target = path.open("wb")
        self._sealed = SealedWriter(self._target, keyring=current_keyring(), name=label)
        self._packed = gzip.GzipFile(
            fileobj=cast(BinaryIO, self._sealed), mode="wb", compresslevel=3, mtime=0
        )

    def __enter__(self) -> gzip.GzipFile:
        return self._packed

    def __exit__(self, *_: object) -> None:
        self._packed.close()
        self._sealed.finish()
        self._target.flush()
        os.fsync(self._target.fileno())
        self._target.close()


def _named_files() -> list[str]:
    rows = Recording.objects.filter(state=RecordingState.CAPTURED).order_by("pk")
    return [name for name in rows.values_list("stored_name", flat=True) if name]


def _copy_file(name: str, folder: Path, *, before: Path | None) -> FileCount:
    """Copy a sealed file as it lies there; link it where the backup before has the same."""
    target = folder / name
    target.parent.mkdir(mode=0o700, exist_ok=True)
    digest = hashlib.sha256()
    size_bytes = 0
    with storage().open_as_it_lies(name) as source, target.open("wb") as file:
        while piece := source.read(_PIECE_BYTES):
            digest.update(piece)
            size_bytes += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    counted = FileCount(name=name, size_bytes=size_bytes, sha256=digest.hexdigest())
    if before is not None:
        _link_same(before / FILES / name, target, sha256=counted.sha256)
    return counted


def _link_same(old: Path, new: Path, *, sha256: str) -> None:
    """Let two backups share a file whose bytes are the same."""
    if not old.is_file():
        return
    with old.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            return
    shared = new.with_name(new.name + ".shared")
    os.link(old, shared)
    shared.replace(new)


def _copy_logs(folder: Path) -> Iterator[FileCount]:
    """Copy the recordings that are coming in, as far as they have come."""
    for path in sorted(incoming().glob("*.log")):
        target = folder / path.name
        try:
            shutil.copyfile(path, target)
        except FileNotFoundError:
            continue  # it has come to its end meanwhile, and is kept as a file
        with target.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        yield FileCount(name=path.name, size_bytes=target.stat().st_size, sha256=sha256)


def backups_folder() -> Path:
    """Give the folder of the nightly backups."""
    folder: Path = settings.RESTRIDE_HOME.backups_path
    return folder
