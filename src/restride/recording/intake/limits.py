"""What an upload may cost: its size, what it may unpack to, and what reading it may take."""

from dataclasses import dataclass

_MB = 2**20
_GB = 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeLimits:
    """How much is taken in and read. House choices: docs/decisions/0162."""

    #: A day of six axes as text takes about 1 GB.
    upload_most_bytes: int = 2 * _GB
    #: Left free on the disk, so that an upload never stops the record itself.
    disk_spare_bytes: int = 256 * _MB
    #: What an archive or a table may unpack to, all told.
    unpacked_most_bytes: int = 4 * _GB
    #: A file that unpacks to less than this may be packed as well as it likes.
    unsuspicious_bytes: int = 32 * _MB
    #: Signals pack to a half or a third, keypoints as text to a twentieth.
    packed_most_ratio: float = 100.0
    #: A frame of keypoints a file: twelve minutes at 60 frames a second.
    entries_most_count: int = 50_000
    columns_most_count: int = 4096
    #: As the readers of tables have it.
    line_most_bytes: int = 65_536
    #: What reading takes where a file declares little: Python, numpy and scipy take half of it.
    memory_least_bytes: int = 192 * _MB
    memory_most_bytes: int = 2 * _GB
    #: Work of the processor once everything is imported; 2 minutes of six axes take 0.1 s.
    cpu_least_s: float = 1.2
    #: More for every megabyte that must be gone over.
    cpu_per_mb_s: float = 0.1
    #: Whatever a file declares, reading it may take so much more than the file itself.
    reading_most_ratio: float = 32.0
    #: A busy computer lets a process wait; one that hangs is ended.
    wall_ratio: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What reading one file may take, from what it declares."""

    #: Before the format is known, and for whatever is read in parts.
    memory_first_bytes: int
    #: For what must be read whole.
    memory_most_bytes: int
    #: Of the file itself, where a reader maps it.
    mapped_bytes: int
    cpu_s: float
    wall_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a file says it holds, told without unpacking it."""

    #: Bytes that reading must go over; those that take long count more than once.
    work_bytes: int
    #: Memory that reading it in parts may take beyond the least.
    part_bytes: int
    #: Memory that reading it whole may take beyond the least.
    whole_bytes: int


def allowance_of(declared: Declared, *, size_bytes: int, limits: IntakeLimits) -> Allowance:
    """Allow a file as much as it declares, within what is allowed at all."""
    bound_bytes = int(limits.reading_most_ratio * size_bytes)
    room_bytes = max(0, limits.memory_most_bytes - limits.memory_least_bytes)
    part_bytes, whole_bytes, work_bytes = (
        min(each, bound_bytes)
        for each in (declared.part_bytes, declared.whole_bytes, declared.work_bytes)
    )
    cpu_s = limits.cpu_least_s + limits.cpu_per_mb_s * work_bytes / _MB
    return Allowance(
        memory_first_bytes=limits.memory_least_bytes + min(part_bytes, room_bytes),
        memory_most_bytes=limits.memory_least_bytes + min(max(part_bytes, whole_bytes), room_bytes),
        mapped_bytes=size_bytes,
        cpu_s=cpu_s,
        wall_s=limits.wall_ratio * cpu_s,
    )
