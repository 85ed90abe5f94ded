"""GENEActiv recordings (.bin): pages of text, 300 samples a page as hexadecimal digits.

Twelve digits a sample: 12 bits with sign for each axis, 10 bits of light, the button, one spare.
The header holds each axis' gain and offset: g = (100 x number - offset) / gain.
Source: GENEActiv instruction manual, "Decoding .bin files", Activinsights. [geneactiv2012]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from restride.arrays import FloatArray
from restride.errors import DamagedFile
from restride.recording.quality import QualityFinding
from restride.recording.readers.channels import Channels
from restride.recording.readers.columns_to_recording import recording_from_channels
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.streaming import PartsAssembler
from restride.recording.recording import Recording
from restride.terms import Severity

_NAME: Final = "geneactiv-bin"
_PAGE_MARK: Final = b"Recorded Data"
_BYTES_A_SAMPLE: Final = 6
#: A page is about 3900 bytes: 300 samples and ten lines of text.
_USUAL_PAGE_BYTES: Final = 3_830
_LONGEST_HEADER_BYTES: Final = 16_384
_READ_AT_ONCE_BYTES: Final = 4_000_000
_PAGE: Final = re.compile(
    # Nothing is given back once it is taken: a page of digits is gone over once.
    rb"Page Time:(?P<time>[0-9: .-]++).{0,400}?Measurement Frequency:(?P<rate>[0-9.]++)\s++"
    rb"(?P<hex>[0-9A-Fa-f]*+)",
    re.DOTALL,
)
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)[:.](\d{3})")
#: As for other devices with a clock a page: see there.
_ON_TIME_SHARE: Final = 0.2
_LOOKED_AT_PLACES: Final = 12
_LOOKED_AT_BYTES: Final = 16_384
_LONGEST_PAGE_BYTES: Final = 65_536


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Header:
    """What the head of a file says about all of it."""

    gains_raw: FloatArray
    offsets_raw: FloatArray
    pages_count: int | None
    rate_hz: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One page: when it starts and its digits as bytes."""

    start_s: float
    rate_hz: float
    packed: bytes


@dataclass(slots=True)
class _Damage:
    """How many pages could not be used."""

    bad_count: int = 0
    pages_count: int = 0


def _recognises(head: bytes, _path: Path) -> float:
    is_ours = head.startswith(b"Device Identity") and b"GENEActiv" in head
    return 0.95 if is_ours else 0.0


def _read_header(path: Path) -> _Header:
    with path.open("rb") as file:
        text = file.read(_LONGEST_HEADER_BYTES).split(_PAGE_MARK)[0].decode("latin-1")
    values = {
        key: found
        for key in ("x gain", "y gain", "z gain", "x offset", "y offset", "z offset")
        if (found := _number(text, key)) is not None
    }
    gains = np.array([values.get(f"{axis} gain", 0.0) for axis in "xyz"])
    if len(values) < 6 or np.any(gains == 0):
        raise DamagedFile(
            f"The gain and offset of x, y and z are needed, and the header of {path.name} has "
            f"{len(values)} of these six numbers. Export the file again."
        )
    pages = _number(text, "Number of Pages")
    return _Header(
        gains_raw=gains,
        offsets_raw=np.array([values[f"{axis} offset"] for axis in "xyz"]),
        pages_count=None if pages is None else int(min(pages, 1e9)),
        rate_hz=_number(text, "Measurement Frequency"),
    )


def _number(text: str, key: str) -> float | None:
    found = re.search(rf"^{key}:\s*(-?\d{{1,12}}(?:\.\d{{1,12}})?)", text, re.MULTILINE)
    return float(found[1]) if found else None


def _pages(
    path: Path,
    damage: _Damage,
    *,
    start_bytes: int = 0,
    at_once_bytes: int = _READ_AT_ONCE_BYTES,
) -> Iterator[_Page]:
    """Walk over the pages that can be used, counting the others."""
    with path.open("rb") as file:
        file.seek(start_bytes)
        rest = b""
        while block := file.read(at_once_bytes):
            parts = (rest + block).split(_PAGE_MARK)
            # What stands before the first mark is the header or the end of a page begun before.
            rest = _PAGE_MARK + parts.pop() if len(parts) > 1 else b"".join(parts)
            if len(rest) > _LONGEST_PAGE_BYTES:
                rest = rest[-len(_PAGE_MARK) :]
            yield from _usable(parts[1:], damage)
        yield from _usable(rest.split(_PAGE_MARK)[1:], damage)


