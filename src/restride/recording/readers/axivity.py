"""Axivity AX3 and AX6 recordings (.cwa)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from restride.arrays import BoolArray, FloatArray, SampleArray
from restride.errors import DamagedFile
from restride.recording.quality import QualityFinding
from restride.recording.readers.axivity_blocks import (
    BLOCK,
    BLOCK_BYTES,
    HEADER_BYTES,
    BlockFormat,
    Blocks,
    decode,
    format_of,
    has_format,
    mark_blocks,
    start_times_s,
)
from restride.recording.readers.channels import Channels
from restride.recording.readers.columns_to_recording import recording_from_channels
from restride.recording.readers.limits import refuse_too_large
from restride.recording.readers.options import ReadOptions
from restride.recording.readers.reader import Reader
from restride.recording.readers.streaming import PartsAssembler
from restride.recording.recording import Recording
from restride.terms import Severity
from restride.units import STANDARD_GRAVITY_MPS2

_NAME: Final = "axivity-cwa"
#: Decoded at once: 8192 blocks are a million samples.
_BLOCKS_AT_ONCE: Final = 4096
#: The next block may begin this much of a block earlier or later than the nominal rate says, which
#: the device keeps to 3 %; more is a gap. House choice.
_ON_TIME_SHARE: Final = 0.2
_LOOKED_AT_BLOCKS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _File:
    """The usable blocks of a file, and what was noticed about the others."""

    path: Path
    blocks: Blocks
    #: (n_blocks,) of all written blocks: whether it can be used.
    usable: BoolArray
    block_format: BlockFormat
    findings: tuple[QualityFinding, ...]

    @property
    def samples_count(self) -> int:
        """Samples in all usable blocks."""
        return int(self.blocks[self.usable]["count"].sum(dtype=np.int64))


def _recognises(head: bytes, _path: Path) -> float:
    is_header = head[:2] == b"MD" and int.from_bytes(head[2:4], "little") in (508, 1020)
    return 0.95 if is_header else 0.0


def _open(path: Path) -> _File:
    size_bytes = path.stat().st_size
    blocks_count, rest_bytes = divmod(size_bytes - HEADER_BYTES, BLOCK_BYTES)
    if blocks_count < 1:
        raise DamagedFile(
            f"At least one block of samples is needed, and {path.name} ends after "
            f"{size_bytes:,} bytes, in its header. Copy the file again."
        )
    blocks = np.memmap(path, dtype=BLOCK, mode="r", offset=HEADER_BYTES, shape=(blocks_count,))
    marks = mark_blocks(blocks)
    whole = np.flatnonzero(marks.is_whole)
    if not len(whole):
        raise DamagedFile(
            f"Blocks of samples with a checksum that fits are needed, and none of the "
            f"{blocks_count:,} in {path.name} has one. Copy the file again."
        )
    block_format = format_of(blocks[whole[:1]])
    if block_format is None:
        raise DamagedFile(
            f"Samples of 3, 6 or 9 axes are needed, and {path.name} has the layout "
            f"0x{int(blocks[whole[0]]['layout']):02x}. Convert it with the maker's program."
        )
    usable = marks.is_whole
    usable[whole] = has_format(blocks[whole], block_format)
    return _File(
        path=path,
        blocks=blocks,
        usable=usable,
        block_format=block_format,
        findings=(*_damaged(usable | marks.is_unwritten), *_cut(path, rest_bytes)),
    )


def _damaged(is_fine: BoolArray) -> tuple[QualityFinding, ...]:
    bad = np.flatnonzero(~is_fine)
    if not len(bad):
        return ()
    found = (
        f"{len(bad)} of {len(is_fine)} blocks fail their own check, "
        f"the first is number {bad[0] + 1}."
    )
    return (_finding("damaged-block", found, "They were left out: a gap is there."),)


def _cut(path: Path, rest_bytes: int) -> tuple[QualityFinding, ...]:
    if not rest_bytes:
        return ()
    found = f"The file {path.name} ends in the middle of a block, {rest_bytes} bytes into it."
    return (_finding("truncated", found, "All whole blocks before were read."),)


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


def _channels(file: _File, usable_blocks: Blocks, starts_s: FloatArray) -> Channels:
    """Decode blocks into one sensor's channels.

    ``starts_s`` has the start of each block and of the one behind the last, or not a number.
    """
    counts = usable_blocks["count"].astype(np.int64)
    samples_count = int(counts.sum())
    has_gyroscope = file.block_format.axes_count > 3
    acceleration = np.empty((samples_count, 3), dtype=np.float32)
    turning = np.empty((samples_count, 3), dtype=np.float32) if has_gyroscope else None
    filled = 0
    for start in range(0, len(usable_blocks), _BLOCKS_AT_ONCE):
        part, part_turning = decode(
            usable_blocks[start : start + _BLOCKS_AT_ONCE], file.block_format
        )
        acceleration[filled : filled + len(part)] = part
        if turning is not None:
            turning[filled : filled + len(part)] = part_turning
        filled += len(part)
    name = "AX6" if has_gyroscope else "AX3"
    block_format = file.block_format
    return Channels(
        name=name,
        acceleration_raw=acceleration,
        acceleration_unit="g",
        are_units_certain=True,
        angular_velocity_raw=turning,
        angular_velocity_unit="dps",
        times_raw=_sample_times_s(starts_s, counts, block_format.rate_hz),
        sampling_rate_hz=block_format.rate_hz,
        acceleration_range_mps2=block_format.acceleration_range_g * STANDARD_GRAVITY_MPS2,
        angular_velocity_range_dps=(
            block_format.angular_velocity_range_dps if has_gyroscope else None
        ),
    )


def _sample_times_s(
    starts_s: FloatArray, counts: npt.NDArray[np.int64], rate_hz: float
) -> FloatArray:
    """Spread the samples of a block evenly to the next one; at the usual rate before a gap."""
    nominal_s = counts / rate_hz
    lasts_s = np.diff(starts_s)
    is_on_time = np.abs(lasts_s - nominal_s) <= _ON_TIME_SHARE * nominal_s
    usual_ratio = float(np.median((lasts_s / nominal_s)[is_on_time])) if is_on_time.any() else 1.0
    periods_s = np.where(is_on_time, lasts_s, nominal_s * usual_ratio) / counts
    first = np.repeat(np.cumsum(counts) - counts, counts)
    times_s: FloatArray = np.arange(len(first), dtype=float)
    times_s -= first
    times_s *= np.repeat(periods_s, counts)
    times_s += np.repeat(starts_s[:-1], counts)
    return times_s


def _starts_s(file: _File, usable_blocks: Blocks) -> FloatArray:
    """Start of each block; not a number behind the last."""
    starts_s = start_times_s(usable_blocks, file.block_format.rate_hz)
    return np.append(starts_s, np.nan)


def _read(path: Path, options: ReadOptions) -> tuple[Recording, ...]:
    file = _open(path)
    axes_count = min(file.block_format.axes_count, 6)
    refuse_too_large(file.samples_count * axes_count * 8, what=f"The recording {path.name}")
    usable_blocks = file.blocks[file.usable]
    starts_s = _starts_s(file, usable_blocks)
    recording = recording_from_channels(
        [_channels(file, usable_blocks, starts_s)],
        path=path,
        format_name=_NAME,
        options=options,
        started_at=_started_at(starts_s),
        findings=file.findings,
    )
    return (recording,)


def _started_at(starts_s: FloatArray) -> str:
    """Write the local time that the device's clock was set to."""
    return datetime.fromtimestamp(float(starts_s[0]), tz=UTC).replace(tzinfo=None).isoformat()


