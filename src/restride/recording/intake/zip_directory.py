"""The directory of a zip archive, read without unpacking anything.

Our own reading and strict: an archive that is written oddly is refused, since two programs may
read it differently. Source: APPNOTE 6.3.10 of PKWARE, sections 4.3 and 4.4.
"""

import re
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

from restride.recording.intake.limits import Declared, IntakeLimits
from restride.recording.intake.outcomes import IntakeRefused, RefusalReason

_END: Final = struct.Struct("<4s4H2LH")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL_BYTES: Final = 30
_LONGEST_COMMENT_BYTES: Final = 65_535
#: Fifty thousand entries of names as pose estimators write them take 5 MB.
_LONGEST_DIRECTORY_BYTES: Final = 16 * 2**20
#: As file systems have it, with folders.
_LONGEST_NAME_SIGNS: Final = 1024
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_STORED_OR_DEFLATED: Final = (0, 8)
_IN_ANOTHER_PLACE: Final = 0xFFFFFFFF
_READ_ENDINGS: Final = (".npy", ".json")
_ARCHIVES: Final = re.compile(
    r"\.(zip|npz|jar|gz|tgz|bz2|xz|zst|7z|rar|tar|cab|iso|arj|lzh)$", re.IGNORECASE
)
_LEAVES: Final = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\x00-\x1f]")
#: Arrays are unpacked, brought to double precision and cut: four times their size at the most.
_ARRAYS_RATIO: Final = 4
#: JSON takes so much longer than a table of the same size.
JSON_WORK_RATIO: Final = 8
#: As the readers of JSON have it.
_JSON_RATIO: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    packed_bytes: int
    unpacked_bytes: int
    begins: int
    flags: int
    method: int
    mode: int

    @property
    def ends(self) -> int:
        """Where it ends at the earliest."""
        return self.begins + _LOCAL_BYTES + len(self.name) + self.packed_bytes


def look_at_zip(
    file: BinaryIO, *, size_bytes: int, limits: IntakeLimits
) -> Declared | IntakeRefused:
    """Add up what an archive unpacks to, or refuse it."""
    directory = _directory(file, size_bytes=size_bytes, limits=limits)
    if isinstance(directory, IntakeRefused):
        return directory
    content, entries_count = directory
    entries = list(_entries(content))
    if len(entries) != entries_count:
        return _odd(f"its directory announces {entries_count} entries and holds {len(entries)}")
    refused = _refused_entry(entries) or _refused_places(entries, size_bytes - len(content))
    return refused or _declared(entries, size_bytes=size_bytes, limits=limits)


def _directory(
    file: BinaryIO, *, size_bytes: int, limits: IntakeLimits
) -> tuple[bytes, int] | IntakeRefused:
    """Find the directory, which must lie where its end says; and count its entries."""
    tail_bytes = min(size_bytes, _END.size + _LONGEST_COMMENT_BYTES)
    file.seek(size_bytes - tail_bytes)
    tail = file.read(tail_bytes)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        return _odd("it has no end: it was cut, or is no archive", RefusalReason.DAMAGED)
    _, disk, first_disk, here_count, count, long_bytes, begins, comment = _END.unpack_from(tail, at)
    if count > limits.entries_most_count or long_bytes > _LONGEST_DIRECTORY_BYTES:
        return _too_many(count, limits)
    end = size_bytes - tail_bytes + at
    is_plain = disk == first_disk == 0 and here_count == count
    if not is_plain or begins + long_bytes != end or end + _END.size + comment != size_bytes:
        return _odd("its directory does not lie where its end says")
    file.seek(begins)
    return file.read(long_bytes), count


def _entries(content: bytes) -> Iterator[_Entry]:
    at = 0
    while at + _ENTRY.size <= len(content):
        fields = _ENTRY.unpack_from(content, at)
        if fields[0] != b"PK\x01\x02":
            return
        flags, method, packed, unpacked = fields[3], fields[4], fields[8], fields[9]
        name_bytes, extra_bytes, comment_bytes, mode, begins = (*fields[10:13], *fields[15:17])
        name = content[at + _ENTRY.size : at + _ENTRY.size + name_bytes]
        yield _Entry(
            name=name.decode("latin-1"),
            packed_bytes=packed,
            unpacked_bytes=unpacked,
            begins=begins,
            flags=flags,
            method=method,
            mode=mode >> 16,
        )
        at += _ENTRY.size + name_bytes + extra_bytes + comment_bytes


