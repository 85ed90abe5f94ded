"""The import self-check: each doubt with what was found and what was done."""

from dataclasses import replace

import numpy as np
import pytest

from restride.errors import SignalNotUsable, SignalTooShort
from restride.recording.checks import check_recording
from restride.recording.checks.placement import looks_like_foot
from restride.recording.clock import Clock
from restride.recording.recording import Recording, Sensor, SourceFile
from restride.simulate import SensorSettings, WalkerSettings, simulate_walk
from restride.terms import Placement, Severity

RATE_HZ = 100.0


def _back(duration_s=30.0, **more):
    """A trunk that bounces twice a second and sways once, with the noise of a sensor."""
    time_s = np.arange(int(duration_s * RATE_HZ)) / RATE_HZ
    noise = np.random.default_rng(3).normal(0, 0.02, (len(time_s), 3))
    acceleration = noise + np.column_stack(
        [
            9.81 + 3 * np.sin(2 * np.pi * 2 * time_s),
            np.sin(2 * np.pi * time_s),
            np.cos(2 * np.pi * 2 * time_s),
        ]
    )
    turning = 20 * noise + 35 * np.column_stack(
        [np.sin(2 * np.pi * time_s + phase) for phase in (0, 1, 2)]
    )
    values = {
        "name": "back",
        "placement": Placement.LOWER_BACK,
        "clock": Clock(sampling_rate_hz=RATE_HZ, samples_count=len(time_s)),
        "acceleration_mps2": acceleration,
        "angular_velocity_dps": turning,
        "stated_axes": ("up", "right", "forward"),
    }
    return Sensor(**{**values, **more})


def _foot():
    """A foot that rests for six tenths of each second and swings at 400 deg/s in the others."""
    time_s = np.arange(3000) / RATE_HZ
    swing = np.clip(np.sin(2 * np.pi * time_s) - 0.3, 0, None) / 0.7
    noise = np.random.default_rng(4).normal(0, 0.002, len(time_s))
    swung = np.column_stack([noise, swing, noise])
    return _back(
        acceleration_mps2=np.array([0, 0, 9.81]) + 15 * swung,
        angular_velocity_dps=3 + 400 * swung,
        stated_axes=None,
    )


def _check(*sensors):
    files = (SourceFile(name="walk.csv", format="csv"),)
    return check_recording(Recording(name="walk", sensors=sensors, files=files))


def _codes(recording):
    return [finding.code for finding in recording.findings]


def test_a_clean_recording_has_no_finding_and_is_not_copied():
    sensor = _back()
    checked = _check(sensor)

    assert checked.findings == ()
    assert checked.sensors[0].acceleration_mps2 is sensor.acceleration_mps2


def test_what_the_reader_noticed_is_kept():
    recording = Recording(name="walk", sensors=(_back(),), findings=("noticed",))

    assert check_recording(recording).findings[0] == "noticed"


def test_a_long_stretch_of_missing_values_splits_and_is_said():
    sensor = _back()
    sensor.acceleration_mps2[1000:1500, 1] = np.nan
    (finding,) = _check(sensor).findings

    assert (finding.code, finding.severity) == ("missing-values", Severity.WARNING)
    assert (finding.start_s, finding.end_s) == (10.0, 15.0)
    assert finding.found == "500 samples from 10.00 s on hold no number."
    assert "split" in finding.done


def test_short_missing_stretches_are_bridged_and_said_together():
    sensor = _back()
    sensor.acceleration_mps2[[100, 101, 500]] = np.nan
    (finding,) = _check(sensor).findings

    assert finding.found == "3 samples in 2 places hold no number."
    assert "bridged" in finding.done


def test_ten_samples_are_bridged_and_eleven_split():
    ten, eleven = _back(), _back()
    ten.acceleration_mps2[100:110] = np.nan
    eleven.acceleration_mps2[100:111] = np.nan

    assert _check(ten).findings[0].severity is Severity.NOTE
    assert _check(eleven).findings[0].severity is Severity.WARNING


@pytest.mark.parametrize("value", [np.inf, -np.inf, 1e300])
def test_what_no_sensor_measures_is_missing_and_said(value):
    sensor = _back()
    sensor.angular_velocity_dps[200] = value
    checked = _check(sensor)

    assert _codes(checked) == ["infinite-values", "missing-values"]
    assert np.isnan(checked.sensors[0].angular_velocity_dps[200]).all()
    assert not np.isnan(sensor.angular_velocity_dps[200]).any()


def test_a_signal_that_freezes_in_movement_is_a_dropout():
    sensor = _back()
    for signal in (sensor.acceleration_mps2, sensor.angular_velocity_dps):
        signal[813:890] = signal[812]
    checked = _check(sensor)

    assert "dropout" in _codes(checked)
    assert checked.findings[0].start_s == pytest.approx(8.13)
    assert np.isnan(checked.sensors[0].acceleration_mps2[813:890]).all()
    assert not np.isnan(checked.sensors[0].acceleration_mps2[:813]).any()


