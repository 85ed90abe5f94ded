"""Archives and tables that unpack to more than any server holds, or lie about it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LINK_MODE = 0o120777 << 16
#: Enough to be far beyond every limit, and made in a second.
_ZEROS_BYTES = 300_000_000


def _npy_head(shape: str, kind: str = "<f8") -> bytes:
    head = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head


def _zip(path: Path, entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def _of_zeros(path: Path, rows_count: int) -> None:
    """Write an honest archive of one array of zeros, which packs to a thousandth."""
    head = _npy_head(f"({rows_count}, 3)")
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("lower_back_acc_mps2.npy", "w", force_zip64=True) as file,
    ):
        file.write(head)
        for _ in range(rows_count * 24 // 1_200_000):
            file.write(bytes(1_200_000))


def _raw(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _header(name: bytes, packed: bytes, crc: int, unpacked_bytes: int) -> bytes:
    fields = (20, 0, 8, 0, 0, crc, len(packed), unpacked_bytes, len(name), 0)
    return _LOCAL.pack(b"PK\x03\x04", *fields) + name


def _directory(rows: list[tuple[bytes, int, int, int, int]], before_bytes: int) -> bytes:
    """Write the directory of entries: name, place, checksum, packed and unpacked bytes."""
    content = b"".join(
        _CENTRAL.pack(
            b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, packed, unpacked, len(name), 0, 0, 0, 0, 0, at
        )
        + name
        for name, at, crc, packed, unpacked in rows
    )
    end = _END.pack(b"PK\x05\x06", 0, 0, len(rows), len(rows), len(content), before_bytes, 0)
    return content + end


def _one_kernel(path: Path) -> None:
    """A thousand names for the same bytes."""
    kernel = bytes(1_000_000)
    packed, crc = _raw(kernel), zlib.crc32(kernel)
    local = _header(b"0.json", packed, crc, len(kernel)) + packed
    rows = [(b"%d.json" % n, 0, crc, len(packed), len(kernel)) for n in range(1000)]
    path.write_bytes(local + _directory(rows, len(local)))


def _quoted(path: Path) -> None:
    """Each entry quotes the headers of all that follow, and ends in the same kernel."""
    kernel = bytes(200_000)
    packed, plain = _raw(kernel), kernel
    names = [b"%d.json" % number for number in range(200)]
    local, rows = b"", []
    for name in reversed(names):
        if local:
            quote = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF) + header  # noqa: F821
            packed, plain = quote + packed, header + plain  # noqa: F821
        header = _header(name, packed, zlib.crc32(plain), len(plain))
        local = header + packed
        rows.append((name, len(local), zlib.crc32(plain), len(packed), len(plain)))
    placed = [(name, len(local) - left, *rest) for name, left, *rest in reversed(rows)]
    path.write_bytes(local + _directory(placed, len(local)))


def _nested(path: Path) -> None:
    content = b"0" * 1000
    for depth in range(10):
        inside = io.BytesIO()
        with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(8):
                archive.writestr(f"{depth}-{copy}.zip", content)
        content = inside.getvalue()
    path.write_bytes(content)


def _lying_size(path: Path) -> None:
    """The directory says a thousand bytes, and three hundred megabytes are packed."""
    _of_zeros(path, _ZEROS_BYTES // 24)
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<L", 1000)
    path.write_bytes(content)


def _encrypted(path: Path) -> None:
    _zip(path, {"accel.npy": _npy_head("(1, 3)") + bytes(24)})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


def _link(path: Path) -> None:
    entry = zipfile.ZipInfo("accel.npy")
    entry.external_attr = _LINK_MODE
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")


def _prefixed(path: Path) -> None:
    """Two archives one behind the other: which one is read depends on the program."""
    _zip(path, {"accel.npy": _npy_head("(1, 3)") + bytes(24)})
    path.write_bytes(path.read_bytes() * 2)


ZIPS: dict[str, Callable[[Path], None]] = {
    "a_thousandfold_array": lambda path: _of_zeros(path, _ZEROS_BYTES // 24),
    "30_megabytes_of_zeros": lambda path: _of_zeros(path, 1_250_000),
    "directory_lies_about_sizes": _lying_size,
    "ten_archives_in_each_other": _nested,
    "100_000_entries": lambda path: _zip(
        path, {f"{number}.json": b"" for number in range(100_000)}, zipfile.ZIP_STORED
    ),
    "1000_names_for_one_entry": _one_kernel,
    "entries_that_quote_each_other": _quoted,
    "name_that_climbs": lambda path: _zip(path, {"../../accel.npy": b"1"}),
    "name_from_the_root": lambda path: _zip(path, {"/etc/cron.d/accel.npy": b"1"}),
    "name_of_a_drive": lambda path: _zip(path, {"C:\\accel.npy": b"1"}),
    "link": _link,
    "encrypted": _encrypted,
    "name_of_60_000_digits": lambda path: _zip(path, {"1" * 60_000 + ".json": b"{}"}),
    "packed_by_LZMA": lambda path: _zip(
        path, {"accel.npy": _npy_head("(1, 3)") + bytes(24)}, zipfile.ZIP_LZMA
    ),
    "two_archives_in_one": _prefixed,
    "cut_in_the_middle": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(1000)) and None,
    "30_megabytes_of_empty_lists": lambda path: _zip(
        path, {"0_keypoints.json": b'{"people": [' + b"[]," * 10_000_000 + b"[]]}"}
    ),
    "frames_of_100_000_lists_in_each_other": lambda path: _zip(
        path, {"0_keypoints.json": b'{"people": ' + b"[" * 100_000}
    ),
}


def _varint(number: int) -> bytes:
    content = b""
    while number > 0x7F:
        content += bytes((number & 0x7F | 0x80,))
        number >>= 7
    return content + bytes((number,))


def _i64(number: int) -> bytes:
    """A signed number as zigzag."""
    return _varint(number << 1 if number >= 0 else (-number << 1) - 1)


def _struct(*fields: tuple[int, int, bytes]) -> bytes:
    """Fields as number, kind and content, in their order."""
    content, before = b"", 0
    for number, kind, value in fields:
        content += bytes(((number - before) << 4 | kind,)) + value
        before = number
    return content + b"\0"


def _list(kind: int, *values: bytes) -> bytes:
    return bytes((len(values) << 4 | kind,)) + b"".join(values)


def _footer(rows_count: int, *, packed_bytes: int = 40, unpacked_bytes: int = 40) -> bytes:
    name = _varint(5) + b"acc_x"
    root = _struct((4, 8, _varint(4) + b"root"), (5, 5, _i64(1)))
    column = _struct((1, 5, _i64(5)), (3, 5, _i64(0)), (4, 8, name))
    meta = _struct(
        (1, 5, _i64(5)),
        (2, 9, _list(5, _i64(0))),
        (3, 9, _list(8, name)),
        (4, 5, _i64(0)),
        (5, 6, _i64(rows_count)),
        (6, 6, _i64(unpacked_bytes)),
        (7, 6, _i64(packed_bytes)),
        (9, 6, _i64(4)),
    )
    chunk = _struct((2, 6, _i64(4)), (3, 12, meta))
    group = _struct(
        (1, 9, _list(12, chunk)), (2, 6, _i64(unpacked_bytes)), (3, 6, _i64(rows_count))
    )
    return _struct(
        (1, 5, _i64(1)),
        (2, 9, _list(12, root, column)),
        (3, 6, _i64(rows_count)),
        (4, 9, _list(12, group)),
    )


def _parquet(footer: bytes, *, footer_bytes: int | None = None) -> bytes:
    length = len(footer) if footer_bytes is None else footer_bytes
    return b"PAR1" + bytes(60) + footer + struct.pack("<L", length) + b"PAR1"


def _constant(path: Path, *, is_dictionary: bool) -> None:
    """Eight million rows of one number in every column: true, and four hundred megabytes."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    names = ("time_s", "acc_x_g", "acc_y_g", "acc_z_g", "gyr_x_dps", "gyr_y_dps", "gyr_z_dps")
    table = pa.table(dict.fromkeys(names, np.zeros(1_000_000)))
    with parquet.ParquetWriter(
        path, table.schema, compression="zstd", use_dictionary=is_dictionary
    ) as writer:
        for _ in range(8):
            writer.write_table(table)


