"""Files into recordings: ``read_recordings`` and what it takes."""

from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.reading import (
    estimate_duration_s,
    find_reader,
    read_recordings,
    stream_recording,
)
from restride.recording.readers.registry import READERS

__all__ = [
    "READERS",
    "ReadOptions",
    "Reader",
    "estimate_duration_s",
    "find_reader",
    "read_recordings",
    "stream_recording",
]
