"""What is doubtful about a plate is said, with its numbers, and what nobody stood on is refused."""

from dataclasses import replace

import numpy as np
import pytest
from plate_files import on_two_plates, stander

from restride.errors import SignalNotUsable
from restride.recording.checks import check_recording
from restride.recording.clock import Clock
from restride.recording.in_memory import plate_of, recording_of, sensor_of
from restride.terms import Severity

TIME_S, CENTRE_MM, VERTICAL_N, LEVEL_N = stander(3000)


def _plate(centre_mm=CENTRE_MM, vertical_n=VERTICAL_N, *, side=None, rate_hz=100.0, level_n=None):
    plate = plate_of(centre_mm, vertical_n, side=side, sampling_rate_hz=rate_hz)
    return plate if level_n is None else replace(plate, horizontal_force_n=level_n)


def _found(*plates, code):
    """Check plates, and give what was found under a code."""
    checked = check_recording(recording_of(*plates))
    return [finding for finding in checked.findings if finding.code == code]


def _one(*plates, code):
    (finding,) = _found(*plates, code=code)
    return finding


def _two(**changes):
    person = on_two_plates(3000)
    return [
        _plate(*(changes.get(side) or person[side][:2]), side=side) for side in ("left", "right")
    ]


def test_thirty_seconds_of_standing_raise_no_doubt():
    assert check_recording(recording_of(_plate(level_n=LEVEL_N))).findings == ()
    assert check_recording(recording_of(_plate(vertical_n=None))).findings == ()
    assert check_recording(recording_of(*_two())).findings == ()


def test_centimetres_sold_as_millimetres_are_marked_with_what_they_would_be():
    finding = _one(_plate(CENTRE_MM / 10), code="units-contradict")

    assert finding.severity is Severity.SERIOUS
    assert "moves over 2.34 mm" in finding.found
    assert "10 times as large it would be 23.4 mm" in finding.found
    assert "--length-unit" in finding.done


def test_metres_of_sway_are_marked():
    finding = _one(_plate(CENTRE_MM * 100), code="units-contradict")

    assert "more than 400 mm" in finding.found
    assert "0.01 times" in finding.found


@pytest.mark.parametrize(
    ("swayed_mm", "severity"),
    [
        (2.99, Severity.SERIOUS),
        (3.01, Severity.WARNING),
        (6.99, Severity.WARNING),
        (7.01, None),
        (149.9, None),
        (150.1, Severity.WARNING),
        (399.9, Severity.WARNING),
        (400.1, Severity.SERIOUS),
    ],
)
def test_sway_is_a_doubt_from_7_and_150_mm_and_impossible_from_3_and_400(swayed_mm, severity):
    scale = swayed_mm / np.ptp(np.percentile(CENTRE_MM[:, 0], [1, 99]))
    found = _found(_plate(CENTRE_MM * scale), code="units-contradict")

    assert [finding.severity for finding in found] == ([] if severity is None else [severity])


def test_a_dead_weight_is_read_and_told_from_a_person():
    finding = _one(_plate(CENTRE_MM / 100, np.full(3000, 98.0)), code="units-contradict")

    assert finding.severity is Severity.NOTE
    assert "98 N: a dead weight" in finding.found


def test_axes_that_may_be_swapped_are_a_doubt_from_twice_the_sway_on():
    forward_mm, right_mm = np.ptp(np.percentile(CENTRE_MM, [1, 99], axis=0), axis=0)
    for ratio, is_doubtful in ((1.98, False), (2.02, True)):
        centre_mm = CENTRE_MM * [1, ratio * forward_mm / right_mm]
        assert bool(_found(_plate(centre_mm), code="axes-doubtful")) is is_doubtful


def test_forces_that_push_with_the_sway_contradict_the_axes():
    finding = _one(_plate(level_n=LEVEL_N * [1, -1]), code="axes-contradict")

    assert "pushes with the sway to the right" in finding.found
    crossed = _one(_plate(level_n=LEVEL_N[:, ::-1]), code="axes-contradict")
    assert "follows the sway of the other axis" in crossed.found


