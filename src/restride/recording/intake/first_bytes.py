"""What a file is by its first bytes: a family that some reader takes, or something else."""

import re
from enum import Enum, auto
from typing import Final

HEAD_BYTES: Final = 4096


class Family(Enum):
    """How a file is written, as far as it matters before a reader is chosen."""

    ZIP = auto()
    PARQUET = auto()
    MATLAB = auto()
    ARRAY = auto()
    #: Blocks of a device, read from where they lie in the file.
    DEVICE = auto()
    TABLE = auto()
    JSON = auto()


#: What the files of a family begin with.
_FAMILIES: Final[tuple[tuple[bytes, Family], ...]] = (
    (b"PK\x03\x04", Family.ZIP),
    (b"PAR1", Family.PARQUET),
    (b"MATLAB ", Family.MATLAB),
    (b"\x93NUMPY", Family.ARRAY),
    (b"MD", Family.DEVICE),
    (b"Device Identity", Family.DEVICE),
)
#: What people send by mistake, or on purpose: said by name.
_OTHERS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"RIFF", "a picture, sound or video (RIFF)"),
    (b"%PDF", "a document (PDF)"),
    (b"%!PS", "a document (PostScript)"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"\x1f\x9d", "a packed file (compress)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ", "a packed file (xz)"),
    (b"\x28\xb5\x2f\xfd", "a packed file (zstd)"),
    (b"\x04\x22\x4d\x18", "a packed file (lz4)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (b"Rar!", "an archive (RAR)"),
    (b"MSCF", "an archive (cabinet)"),
    (b"PK\x05\x06", "an empty archive (zip)"),
    (b"PK\x07\x08", "a part of an archive (zip)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xfe\xed\xfa", "a program"),
    (b"\0asm", "a program"),
    (b"#!", "a program (script)"),
    (b"\x80\x02", "pickled Python objects"),
    (b"\x80\x03", "pickled Python objects"),
    (b"\x80\x04", "pickled Python objects"),
    (b"\x80\x05", "pickled Python objects"),
    (b"\x89HDF", "an HDF5 file"),
    (b"MATLAB 7.3", "a MATLAB file of version 7.3; save it with -v7"),
    (b"SQLite format 3", "a database"),
)
_MARKUP: Final = re.compile(r"\s*<(?:[?!/]|[a-z])", re.IGNORECASE)
_TAR_MARK_AT: Final = 257


def family_of(head: bytes) -> Family | str:
    """Tell the family of a file; or what it is instead, in words."""
    for mark, name in _OTHERS:
        if head.startswith(mark):
            return name
    if head[_TAR_MARK_AT : _TAR_MARK_AT + 5] == b"ustar":
        return "an archive (tar)"
    for mark, family in _FAMILIES:
        if head.startswith(mark):
            return family
    return _family_of_text(head)


def _family_of_text(head: bytes) -> Family | str:
    text = text_of_head(head)
    if text is None:
        return f"binary data that starts with {head[:8].hex(' ')}"
    if _MARKUP.match(text):
        return "XML or HTML"
    return Family.JSON if text.lstrip()[:1] in ("{", "[") else Family.TABLE


def is_wide(head: bytes) -> bool:
    """Tell whether a text has two bytes a sign, where every other byte may be zero."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff"))


def text_of_head(head: bytes) -> str | None:
    """Decode first bytes as text; None where they are none."""
    text = head.decode("utf-16" if is_wide(head) else "latin-1", errors="replace")
    text = text.removeprefix("\xef\xbb\xbf").lstrip("\ufeff")
    if "\0" in text:
        return None
    odd_count = sum(sign == "\ufffd" or (sign < " " and sign not in "\r\n\t\f") for sign in text)
    return text if odd_count <= 0.01 * len(text) else None
