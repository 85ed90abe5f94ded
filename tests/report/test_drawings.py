"""What the drawings are made of: scales, stretches, traces, colours."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.measure import Interval
from restride.recording.clock import Clock
from restride.report.dots import scale_for
from restride.report.drawing import COLOUR_OF_SIDE, FAINT, INK, house_look, inline_svg, new_figure
from restride.report.walking.signal_drawing import limits_of
from restride.report.walking.stretches import shown_stretches
from restride.report.walking.timeline_drawing import part_length_s, walked_shares
from restride.report.walking.traces import drawn_sensors, missing_stretches, traces_of
from restride.terms import EventSource, Placement


def stretches_of(example, **options):
    return shown_stretches(example.analysis.walk, start_s=0.0, end_s=example.duration_s, **options)


def test_a_row_spans_a_fifth_to_either_side(one_measure):
    scale = scale_for([one_measure("step_length_m", "Step length", 0.6, half=0.03)])
    assert (scale.low, scale.high) == pytest.approx((0.48, 0.72))


def test_a_wide_interval_widens_the_scale(one_measure):
    scale = scale_for([one_measure("step_length_m", "Step length", 0.6, half=0.13)])
    assert (scale.low, scale.high) == pytest.approx((0.36, 0.84))


def test_a_row_without_a_value_has_no_scale(one_measure):
    empty = replace(one_measure("step_length_m", "Step length", 0.6), value=None)
    assert scale_for([empty]) is None


@given(value=st.integers(-2000, 2000), half=st.integers(0, 5000))
def test_every_interval_lies_inside_its_scale(one_measure, value, half):
    measure = one_measure("lift_angle_deg", "Foot angle", value / 10, half=half / 10)
    scale = scale_for([measure])

    assert isinstance(measure.uncertainty, Interval)
    assert scale.low < scale.high
    assert scale.low <= measure.uncertainty.low
    assert measure.uncertainty.high <= scale.high


@pytest.mark.parametrize(
    ("duration_s", "sensors", "rows", "row_s"),
    [
        pytest.param(12.5, 1, 2, 10.0, id="two rows"),
        pytest.param(30.4, 1, 3, 30.4 / 3, id="a scrap goes into the rows before it"),
        pytest.param(44.0, 1, 4, 11.0, id="just whole"),
        pytest.param(33.0, 2, 3, 11.0, id="just whole with two feet"),
    ],
)
def test_a_short_recording_is_shown_whole(duration_s, sensors, rows, row_s, example):
    shown = stretches_of(example(duration_s=duration_s), sensors_count=sensors)

    assert shown.is_whole
    assert len(shown.rows) == rows
    assert shown.row_s == pytest.approx(row_s)
    assert shown.rows[-1].end_s >= duration_s - 1e-9
    assert all(a.end_s == pytest.approx(b.start_s) for a, b in pairwise(shown.rows))


@pytest.mark.parametrize(("duration_s", "sensors"), [(44.1, 1), (33.1, 2)])
def test_a_longer_one_is_not(duration_s, sensors, example):
    assert not stretches_of(example(duration_s=duration_s), sensors_count=sensors).is_whole


def test_of_a_long_recording_the_longest_bout_and_the_largest_turn_are_shown(example):
    bouts = ((100.0, 160.0), (200.0, 215.0), (300.0, 340.0))
    shown = stretches_of(example(duration_s=600.0, bouts=bouts))

    assert [row.letter for row in shown.rows] == ["A", "B", "C", "D"]
    assert [row.start_s for row in shown.rows] == [9.0, 99.0, 125.0, 315.0]
    assert "largest turn" in shown.rows[0].what
    assert "start of the longest bout" in shown.rows[1].what
    assert all(a.end_s <= b.start_s for a, b in pairwise(shown.rows))


def test_where_nobody_walks_the_rows_are_evenly_spaced(example):
    shown = stretches_of(example(duration_s=100.0, bouts=(), turns=()))
    assert [row.start_s for row in shown.rows] == [0.0, 30.0, 60.0, 90.0]


def test_the_trace_of_the_lower_back_is_what_points_up_without_gravity(example):
    short = example()
    sensor = short.recording.sensors[0]
    (trace, *_) = traces_of(sensor, stretches_of(short).rows)

    still = trace.values[trace.times_s < 2.9]
    assert (trace.what, trace.unit, trace.side) == ("vertical acceleration", "m/s²", None)
    assert np.abs(still).max() < 0.1
    assert trace.values.max() == pytest.approx(2.1, abs=0.4)


def test_no_line_is_drawn_across_a_gap(example):
    short = example()
    sensor = short.recording.sensors[0]
    times_s = sensor.clock.times_s.copy()
    times_s[1000:] += 2.0
    gapped = replace(sensor, clock=replace(sensor.clock, stamps_s=times_s))
    traces = traces_of(gapped, stretches_of(short).rows)

    assert (
        np.isnan(traces[1].values[0])
        or np.isnan(traces[0].values).any()
        or (traces[1].times_s[0] >= 12.0)
    )
    assert missing_stretches([gapped]) == ((pytest.approx(9.99), pytest.approx(12.0)),)


def test_missing_numbers_are_crossed_out(example):
    sensor = example().recording.sensors[0]
    acceleration = sensor.acceleration_mps2.copy()
    acceleration[500:700] = np.nan
    holed = replace(sensor, acceleration_mps2=acceleration)

    assert missing_stretches([sensor]) == ()
    assert missing_stretches([holed]) == ((pytest.approx(4.99), pytest.approx(7.0)),)


def test_the_feet_are_drawn_where_the_contacts_were_found_from_them(example):
    places = (Placement.RIGHT_FOOT, Placement.LOWER_BACK, Placement.LEFT_FOOT)
    recording = example(placements=places).recording

    def drawn(source):
        return [sensor.placement for sensor in drawn_sensors(recording, found_from=source)]

    assert drawn(EventSource.FOOT) == [Placement.LEFT_FOOT, Placement.RIGHT_FOOT]
    assert drawn(EventSource.LOWER_BACK) == [Placement.LOWER_BACK]


def test_an_unknown_place_is_drawn_too(example):
    recording = example(placements=(Placement.UNKNOWN,)).recording
    assert len(drawn_sensors(recording, found_from=EventSource.LOWER_BACK)) == 1


def test_rest_looks_like_rest(example):
    still = example(bouts=(), turns=())
    traces = traces_of(still.recording.sensors[0], stretches_of(still).rows)
    assert limits_of([traces]) == [pytest.approx((-2.0, 2.0), abs=0.01)]


def test_a_sensor_without_samples_is_not_drawn(example):
    empty = example().recording.between(0.0, 0.0)
    assert isinstance(empty.sensors[0].clock, Clock)
    assert drawn_sensors(empty, found_from=EventSource.LOWER_BACK) == ()


@pytest.mark.parametrize(
    ("whole_s", "part_s"), [(7200.0, None), (7201.0, 120.0), (86_400.0, 900.0), (6e5, 7200.0)]
)
def test_a_long_time_line_is_summed_up_in_even_parts(whole_s, part_s):
    assert part_length_s(whole_s) == part_s


def test_the_share_walked_is_counted_part_by_part(example):
    walk = example(bouts=((3.0, 13.0), (16.0, 26.0))).analysis.walk
    shares = walked_shares(walk, edges_s=np.array([0.0, 10.0, 20.0, 30.0]))
    assert shares == pytest.approx([0.7, 0.7, 0.6])


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [*COLOUR_OF_SIDE.values(), INK, FAINT])
def test_every_colour_of_text_can_be_read_on_white(colour):
    contrast = 1.05 / (_luminance(colour) + 0.05)
    assert contrast >= 4.5


def test_a_drawing_escapes_its_words():
    with house_look():
        svg = inline_svg(
            new_figure(width_in=1, height_in=1), name="x", title="<b>", description="a & b"
        )
    assert '<title id="x-title">&lt;b&gt;</title>' in svg
    assert "a &amp; b" in svg
