"""Names of stored files: a kind, an identifier, an ending, and nothing that leads elsewhere."""

import re
from typing import Final
from uuid import UUID

from restride.errors import OptionError

_KIND: Final = r"[a-z][a-z-]{0,30}"
_ENDING: Final = r"(?:\.[a-z0-9]{1,12}){0,2}"
_ID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_NAME: Final = re.compile(rf"{_KIND}/{_ID}{_ENDING}")


def stored_name(kind: str, file_id: UUID, *, ending: str = "") -> str:
    """Name a file to store: "recordings/0190b3a4-....parquet"."""
    return checked_name(f"{kind}/{file_id}{ending}")


def checked_name(name: str) -> str:
    """Give the name back.

    Raises
    ------
    OptionError
        It is none that `stored_name` makes.
    """
    if not is_stored_name(name):
        raise OptionError(
            "A stored file is named like recordings/0190b3a4-1111-7222-8333-444455556666.parquet, "
            f"and this name of {len(name)} characters is not. Make it with stored_name()."
        )
    return name


def is_stored_name(name: str) -> bool:
    """Tell whether a name is one that `stored_name` makes."""
    return _NAME.fullmatch(name) is not None
