"""Makes the writers of samples and the mutations importable by the tests beside them."""

import json
import sys
from pathlib import Path

import pytest

from restride.recording.readers import ReadOptions, read_recordings

for folder in (Path(__file__).parent, Path(__file__).parents[1] / "fuzz"):
    sys.path.insert(0, str(folder))


@pytest.fixture
def read_plates(tmp_path):
    """Read bytes or lines as a file, with what is said about it."""

    def _read(content, *, name="trial.csv", beside=None, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        if beside is not None:
            path.with_suffix(".json").write_text(json.dumps(beside))
        (recording,) = read_recordings(path, options=ReadOptions(**options))
        return recording

    return _read
