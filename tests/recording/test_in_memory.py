"""Recordings made from arrays."""

import numpy as np
import pytest

import restride
from restride.errors import OptionError
from restride.person import Person
from restride.recording.joint_angles import Joint
from restride.recording.landmarks import Landmark
from restride.simulate import SensorSettings, WalkerSettings, simulate_walk
from restride.terms import Placement, Side

FORCE = np.random.default_rng(1).normal((0, 0, 9.81), 0.1, (300, 3))
TURNING = np.zeros((300, 3))


def test_arrays_give_what_the_same_recording_gives():
    simulated = simulate_walk(WalkerSettings(seed=2), sensors=(SensorSettings(),)).recording
    (sensor,) = simulated.sensors
    back = restride.sensor_of(
        sensor.acceleration_mps2.tolist(),
        sensor.angular_velocity_dps.astype(np.float32),
        placement="lower-back",
        sampling_rate_hz=100,
    )
    recording = restride.recording_of(back, person=simulated.person)
    found, expected = (restride.analyze(each).walk for each in (recording, simulated))

    assert len(found.bouts) == len(expected.bouts) > 0
    first = [walk.bouts[0].initial_contacts[0].time_s for walk in (found, expected)]
    assert first[0] == pytest.approx(first[1], abs=1e-3)


def test_two_feet_stand_side_by_side_with_the_person():
    feet = [
        restride.sensor_of(FORCE, TURNING, placement=place, sampling_rate_hz=100)
        for place in ("left-foot", Placement.RIGHT_FOOT)
    ]
    recording = restride.recording_of(*feet, person=Person(height_m=1.7), name="walk")

    assert [sensor.name for sensor in recording.sensors] == ["left-foot", "right-foot"]
    assert recording.person.height_m == 1.7


def test_times_make_the_clock():
    times_s = np.arange(300) / 50
    even = restride.sensor_of(FORCE, placement="lower-back", times_s=times_s)
    uneven = restride.sensor_of(FORCE, placement="lower-back", times_s=times_s + (times_s > 3))

    assert even.clock.sampling_rate_hz == 50
    assert uneven.clock.end_s == pytest.approx(7)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"acceleration_mps2": FORCE.T}, r"shape \(samples, 3\), and has \(3, 300\)"),
        ({"acceleration_mps2": "walk.csv"}, "must hold numbers"),
        ({"angular_velocity_dps": TURNING[:200]}, "have 300 and 200"),
        ({"placement": "knee"}, "one of lower-back, left-foot, right-foot, and is 'knee'"),
        ({"sampling_rate_hz": None}, "got neither"),
        ({"times_s": np.arange(300)}, "got both"),
        ({"sampling_rate_hz": -1}, "must be positive, and is -1"),
        ({"sampling_rate_hz": None, "times_s": np.zeros(300)}, "must rise from each of the 300"),
    ],
)
def test_arrays_that_are_no_sensor_are_refused(changes, message):
    usual = {"acceleration_mps2": FORCE, "placement": "lower-back", "sampling_rate_hz": 100}
    with pytest.raises(OptionError, match=message):
        restride.sensor_of(**(usual | changes))


@pytest.mark.parametrize("count", [0, 2])
def test_sensors_that_are_no_recording_are_refused(count):
    sensor = restride.sensor_of(FORCE, placement="lower-back", sampling_rate_hz=100)
    with pytest.raises(OptionError, match="at least one sensor, and one at each place"):
        restride.recording_of(*[sensor] * count)


CENTRE_MM = np.random.default_rng(2).normal(0, 5, (300, 2))


