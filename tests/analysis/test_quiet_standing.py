"""A trial of quiet standing, from devices to numbers, doubts and JSON."""

import csv
import json
from dataclasses import replace

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from restride.analysis.analyze import analyze
from restride.analysis.opening import read
from restride.analysis.schema import analysis_schema
from restride.analysis.settings import AnalysisSettings
from restride.analysis.standing_settings import StandingSettings
from restride.balance.conditions import StandingCondition
from restride.errors import MissingChannel, OptionError, SignalNotUsable, SignalTooShort
from restride.recording.clock import Clock
from restride.recording.recording import Recording
from restride.simulate.plates import PlateSettings
from restride.simulate.sensors import SensorSettings
from restride.simulate.stander import simulate_stand, stander
from restride.terms import EventSource, Eyes, Placement, Severity, Side, Stance, Surface, Task

RATE_HZ = 100.0


@pytest.fixture(scope="module")
def stood():
    return simulate_stand(stander(seed=3, duration_s=30.0), sensors=(), has_two_plates=True)


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


def padded(plate, *, before_s=0.0, after_s=0.0):
    """An empty plate before and after."""
    before, after = (round(s * RATE_HZ) for s in (before_s, after_s))
    samples_count = before + plate.clock.samples_count + after
    return replace(
        plate,
        clock=Clock(sampling_rate_hz=RATE_HZ, samples_count=samples_count),
        centre_of_pressure_mm=np.pad(
            plate.centre_of_pressure_mm, ((before, after), (0, 0)), constant_values=np.nan
        ),
        vertical_force_n=np.pad(plate.vertical_force_n, (before, after)),
        horizontal_force_n=None,
    )


def test_the_virtual_stander_is_measured_as_they_stood(on_one_plate):
    analysis = standing(on_one_plate.recording, wanted_s=30.0)
    found, truth = values(analysis), on_one_plate.truth

    assert analysis.source is EventSource.PLATE
    assert analysis.held_s == pytest.approx(30)
    assert found["rms_distance_anteroposterior_mm", None].value == pytest.approx(
        truth.sway_forward_mm, rel=2e-3
    )
    assert found["range_mediolateral_mm", None].value == pytest.approx(
        truth.range_sideways_mm, rel=0.02
    )
    assert found["sway_area_mm2", None].value == pytest.approx(truth.ellipse_area_mm2, rel=0.01)


def test_two_plates_give_the_net_sway_and_the_weight_on_each_leg(stood):
    analysis = standing(stood.recording)
    found = values(analysis)

    assert found["rms_distance_mediolateral_mm", None].value == pytest.approx(
        stood.truth.sway_sideways_mm, rel=0.01
    )
    assert found["weight_bearing_share", Side.LEFT].value == pytest.approx(
        stood.settings.left_share, abs=0.01
    )
    assert "plate-one-sided" not in codes(analysis)


def test_both_feet_on_one_plate_of_two_are_said(stood):
    left, right = stood.recording.plates
    both = replace(left, vertical_force_n=left.vertical_force_n + right.vertical_force_n)
    empty = replace(
        right,
        vertical_force_n=np.zeros_like(right.vertical_force_n),
        centre_of_pressure_mm=np.full_like(right.centre_of_pressure_mm, np.nan),
    )

    analysis = standing(replace(stood.recording, plates=(both, empty)))

    share = values(analysis)["weight_bearing_share", Side.LEFT]
    assert share.value is None
    assert "the right plate bears" in share.note
    assert values(analysis)["mean_velocity_mmps", None].value is not None
    assert "plate-unused" in codes(analysis)


def test_nameless_plates_are_told_by_where_the_weight_stands(stood):
    left, right = (replace(plate, side=None) for plate in stood.recording.plates)
    named = values(standing(stood.recording))

    for plates in ((left, right), (right, left)):
        analysis = standing(replace(stood.recording, plates=plates))
        share = values(analysis)["weight_bearing_share", Side.LEFT]
        assert share.value == pytest.approx(named["weight_bearing_share", Side.LEFT].value)
        (finding,) = [each for each in analysis.quality if each.code == "plate-sides-assumed"]
        assert f"{left.name} was taken as the left one" in finding.done


def test_nameless_plates_with_feet_in_one_line_stay_nameless(stood):
    plates = [replace(plate, side=None) for plate in stood.recording.plates]
    near = [
        replace(
            plate,
            centre_of_pressure_mm=plate.centre_of_pressure_mm
            - [0.0, np.nanmedian(plate.centre_of_pressure_mm[:, 1]) + offset_mm],
        )
        for plate, offset_mm in zip(plates, (0.0, 59.0), strict=True)
    ]
    analysis = standing(replace(stood.recording, plates=tuple(near)))

    assert "plate-sides-assumed" not in codes(analysis)
    assert ("weight_bearing_share", Side.LEFT) not in values(analysis)


