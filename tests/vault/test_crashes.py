"""A program that is killed at any moment loses no key, and leaves no half a file."""

import hashlib
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from restride.vault.keyring_file import create_keyring, load_keyring
from restride.vault.storage import Storage

KILLS_COUNT = 8

ROTATING = """
    import sys
    from pathlib import Path
    from restride.vault.keyring_file import rotate

    while True:
        print(rotate(Path(sys.argv[1]) / "keys.json").current.id, flush=True)
"""
STORING = """
    import io, os, sys
    from pathlib import Path
    from uuid import uuid4
    from restride.vault.keyring_file import load_keyring
    from restride.vault.storage import Storage
    from restride.vault.stored_names import stored_name

    folder = Path(sys.argv[1])
    storage = Storage(folder / "files", keyring=load_keyring(folder / "keys.json"))
    while True:
        stored = storage.put(stored_name("recordings", uuid4()), io.BytesIO(os.urandom(600_000)))
        print(stored.name, stored.sha256, flush=True)
"""


def _killed(script: str, folder: Path, *, after_s: float) -> list[str]:
    """Run a program, kill it a while after its first word, and give the lines it had told."""
    running = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    told = running.stdout.readline()
    time.sleep(after_s)
    running.send_signal(signal.SIGKILL)
    told += running.communicate()[0]
    return [line for line in told.splitlines(keepends=True) if line.endswith("\n")]


@pytest.fixture
def moments_s():
    drawn = random.Random(161)
    return [drawn.uniform(0.0, 0.05) for _ in range(KILLS_COUNT)]


def test_no_key_that_was_told_is_lost(tmp_path, moments_s):
    create_keyring(tmp_path / "keys.json")
    told: set[str] = set()
    for after_s in moments_s:
        told |= {line.strip() for line in _killed(ROTATING, tmp_path, after_s=after_s)}
        kept = load_keyring(tmp_path / "keys.json")
        assert told <= {key.id for key in kept.data_keys}
    assert len(told) >= KILLS_COUNT


def test_every_file_that_was_told_is_whole_and_nothing_else_is_there(tmp_path, moments_s):
    keyring = create_keyring(tmp_path / "keys.json")
    storage = Storage(tmp_path / "files", keyring=keyring)
    told: dict[str, str] = {}
    for after_s in moments_s:
        lines = _killed(STORING, tmp_path, after_s=after_s)
        told |= dict(line.split() for line in lines)
        names = set(storage.names())
        assert told.keys() <= names
        for name in names:  # stored, and killed before it was told
            with storage.open(name) as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            assert told.setdefault(name, digest) == digest
    storage.sweep(older_than_s=0.0)
    assert list((tmp_path / "files" / "incoming").iterdir()) == []
