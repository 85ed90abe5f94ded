"""Looking for a text in bytes, however it was written there."""

import base64
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

#: Every disguise is at least so long; what begins alike is then looked at in full.
_BEGINNING_BYTES = 8


def unaccented(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("Ø", "O"))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def disguises(text: str) -> set[bytes]:
    """Write a text in every way in which it could stand in a file."""
    written = {text, text.casefold(), text.upper(), unaccented(text), unaccented(text).casefold()}
    written |= {each.replace(" ", "") for each in tuple(written)}
    found: set[bytes] = set()
    for each in written:
        plain = each.encode()
        found |= {plain, each.encode("utf-16-le"), each.encode("utf-16-be")}
        found |= {plain.hex().encode(), plain.hex().upper().encode(), *_base64(plain)}
        found.add(each.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00"))
    return found


def _base64(content: bytes) -> Iterator[bytes]:
    """Write it as it looks at each of the three places where it can begin."""
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + content)
        first = -(-before * 8 // 6)
        whole = (before + len(content)) * 8 // 6
        yield coded[first:whole]


def found_in(identifiers: Sequence[str], places: Mapping[str, bytes]) -> list[str]:
    """Name the identifiers that stand somewhere, and where; all of them in one pass."""
    identifier_of = {each: text for text in identifiers for each in disguises(text)}
    by_beginning: dict[int, list[bytes]] = {}
    for each in identifier_of:
        beginning = int.from_bytes(each[:_BEGINNING_BYTES], "little")
        by_beginning.setdefault(beginning, []).append(each)
    beginnings = np.array(sorted(by_beginning), dtype="<u8")
    found = {
        f"{identifier_of[each]} in {place}"
        for place, content in places.items()
        for at, beginning in _begins(content, beginnings)
        for each in by_beginning[beginning]
        if content.startswith(each, at)
    }
    return sorted(found)


def _begins(content: bytes, beginnings: "np.ndarray") -> Iterator[tuple[int, int]]:
    """Give the places at which one of the beginnings stands, with it."""
    for shift in range(_BEGINNING_BYTES):
        whole_bytes = (len(content) - shift) // _BEGINNING_BYTES * _BEGINNING_BYTES
        if whole_bytes <= 0:
            return
        words = np.frombuffer(content, dtype="<u8", offset=shift, count=whole_bytes // 8)
        nearest = np.minimum(np.searchsorted(beginnings, words), len(beginnings) - 1)
        for number in np.flatnonzero(beginnings[nearest] == words):
            yield shift + int(number) * _BEGINNING_BYTES, int(words[number])