def _stream(path: Path, options: ReadOptions, block_s: float) -> Iterator[Recording]:
    file = _open(path)
    usable = np.flatnonzero(file.usable)
    looked_at = file.blocks[usable[np.unique(_spread(len(usable)))]]
    assembler = PartsAssembler(
        [_channels(file, looked_at, _starts_s(file, looked_at))],
        path=path,
        format_name=_NAME,
        options=options,
        started_at=_started_at(_starts_s(file, file.blocks[usable[:1]])),
        findings=file.findings,
    )
    samples_a_block = file.block_format.samples_count
    step = max(1, int(block_s * file.block_format.rate_hz / samples_a_block))
    for start in range(0, len(usable), step):
        with_next = file.blocks[usable[start : start + step + 1]]
        starts_s = _starts_s(file, with_next)
        part = with_next[:step]
        yield assembler.next_part([_channels(file, part, starts_s[: len(part) + 1])])


def _spread(blocks_count: int) -> SampleArray:
    """Name blocks in short runs all over a file."""
    runs_count = max(1, _LOOKED_AT_BLOCKS // 10)
    first = np.linspace(0, max(0, blocks_count - 10), runs_count).astype(np.intp)
    rows: SampleArray = (first[:, None] + np.arange(10)).ravel()
    return np.clip(rows, 0, blocks_count - 1)


def _estimate_s(path: Path, _options: ReadOptions) -> float | None:
    file = _open(path)
    return file.samples_count / file.block_format.rate_hz


AXIVITY_CWA: Final = Reader(
    name=_NAME,
    title="Axivity AX3 or AX6",
    suffixes=frozenset((".cwa",)),
    recognises=_recognises,
    read=_read,
    stream=_stream,
    estimate_s=_estimate_s,
)
