"""Sway paths: one scale for all, forward up, and what a square says."""

import re
from dataclasses import replace

import numpy as np
import pytest
import task_examples as examples
from hypothesis import given
from hypothesis import strategies as st

from restride.balance.conditions import StandingCondition
from restride.report import drawing, protocol_report_html, report_html
from restride.report.standing.matrix import matrix_of
from restride.report.standing.path_drawing import (
    PathScale,
    Square,
    ellipse_outline,
    held_in_words,
    paths_drawing,
    scale_of,
    thinned_path,
)
from restride.report.standing.words import condition_in_words, condition_names
from restride.terms import Eyes, Side, Stance, Surface

DARK_LINE = re.compile(r'<path d="([^"]*)"[^>]*style="fill: none; stroke: #33373d')


def drawn_width(svg):
    """Measure the sway path of a drawing, in points."""
    numbers = np.array([float(each) for each in re.findall(r"-?\d+\.?\d*", path_of(svg))])
    return float(np.ptp(numbers[::2])), float(np.ptp(numbers[1::2]))


def path_of(svg):
    return DARK_LINE.search(svg).group(1)


def picture(sway, scale, *, square_in=1.5):
    with drawing.house_look():
        return paths_drawing(
            [Square(label="", sway=sway)], scale=scale, square_in=square_in, name="x", title="x"
        )


def test_twice_the_sway_is_drawn_twice_as_large():
    small, large = examples.sway(10.0), examples.sway(20.0)
    scale = scale_of([small, large])
    narrow, wide = (np.array(drawn_width(picture(each, scale))) for each in (small, large))

    assert wide / narrow == pytest.approx(2.0, rel=0.01)


def test_a_millimetre_is_as_long_to_the_side_as_to_the_front():
    turn = np.linspace(0, 2 * np.pi, 400)
    ring = replace(
        examples.sway(), times_s=turn, path=np.column_stack((np.sin(turn), np.cos(turn)))
    )
    across, up = drawn_width(picture(ring, PathScale(half_width=1.2, unit="mm")))

    assert across == pytest.approx(up, rel=0.01)
    assert across == pytest.approx(1.5 * 72 * 2 / 2.4, rel=0.01)


def test_all_cells_of_a_protocol_have_one_scale_and_one_size():
    with drawing.house_look():
        matrix = matrix_of(examples.protocol(left_early_s=8.0))

    boxes = {re.search(r'viewBox="([^"]*)"', cell.drawing).group(1) for cell in matrix.cells}
    bars = re.findall(r">(\d+ mm)</text>", "".join(cell.drawing for cell in matrix.cells))
    assert len(boxes) == 1
    assert set(bars) == {matrix.scale.bar_in_words}
    assert len(bars) == 11


def test_forward_is_up_and_right_is_right():
    """A path that only goes forward and right, drawn, goes up and to the right."""
    steps = np.linspace(0, 9, 200)
    sway = replace(
        examples.sway(), times_s=steps, path=np.column_stack((steps, steps)), ellipse=None
    )
    numbers = [
        float(n) for n in re.findall(r"-?\d+\.?\d*", path_of(picture(sway, scale_of([sway]))))
    ]

    assert numbers[-2] > numbers[0]
    assert numbers[-1] < numbers[1], "in SVG less is higher"


@given(size_mm=st.integers(1, 4000).map(lambda tenths: tenths / 10))
def test_the_scale_holds_path_and_ellipse_and_the_bar_fits(size_mm):
    sway = examples.sway(size_mm)
    scale = scale_of([sway])

    assert np.abs(sway.path).max() <= scale.half_width
    assert np.abs(ellipse_outline(sway.ellipse)).max() <= scale.half_width
    assert 0.1 * scale.half_width <= scale.bar <= 0.6 * scale.half_width


def test_the_noise_of_a_still_device_looks_still():
    assert scale_of([examples.sway(0.1)]).half_width == pytest.approx(10.0)


def test_the_ellipse_turns_from_forward_towards_right():
    ellipse = replace(examples.sway(10.0).ellipse, angle_deg=90.0)
    outline = ellipse_outline(ellipse)

    assert outline[:, 1].max() == pytest.approx(14.0)
    assert outline[:, 0].max() == pytest.approx(7.0, rel=0.01)


def test_thinning_moves_no_point():
    sway = examples.sway(10.0)
    kept = thinned_path(sway)

    assert len(kept) == len(sway.path) / 2
    np.testing.assert_array_equal(kept, sway.path[::2])


@pytest.mark.parametrize(
    ("held_s", "wanted_s", "words"),
    [
        (60.0, 60.0, "held 60 s"),
        (59.96, 60.0, "held 60 s"),
        (59.9, 60.0, "59.9 of 60 s held"),
        (11.3, 30.0, "11.3 of 30 s held"),
        (41.7, None, "held 42 s"),
    ],
)
def test_a_time_held_stands_in_words(held_s, wanted_s, words):
    assert held_in_words(held_s, wanted_s=wanted_s) == words


def test_a_path_in_the_axes_of_a_sensor_is_not_called_forward(doubt):
    finding = doubt("sway-directions-unknown")
    told = report_html(*examples.trial())
    untold = report_html(*examples.trial(findings=(finding,)))

    assert "forward is up, right is right" in told
    assert "forward is up" not in untold
    assert "which way is forward is not known" in untold


def test_a_condition_stands_in_words():
    condition = StandingCondition(
        eyes=Eyes.CLOSED, surface=Surface.FIRM, stance=Stance.SINGLE_LEG, side=Side.LEFT
    )
    assert condition_in_words(condition) == "Eyes closed, firm surface, on one leg, left leg"
    assert condition_in_words(StandingCondition()) == "Not stated"
    tandem = StandingCondition(stance=Stance.TANDEM, side=Side.RIGHT)
    assert condition_in_words(tandem) == "Tandem, right foot behind"


def test_what_all_conditions_share_is_left_out_of_their_names():
    both = [StandingCondition(eyes=eyes, stance=Stance.TANDEM) for eyes in Eyes]
    alone = [StandingCondition(stance=Stance.TANDEM)]

    assert condition_names(both) == ("Eyes open", "Eyes closed")
    assert condition_names(alone) == ("Tandem",)


def test_more_trials_than_there_is_room_for_are_counted():
    html = protocol_report_html(examples.protocol(trials_count=6), {})

    assert html.count("2 more trials, not drawn") == 4