def _usable(parts: Sequence[bytes], damage: _Damage) -> Iterator[_Page]:
    for part in parts:
        damage.pages_count += 1
        page = _page(part)
        if page is None:
            damage.bad_count += 1
        else:
            yield page


def _page(text: bytes) -> _Page | None:
    found = _PAGE.search(text[:20_000])
    if found is None:
        return None
    start_s = _seconds(found["time"].decode("ascii").strip())
    digits = found["hex"]
    whole = len(digits) // (2 * _BYTES_A_SAMPLE) * 2 * _BYTES_A_SAMPLE
    rate_hz = _rate(found["rate"])
    if start_s is None or rate_hz is None or whole == 0:
        return None
    return _Page(start_s=start_s, rate_hz=rate_hz, packed=bytes.fromhex(digits[:whole].decode()))


def _rate(digits: bytes) -> float | None:
    try:
        rate_hz = float(digits)
    except ValueError:
        return None
    return rate_hz if 1 <= rate_hz <= 1000 else None


def _seconds(time: str) -> float | None:
    """Read "2012-05-23 16:47:50:500" as seconds since 1970, local time."""
    found = _TIME.fullmatch(time)
    if found is None:
        return None
    try:
        stamp = np.datetime64(f"{found[1]}T{found[2]}.{found[3]}", "ms")
    except ValueError:
        return None
    return float(stamp.astype(np.int64)) / 1000


def _channels(
    pages: Sequence[_Page], header: _Header, next_start_s: float | None = None
) -> Channels:
    packed = np.frombuffer(b"".join(page.packed for page in pages), dtype=np.uint8)
    numbers = _twelve_bits(packed.reshape(-1, _BYTES_A_SAMPLE))
    gains, offsets = header.gains_raw.astype(np.float32), header.offsets_raw.astype(np.float32)
    return Channels(
        name="GENEActiv",
        acceleration_raw=(numbers * np.float32(100) - offsets) / gains,
        acceleration_unit="g",
        are_units_certain=True,
        times_raw=_sample_times_s(pages, next_start_s),
        sampling_rate_hz=pages[0].rate_hz,
    )


