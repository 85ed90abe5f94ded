"""Errors and quality codes are listed where people look for them, and used as listed."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from restride import errors
from restride.recording.quality import QUALITY_CODES

PROJECT = Path(__file__).parents[2]
SOURCES = sorted((PROJECT / "src").rglob("*.py"))
ERRORS = {
    name: each
    for name, each in vars(errors).items()
    if inspect.isclass(each) and issubclass(each, Exception)
}
#: What may be raised besides the tree, each with its reason.
ALSO_RAISED = {
    "AttributeError": "a name that a module has not, as Python itself says it",
    "HttpError": "ninja's word for a request that cannot be read, which becomes a problem",
    "TypeError": "inside a writer of JSON, as the standard library asks for it",
    "FileExistsError": "inside the storage, which tells it in words of the tree a few lines on",
    "Exit": "the command line ends with its exit code",
    "ValueError": "inside a reader, which tells it in words of the tree a few lines on",
    "UnusableInput": "the command line passes any of the tree on, with exit code 2",
}


def _name(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _drawn() -> dict[str, str | None]:
    """Read the drawing at the head of errors.py: each class with its parent."""
    drawn: dict[str, str | None] = {}
    line_of_parents: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^([│├└─ ]*)([A-Z]\w+)(?:\s{2,}.*)?$", line)
        if found is None:
            continue
        depth = len(found[1]) // 4
        line_of_parents[depth:] = [found[2]]
        drawn[found[2]] = line_of_parents[depth - 1] if depth else None
    return drawn


def test_the_drawing_of_the_errors_is_the_tree():
    defined = {
        name: None if each.__base__ is Exception else each.__base__.__name__
        for name, each in ERRORS.items()
    }
    assert _drawn() == defined


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_what_is_raised_stands_in_the_tree(path):
    raised = {
        name
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Raise) and node.exc is not None
        for name in _class_names(node.exc)
    }
    assert not raised - ERRORS.keys() - ALSO_RAISED.keys() - _branches()


@cache
def _branches() -> frozenset[str]:
    """Name the errors that a room has for itself: they grow on the tree, or on each other."""
    grown = set(ERRORS)
    bases = {
        node.name: {each.id for each in node.bases if isinstance(each, ast.Name)}
        for path in SOURCES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef)
    }
    while more := {name for name, above in bases.items() if above & grown} - grown:
        grown |= more
    return frozenset(grown)


def _class_names(raised: ast.expr) -> Iterator[str]:
    """Name the class that is raised; nothing where a caught error is passed on."""
    called = raised.func if isinstance(raised, ast.Call) else raised
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name[:1].isupper():
        yield name


@cache
def _words_of_the_code() -> set[str]:
    quality = PROJECT / "src/restride/recording/quality.py"
    return {
        node.value
        for path in SOURCES
        if path != quality
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_finding_bears_a_listed_code(path):
    codes = {
        keyword.value.value
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and _callee(node) == "QualityFinding"
        for keyword in node.keywords
        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
    }
    assert not codes - QUALITY_CODES.keys()


def _callee(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


@pytest.mark.parametrize("code", sorted(QUALITY_CODES))
def test_a_listed_code_is_used(code):
    assert code in _words_of_the_code(), "take the line away, or say it where it happens"
