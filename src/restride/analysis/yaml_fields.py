"""Typed reading of a YAML file that a person wrote: what is wrong is said with its place."""

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from restride.errors import FileNotUsable, OptionError
from restride.yaml_files import load_yaml

#: No protocol is longer.
_LONGEST_BYTES = 1_000_000

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """One mapping of the file, whose keys are asked for one by one."""

    #: "mctsib.yaml, conditions 2, trials 1".
    where: str
    content: Mapping[str, Any]
    known: tuple[str, ...]

    def __post_init__(self) -> None:
        unknown = [str(key) for key in self.content if key not in self.known]
        if unknown:
            close = difflib.get_close_matches(unknown[0], self.known, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise OptionError(
                f"{self.where}: the keys may be {', '.join(self.known)}, and one is "
                f"{unknown[0]!r}.{hint} Correct or remove it."
            )

    def text(self, key: str) -> str | None:
        """Read words; None where the key is not there."""
        value = self.content.get(key)
        if value is None:
            return None
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise self._refusal(key, "words", value)
        return str(value)

    def number(self, key: str) -> float | None:
        """Read a number; None where the key is not there."""
        value = self.content.get(key)
        if value is None:
            return None
        if not _is_number(value):
            raise self._refusal(key, "a number", value)
        return float(value)

    def word(self, key: str, words: type[_Word]) -> _Word | None:
        """Read one of a list of words; None where the key is not there."""
        value = self.content.get(key)
        if value is None:
            return None
        try:
            return words(value)
        except ValueError:
            raise self._refusal(key, "one of " + ", ".join(words), value) from None

    def items(self, key: str) -> list[Any]:
        """Read a list; empty where the key is not there."""
        value = self.content.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._refusal(key, "a list, one line with '-' each", value)
        return value

    def part(self, key: str, known: tuple[str, ...]) -> "Fields | None":
        """Read a mapping inside; None where the key is not there."""
        value = self.content.get(key)
        return (
            None if value is None else fields_in(value, where=f"{self.where}, {key}", known=known)
        )

    def path(self, key: str, folder: Path) -> Path | None:
        """Read the path of a file that is there, from the folder of the YAML file."""
        value = self.text(key)
        if value is None:
            return None
        path = folder / value
        if not path.is_file():
            raise FileNotUsable(
                f"{self.where}: {key} must be a file, and {path} is none. Paths count from the "
                f"folder of the protocol ({folder}); correct it, or record the trial as held_s."
            )
        return path

    def points(self, key: str) -> tuple[tuple[float, float], ...] | None:
        """Read a list of pairs of numbers; None where the key is not there."""
        points = self.items(key)
        if not points:
            return None
        if not all(map(_is_point, points)):
            raise self._refusal(key, "pairs of numbers, forward and right", points)
        return tuple((float(forward), float(right)) for forward, right in points)

    def _refusal(self, key: str, needed: str, value: object) -> OptionError:
        return OptionError(
            f"{self.where}: {key} must be {needed}, and is {str(value)[:80]!r}. Correct it."
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_point(point: object) -> bool:
    return isinstance(point, list) and len(point) == 2 and all(map(_is_number, point))


def fields_in(content: object, *, where: str, known: tuple[str, ...]) -> Fields:
    """Take a mapping; refuse whatever else stands there."""
    if not isinstance(content, Mapping):
        raise OptionError(
            f"{where}: lines of 'key: value' are needed ({', '.join(known)}), and there is "
            f"{str(content)[:80]!r}. Correct it."
        )
    return Fields(where=where, content=content, known=known)


def read_yaml(path: Path) -> object:
    """Read the content of a YAML file.

    Raises
    ------
    FileNotUsable
        No file, too long, no text, or no YAML; with the line where it breaks.
    """
    import yaml

    if not path.is_file():
        raise FileNotUsable(f"A protocol is a YAML file, and {path} is no file. Name one.")
    if path.stat().st_size > _LONGEST_BYTES:
        raise FileNotUsable(
            f"A protocol is a short text, and {path} has {path.stat().st_size / 1e6:.1f} MB. Name "
            "the YAML file, not a recording."
        )
    try:
        return load_yaml(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, TypeError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise FileNotUsable(
            f"{path} is no YAML that can be read: {reason}. Correct the line, or see the example "
            "in docs/how-to/standing-protocol.md."
        ) from error
