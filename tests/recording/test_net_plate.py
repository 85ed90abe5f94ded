"""Several plates as one: weighed by load, and only where they can be joined."""

from dataclasses import replace

import numpy as np
import pytest

from restride.recording.in_memory import plate_of, recording_of, sensor_of
from restride.recording.joining import join_files
from restride.recording.net_plate import net_plate

LEFT = plate_of(
    np.tile([10.0, -100.0], (50, 1)), np.full(50, 300.0), side="left", sampling_rate_hz=100
)
RIGHT = plate_of(
    np.tile([20.0, 100.0], (50, 1)), np.full(50, 100.0), side="right", sampling_rate_hz=100
)


def test_the_net_stands_where_the_loads_balance_and_bears_them_all():
    net = net_plate([LEFT, RIGHT])

    assert net.centre_of_pressure_mm[0].tolist() == [12.5, -50.0]
    assert net.vertical_force_n[0] == 400
    assert net.side is None
    assert net.horizontal_force_n is None


def test_horizontal_forces_add_up():
    pushed = [replace(plate, horizontal_force_n=np.ones((50, 2))) for plate in (LEFT, RIGHT)]

    assert net_plate(pushed).horizontal_force_n[0].tolist() == [2, 2]


def test_the_own_net_of_a_file_goes_before_its_parts():
    own = replace(LEFT, name="net", side=None, vertical_force_n=np.full(50, 402.0))

    assert net_plate([LEFT, own, RIGHT]) is own
    assert net_plate([own]) is own


def test_a_plate_under_a_chair_is_no_net_but_one_plate_more():
    chair = replace(LEFT, name="plate 3", side=None, vertical_force_n=np.full(50, 100.0))

    assert net_plate([LEFT, chair, RIGHT]).vertical_force_n[0] == 500


@pytest.mark.parametrize(
    "other",
    [
        replace(RIGHT, vertical_force_n=None),
        replace(RIGHT, clock=replace(RIGHT.clock, sampling_rate_hz=50)),
        replace(RIGHT, clock=replace(RIGHT.clock, start_s=1.0)),
        RIGHT.between(0, 0.3),
    ],
    ids=["no force", "other rate", "other start", "shorter"],
)
def test_plates_that_cannot_be_joined_have_none(other):
    assert net_plate([LEFT, other]) is None


def test_one_plate_is_its_own_net_and_none_has_none():
    assert net_plate([LEFT]) is LEFT
    assert net_plate([]) is None


def test_plates_are_joined_with_sensors_of_another_file():
    force = np.random.default_rng(1).normal((0, 0, 9.81), 0.1, (100, 3))
    sensor = sensor_of(force, placement="lower-back", sampling_rate_hz=100)
    plates = replace(recording_of(LEFT, RIGHT), started_at="2024-05-01T10:00:00.200")
    worn = replace(recording_of(sensor), started_at="2024-05-01T10:00:00")

    joined = join_files([plates, worn])

    assert [track.name for track in joined.tracks] == ["lower-back", "left", "right"]
    assert joined.plates[0].clock.first_s == 0
    assert joined.sensors[0].clock.first_s == pytest.approx(-0.2)
