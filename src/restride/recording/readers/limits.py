"""Before anything is allocated: whether there is a file, and whether it would fit decoded."""

import os
from pathlib import Path
from typing import Final

from restride.errors import FileNotUsable, OptionError, RecordingTooLarge

#: Two days of six axes at 200 Hz in double precision take 1.7 GB; the limit leaves room for a
#: week at 100 Hz in single precision. House choice.
DEFAULT_DECODED_LIMIT_MB: Final = 4096.0
_LIMIT_VARIABLE: Final = "RESTRIDE_DECODED_LIMIT_MB"


def decoded_limit_bytes() -> int:
    """Tell how large a decoded recording may be."""
    stated = os.environ.get(_LIMIT_VARIABLE)
    if stated is None:
        return int(DEFAULT_DECODED_LIMIT_MB * 2**20)
    try:
        limit_bytes = int(float(stated) * 2**20)
    except (ValueError, OverflowError):
        limit_bytes = 0
    if limit_bytes <= 0:
        raise OptionError(
            f"{_LIMIT_VARIABLE} must be a positive number of megabytes, and is {stated!r}. "
            f"Set it to a number such as {DEFAULT_DECODED_LIMIT_MB:g}, or leave it unset."
        )
    return limit_bytes


def refuse_too_large(needed_bytes: int, *, what: str) -> None:
    """Refuse what would not fit, before it is allocated."""
    limit_bytes = decoded_limit_bytes()
    if needed_bytes > limit_bytes:
        raise RecordingTooLarge(needed_bytes=needed_bytes, limit_bytes=limit_bytes, what=what)


def read_head(path: Path, *, head_bytes: int) -> bytes:
    """Read the first bytes of a file, or say why it cannot be used."""
    try:
        if path.is_dir():
            raise FileNotUsable(
                f"A file with a recording is needed, and {path} is a directory. "
                "Name one of the files in it."
            )
        if path.exists() and not path.is_file():
            raise FileNotUsable(
                f"A regular file is needed, and {path} is none (a pipe or a device). "
                "Copy the recording to a file first."
            )
        with path.open("rb") as file:
            head = file.read(head_bytes)
    except FileNotFoundError:
        raise FileNotUsable(
            f"A file with a recording is needed, and {path} does not exist. Check the path."
        ) from None
    except (OSError, ValueError) as error:
        raise FileNotUsable(
            f"A readable file is needed, and {path} could not be opened "
            f"({getattr(error, 'strerror', None) or error}). Check its permissions."
        ) from None
    if not head:
        raise FileNotUsable(
            f"A recording is needed, and {path} is empty (0 bytes). Export or copy it again."
        )
    return head
