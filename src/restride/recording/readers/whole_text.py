"""A text file read at once, after a look at its size: for formats with long heads or odd rows."""

from pathlib import Path
from typing import Final

from restride.errors import DamagedFile
from restride.recording.readers.limits import read_head, refuse_too_large
from restride.recording.readers.text_tables import decoded_head

#: Bytes of memory that a byte of text takes while it is parsed, at most. House choice: a number of
#: two signs becomes an object of 24 bytes and its place in a list.
_MEMORY_RATIO: Final = 20
_HEAD_BYTES: Final = 65_536


def read_whole_text(path: Path) -> str:
    """Read a whole file as text.

    Raises
    ------
    RecordingTooLarge
        Before anything is read.
    DamagedFile
        Where it holds no text.
    """
    head = read_head(path, head_bytes=_HEAD_BYTES)
    refuse_too_large(path.stat().st_size * _MEMORY_RATIO, what=f"The text {path.name}")
    if decoded_head(head) is None:
        raise DamagedFile(
            f"Text is needed, and {path.name} holds binary data. Check the file, or name its "
            "format with --format."
        )
    return text_of(path.read_bytes())


def text_of(content: bytes) -> str:
    """Decode text in the usual ways of writing it; what is no sign is replaced."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")
