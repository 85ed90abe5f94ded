"""Whatever the reading process does, it ends, nothing is left, and the server stays whole."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from honest import walk_csv
from weighing import snapshot

from restride.errors import FileNotUsable
from restride.recording.intake import (
    IntakeLimits,
    IntakeRefused,
    RefusalReason,
    clear_leftovers,
    confinement,
    examine,
)
from restride.recording.intake import examining as rooms
from restride.recording.intake.child_process import Ending
from restride.recording.intake.outcomes import Cost

#: Less than a reader imports.
NO_MEMORY = 30 * 2**20


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (IntakeLimits(cpu_least_s=0.001, cpu_per_mb_s=0), RefusalReason.TOO_MUCH_TIME),
        (IntakeLimits(wall_ratio=0.01), RefusalReason.TOO_MUCH_TIME),
        (IntakeLimits(upload_most_bytes=1000), RefusalReason.TOO_LARGE),
    ],
)
def test_what_takes_more_than_it_may_is_ended(limits, reason, put, tmp_path):
    path = put(walk_csv(120))
    before = snapshot(tmp_path)
    refused = examine(path, limits=limits)

    assert isinstance(refused, IntakeRefused)
    assert refused.reason is reason
    assert snapshot(tmp_path) == before


def test_a_process_without_memory_ends_and_leaves_nothing(put, tmp_path):
    path = put(walk_csv(10))
    before = snapshot(tmp_path)
    limits = IntakeLimits(memory_least_bytes=NO_MEMORY, memory_most_bytes=NO_MEMORY)
    refused = examine(path, limits=limits)

    assert isinstance(refused, IntakeRefused)
    assert refused.reason in (RefusalReason.TOO_MUCH_MEMORY, RefusalReason.READER_FAILED)
    assert snapshot(tmp_path) == before


def test_a_file_that_takes_the_place_of_the_one_looked_at_is_not_read(put, quarantine, monkeypatch):
    path = put(walk_csv(10))
    look = rooms._looked_at

    def exchanged(upload, limits):
        declared = look(upload, limits)
        path.unlink()
        path.write_bytes(b"another file")
        return declared

    monkeypatch.setattr(rooms, "_looked_at", exchanged)
    with pytest.raises(FileNotUsable, match="another one took its place"):
        examine(path)
    assert [each.name for each in quarantine.iterdir()] == [path.name]


def _ending(**said):
    ending = Ending(answer=None, exit_code=0, ended_for=None, cost=Cost())
    return replace(ending, **said)


@pytest.mark.parametrize(
    ("ending", "reason", "text"),
    [
        (_ending(exit_code=-signal.SIGSEGV), RefusalReason.READER_FAILED, "exit code -11"),
        (_ending(exit_code=-signal.SIGABRT), RefusalReason.READER_FAILED, "exit code -6"),
        (_ending(exit_code=-signal.SIGPROF), RefusalReason.TOO_MUCH_TIME, "s of work"),
        (_ending(exit_code=-signal.SIGXCPU), RefusalReason.TOO_MUCH_TIME, "s of work"),
        (_ending(exit_code=-signal.SIGKILL), RefusalReason.TOO_MUCH_MEMORY, "more memory"),
        (_ending(ended_for="memory"), RefusalReason.TOO_MUCH_MEMORY, "more memory"),
        (_ending(ended_for="answer"), RefusalReason.READER_FAILED, "our reader failed"),
        (_ending(answer={}), RefusalReason.READER_FAILED, "makes no sense"),
        (_ending(answer={"trials": 3}), RefusalReason.READER_FAILED, "makes no sense"),
        (_ending(answer={"refused": "?"}), RefusalReason.READER_FAILED, "our reader failed"),
        (
            _ending(answer={"refused": "damaged", "text": "x uploaded-recording y"}),
            RefusalReason.DAMAGED,
            "x walk.csv y",
        ),
    ],
)
def test_however_the_process_ends_it_is_a_refusal(ending, reason, text, put):
    with rooms._opened(put(b"x"), "walk.csv") as upload:
        refused = rooms._outcome(ending, upload)

    assert isinstance(refused, IntakeRefused)
    assert refused.reason is reason
    assert text in refused.text


def test_a_fault_of_ours_is_named_by_its_place_and_not_by_what_the_file_holds(put, quarantine):
    script = """
