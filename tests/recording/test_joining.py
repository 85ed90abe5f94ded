"""Files of one recording on one time."""

import numpy as np
import pytest

from restride.errors import ClocksDisagree, OptionError
from restride.person import Person
from restride.recording.clock import Clock
from restride.recording.in_memory import plate_of, recording_of
from restride.recording.joining import join_files
from restride.recording.recording import Recording, Sensor, SourceFile
from restride.terms import Placement


def _recording(name, placement, *, started_at=None, person=None, duration_s=10, clock_start_s=None):
    sensor = Sensor(
        name="sensor",
        placement=placement,
        clock=Clock(sampling_rate_hz=100, samples_count=duration_s * 100),
        acceleration_mps2=np.zeros((duration_s * 100, 3)),
    )
    return Recording(
        name=name,
        sensors=(sensor,),
        person=person or Person(),
        files=(SourceFile(name=f"{name}.csv", format="csv"),),
        clock_start_s=clock_start_s,
        started_at=started_at,
    )


def test_times_count_from_the_latest_first_sample():
    joined = join_files(
        [
            _recording("left", Placement.LEFT_FOOT, started_at="2024-02-28T10:00:00.250"),
            _recording("right", Placement.RIGHT_FOOT, started_at="2024-02-28T10:00:02"),
        ]
    )

    assert [file.offset_s for file in joined.files] == [-1.75, 0.0]
    assert joined.sensor_at(Placement.LEFT_FOOT).clock.first_s == -1.75
    assert joined.sensor_at(Placement.RIGHT_FOOT).clock.first_s == 0
    assert joined.started_at == "2024-02-28T10:00:02"
    assert joined.findings == ()


def test_without_known_starts_all_files_start_together_and_this_is_said():
    joined = join_files(
        [
            _recording("left", Placement.LEFT_FOOT, started_at="2024-02-28T10:00:00.250"),
            _recording("right", Placement.RIGHT_FOOT),
        ]
    )

    assert [file.offset_s for file in joined.files] == [0, 0]
    assert "started together" in joined.findings[0].done


def test_times_that_overlap_are_taken_as_one_clock_and_this_is_said():
    joined = join_files(
        [
            _recording("left", Placement.LEFT_FOOT, clock_start_s=20.0),
            _recording("right", Placement.RIGHT_FOOT, clock_start_s=20.75),
        ]
    )

    assert [file.offset_s for file in joined.files] == [-0.75, 0.0]
    assert "begin at 20 s, 20.75 s" in joined.findings[0].found
    assert joined.findings[0].done == "These times were taken as one clock."


@pytest.mark.parametrize("start_s", [None, 500.0], ids=["no times", "times far apart"])
def test_times_that_cannot_be_one_clock_start_together(start_s):
    joined = join_files(
        [
            _recording("left", Placement.LEFT_FOOT, clock_start_s=20.0),
            _recording("right", Placement.RIGHT_FOOT, clock_start_s=start_s),
        ]
    )

    assert [file.offset_s for file in joined.files] == [0, 0]


def test_sensors_of_one_name_are_named_by_their_places():
    joined = join_files(
        [_recording("a", Placement.LEFT_FOOT), _recording("b", Placement.RIGHT_FOOT)]
    )

    assert [sensor.name for sensor in joined.sensors] == ["left-foot", "right-foot"]
    assert joined.name == "a + b"


def test_what_any_file_knows_of_the_person_is_kept():
    joined = join_files(
        [
            _recording("a", Placement.LEFT_FOOT, person=Person(height_m=1.7)),
            _recording("b", Placement.RIGHT_FOOT, person=Person(height_m=1.8, age_years=70)),
        ]
    )

    assert joined.person == Person(height_m=1.7, age_years=70)


def test_one_recording_stays_as_it_is():
    recording = _recording("a", Placement.LEFT_FOOT)

    assert join_files([recording]) is recording


def test_a_place_taken_twice_is_refused():
    with pytest.raises(OptionError, match="a and b are both worn at left-foot"):
        join_files([_recording("a", Placement.LEFT_FOOT), _recording("b", Placement.LEFT_FOOT)])


def test_files_of_other_times_are_refused():
    with pytest.raises(ClocksDisagree, match=r"a ends 50.0 s before another one begins"):
        join_files(
            [
                _recording("a", Placement.LEFT_FOOT, started_at="2024-02-28T10:00:00"),
                _recording("b", Placement.RIGHT_FOOT, started_at="2024-02-28T10:01:00"),
            ]
        )


def test_nothing_cannot_be_joined():
    with pytest.raises(OptionError, match="At least one recording"):
        join_files([])


def test_plates_of_two_files_may_be_two_trials_and_it_is_said():
    centre_mm = np.random.default_rng(1).normal(size=(100, 2))
    trials = [
        recording_of(plate_of(centre_mm, sampling_rate_hz=50.0, side=None), name=name)
        for name in ("first", "second")
    ]

    found = [each for each in join_files(trials).findings if each.code == "plates-joined"]

    assert found[0].found.startswith("first and second hold a plate each")
    assert "--protocol" in found[0].done