def test_plates_stand_beside_each_other_under_their_feet():
    plates = [
        restride.plate_of(CENTRE_MM, np.full(300, 350.0), side=side, sampling_rate_hz=100)
        for side in ("left", Side.RIGHT)
    ]
    recording = restride.recording_of(*plates)

    assert [(each.name, each.side) for each in recording.plates] == [
        ("left", Side.LEFT),
        ("right", Side.RIGHT),
    ]
    assert recording.duration_s == pytest.approx(3)
    assert restride.plate_of(CENTRE_MM.tolist(), sampling_rate_hz=100).name == "plate"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"centre_of_pressure_mm": FORCE}, r"\(samples, 2\), and has \(300, 3\)"),
        ({"centre_of_pressure_mm": "no"}, "must hold numbers"),
        ({"vertical_force_n": np.ones(299)}, r"each of the 300 .* shape \(299,\)"),
        ({"side": "middle"}, "left or right, or None for both feet, and is 'middle'"),
        ({"sampling_rate_hz": 0}, "positive, and is 0"),
    ],
)
def test_arrays_that_are_no_plate_are_refused(changes, words):
    given = {"centre_of_pressure_mm": CENTRE_MM, "sampling_rate_hz": 100} | changes

    with pytest.raises(OptionError, match=words):
        restride.plate_of(given.pop("centre_of_pressure_mm"), **given)


def test_two_plates_under_one_foot_are_refused():
    plate = restride.plate_of(CENTRE_MM, side="left", sampling_rate_hz=100)

    with pytest.raises(OptionError, match="got left, left"):
        restride.recording_of(plate, plate)


def test_landmarks_count_up_and_keep_the_points_that_are_known():
    drawn = np.arange(60.0 * 3 * 2).reshape(60, 3, 2)

    track = restride.landmarks_of(
        drawn, points=["LKnee", "tail", "nose"], sampling_rate_hz=30, picture_size_px=(400, 300)
    )

    assert track.points == (Landmark.LEFT_KNEE, Landmark.NOSE)
    assert track.of(Landmark.NOSE)[0].tolist() == [4, 295]
    assert restride.recording_of(track).duration_s == pytest.approx(2)


def test_landmarks_in_space_are_taken_as_they_are():
    space = np.random.default_rng(1).normal(size=(60, 33, 3))
    track = restride.landmarks_of(space, points="mediapipe-33", times_s=np.arange(60) / 30)

    assert not track.is_flat
    assert track.of(Landmark.LEFT_HEEL).tolist() == space[:, 29].tolist()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"positions": np.zeros((60, 3))}, r"\(frames, 17, 2 or 3\), and has \(60, 3\)"),
        ({"points": "coco"}, "one of coco-17, .* and is 'coco'"),
        ({"points": ["a", "b"]}, "none of the 2 names is known: a, b"),
        ({"visibility_share": np.ones((60, 3))}, r"shape \(60, 17\), and has \(60, 3\)"),
        ({"sampling_rate_hz": None}, "got neither"),
    ],
)
def test_arrays_that_are_no_landmarks_are_refused(changes, words):
    given = {"positions": np.ones((60, 17, 2)), "points": "coco-17", "sampling_rate_hz": 30}
    given |= changes

    with pytest.raises(OptionError, match=words):
        restride.landmarks_of(given.pop("positions"), **given)


def test_joint_angles_know_their_joints():
    angles = restride.joint_angles_of(
        np.column_stack([np.arange(100.0), np.zeros(100)]),
        joints=["left-knee-flexion", Joint.TRUNK_LEAN_FORWARD],
        sampling_rate_hz=50,
        pelvis_height_m=np.ones(100),
    )

    assert angles.of(Joint.LEFT_KNEE_FLEXION)[7] == 7
    assert restride.recording_of(angles).duration_s == pytest.approx(2)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"joints": ["left-knee"]}, "must be one of left-hip-flexion, .* they are left-knee"),
        ({"joints": ["left-knee-flexion"] * 2}, "each once"),
        ({"angles_deg": np.zeros((100, 2))}, r"shape \(samples, 1\), and has \(100, 2\)"),
        ({"pelvis_height_m": np.ones(99)}, r"shape \(100,\), and has \(99,\)"),
    ],
)
def test_arrays_that_are_no_joint_angles_are_refused(changes, words):
    given = {
        "angles_deg": np.zeros((100, 1)),
        "joints": ["left-knee-flexion"],
        "sampling_rate_hz": 50,
    }
    given |= changes

    with pytest.raises(OptionError, match=words):
        restride.joint_angles_of(given.pop("angles_deg"), **given)
