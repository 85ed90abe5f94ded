"""The pages of rises and repetitions: one bar each, changes from one to the next, the table."""

import re

import task_examples as examples
from page_reader import Reader

from restride.report import drawing, report_html
from restride.report.tasks.movement_page import MOST_PRINTED_ROWS, line_table
from restride.report.tasks.repeat_bars import columns_drawing
from restride.terms import Side


def text_of(made):
    return Reader(report_html(*made)).words


def test_each_rise_has_a_line_with_its_times():
    text = text_of(examples.chair_analysis())

    assert "5 rises: 1.0 to 3.3 s; 4.0 to 6.3 s" in text
    assert "1 1.0 s 0.80 s 0.60 s 0.90 s 0.90 m/s" in text


def test_a_last_rise_without_sitting_down_says_so():
    assert "not recorded" in text_of(examples.chair_analysis(examples.rises(3, has_last_sit=False)))


def test_a_column_that_holds_nothing_is_left_out():
    with_speed = text_of(examples.chair_analysis())
    without = text_of(examples.chair_analysis(examples.rises(velocity_mps=None)))

    assert "Fastest up" in with_speed
    assert "Fastest up" not in without


def test_the_changes_from_one_to_the_next_are_columns_in_order():
    with drawing.house_look():
        svg = columns_drawing([1.0, 1.5, None], name="x", title="Rising", unit="s", decimals=1)

    assert re.findall(r">(\d\.\d)</text>", svg) == ["1.0", "1.5"]
    assert "In order, s: 1.0, 1.5, none." in svg
    assert not columns_drawing([1.0], name="x", title="Rising", unit="s", decimals=1)


def test_print_keeps_the_first_lines_and_counts_the_others():
    rows = [(str(number), ("1", "")) for number in range(30)]
    table = line_table(("Rise", "Starts", "Lean"), rows)

    assert table.headings == ("Rise", "Starts")
    assert table.unprinted_count == 30 - MOST_PRINTED_ROWS
    assert all(len(line.cells) == 1 for line in table.lines)


def test_many_rises_are_all_on_the_screen():
    html = report_html(*examples.chair_analysis(examples.rises(30)))

    assert html.count('<tr class="on-screen"><th scope="row">') == 30 - MOST_PRINTED_ROWS
    assert f"{30 - MOST_PRINTED_ROWS} more on the screen" in html


def test_repetitions_say_on_what_they_were_counted_and_how_long_they_were_held():
    text = text_of(examples.repetitions_analysis())

    assert "Each repetition, counted on the flexion of the knees" in text
    assert "1 1.0 s 2.0 s 2.00 s 0.40 s 90 °" in text


def test_the_two_sides_are_counted_each_for_itself():
    found = examples.repetitions(6, sides=tuple(Side))
    html = report_html(*examples.repetitions_analysis(found))
    text = Reader(html).text

    assert text.count("▶︎ right") == 3
    assert ">Left</text>" in html
    assert ">Right</text>" in html


def test_the_signal_that_was_counted_on_is_drawn():
    html = report_html(*examples.repetitions_analysis())

    assert ">Flexion of</text>" in html or "knee" in html
