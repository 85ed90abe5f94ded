"""The noise floor of a device beside a trial of standing."""

import json
from dataclasses import replace

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from restride.analysis.analyze import analyze
from restride.analysis.schema import analysis_schema
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing_settings import StandingSettings
from restride.errors import MissingChannel, SignalNotUsable, SignalTooShort
from restride.recording.clock import Clock
from restride.recording.plates import Plate
from restride.recording.recording import Recording
from restride.simulate.sensors import SensorSettings
from restride.simulate.stander import simulate_stand, stander
from restride.terms import Placement, Task

RATE_HZ = 100.0


@pytest.fixture(scope="module")
def on_one_plate():
    return simulate_stand(stander(seed=3, duration_s=30.0), sensors=())


def standing(recording, **told):
    return analyze(
        recording,
        task=Task.QUIET_STANDING,
        settings=AnalysisSettings(standing=StandingSettings(**told)),
    )


def values(analysis):
    return {(m.definition.key, m.side): m for m in analysis.measures}


def codes(analysis):
    return {finding.code for finding in analysis.quality}


def back_sensor(**changes):
    return SensorSettings(
        placement=Placement.LOWER_BACK, axes=("up", "right", "forward"), **changes
    )


def dead_weight(*, noise_mm, force_n=200.0, seconds=20.0):
    samples_count = round(seconds * RATE_HZ)
    random = np.random.default_rng(7)
    return Recording(
        name="dead weight",
        plates=(
            Plate(
                name="plate",
                clock=Clock(sampling_rate_hz=RATE_HZ, samples_count=samples_count),
                centre_of_pressure_mm=random.normal(0, noise_mm, (samples_count, 2)),
                vertical_force_n=random.normal(force_n, 0.3, samples_count),
            ),
        ),
    )


def test_numbers_near_the_floor_are_marked_and_not_changed(on_one_plate):
    marked = standing(on_one_plate.recording, noise_floor=dead_weight(noise_mm=0.05))
    plain = standing(on_one_plate.recording)

    measure = values(marked)["mean_velocity_mmps", None]
    assert measure.value == values(plain)["mean_velocity_mmps", None].value
    assert "noise floor" in measure.note
    assert "near-noise-floor" in codes(marked)
    assert values(marked)["sway_area_mm2", None].note is None
    assert marked.noise_floor.basis == "a dead weight of 200 N"


def test_a_quiet_device_marks_nothing(on_one_plate):
    analysis = standing(on_one_plate.recording, noise_floor=dead_weight(noise_mm=0.001))

    assert "near-noise-floor" not in codes(analysis)


def test_an_empty_plate_tells_its_floor_by_its_force(on_one_plate):
    empty = dead_weight(noise_mm=0.05, force_n=2.0)
    (plate,) = empty.plates
    missing = np.full_like(plate.centre_of_pressure_mm, np.nan)
    empty = replace(empty, plates=(replace(plate, centre_of_pressure_mm=missing),))

    analysis = standing(on_one_plate.recording, noise_floor=empty)

    assert "an empty plate" in analysis.noise_floor.basis
    assert analysis.noise_floor.values["mean_velocity_mmps"] > 0


def test_a_floor_that_somebody_stands_on_is_refused(on_one_plate):
    with pytest.raises(SignalNotUsable, match=r"nobody on the device, .* at most 3 mm"):
        standing(on_one_plate.recording, noise_floor=dead_weight(noise_mm=5.0))


def test_a_floor_of_another_device_is_refused(on_one_plate):
    sensor = simulate_stand(stander(seed=5, duration_s=20.0), sensors=(back_sensor(),)).recording

    with pytest.raises(MissingChannel, match="holds 0 plates"):
        standing(on_one_plate.recording, noise_floor=replace(sensor, plates=()))


def test_a_floor_of_nine_seconds_is_too_short(on_one_plate):
    with pytest.raises(SignalTooShort, match=r"dead weight needs at least 10 s"):
        standing(on_one_plate.recording, noise_floor=dead_weight(noise_mm=0.1, seconds=9.0))


def test_a_floor_at_another_rate_is_said(on_one_plate):
    floor = dead_weight(noise_mm=0.001)
    (plate,) = floor.plates
    clock = Clock(sampling_rate_hz=50.0, samples_count=plate.clock.samples_count)

    analysis = standing(
        on_one_plate.recording,
        noise_floor=replace(floor, plates=(replace(plate, clock=clock),)),
    )

    assert "noise-floor-doubtful" in codes(analysis)


def test_a_still_sensor_tells_the_floor_of_the_back():
    worn = simulate_stand(stander(seed=5, duration_s=20.0), sensors=(back_sensor(),)).recording
    (sensor,) = worn.sensors
    random = np.random.default_rng(1)
    on_table = random.normal((0, 0, 9.81), 0.02, sensor.acceleration_mps2.shape)
    floor = replace(worn, plates=(), sensors=(replace(sensor, acceleration_mps2=on_table),))

    analysis = standing(replace(worn, plates=()), noise_floor=floor)

    found = analysis.noise_floor
    assert found.basis == "the sensor lying still"
    # White noise of 0.02 under a low-pass of 3.5 of 50 Hz, in two directions.
    assert found.values["back_sway_rms_mps2"] == pytest.approx(
        0.02 * (2 * 3.5 / 50) ** 0.5, rel=0.15
    )
    key = ("back_sway_rms_mps2", None)
    assert values(analysis)[key].value == values(standing(replace(worn, plates=())))[key].value


def test_a_floor_stands_in_the_json(on_one_plate):
    analysis = standing(on_one_plate.recording, noise_floor=dead_weight(noise_mm=0.05))
    document = json.loads(json.dumps(analysis.to_json(), allow_nan=False))

    assert list(Draft202012Validator(analysis_schema()).iter_errors(document)) == []
    assert document["settings"]["noise_floor"]["name"] == "dead weight"


def test_infinities_in_a_floor_are_no_noise(on_one_plate):
    floor = dead_weight(noise_mm=0.05)
    floor.plates[0].centre_of_pressure_mm[:300] = np.inf

    analysis = standing(on_one_plate.recording, noise_floor=floor)

    assert analysis.noise_floor.values["mean_velocity_mmps"] < 20
    assert any(each.found.startswith("Noise floor: ") for each in analysis.quality)
