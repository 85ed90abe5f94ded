"""Finding what is sealed: keyed terms beside the sealed value, equal where the words are equal.

Each word gives its beginnings ("mu", "mul", ... "muller"), each of them an HMAC-SHA-256 cut to
16 bytes, over clinic, kind and term: without the index key nobody can try names, and equal names of
two clinics differ. What it does tell a reader of the database is which rows of one clinic share a
beginning (docs/decisions/0161-sealing.md).

A search finds a row where every term of the search stands among the terms of the row. Words that
are spelled alike count as equal, so what is found should still be shown, and chosen by a person.
"""

import hmac
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from restride.errors import VaultError
from restride.vault.secret import Secret

_DOMAIN: Final = b"restride blind index 1"
_TERM_BYTES: Final = 16
#: House choice: with one letter a list is faster, and beyond ten hardly two names differ.
_SHORTEST_BEGINNING_COUNT: Final = 2
_LONGEST_BEGINNING_COUNT: Final = 10
#: House choice: bounds the rows of one name; the longest names of people have some ten words.
_MOST_WORDS_COUNT: Final = 12
#: The national part of a telephone number: with or without country code is the same number.
_PHONE_DIGITS_COUNT: Final = 9
_FEWEST_PHONE_DIGITS_COUNT: Final = 4

#: Letters that no decomposition turns into a plain one.
_PLAIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"}
)
#: Marks inside a word that people write or leave out: hyphens and apostrophes.
_JOINTS: Final = re.compile(r"[-‐‑‒–—'`´‘’ʼʹ.]+")
#: ä is written ae where there is no ä: the e is dropped wherever it follows a, o or u.
_WRITTEN_OUT_UMLAUT: Final = re.compile(r"(?<=[aou])e")


class TermKind(StrEnum):
    """What a term is a term of; the same text of two kinds gives two terms."""

    NAME = "name"
    DATE = "date"
    RECORD_NUMBER = "record_number"
    PHONE = "phone"
    EMAIL = "email"


def index_terms(index_key: Secret, *, clinic: UUID, kind: TermKind, text: str) -> frozenset[bytes]:
    """Make the terms under which a text is found.

    Raises
    ------
    VaultError
        A date that is none. Other texts without anything to find give no terms.
    """
    if kind is TermKind.DATE and _day_of(text) is None:
        raise VaultError(
            "A date to be found again must be written like 1950-03-07 or 07.03.1950, and was "
            f"written otherwise, in {len(text)} characters. Correct it."
        )
    return _keyed(index_key, clinic, kind, _INDEXED[kind](text))


def search_terms(index_key: Secret, *, clinic: UUID, kind: TermKind, text: str) -> frozenset[bytes]:
    """Make the terms that a row must all have to be found.

    Where there are none, nothing can be looked for: the answer is no row, not every row.
    """
    return _keyed(index_key, clinic, kind, _SEARCHED[kind](text))


def normalise_name(text: str) -> tuple[str, ...]:
    """Write the words of a name as they are compared: "Lars-Jörg  O'Neil" is "larsjorg oneil".

    Case, accents and joints are dropped, ß is ss, and ä, ö, ü are a, o, u however they are
    written: "Müller", "Mueller" and "Muller" are one name.
    """
    return tuple(_word(piece) for piece in _pieces(_JOINTS.sub("", _plain(text))))


def _plain(text: str) -> str:
    """Drop case and accents."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).casefold()


def _word(piece: str) -> str:
    return _WRITTEN_OUT_UMLAUT.sub("", piece)


def _pieces(text: str) -> list[str]:
    return "".join(each if _is_letter(each) else " " for each in text).split()[:_MOST_WORDS_COUNT]


def _is_letter(sign: str) -> bool:
    """Tell letters, digits and the vowel signs of Indic scripts from all that separates words."""
    return sign.isalnum() or unicodedata.category(sign).startswith("M")


def _indexed_name(text: str) -> Iterator[str]:
    """Yield the beginnings of every word: joined at its hyphens, apart, and the name as one."""
    plain = _plain(text)
    apart = tuple(_word(piece) for piece in _pieces(_JOINTS.sub(" ", plain)))
    as_one = _word("".join(_pieces(_JOINTS.sub("", plain))))
    for word in {*normalise_name(text), *apart, as_one}:
        yield from _beginnings(word)


def _beginnings(word: str) -> Iterator[str]:
    if 0 < len(word) < _SHORTEST_BEGINNING_COUNT:
        yield word
    longest_count = min(len(word), _LONGEST_BEGINNING_COUNT)
    for letters_count in range(_SHORTEST_BEGINNING_COUNT, longest_count + 1):
        yield word[:letters_count]


def _searched_name(text: str) -> Iterator[str]:
    words = normalise_name(text)
    whole = [word for word in words if len(word) >= _SHORTEST_BEGINNING_COUNT]
    for word in whole or words:  # "anna m" is on its way to "anna mueller"
        yield word[:_LONGEST_BEGINNING_COUNT]


def _day(text: str) -> Iterator[str]:
    day = _day_of(text)
    if day is not None:
        yield day.isoformat()


def _day_of(text: str) -> date | None:
    """Read a day; one with slashes is March or July as one likes, and is not guessed."""
    for written in ("%Y-%m-%d", "%d.%m.%Y", "%Y%m%d"):
        try:
            return datetime.strptime(text.strip(), written).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _record_number(text: str) -> Iterator[str]:
    """Yield the number without what is typed in or left out: spaces, marks, leading zeros."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    number = "".join(each for each in folded if each.isalnum())
    if number:
        yield number.lstrip("0") or "0"


def _phone(text: str) -> Iterator[str]:
    digits = "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal())
    if len(digits) >= _FEWEST_PHONE_DIGITS_COUNT:
        yield digits[-_PHONE_DIGITS_COUNT:]


def _email(text: str) -> Iterator[str]:
    address = unicodedata.normalize("NFKC", text).strip().casefold()
    if address:
        yield address


def _keyed(
    index_key: Secret, clinic: UUID, kind: TermKind, terms: Iterator[str]
) -> frozenset[bytes]:
    start = b"\x00".join((_DOMAIN, kind.encode(), clinic.bytes))
    key = index_key.reveal()
    return frozenset(
        hmac.digest(key, start + term.encode(errors="surrogatepass"), "sha256")[:_TERM_BYTES]
        for term in terms
    )


_INDEXED: Final = MappingProxyType[TermKind, Callable[[str], Iterator[str]]](
    {
        TermKind.NAME: _indexed_name,
        TermKind.DATE: _day,
        TermKind.RECORD_NUMBER: _record_number,
        TermKind.PHONE: _phone,
        TermKind.EMAIL: _email,
    }
)
_SEARCHED: Final = MappingProxyType[TermKind, Callable[[str], Iterator[str]]](
    {**_INDEXED, TermKind.NAME: _searched_name}
)
