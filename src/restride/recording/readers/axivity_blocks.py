"""The blocks of an Axivity file: 512 bytes each, decoded many at a time.

Source: Axivity and Open Movement, "AX3/AX6 CWA file format", as published with the device.
[openmovement2013]
"""

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from restride.arrays import BoolArray, FloatArray

HEADER_BYTES: Final = 1024
BLOCK_BYTES: Final = 512
_MAGIC: Final = 0x5841
_LENGTH: Final = BLOCK_BYTES - 4
_UNWRITTEN: Final = 0xFFFF
#: Sum over a block in 16-bit words at once: bounds the memory.
_BLOCKS_AT_ONCE: Final = 8192

BLOCK: Final = np.dtype(
    [
        ("magic", "<u2"),
        ("length", "<u2"),
        ("fraction", "<u2"),
        ("session", "<u4"),
        ("sequence", "<u4"),
        ("stamp", "<u4"),
        ("scale", "<u2"),
        ("temperature", "<u2"),
        ("events", "u1"),
        ("battery", "u1"),
        ("rate", "u1"),
        ("layout", "u1"),
        ("offset", "<i2"),
        ("count", "<u2"),
        ("samples", "V480"),
        ("checksum", "<u2"),
    ]
)
Blocks: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockFormat:
    """How the samples of a block are written; the same in all blocks of a file."""

    #: 3 for acceleration, 6 with a gyroscope before it, 9 with a magnetometer behind it.
    axes_count: int
    #: Three numbers of 10 bits with a common exponent in 32 bits, instead of 16 bits each.
    is_packed: bool
    rate_hz: float
    acceleration_range_g: float
    acceleration_step_g: float
    angular_velocity_range_dps: float

    @property
    def samples_count(self) -> int:
        """Most samples in a block."""
        return 120 if self.is_packed else 240 // self.axes_count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BlockMarks:
    """Which blocks of a file are whole, and which the device never wrote."""

    is_whole: BoolArray
    is_unwritten: BoolArray


def mark_blocks(blocks: Blocks) -> BlockMarks:
    """Tell which blocks have their mark, their length, a checksum that fits and a date.

    The file is gone through once; only marked blocks are looked at more closely.
    """
    magic = np.array(blocks["magic"])
    whole: BoolArray = magic == _MAGIC
    marked = np.flatnonzero(whole)
    for start in range(0, len(marked), _BLOCKS_AT_ONCE):
        places = marked[start : start + _BLOCKS_AT_ONCE]
        part = blocks[places]
        words = part.view("<u2").reshape(len(part), BLOCK_BYTES // 2)
        fits = words.sum(axis=1, dtype=np.uint32) % 65536 == 0
        month, day = part["stamp"] >> 22 & 0xF, part["stamp"] >> 17 & 0x1F
        has_date = (month >= 1) & (month <= 12) & (day >= 1)
        whole[places] = fits & has_date & (part["length"] == _LENGTH)
    return BlockMarks(is_whole=whole, is_unwritten=magic == _UNWRITTEN)


def format_of(blocks: Blocks) -> BlockFormat | None:
    """Tell how samples are written, from one block; None where it is unknown."""
    block = blocks[0]
    axes_count, width = int(block["layout"]) >> 4, int(block["layout"]) & 0xF
    rate, scale = int(block["rate"]), int(block["scale"])
    is_packed = width == 0
    known = (axes_count == 3 and width in (0, 2)) or (axes_count in (6, 9) and width == 2)
    # Files of the first firmware hold the rate in place of the offset.
    rate_hz = 3200 / (1 << (15 - (rate & 0xF))) if rate else float(block["offset"])
    if not known or not 1 <= rate_hz <= 3200:
        return None
    return BlockFormat(
        axes_count=axes_count,
        is_packed=is_packed,
        rate_hz=rate_hz,
        acceleration_range_g=float(16 >> (rate >> 6)),
        acceleration_step_g=1 / 256 if is_packed else 1 / (1 << (8 + (scale >> 13))),
        angular_velocity_range_dps=8000 / (1 << (scale >> 10 & 7)),
    )


def has_format(blocks: Blocks, block_format: BlockFormat) -> BoolArray:
    """Tell which blocks are written as the file's first one and hold a possible count."""
    width = 0 if block_format.is_packed else 2
    return np.asarray(
        (blocks["layout"] == (block_format.axes_count << 4 | width))
        & (blocks["count"] >= 1)
        & (blocks["count"] <= block_format.samples_count)
    )


def start_times_s(blocks: Blocks, rate_hz: float) -> FloatArray:
    """Tell when the first sample of each block was taken, in seconds since 1970, local time."""
    stamps = blocks["stamp"].astype(np.int64)
    months = (stamps >> 26) * 12 + (stamps >> 22 & 0xF) - 1
    first_day = (np.datetime64("2000-01", "M") + months).astype("datetime64[D]")
    days = first_day.astype(np.int64) + (stamps >> 17 & 0x1F) - 1
    in_day_s = (stamps >> 12 & 0x1F) * 3600 + (stamps >> 6 & 0x3F) * 60 + (stamps & 0x3F)
    fraction = blocks["fraction"].astype(np.int64)
    has_fraction = fraction & 0x8000 != 0
    sixteenth = np.where(has_fraction, (fraction & 0x7FFF) << 1, 0)
    # Where a fraction is given, the offset was moved by its whole samples for older programs.
    offset = blocks["offset"].astype(np.int64)
    offset = np.where(blocks["rate"] == 0, 0, offset) + (sixteenth * int(rate_hz) >> 16)
    return np.asarray(days * 86400.0 + in_day_s + sixteenth / 65536 - offset / rate_hz)


def decode(
    blocks: Blocks, block_format: BlockFormat
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32] | None]:
    """Decode the samples of whole blocks: acceleration in g and angular velocity in deg/s.

    Blocks with fewer samples than they can hold are cut to these.
    """
    content = np.ascontiguousarray(blocks["samples"]).view(np.uint8).reshape(len(blocks), 480)
    if block_format.is_packed:
        packed = content.view("<u4")
        values = np.stack([_ten_bits(packed, axis) for axis in range(3)], axis=-1)
    else:
        used = block_format.samples_count * block_format.axes_count
        shape = (len(blocks), block_format.samples_count, block_format.axes_count)
        values = content.view("<i2")[:, :used].reshape(shape)
    samples = _only_filled(values, blocks["count"].astype(np.intp), block_format.samples_count)
    if block_format.axes_count == 3:
        return samples * np.float32(block_format.acceleration_step_g), None
    turning_step = np.float32(block_format.angular_velocity_range_dps / 32768)
    acceleration = samples[:, 3:6] * np.float32(block_format.acceleration_step_g)
    return acceleration, samples[:, :3] * turning_step


def _ten_bits(packed: npt.NDArray[np.uint32], axis: int) -> npt.NDArray[np.int16]:
    """Unpack one axis: ten bits with a sign, moved up by the exponent in the top two bits."""
    bits = (packed >> np.uint32(10 * axis) & np.uint32(0x3FF)).astype(np.int16)
    signed = (bits << 6) >> 6
    return signed << (packed >> np.uint32(30)).astype(np.int16)


def _only_filled(
    values: npt.NDArray[np.int16], counts: npt.NDArray[np.intp], samples_count: int
) -> npt.NDArray[np.int16]:
    if np.all(counts == samples_count):
        return values.reshape(-1, values.shape[2])
    filled: npt.NDArray[np.int16] = values[np.arange(samples_count) < counts[:, None]]
    return filled
