"""The rows of the content by their kind, and the nearest names where one is not known."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from restride.clinical.batteries import batteries
from restride.clinical.conditions import conditions
from restride.clinical.guideline import guidelines
from restride.clinical.instrument import Instrument, instruments
from restride.clinical.interpretation.rows import (
    cut_offs,
    detectable_changes,
    important_changes,
    references,
    remarks_on,
)
from restride.clinical.precautions import precautions
from restride.errors import OptionError
from restride.plan.education import education
from restride.plan.library import exercises

_Shelf = Mapping[str, Any]

_SHELVES: Final[Mapping[str, Callable[[], _Shelf]]] = {
    "measure": instruments,
    "exercise": exercises,
    "guideline": guidelines,
    "education": education,
    "condition": conditions,
    "precaution": precautions,
    "battery": batteries,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is known of the values of a test."""

    cut_offs: tuple[Any, ...]
    detectable_changes: tuple[Any, ...]
    important_changes: tuple[Any, ...]
    references: tuple[Any, ...]
    remarks: tuple[Any, ...]


def shelf_of(kind: str) -> _Shelf:
    """Read all rows of a kind."""
    return _SHELVES[kind]()


def one_or_all(shelf: _Shelf, *, kind: str, row_id: str | None, is_all: bool) -> dict[str, Any]:
    """Pick a row by its id, or all of them.

    Raises
    ------
    OptionError
        Neither or both were asked for, or nothing bears the id.
    """
    if is_all == (row_id is not None):
        found = f"{row_id} and --all" if row_id else "neither"
        raise OptionError(
            f"One {kind} by its ID, or --all of them, is needed, and there is {found}. Name one."
        )
    if row_id is None:
        return dict(sorted(shelf.items()))
    if row_id not in shelf:
        raise OptionError(
            f"A {kind} must be one of the {len(shelf)} of the content, and {row_id!r} is none of "
            f"them. {_nearest(row_id, shelf)}List them with `restride knowledge show {kind} --all`."
        )
    return {row_id: shelf[row_id]}


def _nearest(word: str, shelf: _Shelf) -> str:
    """Tell the nearest ids, by id or by name."""
    named = {each.lower(): each for each in shelf}
    for row_id, row in shelf.items():
        named.setdefault(name_of(row).lower(), row_id)
    close = difflib.get_close_matches(word.lower(), named, n=3, cutoff=0.5)
    inside = [name for name in named if word.lower() in name][:3]
    found = dict.fromkeys(named[name] for name in (*close, *inside))
    return f"Near it: {', '.join(found)}. " if found else ""


def name_of(row: Any) -> str:
    """Tell what people call a row."""
    for field in ("name", "title", "intervention"):
        if hasattr(row, field):
            return str(getattr(row, field))
    return str(row.id)


def figures_of(instrument_id: str) -> Figures:
    """Gather every figure about a test, from memory or not."""

    def of(index: Mapping[tuple[str, str], tuple[Any, ...]]) -> tuple[Any, ...]:
        return tuple(row for key in sorted(index) if key[0] == instrument_id for row in index[key])

    return Figures(
        cut_offs=of(cut_offs()),
        detectable_changes=of(detectable_changes()),
        important_changes=of(important_changes()),
        references=of(references()),
        remarks=remarks_on(instrument_id),
    )


def with_figures(row: Any) -> Any:
    """Put the figures beside a test; other rows stay as they are."""
    if not isinstance(row, Instrument):
        return row
    figures = figures_of(row.id)
    return {
        **{each.name: getattr(row, each.name) for each in fields(row)},
        **{each.name: getattr(figures, each.name) for each in fields(figures)},
    }
