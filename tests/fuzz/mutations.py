"""Ways in which a file can be broken: bits, cuts, insertions, swaps, headers, extreme numbers."""

import random
from collections.abc import Callable

_EXTREMES = (b"\x00", b"\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\xff" * 8, b"\x00" * 8)
_TEXTS = (b"nan", b"1e999", b"-", b"abc", b"\n", b",", b";", b"\t", b"\r", b'"', b"inf", b"9" * 400)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Break a file in one to four ways."""
    broken = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        if not broken:
            break
        chance.choice(_WAYS)(broken, chance)
    return bytes(broken)


def _flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 30)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _insert(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    content[at:at] = chance.randbytes(chance.randint(1, 300))


def _delete(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    del content[at : at + chance.randint(1, 600)]


def _swap(content: bytearray, chance: random.Random) -> None:
    size = chance.randint(1, max(1, len(content) // 4))
    first, second = sorted(chance.randrange(len(content)) for _ in range(2))
    content[first : first + size], content[second : second + size] = (
        content[second : second + size],
        content[first : first + size],
    )


def _header(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 12)):
        content[chance.randrange(min(len(content), 256))] = chance.randrange(256)


def _extreme(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    value = chance.choice(_EXTREMES)
    content[at : at + len(value)] = value


def _text(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    content[at : at + chance.randint(0, 6)] = chance.choice(_TEXTS)


def _repeat(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    content[at:at] = content[at : at + chance.randint(1, 2000)]


_WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _cut,
    _insert,
    _delete,
    _swap,
    _header,
    _extreme,
    _text,
    _repeat,
)
