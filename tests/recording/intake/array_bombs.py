"""NumPy and MATLAB files that declare more than they hold, or hold more than they declare."""

import pickle
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from packed_bombs import _npy_head

_ZEROS_BYTES = 300_000_000


class _Runs:
    """What a careless loader would run."""

    def __init__(self, mark: str) -> None:
        self._mark = mark

    def __reduce__(self):
        return (subprocess.call, (["touch", self._mark],))


def pickled(mark: str) -> bytes:
    """Objects that leave a mark where they are loaded."""
    return pickle.dumps(_Runs(mark))


def _mark_beside(path: Path) -> str:
    return str(path.parent.parent / "pickle-was-loaded")


def _objects(path: Path) -> None:
    path.write_bytes(_npy_head("(1,)", "|O") + pickled(_mark_beside(path)))


def _packed_objects(path: Path) -> None:
    content = _npy_head("(1,)", "|O") + pickled(_mark_beside(path))
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("accel.npy", "keypoints.npy", "time.npy"):
            archive.writestr(name, content)


def _packed_shape(path: Path, shape: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("accel.npy", _npy_head(shape) + bytes(2400))
        archive.writestr("time.npy", _npy_head("(100,)") + bytes(800))


def _plain_shape(path: Path, shape: str) -> None:
    path.write_bytes(_npy_head(shape) + bytes(2400))


def _deep_head(path: Path) -> None:
    shape = "(" * 9000 + ")" * 900
    path.write_bytes(_npy_head(shape) + bytes(2400))


ARRAYS: dict[str, Callable[[Path], None]] = {
    "array_of_a_billion_frames": lambda path: _plain_shape(path, "(1000000000, 17, 3)"),
    "array_of_negative_frames": lambda path: _plain_shape(path, "(-1, 17, 3)"),
    "array_whose_size_overflows": lambda path: _plain_shape(path, "(4294967296, 4294967296, 3)"),
    "array_of_objects": _objects,
    "header_of_9000_brackets": _deep_head,
    "archive_of_a_billion_samples": lambda path: _packed_shape(path, "(1000000000, 3)"),
    "archive_whose_size_overflows": lambda path: _packed_shape(path, "(6148914691236517206, 3)"),
    "archive_of_objects": _packed_objects,
}


def _element(kind: int, content: bytes, *, declared_bytes: int | None = None) -> bytes:
    length = len(content) if declared_bytes is None else declared_bytes
    return struct.pack("<II", kind, length) + content + bytes(-len(content) % 8)


def _matrix(name: str, shape: tuple[int, ...], values: bytes, *, kind: int = 6) -> bytes:
    content = _element(6, struct.pack("<II", kind, 0))
    content += _element(5, struct.pack(f"<{len(shape)}i", *shape))
    return content + _element(1, name.encode()) + values


def _mat(*elements: bytes) -> bytes:
    return b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM" + b"".join(elements)


def _packed(content: bytes) -> bytes:
    packed = zlib.compress(content, 1)
    return struct.pack("<II", 15, len(packed)) + packed


def _zeros(declared_bytes: int) -> bytes:
    """A packed variable of zeros, whatever it declares."""
    packer = zlib.compressobj(1)
    body = _matrix("data", (_ZEROS_BYTES // 8, 1), b"")
    packed = packer.compress(struct.pack("<II", 14, declared_bytes) + body)
    for _ in range(_ZEROS_BYTES // 1_000_000):
        packed += packer.compress(bytes(1_000_000))
    packed += packer.flush()
    return struct.pack("<II", 15, len(packed)) + packed


def _deep(levels_count: int) -> bytes:
    """A struct in a struct in a struct."""
    content = b""
    for _ in range(levels_count):
        inside = struct.pack("<II", 4 << 16 | 5, 2) + _element(1, b"a\0")
        content = _element(14, _matrix("", (1, 1), inside + content, kind=2))
    return content


def _big_shape() -> bytes:
    values = _element(9, bytes(80), declared_bytes=80)
    return _element(14, _matrix("data", (1_000_000_000, 3), values))


def _fields_without_end() -> bytes:
    """A struct that says it is a billion, of fields that hold nothing."""
    inside = struct.pack("<II", 4 << 16 | 5, 2) + _element(1, b"a\0")
    empty = struct.pack("<II", 14, 0) * 200_000
    return _element(14, _matrix("data", (1_000_000_000, 1), inside + empty, kind=2))


MATS: dict[str, Callable[[Path], None]] = {
    "array_of_a_billion_samples": lambda path: path.write_bytes(_mat(_big_shape())) and None,
    "variable_that_unpacks_a_thousandfold": lambda path: (
        path.write_bytes(_mat(_zeros(_ZEROS_BYTES))) and None
    ),
    "variable_that_lies_about_its_length": lambda path: (
        path.write_bytes(_mat(_zeros(1000))) and None
    ),
    "element_of_4_gigabytes": lambda path: (
        path.write_bytes(_mat(_element(14, bytes(100), declared_bytes=2**32 - 1))) and None
    ),
    "a_million_variables": lambda path: (
        path.write_bytes(_mat(_element(14, bytes(8)) * 1_000_000)) and None
    ),
    "2000_structs_in_each_other": lambda path: path.write_bytes(_mat(_deep(2000))) and None,
    "struct_of_a_billion": lambda path: path.write_bytes(_mat(_fields_without_end())) and None,
    "text_of_version_7_3": lambda path: (
        path.write_bytes(b"MATLAB 7.3 MAT-file".ljust(124) + b"\x00\x02IM" + bytes(1000)) and None
    ),
}
