"""Every condition is served, and no file of content is left unread."""

from dataclasses import replace
from functools import cache
from importlib.resources import files

import pytest

from restride.clinical.conditions import Condition
from restride.clinical.precautions import Precaution
from restride.plan.exercise import Exercise, Release
from restride.plan.lint import Shelf, read_shelf
from restride.plan.lint.serving import check_serving, served
from restride.plan.lint.shelf import KINDS

#: Files with pictures, which have checks of their own.
PICTURES = "plan/knowledge/poses/"


@cache
def shelf() -> Shelf:
    return read_shelf()


def test_every_file_of_content_is_looked_at():
    looked_at = {content.file for content in shelf().contents}
    there = {
        f"{room}/knowledge/{path.relative_to(folder).as_posix()}"
        for room in ("clinical", "plan")
        for folder in [files("restride") / room / "knowledge"]
        for path in folder.rglob("*.yaml")  # type: ignore[attr-defined]
    }
    missed = {file for file in there - looked_at if not file.startswith(PICTURES)}

    assert not missed, f"add them to KINDS of plan/lint/shelf.py, beside {sorted(KINDS)}"


def test_a_condition_that_loses_its_exercises_is_found():
    strict = [
        replace(row, blocked_if={**row.blocked_if, "freezing_of_gait": Release.NEVER})
        for row in shelf().rows(Exercise).values()
    ]
    contents = tuple(each for each in shelf().contents if "/exercises/" not in each.file)
    library = replace(shelf().contents[0], rows=tuple(strict))
    found = list(check_serving(Shelf(contents=(*contents, library))))

    assert {each.row for each in found} == {"parkinson"}
    assert len(found) == 3


@pytest.mark.parametrize("condition", sorted(shelf().rows(Condition)))
def test_every_condition_is_served_after_its_usual_precautions(condition):
    row = shelf().rows(Condition)[condition]
    found = served(row, shelf().rows(Exercise), known=shelf().rows(Precaution))

    assert found.categories_count >= 3
    assert len(found.exercises) >= 8
    assert found.steps_count >= 2
