"""Every physical name ends in its unit."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from restride.units import UNIT_OF_SUFFIX, UNITS, unit_of

PROJECT = Path(__file__).parents[2]
SOURCES = sorted((PROJECT / "src").rglob("*.py"))

#: Last words of names without a unit, each with its reason.
UNITLESS_ENDINGS: dict[str, str] = {
    "confidence": "0 to 1",
    "cost": "what a path through the candidates pays; only compared with other costs",
    "deviation": "of a measure: has its unit",
    "evidence": "for or against; only its sign and size beside other evidence count",
    "factor": "a plain multiple",
    "indices": "which of a list, not when",
    "likeness": "a correlation, -1 to 1",
    "raw": "still in whatever unit the file has",
    "strength": "of a candidate beside the others of the same signal",
    "weight": "how much a part counts beside other parts",
}

#: Names of float or array that bear no unit, each with its reason.
UNITLESS: dict[str, str] = {
    "above": "of a metric or a vital sign: in its unit",
    "actual": "of a set: its unit stands beside it",
    "along": "a direction of length one",
    "at": "a place of a figure: in shares of the body height",
    "at_least": "of a metric: in its unit",
    "at_most": "of a metric: in its unit",
    "at_or_above": "of a metric: in its unit",
    "at_or_below": "of a metric: in its unit",
    "axis": "a direction of unit length",
    "baseline": "of a score: in its unit",
    "baseline_high": "of a score: in its unit",
    "baseline_low": "of a score: in its unit",
    "before": "of a score: in its unit",
    "below": "of a metric or a vital sign: in its unit",
    "bound": "the answer to a question: the unit stands with the question",
    "by": "only its sign counts",
    "ceiling": "of a figure: the unit stands in its definition",
    "centre": "of an ellipse: in the unit of the path it is drawn around",
    "change": "of a score: in its unit",
    "corners": "of a polygon: in the unit of the path it lies around",
    "depths": "in the unit of the signal whose dips they are",
    "direction": "a vector of length one",
    "done": "of sets: their unit stands beside it",
    "expected": "of a score: in its unit",
    "far": "a threshold in the unit of the signal it stands beside",
    "first": "of two vectors of any unit; of strides, which step they begin with",
    "flag_above": "of a figure: in the unit of its row",
    "flag_below": "of a figure: in the unit of its row",
    "forward": "a vector of length one",
    "ground": "in the unit of the height above it",
    "half_axes": "of an ellipse: in the unit of the path it is drawn around",
    "half_width": "of an interval: has the unit of the measure it belongs to",
    "harmonic_ratio_forward": "a ratio; the direction comes last",
    "harmonic_ratio_sideways": "a ratio; the direction comes last",
    "harmonic_ratio_vertical": "a ratio; the direction comes last",
    "height": "of a track of landmarks: metres in space, picture elements in a picture",
    "high": "an end of an interval: has the unit of the measure it belongs to",
    "highest_low": "in the unit of the signal that swings",
    "hips": "a place of a figure: in shares of the body height",
    "least_range": "of a signal that is drawn: in its unit",
    "least_rise": "in the unit of the height beside it",
    "important_value": "of a score: in its unit",
    "left": "of two sides: in the unit of the signal",
    "length": "of a body in a track of landmarks: in the unit of the track",
    "levels": "heights in a drawing: in the unit of the points it draws",
    "limit": "of a score: in its unit",
    "lines": "vectors between landmarks, in the unit of the track",
    "load": "of an exercise: its unit stands beside it",
    "low": "an end of an interval: has the unit of the measure it belongs to",
    "lowest_high": "in the unit of the signal that swings",
    "margin": "of a drawing: in the unit of the drawing",
    "maximum": "of a score: in its unit",
    "mcid": "of a score: in its unit",
    "mdc": "of a score: in its unit",
    "mean": "of a measure: has its unit",
    "mean_high": "an end of an interval: in the unit of the score",
    "mean_low": "an end of an interval: in the unit of the score",
    "middle": "of a group: has the unit of the measure it belongs to",
    "minimum": "of a score: in its unit",
    "minutes": "the name is the unit",
    "minutes_max": "the name is the unit: the most minutes",
    "minutes_min": "the name is the unit: the least minutes",
    "minutes_per_day_max": "the name is the unit",
    "minutes_per_day_min": "the name is the unit",
    "minutes_per_week_min": "the name is the unit",
    "moves": "a speed of any unit; only its parts of the fastest count",
    "near": "a threshold in the unit of the signal it stands beside",
    "nearness": "order of drawing; only which is more counts",
    "now": "of a score: in its unit",
    "others": "of a signal that is drawn: the other side, in the same unit",
    "outline": "of a shape around a path: in the unit of the path",
    "parts": "averages of parts of a signal of any unit",
    "path": "of the sway: millimetres from a plate, m/s2 from a sensor, as its unit says",
    "per_day_max": "times a day",
    "per_day_min": "times a day",
    "per_week_max": "times a week",
    "per_week_min": "times a week",
    "plumb": "a place in a drawing: in the unit of the points it draws",
    "points": "in a plane, of any unit",
    "positions": "metres in space, picture elements in a picture, as the unit beside them says",
    "quartile_high": "of a score: in its unit",
    "quartile_low": "of a score: in its unit",
    "radius": "of a drawing: in the unit of the drawing",
    "result_value": "of a score: in its unit",
    "right": "of two sides: in the unit of the signal; or a direction of length one",
    "sd": "of a score: in its unit",
    "second": "of two vectors of any unit",
    "seen_height": "of a person, in the unit of the landmarks",
    "sem": "of a score: in its unit",
    "shallowest": "in the unit of the signal whose dips are looked for",
    "signal": "the workbench works on numbers of any unit, and gives back the same",
    "size": "of things in a figure: shares of the body height; what each is, the kind tells",
    "slow_slope": "a power that a spectrum falls with",
    "smallest": "in the unit of the signal that swings",
    "spread": "covariance of a path: its unit, squared",
    "standard": "a size that a thing has if none is given: in the unit of the size",
    "start": "of a load: its unit stands beside it",
    "steep_slope": "a power that a spectrum falls with",
    "step": "of a load: its unit stands beside it",
    "strength_cap": "the largest strength that counts",
    "stroke_width": "of a drawing: in the unit of the drawing",
    "substantial": "a change of a score: in its unit",
    "target": "of a goal or an exercise: in the unit of its measure",
    "tail": "a place in a drawing: in the unit of the points it draws",
    "tip": "a place in a drawing: in the unit of the points it draws",
    "tolerance": "in the unit of the signal whose patterns are compared",
    "total": "of work, in whatever is counted",
    "trials": "of a test: the unit stands with its score",
    "tries": "trials of a test: the unit stands with its score",
    "trunk_speed": "a speed of any unit; only its parts of the fastest count",
    "unable_value": "of a score: in its unit",
    "up": "a vector of length one",
    "value": "of a measure: the unit stands in its definition",
    "value_from": "of a score: in its unit",
    "value_to": "of a score: in its unit",
    "values": "the workbench works on numbers of any unit, and gives back the same",
    "vectors": "the workbench works on vectors of any unit, and gives back the same",
    "weeks_max": "the name is the unit",
    "weeks_min": "the name is the unit",
    "width": "of a drawing: in the unit of the drawing",
    "z": "standard deviations: a plain multiple",
}

#: A number or numbers of it: float, float | None, arrays, tuples and sequences of floats.
_NUMBER = re.compile(
    r"(Optional\[)?((tuple|list|Sequence|Iterable)\[)?"
    r"(float|FloatArray|SampleArray|npt\.NDArray\[np\.float\w*\])\b"
)


def physical_names(tree: ast.Module) -> Iterator[str]:
    """Yield public float fields and the float or array parameters of public functions."""
    classes = [each for each in tree.body if isinstance(each, ast.ClassDef)]
    for each in classes:
        if not each.name.startswith("_"):
            yield from _fields(each)
    for body in (tree.body, *(each.body for each in classes)):
        for each in body:
            if isinstance(each, ast.FunctionDef) and not each.name.startswith("_"):
                yield from _parameters(each)


def _fields(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            name = line.target.id
            if not name.startswith("_") and _is_number(line.annotation):
                yield name.lower()


def _parameters(node: ast.FunctionDef) -> Iterator[str]:
    arguments = node.args
    for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if each.annotation is not None and _is_number(each.annotation):
            yield each.arg


def _is_number(annotation: ast.expr) -> bool:
    return _NUMBER.match(ast.unparse(annotation)) is not None


def _has_unit(name: str) -> bool:
    ending = name.rsplit("_", 1)[-1]
    return ending in UNIT_OF_SUFFIX or ending in UNITLESS_ENDINGS


@cache
def _all_names() -> dict[Path, set[str]]:
    return {
        path: set(physical_names(ast.parse(path.read_text(encoding="utf-8")))) for path in SOURCES
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_physical_name_ends_in_its_unit(path):
    without = {name for name in _all_names()[path] if not _has_unit(name)} - UNITLESS.keys()

    assert not without, f"give these their unit, or a line in UNITLESS: {sorted(without)}"


def test_no_line_of_unitless_is_left_over():
    used = set().union(*_all_names().values())

    assert not UNITLESS.keys() - used


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("class Stride:\n    length: float", "length", id="a field"),
        pytest.param("class Stride:\n    length: float | None = None", "length", id="or none"),
        pytest.param("def filtered(signal: FloatArray): ...", "signal", id="an array"),
        pytest.param("def filtered(*, cutoff: float = 3.0): ...", "cutoff", id="a keyword"),
        pytest.param("def split(*, edges: tuple[float, ...]): ...", "edges", id="several"),
    ],
)
def test_a_name_without_its_unit_is_seen(line, name):
    assert list(physical_names(ast.parse(line))) == [name]
    assert not _has_unit(name)


def test_every_suffix_is_one_word_and_stands_once():
    suffixes = [unit.suffix for unit in UNITS]

    assert len(suffixes) == len(set(suffixes))
    assert all("_" not in suffix for suffix in suffixes)


def test_a_name_tells_its_unit():
    assert unit_of("walking_speed_mps").ucum == "m/s"
    with pytest.raises(KeyError, match="fast"):
        unit_of("fast")
