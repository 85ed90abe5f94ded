"""Files sealed in chunks, so that they are written as they come and read from any place.

After the head (`file_header.py`) come chunks of 256 KiB, each AES-256-GCM with its tag under the
file's own key. The nonce of a chunk is its number and whether it is the last one, so that a chunk
which is missing, repeated, moved, or taken from another file does not open, and neither does a file
that was cut or lengthened.

Source: the STREAM construction, Hoang, Reyhanitabar, Rogaway and Vizár 2015,
doi:10.1007/978-3-662-47989-6_24.
Differs in: the nonce has no random part, since no two files share a key.
"""

import hashlib
import io
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from restride.errors import OptionError, SealBroken
from restride.vault.file_header import HEADER_BYTES, file_key_of, header_of, new_file_key
from restride.vault.keyring import Keyring

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

#: Of the content of a chunk: small enough to read a range, large enough that tags cost nothing.
CHUNK_BYTES: Final = 256 * 1024
_TAG_BYTES: Final = 16
_SEALED_CHUNK_BYTES: Final = CHUNK_BYTES + _TAG_BYTES
_COUNTER_BYTES: Final = 11


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(_COUNTER_BYTES) + (b"\x01" if is_last else b"\x00")


class SealedWriter(io.RawIOBase):
    """Seals a file while it is written. It is complete, and opens, only once it was finished.

    As a context it is finished at the end, and left incomplete where an error ends it. The file it
    writes to stays open: whoever opened it brings it to the disk and closes it.
    """

    def __init__(self, target: BinaryIO, *, keyring: Keyring, name: str) -> None:
        file_key = new_file_key()
        self._target = target
        self._cipher = AESGCM(file_key.secret.reveal())
        self._file_id = file_key.file_id
        self._waiting = bytearray()
        self._chunks_count = 0
        self._size_bytes = 0
        self._digest = hashlib.sha256()
        self._is_finished = False
        target.write(header_of(file_key, keyring=keyring, name=name))

    @property
    def size_bytes(self) -> int:
        """Of what was written, unsealed."""
        return self._size_bytes

    @property
    def sha256(self) -> str:
        """Of what was written, unsealed, in hexadecimal."""
        return self._digest.hexdigest()

    def writable(self) -> bool:
        """Tell that this is a file to write to."""
        return True

    def tell(self) -> int:
        """Tell how many bytes were written."""
        return self._size_bytes

    def write(self, content: "ReadableBuffer") -> int:
        """Take some bytes; a chunk is sealed once it is known not to be the last one."""
        if self._is_finished:
            raise OptionError("A sealed file takes bytes until it is finished, and it is. Open it.")
        taken = memoryview(content).cast("B")
        self._digest.update(taken)
        self._size_bytes += len(taken)
        self._waiting += taken
        while len(self._waiting) > CHUNK_BYTES:
            self._seal_chunk(CHUNK_BYTES, is_last=False)
        return len(taken)

    def finish(self) -> None:
        """Seal the last chunk: from now on the file is complete."""
        if not self._is_finished:
            self._seal_chunk(len(self._waiting), is_last=True)
            self._is_finished = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.finish()
        self.close()

    def _seal_chunk(self, size_bytes: int, *, is_last: bool) -> None:
        nonce = _nonce(self._chunks_count, is_last=is_last)
        content = bytes(self._waiting[:size_bytes])
        self._target.write(self._cipher.encrypt(nonce, content, self._file_id))
        del self._waiting[:size_bytes]
        self._chunks_count += 1


class SealedReader(io.RawIOBase):
    """Reads a sealed file from any place, a chunk at a time.

    The last chunk is opened first: a file that was cut or lengthened is refused before any of it
    is given out.

    Raises
    ------
    SealBroken
        Changed, cut, lengthened, or stored under another name than it was sealed for.
    UnknownKey
        Sealed with a key that the ring does not hold.
    """

    def __init__(self, source: BinaryIO, *, keyring: Keyring, name: str) -> None:
        self._source = source
        self._name = name
        self._place = 0
        source.seek(0)
        file_key = file_key_of(source.read(HEADER_BYTES), keyring=keyring, name=name)
        self._cipher = AESGCM(file_key.secret.reveal())
        self._file_id = file_key.file_id
        sealed_bytes = source.seek(0, io.SEEK_END) - HEADER_BYTES
        self._last = max(0, -(-sealed_bytes // _SEALED_CHUNK_BYTES) - 1)
        self._number = -1
        self._chunk = memoryview(b"")
        self._open_chunk(self._last)
        self.size_bytes = self._last * CHUNK_BYTES + len(self._chunk)

    def readable(self) -> bool:
        """Tell that this is a file to read from."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read from any place."""
        return True

    def tell(self) -> int:
        """Tell where in the unsealed content the next byte is."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place of the unsealed content."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.size_bytes}[whence]
        if start + offset < 0:
            raise OptionError(
                f"A place in {self._name} counts from 0, and {start + offset} was asked for. "
                "Ask for one inside the file."
            )
        self._place = start + offset
        return self._place

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read up to the end of the present chunk."""
        wanted = memoryview(buffer).cast("B")
        if self._place >= self.size_bytes or not wanted:
            return 0
        number, offset = divmod(self._place, CHUNK_BYTES)
        self._open_chunk(number)
        given = self._chunk[offset : offset + len(wanted)]
        wanted[: len(given)] = given
        self._place += len(given)
        return len(given)

    def close(self) -> None:
        """Close the file that is read, too."""
        if not self.closed:
            self._source.close()
        super().close()

    def _open_chunk(self, number: int) -> None:
        if number == self._number:
            return
        self._source.seek(HEADER_BYTES + number * _SEALED_CHUNK_BYTES)
        sealed = self._source.read(_SEALED_CHUNK_BYTES)
        nonce = _nonce(number, is_last=number == self._last)
        opened = None
        if len(sealed) >= _TAG_BYTES:
            with suppress(InvalidTag):
                opened = self._cipher.decrypt(nonce, sealed, self._file_id)
        if opened is None:
            raise SealBroken(
                f"Chunk {number + 1} of {self._last + 1} of {self._name} does not open: the file "
                "was changed, cut, lengthened, or joined from two. Restore it from a backup."
            )
        self._number, self._chunk = number, memoryview(opened)


def open_sealed(source: BinaryIO, *, keyring: Keyring, name: str) -> io.BufferedReader:
    """Open a sealed file like any other: it gives all that is asked for, and closes its source."""
    reader = SealedReader(source, keyring=keyring, name=name)
    return io.BufferedReader(reader, buffer_size=CHUNK_BYTES)
