"""Logs in which streams grow: where each lies, what seals it, and whether somebody writes it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from restride.recording.log.disk import lock_for_writing
from restride.records.keys import current_keyring
from restride.records.places import incoming
from restride.vault.frame_seal import FrameSeal


def log_path(recording_id: UUID) -> Path:
    """Tell where the log of a stream lies, or will."""
    return incoming() / f"{recording_id}.log"


def seal_of(recording_id: UUID) -> FrameSeal:
    """Give what seals the frames of a stream, with the keys of the moment."""
    return FrameSeal(current_keyring(), recording_id)


def logged_recordings() -> list[UUID]:
    """Tell of which recordings there are logs."""
    found = []
    for each in incoming().glob("*.log"):
        with suppress(ValueError):  # what somebody else put there
            found.append(UUID(each.stem))
    return found


@contextmanager
def left_alone(path: Path) -> Iterator[bool]:
    """Tell whether nobody writes a log, and let nobody begin to meanwhile."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield True
        return
    try:
        yield lock_for_writing(descriptor)
    finally:
        os.close(descriptor)


def remove_log(recording_id: UUID) -> None:
    """Remove the log of a stream, and what was cut from it."""
    for each in incoming().glob(f"{recording_id}.log*"):
        each.unlink(missing_ok=True)
