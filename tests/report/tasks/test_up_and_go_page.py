"""The page of a timed up and go: bars that may overlap, steps once each, the signal below."""

import re

import numpy as np
import pytest
import task_examples as examples
from page_reader import Reader

from restride.report import drawing, report_html
from restride.report.tasks.lanes import lanes_drawing
from restride.report.tasks.phase_bar import phase_strip, phases_in_words
from restride.report.tasks.trunk_lanes import trunk_lanes
from restride.report.tasks.up_and_go_page import phase_rows

NO_OVERLAP_S = (*examples.PHASES_S[:5], (14.5, 16.0))


def bar_of(found):
    with drawing.house_look():
        return lanes_drawing(
            (), span_s=(1.0, 17.0), strip=phase_strip(found), name="x", title="x", description="x"
        )


def test_what_overlaps_is_drawn_as_overlap_and_not_forced_apart():
    found = examples.up_and_go()

    assert "0.5 s together" in bar_of(found)
    assert "run together for 0.5 s" in phases_in_words(found)
    assert "run together for 0.5" in Reader(report_html(*examples.up_and_go_analysis(found))).text


def test_without_overlap_none_is_drawn():
    assert "together" not in bar_of(examples.up_and_go(phases_s=NO_OVERLAP_S))


def test_the_turns_lie_where_their_times_are():
    """16 s are 0.825 of 7.3 inches wide; turns last 2 s and begin 5.5 s apart."""
    a_second = 0.825 * 7.3 * 72 / 16
    svg = bar_of(examples.up_and_go())
    upright = re.findall(r'd="M ([\d.]+) [\d.]+\s+L \1 [\d.]+\s+L ([\d.]+) ', svg)
    (first, first_end), (second, second_end) = [map(float, bar) for bar in upright[:2]]

    assert first_end - first == pytest.approx(2 * a_second, abs=0.05)
    assert second_end - second == pytest.approx(2 * a_second, abs=0.05)
    assert second - first == pytest.approx(5.5 * a_second, abs=0.05)


def test_every_bar_bears_its_number_and_wide_ones_their_name():
    svg = bar_of(examples.up_and_go())

    assert [number for number in "123456" if f">{number}</text>" in svg] == list("123456")
    for name in ("Rise", "Walk out", "Turn", "Walk back", "Sit down 2.0 s"):
        assert f">{name}</text>" in svg


def test_a_name_without_room_is_left_to_the_number_and_the_table():
    short_s = ((2.0, 2.1), (2.1, 2.2), (2.2, 2.3), (2.3, 2.4), (2.4, 14.5), (14.0, 16.0))

    assert ">Walk out</text>" not in bar_of(examples.up_and_go(phases_s=short_s))
    assert ">2</text>" in bar_of(examples.up_and_go(phases_s=short_s))


def test_each_step_counts_in_one_phase():
    found = examples.up_and_go()
    rows = phase_rows(found)

    assert sum(row.steps_count for row in rows) == len(found.initial_contacts)
    assert rows[0].steps_count == 0


def test_turns_say_side_and_angle_and_how_fast():
    text = Reader(report_html(*examples.up_and_go_analysis(examples.up_and_go()))).words

    assert "178° left" in text
    assert "171° right" in text
    assert "120 °/s turning" in text
    assert "0.61 m/s upwards, 34° lean" in text
    assert "0.55 m/s downwards" in text


def test_lean_is_forward_positive_from_where_rising_begins():
    sensor = examples.back_recording(18.0, lean_deg=((3.0, 35.0),)).sensors[0]
    lean, *_ = trunk_lanes(sensor, span_s=(0.0, 18.0), rise_s=(2.0, 4.0))

    assert np.nanmax(lean.values) == pytest.approx(35.0, abs=8.0)
    assert np.nanmin(lean.values) > -8.0


def test_without_a_gyroscope_turning_is_not_drawn_and_that_is_said():
    made = examples.up_and_go_analysis(examples.up_and_go(), has_gyroscope=False)
    html = report_html(*made)

    assert "Turning is not drawn: the sensor has no gyroscope." in html
    assert "left +" not in html
    assert "left +" in report_html(*examples.up_and_go_analysis(examples.up_and_go()))


def test_lost_samples_leave_a_hole_in_the_line():
    recording = examples.back_recording(18.0)
    sensor = recording.sensors[0]
    sensor.acceleration_mps2[400:500] = np.nan
    lanes = trunk_lanes(sensor, span_s=(0.0, 18.0))

    assert all(np.isnan(lane.values[410:490]).all() for lane in lanes)
    assert all(np.isfinite(lane.values[:390]).all() for lane in lanes)
