"""The shape of the house: size of files and functions, names of rooms, words at their door."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
#: Steps of the database are written by Django, and never again.
WRITTEN_BY_DJANGO = re.compile(r"records/migrations/\d{4}_")
SOURCES = sorted(
    path
    for path in (PROJECT / "src").rglob("*.py")
    if not WRITTEN_BY_DJANGO.search(path.as_posix())
)
ALL_PYTHON = sorted(
    path
    for folder in ("src", "tests", "benchmarks", "scripts", "examples")
    for path in (PROJECT / folder).rglob("*.py")
    if not WRITTEN_BY_DJANGO.search(path.as_posix())
)
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 40
MOST_BY_POSITION = 2
MOST_BY_POSITION_INSIDE_A_MODULE = 5
#: Public functions with more parameters by position, each with its reason.
BY_POSITION = {
    "apologize": "the interpreter calls it so",
    "send_mail": "the sign-in library calls it so",
    "write_report": "of what, with what, where to: all three are different things",
    "write_protocol_report": "the same, of a whole protocol",
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "manager"}


def _name(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ALL_PYTHON, ids=_name)
def test_a_file_can_be_read_in_one_sitting(path):
    lines_count = len(path.read_text(encoding="utf-8").splitlines())

    assert lines_count <= MOST_LINES_OF_A_FILE, f"split {_name(path)} by meaning"


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_function_fits_on_a_screen(path):
    too_long = {
        function.name: lines
        for function in ast.walk(_tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := _body_lines(function)) > MOST_LINES_OF_A_FUNCTION
    }
    assert not too_long, f"{_name(path)}: split these by meaning: {too_long}"


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_parameters_are_called_by_their_names(path):
    too_many = {
        function.name
        for function in ast.walk(_tree(path))
        if isinstance(function, ast.FunctionDef)
        and function.name not in BY_POSITION
        and _positional_count(function) > _most_by_position(function)
    }
    assert not too_many, f"{_name(path)}: put a * before the rest in {too_many}"


def _most_by_position(function: ast.FunctionDef) -> int:
    is_inside = function.name.startswith("_")
    return MOST_BY_POSITION_INSIDE_A_MODULE if is_inside else MOST_BY_POSITION


def _positional_count(function: ast.FunctionDef) -> int:
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    if names[:1] == ["request"]:
        return 0  # what answers a request is called by the framework, by names
    return len(names) - (names[:1] in (["self"], ["cls"], ["actor"]))


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the end."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(_tree(path)), f"{_name(path)} needs a first line"


def test_no_room_is_a_drawer_for_everything():
    names = {part for path in SOURCES for part in (*path.parent.parts, path.stem)}

    assert not names & FORBIDDEN_NAMES
