"""A MATLAB file of level 5: what its packed variables declare, from their first bytes.

Source: MAT-File Level 5 File Format, MathWorks. [matlab2010]
"""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from restride.recording.intake.limits import Declared, IntakeLimits
from restride.recording.intake.outcomes import IntakeRefused, RefusalReason
from restride.recording.intake.zip_directory import refused_unpacked

_HEADER_BYTES: Final = 128
_COMPRESSED: Final = 15
#: A file of this kind holds one variable, or some.
_MOST_VARIABLES: Final = 1000
#: The table of codes that stands before the first byte takes some hundred bytes.
_FIRST_PACKED_BYTES: Final = 4096
#: Structs of many small fields become objects of many times their size.
_WHOLE_RATIO: Final = 4


def look_at_mat(
    file: BinaryIO, *, size_bytes: int, limits: IntakeLimits
) -> Declared | IntakeRefused:
    """Add up what the variables unpack to, or refuse the file."""
    file.seek(_HEADER_BYTES - 2)
    order = {b"IM": "<", b"MI": ">"}.get(file.read(2))
    if order is None:
        return _damaged("it has no header of level 5")
    unpacked_bytes = 0
    for number, variable_bytes in enumerate(_variables(file, order, size_bytes)):
        if number == _MOST_VARIABLES:
            return _damaged(f"it has more than {_MOST_VARIABLES:,} variables")
        unpacked_bytes += variable_bytes
    refused = refused_unpacked(unpacked_bytes, size_bytes=size_bytes, limits=limits)
    return refused or Declared(
        work_bytes=unpacked_bytes,
        part_bytes=0,
        whole_bytes=unpacked_bytes * _WHOLE_RATIO,
    )


def _variables(file: BinaryIO, order: str, size_bytes: int) -> Iterator[int]:
    """Tell how many bytes each variable takes unpacked."""
    at = _HEADER_BYTES
    while at + 8 <= size_bytes:
        file.seek(at)
        kind, length_bytes = struct.unpack(order + "II", file.read(8))
        if kind >> 16:
            length_bytes = 0
        if kind == _COMPRESSED:
            yield _unpacked_bytes(file.read(min(length_bytes, _FIRST_PACKED_BYTES)), order)
        else:
            yield min(length_bytes, size_bytes - at)
            length_bytes += -length_bytes % 8
        at += 8 + length_bytes


def _unpacked_bytes(packed: bytes, order: str) -> int:
    """Unpack the eight bytes in which a variable says how long it is."""
    try:
        tag = zlib.decompressobj().decompress(packed, 8)
    except zlib.error:
        return 0
    return 0 if len(tag) < 8 else 8 + int(struct.unpack(order + "II", tag)[1])


def _damaged(what: str) -> IntakeRefused:
    return IntakeRefused(
        reason=RefusalReason.DAMAGED,
        text=f"A MATLAB file of level 5 is needed, and this one cannot be taken: {what}. Save it "
        "again with -v7.",
    )
