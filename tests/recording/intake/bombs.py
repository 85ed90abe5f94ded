"""Uploads that would harm a server: each is planted as a file in a quarantine folder.

Those of archives and tables stand in ``packed_bombs``, those that arrive as streams in
``endless_streams``.
Nothing here needs numpy to be imported; what does imports it where it is made.
"""

import os
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import array_bombs
import packed_bombs
import table_bombs

HEAD = table_bombs.HEAD
SAMPLES = Path(__file__).parents[2] / "data/readers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bomb:
    """One upload that must be refused."""

    kind: str
    name: str
    #: Plants it in a quarantine folder, and says where.
    plant: Callable[[Path], Path]
    #: Reasons it may be refused for.
    reasons: tuple[str, ...]


def _file(content: Callable[[], bytes]) -> Callable[[Path], Path]:
    def _plant(quarantine: Path) -> Path:
        path = quarantine / "bomb.upload"
        path.write_bytes(content())
        return path

    return _plant


def _written(write: Callable[[Path], None]) -> Callable[[Path], Path]:
    def _plant(quarantine: Path) -> Path:
        path = quarantine / "bomb.upload"
        write(path)
        return path

    return _plant


def _png() -> bytes:
    """A picture of 65 000 by 65 000 points in some hundred bytes."""
    size = struct.pack(">IIBBBBB", 65_000, 65_000, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", len(size)) + b"IHDR" + size
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(chunk[4:])) + b"\0" * 100


def _laughs() -> bytes:
    lines = ['<?xml version="1.0"?>', "<!DOCTYPE lolz [", '<!ENTITY lol "lol">']
    for depth in range(1, 10):
        before = "" if depth == 1 else depth - 1
        lines.append(f'<!ENTITY lol{depth} "{f"&lol{before};" * 10}">')
    return "\n".join([*lines, "]>", "<lolz>&lol9;</lolz>"]).encode()


_EXTERNAL = b"""<!DOCTYPE walk [<!ENTITY file SYSTEM "file:///etc/passwd">]>
<walk>&file;</walk>"""


def _gz() -> bytes:
    import gzip

    return gzip.compress(bytes(200_000_000), 1)


def _sparse(name: str) -> Callable[[Path], Path]:
    """Two gigabytes of nothing behind true blocks of a device."""

    def _plant(quarantine: Path) -> Path:
        path = quarantine / "bomb.upload"
        path.write_bytes((SAMPLES / name).read_bytes())
        os.truncate(path, 2 * 2**30 - 1)
        return path

    return _plant


def _pages_of_digits() -> bytes:
    """Pages of times, which a careless pattern goes over again and again."""
    head = (SAMPLES / "geneactiv-bin.bin").read_bytes().partition(b"Recorded Data")[0]
    page = b"Recorded Data\n" + (b"Page Time:" + b"1" * 400) * 48 + b"\n"
    return head + page * 50


def _link(quarantine: Path) -> Path:
    path = quarantine / "bomb.upload"
    path.symlink_to("/etc/passwd")
    return path


def _linked_folder(quarantine: Path) -> Path:
    outside = quarantine.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.csv").write_bytes(HEAD + b"0.01,1,0,0\n" * 200)
    (quarantine / "folder").symlink_to(outside)
    return quarantine / "folder" / "secret.csv"


def _pipe(quarantine: Path) -> Path:
    path = quarantine / "bomb.upload"
    os.mkfifo(path)
    return path


def _folder(quarantine: Path) -> Path:
    path = quarantine / "bomb.upload"
    path.mkdir()
    return path


def _bombs(kind: str, reasons: tuple[str, ...], **named: Callable[[Path], Path]) -> list[Bomb]:
    return [
        Bomb(kind=kind, name=name.replace("_", " "), plant=plant, reasons=reasons)
        for name, plant in named.items()
    ]


BOMBS: tuple[Bomb, ...] = (
    *_bombs(
        "zip",
        ("unsafe-archive", "unpacks-too-large", "damaged", "not-usable", "too-much-memory"),
        **{name: _written(write) for name, write in packed_bombs.ZIPS.items()},
    ),
    *_bombs(
        "image",
        ("no-recording",),
        PNG_of_65000_by_65000=_file(_png),
        JPEG=_file(lambda: b"\xff\xd8\xff\xe0" + b"\0" * 1000),
        PNG_behind_white_space=_file(lambda: b"  \n" + _png()),
    ),
    *_bombs(
        "Parquet",
        ("damaged", "unpacks-too-large"),
        **{name: _written(write) for name, write in packed_bombs.PARQUETS.items()},
    ),
    *_bombs(
        "CSV",
        ("damaged", "no-recording", "not-usable", "too-much-time", "too-large"),
        **{name: _written(write) for name, write in table_bombs.TABLES.items()},
    ),
    *_bombs(
        "JSON",
        ("damaged", "no-recording", "not-usable"),
        **{name: _written(write) for name, write in table_bombs.JSONS.items()},
    ),
    *_bombs(
        "XML",
        ("no-recording",),
        billion_laughs=_file(_laughs),
        external_entity=_file(_EXTERNAL.strip),
        billion_laughs_in_UTF_16=_file(lambda: _laughs().decode().encode("utf-16")),
        SVG=_file(lambda: b"\n <svg xmlns='http://www.w3.org/2000/svg'/>"),
    ),
    *_bombs(
        "NumPy",
        ("damaged", "unpacks-too-large", "too-large", "not-usable"),
        **{name: _written(write) for name, write in array_bombs.ARRAYS.items()},
    ),
    *_bombs(
        "MATLAB",
        ("damaged", "unpacks-too-large", "no-recording", "not-usable"),
        **{name: _written(write) for name, write in array_bombs.MATS.items()},
    ),
    *_bombs(
        "device",
        ("damaged",),
        two_gigabytes_of_nothing_behind_Axivity_blocks=_sparse("axivity-cwa.cwa"),
        two_gigabytes_of_nothing_behind_GENEActiv_pages=_sparse("geneactiv-bin.bin"),
        pages_of_digits=_file(_pages_of_digits),
    ),
    *_bombs(
        "other",
        ("no-recording",),
        gzip=_file(_gz),
        bzip2=_file(lambda: b"BZh9" + b"\0" * 100),
        seven_zip=_file(lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 100),
        rar=_file(lambda: b"Rar!\x1a\x07\x01\0" + b"\0" * 100),
        tar=_file(lambda: b"walk.csv".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 250),
        program=_file(lambda: b"\x7fELF" + b"\0" * 1000),
        script=_file(lambda: b"#!/bin/sh\nrm -rf /\n"),
        pickle=_file(lambda: array_bombs.pickled("never")),
        HDF5=_file(lambda: b"\x89HDF\r\n\x1a\n" + b"\0" * 1000),
    ),
    *_bombs(
        "path",
        ("no-file",),
        link_to_a_file_of_the_system=_link,
        link_to_a_folder_outside=_linked_folder,
        pipe=_pipe,
        folder=_folder,
        device=lambda _: Path("/dev/zero"),
        nothing=lambda quarantine: quarantine / "nothing",
        zero_in_the_name=lambda quarantine: quarantine / "walk\0.csv",
    ),
)
