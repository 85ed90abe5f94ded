"""The name under which somebody sent a file: cleaned to be shown, and never used as a path."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

#: Longer names break lists; the end is kept, since it says the kind of file.
_LONGEST_SIGNS: Final = 80
_LONGEST_SUFFIX_SIGNS: Final = 12
#: What bears no name of its own.
UNNAMED: Final = "recording"
#: The name of every upload while it is read, which stands in what readers say about it.
NEUTRAL_NAME: Final = "uploaded-recording"


def shown_name(declared_name: str) -> str:
    """Clean a declared name for display.

    Folders, control signs, signs that turn the direction of writing and runs of spaces are taken
    away; what is left is at most 80 signs, and ``recording`` where nothing is left.
    """
    last = re.split(r"[/\\]", declared_name[-4096:])[-1]
    plain = "".join(sign for sign in unicodedata.normalize("NFC", last) if _is_shown(sign))
    plain = " ".join(plain.split()).strip(". ")
    if not plain:
        return UNNAMED
    if len(plain) <= _LONGEST_SIGNS:
        return plain
    suffix = PurePosixPath(plain).suffix[:_LONGEST_SUFFIX_SIGNS]
    return plain[: _LONGEST_SIGNS - len(suffix) - 1] + "…" + suffix


def _is_shown(sign: str) -> bool:
    # C: control, format, private and unpaired signs; the space separators are kept.
    return unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*'


def with_shown_name(text: str, name: str) -> str:
    """Put the shown name where a reader wrote the neutral one."""
    return text.replace(NEUTRAL_NAME, name)
