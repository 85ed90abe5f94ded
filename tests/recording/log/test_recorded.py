"""From a log to a recording: every sample once and in time, and every doubt said."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from log_files import RECORDING_ID, write_log
from streams import RATE_HZ, block, board, frames_of, header_of, two_feet, values_at, worn

from restride.errors import DamagedFile, RecordingTooLarge, StreamRefused
from restride.recording.checks import check_recording
from restride.recording.log.blocks import StreamMark
from restride.recording.log.damage import DamageKind, LogDamage
from restride.recording.log.frames import Frame, FrameKind
from restride.recording.log.reading import read_log
from restride.recording.log.recorded import logged_recording, recording_of_log
from restride.recording.log.writer import LogWriter
from restride.terms import Placement, Side, Task


def _codes(recording):
    return [finding.code for finding in recording.findings]


def _numbers(sensor):
    """Which samples are there, as their own values tell."""
    return sensor.acceleration_mps2[:, 0]


def test_blocks_in_order_make_an_even_clock():
    recording = recording_of_log(frames_of(header_of(), *(block(each) for each in range(30))))

    (sensor,) = recording.sensors
    assert (sensor.name, sensor.placement) == ("back", Placement.LOWER_BACK)
    assert (sensor.clock.sampling_rate_hz, sensor.clock.samples_count) == (100.0, 300)
    assert sensor.clock.stamps_s is None
    assert sensor.clock.start_s == 0
    np.testing.assert_array_equal(_numbers(sensor), np.arange(300))
    np.testing.assert_array_equal(sensor.angular_velocity_dps, values_at(0, 300)[:, 3:])
    assert recording.findings == ()


def test_a_log_on_the_disk_becomes_the_same_recording(tmp_path):
    frames = frames_of(header_of(), *(block(each) for each in range(30)))
    with LogWriter(tmp_path / "walk.rlog", recording_id=RECORDING_ID) as writer:
        for frame in frames:
            writer.append(frame.kind, frame.payload)

    assert recording_of_log(read_log(tmp_path / "walk.rlog")) == recording_of_log(frames)


def test_units_are_converted_and_what_the_header_says_is_kept():
    sensor = worn(unit="g", axes=("up", "right", "forward"), acceleration_range_mps2=78.5)
    header = header_of(sensor, is_simulated=True, task=Task.WALK)
    ones = np.ones((10, 6), dtype=np.float32)
    recording = recording_of_log(frames_of(header, *(block(at, values=ones) for at in range(3))))

    (read,) = recording.sensors
    np.testing.assert_allclose(read.acceleration_mps2, 9.80665, rtol=1e-6)
    np.testing.assert_array_equal(read.angular_velocity_dps, 1)
    assert read.stated_axes == ("up", "right", "forward")
    assert read.acceleration_range_mps2 == 78.5
    assert recording.task is Task.WALK
    assert recording.is_simulated
    assert "simulated" in _codes(recording)


def test_lost_blocks_are_a_gap_in_the_clock():
    kept = [each for each in range(30) if not 10 <= each < 14]
    recording = recording_of_log(frames_of(header_of(), *(block(each) for each in kept)))

    (sensor,) = recording.sensors
    assert sensor.clock.samples_count == 260
    np.testing.assert_allclose(sensor.clock.times_s * RATE_HZ, _numbers(sensor), atol=1e-6)
    checked = check_recording_clock(recording)
    assert "clock-gap" in checked


def check_recording_clock(recording):
    """The self-check's codes, on a signal that it takes for one."""
    from dataclasses import replace

    (sensor,) = recording.sensors
    time_s = sensor.clock.times_s
    wave = 9.81 + np.sin(2 * np.pi * 1.8 * time_s)
    signal = np.column_stack([wave, 0.3 * np.sin(time_s), 0.2 * np.cos(time_s)])
    usable = replace(sensor, acceleration_mps2=signal, angular_velocity_dps=None)
    return _codes(check_recording(replace(recording, sensors=(usable,))))


@given(order=st.permutations(range(12)), again=st.lists(st.integers(0, 11), max_size=8))
def test_late_and_doubled_blocks_change_nothing(order, again):
    # What arrives within half a second of its turn: a link that jumbles, no more.
    jumbled = sorted(range(12), key=lambda at: at + 0.2 * order[at])
    blocks = [block(at) for at in chain(jumbled, again)]

    recording = recording_of_log(frames_of(header_of(), *blocks))

    (sensor,) = recording.sensors
    np.testing.assert_array_equal(_numbers(sensor), np.arange(120))
    assert sensor.clock.stamps_s is None
    assert ("clock-duplicates" in _codes(recording)) == bool(again)


