"""The table: what must be reached, and when it is."""

from pathlib import Path

import pytest

from restride.validation.figures import (
    FigureDefinition,
    MeasuredFigure,
    figure_definitions,
    is_reached,
    must,
    shown,
)
from restride.validation.report import ValidationReport, make_rows, write_section


def definition(**changes):
    given = {
        "key": "timing",
        "group": "Contacts",
        "title": "timing",
        "unit": "ms",
        "decimals": 1,
        "low": None,
        "high": 22,
        "peers": "59",
    }
    return FigureDefinition(**{**given, **changes})


def test_every_figure_stands_once_and_keeps_to_one_bound():
    definitions = figure_definitions()
    keys = [each.key for each in definitions]

    assert len(keys) == len(set(keys)) > 40
    assert not [each.key for each in definitions if each.low is not None and each.high is not None]


@pytest.mark.parametrize(
    ("value", "reached"),
    [
        pytest.param(22.0, True, id="on the figure"),
        pytest.param(22.04, True, id="judged as shown"),
        pytest.param(22.06, False, id="above it"),
        pytest.param(-22.0, True, id="a bias early"),
        pytest.param(-22.1, False, id="a bias too early"),
        pytest.param(None, None, id="not measured"),
    ],
)
def test_at_most_is_judged_from_zero_as_shown(value, reached):
    assert is_reached(definition(), MeasuredFigure(key="timing", value=value)) is reached


@pytest.mark.parametrize(("value", "reached"), [(0.92, True), (0.9196, True), (0.9194, False)])
def test_at_least_is_judged_as_shown(value, reached):
    share = definition(unit="", decimals=3, low=0.92, high=None)
    assert is_reached(share, MeasuredFigure(key="timing", value=value)) is reached


def test_a_figure_without_a_bound_is_not_judged():
    free = definition(high=None)
    assert is_reached(free, MeasuredFigure(key="timing", value=1.0)) is None
    assert must(free) == "-"


def test_values_are_shown_with_their_unit():
    assert shown(definition(), 21.96) == "22.0 ms"
    assert shown(definition(), None) == "-"
    assert must(definition()) == "<= 22 ms"
    assert must(definition(unit="", low=0.9, high=None)) == ">= 0.9"


def a_report():
    figures = (
        MeasuredFigure(key="straight_timing_optical", value=20.0, ceiling=36.0, note="28 matches"),
        MeasuredFigure(key="daily_contacts_insole", value=0.5),
    )
    return ValidationReport(
        directory=Path("here"),
        rows=make_rows(figures, missing="no such recording"),
        left_out=("x.json: alone",),
        measured_on="2026-11-22",
    )


def test_the_report_has_a_row_for_every_figure_and_says_what_is_missing():
    report = a_report()

    assert [row.definition for row in report.rows] == list(figure_definitions())
    assert (report.reached_count, report.missed_count) == (1, 1)
    assert report.unmeasured_count > 30
    assert report.rows[-1].figure.note == "no such recording"


def test_the_markdown_has_one_table_and_names_what_was_left_out():
    text = a_report().to_markdown()

    timing = "initial contacts, timing MAE against optical"
    assert f"| {timing} | 20.0 ms | <= 22 ms | 59 | 36.0 ms | yes | 28 matches |" in text
    assert text.startswith("Measured on 2026-11-22.\n\n| what |")
    assert "\n\n- left out: x.json: alone" in text
    assert "| **Left and right** | - | - | - | - | - | no such recording |" in text
    assert "1 figures reached, 1 not reached" in text


def test_the_terminal_table_holds_every_row():
    from rich.console import Console

    console = Console(width=240, record=True, file=None, quiet=True)
    report = a_report()
    table = report.to_table()
    with console.capture():
        console.print(table)

    there = [rows for _, rows in report.groups() if any(row.figure.value for row in rows)]
    assert len(there) == 2
    assert table.row_count == len(list(report.groups())) + sum(len(rows) for rows in there)


def test_a_section_is_written_between_its_marks_and_only_there(tmp_path):
    path = tmp_path / "validation.md"
    path.write_text("# Ours\n\nbefore\n", encoding="utf-8")

    write_section(path, "first", name="table")
    path.write_text(path.read_text(encoding="utf-8") + "\nafter\n", encoding="utf-8")
    write_section(path, "second", name="table")
    text = path.read_text(encoding="utf-8")

    assert "first" not in text
    assert text.index("before") < text.index("second") < text.index("after")


def test_a_section_begins_a_new_file(tmp_path):
    write_section(tmp_path / "new.md", "text", name="table")
    assert "text" in (tmp_path / "new.md").read_text(encoding="utf-8")
