"""Content files as plain values: from the packed copy where it is of the very same text.

Parsing a megabyte of YAML takes a third of a second. The packed copy is made when the package is
built or set up; every file is looked up by the digest of its text, so that a file that was edited
since is parsed. See docs/decisions/0148-packed-content.md.
"""

import json
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from restride.yaml_files import parse_yaml

#: Beside this file; made, never committed.
PACKED_NAME: Final = "packed_content.json"
_ROOMS: Final = ("clinical", "plan")


def plain_content(file: str) -> Any:
    """Read a content file, "clinical/knowledge/conditions.yaml", into plain values.

    Raises
    ------
    ContentError
        No YAML, or a key that stands twice.
    """
    text = (files("restride") / file).read_bytes()
    known = _packed().get(_digest(text))
    return parse_yaml(text.decode("utf-8"), where=file) if known is None else known


def write_packed_content(package: Path) -> Path:
    """Parse every content file of a package folder and write the packed copy beside this file.

    Raises
    ------
    ContentError
        A file is no YAML.
    """
    texts = {path: path.read_bytes() for path in _content_files(package)}
    content = {
        _digest(text): parse_yaml(text.decode("utf-8"), where=str(path))
        for path, text in texts.items()
    }
    packed = package / "clinical" / PACKED_NAME
    packed.write_text(json.dumps(content, default=str, ensure_ascii=False), encoding="utf-8")
    return packed


def _content_files(package: Path) -> list[Path]:
    return sorted(path for room in _ROOMS for path in (package / room).rglob("knowledge/**/*.yaml"))


def content_files() -> Iterator[tuple[str, Traversable]]:
    """List every content file of the installed package with its room."""
    for room in _ROOMS:
        for path in _under(files("restride") / room / "knowledge"):
            yield room, path


def _under(folder: Traversable) -> Iterator[Traversable]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _under(each)
        elif each.name.endswith(".yaml"):
            yield each


@cache
def _packed() -> dict[str, Any]:
    """Read the packed copy; empty where there is none."""
    packed = files("restride") / "clinical" / PACKED_NAME
    if not packed.is_file():
        return {}
    content: dict[str, Any] = json.loads(packed.read_text(encoding="utf-8"))
    return content


def _digest(text: bytes) -> str:
    return blake2b(text, digest_size=16).hexdigest()
