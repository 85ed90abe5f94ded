"""Files of devices: whether there are blocks of samples all over them, or next to nothing."""

from typing import BinaryIO, Final

from restride.recording.intake.limits import Declared, IntakeLimits
from restride.recording.intake.outcomes import IntakeRefused, RefusalReason

#: Blocks are unpacked, brought to double precision and given times: six times the file at the most.
_WHOLE_RATIO: Final = 6
#: A shorter file is read whatever it holds. House choice.
_LOOKED_THROUGH_BYTES: Final = 16 * 2**20
_PLACES_COUNT: Final = 128
#: Two pages of GENEActiv, sixteen blocks of Axivity.
_PLACE_BYTES: Final = 8192
#: The last is what a device has set aside and not written.
_MARKS: Final = (b"AX\xfc\x01", b"Recorded Data", b"\xff" * 512)
#: Of a file cut short or damaged there is more than this. House choice.
_LEAST_SHARE: Final = 0.25


def look_at_device(
    file: BinaryIO, *, size_bytes: int, limits: IntakeLimits
) -> Declared | IntakeRefused:
    """Refuse a long file with hardly any block in it; blocks cannot unpack to much more."""
    if size_bytes > _LOOKED_THROUGH_BYTES and (share := _share(file, size_bytes)) < _LEAST_SHARE:
        return IntakeRefused(
            reason=RefusalReason.DAMAGED,
            text="A recording of a device with samples from end to end is needed, and only "
            f"{share:.0%} of the {size_bytes:,} bytes of this one hold any. Read the device out "
            "again.",
        )
    return Declared(
        work_bytes=size_bytes,
        part_bytes=0,
        whole_bytes=min(size_bytes * _WHOLE_RATIO, limits.memory_most_bytes),
    )


def _share(file: BinaryIO, size_bytes: int) -> float:
    """Tell in how many of some places all over the file a block begins."""
    step = (size_bytes - _PLACE_BYTES) // (_PLACES_COUNT - 1)
    found_count = 0
    for number in range(_PLACES_COUNT):
        file.seek(number * step)
        place = file.read(_PLACE_BYTES)
        found_count += any(mark in place for mark in _MARKS)
    return found_count / _PLACES_COUNT