def test_a_still_person_under_a_coarse_sensor_is_no_dropout():
    sensor = _back(angular_velocity_dps=None, stated_axes=None)
    sensor.acceleration_mps2[1000:] = [9.75, 0.0, 0.5]
    sensor.acceleration_mps2[970:1000] = [9.75, 0.0, 0.5 + 1 / 64]

    assert "dropout" not in _codes(_check(sensor))


def test_flat_tops_are_saturation():
    sensor = _back(stated_axes=None)
    sensor.acceleration_mps2[:, 0] = np.clip(sensor.acceleration_mps2[:, 0] * 2.5, -20, 20)
    (finding,) = _check(sensor).findings

    assert finding.code == "saturation"
    assert finding.found.startswith("The acceleration stands at the end of its range (20)")


def test_a_lone_peak_is_no_saturation():
    sensor = _back()
    sensor.acceleration_mps2[500, 0] = 60.0

    assert _check(sensor).findings == ()


def test_a_gap_in_the_clock_is_said_with_its_place():
    times_s = np.arange(3000) / RATE_HZ
    times_s[2000:] += 5
    clock = Clock(sampling_rate_hz=RATE_HZ, samples_count=3000, stamps_s=times_s)
    (finding,) = _check(_back(clock=clock)).findings

    assert finding.code == "clock-gap"
    assert finding.start_s == pytest.approx(19.99)
    assert finding.end_s == pytest.approx(25.0)
    assert finding.found == "Samples are missing for 5.01 s from 19.99 s on."


def test_jitter_is_said_in_milliseconds():
    times_s = np.arange(3000) / RATE_HZ
    times_s[1:-1] += np.random.default_rng(2).uniform(-0.002, 0.002, 2998)
    clock = Clock(sampling_rate_hz=RATE_HZ, samples_count=3000, stamps_s=times_s)
    (finding,) = _check(_back(clock=clock)).findings

    assert finding.code == "clock-jitter"
    assert "varies by 1.6 ms around 10 ms" in finding.found


def test_many_gaps_are_told_together():
    times_s = np.arange(3000) / RATE_HZ + np.repeat(np.arange(60), 50)
    clock = Clock(sampling_rate_hz=RATE_HZ, samples_count=3000, stamps_s=times_s)
    findings = _check(_back(clock=clock)).findings

    assert len(findings) == 21
    assert findings[-1].found.startswith("39 more gaps")


def test_a_low_rate_is_said():
    clock = Clock(sampling_rate_hz=12.5, samples_count=3000)

    assert "rate-low" in _codes(_check(_back(clock=clock)))


@pytest.mark.parametrize(
    ("turned", "how"),
    [
        pytest.param([[-1, 0, 0], [0, -1, 0], [0, 0, 1]], "upside down", id="upside down"),
        pytest.param([[0, 1, 0], [-1, 0, 0], [0, 0, 1]], "turned on its side", id="90 degrees"),
    ],
)
def test_a_sensor_worn_otherwise_is_said(turned, how):
    sensor = _back()
    forces = sensor.acceleration_mps2 @ np.array(turned).T
    (finding,) = _check(replace(sensor, acceleration_mps2=forces)).findings

    assert finding.code == "orientation-differs"
    assert how in finding.found


def test_a_tilt_is_no_finding():
    tilt = np.deg2rad(36)
    turned = [[np.cos(tilt), 0, -np.sin(tilt)], [0, 1, 0], [np.sin(tilt), 0, np.cos(tilt)]]
    sensor = _back()
    forces = sensor.acceleration_mps2 @ np.array(turned).T

    assert _check(replace(sensor, acceleration_mps2=forces)).findings == ()


@pytest.mark.parametrize(
    ("sensor", "stated", "is_doubtful"),
    [
        pytest.param(_foot(), Placement.LOWER_BACK, True, id="a foot said to be a back"),
        pytest.param(_back(), Placement.LEFT_FOOT, True, id="a back said to be a foot"),
        pytest.param(_foot(), Placement.RIGHT_FOOT, False, id="a foot"),
        pytest.param(_back(), Placement.LOWER_BACK, False, id="a back"),
        pytest.param(_back(), Placement.UNKNOWN, False, id="nobody says"),
    ],
)
def test_a_wrong_place_is_doubted(sensor, stated, is_doubtful):
    codes = _codes(_check(replace(sensor, placement=stated)))

    assert codes == (["placement-doubtful"] if is_doubtful else [])


def test_nobody_can_tell_the_place_of_a_sensor_at_rest():
    still = _back()

    assert looks_like_foot(replace(still, acceleration_mps2=still.acceleration_mps2 * 0)) is None


def test_gravity_in_g_in_memory_is_converted_and_said():
    sensor = _back(stated_axes=None)
    in_g = replace(sensor, acceleration_mps2=sensor.acceleration_mps2 / 9.80665)
    checked = check_recording(Recording(name="walk", sensors=(in_g,)))

    assert _codes(checked) == ["units-contradict"]
    assert checked.sensors[0].acceleration_mps2 == pytest.approx(sensor.acceleration_mps2)