def test_a_slow_rate_and_a_short_trial_are_held_against_the_standard():
    assert "40 samples a second" in _one(_plate(rate_hz=40), code="rate-low").found
    assert _found(_plate(rate_hz=50), code="rate-low") == []
    short = _one(_plate(CENTRE_MM[:2499], VERTICAL_N[:2499]), code="trial-short")
    assert "25.0 s" in short.found
    assert _found(_plate(CENTRE_MM[:2500], VERTICAL_N[:2500]), code="trial-short") == []


def test_what_moves_up_and_down_is_not_held_against_standing():
    squats_n = VERTICAL_N * (1 + 0.4 * np.sin(2 * np.pi * 0.4 * TIME_S))

    assert check_recording(recording_of(_plate(CENTRE_MM / 10, squats_n))).findings == ()


def test_a_plate_that_nobody_stepped_on_is_refused_when_it_is_the_only_one():
    nobody = _plate(np.full((3000, 2), np.nan), np.full(3000, 3.2))

    with pytest.raises(SignalNotUsable, match=r"largest load on plate is 3.2 N; 20 N and more"):
        check_recording(recording_of(nobody))
    with pytest.raises(SignalNotUsable, match="no number at all"):
        check_recording(recording_of(_plate(np.full((3000, 2), np.nan), None)))


def test_beside_another_one_it_is_left_out_and_said():
    nobody = (np.full((3000, 2), np.nan), np.full(3000, 3.2))
    checked = check_recording(recording_of(*_two(right=nobody)))

    assert [plate.name for plate in checked.plates] == ["left"]
    (finding,) = [each for each in checked.findings if each.code == "plate-unused"]
    assert "at most 3.2 N" in finding.found
    assert "Both feet stood on the other plate" in finding.found


def test_beside_a_sensor_it_is_left_out_too():
    force = np.random.default_rng(1).normal((0, 0, 9.81), 0.1, (300, 3))
    sensor = sensor_of(force, placement="lower-back", sampling_rate_hz=100)
    nobody = _plate(np.full((3000, 2), np.nan), np.zeros(3000))

    assert check_recording(recording_of(sensor, nobody)).plates == ()


def test_both_feet_on_one_plate_of_two_are_said():
    person = on_two_plates(3000)
    for share, is_said in ((0.049, True), (0.051, False)):
        left = (person["left"][0], (1 - share) * VERTICAL_N)
        right = (person["right"][0], share * VERTICAL_N)
        found = _found(*_two(left=left, right=right), code="plate-one-sided")
        assert bool(found) is is_said
        if found:
            assert "right plate carries 4.9% of 700 N" in found[0].found


def test_sides_that_stand_the_wrong_way_round_are_said():
    person = on_two_plates(3000)
    finding = _one(
        *_two(left=person["right"][:2], right=person["left"][:2]), code="axes-contradict"
    )

    assert finding.severity is Severity.SERIOUS
    assert "222 mm to the left" in finding.found


def test_feet_behind_each_other_are_a_doubt_about_the_axes():
    person = on_two_plates(3000)
    swapped = {side: (person[side][0][:, ::-1], person[side][1]) for side in ("left", "right")}

    assert _found(*_two(**swapped), code="axes-doubtful") != []


def test_when_nobody_stands_on_the_plate_is_told():
    vertical_n = VERTICAL_N.copy()
    vertical_n[:200] = 0
    vertical_n[1000:1010] = 0
    vertical_n[2900:] = 5
    centre_mm = np.where((vertical_n < 20)[:, None], np.nan, CENTRE_MM)

    finding = _one(_plate(centre_mm, vertical_n), code="plate-unloaded")

    assert "up to 1.99 s, before somebody stepped on it" in finding.found
    assert "in 1 places in between, together 10 samples" in finding.found
    assert "from 29.00 s on, to the end" in finding.found


def test_stepping_on_and_off_is_told_from_standing():
    vertical_n = VERTICAL_N.copy()
    vertical_n[:150] = np.linspace(100, 840, 150)
    vertical_n[2950:] = 600
    vertical_n[300:310] = 0

    finding = _one(_plate(CENTRE_MM, vertical_n), code="stepping-on")

    assert "more than 10% off the 700 N of standing up to 1.49 s and from 29.50 s on" in (
        finding.found
    )
    assert _found(_plate(), code="stepping-on") == []


