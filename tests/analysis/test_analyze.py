"""The one call: which engine, what is said, and the same walk whole or in blocks."""

from dataclasses import replace

import numpy as np
import pytest

from restride.analysis.analyze import analyze
from restride.analysis.blocks import blocks_of
from restride.analysis.settings import AnalysisSettings
from restride.analysis.walking import analyze_blocks
from restride.errors import ClocksDisagree, MissingChannel, OptionError, SignalNotUsable
from restride.gait.calibration import StrideLengthCalibration
from restride.simulate import (
    SensorSettings,
    Stand,
    TurnBy,
    WalkAhead,
    WalkerSettings,
    simulate_walk,
)
from restride.terms import EventSource, Placement, Severity

BACK, LEFT, RIGHT = Placement.LOWER_BACK, Placement.LEFT_FOOT, Placement.RIGHT_FOOT


def simulated(*places, plan, seed=2):
    sensors = tuple(SensorSettings(placement=place) for place in places)
    return simulate_walk(WalkerSettings(seed=seed), plan=plan, sensors=sensors).recording


@pytest.fixture(scope="module")
def errands():
    """Seven walks with rests between them, some with a turn: about six minutes."""
    plan = [Stand(duration_s=6.0)]
    for length_m, rest_s, angle_deg in (
        (12, 30, 0),
        (25, 4, 180),
        (9, 45, 0),
        (30, 22, -90),
        (14, 25, 180),
        (20, 31, 0),
        (11, 8, 0),
    ):
        plan.append(WalkAhead(length_m=float(length_m)))
        if angle_deg:
            plan += [TurnBy(angle_deg=float(angle_deg)), WalkAhead(length_m=10.0)]
        plan.append(Stand(duration_s=float(rest_s)))
    return simulated(BACK, LEFT, RIGHT, plan=tuple(plan))


def only(recording, *places):
    sensors = tuple(each for each in recording.sensors if each.placement in places)
    return replace(recording, sensors=sensors)


@pytest.mark.parametrize("places", [(BACK,), (LEFT, RIGHT)], ids=["back", "feet"])
def test_blocks_find_the_walk_of_the_whole(errands, places):
    recording = only(errands, *places)
    settings = AnalysisSettings(block_s=90.0)
    whole = analyze(recording)
    blocks = list(blocks_of(recording, block_s=90.0))

    assert len(blocks) >= 3
    for cut in (analyze(recording, settings=settings), analyze_blocks(blocks, settings=settings)):
        assert len(cut.bouts) == len(whole.bouts) >= 6
        assert len(cut.turns) == len(whole.turns) >= 3
        for of_cut, of_whole in zip(cut.walk.bouts, whole.walk.bouts, strict=True):
            assert of_cut.end_reason is of_whole.end_reason
            # Each block learns the person's usual step anew: a first or last step may differ.
            assert of_cut.start_s == pytest.approx(of_whole.start_s, abs=0.8)
            assert of_cut.end_s == pytest.approx(of_whole.end_s, abs=0.8)
        assert_same_contacts(cut.walk, whole.walk)
        for of_cut, of_whole in zip(cut.turns, whole.turns, strict=True):
            assert of_cut.angle_deg == pytest.approx(of_whole.angle_deg, abs=1.0)
        assert cut.recording.duration_s == pytest.approx(whole.recording.duration_s)
        assert cut.recording.sensors[0].samples_count == whole.recording.sensors[0].samples_count


def assert_same_contacts(cut, whole):
    """Nearly all are the same: to five milliseconds, and on the same side."""
    (cut_s, cut_sides), (whole_s, whole_sides) = contacts(cut), contacts(whole)
    nearest = np.abs(cut_s[:, None] - whole_s[None, :]).argmin(axis=1)
    is_same = np.abs(cut_s - whole_s[nearest]) < 0.005

    assert is_same.mean() >= 0.985
    assert len(cut_s) == pytest.approx(len(whole_s), rel=0.015)
    assert (cut_sides == whole_sides[nearest])[is_same].mean() >= 0.985


def contacts(walk):
    found = [contact for bout in walk.bouts for contact in bout.initial_contacts]
    return np.array([each.time_s for each in found]), np.array([each.side for each in found])


def lengths_m(bout):
    return [stride.length_m for stride in bout.strides]


def test_feet_go_before_the_back_and_the_back_gives_turns_and_trunk(errands):
    both, back, feet = (
        analyze(each) for each in (errands, only(errands, BACK), only(errands, LEFT, RIGHT))
    )

    assert (both.origins.strides, both.origins.turns, both.origins.trunk) == (
        EventSource.FOOT,
        EventSource.LOWER_BACK,
        EventSource.LOWER_BACK,
    )
    assert [bout.initial_contacts for bout in both.walk.bouts] == [
        bout.initial_contacts for bout in feet.walk.bouts
    ]
    assert [turn.start_s for turn in both.turns] == [turn.start_s for turn in back.turns]
    strides = [stride for bout in both.walk.bouts for stride in bout.strides]
    with_trunk = [stride for stride in strides if stride.harmonic_ratio_vertical is not None]
    assert len(with_trunk) > 0.8 * len(strides)
    assert back.origins.trunk is EventSource.LOWER_BACK
    assert feet.origins.trunk is None