import sys
from restride.recording.intake import child
def fails(*_):
    raise KeyError("Ana Maria Patient")
child._read = fails
child.confine = lambda *_, **__: None
sys.argv = ["child", sys.argv[1]]
child.main()
"""
    limits = {"memory_first_bytes": 1, "memory_most_bytes": 1, "mapped_bytes": 1, "cpu_s": 1}
    request = {"limits": limits, "options": {}, "parent_id": os.getpid()}
    (quarantine / "request.json").write_text(json.dumps(request))
    done = subprocess.run(
        [sys.executable, "-c", script, str(quarantine)], capture_output=True, text=True, check=False
    )
    said = json.loads(done.stdout)

    assert said["refused"] == "reader-failed"
    assert said["text"].startswith("KeyError in child.py:")
    assert "Ana" not in done.stdout + done.stderr


def _confined(action, folder):
    script = f"""
import os, sys
from restride.recording.intake.confinement import Confinement, begin_work, confine
limits = Confinement(
    memory_first_bytes=2**27, memory_most_bytes=2**27, mapped_bytes=0, cpu_s=0.1
)
confine(limits, parent_id=os.getppid())
{action}
"""
    return subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("open('left', 'wb', buffering=0).write(b'x')", "File too large"),
        ("bytes(2**28)", "MemoryError"),
        ("[open('/dev/null') for _ in range(100)]", "Too many open files"),
    ],
)
def test_a_confined_process_cannot_take_more_than_it_may(action, text, tmp_path):
    done = _confined(action, tmp_path)

    assert done.returncode == 1
    assert text in done.stderr


def test_a_confined_process_ends_when_its_work_has_taken_too_long(tmp_path):
    done = _confined("begin_work(limits)\nwhile True: pass", tmp_path)

    assert done.returncode == -signal.SIGPROF


def test_a_process_whose_parent_died_before_it_could_follow_ends(tmp_path):
    done = _confined("confine(limits, parent_id=1_000_000_000)", tmp_path)

    assert done.returncode == -signal.SIGKILL


def test_where_a_system_sets_no_limits_nothing_is_read(monkeypatch):
    monkeypatch.setattr(confinement.ctypes, "CDLL", lambda _: object())

    with pytest.raises(FileNotUsable, match="limits that need Linux"):
        confinement._die_with_parent(os.getppid())


def _children_of(process_id):
    path = Path(f"/proc/{process_id}/task/{process_id}/children")
    return [int(word) for word in path.read_text().split()]


def test_the_process_dies_with_its_parent_and_knows_none_of_its_secrets(put, quarantine):
    path = put(walk_csv(1200))
    script = (
        "import sys; from pathlib import Path; from restride.recording.intake import examine\n"
        "while True: examine(Path(sys.argv[1]))"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        env={**os.environ, "RESTRIDE_KEY": "secret"},
    )
    try:
        deadline_s = time.monotonic() + 20
        child, environment = 0, b""
        while not environment and time.monotonic() < deadline_s:
            for child in _children_of(parent.pid):
                # Between fork and exec it still shows that of the parent.
                said = Path(f"/proc/{child}/environ").read_bytes()
                environment = said if b"RESTRIDE_DECODED_LIMIT_MB" in said else b""
            time.sleep(0.005)
        # It has asked to die with its parent once it has opened what it reads.
        time.sleep(0.2)
    finally:
        parent.kill()
        parent.wait()

    assert environment
    assert b"secret" not in environment
    deadline_s = time.monotonic() + 5
    while _is_alive(child) and time.monotonic() < deadline_s:
        time.sleep(0.01)
    assert not _is_alive(child)
    assert clear_leftovers(quarantine, older_than_s=3600) == 0
    clear_leftovers(quarantine, older_than_s=-1)
    assert [each.name for each in quarantine.iterdir()] == [path.name]


def _is_alive(process_id):
    try:
        said = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return False
    return said.rpartition(")")[2].split()[0] != "Z"
