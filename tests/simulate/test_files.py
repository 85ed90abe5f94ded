"""A simulated walk as files that anybody can read."""

import json

import numpy as np
import pytest

from restride.simulate import SensorSettings, Stand, WalkAhead, simulate_walk
from restride.simulate.files import sidecar_of, table_text, write_recording

PLAN = (Stand(duration_s=1), WalkAhead(length_m=6), Stand(duration_s=1))


@pytest.fixture(scope="module")
def simulated():
    return simulate_walk(plan=PLAN)


def test_each_sensor_has_a_table_and_a_sidecar(simulated, tmp_path):
    tables = write_recording(simulated, tmp_path / "walk")

    assert [table.name for table in tables] == ["lower-back.csv", "left-foot.csv", "right-foot.csv"]
    for table, sensor in zip(tables, simulated.recording.sensors, strict=True):
        names, *_ = table.read_text().splitlines()
        assert names == "time_s,acc_x_mps2,acc_y_mps2,acc_z_mps2,gyr_x_dps,gyr_y_dps,gyr_z_dps"
        rows = np.loadtxt(table, delimiter=",", skiprows=1)
        np.testing.assert_allclose(rows[:, 0], sensor.clock.times_s, atol=1e-6)
        np.testing.assert_allclose(rows[:, 1:4], sensor.acceleration_mps2, atol=1e-5)
        np.testing.assert_allclose(rows[:, 4:], sensor.angular_velocity_dps, atol=1e-4)
        sidecar = json.loads(table.with_suffix(".json").read_text())
        assert sidecar["placement"] == sensor.placement
        assert sidecar["units"] == {"acceleration": "mps2", "angular_velocity": "dps"}
        assert sidecar["is_simulated"] is True
        assert sidecar["person"]["height_m"] == 1.72


def test_the_truth_stands_beside_the_tables(simulated, tmp_path):
    write_recording(simulated, tmp_path)
    truth = json.loads((tmp_path / "truth.json").read_text())

    (bout,) = truth["walking_bouts"]
    first = simulated.truth.bouts[0].strides[0]
    assert bout["strides"][0]["length_m"] == first.length_m
    assert bout["strides"][0]["stance_s"] == first.stance_s
    assert len(truth["contacts"]) == len(simulated.contacts)
    assert truth["walker"]["speed_mps"] == 1.25


def test_without_a_gyroscope_no_such_column_is_written():
    sensors = (SensorSettings(has_gyroscope=False, states_axes=True),)
    recording = simulate_walk(plan=PLAN, sensors=sensors).recording

    assert "gyr" not in table_text(recording.sensors[0])
    sidecar = sidecar_of(recording, recording.sensors[0])
    assert sidecar["axes"] == ["forward", "left", "up"]
    assert sidecar["units"] == {"acceleration": "mps2"}
