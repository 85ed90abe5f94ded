"""Single frames that a plate lost: drawn over where they are few, counted, and never silently."""

import numpy as np
import pytest

from restride.analysis.analyze import analyze
from restride.balance.lost_frames import without_lost_frames
from restride.balance.net_pressure import net_pressure
from restride.recording.clock import Clock
from restride.recording.plates import Plate
from restride.recording.recording import Recording
from restride.simulate import simulate_stand, stander
from restride.terms import Task


def plate_with(lost, *, seed=4):
    (plate,) = simulate_stand(stander(seed=seed, duration_s=40.0), sensors=()).recording.plates
    path_mm = plate.centre_of_pressure_mm.copy()
    path_mm[lost] = np.nan
    return Plate(name="plate", clock=plate.clock, centre_of_pressure_mm=path_mm), plate


def measured(plate):
    analysis = analyze(Recording(name="trial", plates=(plate,)), task=Task.QUIET_STANDING)
    values = {each.definition.key: each.value for each in analysis.measures}
    return values, {each.code for each in analysis.quality}


def test_a_lost_frame_lies_on_the_line_between_its_neighbours():
    path_mm = np.column_stack([np.arange(100.0), -np.arange(100.0)])
    path_mm[40] = np.nan
    clock = Clock(sampling_rate_hz=100.0, samples_count=100)
    pressure = net_pressure((Plate(name="a", clock=clock, centre_of_pressure_mm=path_mm),))

    bridged = without_lost_frames(pressure)

    assert bridged.filled_count == 1
    assert bridged.pressure.centre_of_pressure_mm[40].tolist() == [40.0, -40.0]


def test_one_frame_in_150_costs_no_trial_and_is_said():
    with_gaps, whole = plate_with(np.arange(75, 4000, 150))

    values, codes = measured(with_gaps)
    expected, no_codes = measured(whole)

    assert "frames-bridged" in codes
    assert "frames-bridged" not in no_codes
    assert values["sway_area_mm2"] == pytest.approx(expected["sway_area_mm2"], rel=0.001)
    assert values["mean_velocity_mmps"] == pytest.approx(expected["mean_velocity_mmps"], rel=0.01)


@pytest.mark.parametrize(
    "lost",
    [
        pytest.param(np.arange(2000, 2004), id="four frames in a row at 100 Hz"),
        pytest.param(np.arange(0, 4000, 40), id="more than 2 % of the frames"),
    ],
)
def test_what_is_no_accident_is_not_drawn_over(lost):
    plate, _ = plate_with(lost)

    assert without_lost_frames(net_pressure((plate,))).filled_count == 0