def test_blocks_cut_otherwise_when_sent_again_add_what_is_new():
    blocks = [block(0), block(2), block(0, count=25), block(3)]

    recording = recording_of_log(frames_of(header_of(), *blocks))

    np.testing.assert_array_equal(_numbers(recording.sensors[0]), np.arange(40))
    (finding,) = recording.findings
    assert finding.found.startswith("15 samples came twice")


def test_a_device_that_begins_anew_is_placed_by_when_it_arrived():
    first = [block(each) for each in range(50)]
    again = [
        block(each, values=values_at(each * 10, 10, seed=9), arrival_s=1007.1 + each / 10)
        for each in range(20)
    ]
    recording = recording_of_log(frames_of(header_of(), *first, *again))

    (sensor,) = recording.sensors
    times_s = sensor.clock.times_s
    assert sensor.clock.samples_count == 700
    assert np.all(np.diff(times_s) > 0)
    # The last block before came at 1005.02, the first after at 1007.1.
    assert times_s[500] - times_s[490] == pytest.approx(2.08, abs=0.01)
    assert "clock-set-anew" in _codes(recording)


@pytest.mark.parametrize("jump_s", [3600.0, -3600.0, 1.0, -1.0])
def test_a_clock_that_is_set_moves_no_sample(jump_s):
    blocks = [block(each, start_s=jump_s if each >= 20 else 0.0) for each in range(40)]
    recording = recording_of_log(frames_of(header_of(), *blocks))

    (sensor,) = recording.sensors
    np.testing.assert_allclose(sensor.clock.times_s, np.arange(400) / RATE_HZ, atol=1e-6)
    (finding,) = recording.findings
    assert finding.code == "clock-set-anew"
    assert f"{-jump_s:+.4g} s" in finding.done


def test_a_pause_that_was_lived_through_is_kept():
    blocks = [block(each) for each in range(10)]
    paused = [
        block(each, start_s=30.0, arrival_s=1030.02 + (each + 1) / 10) for each in range(10, 20)
    ]
    recording = recording_of_log(frames_of(header_of(), *blocks, *paused))

    assert recording.duration_s == pytest.approx(32.0, abs=0.01)
    assert "clock-set-anew" not in _codes(recording)


@given(
    jumps_s=st.lists(st.integers(-5000, 5000), min_size=12, max_size=12),
    lost=st.sets(st.integers(0, 11), max_size=9),
)
def test_times_never_run_backwards_whatever_the_device_says(jumps_s, lost):
    blocks = [
        block(at, start_s=float(np.cumsum(jumps_s)[at])) for at in range(12) if at not in lost
    ]
    recording = recording_of_log(frames_of(header_of(), *blocks))

    (sensor,) = recording.sensors
    times_s = sensor.clock.times_s
    assert np.all(np.diff(times_s) > 0)
    assert len(times_s) == len(sensor.acceleration_mps2) == 10 * len(blocks)
    assert times_s[-1] <= 1.2


def test_sensors_of_one_clock_keep_their_times():
    header = two_feet()
    blocks = [block(each, start_s=70.0) for each in range(20)]
    blocks += [block(each, stream=1, start_s=70.25, delay_s=0.9) for each in range(20)]

    left, right = recording_of_log(frames_of(header, *blocks)).sensors

    assert left.clock.start_s == 0
    assert right.clock.start_s == pytest.approx(0.25)


def test_devices_of_their_own_clocks_are_set_by_arrival():
    header = header_of(worn(), board(side=Side.LEFT))
    blocks = [block(each, start_s=70.0) for each in range(20)]
    blocks += [
        block(each, stream=1, channels=3, start_s=9000.0, delay_s=0.02 + 0.3 * (each % 4 != 0))
        for each in range(20)
    ]
    blocks.sort(key=lambda each: each.arrival_s)
    recording = recording_of_log(frames_of(header, *blocks))

    (plate,) = recording.plates
    assert abs(plate.clock.first_s - recording.sensors[0].clock.first_s) < 1e-6
    assert plate.side is Side.LEFT
    np.testing.assert_array_equal(plate.centre_of_pressure_mm, values_at(0, 200)[:, :2])
    np.testing.assert_array_equal(plate.vertical_force_n, values_at(0, 200)[:, 2])
    assert plate.horizontal_force_n is None
    assert _codes(recording) == ["clock-drift"]


def test_a_clock_that_runs_fast_is_told():
    header = header_of(worn(), board())
    blocks = [block(each) for each in range(600)]
    blocks += [
        block(each, stream=1, channels=3, device_time_s=each * 0.1 * 1.01) for each in range(600)
    ]
    blocks.sort(key=lambda each: each.arrival_s)
    recording = recording_of_log(frames_of(header, *blocks))

    drift = next(each for each in recording.findings if each.sensor == "board")
    assert drift.code == "clock-drift"
    assert "0.5 s fast" in drift.found


