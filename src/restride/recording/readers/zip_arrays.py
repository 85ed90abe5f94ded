"""Arrays in a NumPy archive, each looked at before it is unpacked."""

import io
import tokenize
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Final

import numpy as np

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.readers.limits import refuse_too_large

#: What a broken archive makes the standard library raise.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    OSError,
    SyntaxError,
    TypeError,
    RecursionError,
    OverflowError,
    MemoryError,
    tokenize.TokenError,
)
_MOST_ARRAYS_COUNT: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedArray:
    """An array that was not unpacked yet."""

    shape: tuple[int, ...]
    dtype: np.dtype[np.generic]


@contextmanager
def _damage_said(path: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise DamagedFile(
            f"A NumPy archive (.npz) is needed, and {path.name} is damaged: "
            f"{str(error)[:120] or type(error).__name__}. Export or copy it again."
        ) from None


def list_arrays(path: Path) -> Mapping[str, PackedArray]:
    """Read the names and shapes of all number arrays without unpacking any."""
    with _damage_said(path), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()[:_MOST_ARRAYS_COUNT]
        return {
            entry.filename.removesuffix(".npy"): packed
            for entry in entries
            if (packed := _header_of(archive, entry)) is not None
        }


def _header_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> PackedArray | None:
    if not entry.filename.endswith(".npy"):
        return None
    with archive.open(entry) as file:
        version = np.lib.format.read_magic(file)
        read = (
            np.lib.format.read_array_header_1_0
            if version == (1, 0)
            else np.lib.format.read_array_header_2_0
        )
        shape, _, dtype = read(file, max_header_size=10_000)
    if dtype.kind not in "iuf" or any(length < 0 for length in shape):
        return None
    declared_bytes = prod(shape) * dtype.itemsize
    if declared_bytes > entry.file_size:
        raise ValueError(
            f"{entry.filename} declares {declared_bytes:,} bytes and holds {entry.file_size:,}"
        )
    return PackedArray(shape=shape, dtype=dtype)


def read_arrays(path: Path, arrays: Mapping[str, PackedArray]) -> dict[str, FloatArray]:
    """Unpack the named arrays, after checking that they fit together."""
    needed_bytes = sum(
        prod(array.shape) * max(8, array.dtype.itemsize) for array in arrays.values()
    )
    refuse_too_large(needed_bytes, what=f"The archive {path.name}")
    with _damage_said(path), zipfile.ZipFile(path) as archive:
        return {name: _read_array(archive, name, array) for name, array in arrays.items()}


def _read_array(archive: zipfile.ZipFile, name: str, array: PackedArray) -> FloatArray:
    """Unpack one array, never more than its header declares."""
    declared_bytes = prod(array.shape) * array.dtype.itemsize
    with archive.open(f"{name}.npy") as file:
        content = file.read(declared_bytes + 100_000)
    read = np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)
    if read.dtype in (np.float32, np.float64):
        return read
    as_double: FloatArray = read.astype(float)
    return as_double
