"""A true recording is taken in fast; whatever the reading process does, the server stays whole."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bombs import HEAD
from table_bombs import write_fast_frames
from weighing import snapshot, weigh

from restride.errors import FileNotUsable
from restride.person import Person
from restride.recording.intake import (
    Examined,
    IntakeLimits,
    IntakeRefused,
    RefusalReason,
    clear_leftovers,
    examine,
    receive,
)
from restride.recording.intake import examining as rooms
from restride.recording.intake.child_process import Ending
from restride.recording.intake.outcomes import Cost
from restride.recording.intake.told_options import options_of, options_to_json
from restride.recording.readers import READERS, ReadOptions, read_recordings
from restride.recording.readers.plate_notes import PlateNotes
from restride.terms import Placement, Severity, Sex, Side, Task, WalkingAid

FOLDER = Path(__file__).parents[2] / "data/readers"
SAMPLES = {path.stem.partition("_")[0]: path for path in sorted(FOLDER.iterdir())}
OPTIONS = ReadOptions(sampling_rate_hz=60.0, picture_size_px=(1920.0, 1080.0))
#: Less than a reader imports.
NO_MEMORY = 30 * 2**20


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


def _walk_csv(duration_s, *, seed=0):
    generator = np.random.default_rng(seed)
    times_s = np.arange(round(duration_s * 100)) / 100
    swing = np.sin(times_s * 11)[:, None] * [0.1, 0.2, 0.3]
    force = swing + [1, 0, 0] + 0.05 * generator.normal(size=(len(times_s), 3))
    turning = 30 * swing + generator.normal(size=(len(times_s), 3))
    names = "time_s,acc_x_g,acc_y_g,acc_z_g,gyr_x_dps,gyr_y_dps,gyr_z_dps\n"
    rows = np.column_stack([times_s, force, turning])
    return (names + "\n".join(",".join(f"{x:.4f}" for x in row) for row in rows) + "\n").encode()


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_sample_of_every_format_is_taken_in(reader, put, tmp_path):
    path = put(SAMPLES[reader.name])
    before = snapshot(tmp_path)
    examined = examine(path, declared_name=SAMPLES[reader.name].name, options=OPTIONS)

    assert isinstance(examined, Examined), examined
    assert examined.format == reader.name
    assert examined.duration_s > 1
    assert all(trial.tracks and trial.content_hash for trial in examined.trials)
    assert snapshot(tmp_path) == before


def test_two_minutes_from_the_lower_back_are_taken_in_fast(put):
    path = put(_walk_csv(120))
    weighed = min((weigh("examine", str(path)) for _ in range(3)), key=lambda each: each.wall_s)

    assert weighed.verdict == "taken in"
    assert weighed.wall_s <= 1.2
    assert weighed.peak_mb <= 256


def test_what_a_recording_holds_is_told(put):
    path = put(_walk_csv(20))
    options = ReadOptions(placements=(Placement.LOWER_BACK,), person=Person(height_m=1.7))
    examined = examine(path, declared_name="/home/ana/walk one.csv", options=options)
    (recording,) = read_recordings(path, options=options)

    assert isinstance(examined, Examined)
    (trial,) = examined.trials
    (track,) = trial.tracks
    assert (track.kind, track.placement) == ("sensor", "lower-back")
    assert track.sampling_rate_hz == pytest.approx(100)
    assert track.samples_count == 2000
    assert trial.name == "walk one"
    assert trial.duration_s == pytest.approx(20)
    assert trial.task_guess is Task.WALK
    assert trial.content_hash == recording.content_hash()
    assert trial.is_checked
    assert [finding.code for finding in trial.findings] == ["rate-inferred"]
    assert trial.findings[0].severity is Severity.NOTE
    assert examined.shown_name == "walk one.csv"
    assert json.loads(json.dumps(examined.to_json()))["trials"][0]["task_guess"] == "walk"
    assert 0 < examined.cost.cpu_s < 5
    assert 2**24 < examined.cost.peak_bytes < 2**28


def test_a_long_recording_is_read_in_parts_in_little_room(put, monkeypatch):
    path = put(_walk_csv(60))
    whole = examine(path)
    with path.open("ab") as file:
        rest = b"".join(_walk_csv(60).split(b"\n", 1)[1:])
        for minute in range(1, 4):
            rows = (line.split(b",", 1) for line in rest.splitlines())
            file.writelines(b"%.2f,%b\n" % (60 * minute + float(t), x) for t, x in rows)
        file.write(b"\n" * 12_000_000)
    examined = examine(path)

    assert isinstance(whole, Examined)
    assert isinstance(examined, Examined), examined
    (trial,) = examined.trials
    assert trial.duration_s == pytest.approx(240)
    assert trial.tracks[0].samples_count == 24_000
    assert trial.content_hash is None
    assert not trial.is_checked
    assert [each.code for each in trial.findings] == ["rate-inferred"]


def test_markers_at_thousands_of_frames_a_second_take_no_more_room(quarantine):
    path = quarantine / "fast.upload"
    write_fast_frames(path)
    weighed = weigh("examine", str(path))

    assert weighed.verdict == "taken in"
    assert weighed.peak_mb <= 256


def test_what_lies_beside_an_upload_is_not_read(put, quarantine):
    path = put(_walk_csv(20))
    (quarantine / "0123.json").write_text('{"placement": "left-foot", "task": "walk"}')
    examined = examine(path)

    assert isinstance(examined, Examined)
    assert examined.trials[0].tracks[0].placement != "left-foot"


def test_a_mapping_is_found_from_wherever_the_server_runs(put, tmp_path, monkeypatch):
    (tmp_path / "mapping.json").write_text(
        json.dumps({"columns": {"time": "t", "acc_x": "A", "acc_y": "B", "acc_z": "C"}})
    )
    path = put(_walk_csv(20).replace(b"time_s,acc_x_g,acc_y_g,acc_z_g", b"t,A,B,C"))
    monkeypatch.chdir(tmp_path)
    examined = examine(path, options=ReadOptions(mapping=Path("mapping.json")))

    assert isinstance(examined, Examined), examined


def test_the_refusal_of_a_reader_names_the_file_as_it_was_sent(put):
    path = put(HEAD + b"0.01,abc,0,0\n" * 10)
    refused = examine(path, declared_name="walk.csv")

    assert isinstance(refused, IntakeRefused)
    assert refused.reason is RefusalReason.DAMAGED
    assert "walk.csv has the text 'abc' near line 2" in refused.text
    assert refused.to_json()["reason"] == "damaged"


def test_options_that_do_not_fit_the_file_are_said(put):
    path = put(_walk_csv(20))
    options = ReadOptions(placements=(Placement.LEFT_FOOT, Placement.RIGHT_FOOT))
    refused = examine(path, options=options)

    assert isinstance(refused, IntakeRefused)
    assert refused.reason is RefusalReason.OPTIONS
    assert "A place for each sensor is needed" in refused.text


def test_nothing_said_and_everything_said_arrive_as_they_were():
    said = ReadOptions(
        placements=(Placement.LOWER_BACK,),
        acceleration_unit="g",
        angular_velocity_unit="radps",
        sampling_rate_hz=100.0,
        picture_size_px=(640.0, 480.0),
        keypoint_layout="coco-17",
        mapping=Path("/nowhere/mapping.yaml"),
        person=Person(height_m=1.7, sex=Sex.FEMALE, walking_aid=next(iter(WalkingAid))),
        trial="Trial1",
        length_unit="cm",
        plate_axes=("right", "forward"),
        plates=(PlateNotes(name="one", side=Side.LEFT, axes=("right", "forward")),),
    )
    for options in (ReadOptions(), said):
        assert options_of(json.loads(json.dumps(options_to_json(options)))) == options


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (IntakeLimits(cpu_least_s=0.001, cpu_per_mb_s=0), RefusalReason.TOO_MUCH_TIME),
        (IntakeLimits(wall_ratio=0.01), RefusalReason.TOO_MUCH_TIME),
        (IntakeLimits(upload_most_bytes=1000), RefusalReason.TOO_LARGE),
    ],
)
def test_what_takes_more_than_it_may_is_ended(limits, reason, put, tmp_path):
    path = put(_walk_csv(120))
    before = snapshot(tmp_path)
    refused = examine(path, limits=limits)

    assert isinstance(refused, IntakeRefused)
    assert refused.reason is reason
    assert snapshot(tmp_path) == before


def test_a_process_without_memory_ends_and_leaves_nothing(put, tmp_path):
    path = put(_walk_csv(10))
    before = snapshot(tmp_path)
    limits = IntakeLimits(memory_least_bytes=NO_MEMORY, memory_most_bytes=NO_MEMORY)
    refused = examine(path, limits=limits)

    assert isinstance(refused, IntakeRefused)
    assert refused.reason in (RefusalReason.TOO_MUCH_MEMORY, RefusalReason.READER_FAILED)
    assert snapshot(tmp_path) == before


def test_a_file_that_takes_the_place_of_the_one_looked_at_is_not_read(put, quarantine, monkeypatch):
    path = put(_walk_csv(10))
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


def _children_of(process_id):
    path = Path(f"/proc/{process_id}/task/{process_id}/children")
    return [int(word) for word in path.read_text().split()]


def test_the_process_dies_with_its_parent_and_knows_none_of_its_secrets(put, quarantine):
    path = put(_walk_csv(1200))
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


def test_what_was_received_is_examined(quarantine):
    received = receive([_walk_csv(20)], quarantine)
    examined = examine(received.path, declared_name="walk.csv")

    assert isinstance(examined, Examined)
    assert examined.size_bytes == received.size_bytes


def test_the_server_examines_without_loading_a_reader():
    script = "import sys, restride.recording.intake; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"