def test_swapped_plates_are_said(stood):
    left, right = stood.recording.plates
    swapped = (replace(left, side=right.side), replace(right, side=left.side))

    analysis = standing(replace(stood.recording, plates=swapped))

    (finding,) = [each for each in analysis.quality if each.code == "axes-contradict"]
    assert finding.severity is Severity.SERIOUS
    assert "axes-contradict" not in codes(standing(stood.recording))


def test_steps_on_and_off_are_left_out(on_one_plate):
    (plate,) = on_one_plate.recording.plates
    recording = replace(on_one_plate.recording, plates=(padded(plate, before_s=4.0, after_s=3.0),))

    analysis = standing(recording, wanted_s=60.0)

    assert analysis.held_s == pytest.approx(30)
    assert analysis.start_s == pytest.approx(5)
    assert analysis.end_s == pytest.approx(33.5)
    assert {"position-left", "held-too-short"} <= codes(analysis)


def test_ten_seconds_where_thirty_are_asked_for_are_measured_and_marked(on_one_plate):
    analysis = standing(on_one_plate.recording.between(0.0, 10.0), wanted_s=30.0)

    (finding,) = [each for each in analysis.quality if each.code == "held-too-short"]
    assert "30 s, and was for 10.0 s" in finding.found
    assert values(analysis)["mean_velocity_mmps", None].value is not None


def test_under_ten_seconds_there_is_no_sway_but_the_time(on_one_plate):
    with pytest.raises(SignalTooShort, match=r"held for 9\.0 s\) needs at least 10 s .* 9\.00 s"):
        standing(on_one_plate.recording.between(0.0, 9.0))


def test_more_than_was_asked_for_is_cut_and_said(on_one_plate):
    analysis = standing(on_one_plate.recording, wanted_s=20.0)

    assert (analysis.start_s, analysis.end_s) == (0, 20)
    assert analysis.held_s == pytest.approx(30)
    assert "cut-to-wanted" in codes(analysis)
    whole = standing(on_one_plate.recording.between(0.0, 20.0))
    for key, measure in values(whole).items():
        assert values(analysis)[key].value == measure.value


def test_a_hundredth_less_than_asked_for_is_whole(on_one_plate):
    whole = standing(on_one_plate.recording.between(0.0, 29.7), wanted_s=30.0)
    short = standing(on_one_plate.recording.between(0.0, 29.6), wanted_s=30.0)

    assert "held-too-short" not in codes(whole)
    assert "held-too-short" in codes(short)


def test_a_time_that_was_given_goes_before_the_one_found(on_one_plate):
    analysis = standing(on_one_plate.recording, held_s=14.0, wanted_s=30.0)

    assert analysis.held_s == 14
    assert analysis.end_s == pytest.approx(14)
    assert "held-too-short" in codes(analysis)
    assert "held-differs" not in codes(analysis)


def test_a_given_time_beyond_the_recording_is_said(on_one_plate):
    analysis = standing(on_one_plate.recording, held_s=45.0)

    (finding,) = [each for each in analysis.quality if each.code == "held-differs"]
    assert "45.0 s by what was given, and 30.0 s" in finding.found


def test_a_plate_never_stepped_on_is_refused(on_one_plate):
    (plate,) = on_one_plate.recording.plates
    empty = replace(plate, vertical_force_n=np.full(plate.clock.samples_count, 4.0))

    with pytest.raises(SignalNotUsable, match=r"20 N .* 4\.0 N: nobody stepped on it"):
        standing(replace(on_one_plate.recording, plates=(empty,)))


def test_frames_without_force_are_no_sway(on_one_plate):
    (plate,) = on_one_plate.recording.plates
    pressure_mm, force_n = plate.centre_of_pressure_mm.copy(), plate.vertical_force_n.copy()
    pressure_mm[700:707], force_n[700:707] = np.nan, 0.0
    torn = replace(plate, centre_of_pressure_mm=pressure_mm, vertical_force_n=force_n)

    analysis = standing(replace(on_one_plate.recording, plates=(torn,)))

    measure = values(analysis)["mean_velocity_mmps", None]
    whole = values(standing(on_one_plate.recording))["mean_velocity_mmps", None]
    assert measure.value == pytest.approx(whole.value, rel=0.1)
    assert "7.1 to 30.0 s of 30.0 s" in measure.note


def test_a_recording_without_plate_or_back_is_refused():
    with pytest.raises(MissingChannel, match="nothing holds nothing"):
        standing(Recording(name="nothing"))


@pytest.mark.parametrize("field", ["wanted_s", "held_s"])
def test_a_time_nobody_stands_for_is_refused(field):
    with pytest.raises(OptionError, match=r"3600 s, and is 99999"):
        StandingSettings(**{field: 99999.0})


