"""The page of one trial: measures by direction, load, and whether the position was held."""

import task_examples as examples
from page_reader import Reader

from restride.balance.weight_bearing import WEIGHT_BEARING
from restride.measure import Measure, NotComputed
from restride.report import report_html
from restride.report.standing.direction_rows import direction_rows, split_rows
from restride.terms import Side


def test_the_directions_of_a_measure_stand_in_one_row():
    rows = direction_rows(examples.sway_measures())
    row = rows["mean_velocity_mmps"]

    assert row.title == "Mean velocity"
    assert row.together.definition.key == "mean_velocity_mmps"
    assert row.forward.definition.key == "mean_velocity_anteroposterior_mmps"
    assert row.sideways.definition.key == "mean_velocity_mediolateral_mmps"


def test_each_measure_stands_in_one_row_and_in_one_table():
    measures = examples.sway_measures()
    rows = direction_rows(measures)
    main, others = split_rows(rows)
    shown = [m.definition.key for row in (*main, *others) for m in row.measures]

    assert sorted(shown) == sorted(m.definition.key for m in measures)
    assert main[0].key == "mean_velocity_mmps"


def test_what_was_not_held_to_the_end_is_said_in_the_heading():
    held, left = (report_html(*examples.trial(held_s=held_s)) for held_s in (30.0, 12.0))

    assert "condition not stated: held 30 s" in Reader(held).text
    assert "not held to the end, 12.0 of 30 s held" in Reader(left).text


def test_the_load_of_the_legs_stands_left_beside_right():
    share, _, asymmetry = WEIGHT_BEARING
    sure = NotComputed(reason="one trial")
    load = (
        Measure(definition=share, value=0.55, side=Side.LEFT, uncertainty=sure),
        Measure(definition=share, value=0.45, side=Side.RIGHT, uncertainty=sure),
        Measure(definition=asymmetry, value=0.2, uncertainty=sure),
    )
    html = report_html(*examples.trial(measures=(*examples.sway_measures(), *load)))
    text = Reader(html).words

    assert "Weight on the leg % ◀︎ 55.0 ▶︎ 45.0" in text
    assert "+20.0" in text
    assert html.count("Asymmetry of weight bearing") == 2, "in the table and in its meaning"


def test_notes_are_told_once_and_a_floor_is_marked():
    plain = report_html(*examples.trial(measures=examples.sway_measures(note="A short trial.")))
    near = examples.sway_measures(note="At or below the device's noise floor: 9 of 7 mm/s.")
    marked = report_html(*examples.trial(measures=near))

    assert plain.count("! A short trial.") == 1
    assert "≈" not in plain
    assert marked.count("≈") > len(near) / 2