@pytest.mark.parametrize("place", [Placement.LOWER_BACK, Placement.LEFT_FOOT])
@pytest.mark.parametrize("speed_mps", [0.8, 1.25])
def test_radians_in_memory_are_converted_and_said(place, speed_mps):
    walker = WalkerSettings(speed_mps=speed_mps, cadence_spm=90)
    recording = simulate_walk(walker, sensors=(SensorSettings(placement=place),)).recording
    (sensor,) = recording.sensors
    in_radians = replace(sensor, angular_velocity_dps=np.deg2rad(sensor.angular_velocity_dps))
    as_said, checked = (
        check_recording(replace(recording, sensors=(each,))) for each in (sensor, in_radians)
    )

    assert "units-contradict" not in _codes(as_said)
    assert "units-contradict" in _codes(checked)
    found = checked.sensors[0].angular_velocity_dps
    assert found == pytest.approx(sensor.angular_velocity_dps, nan_ok=True)


def test_the_noise_of_a_gyroscope_that_hardly_turns_is_no_radians():
    random = np.random.default_rng(6)
    shaken = np.zeros((3000, 3))
    shaken[:, 2] = 9.81 + 2 * np.sin(np.arange(3000) / 8)
    sensor = _back(
        acceleration_mps2=shaken + random.normal(0, 0.05, (3000, 3)),
        angular_velocity_dps=random.normal(0, 1.0, (3000, 3)),
        stated_axes=None,
    )

    checked = check_recording(Recording(name="shaken", sensors=(sensor,)))

    assert "units-contradict" not in _codes(checked)


def test_an_acceleration_of_an_impossible_size_is_doubted():
    sensor = _back(stated_axes=None)
    large = replace(sensor, acceleration_mps2=sensor.acceleration_mps2 * 3)
    (finding,) = check_recording(Recording(name="walk", sensors=(large,))).findings

    assert finding.severity is Severity.SERIOUS
    assert "Was gravity taken out?" in finding.done


@pytest.mark.parametrize("speed_mps", [0.5, 1.25])
@pytest.mark.parametrize("place", [Placement.LOWER_BACK, Placement.LEFT_FOOT])
def test_a_walk_without_gravity_is_refused(speed_mps, place):
    walker = WalkerSettings(speed_mps=speed_mps)
    recording = simulate_walk(walker, sensors=(SensorSettings(placement=place),)).recording
    (sensor,) = recording.sensors
    acceleration = sensor.acceleration_mps2 - sensor.acceleration_mps2.mean(axis=0)
    lifted = replace(recording, sensors=(replace(sensor, acceleration_mps2=acceleration),))

    check_recording(recording)
    with pytest.raises(SignalNotUsable, match="Acceleration with gravity in it is needed"):
        check_recording(lifted)


def test_noise_is_no_acceleration():
    noise = np.random.default_rng(5).normal(0, 5, (3000, 3))
    with pytest.raises(SignalNotUsable, match="of the signal, and gravity alone is more"):
        _check(_back(acceleration_mps2=noise))


@pytest.mark.parametrize("value", [0.0, np.nan], ids=["still", "no number"])
def test_a_dead_gyroscope_is_left_out_and_said(value):
    sensor = _back()
    dead = replace(sensor, angular_velocity_dps=np.full_like(sensor.acceleration_mps2, value))
    checked = _check(dead)

    assert checked.sensors[0].angular_velocity_dps is None
    assert _codes(checked) == ["no-gyroscope"]


def test_a_sensor_without_numbers_is_left_out_where_another_has_some():
    dead = _back(name="dead", acceleration_mps2=np.full((3000, 3), np.nan))
    checked = _check(_back(), dead)

    assert [sensor.name for sensor in checked.sensors] == ["back"]
    assert checked.findings[0].found.startswith("Numbers are needed, and none of the 3000")


@pytest.mark.parametrize(
    ("sensor", "error", "match"),
    [
        pytest.param(
            _back(acceleration_mps2=np.full((3000, 3), np.nan)),
            SignalNotUsable,
            "none of the 3000 samples of back",
            id="no number",
        ),
        pytest.param(
            _back(acceleration_mps2=np.full((3000, 3), 5.0)),
            SignalNotUsable,
            "stands at one value in all 3000 samples",
            id="constant",
        ),
        pytest.param(_back(0.99), SignalTooShort, "at least 1 s .* got 0.99 s", id="short"),
    ],
)
def test_a_recording_that_carries_nothing_is_refused(sensor, error, match):
    with pytest.raises(error, match=match):
        _check(sensor)


def test_a_recording_without_sensors_is_refused():
    with pytest.raises(SignalNotUsable, match="the recording has none"):
        _check()


def test_real_recordings_raise_no_false_doubt(shared_data):
    from restride.recording.readers import read_recordings

    doubts = {"placement-doubtful", "orientation-differs", "dropout", "units-contradict"}
    paths = [*sorted((shared_data / "imu/uturn_walks").glob("*.npz"))[::5]]
    paths.append(shared_data / "imu/lower_back/HA_001/data.mat")
    for path in paths:
        for recording in read_recordings(path):
            assert not doubts & set(_codes(check_recording(recording))), path