def test_a_receiver_that_is_started_anew_moves_no_sample():
    first = [block(each) for each in range(200)]
    after = [block(each, arrival_s=3.0 + each / 10) for each in range(200, 400)]
    mark = StreamMark(kind="set-2", arrival_s=43.02)
    logged = logged_recording(frames_of(header_of(), *first, *after, mark))

    (sensor,) = logged.recording.sensors
    np.testing.assert_allclose(sensor.clock.times_s, np.arange(4000) / RATE_HZ, atol=1e-6)
    assert _codes(logged.recording) == ["clock-set-anew"]
    assert "started anew 1 times" in logged.recording.findings[0].found
    # The first block after it is taken to have come at once.
    assert logged.marks[0].time_s == pytest.approx(20 + 43.02 - 23.0, abs=0.01)


def test_marks_stand_on_the_time_of_the_recording():
    mark = StreamMark(kind="set-1", arrival_s=1001.52)
    logged = logged_recording(
        frames_of(header_of(), *(block(each) for each in range(20)), mark), name="visit"
    )

    (placed,) = logged.marks
    assert placed.kind == "set-1"
    assert placed.time_s == pytest.approx(1.5)
    assert logged.is_ended
    assert logged.recording.name == "visit"


def test_a_recording_that_was_not_ended_says_so():
    recording = recording_of_log(frames_of(header_of(), block(0), is_ended=False))

    assert _codes(recording) == ["truncated"]
    assert "was not ended" in recording.findings[0].found


@pytest.mark.parametrize(
    ("kind", "code"), [(DamageKind.TORN, "truncated"), (DamageKind.CHECKSUM, "damaged-block")]
)
def test_a_damage_is_told_and_hurts_nothing_before_it(kind, code):
    damage = LogDamage(kind=kind, place_bytes=900, sequence=3, found="Frame 3 is broken.")
    recording = recording_of_log([*frames_of(header_of(), block(0), block(1))[:-1], damage])

    assert recording.sensors[0].clock.samples_count == 20
    assert _codes(recording) == [code]
    assert "Frame 3 is broken. 3 frames stand before it." in recording.findings[0].found


def test_a_block_that_does_not_fit_is_left_out_and_told():
    frames = frames_of(header_of(), block(0), block(1))
    frames.insert(2, Frame(sequence=9, kind=FrameKind.SAMPLES, payload=b"short"))

    recording = recording_of_log(frames)

    assert recording.sensors[0].clock.samples_count == 20
    assert _codes(recording) == ["damaged-block"]
    assert "1 frames are not as they must be: A block" in recording.findings[0].found


def test_a_sensor_that_sent_nothing_is_left_out():
    recording = recording_of_log(frames_of(two_feet(), block(0), block(1)))

    assert [each.name for each in recording.sensors] == ["left"]
    assert [(each.code, each.sensor) for each in recording.findings] == [
        ("missing-values", "right")
    ]


def test_a_header_sent_again_is_no_second_one():
    frames = frames_of(header_of(), block(0), block(1))
    assert recording_of_log([*frames[:2], frames[0], *frames[2:]]).sensors

    other = frames_of(two_feet())[0]
    with pytest.raises(DamagedFile, match="holds a second one that differs"):
        recording_of_log([*frames[:2], other, *frames[2:]])


@pytest.mark.parametrize(
    ("frames", "said"),
    [
        ([], "it is empty"),
        (frames_of(header_of(), block(0))[1:], "it begins with SAMPLES"),
        (
            [LogDamage(kind=DamageKind.HEAD, place_bytes=0, sequence=0, found="No log.")],
            "this one does not: No log.",
        ),
        (frames_of(header_of()), "none of the 1 in the log has them"),
        (frames_of(header_of(), block(0, count=1)), "at least two samples"),
    ],
)
def test_a_log_without_header_or_samples_is_refused(frames, said):
    with pytest.raises(DamagedFile, match=said):
        recording_of_log(frames)


def test_a_header_that_is_not_as_it_must_be_is_refused():
    with pytest.raises(StreamRefused, match="must be JSON"):
        recording_of_log([Frame(sequence=0, kind=FrameKind.HEADER, payload=b"no")])


def test_more_than_the_memory_allows_is_refused(monkeypatch):
    monkeypatch.setenv("RESTRIDE_DECODED_LIMIT_MB", "0.01")
    with pytest.raises(RecordingTooLarge, match="The recording in the log would take"):
        recording_of_log(frames_of(header_of(), *(block(each) for each in range(30))))


def test_an_empty_log_has_no_header(tmp_path):
    with pytest.raises(DamagedFile, match="it is empty"):
        recording_of_log(read_log(write_log(tmp_path / "walk.rlog", ())))
