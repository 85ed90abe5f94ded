"""Where the bytes of stored files lie: a folder, or whatever fsspec reaches by an address.

A shelf knows nothing of seals. A file is written under a passing name, and gets its own in one step
once it is whole, so that a crash leaves either the file or nothing under its name.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol, cast

from restride.vault.durable import sync_folder

#: Under which files are written before they have their name.
_INCOMING: Final = "incoming"
_SEALED: Final = ".sealed"
_OWNER_ONLY_FILE: Final = 0o600
_OWNER_ONLY_FOLDER: Final = 0o700


class Shelf(Protocol):
    """A place for whole files. Every method may raise ``OSError``."""

    def write_incoming(self, key: str) -> BinaryIO:
        """Begin a file under a passing name."""
        ...

    def publish(self, key: str, *, name: str, replacing: bool = False) -> None:
        """Give the written file its name; ``FileExistsError`` where it is taken."""
        ...

    def discard(self, key: str) -> None:
        """Remove a file that got no name, if it is there."""
        ...

    def read(self, name: str) -> BinaryIO:
        """Open a file to read from any place."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file; ``FileNotFoundError`` where there is none."""
        ...

    def has(self, name: str) -> bool:
        """Tell whether there is a file of this name."""
        ...

    def names(self) -> Iterator[str]:
        """Yield what lies here under a name of its own, in any order."""
        ...

    def sweep(self, *, older_than_s: float) -> int:
        """Remove what crashed programs left without a name, and count it."""
        ...


def flush_written(file: BinaryIO) -> None:
    """Bring a written file to the disk, where it lies on one."""
    file.flush()
    try:
        number = file.fileno()
    except (AttributeError, OSError):
        return  # a store by network: it is there once it is closed
    os.fsync(number)


class FolderShelf:
    """Files in a folder that belongs to the owner of the server alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write_incoming(self, key: str) -> BinaryIO:
        """Begin a file under a passing name."""
        path = self._incoming(key)
        self._make_folder(path.parent)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY_FILE)
        return os.fdopen(number, "wb")

    def publish(self, key: str, *, name: str, replacing: bool = False) -> None:
        """Give the written file its name; ``FileExistsError`` where it is taken."""
        path, written = self._path(name), self._incoming(key)
        self._make_folder(path.parent)
        if replacing:
            written.replace(path)
        else:
            path.hardlink_to(written)  # unlike a rename, it never takes the place of another
            written.unlink()
        sync_folder(path.parent)

    def discard(self, key: str) -> None:
        """Remove a file that got no name, if it is there."""
        self._incoming(key).unlink(missing_ok=True)

    def read(self, name: str) -> BinaryIO:
        """Open a file to read from any place."""
        return self._path(name).open("rb")

    def remove(self, name: str) -> None:
        """Remove a file; ``FileNotFoundError`` where there is none."""
        path = self._path(name)
        path.unlink()
        sync_folder(path.parent)

    def has(self, name: str) -> bool:
        """Tell whether there is a file of this name."""
        return self._path(name).is_file()

    def names(self) -> Iterator[str]:
        """Yield what lies here under a name of its own, in any order."""
        for path in self._folder.glob(f"*/*{_SEALED}"):
            if path.parent.name != _INCOMING:
                yield f"{path.parent.name}/{path.name.removesuffix(_SEALED)}"

    def sweep(self, *, older_than_s: float) -> int:
        """Remove what crashed programs left without a name, and count it."""
        oldest_s = time.time() - older_than_s
        removed_count = 0
        for path in (self._folder / _INCOMING).glob("*"):
            with suppress(FileNotFoundError):  # it was finished meanwhile
                if path.stat().st_mtime <= oldest_s:
                    path.unlink()
                    removed_count += 1
        return removed_count

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_SEALED}"

    def _incoming(self, key: str) -> Path:
        return self._folder / _INCOMING / key

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            sync_folder(folder.parent)


class AddressShelf:
    """Files wherever fsspec reaches: an S3-style store, or memory in tests."""

    def __init__(self, address: str) -> None:
        import fsspec

        self._files, self._root = fsspec.core.url_to_fs(address)

    def write_incoming(self, key: str) -> BinaryIO:
        """Begin a file under a passing name."""
        self._files.makedirs(f"{self._root}/{_INCOMING}", exist_ok=True)
        return cast("BinaryIO", self._files.open(self._incoming(key), "wb"))

    def publish(self, key: str, *, name: str, replacing: bool = False) -> None:  # noqa: ARG002 - nothing differs
        """Give the written file its name: a store by network has no step that takes no other's."""
        path = self._path(name)
        self._files.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        self._files.copy(self._incoming(key), path)
        self._files.rm(self._incoming(key))

    def discard(self, key: str) -> None:
        """Remove a file that got no name, if it is there."""
        if self._files.exists(self._incoming(key)):
            self._files.rm(self._incoming(key))

    def read(self, name: str) -> BinaryIO:
        """Open a file to read from any place."""
        return cast("BinaryIO", self._files.open(self._path(name), "rb"))

    def remove(self, name: str) -> None:
        """Remove a file; ``FileNotFoundError`` where there is none."""
        self._files.rm(self._path(name))

    def has(self, name: str) -> bool:
        """Tell whether there is a file of this name."""
        self._files.invalidate_cache()  # what others stored or removed meanwhile counts
        return bool(self._files.isfile(self._path(name)))

    def names(self) -> Iterator[str]:
        """Yield what lies here under a name of its own, in any order."""
        for path in self._found(""):
            name = path.removeprefix(f"{self._root}/")
            if name.endswith(_SEALED) and not name.startswith(f"{_INCOMING}/"):
                yield name.removesuffix(_SEALED)

    def sweep(self, *, older_than_s: float) -> int:
        """Remove what crashed programs left without a name, and count it."""
        oldest_s = time.time() - older_than_s
        left = [
            path
            for path in self._found(f"/{_INCOMING}")
            if self._files.modified(path).timestamp() <= oldest_s
        ]
        for path in left:
            self._files.rm(path)
        return len(left)

    def _found(self, below: str) -> list[Any]:
        folder = f"{self._root}{below}"
        self._files.invalidate_cache()
        return list(self._files.find(folder)) if self._files.exists(folder) else []

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}{_SEALED}"

    def _incoming(self, key: str) -> str:
        return f"{self._root}/{_INCOMING}/{key}"
