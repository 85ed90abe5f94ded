"""The content files of the package: where they lie, their versions, and how they are read.

Every file is YAML with ``version`` (of the content, not of the program), ``about`` and ``rows``.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar

from restride.clinical.plain_content import content_files, plain_content
from restride.rows import read_row, read_rows

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    version: str
    about: str
    rows: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Generic[_Row]):
    """The rows of one file, and the version that is stamped on what uses them."""

    file: str
    version: str
    about: str
    rows: tuple[_Row, ...]


@cache
def read_content(kind: type[_Row], *, room: str, name: str) -> Content[_Row]:
    """Read a file of rows; once a process.

    Parameters
    ----------
    kind
        What a row is.
    room
        "clinical" or "plan".
    name
        Of the file in the room's ``knowledge`` folder, without ``.yaml``; "exercises/strength".

    Raises
    ------
    ContentError
        A row is not as ``kind`` says; the message names file, row and field.
    """
    file = f"{room}/knowledge/{name}.yaml"
    content = read_row(_File, plain_content(file), where=file)
    return Content(
        file=file,
        version=content.version,
        about=content.about,
        rows=read_rows(kind, content.rows, where=file),
    )


def names_in(room: str, folder: str) -> tuple[str, ...]:
    """List the files of a folder of content, as ``read_content`` wants them."""
    inside = (files("restride") / room / "knowledge" / folder).iterdir()
    names = sorted(each.name for each in inside if each.name.endswith(".yaml"))
    return tuple(f"{folder}/{name.removesuffix('.yaml')}" for name in names)


@cache
def content_versions() -> tuple[tuple[str, str], ...]:
    """List every file of content with its version, as what was made from it is stamped."""
    found = []
    for room, path in content_files():
        with path.open(encoding="utf-8") as lines:
            key, _, version = lines.readline().partition(":")
        if key == "version":
            found.append((f"{room}/{_name_inside(path)}", version.strip()))
    return tuple(sorted(found))


def _name_inside(path: Traversable) -> str:
    """Name a file from the knowledge folder on: "exercises/balance" is not "poses/balance"."""
    inside = str(path).replace("\\", "/").rpartition("/knowledge/")[2]
    return inside.removesuffix(".yaml")