def _columns(path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({f"c{number}": [0.0] for number in range(20_000)}), path)


def _long_name(path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"acc_" * 250_000 + "x": [0.0]}), path)


def _page_lies(path: Path) -> None:
    """A column of a thousand numbers whose page announces two gigabytes."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    names = ("time_s", "acc_x_g", "acc_y_g", "acc_z_g")
    table = pa.table({name: np.arange(1000.0) for name in names})
    parquet.write_table(table, path, compression="zstd", use_dictionary=False)
    content = bytearray(path.read_bytes())
    # The page header begins: kind 0, then the unpacked size with the nulls as zigzag.
    content = content.replace(b"\x15\x00\x15" + _i64(8007), b"\x15\x00\x15" + _i64(2**31 - 1))
    path.write_bytes(content)


PARQUETS: dict[str, Callable[[Path], None]] = {
    "8_million_equal_rows_in_a_dictionary": lambda path: _constant(path, is_dictionary=True),
    "8_million_equal_rows_packed": lambda path: _constant(path, is_dictionary=False),
    "footer_of_2_to_the_60_rows": lambda path: path.write_bytes(_parquet(_footer(2**60))) and None,
    "footer_of_negative_rows": lambda path: path.write_bytes(_parquet(_footer(-5))) and None,
    "column_longer_than_the_file": lambda path: (
        path.write_bytes(_parquet(_footer(10, packed_bytes=2**40))) and None
    ),
    "footer_longer_than_the_file": lambda path: (
        path.write_bytes(_parquet(_footer(10), footer_bytes=2**31)) and None
    ),
    "footer_of_100_000_structs_in_each_other": lambda path: (
        path.write_bytes(_parquet(b"\x1c" * 100_000)) and None
    ),
    "footer_of_100_000_lists_in_each_other": lambda path: (
        path.write_bytes(_parquet(b"\x19" * 100_000)) and None
    ),
    "footer_of_4_megabytes_of_lists": lambda path: (
        path.write_bytes(_parquet(b"\x19\xf3" + _varint(4_000_000) + bytes(4_000_000))) and None
    ),
    "20_000_columns": _columns,
    "name_of_a_megabyte": _long_name,
    "page_that_announces_2_gigabytes": _page_lies,
}
