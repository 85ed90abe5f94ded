"""What a reader is: a name, how it knows its files, and how it reads them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from restride.recording.readers.options import ReadOptions
from restride.recording.recording import Recording

#: First bytes of a file that every reader is shown to say whether it knows the format.
HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One file format."""

    #: What ``--format`` takes.
    name: str
    #: The format in words, for messages.
    title: str
    suffixes: frozenset[str]
    #: Confidence from the first bytes and the path, 0 (certainly not) to 1.
    recognises: Callable[[bytes, Path], float]
    #: Every trial of the file.
    read: Callable[[Path, ReadOptions], tuple[Recording, ...]]
    #: Consecutive parts of at most so many seconds; None where the format is read whole.
    stream: Callable[[Path, ReadOptions, float], Iterator[Recording]] | None = None
    #: A cheap guess at the duration in seconds; None where only reading tells.
    estimate_s: Callable[[Path, ReadOptions], float | None] | None = None
