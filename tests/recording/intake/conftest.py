"""Makes the bombs and the scale importable by the tests beside them, and a quarantine for each."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def quarantine(tmp_path):
    folder = tmp_path / "quarantine"
    folder.mkdir()
    return folder


@pytest.fixture
def put(quarantine):
    def _put(content):
        path = quarantine / "0123.upload"
        if isinstance(content, Path):
            shutil.copyfile(content, path)
        else:
            path.write_bytes(content)
        return path

    return _put
