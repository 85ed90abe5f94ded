"""``restride validate``: its refusals; its figures are tested where they are made."""

import io
from pathlib import Path

from rich.console import Console

from restride.cli.validation_table import narrow_table
from restride.validation import ValidationReport
from restride.validation.figures import MeasuredFigure
from restride.validation.report import make_rows


def test_a_directory_that_is_not_there_is_refused(run, tmp_path):
    ran = run("validate", tmp_path / "none")

    assert ran.exit_code == 2
    assert "A directory with recordings and their references is needed" in ran.stderr


def test_a_directory_without_references_is_refused(run, tmp_path):
    ran = run("validate", tmp_path)

    assert ran.exit_code == 2
    assert "0 were found below" in ran.stderr


def test_the_table_fits_into_80_columns():
    rows = make_rows((MeasuredFigure(key="", value=None),), missing="no such recording")
    console = Console(width=80, file=io.StringIO())
    console.print(narrow_table(ValidationReport(directory=Path("imu"), rows=rows)))
    text = console.file.getvalue()

    assert max(map(len, text.splitlines())) <= 80
    assert "Straight walks" in text
    assert "0 figures reached" in text
