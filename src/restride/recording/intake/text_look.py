"""Text before any reader parses it: zero bytes, lines without end, columns without number."""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from restride.recording.intake.first_bytes import HEAD_BYTES, is_wide
from restride.recording.intake.limits import Declared, IntakeLimits
from restride.recording.intake.outcomes import IntakeRefused, RefusalReason
from restride.recording.intake.zip_directory import JSON_WORK_RATIO

_BLOCK_BYTES: Final = 2**20
#: Read from end to end; of a longer text, so much is looked at all over it.
_WHOLLY_READ_BYTES: Final = 128 * 2**20
_FIRST_LINES_COUNT: Final = 40
#: Names of columns, remarks of a program: what patterns are held against.
_LONGEST_CELL_BYTES: Final = 4000
_CELLS: Final = re.compile(rb"[,;\t]")
_DELIMITERS: Final = (b",", b";", b"\t")
#: Memory that a byte of a table takes where it is read whole, as ``whole_text`` has it.
_TABLE_RATIO: Final = 20
#: A list or object of JSON takes 64 bytes of memory and more, a number 32.
_CONTAINER_BYTES: Final = 72
_NUMBER_BYTES: Final = 40
#: Keypoints: one list for some fifty numbers. Above this, there is hardly anything in the lists.
_MOST_CONTAINERS_SHARE: Final = 0.125


def look_at_table(
    file: BinaryIO, *, size_bytes: int, limits: IntakeLimits
) -> Declared | IntakeRefused:
    """Refuse a table no reader could hold, by its lines; nothing is parsed."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    # Of two bytes a sign, lengths are counted in bytes, and zeros belong there.
    has_zeros = is_wide(head)
    longest_bytes = limits.line_most_bytes * (2 if has_zeros else 1)
    for block, is_middle in _blocks(file, size_bytes):
        if not has_zeros and b"\0" in block:
            return _damaged("it holds zero bytes")
        if _has_longer_line(block, longest_bytes, is_middle=is_middle):
            return _damaged(f"it has a line of more than {limits.line_most_bytes:,} bytes")
    lines = _first_lines(file, longest_bytes)
    columns_count = max((1 + max(map(line.count, _DELIMITERS)) for line in lines), default=0)
    if columns_count > limits.columns_most_count:
        return _damaged(f"it has {columns_count:,} columns")
    if any(len(cell) > _LONGEST_CELL_BYTES for line in lines for cell in _CELLS.split(line)):
        return _damaged(f"a cell of its first lines has more than {_LONGEST_CELL_BYTES:,} bytes")
    return Declared(work_bytes=size_bytes, part_bytes=0, whole_bytes=size_bytes * _TABLE_RATIO)


def look_at_json(
    file: BinaryIO, *, size_bytes: int, limits: IntakeLimits
) -> Declared | IntakeRefused:
    """Estimate what JSON takes in memory from its brackets and commas."""
    file.seek(0)
    has_zeros = is_wide(file.read(2))
    containers_count = numbers_count = 0
    for block, _ in _blocks(file, size_bytes):
        if not has_zeros and b"\0" in block:
            return _damaged("it holds zero bytes")
        containers_count += block.count(b"[") + block.count(b"{")
        numbers_count += block.count(b",") + block.count(b":")
    if containers_count > _MOST_CONTAINERS_SHARE * size_bytes + 1000:
        return _damaged(f"{containers_count:,} lists and objects stand in {size_bytes:,} bytes")
    needed_bytes = containers_count * _CONTAINER_BYTES + numbers_count * _NUMBER_BYTES
    needed_bytes += 4 * size_bytes
    if size_bytes > min(_WHOLLY_READ_BYTES, limits.memory_most_bytes // 4):
        return _damaged(f"{size_bytes:,} bytes of JSON must be read at once")
    return Declared(work_bytes=size_bytes * JSON_WORK_RATIO, part_bytes=0, whole_bytes=needed_bytes)


def _blocks(file: BinaryIO, size_bytes: int) -> Iterator[tuple[bytes, bool]]:
    """Read a text whole, or from places all over it; whether its line began before is said."""
    step = _BLOCK_BYTES
    blocks_count = max(1, -(-size_bytes // _BLOCK_BYTES))
    if size_bytes > _WHOLLY_READ_BYTES:
        blocks_count = _WHOLLY_READ_BYTES // _BLOCK_BYTES
        step = (size_bytes - _BLOCK_BYTES) // (blocks_count - 1)
    for number in range(blocks_count):
        file.seek(number * step)
        yield file.read(_BLOCK_BYTES), number > 0


def _has_longer_line(block: bytes, longest_bytes: int, *, is_middle: bool) -> bool:
    """Tell whether a stretch without an end of line is too long."""
    at = 0
    while at + longest_bytes < len(block):
        found = max(block.rfind(sign, at, at + longest_bytes + 1) for sign in (b"\n", b"\r"))
        if found < at:
            return True
        at = found + 1
    # What begins in one block and ends in the next is at most twice as long.
    return is_middle and b"\n" not in block and b"\r" not in block and len(block) > longest_bytes


def _first_lines(file: BinaryIO, longest_bytes: int) -> list[bytes]:
    file.seek(0)
    return file.read(longest_bytes).splitlines()[:_FIRST_LINES_COUNT]


def _damaged(what: str) -> IntakeRefused:
    return IntakeRefused(
        reason=RefusalReason.DAMAGED,
        text=f"A recording written as text is needed, and this file cannot be taken: {what}. "
        "Check the file, and export the recording again.",
    )
