"""Stored files: sealed, whole or not there, named by identifiers alone.

What is written appears under its name only once all of it has reached the disk. A file is never
written over: its content is what its name was given for.
"""

import errno
import io
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from restride.errors import StoreFull, StoreNotUsable
from restride.vault.file_header import HEADER_BYTES, file_key_of, header_key_id, rewrapped
from restride.vault.keyring import Keyring
from restride.vault.sealed_files import CHUNK_BYTES, SealedWriter, open_sealed
from restride.vault.shelves import AddressShelf, FolderShelf, Shelf, flush_written
from restride.vault.stored_names import checked_name, is_stored_name

#: What the system says where there is no room: disk, quota of the owner, largest file.
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_KEY_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """What was stored: its name, and hash and size of its unsealed content."""

    name: str
    sha256: str
    size_bytes: int


class Storage:
    """The stored files of a server, at a folder or at an address that fsspec knows.

    It holds no file open and costs nothing to make: make one where it is used, with the key ring
    of the moment.
    """

    def __init__(self, address: str | Path, *, keyring: Keyring) -> None:
        self._keyring = keyring
        self._shelf = _shelf(str(address))

    def put(self, name: str, source: BinaryIO) -> StoredFile:
        """Store all that a file still holds.

        Raises
        ------
        StoreFull
            No room is left. Nothing of the file was kept.
        StoreNotUsable
            The name is taken, or the place cannot be written to.
        """
        with self.writing(name) as writer:
            shutil.copyfileobj(source, writer, CHUNK_BYTES)
        return StoredFile(name=name, sha256=writer.sha256, size_bytes=writer.size_bytes)

    @contextmanager
    def writing(self, name: str) -> Iterator[SealedWriter]:
        """Write a file piece by piece; it is stored at the end, and not at all after an error.

        Refuses as `put` does. Hash and size stand in the writer.
        """
        with (
            self._placed(checked_name(name)) as target,
            SealedWriter(target, keyring=self._keyring, name=name) as writer,
        ):
            yield writer

    def open(self, name: str) -> io.BufferedReader:
        """Open a stored file, to be read from any place.

        Raises
        ------
        StoreNotUsable
            There is none of this name.
        SealBroken
            It was changed, cut, or lies under another name than its own.
        """
        with _told(name):
            source = self._shelf.read(checked_name(name))
        return open_sealed(source, keyring=self._keyring, name=name)

    def open_as_it_lies(self, name: str) -> BinaryIO:
        """Open a stored file still sealed, for a backup; ``StoreNotUsable`` if there is none."""
        with _told(name):
            return self._shelf.read(checked_name(name))

    def put_as_it_lies(self, name: str, source: BinaryIO) -> None:
        """Store what `open_as_it_lies` gave, under the name it had; refuses as `put` does.

        Raises
        ------
        SealBroken
            Its head is no sealed file's of this name. Its content is looked at when it is opened.
        """
        header = source.read(HEADER_BYTES)
        file_key_of(header, keyring=self._keyring, name=checked_name(name))
        with self._placed(name) as target:
            target.write(header)
            shutil.copyfileobj(source, target, CHUNK_BYTES)

    def remove(self, name: str) -> None:
        """Remove a stored file; ``StoreNotUsable`` where there is none."""
        with _told(name):
            self._shelf.remove(checked_name(name))

    def exists(self, name: str) -> bool:
        """Tell whether a file of this name is stored."""
        return self._shelf.has(checked_name(name))

    def names(self) -> Iterator[str]:
        """Yield the names of all stored files, in any order."""
        return (name for name in self._shelf.names() if is_stored_name(name))

    def sweep(self, *, older_than_s: float = 3600.0) -> int:
        """Remove what crashed programs had begun to write, and count it."""
        return self._shelf.sweep(older_than_s=older_than_s)

    def key_id(self, name: str) -> str:
        """Tell with which key of the ring the key of a file is wrapped."""
        with _told(name), self._shelf.read(checked_name(name)) as source:
            return header_key_id(source.read(HEADER_BYTES))

    def rewrap(self, name: str) -> bool:
        """Wrap the key of a file with the current key; tell whether there was anything to do.

        The content is copied as it stands, sealed, so that the file is whole at every moment.
        """
        if self.key_id(name) == self._keyring.current.id:
            return False
        with _told(name), self._shelf.read(checked_name(name)) as source:
            header = rewrapped(source.read(HEADER_BYTES), keyring=self._keyring, name=name)
            with self._placed(name, replacing=True) as target:
                target.write(header)
                shutil.copyfileobj(source, target, CHUNK_BYTES)
        return True

    @contextmanager
    def _placed(self, name: str, *, replacing: bool = False) -> Iterator[BinaryIO]:
        """Give a file to write to; what was written gets its name at the end, in one step."""
        key = secrets.token_hex(_KEY_BYTES)
        try:
            with _told(name):
                self._check_name(name, replacing=replacing)
                with self._shelf.write_incoming(key) as target:
                    yield target
                    flush_written(target)
                self._check_name(name, replacing=replacing)
                self._shelf.publish(key, name=name, replacing=replacing)
        except BaseException:
            with suppress(OSError):
                self._shelf.discard(key)
            raise

    def _check_name(self, name: str, *, replacing: bool) -> None:
        """Let a new file take no other's name, and a file that was removed not come back."""
        is_there = self._shelf.has(name)
        if is_there and not replacing:
            raise _taken(name)
        if replacing and not is_there:
            raise _missing(name)


def _shelf(address: str) -> Shelf:
    if "://" in address and not address.startswith("file://"):
        return AddressShelf(address.rstrip("/"))
    return FolderShelf(Path(address.removeprefix("file://")))


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell what the system refused in words of the tree."""
    try:
        yield
    except FileNotFoundError as error:
        raise _missing(name) from error
    except FileExistsError as error:
        raise _taken(name) from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StoreFull(
                f"There is no room to store {name}: {error.strerror}. Nothing of it was kept. "
                "Free some space, and send it again."
            ) from error
        raise StoreNotUsable(
            f"{name} could not be stored or read where files are kept: {error.strerror or error}. "
            "See that the place is there and belongs to the server."
        ) from error


def _taken(name: str) -> StoreNotUsable:
    return StoreNotUsable(
        f"A file to store needs a name of its own, and {name} is there already. "
        "Give it a new identifier."
    )


def _missing(name: str) -> StoreNotUsable:
    return StoreNotUsable(
        f"The stored file {name} is needed, and is not there. Restore it from a backup."
    )
