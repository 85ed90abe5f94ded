"""YAML that people write, read safely: no key twice, nothing nested too deep, nothing too long.

See docs/decisions/0100-rows.md.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from restride.errors import ContentError

#: No case, pack or knowledge file is longer.
_LONGEST_BYTES: Final = 4_000_000
#: No row is nested deeper.
_DEEPEST_COUNT: Final = 50


def read_yaml(path: Path) -> Any:
    """Read the content of a YAML file that a person wrote.

    Raises
    ------
    ContentError
        No file, too long, no text, no YAML, or a key that stands twice; with the line.
    """
    if not path.is_file():
        raise ContentError(f"{path} must be a YAML file, and there is no such file. Name one.")
    size_bytes = path.stat().st_size
    if size_bytes > _LONGEST_BYTES:
        raise ContentError(
            f"{path} must be a text of at most {_LONGEST_BYTES / 1e6:g} MB, and has "
            f"{size_bytes / 1e6:.1f} MB. Name the YAML file, not a recording."
        )
    try:
        return parse_yaml(path.read_text(encoding="utf-8-sig"), where=str(path))
    except UnicodeDecodeError as error:
        raise ContentError(
            f"{path} must be text in UTF-8, and breaks at byte {error.start}. Save it as UTF-8."
        ) from error


def parse_yaml(text: str, *, where: str) -> Any:
    """Read YAML text into plain values.

    Raises
    ------
    ContentError
        No YAML, or a key that stands twice.
    """
    import yaml

    try:
        return load_yaml(text)
    except (yaml.YAMLError, RecursionError, TypeError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ContentError(f"{where} is no YAML that can be read: {reason}. Correct it.") from error


def load_yaml(text: str) -> Any:
    """Load plain values; what is wrong is raised as the parser and Python raise it.

    A key that stands twice, and what is nested too deep, is a ``ValueError``.
    """
    import yaml

    _refuse_deep(text)
    return yaml.load(text, Loader=_loader())  # noqa: S506 - a safe loader, made below


def _refuse_deep(text: str) -> None:
    """Refuse what is nested so deep that the reader itself would break; events break nothing."""
    import yaml

    depth_count = 0
    for event in yaml.parse(text, Loader=_loader()):
        depth_count += isinstance(event, yaml.CollectionStartEvent)
        depth_count -= isinstance(event, yaml.CollectionEndEvent)
        if depth_count > _DEEPEST_COUNT:
            raise ValueError(f"it is nested deeper than {_DEEPEST_COUNT} levels")


@cache
def _loader() -> type:
    """Make a safe loader, in C where the package has it, that refuses a key that stands twice."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def mapping(loader: Any, node: Any) -> dict[Any, Any]:
        pairs = loader.construct_pairs(node, deep=True)
        content = dict(pairs)
        if len(content) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise ValueError(f"the key {twice!r} stands twice in line {node.start_mark.line + 1}")
        return content

    made: Any = type("Loader", (base,), {})
    made.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    return cast(type, made)