def _refused_entry(entries: list[_Entry]) -> IntakeRefused | None:
    """Refuse the first entry that is no plain file of numbers."""
    for entry in entries:
        why = _why_unsafe(entry)
        if why is not None:
            return _odd(f"its entry {entry.name[:60]!r} {why}")
    names = {entry.name for entry in entries}
    if len(names) < len(entries):
        return _odd("two of its entries have one name")
    if not any(entry.name.endswith(_READ_ENDINGS) for entry in entries):
        return IntakeRefused(
            reason=RefusalReason.NO_RECORDING,
            text="An archive of NumPy arrays (.npy) or of keypoints (.json) is needed, and this "
            f"one holds {', '.join(sorted(names)[:3])[:100] or 'nothing'}. Unpack it, and send "
            "the recording itself.",
        )
    return None


def _why_unsafe(entry: _Entry) -> str | None:
    """Say what is wrong with an entry; None where nothing is."""
    kind = stat.S_IFMT(entry.mode)
    sizes = (entry.packed_bytes, entry.unpacked_bytes, entry.begins)
    faults = (
        (len(entry.name) > _LONGEST_NAME_SIGNS, "has a name without end"),
        (_LEAVES.search(entry.name), "has a name that leads out of the archive"),
        (kind not in (0, stat.S_IFREG, stat.S_IFDIR), "is a link or a device"),
        (entry.flags & _ENCRYPTED, "is encrypted"),
        (_ARCHIVES.search(entry.name), "is itself an archive"),
        (entry.method not in _STORED_OR_DEFLATED, "is packed in an unusual way"),
        (_IN_ANOTHER_PLACE in sizes, "hides its size"),
    )
    return next((fault for is_there, fault in faults if is_there), None)


def _refused_places(entries: list[_Entry], directory_begins: int) -> IntakeRefused | None:
    """Refuse entries that lie in each other: a few bytes would be unpacked again and again."""
    ordered = sorted(entries, key=lambda entry: entry.begins)
    if ordered[0].begins != 0:
        return _odd("something stands before its first entry")
    for entry, following in pairwise(ordered):
        if entry.ends > following.begins:
            return _odd(f"its entries {entry.name[:60]!r} and {following.name[:60]!r} overlap")
    if ordered[-1].ends > directory_begins:
        return _odd(f"its entry {ordered[-1].name[:60]!r} reaches into its directory")
    return None


def _declared(
    entries: list[_Entry], *, size_bytes: int, limits: IntakeLimits
) -> Declared | IntakeRefused:
    unpacked_bytes = sum(entry.unpacked_bytes for entry in entries)
    refused = refused_unpacked(unpacked_bytes, size_bytes=size_bytes, limits=limits)
    if refused is not None:
        return refused
    json_bytes = sum(each.unpacked_bytes for each in entries if each.name.endswith(".json"))
    arrays_bytes = unpacked_bytes - json_bytes
    return Declared(
        work_bytes=json_bytes * JSON_WORK_RATIO + arrays_bytes,
        part_bytes=0,
        whole_bytes=json_bytes * _JSON_RATIO + arrays_bytes * _ARRAYS_RATIO,
    )


def refused_unpacked(
    unpacked_bytes: int, *, size_bytes: int, limits: IntakeLimits
) -> IntakeRefused | None:
    """Refuse what would unpack to too much, or to so much more than it is that no signal does."""
    ratio = unpacked_bytes / max(1, size_bytes)
    is_packed_too_well = (
        unpacked_bytes > limits.unsuspicious_bytes and ratio > limits.packed_most_ratio
    )
    if unpacked_bytes <= limits.unpacked_most_bytes and not is_packed_too_well:
        return None
    return IntakeRefused(
        reason=RefusalReason.UNPACKS_TOO_LARGE,
        text=f"A recording that unpacks to at most {limits.unpacked_most_bytes:,} bytes, and to "
        f"{limits.packed_most_ratio:g} times its size, is needed, and this one of {size_bytes:,} "
        f"bytes declares {unpacked_bytes:,}. No recording packs so well: export it again.",
    )


def _too_many(entries_count: int, limits: IntakeLimits) -> IntakeRefused:
    return IntakeRefused(
        reason=RefusalReason.UNSAFE_ARCHIVE,
        text=f"An archive of at most {limits.entries_most_count:,} entries is needed, and this one "
        f"announces {entries_count:,}. Send the recording in parts.",
    )


def _odd(what: str, reason: RefusalReason = RefusalReason.UNSAFE_ARCHIVE) -> IntakeRefused:
    return IntakeRefused(
        reason=reason,
        text=f"A plain zip archive is needed, and this one cannot be taken: {what}. Pack the "
        "recording again with the zip program of your system.",
    )
