"""Files into recordings: ``read_recordings`` and what it takes."""

from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.reading import find_reader, read_recordings
from restride.recording.readers.registry import READERS

__all__ = ["READERS", "ReadOptions", "Reader", "find_reader", "read_recordings"]
