"""Text that harms: lines without end, columns without number, cells that take long to look at."""

import os
from collections.abc import Callable
from pathlib import Path

HEAD = b"time_s,acc_x_g,acc_y_g,acc_z_g\n"
ROW = b"0.01,1,0,0\n"
MB = 1_000_000


def _sparse(path: Path) -> None:
    path.write_bytes(HEAD + ROW * 500)
    os.truncate(path, 2 * 2**30 - 1)


def _beyond_the_limit(path: Path) -> None:
    path.write_bytes(HEAD + ROW * 500)
    os.truncate(path, 2**40)


def _columns(path: Path) -> None:
    names = b",".join(b"c%d" % number for number in range(1_000_000))
    path.write_bytes(names + b"\n" + b"0," * 1_000_000 + b"0\n")


def _short_columns(path: Path) -> None:
    """As many columns as a line within its limit can have."""
    path.write_bytes((b"a," * 32_000 + b"a\n") + (b"0," * 32_000 + b"0\n") * 200)


def _late_line(path: Path) -> None:
    path.write_bytes(HEAD + ROW * 300_000 + b"1," * 4 * MB)


def _spaces(path: Path) -> None:
    """Cells of spaces with a word behind them, which a careless pattern goes over for hours."""
    line = b"0.01," + b" " * 60_000 + b"x,0,0\n"
    path.write_bytes(HEAD + ROW * 300 + line * 20)


def _digits(path: Path) -> None:
    path.write_bytes(HEAD + (b"0.01," + b"9" * 60_000 + b",0,0\n") * 200)


def _times(path: Path) -> None:
    """Every sample a century after the one before: an even clock would have no end."""
    rows = b"".join(b"%d,1,0.1,0.2\n" % (number * 3_000_000_000) for number in range(2000))
    path.write_bytes(HEAD + rows)


def _one_jump(path: Path) -> None:
    """A second of signal, then one sample at the end of time."""
    rows = b"".join(b"%.2f,0,0,0\n" % (number / 100) for number in range(100))
    path.write_bytes(HEAD + rows + b"1e300,0,0,0\n")


def _wide(path: Path) -> None:
    path.write_bytes(("time_s,acc_x_g,acc_y_g,acc_z_g\n" + "1," * 4 * MB).encode("utf-16"))


TABLES: dict[str, Callable[[Path], None]] = {
    "two_gigabytes_of_nothing_behind_a_true_head": _sparse,
    "a_terabyte_that_is_not_there": _beyond_the_limit,
    "one_line_without_end": lambda path: _fill(path, HEAD, b"1," * 32 * MB),
    "a_line_without_end_after_true_rows": _late_line,
    "a_line_without_end_in_UTF_16": _wide,
    "a_million_columns": _columns,
    "32_000_columns": _short_columns,
    "zero_bytes": lambda path: _fill(path, HEAD, (ROW + b"\0") * 1000),
    "zero_bytes_late": lambda path: _fill(path, HEAD, ROW * 100_000 + b"\0"),
    "quotes_that_never_end": lambda path: _fill(path, HEAD, b'"' * 60_000 + b"\n" + ROW * 9),
    "a_quote_in_every_line": lambda path: _fill(path, HEAD, ROW * 9 + b'0.01,"1,0,0\n' * 200_000),
    "quotes_in_quotes": lambda path: _fill(path, HEAD, (b"0.01," + b'"' * 999 + b",0,0\n") * 999),
    "empty_lines_only": lambda path: _fill(path, HEAD, b"\n" * 8 * MB),
    "spaces_before_a_word": _spaces,
    "numbers_of_60_000_digits": _digits,
    "a_sample_a_century": _times,
    "one_sample_at_the_end_of_time": _one_jump,
    "brackets_that_never_close": lambda path: _fill(
        path, b"time_s," + b"[ " * 1900 + b",acc_x_g,acc_y_g,acc_z_g\n", ROW * 500
    ),
    "a_name_of_30_000_signs": lambda path: _fill(
        path, b"time_s," + b"acc_" * 7500 + b"x_g,acc_y_g,acc_z_g\n", ROW * 500
    ),
    "formulas": lambda path: _fill(path, HEAD, b"=cmd|' /C calc'!A0,1,0,0\n" * 1000),
}


def _fill(path: Path, head: bytes, body: bytes) -> None:
    path.write_bytes(head + body)


_PEOPLE = b'{"people": [{"pose_keypoints_2d": '


JSONS: dict[str, Callable[[Path], None]] = {
    "100_000_lists_in_each_other": lambda path: _fill(path, b"", b"[" * 100_000),
    "100_000_lists_in_each_other_as_keypoints": lambda path: _fill(
        path, _PEOPLE, b"[" * 100_000 + b"]" * 100_000 + b"}]}"
    ),
    "100_000_objects_in_each_other": lambda path: _fill(
        path, _PEOPLE, b'{"keypoints":' * 100_000 + b"0" + b"}" * 100_000 + b"}]}"
    ),
    "millions_of_empty_lists": lambda path: _fill(
        path, _PEOPLE, b"[" + b"[]," * 8 * MB + b"[]]}]}"
    ),
    "a_number_of_a_million_digits": lambda path: _fill(path, _PEOPLE, b"[" + b"9" * MB + b"]}]}"),
    "a_text_without_end": lambda path: _fill(path, _PEOPLE, b'"' + b"a" * 8 * MB),
    "two_hundred_megabytes": lambda path: _fill(
        path, _PEOPLE, b"[" + b"100.25,200.5,0.9,     " * 9_100_000
    ),
}
