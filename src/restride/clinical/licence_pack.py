"""Licence packs: wordings of items that a clinic loads from outside; never part of the package.

A pack is a YAML file: ``instrument``, ``licence``, ``holder``, ``expires``, ``language`` and
``items``, a wording for each item of the instrument.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from restride.clinical.instrument import Instrument, find_instrument
from restride.errors import ContentError
from restride.rows import read_row
from restride.yaml_files import read_yaml

#: "en", "de-AT": a language, and a country where it matters.
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    instrument: str
    licence: str
    holder: str
    expires: date
    language: str
    items: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LicencePack:
    """The wordings of one instrument that a clinic may use, on what terms and until when."""

    instrument: str
    #: As the holder of the rights names it.
    licence: str
    holder: str
    #: The last day it may be used.
    expires_on: date
    language: str
    #: By item id; kept out of what is printed of a pack.
    wordings: dict[str, str] = field(repr=False)

    def refuse_unless_valid(self, instrument: Instrument, *, day: date) -> None:
        """Refuse a pack of another instrument, or one that is over.

        Raises
        ------
        ContentError
            Which of the two it is.
        """
        if self.instrument != instrument.id:
            raise ContentError(
                f"The licence pack must be of {instrument.id!r}, and it is of "
                f"{self.instrument!r}. Load the pack of the instrument."
            )
        if day > self.expires_on:
            raise ContentError(
                f"The licence pack of {self.instrument} ({self.licence}) must hold on {day}, and "
                f"it expired on {self.expires_on}. Renew the licence with {self.holder}, or "
                "enter the total alone."
            )


def read_licence_pack(path: Path, *, day: date) -> LicencePack:
    """Read a pack that must hold on a day.

    Raises
    ------
    ContentError
        No such file, an unknown or missing key, an unknown instrument, items that are not the
        instrument's, a word that is no language, or a licence that is over.
    """
    return make_licence_pack(read_yaml(path), where=str(path), day=day)


def make_licence_pack(plain: object, *, where: str, day: date) -> LicencePack:
    """Make a pack that must hold on a day from plain values, as they stand in a file.

    Raises
    ------
    ContentError
        As ``read_licence_pack``.
    """
    content = read_row(_File, plain, where=where)
    instrument = find_instrument(content.instrument)
    _refuse_other_items(content, instrument, where=where)
    _refuse_language(content.language, where=where)
    pack = LicencePack(
        instrument=content.instrument,
        licence=content.licence,
        holder=content.holder,
        expires_on=content.expires,
        language=content.language,
        wordings=content.items,
    )
    pack.refuse_unless_valid(instrument, day=day)
    return pack


def read_licence_packs(paths: Iterable[Path], *, day: date) -> dict[str, LicencePack]:
    """Read several packs, by instrument.

    Raises
    ------
    ContentError
        One cannot be used, or two are of one instrument.
    """
    packs: dict[str, LicencePack] = {}
    for path in paths:
        pack = read_licence_pack(path, day=day)
        if pack.instrument in packs:
            raise ContentError(
                f"{path}: one licence pack an instrument is needed, and there are two of "
                f"{pack.instrument!r}. Load one of them."
            )
        packs[pack.instrument] = pack
    return packs


def _refuse_other_items(content: _File, instrument: Instrument, *, where: str) -> None:
    known = [item.id for item in instrument.items]
    if not known:
        raise ContentError(
            f"{where}: {instrument.id} has no items that could be entered, and the pack has "
            f"{len(content.items)}. Enter its scores; no pack is needed."
        )
    unknown = [name for name in content.items if name not in known]
    missing = [name for name in known if name not in content.items]
    if unknown or missing:
        found = f"{', '.join(unknown)} unknown" if unknown else f"{', '.join(missing)} missing"
        raise ContentError(
            f"{where}: items must be the {len(known)} of {instrument.id}, {known[0]} to "
            f"{known[-1]}, and there are {len(content.items)}, with {found}. Correct the pack."
        )


def _refuse_language(language: str, *, where: str) -> None:
    if _LANGUAGE.fullmatch(language) is None:
        raise ContentError(
            f"{where}: language must be a code such as en or de-AT, and is {language!r}. "
            "Correct it."
        )
