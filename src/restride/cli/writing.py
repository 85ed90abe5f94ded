"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from restride.errors import OptionError


def write_text(path: Path, text: str) -> None:
    """Write a text file in one go."""
    write_whole(path, lambda draft: draft.write_text(text, encoding="utf-8"))


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let a file be written beside its place, then put it there; a failure leaves nothing behind.

    The draft keeps the ending of the file, because some writers choose their format by it. What is
    no regular file, such as ``/dev/null`` or a pipe, is written into and never put aside.
    """
    refuse_unwritable(path)
    try:
        if path.exists() and not path.is_file():
            _write_through(path, write)
        else:
            _replace(path, write)
    except OSError as error:
        raise OptionError(
            f"{path} could not be written ({error.strerror or error}). Make room, or name another "
            "file."
        ) from error


def _write_through(device: Path, write: Callable[[Path], object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / f"draft{device.suffix}"
        write(draft)
        with device.open("wb") as file:
            file.write(draft.read_bytes())


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        write(draft)
        draft.chmod(0o666 & ~_mask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def refuse_unwritable(path: Path, *, inputs: Iterable[Path] = ()) -> None:
    """Refuse a place where no file can be written, before any work is done for it."""
    if path.is_dir():
        raise OptionError(f"A file is needed to write to, and {path} is a directory. Name a file.")
    if not path.parent.is_dir():
        raise OptionError(
            f"A file can only be written into a directory, and {path.parent} is none. "
            "Make it first, or name another."
        )
    is_device = path.exists() and not path.is_file()
    if not is_device and not os.access(path.parent, os.W_OK):
        raise OptionError(
            f"{path.parent} may not be written to. Name another directory, or change its rights."
        )
    if any(path.resolve() == each.resolve() for each in inputs):
        raise OptionError(
            f"{path} belongs to the recording itself and would be lost. Name another file."
        )


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
