"""Bytes brought to the disk itself, and a file that only one writer has open."""

import errno
import fcntl
import os
from pathlib import Path
from typing import Final

_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


def is_full(error: BaseException) -> bool:
    """Tell whether a write failed for want of room."""
    return isinstance(error, OSError) and error.errno in _FULL


def flush_file(descriptor: int) -> None:
    """Bring the content and the length of a file to the disk."""
    full_flush = getattr(fcntl, "F_FULLFSYNC", None)
    if full_flush is not None:  # macOS: fsync alone stops at the drive's own cache
        fcntl.fcntl(descriptor, full_flush)
    else:
        getattr(os, "fdatasync", os.fsync)(descriptor)


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; a new file survives a crash only then."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def lock_for_writing(descriptor: int) -> bool:
    """Take a file for this writer alone until it is closed; tell whether that was possible."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte; a disk that takes only some is asked again."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