def test_one_foot_alone_does_not_count_the_steps_of_a_turn(errands):
    back, with_one_foot = analyze(only(errands, BACK)), analyze(only(errands, BACK, LEFT))

    assert [turn.steps_count for turn in with_one_foot.turns] == [
        turn.steps_count for turn in back.turns
    ]


def test_the_same_recording_gives_the_same_analysis(errands):
    recording = only(errands, BACK)

    assert analyze(recording).to_json() == analyze(recording).to_json()


def test_a_factor_lengthens_every_stride(errands):
    recording = only(errands, BACK)
    longer = AnalysisSettings(calibration=StrideLengthCalibration(factor_ratio=1.1))
    plain, lengthened = analyze(recording), analyze(recording, settings=longer)

    for before, after in zip(plain.walk.bouts, lengthened.walk.bouts, strict=True):
        assert np.allclose(1.1 * np.array(lengths_m(before)), lengths_m(after))
    assert lengthened.calibration == longer.calibration


def test_a_walk_of_known_length_is_as_long_as_it_was():
    plan = (Stand(duration_s=4.0), WalkAhead(length_m=20.0), Stand(duration_s=4.0))
    recording = simulated(BACK, plan=plan)
    analysis = analyze(recording, settings=AnalysisSettings(known_distance_m=20.0))

    assert analysis.calibration is not None
    assert analysis.calibration.recording_hash == recording.content_hash()
    (bout,) = analysis.walk.bouts
    walked_m = np.mean(lengths_m(bout)) / 2 * len(bout.initial_contacts)
    assert walked_m == pytest.approx(20.0, rel=0.02)
    (finding,) = (each for each in analysis.quality if each.code == "calibrated")
    assert "steps the factor is sure to ±" in finding.found


def test_a_known_length_from_the_feet_is_refused(errands):
    with pytest.raises(OptionError, match="come from the feet, which measure them directly"):
        analyze(errands, settings=AnalysisSettings(known_distance_m=20.0))


def test_a_known_length_in_blocks_is_refused(errands):
    with pytest.raises(OptionError, match="long enough to be read in blocks"):
        analyze_blocks([errands], settings=AnalysisSettings(known_distance_m=20.0))


def test_no_block_at_all_is_refused():
    with pytest.raises(MissingChannel, match="not one block came"):
        analyze_blocks([])


def test_no_sensor_is_refused(errands):
    with pytest.raises(MissingChannel, match="needs at least one sensor"):
        analyze(only(errands))


def test_several_sensors_without_a_place_are_refused(errands):
    unplaced = tuple(
        replace(sensor, placement=Placement.UNKNOWN, name=f"S{number}")
        for number, sensor in enumerate(errands.sensors[:2])
    )
    with pytest.raises(MissingChannel, match=r"place of 'S0', 'S1' is not known"):
        analyze(replace(errands, sensors=unplaced))


def test_the_only_sensor_without_a_place_is_taken_for_the_lower_back(errands):
    (sensor,) = only(errands, BACK).sensors
    unplaced = replace(errands, sensors=(replace(sensor, placement=Placement.UNKNOWN),))

    for analysis in (analyze(unplaced), analyze_blocks([unplaced])):
        assert len(analysis.bouts) >= 6
        assert [each.code for each in analysis.quality].count("placement-assumed") == 1


def test_a_sensor_that_carries_nothing_is_refused(hand_made):
    sensor = hand_made.sensor()
    constant = replace(sensor, acceleration_mps2=np.ones_like(sensor.acceleration_mps2))

    with pytest.raises(SignalNotUsable, match="one value in all 6000 samples"):
        analyze(hand_made.recording(constant))


def test_nobody_walking_is_a_result_with_the_reason():
    recording = simulated(BACK, plan=(Stand(duration_s=30.0),))
    analysis = analyze(recording)

    assert analysis.bouts == ()
    (finding,) = (each for each in analysis.quality if each.code == "no-walking-found")
    assert finding.found == analysis.no_walking_reason


def test_factor_and_known_length_together_are_refused():
    with pytest.raises(OptionError, match="and both were asked for"):
        AnalysisSettings(
            calibration=StrideLengthCalibration(factor_ratio=1.0), known_distance_m=10.0
        )


def _wild(recording):
    """Let the right foot's clock wander as no steady drift does."""
    right = recording.sensor_at(Placement.RIGHT_FOOT)
    times_s = right.clock.times_s + 1.3 * np.sin(right.clock.times_s / 2.5)
    clock = replace(right.clock, stamps_s=np.maximum.accumulate(times_s))
    others = tuple(each for each in recording.sensors if each is not right)
    return replace(recording, sensors=(*others, replace(right, clock=clock)))


def test_feet_without_one_time_are_left_out_where_the_back_can_answer(errands):
    wild = _wild(errands)
    analysis = analyze(wild)
    back = analyze(only(errands, Placement.LOWER_BACK))

    assert analysis.origins.strides is EventSource.LOWER_BACK
    assert_same_contacts(analysis.walk, back.walk)
    (finding,) = (each for each in analysis.quality if each.severity is Severity.SERIOUS)
    assert finding.code == "clock-drift"
    assert "The feet were left out" in finding.done


def test_feet_without_one_time_are_refused_where_nothing_else_is_worn(errands):
    wild = only(_wild(errands), LEFT, RIGHT)
    with pytest.raises(ClocksDisagree, match="Analyse each foot on its own"):
        analyze(wild)