def _twelve_bits(packed: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    wide = packed.astype(np.int16)
    numbers = np.empty((len(packed), 3), dtype=np.float32)
    numbers[:, 0] = _signed(wide[:, 0] << 4 | wide[:, 1] >> 4)
    numbers[:, 1] = _signed((wide[:, 1] & 0xF) << 8 | wide[:, 2])
    numbers[:, 2] = _signed(wide[:, 3] << 4 | wide[:, 4] >> 4)
    return numbers


def _signed(bits: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    return np.where(bits & 0x800, bits - 0x1000, bits).astype(np.int16)


def _sample_times_s(pages: Sequence[_Page], next_start_s: float | None) -> FloatArray:
    """Spread the samples of a page evenly to the start of the next; at the stated rate to a gap."""
    counts = np.array([len(page.packed) // _BYTES_A_SAMPLE for page in pages])
    starts_s = np.array([page.start_s for page in pages] + [next_start_s or np.nan])
    nominal_s = counts / np.array([page.rate_hz for page in pages])
    lasts_s = np.diff(starts_s)
    is_on_time = np.abs(lasts_s - nominal_s) <= _ON_TIME_SHARE * nominal_s
    periods_s = np.where(is_on_time, lasts_s, nominal_s) / counts
    first = np.repeat(np.cumsum(counts) - counts, counts)
    in_page = np.arange(len(first)) - first
    times_s: FloatArray = np.repeat(starts_s[:-1], counts) + in_page * np.repeat(periods_s, counts)
    return times_s


def _noticed(path: Path, header: _Header, damage: _Damage) -> tuple[QualityFinding, ...]:
    findings = []
    if damage.bad_count:
        found = (
            f"{damage.bad_count} of {damage.pages_count} pages have no readable time or samples."
        )
        findings.append(_finding("damaged-block", found, "They were left out: a gap is there."))
    if header.pages_count is not None and damage.pages_count < header.pages_count:
        found = f"{path.name} ends after {damage.pages_count} of {header.pages_count} pages."
        findings.append(_finding("truncated", found, "The pages that are there were read."))
    return tuple(findings)


def _finding(code: str, found: str, done: str) -> QualityFinding:
    return QualityFinding(
        code=code,
        severity=Severity.WARNING,
        sensor=None,
        start_s=None,
        end_s=None,
        found=found,
        done=done,
    )


def _started_at(pages: Sequence[_Page]) -> str:
    return str(np.datetime64(round(pages[0].start_s * 1000), "ms"))


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    header = _read_header(path)
    estimated_bytes = path.stat().st_size // (2 * _BYTES_A_SAMPLE) * 3 * 8
    refuse_too_large(estimated_bytes, what=f"The recording {path.name}")
    damage = _Damage()
    pages = list(_pages(path, damage))
    if not pages:
        raise _no_page(path, damage)
    recording = recording_from_channels(
        [_channels(pages, header)],
        path=path,
        format_name=_NAME,
        options=options,
        started_at=_started_at(pages),
        findings=_noticed(path, header, damage),
    )
    return (recording,)


def _no_page(path: Path, damage: _Damage) -> DamagedFile:
    return DamagedFile(
        f"At least one page of samples is needed, and none of the {damage.pages_count} in "
        f"{path.name} can be read. Copy the file again."
    )


def _stream(path: Path, options: ReadOptions, block_s: float) -> Iterator[Recording]:
    header = _read_header(path)
    looked_at = _looked_at(path)
    if not looked_at:
        raise _no_page(path, _Damage())
    assembler: PartsAssembler | None = None
    damage = _Damage()
    batch: list[_Page] = []
    batch_s = 0.0
    for page in _pages(path, damage):
        if batch and batch_s >= block_s:
            assembler = assembler or _assembler(
                path, options, header=header, looked_at=looked_at, first=batch
            )
            yield assembler.next_part([_channels(batch, header, page.start_s)])
            batch, batch_s = [], 0.0
        batch.append(page)
        batch_s += len(page.packed) / _BYTES_A_SAMPLE / page.rate_hz
    assembler = assembler or _assembler(
        path, options, header=header, looked_at=looked_at, first=batch
    )
    assembler.add_findings(_noticed(path, header, damage))
    yield assembler.next_part([_channels(batch, header)])


def _assembler(
    path: Path,
    options: ReadOptions,
    *,
    header: _Header,
    looked_at: Sequence[_Page],
    first: Sequence[_Page],
) -> PartsAssembler:
    return PartsAssembler(
        [_channels(looked_at, header)],
        path=path,
        format_name=_NAME,
        options=options,
        started_at=_started_at(first),
    )


def _looked_at(path: Path) -> list[_Page]:
    """Read a page in some places all over the file."""
    last = max(0, path.stat().st_size - 4 * _USUAL_PAGE_BYTES)
    places = np.unique(np.linspace(0, last, _LOOKED_AT_PLACES).astype(int))
    found = (
        next(_pages(path, _Damage(), start_bytes=int(place), at_once_bytes=_LOOKED_AT_BYTES), None)
        for place in places
    )
    return [page for page in found if page is not None]


def _estimate_s(path: Path, _options: ReadOptions) -> float | None:
    page = next(_pages(path, _Damage(), at_once_bytes=_LOOKED_AT_BYTES), None)
    if page is None:
        return None
    return path.stat().st_size / _USUAL_PAGE_BYTES * 300 / page.rate_hz


GENEACTIV_BIN: Final = Reader(
    name=_NAME,
    title="GENEActiv",
    suffixes=frozenset((".bin",)),
    recognises=_recognises,
    read=_read,
    stream=_stream,
    estimate_s=_estimate_s,
)