def test_missing_samples_are_counted_and_stay_missing():
    centre_mm = CENTRE_MM.copy()
    centre_mm[100:130] = np.nan
    checked = check_recording(recording_of(_plate(centre_mm)))
    (finding,) = checked.findings

    assert finding.code == "missing-values"
    assert "30 of 3000 samples in 1 places" in finding.found
    assert "for 0.3 s" in finding.found
    assert np.isnan(checked.plates[0].centre_of_pressure_mm[100:130]).all()


def test_infinities_are_taken_as_missing():
    centre_mm, vertical_n = CENTRE_MM.copy(), VERTICAL_N.copy()
    centre_mm[5], vertical_n[6] = np.inf, 1e30
    checked = check_recording(recording_of(_plate(centre_mm, vertical_n)))

    assert checked.findings[0].code == "infinite-values"
    assert np.isnan(checked.plates[0].centre_of_pressure_mm[5]).all()
    assert np.isnan(checked.plates[0].vertical_force_n[6])


def test_coarse_steps_are_said_from_fifty_in_the_range_down():
    finding = _one(_plate(np.round(CENTRE_MM)), code="quantised")

    assert "steps of 1 mm" in finding.found
    assert _found(_plate(np.round(CENTRE_MM, 1)), code="quantised") == []


def test_a_centre_that_stands_still_in_the_middle_was_not_measured():
    centre_mm = CENTRE_MM.copy()
    centre_mm[1000:1060] = centre_mm[1000]
    checked = check_recording(recording_of(_plate(centre_mm)))
    (finding,) = [each for each in checked.findings if each.code == "dropout"]

    assert (finding.start_s, finding.end_s) == pytest.approx((10.01, 10.59))
    assert np.isnan(checked.plates[0].centre_of_pressure_mm[1001:1060]).all()


def test_one_that_stands_still_throughout_is_kept_and_said():
    checked = check_recording(recording_of(_plate(np.tile([1.0, 2.0], (3000, 1)))))
    codes = {finding.code: finding for finding in checked.findings}

    assert codes["dropout"].severity is Severity.SERIOUS
    assert np.isfinite(checked.plates[0].centre_of_pressure_mm).all()


@pytest.mark.parametrize("part", ["centre", "load"])
def test_a_signal_that_was_cut_off_is_said(part):
    centre_mm = np.minimum(CENTRE_MM, [45, 99]) if part == "centre" else CENTRE_MM
    vertical_n = np.minimum(VERTICAL_N, 701) if part == "load" else VERTICAL_N

    finding = _one(_plate(centre_mm, vertical_n), code="saturation")

    assert {"centre": "forward stands at its upper end, 45", "load": "701"}[part] in finding.found


def test_checks_do_not_change_what_they_are_given():
    centre_mm = CENTRE_MM.copy()
    centre_mm[1000:1060] = centre_mm[1000]
    before = centre_mm.copy()
    check_recording(recording_of(_plate(centre_mm)))

    assert np.array_equal(centre_mm, before)


@pytest.mark.parametrize("samples_count", [0, 1, 2, 19])
def test_very_short_plates_are_checked_too(samples_count):
    plate = replace(
        _plate(),
        clock=Clock(sampling_rate_hz=100, samples_count=samples_count),
        centre_of_pressure_mm=CENTRE_MM[:samples_count],
        vertical_force_n=VERTICAL_N[:samples_count],
    )
    if samples_count == 0:
        with pytest.raises(SignalNotUsable):
            check_recording(recording_of(plate))
    else:
        assert check_recording(recording_of(plate)).plates


def test_a_sample_that_jumps_out_and_back_is_said_with_its_time():
    centre_mm = CENTRE_MM.copy()
    centre_mm[1500, 1] += 25.0
    finding = _one(_plate(centre_mm), code="pressure-jumps")
    assert "1 samples, the first at 15.00 s" in finding.found
    centre_mm[1500, 1] -= 10.0
    assert not _found(_plate(centre_mm), code="pressure-jumps")