def test_a_foot_outline_gives_the_time_to_its_boundary(on_one_plate):
    middle = np.nanmean(on_one_plate.recording.plates[0].centre_of_pressure_mm, axis=0)
    corners = middle + np.array([[130, -120], [130, 120], [-130, 120], [-130, -120]])
    outline = tuple((float(a), float(b)) for a, b in corners)

    with_outline = {
        m.definition.key
        for m in standing(on_one_plate.recording, foot_outline_mm=outline).measures
        if m.value is not None
    }
    without = {
        m.definition.key for m in standing(on_one_plate.recording).measures if m.value is not None
    }
    assert any("boundary" in key for key in with_outline - without)


def back_sensor(**changes):
    return SensorSettings(
        placement=Placement.LOWER_BACK, axes=("up", "right", "forward"), **changes
    )


def test_a_back_sensor_alone_is_enough():
    stood = simulate_stand(
        stander(seed=5, duration_s=30.0), sensors=(back_sensor(states_axes=True),)
    )
    recording = replace(stood.recording, plates=())

    analysis = standing(recording)
    found = values(analysis)

    assert analysis.source is EventSource.LOWER_BACK
    assert analysis.sway.unit == "mps2"
    # The sensor's own noise is in it.
    assert found["back_sway_rms_anteroposterior_mps2", None].value == pytest.approx(
        stood.truth.back_forward_mps2, rel=0.03
    )
    assert found["back_sway_rms_mediolateral_mps2", None].value == pytest.approx(
        stood.truth.back_sideways_mps2, rel=0.03
    )
    assert "sway-directions-unknown" not in codes(analysis)


def test_a_back_sensor_with_jitter_and_unknown_axes_says_so():
    stood = simulate_stand(
        stander(seed=5, duration_s=30.0), sensors=(back_sensor(jitter_share=0.2),)
    )
    straight = simulate_stand(stander(seed=5, duration_s=30.0), sensors=(back_sensor(),))

    key = ("back_sway_rms_mps2", None)
    jittered = standing(replace(stood.recording, plates=()))
    even = standing(replace(straight.recording, plates=()))

    assert values(jittered)[key].value == pytest.approx(values(even)[key].value, rel=0.02)
    assert "sway-directions-unknown" in codes(jittered)


def test_plate_and_back_together_give_both():
    stood = simulate_stand(stander(seed=5, duration_s=30.0), sensors=(back_sensor(),))

    found = {measure.definition.key for measure in standing(stood.recording).measures}

    assert {"mean_velocity_mmps", "back_sway_rms_mps2"} <= found


def test_plates_alone_are_taken_as_standing(on_one_plate):
    assert analyze(on_one_plate.recording).task is Task.QUIET_STANDING


def test_the_json_keeps_to_its_schema(on_one_plate):
    condition = StandingCondition(
        eyes=Eyes.CLOSED, surface=Surface.FOAM, stance=Stance.SINGLE_LEG, side=Side.LEFT
    )
    analysis = standing(
        on_one_plate.recording,
        condition=condition,
        wanted_s=30.0,
    )
    document = json.loads(json.dumps(analysis.to_json(), allow_nan=False))

    errors = [
        error.message for error in Draft202012Validator(analysis_schema()).iter_errors(document)
    ]
    assert errors == []
    assert document["standing"]["condition"]["stance"] == "single-leg"
    assert document["standing"]["held_s"] == 30


def test_the_same_recording_twice_gives_the_same_numbers(on_one_plate):
    one, two = (standing(on_one_plate.recording).to_json() for _ in range(2))

    assert one == two


def test_a_coarse_plate_is_measured_and_its_steps_are_in_the_path():
    coarse = simulate_stand(
        stander(seed=3, duration_s=30.0), sensors=(), plate=PlateSettings(centre_step_mm=1.0)
    )
    found = values(standing(coarse.recording))

    assert found["rms_distance_anteroposterior_mm", None].value == pytest.approx(
        coarse.truth.sway_forward_mm, rel=0.02
    )


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("bds/BDS00001.txt", "bds"),
        ("bds/BDS00012.txt", "bds"),
        ("pds/PDS13OR1grf.txt", "pds"),
        ("pds/PDS13CR3grf.txt", "pds"),
    ],
)
def test_published_trials_give_the_authors_numbers(shared_data, name, table):
    with (shared_data / f"balance/{table}/expected_metrics.csv").open(encoding="utf-8") as file:
        expected = {row["Trial"]: row for row in csv.DictReader(file)}
    row = expected[name.split("/")[1].removesuffix(".txt").removesuffix("grf")]

    found = values(standing(read(shared_data / "balance" / name)))

    for key, column, scale in (
        ("sway_area_mm2", "COParea", 100),
        ("mean_velocity_mmps", "COPvelo", 10),
        ("mean_frequency_hz", "COPmfreq", 1),
    ):
        value = found[key, None].value
        assert value == pytest.approx(float(row[column]) * scale, rel=1e-9)
    if table == "pds":
        share = found["weight_bearing_share", Side.LEFT].value
        assert share == pytest.approx(float(row["pct_left"]) / 100, rel=1e-9)
