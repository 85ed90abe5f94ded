"""A true recording is taken in fast, told as it is, and nothing beside it is read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bombs import HEAD
from honest import MOST_S, walk_csv, write_fast_frames
from weighing import snapshot, weigh

from restride.person import Person
from restride.recording.intake import (
    Examined,
    IntakeRefused,
    RefusalReason,
    examine,
    receive,
)
from restride.recording.intake.told_options import options_of, options_to_json
from restride.recording.readers import READERS, ReadOptions, read_recordings
from restride.recording.readers.plate_notes import PlateNotes
from restride.terms import Placement, Severity, Sex, Side, Task, WalkingAid

FOLDER = Path(__file__).parents[2] / "data/readers"
SAMPLES = {path.stem.partition("_")[0]: path for path in sorted(FOLDER.iterdir())}
OPTIONS = ReadOptions(sampling_rate_hz=60.0, picture_size_px=(1920.0, 1080.0))


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
    path = put(walk_csv(120))
    weighed = min((weigh("examine", str(path)) for _ in range(3)), key=lambda each: each.wall_s)

    assert weighed.verdict == "taken in"
    assert weighed.wall_s <= MOST_S
    assert weighed.peak_mb <= 256


def test_what_a_recording_holds_is_told(put):
    path = put(walk_csv(20))
    options = ReadOptions(placements=(Placement.LOWER_BACK,), person=Person(height_m=1.7))
    examined = examine(path, declared_name="/home/ana/walk one.csv", options=options)
    (recording,) = read_recordings(path, options=options)

    assert isinstance(examined, Examined)
    (trial,) = examined.trials
    (track,) = trial.tracks
    assert (track.kind, track.placement) == ("sensor", "lower-back")
    assert track.sampling_rate_hz == pytest.approx(100)
    assert track.samples_count == 2000
    assert trial.name == "recording"
    assert "walk one" not in json.dumps(examined.to_json()["trials"])
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
    path = put(walk_csv(60))
    whole = examine(path)
    with path.open("ab") as file:
        rest = b"".join(walk_csv(60).split(b"\n", 1)[1:])
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
    path = put(walk_csv(20))
    (quarantine / "0123.json").write_text('{"placement": "left-foot", "task": "walk"}')
    examined = examine(path)

    assert isinstance(examined, Examined)
    assert examined.trials[0].tracks[0].placement != "left-foot"


def test_a_mapping_is_found_from_wherever_the_server_runs(put, tmp_path, monkeypatch):
    (tmp_path / "mapping.json").write_text(
        json.dumps({"columns": {"time": "t", "acc_x": "A", "acc_y": "B", "acc_z": "C"}})
    )
    path = put(walk_csv(20).replace(b"time_s,acc_x_g,acc_y_g,acc_z_g", b"t,A,B,C"))
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
    path = put(walk_csv(20))
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


def test_what_was_received_is_examined(quarantine):
    received = receive([walk_csv(20)], quarantine)
    examined = examine(received.path, declared_name="walk.csv")

    assert isinstance(examined, Examined)
    assert examined.size_bytes == received.size_bytes


def test_the_server_examines_without_loading_a_reader():
    script = "import sys, restride.recording.intake; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"
